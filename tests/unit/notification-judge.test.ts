import { array, assert, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import type { NotificationPreferences } from '../../src/domain/notification.ts'
import { quietForMs } from '../../src/domain/notification.ts'
import type { Payment } from '../../src/domain/payment.ts'
import type { ServiceOrder, ServiceOrderStatus } from '../../src/domain/service-order.ts'
import { judge, type Look } from '../../src/notifications/judge.ts'
import { keepState, readState, type WatchState, writeState } from '../../src/notifications/state.ts'

const DAY_MS = 86_400_000
const NOW = Date.UTC(2026, 10, 28, 9)
const rub = (minorUnits: bigint) => ({ minorUnits, currency: 'RUB' }) as const
const preferences: NotificationPreferences = {
  choices: { LOW_BALANCE: ['SMS'], PAYMENT_RECEIVED: ['SMS'], ORDER_DONE: ['SMS'], TICKET_ANSWERED: ['SMS'] },
  lowBalance: rub(10_000n),
  quietHours: null,
  language: 'ru',
}

/** As a store keeps it between two looks; each look is on a day of its own, so that no limit of a day comes in. */
function judgeAll(looks: readonly Look[], stepMs = DAY_MS / 2): readonly string[] {
  let state: WatchState = {}
  return looks.flatMap((look, place) => {
    const verdict = judge(state, look, { preferences, now: NOW + place * stepMs, timeZone: 'Europe/Moscow' })
    state = readState(writeState(verdict.state))
    return verdict.happenings.map(({ kind, key }) => `${kind} ${key}`)
  })
}

function payment(id: number, given: Partial<Payment> = {}): Payment {
  const fixed = { accountId: '1', amount: rub(100n), method: 'CASH', externalId: null } as const
  return { id: String(id), status: 'DONE', paidAt: null, ...fixed, ...given }
}

function order(id: number, status: ServiceOrderStatus): ServiceOrder {
  const none = { serviceId: null, tariffId: null, offeringId: null, option: null, value: null, from: null, until: null }
  const nothing = { price: rub(0n), accrued: rub(0n), monthlyFee: rub(0n), failure: null, reference: null }
  const instants = { placedAt: null, dueAt: null, closedAt: null }
  return {
    id: String(id),
    accountId: '1',
    action: 'SET_UP',
    status,
    atNextPeriod: false,
    ...none,
    ...nothing,
    ...instants,
  }
}

const newestFirst = <T>(rows: readonly T[]) => rows.toReversed().slice(0, 20)

test('S8 however payments and looks fall, each payment after the first look is told once and none before it', () => {
  assert(
    property(array(nat({ max: 5 }), { minLength: 1, maxLength: 30 }), (steps) => {
      const counts = steps.map((_step, place) => steps.slice(0, place + 1).reduce((sum, step) => sum + step, 0))
      const looks = counts.map((count) => ({
        payments: newestFirst(Array.from({ length: count }, (_none, id) => payment(id))),
      }))
      const told = judgeAll(looks)
      const before = counts[0] ?? 0
      const all = counts.at(-1) ?? 0
      expect(told).toEqual(Array.from({ length: all - before }, (_none, at) => `PAYMENT_RECEIVED ${before + at}`))
    }),
  )
})

test('S8 rows that vanish and come back, and looks that could not be read, let nothing be told twice', () => {
  assert(
    property(array(array(nat({ max: 12 }), { maxLength: 6 }), { maxLength: 20 }), (gaps) => {
      const looks = gaps.map((gone, place): Look => {
        if (gone.length === 6) return {}
        const there = Array.from({ length: place + 1 }, (_none, id) => payment(id)).filter(
          ({ id }) => !gone.includes(Number(id)),
        )
        return { payments: newestFirst(there) }
      })
      const told = judgeAll(looks)
      expect(new Set(told).size).toBe(told.length)
    }),
  )
})

test('S8 an order is told when it ends, once, whatever it was before', () => {
  const looks: Look[] = [
    { orders: [order(2, 'PENDING'), order(1, 'COMPLETED')] },
    { orders: [order(3, 'COMPLETED'), order(2, 'IN_PROGRESS'), order(1, 'COMPLETED')] },
    {},
    { orders: [order(4, 'CANCELLED'), order(3, 'COMPLETED'), order(2, 'FAILED'), order(1, 'COMPLETED')] },
    { orders: [order(4, 'CANCELLED'), order(3, 'COMPLETED'), order(2, 'FAILED'), order(1, 'COMPLETED')] },
  ]
  expect(judgeAll(looks)).toEqual(['ORDER_DONE 3', 'ORDER_DONE 2'])
})

test('S8 what is a day old is not told after nobody has looked for a day, and is when it has just appeared', () => {
  const old = { paidAt: NOW - 3 * DAY_MS }
  const looks = [{ payments: [payment(1)] }, { payments: [payment(2, old), payment(1)] }]
  expect(judgeAll(looks, 60_000)).toEqual(['PAYMENT_RECEIVED 2'])
  expect(judgeAll(looks, 2 * DAY_MS)).toEqual([])
})

test('S8 a payment that was taken back is not told', () => {
  expect(judgeAll([{ payments: [] }, { payments: [payment(1, { status: 'CANCELED' })] }])).toEqual([])
})

test('S8 another threshold tells nothing until the balance was above it, and crossings have numbers of their own', () => {
  const state: WatchState = { balance: { isLow: false, crossings: 3 }, payments: ['1'], orders: [], tickets: [] }
  const after = { ...preferences, lowBalance: rub(50_000n), choices: { ...preferences.choices, ORDER_DONE: [] } }
  const kept = readState(keepState(writeState(state), { before: preferences, after }))
  expect(kept).toEqual({ balance: { isLow: true, crossings: 3 }, payments: ['1'], tickets: [] })
  const same = readState(
    keepState(writeState(state), { before: preferences, after: { ...preferences, language: 'en' } }),
  )
  expect(same).toEqual(state)
})

test.each([
  ['22:00–08:00 at 21:59', { from: 1320, until: 480 }, '2026-11-28T18:59:00Z', 0],
  ['22:00–08:00 at 22:00', { from: 1320, until: 480 }, '2026-11-28T19:00:00Z', 10 * 3_600_000],
  ['22:00–08:00 at 07:59:59', { from: 1320, until: 480 }, '2026-11-29T04:59:59Z', 1_000],
  ['22:00–08:00 at 08:00', { from: 1320, until: 480 }, '2026-11-29T05:00:00Z', 0],
  ['13:00–14:00 at 13:30', { from: 780, until: 840 }, '2026-11-28T10:30:00Z', 30 * 60_000],
  ['none', null, '2026-11-28T00:00:00Z', 0],
])('S8 quiet hours in the zone of the billing: %s', (...[, quiet, instant, expected]) => {
  expect(quietForMs(quiet, Date.parse(instant), 'Europe/Moscow')).toBe(expected)
})

test.each([
  ['in spring an hour sooner', '2026-03-29T00:00:00+01:00', 7],
  ['in spring, after the clocks', '2026-03-29T03:30:00+02:00', 4.5],
  ['in autumn an hour later', '2026-10-25T00:00:00+02:00', 9],
  ['in autumn, in the hour that comes twice', '2026-10-25T02:30:00+01:00', 5.5],
  ['on any other day', '2026-06-01T00:00:00+02:00', 8],
])('S8 quiet hours end by the clock on the wall: %s', (_when, instant, hours) => {
  const quiet = { from: 22 * 60, until: 8 * 60 }
  expect(quietForMs(quiet, Date.parse(instant), 'Europe/Berlin') / 3_600_000).toBe(hours)
})

test('S8 quiet hours that end in the hour that is leapt over end once, and late rather than early', () => {
  const quiet = { from: 22 * 60, until: 2 * 60 + 30 }
  const leftAt = (instant: string) => quietForMs(quiet, Date.parse(instant), 'Europe/Berlin') / 60_000
  expect(['2026-03-29T01:00:00+01:00', '2026-03-29T01:59:00+01:00', '2026-03-29T03:00:00+02:00'].map(leftAt)).toEqual([
    90, 31, 0,
  ])
})
