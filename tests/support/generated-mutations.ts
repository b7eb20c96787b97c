import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  buildSchema,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql'

/** A mutation as the published contract has it, with everything that is needed to call it. */
export interface GeneratedMutation {
  readonly name: string
  /** Selects the type of the answer and its codes. */
  readonly document: string
  /** Where a text can be put, as a path of field names. */
  readonly places: readonly string[]
  /** An input of values that mean something; `texts` says what stands at some places instead. */
  input(given: { readonly known: KnownValues; readonly texts: ReadonlyMap<string, string> | string }): object | null
}

/** What fields of a name hold where they should mean something. */
export type KnownValues = Readonly<Record<string, string>>

const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'))

export function listMutations(): readonly GeneratedMutation[] {
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {})
  return fields.map(({ name, args, type }) => {
    const inputType = args.find((arg) => arg.name === 'input')?.type ?? null
    const places = inputType === null ? [] : listPlaces(inputType, '')
    const [head, call] = inputType === null ? ['', ''] : [`($input: ${String(inputType)})`, '(input: $input)']
    return {
      name,
      document: `mutation ${head} { answer: ${name}${call} { ${selectCodes(type)} } }`,
      places,
      input: ({ known, texts }) => {
        const textAt = (place: string) => (typeof texts === 'string' ? texts : texts.get(place))
        const value = inputType === null ? null : valueOf(inputType, '', { known, textAt })
        return typeof value === 'object' ? value : null
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
  if (!isObjectType(named)) throw new Error(`${String(type)} has no fields`)
  return `__typename ${'userErrors' in named.getFields() ? 'userErrors { code }' : ''}`
}
