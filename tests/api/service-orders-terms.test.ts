import { randomUUID } from 'node:crypto'
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

async function find(kind: string) {
  const service = (await readCabinet(gateway, token)).services.find((each) => each.kind === kind)
  if (!service) throw new Error(`no ${kind}`)
  return service
}

async function ask<T>(document: string, variables: object): Promise<T> {
  const { data, errors } = await gateway.query<T>(document, { ...variables }, token)
  expect(errors).toEqual([])
  return data
}

/** The billing's day, so many days from now, in its zone. */
async function day(ahead: number): Promise<string> {
  return new Date((await gateway.sandbox.now()) + 3 * 3_600_000 + ahead * DAY_MS).toISOString().slice(0, 10)
}

const TERMS = `query ($id: ID!) { node(id: $id) { ... on Service {
  adjustableOptions { option min max step current stepFee { amount } } freezeTerms { minDays maxDays maxDaysAhead } } } }`
const HOLD = { minDays: 7, maxDays: 180, maxDaysAhead: 90 }

test('C8 a client can draw the form of an option: every value within its bounds is taken, at the fee that was told', async () => {
  const { id } = await find('INTERNET')
  const speed = { option: 'SPEED', min: 300, max: 600, step: 50, current: 300, stepFee: { amount: '60.00' } }
  expect(await ask(TERMS, { id })).toEqual({ node: { adjustableOptions: [speed], freezeTerms: HOLD } })
  const place = (value: number) =>
    createOrderer(gateway, token).place('changeServiceOption', { serviceId: id, option: 'SPEED', value })
  expect(await place(600)).toMatchObject({ order: { monthlyFee: { amount: '960.00' } } })
  expect(await ask(TERMS, { id })).toMatchObject({ node: { adjustableOptions: [{ current: 600 }] } })
  const { id: iptv } = await find('IPTV')
  const channels = { option: 'CHANNELS', step: 10, stepFee: { amount: '25.00' } }
  expect(await ask(TERMS, { id: iptv })).toMatchObject({ node: { adjustableOptions: [channels] } })
})

test.each([620, 650, 299, 0, -5])(
  'C8 the value %d is refused with the values that can be had, by order and by quote',
  async (value) => {
    const { id: serviceId } = await find('INTERNET')
    const refused = {
      code: 'VALUE_NOT_ALLOWED',
      field: 'value',
      retryable: false,
      allowedValues: { min: 300, max: 600, step: 50 },
      allowedPeriod: null,
    }
    const ANSWER = `... on ServiceOrderRefused { code field retryable allowedValues { min max step } allowedPeriod { minDays } }`
    const CHANGE = `mutation ($input: ChangeServiceOptionInput!) { changeServiceOption(input: $input) { ${ANSWER} } }`
    const input = { serviceId, option: 'SPEED', value }
    expect(await ask(CHANGE, { input: { ...input, idempotencyKey: randomUUID() } })).toEqual({
      changeServiceOption: refused,
    })
    const QUOTE = `query ($input: ServiceOrderQuoteInput!) { serviceOrderQuote(input: $input) { ${ANSWER} } }`
    expect(await ask(QUOTE, { input: { ...input, action: 'CHANGE_OPTION' } })).toEqual({ serviceOrderQuote: refused })
  },
)

test.each([
  ['too short', 3, 5, 'until'],
  ['too long', 3, 184, 'until'],
  ['ended before it begins', 10, 3, 'until'],
  ['in the past', -1, 20, 'from'],
  ['too far ahead', 91, 110, 'from'],
])(
  'C11 a hold that is %s is refused by the day that is wrong, with what is allowed',
  async (...[, from, until, field]) => {
    const { id: serviceId } = await find('INTERNET')
    const days = { from: await day(from), until: await day(until) }
    const ANSWER = '... on ServiceOrderRefused { code field retryable allowedPeriod { minDays maxDays maxDaysAhead } }'
    const FREEZE = `mutation ($service: FreezeServiceInput!) { freezeService(input: $service) { ${ANSWER} } }`
    const refused = { code: 'PERIOD_NOT_ALLOWED', field, retryable: false, allowedPeriod: HOLD }
    const service = { serviceId, ...days, idempotencyKey: randomUUID() }
    expect(await ask(FREEZE, { service })).toEqual({ freezeService: refused })
    const ALL = `mutation ($account: FreezeAccountInput!) { freezeAccount(input: $account) { ${ANSWER} } }`
    const account = { accountId, ...days, idempotencyKey: randomUUID() }
    expect(await ask(ALL, { account })).toEqual({ freezeAccount: refused })
  },
)

test('C11 the terms of a hold are the account’s, and nobody else’s to see', async () => {
  const OWN = 'query ($id: ID!) { account(id: $id) { freezeTerms { minDays maxDays maxDaysAhead } } }'
  expect(await ask(OWN, { id: accountId })).toEqual({ account: { freezeTerms: HOLD } })
  const stranger = await gateway.signIn('100002')
  expect((await gateway.query(OWN, { id: accountId }, stranger)).data).toEqual({ account: null })
})

