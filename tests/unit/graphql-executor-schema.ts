import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  buildSchema,
  GraphQLError,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql'
import { pathToArray } from 'graphql/jsutils/Path.js'

/** Everything that a schema can hold and an executor can get wrong. */
const SDL = `
  scalar Upper
  scalar Json
  enum Colour { RED GREEN BLUE }
  input Point { x: Int! = 3 y: Int label: String = "none" colours: [Colour!] next: Point }
  interface Node { id: ID! self: Node }
  interface Named implements Node { id: ID! self: Node name: String! }
  union Thing = Alpha | Beta | Gamma
  type Alpha implements Node & Named {
    id: ID! self: Node name: String! flag: Boolean count: Int! ratio: Float
    beta: Beta betaOrElse: Beta! things: [Thing] mustThings: [Thing!]! grid: [[Int!]]! colour: Colour
    take(point: Point, points: [Point!], word: Upper = "abc", n: Int! = 7, colour: Colour = RED, id: ID): String
    anything: Json
  }
  type Beta implements Node {
    id: ID! self: Node alpha: Alpha! alphas: [Alpha!] upper: Upper! colours: [Colour!]! nodes(first: Int!): [Node]
  }
  type Gamma { alpha: Alpha thing: Thing! label(word: Upper!, colours: [Colour]): String! }
  type Query {
    alpha: Alpha beta: Beta! thing: Thing node(id: ID!): Node named: Named! mustThings: [Thing!]! deep: [[Alpha]!]
    gamma(point: Point = { y: 1 }): Gamma
  }
  type Mutation { bump(by: Int! = 1): Alpha reset: Beta! }
`

export const VALUES = {
  ID: ['1', 'x', 17, '', 1.5, true],
  Int: [0, 1, -5, 2_147_483_648, 1.5, 'one'],
  Float: [0.5, 3, 'half'],
  String: ['text', '', 'é"\\n', 7],
  Boolean: [true, false, 'true'],
  Upper: ['abc', 'refused', 5],
  Json: ['a', 1, null],
}

/**
 * A schema whose resolvers behave as a hash of seed, place and arguments says: values, nulls, errors thrown, rejected or
 * given as values, things that are no errors, leaves that cannot be serialized, types that are not there, at once or
 * some turns later. Two executors that ask the same thing are told the same.
 */
export function createOddSchema(seed: number): GraphQLSchema {
  const schema = buildSchema(SDL)
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue
    if (isObjectType(type)) addResolvers(type, seed)
    else if (isAbstractType(type)) {
      type.resolveType = (value) =>
        chooseType({ seed, value, names: schema.getPossibleTypes(type).map(({ name }) => name) })
    } else if (isEnumType(type)) {
      for (const [index, value] of type.getValues().entries()) value.value = { internal: index }
    } else if (isScalarType(type) && type.name === 'Upper') {
      type.parseValue = readUpper
      type.parseLiteral = (node) => readUpper('value' in node ? node.value : null)
      type.serialize = (value) => (typeof value === 'string' ? { toJSON: () => value.toUpperCase() } : undefined)
    }
  }
  return schema
}

function readUpper(value: unknown): unknown {
  if (typeof value !== 'string' || value === 'refused') throw new GraphQLError('Upper must be another text.')
  return { upper: value.toUpperCase() }
}

function addResolvers(type: GraphQLObjectType, seed: number): void {
  if (type.name === 'Gamma') type.isTypeOf = (value) => oddVerdict(seed, value)
  for (const field of Object.values(type.getFields())) {
    if (field.name === 'flag') continue
    field.resolve =
      roll(`${seed} ${type.name}.${field.name}`) % 2 === 0 ? resolveByInfo(seed) : resolveWithout(seed, field)
  }
}

function resolveByInfo(seed: number): GraphQLFieldResolver<unknown, unknown> {
  return (...[, args, context, info]) => {
    const path = pathToArray(info.path).join('.')
    const told = JSON.stringify([args, context, info.variableValues, info.parentType, Object.keys(info.fragments)])
    return behave(`${seed} ${path} ${info.fieldName} ${told}`, info)
  }
}

