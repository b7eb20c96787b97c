import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { NewServiceOrder } from '../../src/billing/order-port.ts'
import { parseMoney } from '../../src/domain/money.ts'
import { NO_WISH } from '../conformance/orders.ts'
import { call, writingCall } from '../conformance/subject.ts'
import { type LanbillingTest, startLanbillingTest } from '../support/lanbilling.ts'

let lan: LanbillingTest
let opened = 0
beforeAll(async () => {
  lan = await startLanbillingTest()
})
afterAll(() => lan.close())
afterEach(() => lan.double.mend())

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** An agreement of its own with one service and some money. */
function open(tarid = 101) {
  opened += 1
  const number = `00${55_000 + opened}`
  const { agrmid } = lan.double.desk.addAgreement({ uid: 5, number })
  lan.double.desk.pay({ number, amount: '3000' })
  const { vgid } = lan.double.desk.addVgroup({ number, tarid })
  return { accountId: String(agrmid), serviceId: String(vgid), vgid, number }
}

const place = (order: Omit<NewServiceOrder, 'reference'>) =>
  lan.billing.orders.placeOrder({ ...order, reference: 'O-1' }, writingCall())
/** In Moscow, as the billing counts them. */
const day = (days: number) => new Date(lan.double.clock.now() + 3 * HOUR_MS + days * DAY_MS).toISOString().slice(0, 10)

test('a tariff is changed at once, or from the first day of the next month on, and can be taken back until then', async () => {
  const now = open()
  const change = { ...NO_WISH, action: 'CHANGE_TARIFF', tariffId: '102' } as const
  expect(await place({ ...change, accountId: now.accountId, serviceId: now.serviceId })).toMatchObject({
    kind: 'placed',
    order: { status: 'COMPLETED', tariffId: '102' },
  })
  const later = open()
  const { accountId, serviceId } = later
  const placed = await place({ ...change, accountId, serviceId, atNextPeriod: true })
  expect(placed).toMatchObject({ kind: 'placed', order: { status: 'PENDING', atNextPeriod: true } })
  if (placed.kind !== 'placed') return
  expect(placed.order.dueAt).toBeGreaterThan(lan.double.clock.now())
  expect(await place({ ...change, accountId, serviceId, tariffId: '103', atNextPeriod: true })).toMatchObject({
    reason: 'CONFLICTING_ORDER',
  })
  const canceled = await lan.billing.orders.cancelOrder({ accountId, orderId: placed.order.id }, writingCall())
  expect(canceled).toMatchObject({ kind: 'canceled' })
  expect(lan.double.books.state.plans.filter(({ vgid }) => vgid === later.vgid)).toEqual([])
})

test('a service is put on hold for days, is frozen then, and given again before its time', async () => {
  const { accountId, serviceId, vgid } = open()
  const freeze = { ...NO_WISH, accountId, serviceId, action: 'FREEZE_SERVICE', from: day(1), until: day(10) } as const
  expect(await place(freeze)).toMatchObject({ kind: 'placed', order: { status: 'PENDING', from: day(1) } })
  expect(await place({ ...freeze, from: day(5), until: day(12) })).toMatchObject({ reason: 'CONFLICTING_ORDER' })
  lan.double.clock.advance(2 * DAY_MS)
  const services = (await lan.billing.services.listServices([accountId], call())).get(accountId)
  expect(services).toMatchObject([{ status: 'FROZEN', freeze: { until: day(8) } }])
  const unfreeze = { ...NO_WISH, accountId, serviceId, action: 'UNFREEZE_SERVICE' } as const
  expect(await place(unfreeze)).toMatchObject({ kind: 'placed', order: { status: 'COMPLETED' } })
  expect(lan.double.books.state.vgroups.find((one) => one.vgid === vgid)?.blocked).toBe(0)
  expect(await place(unfreeze)).toMatchObject({ kind: 'refused', reason: 'NOT_APPLICABLE' })
  lan.double.clock.advance(-2 * DAY_MS)
})

test('an order whose answer is lost is found again by what has become so', async () => {
  const { accountId, serviceId } = open()
  const wish = { ...NO_WISH, accountId, serviceId, action: 'CHANGE_TARIFF', tariffId: '103' } as const
  const carriedOut = async () => (await lan.billing.orders.findCarriedOut([wish], call())).get(wish)
  expect(await carriedOut()).toBeNull()
  lan.double.break('insClientTarifsRasp', { kind: 'lostAnswer' })
  await expect(place(wish)).rejects.toMatchObject({ outcome: 'unknown' })
  expect(await carriedOut()).toMatchObject({ orderId: `T.${serviceId}.103` })
})

test('an order that is reported and not carried out is of unknown outcome', async () => {
  const { accountId, serviceId } = open()
  lan.double.break('insClientTarifsRasp', { kind: 'successWithoutWrite' })
  const wish = { ...NO_WISH, accountId, serviceId, action: 'CHANGE_TARIFF', tariffId: '102' } as const
  await expect(place(wish)).rejects.toMatchObject({ outcome: 'unknown' })
})

test('what the interface has no operation for is refused before anything is sent', async () => {
  const { accountId, serviceId } = open()
  lan.resetCalls()
  for (const action of ['CHANGE_IP', 'CONNECT_SERVICE', 'BUY_EQUIPMENT'] as const) {
    expect(await place({ ...NO_WISH, accountId, serviceId, action, offeringId: '1' })).toMatchObject({
      reason: 'NOT_APPLICABLE',
    })
  }
  expect(lan.calls()).toEqual({})
})

test('a promise covers the debt, brings the services back, and is there once', async () => {
  const { accountId, vgid } = open()
  lan.double.desk.charge({ vgid, amount: '3300' })
  const offers = await lan.billing.promisedPayments.findPromiseOffers([accountId], call())
  expect(offers.get(accountId)).toMatchObject({ kind: 'offered', minAmount: parseMoney('300.00', 'RUB') })
  const order = { accountId, amount: parseMoney('300.00', 'RUB'), reference: 'promise/1' }
  const taken = await lan.billing.promisedPayments.takePromise(order, writingCall())
  expect(taken).toMatchObject({ kind: 'taken', promise: { status: 'ACTIVE' } })
  expect(await lan.billing.promisedPayments.takePromise(order, writingCall())).toMatchObject({
    kind: 'refused',
    reason: 'ALREADY_ACTIVE',
  })
  const account = (await lan.billing.accounts.findAccounts([accountId], call())).get(accountId)
  expect(account).toMatchObject({ status: 'ACTIVE' })
})
