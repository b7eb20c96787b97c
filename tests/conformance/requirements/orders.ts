import { expect } from 'vitest'
import { CANCELED, expectCalls, listIds, pick, read, readOne, refused, UNWRITABLE, unique } from '../kit.ts'
import { countWritten, findOrder, NO_WISH, place, placed, unlessPlaced } from '../orders.ts'
import type { PartName } from '../parts.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { call, writingCall } from '../subject.ts'

const CAN = ['orders'] as const
const PARTS = ['samples.order'] as const satisfies readonly PartName[]

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
    'ORDERS-12',
    'An order that is placed between two pages moves no other: none is lost and none comes twice.',
    {
      capabilities: CAN,
      parts: ['samples.ordersOfOneAccount', 'books.orders'],
      unless: unlessPlaced,
      prove: async (subject) => {
        const all = await subject.samples.ordersOfOneAccount()
        const [late, wishes] = [pick(all, 'wish'), all.slice(1)]
        for (const wish of wishes) await placed(subject, { ...wish, reference: unique('O') })
        const { accountId } = pick(wishes, 'wish')
        const truth = (await subject.books.orders(accountId)).map(({ id }) => id)
        const list = (first: number, before: string | null) => {
          const key = { accountId, first, before }
          return readOne(subject.billing.orders.listOrders([key], call()), key)
        }
        const one = await list(2, null)
        await placed(subject, { ...late, reference: unique('O') })
        const two = await list(5, one.orders.at(-1)?.id ?? null)
        expect([...one.orders, ...two.orders].map(({ id }) => id)).toEqual(truth)
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
]