test('legacy calls of the forms of all services of an account: the services, and one for all terms', async () => {
  const document = `{ viewer { accounts { freezeTerms { minDays } services { adjustableOptions { min } freezeTerms { minDays } } } } }`
  const calls = await gateway.countCalls(() => gateway.query(document, {}, token))
  expect(calls).toEqual({ 'rest.services': 1, 'soap.GetOrderTerms': 1 })
})

const COMPARE = `query ($id: ID!, $to: [ID!]) { compareTariffs(serviceId: $id, tariffIds: $to) {
  price { amount } accruedCharge { amount } total { amount } } }`
interface Compared {
  readonly compareTariffs: readonly { readonly total: { readonly amount: string } }[]
}
const tariff = (id: number) => writeId({ type: 'Tariff', tariffId: String(id) })

test('C3 the subscriber confirms the whole: what has grown over midnight is refused, and what is less is taken', async () => {
  const { id } = await find('INTERNET')
  const { compareTariffs } = await ask<Compared>(COMPARE, { id, to: [tariff(1)] })
  const [shown] = compareTariffs
  // A hundred for the change, and nine days of thirty at 600.00.
  expect(shown).toEqual({
    price: { amount: '100.00' },
    accruedCharge: { amount: '180.00' },
    total: { amount: '280.00' },
  })
  const QUOTE = `query ($input: ServiceOrderQuoteInput!) { serviceOrderQuote(input: $input) {
    ... on ServiceOrderQuote { total { amount } } } }`
  const wish = { action: 'CHANGE_TARIFF', serviceId: id, tariffId: tariff(1) }
  expect(await ask(QUOTE, { input: wish })).toEqual({ serviceOrderQuote: { total: { amount: '280.00' } } })
  await gateway.sandbox.advanceClock(DAY_MS)
  const { place } = createOrderer(gateway, token)
  const order = { serviceId: id, tariffId: tariff(1), effective: 'NOW' }
  const refused = await place('changeTariff', { ...order, expectedPrice: '100.00', expectedTotal: '280.00' })
  expect(refused).toMatchObject({ code: 'PRICE_CHANGED', field: 'expectedTotal', retryable: false })
  expect(await gateway.sandbox.orders('007123')).toEqual([])
  const before = Number((await gateway.sandbox.findAccount('007123')).balance)
  const taken = await place('changeTariff', { ...order, expectedTotal: '300.00' })
  expect(taken).toMatchObject({ order: { accruedCharge: { amount: '200.00' } } })
  expect(before - Number((await gateway.sandbox.findAccount('007123')).balance)).toBeCloseTo(300, 6)
})

test('C11 also what is charged when a hold begins is confirmed as a whole', async () => {
  const { id: serviceId } = await find('INTERNET')
  const { place } = createOrderer(gateway, token)
  const hold = { serviceId, from: await day(0), until: await day(30) }
  expect(await place('freezeService', { ...hold, expectedTotal: '0.00' })).toMatchObject({ code: 'PRICE_CHANGED' })
  expect(await place('freezeService', { ...hold, expectedTotal: '180.00' })).toMatchObject({
    __typename: 'ServiceOrderAccepted',
  })
})

test('C3 whether a refusal passes is said alike by the quote and by the order', async () => {
  const { id } = await find('INTERNET')
  const { place } = createOrderer(gateway, token)
  const passes = async (mutation: Parameters<typeof place>[0], input: object) => {
    const { code, retryable } = await place(mutation, { ...input })
    return [code, retryable]
  }
  expect(await passes('changeTariff', { serviceId: id, tariffId: tariff(2), effective: 'NOW' })).toEqual([
    'NOT_APPLICABLE',
    false,
  ])
  expect(await passes('unfreezeAccount', { accountId })).toEqual(['NOT_APPLICABLE', false])
  const comparison = `query ($id: ID!, $to: [ID!]) { compareTariffs(serviceId: $id, tariffIds: $to) { refusal { code retryable } } }`
  const priv = gateway.sandbox.books.listTariffs(null).find(({ ownerAccount }) => ownerAccount !== 0)?.id ?? 0
  expect(await ask(comparison, { id, to: [tariff(2), tariff(priv)] })).toEqual({
    compareTariffs: [
      { refusal: { code: 'NOT_APPLICABLE', retryable: false } },
      { refusal: { code: 'PRIVATE_TARIFF', retryable: false } },
    ],
  })
})

test('C3 what cannot even be written does not spoil what is compared beside it', async () => {
  const { id } = await find('INTERNET')
  const nonsense = writeId({ type: 'Tariff', tariffId: '0' })
  const comparison = `query ($id: ID!, $to: [ID!]) { compareTariffs(serviceId: $id, tariffIds: $to) { price { amount } refusal { code } } }`
  expect(await ask(comparison, { id, to: [nonsense, tariff(1)] })).toEqual({
    compareTariffs: [
      { price: null, refusal: { code: 'NOT_FOUND' } },
      { price: { amount: '100.00' }, refusal: null },
    ],
  })
})
