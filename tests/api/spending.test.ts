import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accountIdOf } from '../support/exports.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway({ startAt: Date.parse('2026-11-20T12:00:00+03:00') })
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

const YEAR = { from: '2025-12-01', to: '2026-11-30' }

interface Part {
  readonly label: string
  readonly amount: { readonly amount: string }
  readonly percent: string
  readonly chargeCount: number
  readonly kind: string | null
  readonly month: string | null
  readonly service: { readonly id: string; readonly kind: string; readonly tariff: { readonly name: string } } | null
}

interface Answer {
  readonly account: {
    readonly statement: { readonly debited: { readonly amount: string } }
    readonly spending: { readonly total: { readonly amount: string }; readonly parts: readonly Part[] } | null
  } | null
}

const DOCUMENT = `query ($id: ID!, $period: PeriodInput!, $groupBy: SpendingGroupBy!) { account(id: $id) {
  statement(period: $period) { debited { amount } }
  spending(period: $period, groupBy: $groupBy) { from to groupBy freshness total { amount }
    parts { label amount { amount } percent chargeCount kind month service { id kind tariff { name } } } } } }`

async function ask(number: string, groupBy: string, options: { period?: object; language?: string } = {}) {
  const { period = YEAR, language = 'en' } = options
  const variables = { id: await accountIdOf(gateway, number), period, groupBy }
  return gateway.query<Answer>(DOCUMENT, variables, { token: await gateway.signIn('operator'), language })
}

async function read(number: string, groupBy: string, options: { period?: object; language?: string } = {}) {
  const { data, errors } = await ask(number, groupBy, options)
  expect(errors).toEqual([])
  const { statement, spending } = data.account ?? {}
  if (!statement || !spending) throw new Error('There is no spending.')
  return { debited: statement.debited.amount, ...spending }
}

const cents = (text: string) => Math.round(Number(text) * 100)
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0)

test.each([
  ['100001', 'SERVICE'],
  ['100001', 'KIND'],
  ['100001', 'MONTH'],
  ['100002', 'SERVICE'],
  ['200001', 'KIND'],
  ['200001', 'MONTH'],
])(
  'B5 the spending of %s by %s adds up to what the statement calls debited, and to a hundred percent',
  async (number, groupBy) => {
    const { debited, total, parts } = await read(number, groupBy)
    expect(total.amount).toBe(debited)
    expect(cents(debited)).toBeGreaterThan(0)
    expect(sumOf(parts.map(({ amount }) => cents(amount.amount)))).toBe(cents(debited))
    expect(sumOf(parts.map(({ percent }) => cents(percent)))).toBe(10_000)
  },
)

test('B5 by service: each charge counts to its own, as the billing has booked it', async () => {
  const { soapId } = await gateway.sandbox.findAccount('100001')
  const start = Date.parse('2025-12-01T00:00:00+03:00')
  const end = Date.parse('2026-12-01T00:00:00+03:00')
  const charges = gateway.sandbox.books
    .listCharges({ soapIds: [soapId], limit: 10_000 })
    .filter(({ chargedAt }) => chargedAt >= start && chargedAt < end)
  const booked = Map.groupBy(charges, ({ serviceId }) => serviceId)
  const { parts } = await read('100001', 'SERVICE')
  expect(booked.size).toBeGreaterThan(1)
  expect(parts).toHaveLength(booked.size)
  for (const { service, amount, chargeCount, label, kind, month } of parts) {
    const key = service === null ? null : Number(Buffer.from(service.id, 'base64url').toString().split(':')[2])
    const own = booked.get(key) ?? []
    expect(cents(amount.amount)).toBe(sumOf(own.map((one) => Number(one.amount))))
    expect(chargeCount).toBe(own.length)
    expect(label).toBe(service === null ? 'Other charges' : service.tariff.name)
    expect([kind, month]).toEqual([null, null])
  }
})

test('B5 by kind and by month the labels come in both languages, and every month is there', async () => {
  const kinds = await read('100001', 'KIND', { language: 'ru' })
  expect(kinds.parts.map(({ label, kind }) => [kind, label])).toContainEqual(['INTERNET', 'Интернет'])
  const amounts = kinds.parts.filter(({ kind }) => kind !== null).map(({ amount }) => cents(amount.amount))
  expect(amounts).toEqual(amounts.toSorted((one, other) => other - one))
  const months = await read('100001', 'MONTH', { language: 'ru' })
  expect(months.parts.map(({ month }) => month)).toEqual([
    '2025-12',
    ...Array.from({ length: 11 }, (_, at) => `2026-${String(at + 1).padStart(2, '0')}`),
  ])
  expect(months.parts[1]).toMatchObject({ label: 'январь 2026' })
  expect((await read('100001', 'MONTH')).parts[1]).toMatchObject({ label: 'January 2026' })
})

test('B5 a period without charges has months of nothing, and no parts otherwise', async () => {
  const period = { from: '2031-01-15', to: '2031-03-01' }
  const months = await read('100001', 'MONTH', { period })
  expect(months.parts.map(({ month, percent, amount }) => [month, percent, amount.amount])).toEqual([
    ['2031-01', '0.00', '0.00'],
    ['2031-02', '0.00', '0.00'],
    ['2031-03', '0.00', '0.00'],
  ])
  expect((await read('100001', 'SERVICE', { period })).parts).toEqual([])
})

test('B5 spending costs one call for months, and for services those that say which charge is whose', async () => {
  const token = await gateway.signIn('100001')
  const id = await accountIdOf(gateway, '100001')
  const parts = 'total { amount } parts { label amount { amount } }'
  const count = (groupBy: string) =>
    gateway.countCalls(() =>
      gateway.query(
        `query ($id: ID!) { account(id: $id) {
          spending(period: { from: "2026-10-01", to: "2026-10-31" }, groupBy: ${groupBy}) { ${parts} } } }`,
        { id },
        token,
      ),
    )
  expect(await count('MONTH')).toEqual({ 'soap.GetStatement': 1 })
  expect(await count('KIND')).toEqual({ 'soap.GetStatement': 1, 'soap.GetCharges': 1, 'rest.services': 1 })
})

test.each(['soap.GetStatement', 'soap.GetCharges', 'rest.services'])(
  'B5 when %s does not answer there is no spending, and the rest of the account is there',
  async (operation) => {
    await gateway.sandbox.setFault(operation, 'http500')
    const { data, errors } = await gateway.query<{ account: { number: string; spending: null } }>(
      `query ($id: ID!, $period: PeriodInput!) { account(id: $id) { number
        spending(period: $period, groupBy: SERVICE) { total { amount } } } }`,
      { id: await accountIdOf(gateway, '100001'), period: YEAR },
      await gateway.signIn('100001'),
    )
    expect(data.account).toEqual({ number: '100001', spending: null })
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BILLING_UNAVAILABLE'])
  },
)
