import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { DEBTOR, promiseClient, TAKE, type TakeAnswer } from '../support/promised-payments.ts'

const DAY_MS = 86_400_000
/** So early in a month that a term ends within it. */
const START_AT = Date.UTC(2026, 10, 3, 9)

let gateway: Gateway
let client: Awaited<ReturnType<typeof promiseClient>>
beforeEach(async () => {
  gateway = await startGateway({ billingTimeoutMs: 600, operationTimeoutMs: 4000, startAt: START_AT })
  client = await promiseClient(gateway)
})
afterEach(() => gateway.close())

/** What the billing itself has. */
async function books() {
  const { soapId } = await gateway.sandbox.findAccount(DEBTOR)
  return gateway.sandbox.books.listPromises({ soapIds: [soapId], limit: 100 })
}

const kopecks = (money: { readonly amount: string }) => Math.round(Number(money.amount) * 100)

async function assertStatementAddsUp(): Promise<void> {
  const day = new Date(await gateway.sandbox.now()).toISOString().slice(0, 10)
  const from = new Date((await gateway.sandbox.now()) - 300 * DAY_MS).toISOString().slice(0, 10)
  const document = `query ($numbers: [String!]!, $period: PeriodInput!) { accounts(numbers: $numbers) { balance { amount { amount } }
    statement(period: $period) { opening { amount } credited { amount } debited { amount } closing { amount } } } }`
  const { data, errors } = await gateway.query<{
    accounts: readonly [
      {
        balance: { amount: { amount: string } }
        statement: Record<'opening' | 'credited' | 'debited' | 'closing', { amount: string }>
      },
    ]
  }>(document, { numbers: [DEBTOR], period: { from, to: day } }, client.operator)
  expect(errors).toEqual([])
  const [{ balance, statement }] = data.accounts
  expect(kopecks(statement.opening) + kopecks(statement.credited) - kopecks(statement.debited)).toBe(
    kopecks(statement.closing),
  )
  expect(statement.closing.amount).toBe(balance.amount.amount)
}

test('C13 a debtor takes what is offered, is served until the term ends, and suspended again after it', async () => {
  const before = await client.look()
  expect(before).toMatchObject({ status: 'SUSPENDED_FOR_DEBT', promisedPayment: null })
  expect(before.promisedPaymentOffer).toMatchObject({
    __typename: 'PromisedPaymentOffer',
    fee: { amount: '30.00' },
    maxAmount: { amount: '3000.00' },
    termDays: 5,
  })
  const amount = before.promisedPaymentOffer.minAmount?.amount

  const answer = await client.take(await client.orderOf({ idempotencyKey: 'promise-1' }))
  expect(answer).toMatchObject({ __typename: 'PromisedPaymentTaken', promisedPayment: { status: 'ACTIVE' } })
  expect(answer.promisedPayment?.amount.amount).toBe(amount)
  expect(await books()).toMatchObject([{ status: 1, fee: 3000n, manager: 'gateway' }])

  const during = await client.look()
  expect(during).toMatchObject({ status: 'ACTIVE', amountToRestore: null, promisedPayment: answer.promisedPayment })
  expect(during.services.map(({ status }) => status)).toEqual(before.services.map(() => 'ACTIVE'))
  expect(during.promisedPaymentOffer).toMatchObject({ code: 'ALREADY_ACTIVE', availableFrom: null })
  const owed = (view: typeof before) => Math.round(Number(view.balance.amount.amount) * 100)
  expect(owed(during)).toBe(owed(before) - 3000)
  await assertStatementAddsUp()
  const newest = await gateway.query<{ accounts: readonly [{ transactions: { nodes: readonly object[] } }] }>(
    `query ($numbers: [String!]!) { accounts(numbers: $numbers) { transactions(first: 1) { nodes {
      ... on Charge { amount { amount } service { id } description } } } } }`,
    { numbers: [DEBTOR] },
    client.operator,
  )
  expect(newest.errors).toEqual([])
  expect(newest.data.accounts[0].transactions.nodes).toEqual([
    { amount: { amount: '30.00' }, service: null, description: 'Плата за обещанный платёж' },
  ])
  const { id = '' } = answer.promisedPayment ?? {}
  const node = await gateway.query('query ($id: ID!) { node(id: $id) { __typename id } }', { id }, client.operator)
  expect(node.data).toEqual({ node: { __typename: 'PromisedPayment', id } })

  await gateway.sandbox.advanceClock(5 * DAY_MS)
  const after = await client.look()
  expect(after).toMatchObject({ status: 'SUSPENDED_FOR_DEBT', promisedPayment: null })
  expect(after.services.map(({ status }) => status)).toEqual(before.services.map(() => 'SUSPENDED_FOR_DEBT'))
  expect(after.amountToRestore?.amount).toBe(after.balance.amount.amount.slice(1))
  expect(after.promisedPaymentOffer).toMatchObject({ code: 'TOO_SOON' })
  expect(Date.parse(after.promisedPaymentOffer.availableFrom ?? '')).toBeGreaterThan(await gateway.sandbox.now())
  await assertStatementAddsUp()
})

