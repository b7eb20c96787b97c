import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { createTerminal, PAY, type Terminal } from '../support/terminals.ts'

let gateway: Gateway
let kiosk: Terminal
/** What is in the ledger before the first test: nothing that is refused may add to it. */
let paid: number

beforeAll(async () => {
  gateway = await startGateway({ accounts: 18 })
  kiosk = await terminal({})
  paid = (await gateway.sandbox.ledger()).payments.length
})
afterAll(() => gateway.close())

function terminal(options: Parameters<typeof createTerminal>[1]): Promise<Terminal> {
  return createTerminal(gateway, options)
}

async function newRows(): Promise<number> {
  return (await gateway.sandbox.ledger()).payments.length - paid
}

const ORDER = { externalId: 'r-1', accountNumber: '100002', amount: '10.00' } as const

test.each(['1e3', '10,45', '0.005', '10.4', '10', '-1', '+1.00', ' 1.00', 'NaN', '', '1234567890123456789.00', '0x10'])(
  'P6 an amount that is no decimal of two places is refused as input, not as a payment: %j',
  async (amount) => {
    const { data, errors } = await gateway.query<unknown>(PAY, { input: { ...ORDER, amount } }, kiosk.token)
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', retryable: false } }])
    expect(data ?? null).toBeNull()
    expect(await newRows()).toBe(0)
  },
)

test.each([10, 10.45, true, null, ['1.00']])('P6 an amount that is no text is refused as input: %j', async (amount) => {
  const { errors } = await gateway.query<unknown>(PAY, { input: { ...ORDER, amount } }, kiosk.token)
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  expect(await newRows()).toBe(0)
})

test.each([
  ['amount', { amount: '0.00' }],
  ['amount', { amount: '-1.00' }],
  ['amount', { amount: '-0.00' }],
  ['externalId', { externalId: '' }],
  ['externalId', { externalId: 'x'.repeat(65) }],
  ['externalId', { externalId: 'x'.repeat(10_000) }],
  ['externalId', { externalId: 'a b' }],
  ['externalId', { externalId: 'kiosk/1' }],
  ['externalId', { externalId: 'заказ-1' }],
  ['externalId', { externalId: 'a\n' }],
  ['externalId', { externalId: "a' or 1=1" }],
  ['accountNumber', { accountNumber: '' }],
  ['accountNumber', { accountNumber: ' 100002' }],
  ['accountNumber', { accountNumber: '1'.repeat(65) }],
  ['accountNumber', { accountNumber: '1000\u000002' }],
  ['accountNumber', { accountNumber: '1\ud800' }],
  ['paidAt', { paidAt: '1970-01-01T00:00:00Z' }],
  ['paidAt', { paidAt: '2100-01-01T00:00:00Z' }],
])('P6 a value of %s that cannot be used is a refusal that names it: %j', async (field, change) => {
  expect(await kiosk.pay({ ...ORDER, ...change })).toEqual({
    __typename: 'PaymentRefused',
    code: 'INVALID_VALUE',
    field,
    retryable: false,
    message: expect.stringMatching(/^The value is/),
    payment: null,
  })
  expect(await newRows()).toBe(0)
})

test('P6 an id that does not fit into the billing with the partner’s template is refused, a shorter one is not', async () => {
  const wordy = await terminal({ partnerId: 'wordy', template: `${'w'.repeat(20)}/{externalId}` })
  const tooLong = await wordy.pay({ ...ORDER, externalId: 'x'.repeat(44) })
  expect(tooLong).toMatchObject({ code: 'INVALID_VALUE', field: 'externalId' })
  expect(await wordy.pay({ ...ORDER, externalId: 'x'.repeat(43) })).toMatchObject({ __typename: 'PaymentAccepted' })
  paid += 1
})

test('P6 PAY-2 an account that nobody has is refused before anything is kept, and the id stays free', async () => {
  const order = { ...ORDER, externalId: 'r-2', accountNumber: '999999' }
  expect(await kiosk.pay(order)).toMatchObject({
    __typename: 'PaymentRefused',
    code: 'ACCOUNT_NOT_FOUND',
    retryable: false,
    payment: null,
  })
  expect(await kiosk.find('r-2')).toBeNull()
  expect(await newRows()).toBe(0)
})

test('P6 PAY-2 the billing’s refusal of a closed account is final, and is answered again', async () => {
  await gateway.sandbox.terminateAccount('100004')
  const order = { ...ORDER, externalId: 'r-3', accountNumber: '100004' }
  const refused = await kiosk.pay(order)
  expect(refused).toMatchObject({
    __typename: 'PaymentRefused',
    code: 'ACCOUNT_CLOSED',
    retryable: false,
    payment: { externalId: 'r-3', state: 'REJECTED', registeredAt: null },
  })
  expect(await kiosk.pay(order)).toEqual(refused)
  expect(await newRows()).toBe(0)
})

test('P6 with a billing that does not answer nothing is accepted, and the repeat pays once it does', async () => {
  const order = { ...ORDER, externalId: 'r-4' }
  await gateway.sandbox.setFault('rest.accounts', 'http500')
  const refused = await kiosk.pay(order)
  await gateway.sandbox.clearFaults()
  expect(refused).toMatchObject({
    __typename: 'PaymentRefused',
    code: 'BILLING_UNAVAILABLE',
    retryable: true,
    payment: null,
  })
  expect(await newRows()).toBe(0)
  expect(await kiosk.pay(order)).toMatchObject({ __typename: 'PaymentAccepted' })
  paid += 1
  expect(await newRows()).toBe(0)
})

