import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BillingError } from '../../src/billing/error.ts'
import type { BillingSystem } from '../../src/billing/port.ts'
import type { OrderWish } from '../../src/domain/service-order.ts'
import { call } from '../conformance/subject.ts'
import { readable } from '../support/readable.ts'
import { connectBilling, startTestSandbox, type TestSandbox } from '../support/sandbox.ts'
import { MID_MONTH } from '../support/service-orders.ts'

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
  const findByReference = async (reference: string) => {
    const key = { accountId, reference }
    return (await readable(billing.orders.findByReference([key], call()))).get(key)
  }

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

  test.each([
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
})
