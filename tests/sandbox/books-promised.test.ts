import { describe, expect, test } from 'vitest'
import type { Books } from '../../src/sandbox/books/types.ts'
import { account, balance, DAY_MS, moscow, newFile, open, START_AT } from './books-support.ts'

/** Suspended for a debt from the seed on. */
const DEBTOR = '100004'

const offerOf = (books: Books, number = DEBTOR) => books.listPromiseOffers([account(books, number).soapId])[0]
const take = (books: Books, amount: bigint, number = DEBTOR) =>
  books.addPromise({ soapId: account(books, number).soapId, amount })
const states = (books: Books, number = DEBTOR) =>
  books.listServices([account(books, number).restId]).map(({ state }) => state)

function takeLeast(books: Books): bigint {
  const amount = offerOf(books)?.minAmount ?? 0n
  take(books, amount)
  return amount
}

function assertStatementAddsUp(books: Books, number = DEBTOR): void {
  const { soapId } = account(books, number)
  const statement = books.statement(soapId, START_AT - 40 * DAY_MS, books.now() + DAY_MS)
  if (!statement) throw new Error('no statement')
  expect(statement.opening + statement.credits - statement.debits).toBe(statement.closing)
  expect(statement.closing).toBe(balance(account(books, number)))
}

test('the least sum covers debt and fee in whole tens of roubles, and brings the services back', () => {
  const books = open()
  const before = account(books, DEBTOR)
  expect([before.state, states(books)]).toEqual([1, [1, 1]])
  const offer = offerOf(books)
  expect(offer).toMatchObject({ reason: 0, fee: 30_00n, termDays: 5, nextAt: null })
  const least = offer?.minAmount ?? 0n
  expect(least % 10_00n).toBe(0n)
  expect(least + balance(before) - 30_00n).toBeGreaterThanOrEqual(0n)
  expect(least + balance(before) - 30_00n).toBeLessThan(10_00n)
  const row = take(books, least)
  expect(row).toMatchObject({ status: 1, amount: least, fee: 30_00n, takenAt: START_AT, endsAt: START_AT + 5 * DAY_MS })
  const after = account(books, DEBTOR)
  expect([after.state, states(books), after.promised, after.toRestore]).toEqual([0, [0, 0], least, 0n])
})

test('the fee is a charge of no service, the sum is no payment, and the statement adds up', () => {
  const books = open()
  const { soapId } = account(books, DEBTOR)
  const before = {
    balance: balance(account(books, DEBTOR)),
    payments: books.listPayments({ soapIds: [soapId], limit: 999 }),
  }
  takeLeast(books)
  expect(balance(account(books, DEBTOR))).toBe(before.balance - 30_00n)
  expect(books.listPayments({ soapIds: [soapId], limit: 999 })).toEqual(before.payments)
  const [fee] = books.listCharges({ soapIds: [soapId], limit: 1 })
  expect(fee).toMatchObject({ serviceId: null, amount: 30_00n, chargedAt: START_AT })
  assertStatementAddsUp(books)
})

test('when the term ends in debt the services are suspended again, to the millisecond', () => {
  const books = open()
  takeLeast(books)
  books.advance(5 * DAY_MS - 1)
  expect(states(books)).toEqual([0, 0])
  books.advance(1)
  const after = account(books, DEBTOR)
  expect([after.state, states(books), after.promised]).toEqual([1, [1, 1], 0n])
  expect(after.toRestore).toBe(-balance(after))
  expect(books.listPromises({ soapIds: [after.soapId], limit: 9 })).toMatchObject([{ status: 3 }])
  assertStatementAddsUp(books)
})

test('time that passes by itself ends a term too, also over a restart', () => {
  const file = newFile()
  let now = 0
  const books = open({ file, elapsed: () => now })
  takeLeast(books)
  books.close()
  const again = open({ file, elapsed: () => now })
  expect(account(again, DEBTOR).state).toBe(0)
  now = 5 * DAY_MS
  expect(account(again, DEBTOR).state).toBe(1)
})

