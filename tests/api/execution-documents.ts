import { type Arbitrary, array, nat } from 'fast-check'
import {
  doTypesOverlap,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql'

export interface RandomOperation {
  readonly text: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** Values to try for each scalar: valid ones, ones that name something, and ones that cannot be. Written as JSON. */
export type ScalarPool = Readonly<Record<string, readonly unknown[]>>

const LENGTH = 240
const MAX_DEPTH = 6

/**
 * Query documents over a schema: fields with and without aliases, arguments as literals, variables and both within each
 * other, variables that are given, null, missing or of the wrong kind, fragments with and without names on types,
 * interfaces and unions, `@skip` and `@include`. A document is made from a row of numbers, so it shrinks by itself. Some
 * are invalid: whoever uses them validates.
 */
export function operations(schema: GraphQLSchema, pool: ScalarPool): Arbitrary<RandomOperation> {
  return array(nat({ max: 1_000_000 }), { minLength: LENGTH, maxLength: LENGTH }).map((numbers) =>
    write(createWriter(schema, pool, numbers)),
  )
}

interface Writer {
  readonly schema: GraphQLSchema
  readonly pool: ScalarPool
  /** A number below `count`; 0 once all are used up. */
  readonly choose: (count: number) => number
  readonly fragments: Map<string, { readonly type: GraphQLNamedType; text: string | null }>
  readonly definitions: string[]
  readonly variables: Record<string, unknown>
  names: number
}

function createWriter(schema: GraphQLSchema, pool: ScalarPool, numbers: readonly number[]): Writer {
  let next = 0
  const choose = (count: number): number => {
    const number = numbers[next] ?? 0
    next += 1
    return number % count
  }
  return { schema, pool, choose, fragments: new Map(), definitions: [], variables: {}, names: 0 }
}

function write(writer: Writer): RandomOperation {
  const type = writer.schema.getQueryType()
  if (!type) throw new Error('A schema without queries.')
  const selection = writeSelection(writer, type, 0)
  const fragments = [...writer.fragments].map(
    ([name, fragment]) => `fragment ${name} on ${fragment.type.name} ${fragment.text}`,
  )
  const head = writer.definitions.length === 0 ? 'query' : `query (${writer.definitions.join(', ')})`
  return { text: [`${head} ${selection}`, ...fragments].join('\n'), variables: writer.variables }
}

function writeSelection(writer: Writer, type: GraphQLNamedType, depth: number): string {
  const count = 1 + writer.choose(depth === 0 ? 4 : 3)
  const parts = Array.from({ length: count }, () => writePart(writer, type, depth))
  return `{ ${parts.join(' ')} }`
}

function writePart(writer: Writer, type: GraphQLNamedType, depth: number): string {
  const kind = writer.choose(10)
  if (kind === 9) return `__typename${writeDirectives(writer)}`
  if (kind === 8 && depth < MAX_DEPTH) return writeSpread(writer, type, depth)
  const isFork = isCompositeType(type) && !isObjectType(type)
  if (depth < MAX_DEPTH && (kind === 7 || (isFork && kind > 3))) {
    const target = chooseFragmentType(writer, type)
    const condition = target === type && writer.choose(3) === 0 ? '' : ` on ${target.name}`
    return `...${condition}${writeDirectives(writer)} ${writeSelection(writer, target, depth + 1)}`
  }
  return writeField(writer, type, depth)
}

function writeSpread(writer: Writer, type: GraphQLNamedType, depth: number): string {
  const known = [...writer.fragments].filter(([, fragment]) => fragment.type === type && fragment.text !== null)
  const again = known[writer.choose(known.length + 1)]
  if (again) return `...${again[0]}${writeDirectives(writer)}`
  const target = chooseFragmentType(writer, type)
  const name = newName(writer, 'F')
  const fragment: { type: GraphQLNamedType; text: string | null } = { type: target, text: null }
  writer.fragments.set(name, fragment)
  fragment.text = writeSelection(writer, target, depth + 1)
  return `...${name}${writeDirectives(writer)}`
}

function chooseFragmentType(writer: Writer, type: GraphQLNamedType): GraphQLNamedType {
  if (!isCompositeType(type)) return type
  const overlapping = Object.values(writer.schema.getTypeMap())
    .filter((other) => isCompositeType(other))
    .filter((other) => !other.name.startsWith('__') && doTypesOverlap(writer.schema, type, other))
  return overlapping[writer.choose(overlapping.length)] ?? type
}

function writeField(writer: Writer, type: GraphQLNamedType, depth: number): string {
  const all = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []
  const fields = depth < MAX_DEPTH ? all : all.filter((field) => !isCompositeType(getNamedType(field.type)))
  const field: GraphQLField<unknown, unknown> | undefined = fields[writer.choose(fields.length)]
  if (!field) return '__typename'
  const given = writeArguments(writer, field.args)
  const alias = given !== '' || writer.choose(4) === 0 ? `${newName(writer, 'a')}: ` : ''
  const below = getNamedType(field.type)
  const selection = isCompositeType(below) ? ` ${writeSelection(writer, below, depth + 1)}` : ''
  return `${alias}${field.name}${given}${writeDirectives(writer)}${selection}`
}

function writeDirectives(writer: Writer): string {
  const choice = writer.choose(16)
  if (choice < 12) return ''
  const name = choice % 2 === 0 ? 'skip' : 'include'
  if (writer.choose(3) === 0) return ` @${name}(if: ${writer.choose(2) === 0})`
  const isRequired = writer.choose(3) > 0
  const variable = declare(writer, isRequired ? 'Boolean!' : `Boolean = ${writer.choose(2) === 0}`)
  const values = isRequired
    ? [true, false, true, false, true, false, true, false, null, 'no']
    : [true, false, undefined, null]
  const value = values[writer.choose(values.length)]
  if (value !== undefined) writer.variables[variable] = value
  return ` @${name}(if: $${variable})`
}

function writeArguments(writer: Writer, definitions: readonly GraphQLArgument[]): string {
  const given = definitions
    .filter((argument) => isRequiredArgument(argument) || writer.choose(3) > 0)
    .map((argument) => `${argument.name}: ${writeValue(writer, argument.type, 0)}`)
  return given.length === 0 ? '' : `(${given.join(', ')})`
}

/** A literal, a variable, or a literal with variables in it. */
function writeValue(writer: Writer, type: GraphQLInputType, depth: number): string {
  if (writer.choose(3) === 0) return writeVariable(writer, type)
  if (isNonNullType(type)) return writeValue(writer, type.ofType, depth)
  if (isListType(type)) {
    if (writer.choose(5) === 0) return writeValue(writer, type.ofType, depth + 1)
    const items = Array.from({ length: writer.choose(4) }, () => writeValue(writer, type.ofType, depth + 1))
    return `[${items.join(', ')}]`
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields())
      .filter((field) => isRequiredInputField(field) || (depth < 3 && writer.choose(2) === 0))
      .map((field) => `${field.name}: ${writeValue(writer, field.type, depth + 1)}`)
    return `{ ${fields.join(', ')} }`
  }
  if (isEnumType(type)) return type.getValues()[writer.choose(type.getValues().length)]?.name ?? 'null'
  return JSON.stringify(chooseScalar(writer, type.name))
}

function writeVariable(writer: Writer, type: GraphQLInputType): string {
  const kind = writer.choose(24)
  const literal = isNonNullType(type) && kind === 0 ? ` = ${writeConstant(writer, type.ofType)}` : ''
  const declared = isNonNullType(type) && kind === 0 ? String(type.ofType) : String(type)
  const variable = declare(writer, declared + literal)
  if (kind === 1) return `$${variable}`
  writer.variables[variable] = kind === 2 ? null : kind === 3 ? { odd: [1] } : chooseValue(writer, type, 0)
  return `$${variable}`
}

function writeConstant(writer: Writer, type: GraphQLInputType): string {
  if (isListType(type)) return '[]'
  if (isEnumType(type)) return type.getValues()[0]?.name ?? 'null'
  if (isInputObjectType(type) || isNonNullType(type)) return 'null'
  return JSON.stringify(chooseScalar(writer, type.name))
}

/** The value of a variable, as JSON. */
function chooseValue(writer: Writer, type: GraphQLInputType, depth: number): unknown {
  if (isNonNullType(type)) return chooseValue(writer, type.ofType, depth)
  if (writer.choose(24) === 0) return null
  if (isListType(type)) {
    if (writer.choose(6) === 0) return chooseValue(writer, type.ofType, depth + 1)
    return Array.from({ length: writer.choose(4) }, () => chooseValue(writer, type.ofType, depth + 1))
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => isRequiredInputField(field) || (depth < 3 && writer.choose(2) === 0),
    )
    return Object.fromEntries(fields.map((field) => [field.name, chooseValue(writer, field.type, depth + 1)]))
  }
  if (isEnumType(type)) return type.getValues()[writer.choose(type.getValues().length)]?.name
  return chooseScalar(writer, type.name)
}

function chooseScalar({ pool, choose }: Writer, name: string): unknown {
  const values = pool[name] ?? [null]
  return values[choose(values.length)]
}

function declare(writer: Writer, type: string): string {
  const name = newName(writer, 'v')
  writer.definitions.push(`$${name}: ${type}`)
  return name
}

function newName(writer: Writer, letter: string): string {
  writer.names += 1
  return `${letter}${writer.names}`
}