/** As most resolvers are: they declare no fourth parameter, which a plan may then save. */
function resolveWithout(
  seed: number,
  { name, type }: GraphQLField<unknown, unknown>,
): GraphQLFieldResolver<unknown, unknown> {
  return (source, args, context) =>
    behave(`${seed} ${name} ${JSON.stringify([source, args, context])}`, { fieldName: name, returnType: type })
}

function oddVerdict(seed: number, value: unknown): boolean | Promise<boolean> {
  const dice = roll(`${seed} isTypeOf ${JSON.stringify(value)}`)
  return dice % 4 === 0 ? Promise.resolve(dice % 8 !== 0) : dice % 9 !== 1
}

function behave(key: string, info: Pick<GraphQLResolveInfo, 'fieldName' | 'returnType'>): unknown {
  const dice = roll(key)
  const kind = dice % 40
  if (kind === 0) throw new Error(`thrown at ${info.fieldName}`)
  if (kind === 1) throw new GraphQLError(`refused at ${info.fieldName}`, { extensions: { code: 'REFUSED' } })
  if (kind === 2) return new Error(`given at ${info.fieldName}`)
  if (kind === 3) return Promise.reject(new Error(`rejected at ${info.fieldName}`))
  if (kind === 4) return nextTurn().then(() => Promise.reject(new TypeError('rejected later')))
  if (kind === 5) return Promise.reject('a text')
  if (kind === 6) return null
  if (kind === 7) return Promise.resolve(undefined)
  if (kind >= 36) return nextTurn().then(() => createValue(info.returnType, key))
  const value = createValue(info.returnType, key)
  return kind < 24 ? value : Promise.resolve(value)
}

function createValue(type: GraphQLOutputType, key: string): unknown {
  const dice = roll(`value ${key}`)
  if (dice % 50 === 49) return dice % 100 === 49 ? null : Symbol.for('odd')
  if (isNonNullType(type)) return createValue(type.ofType, key)
  if (isListType(type)) return createItems(type.ofType, { key, dice })
  if (isEnumType(type)) return dice % 30 === 0 ? 'MAUVE' : type.getValues()[dice % 3]?.value
  if (isScalarType(type)) return createLeaf(type.name, dice)
  return {
    key: dice % 1000,
    flag: dice % 3 === 0 ? () => dice % 2 === 0 : dice % 5 === 0 ? Promise.resolve(true) : null,
  }
}

function createItems(type: GraphQLOutputType, { key, dice }: { key: string; dice: number }): unknown {
  if (dice % 33 === 0) return 'no list'
  const items = Array.from({ length: dice % 4 }, (_, index) => {
    const kind = roll(`item ${index} ${key}`) % 20
    if (kind === 0) return new Error(`item ${index}`)
    if (kind === 1) return Promise.reject(new Error(`rejected item ${index}`))
    const value = createValue(type, `${key} ${index}`)
    return kind < 6 ? Promise.resolve(value) : value
  })
  return dice % 5 === 0 ? new Set(items) : items
}

function createLeaf(name: string, dice: number): unknown {
  if (name === 'Int') return dice % 20 === 0 ? 0.5 : dice % 100
  if (name === 'Float') return dice % 20 === 0 ? Number.NaN : dice / 7
  if (name === 'Boolean') return dice % 2 === 0
  if (name === 'Upper') return dice % 10 === 0 ? 5 : `word ${dice % 10}`
  return dice % 25 === 0 ? { not: 'a leaf' } : `text ${dice % 10}`
}

function chooseType({ seed, value, names }: { seed: number; value: unknown; names: readonly string[] }) {
  const dice = roll(`${seed} type ${JSON.stringify(value)}`)
  if (dice % 40 === 0) return undefined
  if (dice % 40 === 1) return 'Nothing'
  if (dice % 40 === 2) return 'Query'
  const name = names[dice % names.length]
  if (dice % 40 === 3) return Promise.reject(new Error('no type'))
  return dice % 4 === 0 ? Promise.resolve(name) : name
}

function roll(key: string): number {
  return createHash('sha1').update(key).digest().readUInt32BE(0)
}