test('P6 PAY-10 a partner is held to its limits, and each refusal says whether waiting helps', async () => {
  const limits = { min: '10.00', max: '50.00', perDay: '120.00', perMinute: 4 }
  const small = await terminal({ partnerId: 'small', limits })
  const pay = (externalId: string, amount: string) => small.pay({ ...ORDER, externalId, amount })
  expect(await pay('l-1', '9.99')).toMatchObject({ code: 'AMOUNT_TOO_SMALL', retryable: false })
  expect(await pay('l-1', '50.01')).toMatchObject({ code: 'AMOUNT_TOO_LARGE', retryable: false })
  expect(await pay('l-1', '50.00')).toMatchObject({ __typename: 'PaymentAccepted' })
  expect(await pay('l-2', '50.00')).toMatchObject({ __typename: 'PaymentAccepted' })
  expect(await pay('l-3', '20.01')).toMatchObject({ code: 'DAY_LIMIT_REACHED', retryable: false })
  expect(await pay('l-3', '10.00')).toMatchObject({ __typename: 'PaymentAccepted' })
  expect(await pay('l-4', '10.00')).toMatchObject({ __typename: 'PaymentAccepted' })
  paid += 4
  expect(await newRows()).toBe(0)
})

test('P6 more payments within a minute than a partner may post are refused until later, and repeats are none', async () => {
  const hasty = await terminal({ partnerId: 'hasty', limits: { perMinute: 2 } })
  const first = await hasty.pay({ ...ORDER, externalId: 'h-1' })
  await hasty.pay({ ...ORDER, externalId: 'h-2' })
  expect(await hasty.pay({ ...ORDER, externalId: 'h-3' })).toMatchObject({ code: 'TOO_MANY_PAYMENTS', retryable: true })
  expect(await hasty.pay({ ...ORDER, externalId: 'h-1' })).toEqual(first)
  paid += 2
  expect(await newRows()).toBe(0)
})

test('P6 PAY-10 what limits have become since does not change the answer to a repeat', async () => {
  const strict = await terminal({ partnerId: 'strict' })
  const order = { ...ORDER, externalId: 's-1', amount: '70.00' }
  const first = await strict.pay(order)
  const change = {
    limits: { ...(await limitsOf('strict')), maxAmount: { minorUnits: 100n, currency: 'RUB' as const } },
  }
  await gateway.partners.change({ id: 'strict', change }, { actor: 'test' })
  let tries = 0
  const payAnother = () => strict.pay({ ...order, externalId: `s-${(tries += 1) + 1}` })
  // Within five seconds the change has reached every gateway.
  await expect.poll(payAnother, { timeout: 8_000, interval: 500 }).toMatchObject({ code: 'AMOUNT_TOO_LARGE' })
  expect(await strict.pay(order)).toEqual(first)
})

test('P6 nobody but a partner may check, pay, cancel, look up or hand in', async () => {
  const operations = [
    'query { checkAccount(accountNumber: "100002") { __typename } }',
    'query { paymentByExternalId(externalId: "r-4") { id } }',
    'query { paymentRegistry(date: "2026-01-01", first: 1) { date } }',
    'mutation { pay(input: { externalId: "x-1", accountNumber: "100002", amount: "1.00" }) { __typename } }',
    'mutation { cancelPayment(input: { externalId: "r-4", idempotencyKey: "c" }) { __typename } }',
    'mutation { submitRegistry(input: { date: "2026-01-01", rows: [] }) { __typename } }',
  ]
  const before = (await gateway.sandbox.ledger()).payments.length
  for (const operation of operations) {
    const anonymous = await gateway.query<unknown>(operation)
    expect(anonymous.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
    for (const role of ['SUBSCRIBER', 'MEMBER', 'OPERATOR'] as const) {
      const { errors } = await gateway.query<unknown>(operation, {}, await gateway.openSession({ role }))
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    }
  }
  expect((await gateway.sandbox.ledger()).payments).toHaveLength(before)
})

test('P6 a partner sees nothing of accounts but what it may', async () => {
  const { restId } = await gateway.sandbox.findAccount('100002')
  const id = Buffer.from(`PersonAccount:${restId}`).toString('base64url')
  for (const operation of [
    `{ account(id: "${id}") { number } }`,
    `{ node(id: "${id}") { id } }`,
    '{ accounts(numbers: ["100002"]) { number } }',
    '{ viewer { accounts { number } } }',
  ]) {
    const { errors } = await gateway.query<unknown>(operation, {}, kiosk.token)
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  }
})

test('P6 one operation gives one order', async () => {
  const two = `mutation {
    one: pay(input: { externalId: "o-1", accountNumber: "100002", amount: "1.00" }) { __typename }
    two: pay(input: { externalId: "o-2", accountNumber: "100002", amount: "1.00" }) { __typename }
  }`
  const { errors } = await gateway.query<unknown>(two, {}, kiosk.token)
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  expect(await kiosk.find('o-1')).toBeNull()
})

test('P6 a store that does not answer is an error that says to repeat, and no refusal', async () => {
  const own = await startGateway({ accounts: 18 })
  const terminalOfIts = await createTerminal(own)
  await terminalOfIts.find('x')
  await own.closeStore()
  const { errors } = await own.query<unknown>(PAY, { input: ORDER }, terminalOfIts.token)
  await own.close()
  expect(errors).toMatchObject([
    {
      message: expect.stringContaining('repeat it later with the same id'),
      extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true },
    },
  ])
  expect(own.logLines().some((line) => line.includes('STORE_CLOSED'))).toBe(true)
})

async function limitsOf(id: string) {
  const record = await gateway.partners.find(id)
  if (record === null) throw new Error(`There is no partner ${id}.`)
  return record.partner.limits
}
