import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  buildSchema,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql'

/** A field of the root as the published contract has it, with everything that is needed to call it. */
export interface GeneratedOperation {
  readonly name: string
  /** Selects the type of the answer and its codes. */
  readonly document: string
  /** Where a text can be put, as a path of field names. */
  readonly places: readonly string[]
  /** Values that mean something; `texts` says what stands at some places instead, or everywhere. */
  variables(given: {
    readonly known: KnownValues
    readonly texts: ReadonlyMap<string, string> | string
  }): Readonly<Record<string, unknown>>
}

/** What fields of a name hold where they should mean something. */
export type KnownValues = Readonly<Record<string, string>>

const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'))

export function listMutations(): readonly GeneratedOperation[] {
  return listOperations('mutation', schema.getMutationType())
}

export function listQueries(): readonly GeneratedOperation[] {
  return listOperations('query', schema.getQueryType())
}

function listOperations(
  kind: 'mutation' | 'query',
  root: GraphQLObjectType | null | undefined,
): readonly GeneratedOperation[] {
  return Object.values(root?.getFields() ?? {}).map(({ name, args, type }) => {
    const head = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')
    const call = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')
    const [declared, given] = args.length === 0 ? ['', ''] : [`(${head})`, `(${call})`]
    return {
      name,
      document: `${kind} ${declared} { answer: ${name}${given} { ${selectCodes(type)} } }`,
      places: args.flatMap((arg) => listPlaces(arg.type, `.${arg.name}`)),
      variables: ({ known, texts }) => {
        const textAt = (place: string) => (typeof texts === 'string' ? texts : texts.get(place))
        return Object.fromEntries(args.map((arg) => [arg.name, valueOf(arg.type, `.${arg.name}`, { known, textAt })]))
      },
    }
  })
}

function listPlaces(type: GraphQLInputType, path: string): readonly string[] {
  const named = getNamedType(type)
  if (isInputObjectType(named)) {
    return Object.values(named.getFields()).flatMap((field) => listPlaces(field.type, `${path}.${field.name}`))
  }
  return isScalarType(named) && !NUMBERS.has(named.name) ? [path] : []
}

const NUMBERS: ReadonlySet<string> = new Set(['Int', 'Float', 'Boolean'])

interface Values {
  readonly known: KnownValues
  readonly textAt: (place: string) => string | undefined
}

function valueOf(type: GraphQLInputType, path: string, values: Values): unknown {
  const inner = getNullableType(type)
  if (isListType(inner)) return [valueOf(inner.ofType, path, values)]
  if (isInputObjectType(inner)) {
    const entries = Object.values(inner.getFields()).map((field) => [
      field.name,
      valueOf(field.type, `${path}.${field.name}`, values),
    ])
    return Object.fromEntries(entries)
  }
  if (isEnumType(inner)) return inner.getValues().find(({ name }) => name !== 'UNKNOWN')?.name
  const text = values.textAt(path)
  if (text !== undefined) return inner.name === 'Int' ? 1 : inner.name === 'Boolean' ? true : text
  return values.known[path.slice(path.lastIndexOf('.') + 1)] ?? PLAIN[inner.name] ?? randomUUID()
}

const PLAIN: Readonly<Record<string, string | number | boolean>> = {
  Int: 1,
  Boolean: true,
  String: 'Пример 1',
  Date: '2026-12-01',
  DateTime: '2026-12-01T10:00:00+03:00',
  Decimal: '10.00',
}

function selectCodes(type: GraphQLOutputType): string {
  const named = getNamedType(type)
  if (isUnionType(named)) {
    const codes = named.getTypes().filter((member) => 'code' in member.getFields() && member.name.endsWith('Refused'))
    return `__typename ${codes.map((member) => `... on ${member.name} { ${member.name}: code }`).join(' ')}`
  }
  if (isInterfaceType(named)) return '__typename'
  if (!isObjectType(named)) throw new Error(`${String(type)} has no fields`)
  return `__typename ${'userErrors' in named.getFields() ? 'userErrors { code }' : ''}`
}
