import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openBooks } from '../../src/sandbox/books/open.ts'
import type { Books } from '../../src/sandbox/books/types.ts'

const DAY_MS = 86_400_000
const START_AT = Date.UTC(2026, 10, 10, 6)
const ACCOUNTS = 18

/** What a subscriber, a cashier or the calendar does next. Ids are drawn from what there is, and from what there is not. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant('order' as const),
      classId: fc.integer({ min: 1, max: 11 }),
      pick: fc.nat(1000),
      value: fc.nat(40),
      days: fc.integer({ min: -1, max: 40 }),
      lasts: fc.integer({ min: 1, max: 60 }),
      next: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('pay' as const),
      pick: fc.nat(1000),
      kopecks: fc.bigInt({ min: 1n, max: 900_000n }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('cancel' as const), pick: fc.nat(1000) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 900 }) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

test('C3 C11 after any sequence of orders, payments and time opening and entries make closing, for every account, always', () => {
  let taken = 0
  let carriedOut = 0
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 30 }), (steps) => {
      const books = openBooks({ file: ':memory:', accounts: ACCOUNTS, startAt: START_AT, elapsed: () => 0 })
      try {
        for (const each of steps) {
          taken += take(books, each) ? 1 : 0
          judge(books)
        }
        carriedOut += books.listOrders({ limit: 1000 }).filter(({ status }) => status === 3).length
      } finally {
        books.close()
      }
    }),
    { numRuns: 60 },
  )
  // A property about orders that are all refused would hold, too.
  expect(taken).toBeGreaterThan(50)
  expect(carriedOut).toBeGreaterThan(20)
}, 120_000)

/** Whether an order was taken. What the books refuse changes nothing, which the judge sees. */
function take(books: Books, each: Step): boolean {
  const accounts = books.listAccounts({ limit: ACCOUNTS, offset: 0 })
  switch (each.what) {
    case 'wait':
      books.advance(each.hours * 3_600_000)
      return false
    case 'pay':
      books.addPayment({ soapId: pickOf(accounts, each.pick)?.soapId ?? 0, amount: each.kopecks, classId: 1 })
      return false
    case 'cancel': {
      const order = pickOf(books.listOrders({ limit: 1000 }), each.pick)
      return order !== undefined && tried(() => books.cancelOrder(order)) && false
    }
    case 'order':
      return tried(() => books.addOrder(orderOf(books, each)))
  }
}

function orderOf(books: Books, { classId, pick, value, days, lasts, next }: Extract<Step, { what: 'order' }>) {
  const account = pickOf(books.listAccounts({ limit: ACCOUNTS, offset: 0 }), pick)
  const service = pickOf(books.listServices([account?.restId ?? 0]), pick >> 2)
  const today = Math.floor((books.now() + 3 * 3_600_000) / DAY_MS) * DAY_MS - 3 * 3_600_000
  const offering = pickOf(books.listOfferings([account?.regionId ?? 1]), value)
  return {
    soapId: account?.soapId ?? 0,
    classId,
    serviceId: service?.id ?? null,
    tariffId: classId === 1 ? (pickOf(books.listTariffs(null), value)?.id ?? null) : null,
    offeringId: classId === 2 || classId > 9 ? (offering?.id ?? null) : null,
    option: classId === 4 ? ((value % 2) + 1 === 1 ? (1 as const) : (2 as const)) : null,
    value: classId === 4 ? 50 * (value + 1) : null,
    fromAt: today + days * DAY_MS,
    untilAt: today + (days + lasts) * DAY_MS,
    atPeriodEnd: next,
    extId: null,
    comment: null,
    manager: null,
  }
}

