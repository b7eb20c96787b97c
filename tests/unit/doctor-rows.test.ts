import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { NO_CAPABILITIES } from '../../src/billing/absent.ts'
import type { Capabilities } from '../../src/billing/port.ts'
import { SLICE_NAMES } from '../../src/doctor-command/probe.ts'
import { PROBES } from '../../src/doctor-command/probes.ts'
import type { SliceResult } from '../../src/doctor-command/read-slices.ts'
import { findRows, ROWS } from '../../src/doctor-command/rows.ts'

const ALL_READ: readonly SliceResult[] = SLICE_NAMES.map((slice) => {
  return { slice, state: 'ok', count: 1, durationMs: 1, failure: null, ability: null }
})

const EVERYTHING: Capabilities = {
  ...NO_CAPABILITIES,
  cancellations: true,
  transfers: true,
  payments: true,
  services: true,
  tariffs: true,
  statements: true,
  tickets: true,
  devices: true,
  documents: true,
  promisedPayments: true,
  deviceChanges: true,
  offerings: true,
  profileChanges: true,
  credentialChanges: true,
  coverage: true,
  orders: true,
  selfServiceOrders: true,
}

function stateOf(id: string, capabilities: Partial<Capabilities>, results = ALL_READ): string {
  const found = findRows({ ...EVERYTHING, ...capabilities }, results).find((row) => row.id === id)
  return [found?.state, ...(found?.because ?? [])].join(' ')
}

test('the rows are those of docs/coverage.md, by the same names and in the same order', () => {
  const page = readFileSync(new URL('../../docs/coverage.md', import.meta.url), 'utf8')
  // Further down the same rows stand once more, for each of the billings.
  const [sections = ''] = page.split('\n## On other billings')
  const onPage = [...sections.matchAll(/^\| (?<id>[A-Z]\d+) \| (?<capability>[^|]+) \|/gm)].map(({ groups }) => ({
    ...groups,
  }))
  expect(onPage.length).toBeGreaterThan(40)
  expect(ROWS.map(({ id, capability }) => ({ id, capability }))).toEqual(onPage)
})

test('every slice that a row needs is read, and every one that is read is listed once', () => {
  // Signing in is no reading of an account.
  expect(['credentials', ...PROBES.map(({ slice }) => slice)].toSorted()).toEqual([...SLICE_NAMES].toSorted())
  const read = new Set<string>(SLICE_NAMES)
  expect(ROWS.flatMap(({ slices }) => slices).filter((slice) => !read.has(slice))).toEqual([])
})

test('every capability that a client sees decides about some row', () => {
  const schema = readFileSync(new URL('../../schema/capabilities.graphql', import.meta.url), 'utf8')
  const ofBilling = Object.keys(NO_CAPABILITIES)
  const seen = [...schema.matchAll(/^ {2}(\w+): Boolean!$/gm)].map(([, name]) => name ?? '')
  const decisive = new Set<string>(ROWS.flatMap(({ abilities, changes }) => [...abilities, ...changes]))
  expect(seen.length).toBeGreaterThan(10)
  expect(seen.filter((name) => ofBilling.includes(name) && !decisive.has(name))).toEqual([])
})

test('a billing that has everything has every row, and one that has nothing keeps what is the gateway’s own', () => {
  expect(findRows(EVERYTHING, ALL_READ).filter(({ state }) => state !== 'works')).toEqual([])
  const left = findRows(NO_CAPABILITIES, ALL_READ).filter(({ state, isOwn }) => state === 'works' && isOwn)
  expect(left.map(({ id }) => id)).toEqual(['A8', 'P2', 'S4', 'S5', 'S6', 'S7'])
})

test.each([
  ['C13', { promisedPayments: false }, 'no promisedPayments'],
  ['C15', { deviceChanges: false }, 'reading deviceChanges'],
  ['C3', { selfServiceOrders: false }, 'consultant selfServiceOrders'],
  ['C3', { selfServiceOrders: false, tickets: false }, 'reading selfServiceOrders'],
  ['A10', { profileChanges: false }, 'reading profileChanges'],
  ['P6', { cancellations: false }, 'reading cancellations'],
  ['P5', { transfers: false }, 'no transfers'],
  ['S1', { tickets: false }, 'no tickets'],
] as const)('of %s with %j it will have: %s', (id, capabilities, state) => {
  expect(stateOf(id, capabilities)).toBe(state)
})

test('a row whose slice cannot be read fails, and one that nothing was there for is unproven', () => {
  expect(stateOf('P7', {}, changed('payments', 'unreadable'))).toBe('failing payments')
  expect(stateOf('P7', {}, changed('payments', 'empty'))).toBe('works')
  expect(stateOf('A11', {}, changed('regions', 'empty'))).toBe('unproven regions')
  expect(stateOf('B1', {}, [])).toBe('unproven accounts')
})

function changed(name: string, state: SliceResult['state']): readonly SliceResult[] {
  return ALL_READ.map((result) => (result.slice === name ? { ...result, state } : result))
}
