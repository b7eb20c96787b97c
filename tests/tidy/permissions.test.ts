import { makeExecutableSchema } from '@graphql-tools/schema'
import { expect, test } from 'vitest'
import {
  assertEveryFieldHasARule,
  assertEveryListHasABound,
  assertEveryMutationHasAPolicy,
  SchemaCheckError,
} from '../../src/graphql/checks.ts'
import { permissions } from '../../src/graphql/permissions.ts'
import { idempotencyPolicies, listBounds } from '../../src/graphql/policies.ts'
import { isPublic } from '../../src/graphql/rules.ts'
import { createSchema, readSdl } from '../../src/graphql/schema.ts'
import { SENSITIVE_MUTATIONS } from '../../src/graphql/sensitive.ts'

/** The contract with something planted in it. */
function plant(sdl: string) {
  return makeExecutableSchema({ typeDefs: [...readSdl(), sdl] })
}

test('the schema is built: every field has a rule, every mutation a policy, every list a bound', () => {
  expect(createSchema().getQueryType()?.name).toBe('Query')
})

test.each([
  ['a query', 'extend type Query { "Planted." secrets: String }', 'Query.secrets has no rule'],
  ['a mutation', 'extend type Mutation { "Planted." destroy: Boolean }', 'Mutation.destroy has no rule'],
  ['a subscription', 'type Subscription { leak: String }', 'Subscription.leak has no rule'],
  ['a type', 'type Secret { word: String }', 'Secret.word has no rule'],
  [
    'a field of an interface through a new type',
    'type GuestAccount implements Node { id: ID! }',
    'GuestAccount.id has no rule',
  ],
])('%s without a rule keeps the gateway from starting', (_what, sdl, problem) => {
  expect(() => assertEveryFieldHasARule(plant(sdl), permissions)).toThrow(SchemaCheckError)
  expect(() => assertEveryFieldHasARule(plant(sdl), permissions)).toThrow(problem)
})

test('a root cannot be opened as a whole, so that no new field of it is open by accident', () => {
  const wide = { ...permissions, Query: isPublic }
  expect(() => assertEveryFieldHasARule(plant(''), wide)).toThrow('Query is a root')
})

test('a field or a type of the table that the schema does not have is a mistake', () => {
  const { Query, ...others } = permissions
  const misspelt = { ...others, Query: { ...Query, acount: isPublic }, Sesion: isPublic }
  expect(() => assertEveryFieldHasARule(plant(''), misspelt)).toThrow('Query.acount is not in the schema')
  expect(() => assertEveryFieldHasARule(plant(''), misspelt)).toThrow('Sesion is no object type of the schema')
})

test('names that every object inherits are no rules', () => {
  const sdl = 'extend type Query { "Planted." constructor: String "Planted." toString: String }'
  expect(() => assertEveryFieldHasARule(plant(sdl), permissions)).toThrow(
    'Query.constructor has no rule; Query.toString has no rule',
  )
})

test('a mutation without an idempotency policy keeps the gateway from starting', () => {
  const schema = plant('extend type Mutation { "Planted." payTwice: Boolean }')
  expect(() => assertEveryMutationHasAPolicy(schema, idempotencyPolicies)).toThrow('Mutation.payTwice has no policy')
})

test.each([
  ['a key', 'keyed', 'amount: Int!'],
  ['a key that may be left out', 'keyed', 'idempotencyKey: String amount: Int!'],
  ['a version', 'no_change', 'id: ID!'],
] as const)('a mutation that needs %s to be %s and does not take it keeps the gateway from starting', (...row) => {
  const [, policy, fields] = row
  const schema = plant(
    `input PlantedInput { ${fields} } extend type Mutation { "Planted." planted(input: PlantedInput!): Boolean }`,
  )
  expect(() => assertEveryMutationHasAPolicy(schema, { ...idempotencyPolicies, planted: policy })).toThrow(
    `Mutation.planted is ${policy}, and its input has no`,
  )
})

test.each([
  ['keyed', 'idempotencyKey: String!'],
  ['keyed', 'externalId: String!'],
  ['no_change', 'expectedVersion: Int'],
  ['once_per_input', 'token: String!'],
] as const)('a mutation that is %s and takes %s may be there', (policy, fields) => {
  const schema = plant(
    `input PlantedInput { ${fields} } extend type Mutation { "Planted." planted(input: PlantedInput!): Boolean }`,
  )
  expect(() => assertEveryMutationHasAPolicy(schema, { ...idempotencyPolicies, planted: policy })).not.toThrow()
})

test('a list without a bound keeps the gateway from starting, whatever its nullability', () => {
  const schema = plant('extend type Query { "Planted." all: [String!]! "Planted." some: [String] }')
  expect(() => assertEveryListHasABound(schema, listBounds)).toThrow('Query.all has no bound; Query.some has no bound')
})

test('a policy or a bound for what is not there is a mistake', () => {
  const schema = plant('')
  expect(() => assertEveryMutationHasAPolicy(schema, { ...idempotencyPolicies, planted: 'anew' })).toThrow(
    'Mutation.planted',
  )
  expect(() => assertEveryListHasABound(schema, { ...listBounds, 'Query.viewer': 1 })).toThrow(
    'Query.viewer is no list',
  )
})

test('every mutation that tests a secret exists', () => {
  const mutations = Object.keys(plant('').getMutationType()?.getFields() ?? {})
  expect(SENSITIVE_MUTATIONS.filter((name) => !mutations.includes(name))).toEqual([])
})