function judge(books: Books): void {
  const { payments, charges } = books.ledger({ afterId: 0, limit: 100_000 })
  const paid = Map.groupBy(payments, ({ soapId }) => soapId)
  const charged = Map.groupBy(charges, ({ soapId }) => soapId)
  const now = books.now()
  for (const account of books.listAccounts({ limit: ACCOUNTS, offset: 0 })) {
    const { soapId, paidTotal, chargedTotal } = account
    const counted = (paid.get(soapId) ?? []).filter(({ status }) => status === 1)
    expect(sum(counted)).toBe(paidTotal)
    expect(sum(charged.get(soapId) ?? [])).toBe(chargedTotal)
    for (const [from, to] of [
      [0, now + 1],
      [now - 45 * DAY_MS, now - 3 * DAY_MS],
    ] as const) {
      const statement = books.statement(soapId, from, to)
      if (!statement) throw new Error('no statement')
      expect(statement.opening + sum(statement.payments) - sum(statement.charges)).toBe(statement.closing)
    }
  }
  for (const order of books.listOrders({ limit: 1000 })) {
    // Whatever has ended waits for nothing, and nothing that is due is left undone.
    expect(order.dueAt === null).toBe(order.status >= 3)
    if (order.dueAt !== null) expect(order.dueAt).toBeGreaterThan(now - 1)
  }
}

/** Each day of a service is paid for once: whatever changes within a month, its charges are no more than the dearest month. */
test('C3 however often the terms change within a month, its days are charged once and to the kopeck', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      (gaps, ends) => {
        const books = openBooks({
          file: ':memory:',
          accounts: ACCOUNTS,
          startAt: Date.UTC(2026, 10, 1, 6),
          elapsed: () => 0,
        })
        try {
          const account = books.findAccountByNumber('100001')
          const [service] = books.listServices([account?.restId ?? 0])
          if (!account || !service) throw new Error('no account')
          books.addPayment({ soapId: account.soapId, amount: 1_000_000n, classId: 1 })
          const lastCharge = Math.max(
            ...books.listCharges({ soapIds: [account.soapId], limit: 1000 }).map(({ recordId }) => recordId),
          )
          const speeds = [350, 400, 450]
          const fees = [600_00n, 660_00n, 720_00n, 780_00n]
          let day = 1
          let expected = 0n
          for (const [at, gap] of gaps.entries()) {
            books.advance(gap * DAY_MS)
            books.addOrder({
              ...NOTHING,
              soapId: account.soapId,
              classId: 4,
              serviceId: service.id,
              option: 1,
              value: speeds[at] ?? 0,
            })
            expected += share(fees[at] ?? 0n, gap)
            day += gap
          }
          const fee = fees[gaps.length] ?? 0n
          if (ends) {
            books.advance(2 * DAY_MS)
            books.addOrder({ ...NOTHING, soapId: account.soapId, classId: 3, serviceId: service.id })
            expected += share(fee, 2)
          } else expected += share(fee, 30 - day + 1)
          books.advance((31 - day) * DAY_MS)
          const charges = books
            .listCharges({ soapIds: [account.soapId], limit: 1000 })
            .filter(({ recordId, serviceId }) => recordId > lastCharge && serviceId === service.id)
          expect(sum(charges)).toBe(expected)
        } finally {
          books.close()
        }
      },
    ),
    { numRuns: 25 },
  )
}, 60_000)

const NOTHING = {
  tariffId: null,
  offeringId: null,
  option: null,
  value: null,
  fromAt: null,
  untilAt: null,
  atPeriodEnd: false,
  extId: null,
  comment: null,
  manager: null,
}

/** Days of a November, half a kopeck up. */
function share(fee: bigint, days: number): bigint {
  return (fee * BigInt(days) * 2n + 30n) / 60n
}

function sum(rows: readonly { readonly amount: bigint }[]): bigint {
  return rows.reduce((total, { amount }) => total + amount, 0n)
}

function pickOf<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % Math.max(1, list.length)]
}

function tried(work: () => unknown): boolean {
  try {
    work()
    return true
  } catch (error) {
    if (error instanceof Error && error.name === 'BooksError') return false
    throw error
  }
}
