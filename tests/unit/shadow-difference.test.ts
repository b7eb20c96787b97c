import { expect, test } from 'vitest'
import { listDifferences } from '../../src/billing/cutover/difference.ts'

const money = (minorUnits: bigint) => ({ minorUnits, currency: 'RUB' })

test('ids never count, references do', () => {
  const ours = { id: '1', accountId: '7', keys: { soap: '3' }, serviceId: null, externalId: 'r-1' }
  expect(listDifferences(ours, { ...ours, id: '2', accountId: '9', keys: {}, serviceId: '4' })).toEqual([])
  expect(listDifferences(ours, { ...ours, externalId: 'r-2' })).toEqual(['externalId'])
})

test('places are told and values are not', () => {
  const ours = { name: 'Ivanova', balance: { amount: money(100n), creditLimit: money(0n) } }
  const theirs = { name: 'Petrova', balance: { amount: money(101n), creditLimit: money(0n) } }
  expect(listDifferences(ours, theirs)).toEqual(['balance.amount.minorUnits', 'name'])
})

test('elements are matched whatever their order, and what is left over is told', () => {
  const [one, two, three] = [1n, 2n, 3n].map((amount, at) => ({ id: String(at), amount }))
  expect(listDifferences([one, two, three], [three, one, two])).toEqual([])
  expect(listDifferences([one, two], [two])).toEqual(['[] missing'])
  expect(listDifferences([one], [one, one])).toEqual(['[] more'])
  expect(listDifferences([one, two], [{ ...one, amount: 5n }, two])).toEqual(['[].amount'])
  expect(listDifferences({ payments: [one, one] }, { payments: [one, two] })).toEqual(['payments[].amount'])
})

test('a field that is missing is one that is empty', () => {
  expect(listDifferences({ a: null }, {})).toEqual([])
  expect(listDifferences({ a: 'x' }, {})).toEqual(['a'])
  expect(listDifferences([], null)).toEqual(['value'])
})