test('C13 a debt that is paid in time ends the promise, and nobody is suspended', async () => {
  await client.take(await client.orderOf({ idempotencyKey: 'promise-paid' }))
  const { balance } = await client.look()
  await gateway.sandbox.postPayment({ number: DEBTOR, amount: balance.amount.amount.slice(1) })
  expect(await client.look()).toMatchObject({ status: 'ACTIVE', promisedPayment: null })
  await gateway.sandbox.advanceClock(6 * DAY_MS)
  expect(await client.look()).toMatchObject({ status: 'ACTIVE' })
  expect(await books()).toMatchObject([{ status: 2 }])
})

test('C13 a repeat hears of the first, ten at once make one, and the same key for another sum is a conflict', async () => {
  const order = await client.orderOf({ idempotencyKey: 'promise-2' })
  const answers = await Promise.all(Array.from({ length: 10 }, () => client.take(order)))
  expect(await books()).toHaveLength(1)
  expect(new Set(answers.map(({ promisedPayment }) => promisedPayment?.id)).size).toBe(1)
  await gateway.sandbox.advanceClock(6 * DAY_MS)
  expect(await client.take(order)).toMatchObject({ promisedPayment: { status: 'EXPIRED' } })
  expect(await client.take({ ...order, amount: '2999.00' })).toMatchObject({ __typename: 'PromisedPaymentConflict' })
  expect(await books()).toHaveLength(1)
})

test('C13 two who press at once with keys of their own make one, and the other hears that one runs', async () => {
  const order = await client.orderOf()
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, index) => client.take({ ...order, idempotencyKey: `twin-${index}` })),
  )
  const taken = answers.filter(({ __typename }) => __typename === 'PromisedPaymentTaken')
  expect(taken).toHaveLength(1)
  expect(new Set(answers.map(({ code }) => code))).toEqual(new Set([undefined, 'ALREADY_ACTIVE']))
  expect(await books()).toHaveLength(1)
})

const refused = (code: string) => ({ __typename: 'PromisedPaymentRefused', code, retryable: false })

