import { expect } from 'vitest'
import {
  CANCELED,
  expectCalls,
  listIds,
  NOT_APPLIED,
  pick,
  read,
  readOne,
  refused,
  UNKNOWN,
  UNWRITABLE,
  unique,
} from '../kit.ts'
import {
  countWritten,
  findCarriedOut,
  findOrder,
  findOrders,
  NO_WISH,
  type Ordering,
  place,
  placed,
} from '../orders.ts'
import type { PartName } from '../parts.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { type ConformanceSubject, call, writingCall } from '../subject.ts'
import { troublesWithout } from '../troubles.ts'

const CAN = ['orders'] as const
const PARTS = ['samples.order'] as const satisfies readonly PartName[]

const unlessPlaced = ({ billing: { capabilities } }: ConformanceSubject): string | null =>
  capabilities.selfServiceOrders ? null : 'subscribers place no orders here'

/** Orders of subscribers, and what became of one. The judge is the state of the billing itself. */
export const ORDER_REQUIREMENTS: readonly Requirement[] = [
  requirement('ORDERS-1', 'An order is placed as it was asked for, and found by its id and in the list.', {
    capabilities: CAN,
    parts: PARTS,
    unless: unlessPlaced,
    prove: async (subject) => {
      const { wish, price } = await subject.samples.order()
      const { accountId } = wish
      const order = await placed(subject, { ...wish, reference: unique('O') })
      expect(await countWritten(subject, wish)).toBe(1)
      expect(order).toMatchObject({
        accountId,
        action: wish.action,
        serviceId: wish.serviceId,
        tariffId: wish.tariffId,
      })
      if (price !== undefined) expect(order.price.minorUnits).toBe(BigInt(price.replace('.', '')))
      expect(await findOrder(subject, { accountId, orderId: order.id })).toEqual(order)
      const key = { accountId, first: 5, before: null }
      const page = await readOne(subject.billing.orders.listOrders([key], call()), key)
      expect(page).toEqual({ orders: [order], hasMore: false })
      const older = { ...key, before: order.id }
      const rest = await readOne(subject.billing.orders.listOrders([older], call()), older)
      expect(rest).toEqual({ orders: [], hasMore: false })
    },
  }),
  requirement('ORDERS-2', 'An order is found by its reference, and by no other.', {
    capabilities: [...CAN, 'orderReferences'],
    parts: PARTS,
    unless: unlessPlaced,
    prove: async (subject) => {
      const { wish } = await subject.samples.order()
      const reference = unique('O')
      const order = await placed(subject, { ...wish, reference })
      expect(order.reference).toBe(reference)
      const { accountId } = wish
      const keys = [reference, reference.slice(0, -1), `${reference}7`].map((each) => ({ accountId, reference: each }))
      const found = await read(subject.billing.orders.findByReference(keys, call()))
      expect(keys.map((key) => found.get(key))).toEqual([[order], [], []])
    },
  }),
  requirement(
    'ORDERS-3',
    'An order of another account is as absent as one that does not exist, and cannot be canceled.',
    {
      capabilities: CAN,
      parts: PARTS,
      unless: unlessPlaced,
      prove: async (subject) => {
        const { wish } = await subject.samples.order()
        const { id: orderId } = await placed(subject, { ...wish, reference: unique('O') })
        const other = pick(await listIds(subject), 'other account', (id) => id !== wish.accountId)
        const keys = [
          { accountId: other, orderId },
          { accountId: wish.accountId, orderId: subject.samples.unknownRecordId },
          { accountId: wish.accountId, orderId: 'x' },
        ]
        expect(await read(subject.billing.orders.findOrders(keys, call()))).toEqual(new Map())
        for (const key of keys) {
          expect(await subject.billing.orders.cancelOrder(key, writingCall())).toEqual(refused('ORDER_NOT_FOUND'))
        }
        expect(await countWritten(subject, wish)).toBe(1)
      },
    },
  ),
  requirement('ORDERS-4', 'Many wishes are quoted at once, each by its key, and nothing is written.', {
    capabilities: CAN,
    parts: PARTS,
    unless: unlessPlaced,
    prove: async (subject) => {
      const { wish, price } = await subject.samples.order()
      const impossible = [
        { ...NO_WISH, accountId: wish.accountId, action: 'CONNECT_SERVICE', offeringId: 'x' } as const,
        { ...NO_WISH, accountId: wish.accountId, action: 'CHANGE_TARIFF', serviceId: 'x', tariffId: '-1' } as const,
      ]
      const stranger = { ...wish, accountId: subject.samples.unknownAccountId }
      const wishes = [wish, ...impossible, stranger, { ...wish }]
      const found = await read(subject.billing.orders.quoteOrders(wishes, call()))
      for (const same of [wishes[0], wishes.at(-1)]) {
        const verdict = same && found.get(same)
        expect(verdict).toMatchObject({ kind: 'quoted' })
        if (verdict?.kind !== 'quoted' || price === undefined) continue
        expect(verdict.quote.price.minorUnits).toBe(BigInt(price.replace('.', '')))
      }
      for (const wrong of impossible) expect(found.get(wrong)).toMatchObject({ kind: 'refused' })
      expect(found.get(stranger)?.kind ?? 'refused').toBe('refused')
      expect(await countWritten(subject, wish)).toBe(0)
    },
  }),
  requirement(
    'ORDERS-5',
    'What the billing takes no order for is refused when it is quoted and when it is placed, for the same reason.',
    {
      capabilities: CAN,
      parts: ['samples.refusedOrder'],
      unless: unlessPlaced,
      prove: async (subject) => {
        const { wish, reason } = await subject.samples.refusedOrder()
        const quoted = await readOne(subject.billing.orders.quoteOrders([wish], call()), wish)
        expect(quoted).toMatchObject(refused(reason))
        const before = await countWritten(subject, wish)
        expect(await place(subject, { ...wish, reference: unique('O') })).toMatchObject(refused(reason))
        expect(await countWritten(subject, wish)).toBe(before)
      },
    },
  ),
  requirement(
    'ORDERS-6',
    'The pages of orders are newest first and complete, and there is more exactly when there is.',
    {
      capabilities: CAN,
      parts: ['samples.ordersOfOneAccount', 'books.orders'],
      unless: unlessPlaced,
      prove: async (subject) => {
        const wishes = await subject.samples.ordersOfOneAccount()
        for (const wish of wishes) await placed(subject, { ...wish, reference: unique('O') })
        const { accountId } = pick(wishes, 'wish')
        const truth = await subject.books.orders(accountId)
        const read: string[] = []
        let hasMore = true
        while (hasMore) {
          const key = { accountId, first: 2, before: read.at(-1) ?? null }
          const page = await readOne(subject.billing.orders.listOrders([key], call()), key)
          read.push(...page.orders.map(({ id }) => id))
          hasMore = page.hasMore && page.orders.length > 0
          expect(hasMore).toBe(read.length < truth.length)
        }
        expect(read).toEqual(truth.map(({ id }) => id))
      },
    },
  ),
  requirement(
    'ORDERS-7',
    'An account without orders has an empty page; nobody’s has no orders, and a place that is none no page.',
    {
      capabilities: CAN,
      parts: ['office.openAccount'],
      prove: async (subject) => {
        const { id } = await subject.office.openAccount()
        const keys = [id, subject.samples.unknownAccountId].map((accountId) => ({ accountId, first: 5, before: null }))
        const broken = { accountId: id, first: 5, before: '<flt/>' }
        const pages = await read(subject.billing.orders.listOrders([...keys, broken], call()))
        expect(keys.map((key) => pages.get(key)?.orders ?? [])).toEqual([[], []])
        expect(pages.get(pick(keys, 'key'))).toEqual({ orders: [], hasMore: false })
        expect(pages.get(broken)?.orders ?? []).toEqual([])
      },
    },
  ),
  requirement('ORDERS-8', 'What is canceled is so in the billing, and a second time is told.', {
    capabilities: CAN,
    parts: PARTS,
    unless: unlessPlaced,
    prove: async (subject, note) => {
      const { wish, isCancelable } = await subject.samples.order()
      const { accountId } = wish
      const { id: orderId } = await placed(subject, { ...wish, reference: unique('O') })
      const cancel = () => subject.billing.orders.cancelOrder({ accountId, orderId }, writingCall())
      if (!isCancelable) {
        note('what can be ordered here is done at once')
        expect(await cancel()).toEqual(refused('TOO_LATE'))
        expect(await countWritten(subject, wish)).toBe(1)
        return
      }
      expect(await cancel()).toMatchObject({ kind: 'canceled', order: { id: orderId, status: 'CANCELLED' } })
      expect(await countWritten(subject, wish)).toBe(0)
      expect([{ kind: 'already' }, refused('ORDER_NOT_FOUND')]).toContainEqual(await cancel())
    },
  }),
  requirement('ORDERS-9', 'What is done cannot be canceled, and is told to be too late.', {
    capabilities: CAN,
    parts: ['samples.finalOrder'],
    unless: unlessPlaced,
    prove: async (subject) => {
      const { wish } = await subject.samples.finalOrder()
      const { id: orderId } = await placed(subject, { ...wish, reference: unique('O') })
      const key = { accountId: wish.accountId, orderId }
      expect(await subject.billing.orders.cancelOrder(key, writingCall())).toEqual(refused('TOO_LATE'))
      expect(await countWritten(subject, wish)).toBe(1)
    },
  }),
  requirement('ORDERS-10', 'An order that may not start is not sent.', {
    capabilities: CAN,
    parts: PARTS,
    unless: unlessPlaced,
    prove: async (subject) => {
      const { wish } = await subject.samples.order()
      await subject.calls?.reset()
      await expect(place(subject, { ...wish, reference: unique('O') }, () => false)).rejects.toMatchObject(CANCELED)
      await expectCalls(subject, 'placeOrder', 0)
      expect(await countWritten(subject, wish)).toBe(0)
    },
  }),
  requirement('ORDERS-11', 'A reference that the billing would change is refused before it is sent.', {
    capabilities: [...CAN, 'orderReferences'],
    parts: PARTS,
    unless: unlessPlaced,
    prove: async (subject) => {
      const { wish } = await subject.samples.order()
      for (const reference of ['', ' O', 'x'.repeat(2000), 'a\nb']) {
        await expect(place(subject, { ...wish, reference })).rejects.toMatchObject(UNWRITABLE)
      }
      expect(await countWritten(subject, wish)).toBe(0)
    },
  }),
  ...troublesWithout('hugeAnswer', 'emptySuccess').map(({ kind, words, rows }) =>
    requirement(
      `ORDERS-20.${kind}`,
      `After ${words} an order is of unknown outcome, sent once, and the look-up tells.`,
      {
        capabilities: CAN,
        parts: PARTS,
        faults: [['placeOrder', kind]],
        unless: unlessPlaced,
        prove: async (subject) => {
          // An order of somebody else, for the answers that mix one in.
          const stranger = await subject.samples.order()
          await placed(subject, { ...stranger.wish, reference: unique('O') })
          const { wish } = await subject.samples.order()
          const order = { ...wish, reference: unique('O') }
          await subject.faults?.cause('placeOrder', kind, {})
          await subject.calls?.reset()
          await expect(place(subject, order)).rejects.toMatchObject(UNKNOWN)
          await expectCalls(subject, 'placeOrder', 1)
          await subject.faults?.clear()
          const written = await countWritten(subject, wish)
          if (rows !== null) expect(written).toBe(rows)
          expect(await countFound(subject, order)).toBe(written)
        },
      },
    ),
  ),
  requirement('ORDERS-21', 'An order that is written twice by one call is placed, and both are found.', {
    capabilities: [...CAN, 'orderReferences'],
    parts: PARTS,
    faults: [['placeOrder', 'doubleWrite']],
    unless: unlessPlaced,
    prove: async (subject) => {
      const { wish } = await subject.samples.order()
      const order = { ...wish, reference: unique('O') }
      await subject.faults?.cause('placeOrder', 'doubleWrite', { times: 1 })
      expect(await place(subject, order)).toMatchObject({ kind: 'placed' })
      expect(await countFound(subject, order)).toBe(2)
    },
  }),
  requirement('ORDERS-22', 'A session that has ended is opened anew, and the order is placed once.', {
    capabilities: CAN,
    parts: [...PARTS, 'office.expireSessions'],
    unless: unlessPlaced,
    prove: async (subject) => {
      const { wish } = await subject.samples.order()
      await subject.billing.health.ping(call())
      await subject.office.expireSessions()
      expect(await place(subject, { ...wish, reference: unique('O') })).toMatchObject({ kind: 'placed' })
      expect(await countWritten(subject, wish)).toBe(1)
    },
  }),
  requirement(
    'ORDERS-30',
    'Without references, the state itself tells before and after whether a wish is carried out; with them it is not asked.',
    {
      capabilities: CAN,
      parts: PARTS,
      unless: unlessPlaced,
      prove: async (subject, note) => {
        const [{ wish }, { wish: other }] = [await subject.samples.order(), await subject.samples.order()]
        if (subject.billing.capabilities.orderReferences) {
          note('references are kept')
          await expect(subject.billing.orders.findCarriedOut([wish], call())).rejects.toMatchObject(NOT_APPLIED)
          return
        }
        expect(await findCarriedOut(subject, [wish, other])).toEqual([null, null])
        const order = await placed(subject, { ...wish, reference: unique('O') })
        const [carried, never] = await findCarriedOut(subject, [wish, other])
        expect(never).toBeNull()
        expect(carried).toMatchObject({ orderId: order.id })
        const found = await findOrder(subject, { accountId: wish.accountId, orderId: carried?.orderId ?? '' })
        expect(found).toMatchObject({ action: wish.action, accountId: wish.accountId })
        // Written once more it is what it was: one order, whoever asks.
        expect((await findOrders(subject, wish.accountId)).filter(({ id }) => id === order.id)).toHaveLength(1)
      },
    },
  ),
  requirement(
    'ORDERS-31',
    'What can be chosen in orders is told for many accounts; nobody’s is absent, and choices have their bounds.',
    {
      capabilities: CAN,
      facts: ['two accounts'],
      prove: async (subject) => {
        const ids = (await listIds(subject)).slice(0, 10)
        const asked = [...ids, subject.samples.unknownAccountId]
        const terms = await read(subject.billing.orders.findOrderTerms(asked, call()))
        expect([...terms.keys()].filter((id) => !ids.includes(id))).toEqual([])
        for (const { options, freeze } of terms.values()) {
          for (const { min, max, step, current } of options) {
            expect([min <= max, step > 0, current >= min]).toEqual([true, true, true])
          }
          if (freeze !== null) expect(freeze.minDays <= freeze.maxDays).toBe(true)
        }
      },
    },
  ),
]

/** How many orders the look-up of the billing finds: by reference, or by what has become of the wish. */
async function countFound(subject: Ordering, order: Parameters<typeof place>[1]): Promise<number> {
  if (!subject.billing.capabilities.orderReferences) {
    const [carried = null] = await findCarriedOut(subject, [order])
    return carried === null ? 0 : 1
  }
  const key = { accountId: order.accountId, reference: order.reference }
  return (await readOne(subject.billing.orders.findByReference([key], call()), key)).length
}
