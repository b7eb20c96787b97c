import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { createOrderer, MID_MONTH, readCabinet } from '../support/service-orders.ts'

const DAY_MS = 86_400_000
let gateway: Gateway
let token: string
let accountId: string

beforeEach(async () => {
  gateway = await startGateway({ startAt: MID_MONTH })
  token = await gateway.signIn('007123')
  await gateway.sandbox.postPayment({ number: '007123', amount: '20000.00' })
  accountId = (await readCabinet(gateway, token)).id
})
afterEach(() => gateway.close())

const tariff = (id: number) => writeId({ type: 'Tariff', tariffId: String(id) })
const extra = (id: number) => writeId({ type: 'ServiceOffering', offeringId: String(id) })
const thing = (id: number) => writeId({ type: 'EquipmentOffering', offeringId: String(id) })
const orderer = () => createOrderer(gateway, token)
const balance = async () => Math.round(Number((await gateway.sandbox.findAccount('007123')).balance) * 100)

async function find(kind: string) {
  const service = (await readCabinet(gateway, token)).services.find((each) => each.kind === kind)
  if (!service) throw new Error(`no ${kind}`)
  return service
}

/** The billing's day, so many days from now, in its zone. */
async function day(ahead: number): Promise<string> {
  return new Date((await gateway.sandbox.now()) + 3 * 3_600_000 + ahead * DAY_MS).toISOString().slice(0, 10)
}

async function ask<T>(document: string, variables: object): Promise<T> {
  const { data, errors } = await gateway.query<T>(document, { ...variables }, token)
  expect(errors).toEqual([])
  return data
}

test('C3 compareTariffs says what is charged: fees, savings, the days so far and the price of the change', async () => {
  const { id: serviceId } = await find('INTERNET')
  const COMPARE = `query ($serviceId: ID!, $tariffIds: [ID!], $effective: OrderEffective!) {
    compareTariffs(serviceId: $serviceId, tariffIds: $tariffIds, effective: $effective) {
      tariff { name } currentMonthlyFee { amount } monthlyFee { amount } monthlySaving { amount } yearlySaving { amount }
      price { amount } accruedCharge { amount } dueAt refusal { code } } }`
  interface Answer {
    readonly compareTariffs: readonly {
      readonly tariff: { readonly name: string } | null
      readonly price: { readonly amount: string } | null
      readonly accruedCharge: { readonly amount: string } | null
    }[]
  }
  const tariffIds = [tariff(1), tariff(3), tariff(2), tariff(9999), tariff(21)]
  const { compareTariffs } = await ask<Answer>(COMPARE, { serviceId, tariffIds, effective: 'NOW' })
  expect(compareTariffs).toMatchObject([
    {
      tariff: { name: 'Интернет 100' },
      currentMonthlyFee: { amount: '600.00' },
      monthlyFee: { amount: '450.00' },
      monthlySaving: { amount: '150.00' },
      yearlySaving: { amount: '1800.00' },
      price: { amount: '100.00' },
      refusal: null,
    },
    { monthlyFee: { amount: '900.00' }, monthlySaving: { amount: '-300.00' }, price: { amount: '0.00' } },
    { monthlyFee: null, price: null, refusal: { code: 'NOT_APPLICABLE' } },
    { tariff: null, refusal: { code: 'NOT_FOUND' } },
    { refusal: { code: 'NOT_APPLICABLE' } },
  ])
  const next = await ask<Answer>(COMPARE, { serviceId, tariffIds: null, effective: 'NEXT_PERIOD' })
  expect(next.compareTariffs.length).toBeGreaterThan(3)
  expect(next.compareTariffs.every(({ accruedCharge }) => accruedCharge?.amount === '0.00')).toBe(true)

  const before = await balance()
  const shown = compareTariffs[0]
  const order = await orderer().order('changeTariff', {
    serviceId,
    tariffId: tariff(1),
    effective: 'NOW',
    expectedPrice: shown?.price?.amount,
  })
  expect([order.price, order.accruedCharge]).toEqual([shown?.price, shown?.accruedCharge])
  const charged = Math.round((Number(order.price.amount) + Number(order.accruedCharge.amount)) * 100)
  expect(await balance()).toBe(before - charged)
})

