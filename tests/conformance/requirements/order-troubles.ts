import { expect } from 'vitest'
import { expectCalls, listIds, NOT_APPLIED, read, readOne, UNKNOWN, unique, whenSent } from '../kit.ts'
import {
  countWritten,
  findCarriedOut,
  findOrder,
  findOrders,
  type Ordering,
  place,
  placed,
  unlessPlaced,
} from '../orders.ts'
import type { PartName } from '../parts.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { type ConformanceSubject, call } from '../subject.ts'
import { troublesWithout } from '../troubles.ts'

const CAN = ['orders'] as const
const PARTS = ['samples.order'] as const satisfies readonly PartName[]

/** An order whose answer was none, and what can be found out of one. */
export const ORDER_TROUBLE_REQUIREMENTS: readonly Requirement[] = [
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
  requirement('ORDERS-23', 'The caller gives up, the order is written all the same, and "not found" was not "never".', {
    capabilities: CAN,
    parts: PARTS,
    faults: [['placeOrder', 'lateWrite']],
    unless: unlessPlaced,
    prove: async (subject) => {
      const { wish } = await subject.samples.order()
      const order = { ...wish, reference: unique('O') }
      await subject.faults?.cause('placeOrder', 'lateWrite', { delayMs: 700, times: 1 })
      await subject.calls?.reset()
      await expect(placeImpatiently(subject, order)).rejects.toMatchObject({ ...UNKNOWN, code: 'BILLING_CANCELED' })
      expect(await countFound(subject, order)).toBe(0)
      await expect.poll(() => countFound(subject, order), { timeout: 8000, interval: 50 }).toBe(1)
      expect(await countWritten(subject, wish)).toBe(1)
    },
  }),
  ...(['wrongRow', 'missingFields', 'cutAnswer', 'htmlPage', 'badRow'] as const).map((kind) =>
    requirement(
      `ORDERS-24.${kind}`,
      `A look-up of an order by its reference that meets ${kind} never reads as "not found".`,
      {
        capabilities: [...CAN, 'orderReferences'],
        parts: PARTS,
        faults: [['findByReference', kind]],
        unless: unlessPlaced,
        prove: async (subject) => {
          const stranger = await subject.samples.order()
          await placed(subject, { ...stranger.wish, reference: unique('O') })
          const { wish } = await subject.samples.order()
          const order = { ...wish, reference: unique('O') }
          await placed(subject, order)
          await subject.faults?.cause('findByReference', kind, {})
          await expect(countFound(subject, order)).rejects.toMatchObject(NOT_APPLIED)
        },
      },
    ),
  ),
  ...(['missingFields', 'cutAnswer', 'htmlPage', 'badRow', 'otherAnswer'] as const).map((kind) =>
    requirement(`ORDERS-25.${kind}`, `A look at the state that meets ${kind} never reads as "not carried out".`, {
      capabilities: CAN,
      parts: PARTS,
      faults: [['findCarriedOut', kind]],
      without: 'orderReferences',
      unless: unlessPlaced,
      prove: async (subject) => {
        const { wish } = await subject.samples.order()
        await placed(subject, { ...wish, reference: unique('O') })
        await subject.faults?.cause('findCarriedOut', kind, {})
        await expect(findCarriedOut(subject, [wish])).rejects.toMatchObject(NOT_APPLIED)
      },
    }),
  ),
  requirement(
    'ORDERS-30',
    'Without references, the state itself tells before and after whether a wish is carried out.',
    {
      capabilities: CAN,
      without: 'orderReferences',
      parts: PARTS,
      unless: unlessPlaced,
      prove: async (subject) => {
        const [{ wish }, { wish: other }] = [await subject.samples.order(), await subject.samples.order()]
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

/** By somebody who leaves soon. */
function placeImpatiently(subject: ConformanceSubject, order: Parameters<typeof place>[1]) {
  const caller = new AbortController()
  void whenSent(subject, 'placeOrder').then(() => caller.abort())
  return subject.billing.orders.placeOrder(order, { signal: caller.signal, mayStart: () => true })
}

/** How many orders the look-up of the billing finds: by reference, or by what has become of the wish. */
async function countFound(subject: Ordering, order: Parameters<typeof place>[1]): Promise<number> {
  if (!subject.billing.capabilities.orderReferences) {
    const [carried = null] = await findCarriedOut(subject, [order])
    return carried === null ? 0 : 1
  }
  const key = { accountId: order.accountId, reference: order.reference }
  return (await readOne(subject.billing.orders.findByReference([key], call()), key)).length
}
