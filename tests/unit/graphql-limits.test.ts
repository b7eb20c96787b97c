import { buildSchema, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { OPERATION_LIMITS, operationLimitRules } from '../../src/graphql/limits.ts'

const schema = buildSchema(`
  type Query { next: Query name: String }
  type Mutation { signIn: Mutation refreshSession: String other: String }`)

const check = (document: string): readonly string[] =>
  validate(schema, parse(document), operationLimitRules).map(({ message }) => message)

/** An operation of exactly so many levels. */
const deep = (levels: number, leaf = 'name'): string =>
  `${'next { '.repeat(levels - 1)}${leaf}${' }'.repeat(levels - 1)}`

const aliases = (count: number, prefix: string): string =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}: __typename`).join(' ')

const { maxDepth, maxAliases } = OPERATION_LIMITS

test('an operation may be as deep as the limit and no deeper', () => {
  expect(check(`{ ${deep(maxDepth)} }`)).toEqual([])
  expect(check(`{ ${deep(maxDepth + 1)} }`)).toEqual(['The operation is nested deeper than 12 levels.'])
})

test('fragments, named or not, do not hide the depth', () => {
  const halves = `{ ${deep(7, 'next { ...rest }')} } fragment rest on Query { ... on Query { ${deep(6)} } }`
  expect(check(halves)).toEqual(['The operation is nested deeper than 12 levels.'])
  expect(check(`{ ... on Query { ...rest } } fragment rest on Query { ${deep(maxDepth)} }`)).toEqual([])
})

test('a fragment that contains itself ends the walk', () => {
  expect(check('{ ...loop } fragment loop on Query { next { ...loop } }')).toEqual([])
})

test('introspection is not counted: tools ask deeper than any cabinet', () => {
  const types = `type { ${'ofType { '.repeat(13)}name${' }'.repeat(13)} }`
  expect(check(`{ __schema { types { fields { ${types} } } } }`)).toEqual([])
})

test('aliases are counted over the whole document, those of __typename too', () => {
  expect(check(`{ ${aliases(maxAliases, 'a')} }`)).toEqual([])
  const spread = `{ ${aliases(maxAliases - 1, 'a')} ...f } fragment f on Query { ${aliases(2, 'b')} }`
  expect(check(spread)).toEqual(['The document has more than 30 aliases.'])
})

test.each([
  ['one', 'mutation { signIn { other } }', 0],
  ['one and a harmless one', 'mutation { signIn { other } other }', 0],
  ['one in each of two operations', 'mutation A { signIn { other } } mutation B { refreshSession }', 0],
  ['a field of the same name further down', 'mutation { signIn { signIn { other } } }', 0],
  ['two under two names', 'mutation { a: signIn { other } b: signIn { other } }', 1],
  ['two different ones', 'mutation { signIn { other } refreshSession }', 1],
  ['two through one fragment', 'mutation { ...f a: refreshSession } fragment f on Mutation { refreshSession }', 1],
  ['two in inline fragments', 'mutation { ... { refreshSession } ... on Mutation { b: refreshSession } }', 1],
])('sensitive mutations, %s: %s', (_name, document, refusals) => {
  expect(check(document)).toHaveLength(refusals)
})