test('C6 a television package is changed like any tariff, within television only', async () => {
  const { id: serviceId } = await find('IPTV')
  const refused = await orderer().place('changeTariff', { serviceId, tariffId: tariff(2), effective: 'NOW' })
  expect(refused).toMatchObject({ code: 'NOT_APPLICABLE' })
  await orderer().order('changeTariff', { serviceId, tariffId: tariff(32), effective: 'NOW' })
  expect(await find('DIGITAL_TV')).toMatchObject({ id: serviceId, tariff: { name: 'Цифровое ТВ Кино и спорт' } })
})

test('C7 IPTV is connected by its tariff, once, and paid for by days', async () => {
  token = await gateway.signIn('100001')
  const { id } = await readCabinet(gateway, token)
  const before = (await gateway.sandbox.findAccount('100001')).chargedTotal
  const order = await orderer().order('connectService', { accountId: id, tariffId: tariff(42) })
  expect(order).toMatchObject({ status: 'COMPLETED', price: { amount: '0.00' }, monthlyFee: { amount: '549.90' } })
  const service = await find('IPTV')
  expect(service).toMatchObject({ status: 'ACTIVE', id: order.service?.id, tariff: { name: 'IPTV Полный' } })
  expect((await gateway.sandbox.findAccount('100001')).chargedTotal).toBe(before)
  const again = await orderer().place('connectService', { accountId: id, tariffId: tariff(41) })
  expect(again).toMatchObject({ code: 'NOT_APPLICABLE' })
  const internet = await orderer().place('connectService', { accountId: id, tariffId: tariff(1) })
  expect(internet).toMatchObject({ code: 'NOT_APPLICABLE' })
})

test('C8 speed and channels are changed, what they cost is shown, and the tariff gives them back', async () => {
  const { id: serviceId } = await find('INTERNET')
  const place = (value: number, option = 'SPEED') =>
    orderer().place('changeServiceOption', { serviceId, option, value, effective: 'NOW' })
  expect(await place(420)).toMatchObject({ code: 'VALUE_NOT_ALLOWED' })
  expect(await place(30, 'CHANNELS')).toMatchObject({ code: 'VALUE_NOT_ALLOWED' })
  expect(await place(300)).toMatchObject({ code: 'NOT_APPLICABLE' })
  expect(await place(400)).toMatchObject({ order: { status: 'COMPLETED', monthlyFee: { amount: '720.00' } } })
  const [row] = gateway.sandbox.books.listServices([(await gateway.sandbox.findAccount('007123')).restId])
  expect(row).toMatchObject({ speed: 400, channels: 0, optionsFee: 120_00n })
  const SHOWN =
    'query ($id: ID!) { node(id: $id) { ... on Service { options { option value } optionsFee { amount } } } }'
  expect(await ask(SHOWN, { id: serviceId })).toEqual({
    node: { options: [{ option: 'SPEED', value: 400 }], optionsFee: { amount: '120.00' } },
  })
  expect(await place(300)).toMatchObject({ order: { monthlyFee: { amount: '600.00' } } })
  expect(await ask(SHOWN, { id: serviceId })).toEqual({ node: { options: [], optionsFee: null } })
  const { id: iptv } = await find('IPTV')
  const more = await orderer().order('changeServiceOption', {
    serviceId: iptv,
    option: 'CHANNELS',
    value: 95,
    effective: 'NEXT_PERIOD',
  })
  expect(more).toMatchObject({ status: 'PENDING', monthlyFee: { amount: '249.00' } })
})

test('C9 an extra is connected at its price and disconnected again; the next bill has only its days', async () => {
  const offering = gateway.sandbox.books.listOfferings([1]).find(({ id }) => id === 64)
  expect(offering?.price).toBe(300_00n)
  const before = await balance()
  const connected = await orderer().order('connectService', {
    accountId,
    offeringId: extra(64),
    expectedPrice: '300.00',
  })
  expect(connected).toMatchObject({ status: 'COMPLETED', price: { amount: '300.00' } })
  expect(await balance()).toBe(before - 300_00)
  const { id: serviceId } = await find('EXTRA')
  expect(connected.service?.id).toBe(serviceId)
  const expensive = await orderer().place('connectService', { accountId, offeringId: extra(62), expectedPrice: '1.00' })
  expect(expensive).toMatchObject({ code: 'PRICE_CHANGED', retryable: false })
  const ended = await orderer().order('disconnectService', { serviceId, effective: 'NEXT_PERIOD' })
  expect(ended).toMatchObject({ status: 'PENDING', isCancelable: true })
  const conflicting = await orderer().place('disconnectService', { serviceId, effective: 'NOW' })
  expect(conflicting).toMatchObject({ code: 'CONFLICTING_ORDER', retryable: true })
  await gateway.sandbox.advanceClock(31 * DAY_MS)
  expect(await find('EXTRA')).toMatchObject({ id: serviceId, status: 'TERMINATED' })
  const { charges } = await gateway.sandbox.ledger()
  const ofService = charges.filter((row) => 'serviceId' in row && String(row.serviceId) === serviceIdOf(serviceId))
  // Its price, and one month's share.
  expect(ofService).toHaveLength(2)
})

