import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { createOrderer, MID_MONTH, readCabinet } from '../support/service-orders.ts'

let gateway: Gateway
let token: string
beforeEach(async () => {
  gateway = await startGateway({ startAt: MID_MONTH })
  token = await gateway.signIn('100001')
})
afterEach(() => gateway.close())

const DAY_MS = 86_400_000
const tariff = (id: number) => writeId({ type: 'Tariff', tariffId: String(id) })

async function readInternet() {
  const cabinet = await readCabinet(gateway, token)
  const service = cabinet.services.find(({ kind }) => kind === 'INTERNET' || kind === 'MIX')
  if (!service) throw new Error('no internet')
  return { cabinet, service, serviceId: service.id }
}

/** What the days of a month until yesterday cost, half a kopeck up, reckoned by hand. */
function shareOf(feeKopecks: number, now: number): string {
  const moscow = new Date(now + 3 * 3_600_000)
  const days = new Date(Date.UTC(moscow.getUTCFullYear(), moscow.getUTCMonth() + 1, 0)).getUTCDate()
  const kopecks = Math.floor((2 * feeKopecks * (moscow.getUTCDate() - 1) + days) / (2 * days))
  return `${Math.floor(kopecks / 100)}.${String(kopecks % 100).padStart(2, '0')}`
}

const sum = (...amounts: readonly string[]) =>
  amounts.reduce((total, each) => total + Math.round(Number(each) * 100), 0)

test('C3 a tariff is changed now: the days so far are charged to the kopeck, and the next query shows it', async () => {
  const { cabinet, service, serviceId } = await readInternet()
  await gateway.sandbox.postPayment({ number: '100001', amount: '1000.00' })
  const order = await createOrderer(gateway, token).order('changeTariff', {
    serviceId,
    tariffId: tariff(3),
    effective: 'NOW',
  })
  const accrued = shareOf(600_00, await gateway.sandbox.now())
  expect(service.tariff.name).toBe('Интернет 300')
  expect(order).toMatchObject({
    action: 'CHANGE_TARIFF',
    status: 'COMPLETED',
    price: { amount: '0.00' },
    accruedCharge: { amount: accrued },
    monthlyFee: { amount: '900.00' },
    tariff: { name: 'Интернет 1000' },
    isCancelable: false,
  })
  const [kept] = await gateway.sandbox.orders('100001')
  expect(kept).toMatchObject({ orderId: Number(order.number), classId: 1, status: 3, accrued })
  const after = await readInternet()
  expect(after.service.tariff).toMatchObject({ name: 'Интернет 1000', monthlyFee: { amount: '900.00' } })
  expect(after.cabinet.orders.nodes.map(({ id }) => id)).toEqual([order.id])
  expect(sum(after.cabinet.balance.amount.amount)).toBe(sum(cabinet.balance.amount.amount, '1000.00') - sum(accrued))
})

test('C3 a tariff is changed from the next period: it waits, can be canceled, and is done on the first', async () => {
  const { serviceId } = await readInternet()
  const { order, cancel } = createOrderer(gateway, token)
  const first = await order('changeTariff', { serviceId, tariffId: tariff(1), effective: 'NEXT_PERIOD' })
  expect(first).toMatchObject({ status: 'PENDING', isCancelable: true, price: { amount: '0.00' } })
  expect((await readInternet()).service.tariff.name).toBe('Интернет 300')
  expect(await cancel(first.id)).toMatchObject({ __typename: 'ServiceOrderCancelled', order: { status: 'CANCELLED' } })
  expect(await cancel(first.id)).toMatchObject({ __typename: 'ServiceOrderCancelled', order: { status: 'CANCELLED' } })
  const second = await order('changeTariff', { serviceId, tariffId: tariff(1), effective: 'NEXT_PERIOD' })
  await gateway.sandbox.advanceClock(31 * DAY_MS)
  const after = await readInternet()
  expect(after.service.tariff.name).toBe('Интернет 100')
  expect(after.cabinet.orders.nodes.map(({ id, status }) => [id, status])).toEqual([
    [second.id, 'COMPLETED'],
    [first.id, 'CANCELLED'],
  ])
  expect(await cancel(second.id)).toMatchObject({ __typename: 'CancelServiceOrderRefused', code: 'TOO_LATE' })
})

test('C3 repeating an order with its key orders once, and with another order is a conflict', async () => {
  const { serviceId } = await readInternet()
  const { place } = createOrderer(gateway, token)
  const input = { serviceId, tariffId: tariff(1), effective: 'NEXT_PERIOD', idempotencyKey: randomUUID() }
  const answers = await Promise.all([1, 2, 3].map(() => place('changeTariff', input)))
  expect(new Set(answers.map(({ orderId }) => orderId)).size).toBe(1)
  expect(answers.every(({ __typename }) => __typename === 'ServiceOrderAccepted')).toBe(true)
  expect(await place('changeTariff', { ...input, tariffId: tariff(3) })).toMatchObject({
    __typename: 'IdempotencyConflict',
  })
  expect(await gateway.sandbox.orders('100001')).toHaveLength(1)
})

test('legacy calls of a tariff change: its price, its reference, the order itself, and whether it is kept', async () => {
  const { serviceId } = await readInternet()
  const document = `mutation ($input: ChangeTariffInput!) { changeTariff(input: $input) { __typename } }`
  const input = { serviceId, tariffId: tariff(1), effective: 'NEXT_PERIOD', idempotencyKey: randomUUID() }
  const run = () => gateway.query(document, { input }, token)
  expect(await gateway.countCalls(run)).toEqual({ 'soap.QuoteOrders': 1, 'soap.GetOrders': 2, 'soap.AddOrder': 1 })
  // A repeat is answered from what is kept here.
  expect(await gateway.countCalls(run)).toEqual({})
})

test('legacy calls of a tariff change that shows its order: one more', async () => {
  const { serviceId } = await readInternet()
  const input = { serviceId, tariffId: tariff(1), effective: 'NEXT_PERIOD', idempotencyKey: randomUUID() }
  const document = `mutation ($input: ChangeTariffInput!) { changeTariff(input: $input) {
    ... on ServiceOrderAccepted { order { status } } } }`
  const calls = await gateway.countCalls(() => gateway.query(document, { input }, token))
  expect(calls).toEqual({ 'soap.QuoteOrders': 1, 'soap.GetOrders': 3, 'soap.AddOrder': 1 })
})
