import { expect, test } from 'vitest'
import { type CoverageParts, findWitnesses, readParts, renderCoverage, stateOf } from './coverage.ts'
import type { Row } from './rows.ts'

const freeze: Row = { id: 'C11', capability: 'Freeze', changes: ['freezeService', 'unfreezeService'] }
const list: Row = { id: 'C1', capability: 'Services', changes: [] }

test('titles are found where a test is declared, with their lines, and nowhere else', () => {
  const text = [
    "test('A1 one', () => {})",
    'test.each([1])("A9 A11 two of %i", () => {})',
    'describe(`B1: three`, () => {',
    "  test('no row, though it names C1 later', () => {})",
    "  test.skip('C2 off', () => {})",
    "  const title = 'C3 is not a title'",
    "test.each([\n  ['C4 a case'],\n])('P7, S1 four', () => {})",
  ].join('\n')
  const found = findWitnesses({ path: 'tests/api/x.test.ts', text }).map(({ ids, line }) => ({ ids, line }))
  expect(found).toEqual([
    { ids: ['A1'], line: 1 },
    { ids: ['A9', 'A11'], line: 2 },
    { ids: ['B1'], line: 3 },
    { ids: ['P7', 'S1'], line: 9 },
  ])
})

test.each([
  ['without a test', [], ['freezeService', 'unfreezeService'], 'not yet'],
  ['read only', ['freeze { from }'], [], 'reading part'],
  ['with one change that no test sends', ['freezeService'], ['freezeService', 'unfreezeService'], 'reading part'],
  ['with a change that is not in the contract', ['freezeService unfreezeService'], ['freezeService'], 'reading part'],
  ['with every change', ['freezeService', 'unfreezeService'], ['freezeService', 'unfreezeService'], 'works'],
])('a row %s is judged', (...[, texts, operations, state]) => {
  expect(stateOf(freeze, parts(texts, operations))).toBe(state)
})

test('a row that is only read works with its first test', () => {
  expect(stateOf(list, { ...parts([], []), witnesses: [witness(['C1'], 'services')] })).toBe('works')
})

test('the page links each row to its tests', () => {
  const page = renderCoverage(parts(['freezeService'], []))
  expect(page).toContain('0 of 2 work, 1 in their reading part, 1 not yet.')
  expect(page).toContain('| C11 | Freeze | reading part | api/x [7](../tests/api/x.test.ts#L7) |\n')
  expect(page).toContain('| C1 | Services | not yet |  |\n')
})

test('every id in a title is a row, and every row has one id', () => {
  const { sections, witnesses } = readParts()
  const ids = sections.flatMap(({ rows }) => rows.map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
  expect(witnesses.length).toBeGreaterThan(50)
  const strangers = witnesses.filter((witness) => witness.ids.some((id) => !ids.includes(id)))
  expect(strangers.map(({ path, line }) => `${path}:${line}`)).toEqual([])
})

function parts(texts: readonly string[], operations: readonly string[]): CoverageParts {
  return {
    sections: [{ title: 'Services', rows: [list, freeze] }],
    witnesses: texts.map((text) => witness(['C11'], text)),
    operations: new Set(operations),
  }
}

function witness(ids: readonly string[], text: string) {
  return { ids, path: 'tests/api/x.test.ts', line: 7, text }
}