describe('C13 refusals', () => {
  test.each([
    ['less than the least', { amount: '1.00' }, 'AMOUNT_NOT_OFFERED', 'amount'],
    ['more than the most', { amount: '3000.01' }, 'AMOUNT_NOT_OFFERED', 'amount'],
    ['another fee than the offer has', { fee: '29.99' }, 'FEE_CHANGED', 'fee'],
    ['an empty key', { idempotencyKey: '' }, 'INVALID_VALUE', 'idempotencyKey'],
    ['a key with a blank', { idempotencyKey: 'a b' }, 'INVALID_VALUE', 'idempotencyKey'],
    ['a key without end', { idempotencyKey: 'x'.repeat(10_000) }, 'INVALID_VALUE', 'idempotencyKey'],
  ])('C13 %s', async (...[, input, code, field]) => {
    const order = await client.orderOf({ idempotencyKey: 'refused', ...input })
    expect(await client.take(order)).toMatchObject({ ...refused(code), field })
    expect(await books()).toEqual([])
  })

  test.each(['1e3', '10,45', '0.005', '-1', 'NaN', '1234567890123456789.00', 600])(
    'C13 an amount that is no decimal of two places is refused as input: %j',
    async (amount) => {
      const input = await client.orderOf({ idempotencyKey: 'refused', amount })
      const { errors } = await gateway.query(TAKE, { input }, client.operator)
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', retryable: false } }])
      expect(await books()).toEqual([])
    },
  )

  test.each([
    ['100001', 'NO_DEBT'],
    ['100009', 'AGREEMENT_ENDED'],
  ])('C13 of %s: %s', async (number, code) => {
    const other = await promiseClient(gateway, number)
    expect((await other.look()).promisedPaymentOffer).toMatchObject({ __typename: 'PromisedPaymentNotOffered', code })
    expect(await other.take(await other.orderOf({ idempotencyKey: 'k' }))).toMatchObject(refused(code))
  })

  test('C13 one runs already, too soon after the last, and free again after thirty days', async () => {
    const order = await client.orderOf({ idempotencyKey: 'first' })
    await client.take(order)
    expect(await client.take({ ...order, idempotencyKey: 'second' })).toMatchObject(refused('ALREADY_ACTIVE'))
    await gateway.sandbox.advanceClock(6 * DAY_MS)
    const soon = await client.take({ ...order, idempotencyKey: 'second' })
    expect(soon).toMatchObject(refused('TOO_SOON'))
    await gateway.sandbox.advanceClock(Date.parse(soon.availableFrom ?? '') - (await gateway.sandbox.now()) + 1000)
    const answer = await client.take(await client.orderOf({ idempotencyKey: 'second' }))
    expect(answer).toMatchObject({ __typename: 'PromisedPaymentTaken', promisedPayment: { status: 'ACTIVE' } })
    expect(await books()).toHaveLength(2)
  })

  test("C13 the office was faster: what runs is nobody else's to take", async () => {
    const order = await client.orderOf({ idempotencyKey: 'late' })
    const { soapId } = await gateway.sandbox.findAccount(DEBTOR)
    gateway.sandbox.books.addPromise({ soapId, amount: 300_000n, manager: 'office' })
    expect(await client.take(order)).toMatchObject(refused('ALREADY_ACTIVE'))
  })

  test('C13 a billing that does not answer is told as such, and the key stays free', async () => {
    const order = await client.orderOf({ idempotencyKey: 'again' })
    await gateway.sandbox.setFault('soap.GetPromiseOffers', { kind: 'unavailable', times: 1 })
    expect(await client.take(order)).toMatchObject({ code: 'BILLING_UNAVAILABLE', retryable: true })
    expect(await client.take(order)).toMatchObject({ __typename: 'PromisedPaymentTaken' })
  })

  test('C13 texts are in the language of the reader', async () => {
    const texts: (string | undefined)[] = []
    for (const language of ['ru', 'en']) {
      const { data } = await gateway.query<{ answer: TakeAnswer }>(
        `mutation ($input: TakePromisedPaymentInput!) { answer: takePromisedPayment(input: $input) {
          ... on PromisedPaymentRefused { message } } }`,
        { input: await client.orderOf({ idempotencyKey: '' }) },
        { token: client.operator, language },
      )
      texts.push(data.answer.message)
    }
    expect(texts[0]).toMatch(/Ключ/)
    expect(texts[1]).toMatch(/The key/)
  })
})

test('legacy calls of a promised payment: the offer, the reference twice, the order, and what was taken', async () => {
  const order = await client.orderOf({ idempotencyKey: 'counted' })
  const first = await gateway.countCalls(() => client.take(order))
  expect(first).toEqual({ 'soap.GetPromiseOffers': 1, 'soap.AddPromise': 1, 'soap.GetPromises': 3, 'rest.accounts': 1 })
  const repeat = await gateway.countCalls(() => client.take(order))
  expect(repeat).toEqual({ 'soap.GetPromises': 1 })
  const tokens = await gateway.signIn('200010')
  const many = await gateway.countCalls(async () => {
    const document = `{ viewer { accounts { promisedPayment { id } promisedPaymentOffer { __typename } } } }`
    expect((await gateway.query(document, {}, tokens)).errors).toEqual([])
  })
  expect(many).toEqual({ 'soap.GetPromiseOffers': 1, 'soap.GetPromises': 1 })
})