test('a payment of the whole debt keeps the promise, and nothing is suspended when the term ends', () => {
  const books = open()
  takeLeast(books)
  const { soapId } = account(books, DEBTOR)
  books.addPayment({ soapId, amount: -balance(account(books, DEBTOR)), classId: 1 })
  expect(account(books, DEBTOR).promised).toBe(0n)
  expect(books.listPromises({ soapIds: [soapId], limit: 9 })).toMatchObject([{ status: 2 }])
  books.advance(6 * DAY_MS)
  expect(states(books)).toEqual([0, 0])
})

test('a payment of a part keeps services, and the end of the term takes them', () => {
  const books = open()
  takeLeast(books)
  const { soapId } = account(books, DEBTOR)
  books.addPayment({ soapId, amount: 1_00n, classId: 1 })
  expect(account(books, DEBTOR).promised).toBeGreaterThan(0n)
  books.advance(5 * DAY_MS)
  expect(states(books)).toEqual([1, 1])
})

test('the first of a month within the term is charged, and suspends when even the promise does not cover it', () => {
  const books = open({ startAt: moscow(2026, 11, 29) })
  takeLeast(books)
  books.advance(3 * DAY_MS)
  const after = account(books, DEBTOR)
  expect(after.promised).toBeGreaterThan(0n)
  expect(after.state).toBe(1)
  expect(after.toRestore).toBe(-(balance(after) + after.promised))
  books.advance(30 * DAY_MS)
  expect(account(books, DEBTOR).promised).toBe(0n)
  assertStatementAddsUp(books)
})

describe('what is refused writes nothing', () => {
  const refusals: readonly (readonly [string, (books: Books) => void, RegExp])[] = [
    ['no debt', (books) => take(books, 100_00n, '100001'), /^Agreement has no debt \(\d+\)$/],
    ['a frozen account', (books) => take(books, 100_00n, '100005'), /^Agreement has no debt/],
    ['an ended agreement', (books) => take(books, 100_00n, '100009'), /^Agreement is closed/],
    ['too little', (books) => take(books, (offerOf(books)?.minAmount ?? 0n) - 1n), /^Promised amount is not offered/],
    ['too much', (books) => take(books, (offerOf(books)?.maxAmount ?? 0n) + 1n), /^Promised amount is not offered/],
    ['no such account', (books) => books.addPromise({ soapId: 1, amount: 100_00n }), /^Agreement not found \(1\)$/],
  ]
  test.each(refusals)('%s', (_name, order, text) => {
    const books = open()
    expect(() => order(books)).toThrow(text)
    expect(books.listPromises({ limit: 9 })).toEqual([])
    assertStatementAddsUp(books)
  })

  test('a second one while one runs, and one within thirty days of the last', () => {
    const books = open()
    const amount = takeLeast(books)
    expect(offerOf(books)).toMatchObject({ reason: 2, minAmount: 0n })
    expect(() => take(books, amount)).toThrow(/^Promised payment is active already/)
    books.advance(6 * DAY_MS)
    expect(offerOf(books)).toMatchObject({ reason: 3, nextAt: START_AT + 30 * DAY_MS })
    expect(() => take(books, amount)).toThrow(/^Promised payment too soon/)
    books.advance(24 * DAY_MS)
    expect(offerOf(books)?.reason).toBe(0)
    takeLeast(books)
    expect(states(books)).toEqual([0, 0])
    expect(books.listPromises({ soapIds: [account(books, DEBTOR).soapId], limit: 9 })).toHaveLength(2)
  })

  test('a rehearsal leaves no promise and no end of one behind', () => {
    const books = open()
    books.rehearse(() => takeLeast(books))
    expect([account(books, DEBTOR).state, account(books, DEBTOR).promised]).toEqual([1, 0n])
    books.advance(6 * DAY_MS)
    takeLeast(books)
    expect(states(books)).toEqual([0, 0])
  })
})
