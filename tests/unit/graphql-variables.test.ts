import { buildSchema, getOperationAST, getVariableValues, parse } from 'graphql'
import { expect, test } from 'vitest'
import { compilePlainVariables } from '../../src/graphql/executor/variables.ts'

const schema = buildSchema(
  'type Query { a(id: ID, text: String, point: Point, side: Side): Int } input Point { x: Int } enum Side { LEFT }',
)

/** What the short way makes of variables; 'left' where it leaves them to graphql-js, or leaves the whole operation to it. */
function readPlainly(declared: string, given: Readonly<Record<string, unknown>>): unknown {
  const definitions = definitionsOf(declared)
  return compilePlainVariables(schema, definitions)?.(given) ?? 'left'
}

function definitionsOf(declared: string) {
  return getOperationAST(parse(`query (${declared}) { a }`))?.variableDefinitions ?? []
}

const TEXTS = JSON.parse('{"toString":"x","__proto__":"y","id":"1"}')

test.each([
  ['$id: ID!', { id: '17' }],
  ['$id: ID', { id: '' }],
  ['$id: String! $other: ID', { id: 'a', other: 'b', more: 'c' }],
  ['$ids: [ID!]!', { ids: [] }],
  ['$ids: [String]', { ids: ['a', 'b'] }],
  ['$id: ID = "x"', { id: '1' }],
  ['$toString: String! $id: ID!', TEXTS],
])('%s with %j is taken as it comes, which is what graphql-js makes of it', (declared, given) => {
  const { coerced } = getVariableValues(schema, definitionsOf(declared), given)
  expect(readPlainly(declared, given)).toEqual(coerced)
})

test.each([
  ['$id: ID!', {}],
  ['$id: ID!', { id: 17 }],
  ['$id: ID', { id: null }],
  ['$id: ID = "x"', {}],
  ['$ids: [ID!]!', { ids: 'a' }],
  ['$ids: [ID!]!', { ids: ['a', 1] }],
  ['$ids: [[ID]]', { ids: [['a']] }],
  ['$toString: String', {}],
  ['$__proto__: ID!', TEXTS],
  ['$n: Int', { n: 1 }],
  ['$point: Point', { point: { x: 1 } }],
  ['$side: Side', { side: 'LEFT' }],
  ['$id: ID! $n: Int', { id: '1' }],
])('%s with %j is left to graphql-js', (declared, given) => {
  expect(readPlainly(declared, given)).toBe('left')
})

test('a list of texts is a copy, as graphql-js makes one', () => {
  const ids = ['a']
  expect(readPlainly('$ids: [ID!]', { ids })).toEqual({ ids })
  expect(Object.values(Object(readPlainly('$ids: [ID!]', { ids })))[0]).not.toBe(ids)
})
