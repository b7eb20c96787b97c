import { setImmediate as nextTurn } from 'node:timers/promises'
import { assert, asyncProperty, integer, nat, pre } from 'fast-check'
import { buildSchema, type GraphQLSchema, getOperationAST, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { createExecutor } from '../../src/graphql/executor/executor.ts'
import { askBoth } from '../api/execution-comparison.ts'
import { operations } from '../api/execution-documents.ts'
import { createOddSchema, VALUES } from './graphql-executor-schema.ts'

const RUNS = Number(process.env['EXECUTION_RUNS'] ?? 1500)

/**
 * graphql-js leaves a rejection unhandled when one item of a list fails at once and another later. Ours must leave none,
 * so they are counted here instead of ending the test.
 */
const unhandled: unknown[] = []
process.removeAllListeners('unhandledRejection')
process.on('unhandledRejection', (reason) => unhandled.push(reason))

/** Stands first: what graphql-js leaves behind arrives late. */
test('the compiled path leaves no rejection unhandled where several things fail at different times', async () => {
  await assert(
    asyncProperty(nat({ max: 10_000 }), operations(createOddSchema(0), VALUES), async (seed, random) => {
      const schema = createOddSchema(seed)
      const document = parse(random.text)
      pre(validate(schema, document).length === 0)
      await createExecutor(schema).execute({ ...ask(document), variables: random.variables })
      for (let turns = 0; turns < 3; turns += 1) await nextTurn()
    }),
    { numRuns: 300, seed: 7, maxSkipsPerRun: 1000 },
  )
  expect(unhandled).toEqual([])
}, 60_000)

test('random documents over resolvers that do everything answer as graphql-js answers', async () => {
  const seen = { asked: 0, withErrors: 0, withoutData: 0, races: 0 }
  await assert(
    asyncProperty(integer({ min: 0, max: 10_000 }), operations(createOddSchema(0), VALUES), async (seed, random) => {
      const schema = createOddSchema(seed)
      const document = parse(random.text)
      pre(validate(schema, document).length === 0)
      const executor = createExecutor(schema)
      const { compiled, general, races } = await askBoth({
        schema,
        executor,
        asked: { document, variables: random.variables },
        createContext: () => 'context',
      })
      seen.asked += 1
      seen.races += races > 0 ? 1 : 0
      seen.withErrors += general.errors.length > 0 ? 1 : 0
      seen.withoutData += general.data === 'null' ? 1 : 0
      expect(compiled).toEqual(general)
    }),
    { numRuns: RUNS, seed: 20261122, maxSkipsPerRun: 1000 },
  )
  expect(seen.withErrors).toBeGreaterThan(RUNS / 4)
  expect(seen.asked - seen.withErrors).toBeGreaterThan(RUNS / 20)
}, 120_000)

test('an operation is compiled once, and the operations that are kept are bounded', async () => {
  const executor = createExecutor(createSmallSchema(), { maxOperations: 2 })
  const documents = ['{ a }', '{ b: a }', '{ c: a }'].map((text) => parse(text))
  for (const document of documents) await executor.execute(ask(document))
  expect(executor.size()).toBe(2)
  const [, , last] = documents
  if (last) await executor.execute(ask(last))
  expect(executor.size()).toBe(2)
})

test('one document with many switches answers right for each way in which they stand', async () => {
  const executor = createExecutor(createSmallSchema())
  const names = ['p', 'q', 'r', 's', 't']
  const head = names.map((name) => `$${name}: Boolean!`).join(', ')
  const document = parse(`query (${head}) { ${names.map((name) => `${name}: a @include(if: $${name})`).join(' ')} }`)
  for (let bits = 0; bits < 32; bits += 1) {
    const chosen = names.filter((_name, index) => ((bits >> index) & 1) === 1)
    const variables = Object.fromEntries(names.map((name) => [name, chosen.includes(name)]))
    const { data } = await executor.execute({ ...ask(document), variables })
    expect(Object.keys(data ?? {})).toEqual(chosen)
  }
})

test.each([
  ['{ a }', undefined, true],
  ['query A { a } query B { a }', 'B', true],
  ['mutation { m }', undefined, false],
  ['{ __proto__: a }', undefined, false],
  ['query A { a }', 'C', false],
])('%s with the operation %s compiles: %s', async (text, operationName, compiles) => {
  const executor = createExecutor(createSmallSchema())
  const document = parse(text)
  const operation = getOperationAST(document, operationName) ?? undefined
  expect(executor.compiles({ document, operation })).toBe(compiles)
  const answer = await executor.execute({ ...ask(document, operationName), operation })
  expect(answer.errors?.map(({ message }) => message)).toEqual(operation ? undefined : ['Unknown operation named "C".'])
  expect(Object.values(answer.data ?? {})).toEqual(operation ? [1] : [])
})

function createSmallSchema(): GraphQLSchema {
  const schema = buildSchema('type Query { a: Int } type Mutation { m: Int }')
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) field.resolve = () => 1
  }
  return schema
}

function ask(document: ReturnType<typeof parse>, operationName?: string) {
  const operation = getOperationAST(document, operationName) ?? undefined
  return { document, operation, operationName, variables: {}, contextValue: 'context' }
}

test.each([
  ['query ($constructor: Side, $n: Int!) { given(n: $n, side: $constructor) }', { n: 3 }],
  ['query ($constructor: ID) { given(id: $constructor) }', {}],
  ['query ($toString: ID!) { given(id: $toString) }', { toString: 'x' }],
  ['query ($__proto__: ID!) { given(id: $__proto__) }', JSON.parse('{"__proto__":"x"}')],
  ['query ($valueOf: [ID]) { given(ids: $valueOf) }', {}],
])('%s finds what was given and not what every object has', async (text, variables) => {
  const schema = createGivenSchema()
  const document = parse(text)
  const { compiled, general } = await askBoth({
    schema,
    executor: createExecutor(schema),
    asked: { document, variables },
    createContext: () => 'context',
  })
  expect(compiled).toEqual(general)
  expect(compiled.errors).toEqual([])
})

test('what only looks like a promise and throws is an error of its field', async () => {
  const schema = createGivenSchema()
  const { compiled, general } = await askBoth({
    schema,
    executor: createExecutor(schema),
    asked: { document: parse('{ thrower given }'), variables: {} },
    createContext: () => 'context',
  })
  expect(compiled).toEqual(general)
  expect(compiled.errors).toHaveLength(1)
})

/** `given` tells what it was given; `thrower` answers with something whose `then` throws. */
function createGivenSchema(): GraphQLSchema {
  const schema = buildSchema(
    'enum Side { LEFT } type Query { given(n: Int, side: Side, id: ID, ids: [ID]): String thrower: Int }',
  )
  const { given, thrower } = schema.getQueryType()?.getFields() ?? {}
  if (!given || !thrower) throw new Error('A schema without its fields.')
  given.resolve = (_source, args) => JSON.stringify(Object.entries(args).map(([name, value]) => [name, String(value)]))
  thrower.resolve = () => ({
    // oxlint-disable-next-line unicorn/no-thenable -- what is tried
    then() {
      throw new Error('not now')
    },
  })
  return schema
}
