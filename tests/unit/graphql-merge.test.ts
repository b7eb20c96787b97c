import { array, assert, integer, property, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import { compareKeys } from '../../src/graphql/order.ts'
import { mergeNewestFirst } from '../../src/graphql/transaction/merge.ts'

const rowsOf = (ids: readonly number[]) =>
  ids.toSorted((left, right) => right - left).map((id) => ({ value: { id: String(id) } }))

test('keys that a billing counts up are ordered as numbers, whatever their length', () => {
  expect(['100', '99', '1000', '101', '9'].toSorted(compareKeys)).toEqual(['9', '99', '100', '101', '1000'])
})

test('pages of the merged list, each made of the first pages of both, are the whole list without a gap', () => {
  assert(
    property(
      uniqueArray(integer({ min: 1, max: 5000 }), { maxLength: 40 }),
      array(integer({ min: 0, max: 1 }), { minLength: 40, maxLength: 40 }),
      integer({ min: 1, max: 7 }),
      (ids, sides, first) => {
        const sideOf = (side: number) => rowsOf(ids.filter((_id, index) => sides[index] === side))
        const read: string[] = []
        for (let before = Number.POSITIVE_INFINITY; ; ) {
          const older = (side: number) => sideOf(side).filter(({ value }) => Number(value.id) < before)
          const [one, other] = [older(0), older(1)]
          const page = mergeNewestFirst(one.slice(0, first), other.slice(0, first), first)
          read.push(...page.rows.map(({ value }) => value.id))
          if (!page.hasMore && one.length <= first && other.length <= first) break
          before = Number(page.rows.at(-1)?.value.id)
        }
        expect(read).toEqual(rowsOf(ids).map(({ value }) => value.id))
      },
    ),
  )
})

test('a payment and a charge under one key are an answer that cannot be used', () => {
  expect(() => mergeNewestFirst(rowsOf([7, 5]), rowsOf([6, 5]), 1)).toThrow(
    expect.objectContaining({ code: 'BILLING_MALFORMED_ANSWER' }),
  )
})