function serviceIdOf(globalId: string): string {
  return Buffer.from(globalId, 'base64url').toString().split(':')[2] ?? ''
}

test('C9 cameras need hands: the order is looked at, worked on, and paid when it is done', async () => {
  await gateway.sandbox.postPayment({ number: '007123', amount: '100.00' })
  const before = await balance()
  const order = await orderer().order('connectService', { accountId, offeringId: extra(82) })
  expect(order).toMatchObject({ status: 'ACKNOWLEDGED', isCancelable: true, service: null })
  expect(await balance()).toBe(before)
  const status = async () => (await readCabinet(gateway, token)).orders.nodes[0]?.status
  await gateway.sandbox.advanceClock(DAY_MS + 1000)
  expect(await status()).toBe('IN_PROGRESS')
  expect(await orderer().cancel(order.id)).toMatchObject({ code: 'TOO_LATE' })
  await gateway.sandbox.advanceClock(2 * DAY_MS)
  expect(await status()).toBe('COMPLETED')
  expect((await find('INTERCOM')).status).toBe('ACTIVE')
})

test('C11 a service is on hold from a day until a day, costs nothing meanwhile, and returns by itself', async () => {
  const { id: serviceId } = await find('INTERNET')
  const [today, from, until] = [await day(0), await day(3), await day(23)]
  const place = (period: object) => orderer().place('freezeService', { serviceId, ...period })
  expect(await place({ from, until: await day(5) })).toMatchObject({ code: 'PERIOD_NOT_ALLOWED' })
  expect(await place({ from: await day(-1), until })).toMatchObject({ code: 'PERIOD_NOT_ALLOWED' })
  expect(await place({ from: until, until: today })).toMatchObject({ code: 'PERIOD_NOT_ALLOWED' })
  expect(await place({ from, until })).toMatchObject({ order: { status: 'PENDING' } })
  expect(await place({ from, until })).toMatchObject({ code: 'CONFLICTING_ORDER' })
  await gateway.sandbox.advanceClock(4 * DAY_MS)
  expect(await find('INTERNET')).toMatchObject({ status: 'FROZEN' })
  const FREEZE = 'query ($id: ID!) { node(id: $id) { ... on Service { freeze { from until } } } }'
  expect(await ask(FREEZE, { id: serviceId })).toEqual({ node: { freeze: { from, until } } })
  expect((await readCabinet(gateway, token)).orders.nodes[0]?.status).toBe('IN_PROGRESS')
  await gateway.sandbox.advanceClock(20 * DAY_MS)
  expect(await find('INTERNET')).toMatchObject({ status: 'ACTIVE' })
  expect(await ask(FREEZE, { id: serviceId })).toEqual({ node: { freeze: null } })
  expect((await readCabinet(gateway, token)).orders.nodes[0]?.status).toBe('COMPLETED')
})

test('C11 a hold ends early, and the whole account can be put on hold for a long trip', async () => {
  const { id: serviceId } = await find('INTERNET')
  const period = { from: await day(0), until: await day(60) }
  await orderer().order('freezeService', { serviceId, ...period })
  expect(await find('INTERNET')).toMatchObject({ status: 'FROZEN' })
  expect(await orderer().order('unfreezeService', { serviceId })).toMatchObject({ status: 'COMPLETED' })
  expect(await find('INTERNET')).toMatchObject({ status: 'ACTIVE' })
  expect(await orderer().place('unfreezeService', { serviceId })).toMatchObject({ code: 'NOT_APPLICABLE' })

  await orderer().order('freezeAccount', { accountId, ...period })
  expect((await gateway.sandbox.findAccount('007123')).state).toBe(2)
  const frozen = await readCabinet(gateway, token)
  expect(frozen.services.every(({ status }) => status === 'FROZEN')).toBe(true)
  const before = await balance()
  await gateway.sandbox.advanceClock(33 * DAY_MS)
  expect(await balance()).toBe(before)
  await orderer().order('unfreezeAccount', { accountId })
  const back = await readCabinet(gateway, token)
  expect(back.services.every(({ status }) => status === 'ACTIVE')).toBe(true)
  expect(back.orders.nodes.every(({ status }) => status === 'COMPLETED')).toBe(true)
})

