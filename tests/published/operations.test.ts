import { readFileSync } from 'node:fs'
import {
  buildSchema,
  GraphQLError,
  isTypeSystemDefinitionNode,
  isTypeSystemExtensionNode,
  parse,
  validate,
} from 'graphql'
import { expect, test } from 'vitest'
import { CABINET_DOCUMENT, SIGN_IN_DOCUMENT } from '../../src/server/landing-operations.ts'
import { listSourceFiles, ROOT, type SourceFile } from '../tidy/source-files.ts'
import { printContract } from './contract.ts'

interface Found {
  /** Where a reader finds it: "README.md:41". */
  readonly place: string
  readonly document: string
}

const schema = buildSchema(printContract())
const texts: readonly SourceFile[] = [
  ...['README.md', 'CHANGELOG.md'].map((path) => ({ path, text: readFileSync(`${ROOT}${path}`, 'utf8') })),
  ...listSourceFiles(['docs'], ['.md']),
]
const operations: readonly Found[] = [
  ...texts.flatMap((file) => [...findBlocks(file), ...findCurlBodies(file)]),
  ...listSourceFiles(['bench/operations'], ['.graphql']).map(({ path, text }) => ({ place: path, document: text })),
  { place: 'the sign-in of the explorer', document: SIGN_IN_DOCUMENT },
  { place: 'the cabinet of the explorer', document: CABINET_DOCUMENT },
  { place: "the sandbox's document", document: `${SIGN_IN_DOCUMENT}\n${CABINET_DOCUMENT}` },
]

test('the operations of the documentation are found', () => {
  const places = operations.map(({ place }) => place)
  expect(places.filter((place) => place.startsWith('README.md:')).length).toBeGreaterThanOrEqual(2)
  expect(places).toContain('bench/operations/cabinet.graphql')
})

test.each(operations)('the contract answers the operation at $place', ({ document }) => {
  expect(judge(document)).toEqual([])
})

test.each([
  ['{ viewer { nickname } }', ['Cannot query field "nickname" on type "Viewer".']],
  ['{ viewer { displayName }', ['Syntax Error: Expected Name, found <EOF>.']],
  ['', ['Syntax Error: Unexpected <EOF>.']],
])('an operation that the contract does not answer is seen: %j', (document, complaints) => {
  expect(judge(document)).toEqual(complaints)
})

test('blocks, tagged texts and curl bodies are found with their lines', () => {
  const text = 'graphql(`{ id }`)\n```graphql\n{ viewer }\n```\n\n  curl x \\\n    -d \'{"query":"{ node }"}\'\n'
  const file = { path: 'a.md', text }
  expect([...findBlocks(file), ...findCurlBodies(file)]).toEqual([
    { place: 'a.md:1', document: '{ id }' },
    { place: 'a.md:2', document: '{ viewer }\n' },
    { place: 'a.md:7', document: '{ node }' },
  ])
})

/** Definitions of types, as in a guide to schema changes, need only be well-formed. */
function judge(document: string): readonly string[] {
  try {
    const parsed = parse(document)
    const isSdl = parsed.definitions.every(
      (node) => isTypeSystemDefinitionNode(node) || isTypeSystemExtensionNode(node),
    )
    return isSdl ? [] : validate(schema, parsed).map(({ message }) => message)
  } catch (error) {
    if (error instanceof GraphQLError) return [error.message]
    throw error
  }
}

function findBlocks({ path, text }: SourceFile): readonly Found[] {
  const blocks = text.matchAll(/^ *```graphql\n(?<document>[^]*?)^ *```|\bgraphql\(`(?<document>[^`]*)`\)/gm)
  return [...blocks].map(({ index, groups }) => ({
    place: `${path}:${lineOf(text, index)}`,
    document: groups?.['document'] ?? '',
  }))
}

function findCurlBodies({ path, text }: SourceFile): readonly Found[] {
  return [...text.matchAll(/(?:-d|--data|--data-raw|--json) '(?<body>\{[^']*\})'/g)].flatMap(({ index, groups }) => {
    const body: unknown = JSON.parse(groups?.['body'] ?? '')
    const query = Object.entries(Object(body)).find(([name]) => name === 'query')?.[1]
    return typeof query === 'string' ? [{ place: `${path}:${lineOf(text, index)}`, document: query }] : []
  })
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}
