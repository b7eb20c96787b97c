import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BillingError } from '../../src/billing/error.ts'
import type { BillingSystem } from '../../src/billing/port.ts'
import type { OrderWish } from '../../src/domain/service-order.ts'
import { readable } from '../support/readable.ts'
import { connectBilling, startTestSandbox, type TestSandbox } from '../support/sandbox.ts'
import { MID_MONTH } from '../support/service-orders.ts'
import { call } from './subject.ts'

/** Orders over HTTP, judged by the billing's own books. */
describe('orders of the reference billing, over HTTP', () => {
  let sandbox: TestSandbox
  let billing: BillingSystem
  let accountId: string
  beforeEach(async () => {
    sandbox = await startTestSandbox({ startAt: MID_MONTH })
    billing = connectBilling(sandbox, { timeoutMs: 800 })
    await sandbox.postPayment({ number: '100001', amount: '9000.00' })
    accountId = String((await sandbox.findAccount('100001')).restId)
  })
  afterEach(async () => {
    await billing.close()
    await sandbox.close()
  })

  const wishOf = (fields: Partial<OrderWish> = {}): OrderWish => ({
    accountId,
    action: 'BUY_EQUIPMENT',
    serviceId: null,
    tariffId: null,
    offeringId: '202',
    option: null,
    value: null,
    from: null,
    until: null,
    atNextPeriod: false,
    ...fields,
  })
  const place = (reference: string, fields: Partial<OrderWish> = {}, mayStart = () => true) =>
    billing.orders.placeOrder({ ...wishOf(fields), reference }, { ...call(), mayStart })
  const cancel = (orderId: string) =>
    billing.orders.cancelOrder({ accountId, orderId }, { ...call(), mayStart: () => true })
  const findByReference = async (reference: string) => {
    const key = { accountId, reference }
    return (await readable(billing.orders.findByReference([key], call()))).get(key)
  }

  test('BIL-170 an order is placed as it was asked for, and found by id, by reference and in the list', async () => {
    const verdict = await place('O-170')
    if (verdict.kind !== 'placed') throw new Error(verdict.reason)
    const { order } = verdict
    const [row] = await sandbox.orders('100001')
    expect(row).toMatchObject({ orderId: Number(order.id), classId: 10, status: 0, price: '1290.00', extId: 'O-170' })
    expect(order).toMatchObject({
      status: 'ACKNOWLEDGED',
      offeringId: '202',
      price: { minorUnits: 1290_00n },
      accountId,
    })
    const [key, page] = [
      { accountId, orderId: order.id },
      { accountId, first: 5, before: null },
    ]
    expect((await readable(billing.orders.findOrders([key], call()))).get(key)).toEqual(order)
    expect((await readable(billing.orders.listOrders([page], call()))).get(page)).toEqual({
      orders: [order],
      hasMore: false,
    })
    expect(await findByReference('O-170')).toEqual([order])
    expect(await findByReference('O-17')).toEqual([])
  })

  test('BIL-171 an order of another account is as absent as one that does not exist', async () => {
    await place('O-171')
    const other = String((await sandbox.findAccount('100002')).restId)
    const keys = [
      { accountId: other, orderId: '1' },
      { accountId, orderId: '999' },
      { accountId, orderId: 'x' },
    ]
    expect([...(await billing.orders.findOrders(keys, call())).keys()]).toEqual([])
    const foreign = { accountId: other, orderId: '1' }
    expect(await billing.orders.cancelOrder(foreign, { ...call(), mayStart: () => true })).toEqual({
      kind: 'refused',
      reason: 'ORDER_NOT_FOUND',
    })
    expect((await sandbox.orders('100001'))[0]?.status).toBe(0)
  })

  test('BIL-172 many wishes are quoted in one call, each by its key, and nothing is written', async () => {
    const wishes = [
      wishOf(),
      wishOf({ offeringId: '999' }),
      wishOf({ accountId: '999999999' }),
      wishOf({ action: 'SET_UP', offeringId: '301' }),
    ]
    await sandbox.resetCalls()
    const found = await readable(billing.orders.quoteOrders(wishes, call()))
    expect(wishes.map((wish) => found.get(wish))).toMatchObject([
      { kind: 'quoted', quote: { price: { minorUnits: 1290_00n } } },
      { kind: 'refused', reason: 'NOT_FOUND' },
      undefined,
      { kind: 'quoted', quote: { price: { minorUnits: 500_00n } } },
    ])
    expect((await sandbox.calls())['soap.QuoteOrders']).toBe(1)
    expect(await sandbox.orders('100001')).toEqual([])
  })

  test('BIL-310 what can be chosen is told for many accounts in one call; the option that is shown is the one that is taken', async () => {
    const other = String((await sandbox.findAccount('007123')).restId)
    await sandbox.resetCalls()
    const terms = await readable(billing.orders.findOrderTerms([accountId, other, '999999'], call()))
    expect((await sandbox.calls())['soap.GetOrderTerms']).toBe(1)
    expect([...terms.keys()].toSorted()).toEqual([accountId, other].toSorted())
    const own = terms.get(accountId)
    expect(own?.freeze).toEqual({ minDays: 7, maxDays: 180, maxDaysAhead: 90 })
    const speed = own?.options.find(({ option }) => option === 'SPEED')
    expect(speed).toMatchObject({ min: 300, max: 600, step: 50, current: 300, stepFee: { minorUnits: 60_00n } })
    const nothing = { offeringId: null, tariffId: null }
    const change = { ...nothing, action: 'CHANGE_OPTION', serviceId: speed?.serviceId ?? '', option: 'SPEED' } as const
    expect((await place('O-310-a', { ...change, value: 650 })).kind).toBe('refused')
    expect((await place('O-310-b', { ...change, value: 600 })).kind).toBe('placed')
    const after = (await readable(billing.orders.findOrderTerms([accountId], call()))).get(accountId)
    expect(after?.options.find(({ option }) => option === 'SPEED')).toEqual({ ...speed, current: 600 })
    await sandbox.terminateAccount('100001')
    const ended = (await readable(billing.orders.findOrderTerms([accountId], call()))).get(accountId)
    expect(ended).toEqual({ options: [], freeze: null })
  })

  test('BIL-311 a wish that cannot be written is refused, and spoils no other', async () => {
    const wishes = [
      wishOf({ action: 'CHANGE_OPTION', option: 'SPEED', value: -5 }),
      wishOf({ offeringId: 'x' }),
      wishOf(),
    ]
    const found = await readable(billing.orders.quoteOrders(wishes, call()))
    expect(wishes.map((wish) => found.get(wish))).toMatchObject([
      { kind: 'refused', reason: 'VALUE_NOT_ALLOWED' },
      { kind: 'refused', reason: 'NOT_FOUND' },
      { kind: 'quoted' },
    ])
  })

  test('BIL-173 the pages of orders are newest first and complete', async () => {
    for (const offeringId of ['201', '202', '301', '302']) {
      await place(`O-173-${offeringId}`, {
        offeringId,
        action: offeringId.startsWith('2') ? 'BUY_EQUIPMENT' : 'SET_UP',
      })
    }
    const read: string[] = []
    let before: string | null = null
    for (;;) {
      const key: { accountId: string; first: number; before: string | null } = { accountId, first: 3, before }
      const page = (await readable(billing.orders.listOrders([key], call()))).get(key)
      read.push(...(page?.orders ?? []).map(({ id }) => id))
      before = page?.orders.at(-1)?.id ?? null
      if (page?.hasMore !== true) break
    }
    expect(read).toEqual((await sandbox.orders('100001')).map(({ orderId }) => String(orderId)))
    expect(read).toHaveLength(4)
  })

  test('BIL-174 what is canceled is so in the billing; what is done cannot be, and says so', async () => {
    const verdict = await place('O-174')
    const id = verdict.kind === 'placed' ? verdict.order.id : ''
    expect(await cancel(id)).toMatchObject({ kind: 'canceled', order: { status: 'CANCELLED' } })
    expect(await cancel(id)).toEqual({ kind: 'already' })
    const done = await place('O-174b', { action: 'CONNECT_SERVICE', offeringId: '62' })
    expect(await cancel(done.kind === 'placed' ? done.order.id : '')).toEqual({ kind: 'refused', reason: 'TOO_LATE' })
  })

  test('BIL-175 where it may not start, no byte leaves', async () => {
    await sandbox.resetCalls()
    await expect(place('O-175', {}, () => false)).rejects.toMatchObject({ outcome: 'not_applied' })
    expect((await sandbox.calls())['soap.AddOrder']).toBeUndefined()
    expect(await sandbox.orders('100001')).toEqual([])
  })

  test('BIL-176 a reference that the billing would change is refused before it is sent', async () => {
    for (const reference of ['', ' O', 'x'.repeat(65), 'a\nb']) {
      await expect(place(reference)).rejects.toMatchObject({
        code: 'BILLING_UNWRITABLE_REQUEST',
        outcome: 'not_applied',
      })
    }
    expect(await sandbox.orders('100001')).toEqual([])
  })

  test.each([
    ['dropAfterApplying', 1],
    ['reset', 0],
    ['errorAfterApplying', 1],
    ['faultWith200', 0],
    ['http500', 0],
    ['html', 0],
    ['empty', 0],
    ['notWellFormed', 1],
    ['truncated', 1],
    ['wrongOperation', 1],
    ['foreignRows', 1],
    ['missingFields', 1],
    ['unknownCodes', 1],
    ['moneyBroken', 1],
    ['doctype', 1],
    ['hang', 0],
  ])('BIL-177 a write that meets %s is unknown, and is not sent again', async (kind, count) => {
    // An order of a stranger, for the faults that mix one in.
    const stranger = await sandbox.findAccount('100002')
    await sandbox.postPayment({ number: '100002', amount: '9000.00' })
    await billing.orders.placeOrder(
      { ...wishOf({ accountId: String(stranger.restId) }), reference: 'O-foreign' },
      { ...call(), mayStart: () => true },
    )
    await sandbox.setFault('soap.AddOrder', kind)
    await sandbox.resetCalls()
    const error: unknown = await place('O-177').catch((reason: unknown) => reason)
    expect([error instanceof BillingError, error]).toMatchObject([true, { outcome: 'unknown' }])
    expect((await sandbox.calls())['soap.AddOrder']).toBe(1)
    expect(await sandbox.orders('100001')).toHaveLength(count)
  })

  test('BIL-178 a repeated call is a second order where the rules let it, and both are found', async () => {
    await sandbox.setFault('soap.AddOrder', { kind: 'doubleCredit', times: 1 })
    expect(await place('O-178')).toMatchObject({ kind: 'placed' })
    expect(await findByReference('O-178')).toHaveLength(2)
    // The billing itself minds an open order for the same thing, whatever its reference.
    expect(await place('O-178')).toEqual({ kind: 'refused', reason: 'CONFLICTING_ORDER', earliestOn: null })
    expect(await sandbox.orders('100001')).toHaveLength(2)
  })

  test('BIL-179 a session that has ended is opened anew, and the order is placed once', async () => {
    await billing.health.ping(call())
    await sandbox.expireSessions()
    expect(await place('O-179')).toMatchObject({ kind: 'placed' })
    expect(await sandbox.orders('100001')).toHaveLength(1)
  })
})