test('C14 the addresses of a service are changed, and not again the same day', async () => {
  const { id: serviceId } = await find('INTERNET')
  const IPS = 'query ($id: ID!) { node(id: $id) { ... on Service { ipAddresses { address } } } }'
  const before = await ask(IPS, { id: serviceId })
  expect(await orderer().order('requestIpChange', { serviceId })).toMatchObject({ status: 'COMPLETED' })
  const after = await ask(IPS, { id: serviceId })
  expect(after).not.toEqual(before)
  const again = await orderer().place('requestIpChange', { serviceId })
  expect(again).toMatchObject({ code: 'TOO_EARLY', earliestOn: await day(1) })
})

test('C14 without the extra for it the addresses are not static any more, and with it they are again', async () => {
  token = await gateway.signIn('100001')
  await gateway.sandbox.postPayment({ number: '100001', amount: '2000.00' })
  const { id } = await readCabinet(gateway, token)
  const { id: internet } = await find('INTERNET')
  const IPS = 'query ($id: ID!) { node(id: $id) { ... on Service { ipAddresses { address assignment } } } }'
  interface Answer {
    readonly node: { readonly ipAddresses: readonly { readonly address: string; readonly assignment: string }[] }
  }
  const read = async () => (await ask<Answer>(IPS, { id: internet })).node.ipAddresses
  const before = await read()
  expect(before.length).toBeGreaterThan(0)
  expect(before.every(({ assignment }) => assignment === 'STATIC')).toBe(true)
  const extraService = await find('EXTRA')
  expect(extraService.tariff.name).toBe('Статический IP-адрес')
  await orderer().order('disconnectService', { serviceId: extraService.id, effective: 'NOW' })
  const without = await read()
  expect(without).toHaveLength(before.length)
  expect(without.every(({ assignment }) => assignment === 'DYNAMIC')).toBe(true)
  expect(without.some(({ address }) => before.some((each) => each.address === address))).toBe(false)
  await orderer().order('connectService', { accountId: id, offeringId: extra(61) })
  expect((await read()).every(({ assignment }) => assignment === 'STATIC')).toBe(true)
})

test('C16 equipment and set-up are ordered with their price, and charged when they are handed over', async () => {
  const before = await balance()
  const QUOTE = `query ($input: ServiceOrderQuoteInput!) { serviceOrderQuote(input: $input) {
    ... on ServiceOrderQuote { price { amount } monthlyFee { amount } } ... on ServiceOrderRefused { code } } }`
  const input = { action: 'BUY_EQUIPMENT', accountId, offeringId: thing(202) }
  expect(await ask(QUOTE, { input })).toEqual({
    serviceOrderQuote: { price: { amount: '1290.00' }, monthlyFee: { amount: '0.00' } },
  })
  const router = await orderer().order('orderEquipment', {
    accountId,
    offeringId: thing(202),
    expectedPrice: '1290.00',
  })
  const setUp = await orderer().order('orderSetUp', { accountId, offeringId: thing(301) })
  expect([router.status, setUp.status]).toEqual(['ACKNOWLEDGED', 'ACKNOWLEDGED'])
  expect(await orderer().place('orderSetUp', { accountId, offeringId: thing(201) })).toMatchObject({
    code: 'NOT_APPLICABLE',
  })
  expect(await balance()).toBe(before)
  await gateway.sandbox.advanceClock(3 * DAY_MS + 1000)
  const orders = (await readCabinet(gateway, token)).orders.nodes
  expect(orders.map(({ status, price }) => [status, price.amount])).toEqual([
    ['COMPLETED', '500.00'],
    ['COMPLETED', '1290.00'],
  ])
  const { charges } = await gateway.sandbox.ledger()
  expect(charges.slice(-2).map(({ amount }) => amount)).toEqual(['1290.00', '500.00'])
})
