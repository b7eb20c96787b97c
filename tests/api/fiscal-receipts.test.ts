import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { checkoutClient } from '../support/checkouts.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
let client: Awaited<ReturnType<typeof checkoutClient>>
beforeAll(async () => {
  gateway = await startGateway()
  client = await checkoutClient(gateway)
})
afterEach(() => set([]))
afterAll(() => gateway.close())

const set = (faults: readonly { kind: string; times?: number }[], delayMs = 0) =>
  gateway.sandbox.setRegistrar({ delayMs, faults })

const RECEIPT =
  'fragment Receipt on FiscalReceipt { id operation state amount { amount currency } fiscalSign documentNumber driveNumber registeredAt link }'

interface Receipt {
  readonly id: string
  readonly operation: string
  readonly state: string
  readonly fiscalSign: string | null
  readonly documentNumber: string | null
  readonly link: string | null
}

interface Told {
  readonly fiscalReceipt: Receipt | null
  readonly refundReceipt: Receipt | null
  readonly payment: { readonly id: string; readonly fiscalReceipt: Receipt | null } | null
}

async function tell(id: string, as = client.token): Promise<Told | null> {
  const document = `query ($id: ID!) { checkout(id: $id) {
    fiscalReceipt { ...Receipt } refundReceipt { ...Receipt } payment { id fiscalReceipt { ...Receipt } } } } ${RECEIPT}`
  const answer = await gateway.query<{ checkout: Told | null }>(document, { id }, as)
  expect(answer.errors).toEqual([])
  return answer.data.checkout
}

async function pay(fields: Readonly<Record<string, unknown>> = {}) {
  const checkout = await client.open(fields)
  await gateway.acquirer.choose(checkout.shopId, 'pay')
  await client.until(checkout.id, 'DONE')
  return checkout
}

const untilState = (id: string, state: string) =>
  vi.waitFor(
    async () => {
      const told = await tell(id)
      expect(told?.fiscalReceipt?.state).toBe(state)
      return told
    },
    { timeout: 10_000, interval: 50 },
  )

interface Problem {
  readonly receipt: Receipt
  readonly accountNumber: string
  readonly failure: string | null
  readonly auditObject: string
}

async function problems(as = client.operator): Promise<readonly Problem[]> {
  const document = `{ fiscalReceiptsNeedingAttention(first: 50) {
    nodes { receipt { ...Receipt } accountNumber failure auditObject attempts createdAt changedAt } } } ${RECEIPT}`
  const answer = await gateway.query<{ fiscalReceiptsNeedingAttention: { nodes: readonly Problem[] } }>(
    document,
    {},
    as,
  )
  expect(answer.errors).toEqual([])
  return answer.data.fiscalReceiptsNeedingAttention.nodes
}

async function retry(input: Readonly<Record<string, unknown>>, as = client.operator, language = 'en') {
  const document = `mutation ($input: RetryFiscalReceiptInput!) { retryFiscalReceipt(input: $input) { __typename
    ... on FiscalReceiptRetried { receipt { ...Receipt } }
    ... on FiscalReceiptRetryRefused { code field retryable message currentReceipt { ...Receipt } }
    ... on IdempotencyConflict { message retryable } } } ${RECEIPT}`
  return gateway.query<{
    retryFiscalReceipt: {
      readonly __typename: string
      readonly code?: string
      readonly field?: string | null
      readonly message?: string
      readonly receipt?: Receipt
    }
  }>(document, { input }, { token: as, language })
}

test('P3 a payment begun in the cabinet has its fiscal receipt, on the checkout and on the payment', async () => {
  const checkout = await pay({ amount: '150.40' })
  const told = await untilState(checkout.id, 'REGISTERED')
  const receipt = {
    operation: 'SELL',
    amount: { amount: '150.40', currency: 'RUB' },
    fiscalSign: expect.stringMatching(/^\d{1,10}$/),
    documentNumber: expect.stringMatching(/^\d+$/),
    driveNumber: expect.stringMatching(/^\d{16}$/),
    registeredAt: expect.stringMatching(/\+03:00$/),
  }
  expect(told).toMatchObject({ fiscalReceipt: receipt, refundReceipt: null, payment: { fiscalReceipt: receipt } })
  const { documents } = await gateway.sandbox.receipts()
  const own = documents.filter(({ total }) => total === '150.40')
  expect(own).toMatchObject([
    { operation: 'sell', client: 'anna@example.com', itemName: 'Услуги связи, договор 100001' },
  ])
  const page = await (await fetch(told?.fiscalReceipt?.link ?? '')).text()
  expect(page).toContain(told?.fiscalReceipt?.fiscalSign)
})

test('P3 it is pending while the cash register is at it, and the payment does not wait for it', async () => {
  await set([], 60_000)
  const checkout = await pay({ amount: '10.01' })
  await untilState(checkout.id, 'PENDING')
  expect((await client.find(checkout.id))?.state).toBe('DONE')
})

test('P3 a registrar that is down delays no payment, and what it missed is registered when it is back', async () => {
  await set([{ kind: 'unavailable' }])
  const checkout = await pay({ amount: '10.02' })
  await untilState(checkout.id, 'PENDING')
  await set([])
  expect((await untilState(checkout.id, 'REGISTERED'))?.payment?.fiscalReceipt?.state).toBe('REGISTERED')
})

test('P3 receipts of a page of payments are one question to the store, and payments from elsewhere have none', async () => {
  await gateway.sandbox.postPayment({ number: '100001', amount: '77.00', classId: 1, receipt: 'desk-1' })
  const asked = vi.spyOn(gateway.store.fiscalReceipts, 'listOfPayments')
  const document = `query ($id: ID!) { account(id: $id) { payments(first: 50) { nodes { id externalId fiscalReceipt { ...Receipt } } } } } ${RECEIPT}`
  const { data } = await gateway.query<{
    account: { payments: { nodes: readonly { externalId: string | null; fiscalReceipt: Receipt | null }[] } }
  }>(document, { id: client.accountId }, client.token)
  expect(asked).toHaveBeenCalledTimes(1)
  asked.mockRestore()
  const { nodes } = data.account.payments
  const fromCabinet = nodes.filter(({ externalId }) => externalId?.startsWith('cab~'))
  expect(fromCabinet.length).toBeGreaterThanOrEqual(3)
  expect(fromCabinet.every(({ fiscalReceipt }) => fiscalReceipt !== null)).toBe(true)
  expect(nodes.filter(({ externalId }) => externalId === 'desk-1')).toMatchObject([{ fiscalReceipt: null }])
  expect(new Set(fromCabinet.map(({ fiscalReceipt }) => fiscalReceipt?.id)).size).toBe(fromCabinet.length)
})

test('P3 what the billing refused and went back has a receipt of the sale first and one of the refund after it', async () => {
  const account = { number: '900077', login: 'closed-77', password: 'demo' }
  await gateway.sandbox.createAccount({ ...account, type: 'P' })
  const token = await gateway.signIn(account.login)
  const document = '{ viewer { accounts { id } } }'
  const { data } = await gateway.query<{ viewer: { accounts: readonly { id: string }[] } }>(document, {}, token)
  const begun = await client.initiate({ accountId: data.viewer.accounts[0]?.id, amount: '10.03' }, token)
  const { id = '', redirectUrl } = begun.checkout ?? {}
  await gateway.sandbox.terminateAccount(account.number)
  await gateway.acquirer.choose(/[^/]+$/.exec(redirectUrl ?? '')?.[0] ?? '', 'pay')
  await client.until(id, 'OPERATOR')
  expect(await tell(id, client.operator)).toMatchObject({ fiscalReceipt: null, refundReceipt: null, payment: null })
  await client.refund(id)
  await client.until(id, 'REFUNDED')
  const told = await vi.waitFor(
    async () => {
      const found = await tell(id, client.operator)
      expect(found?.refundReceipt?.state).toBe('REGISTERED')
      return found
    },
    { timeout: 10_000, interval: 50 },
  )
  expect(told?.fiscalReceipt).toMatchObject({ operation: 'SELL', state: 'REGISTERED' })
  expect(told?.refundReceipt).toMatchObject({ operation: 'SELL_REFUND' })
  const own = (await gateway.sandbox.receipts()).documents.filter(({ total }) => total === '10.03')
  expect(own.map(({ operation }) => operation)).toEqual(['sell', 'sell_refund'])
})

test.each([
  ['wrongAmount', '10.06'],
  ['wrongCurrency', '10.07'],
] as const)('P3 after %s what went back was sold for as much before, in the same currency', async (fault, amount) => {
  await gateway.acquirer.set({ hints: 'never' })
  const { id, shopId } = await client.open({ amount })
  await gateway.acquirer.fail('findPayment', fault, 1)
  await gateway.acquirer.choose(shopId, 'pay')
  expect(await client.until(id, 'OPERATOR')).toMatchObject({ attention: 'AMOUNT_DIFFERS' })
  await client.refund(id, { acknowledgesDoubt: true })
  await client.until(id, 'REFUNDED')
  await gateway.acquirer.set({ hints: 'now' })
  await vi.waitFor(async () => expect((await tell(id, client.operator))?.refundReceipt?.state).toBe('REGISTERED'), {
    timeout: 10_000,
    interval: 50,
  })
  const receipt = { state: 'REGISTERED', amount: { amount, currency: 'RUB' } }
  expect(await tell(id, client.operator)).toMatchObject({ fiscalReceipt: receipt, refundReceipt: receipt })
  const own = (await gateway.sandbox.receipts()).documents.filter(({ total }) => total === amount)
  expect(own.map(({ operation }) => operation)).toEqual(['sell', 'sell_refund'])
})

test('P3 a refused address is shown to operators, who correct it, once for one key', async () => {
  await set([{ kind: 'refuse', times: 1 }])
  const checkout = await pay({ amount: '10.04' })
  const told = await untilState(checkout.id, 'FAILED')
  const receiptId = told?.fiscalReceipt?.id
  const problem = (await problems()).find(({ receipt }) => receipt.id === receiptId)
  expect(problem).toMatchObject({ accountNumber: '100001', failure: 'CONTACT_NOT_ACCEPTED' })
  expect(JSON.stringify(problem)).not.toContain('anna@')

  const input = { receiptId, contact: '8 912 123-45-67', idempotencyKey: 'k-1' }
  for (const contact of ['nowhere', `${'a'.repeat(60)}@b.ru`]) {
    const wrong = await retry({ ...input, contact })
    expect(wrong.data.retryFiscalReceipt).toMatchObject({ code: 'INVALID_VALUE', field: 'contact', retryable: false })
  }
  expect((await retry({ ...input, receiptId: checkout.id })).data.retryFiscalReceipt).toMatchObject({
    code: 'RECEIPT_NOT_FOUND',
  })
  const answers = await Promise.all([retry(input), retry(input), retry(input)])
  expect(answers.map(({ data }) => data.retryFiscalReceipt.__typename)).toEqual(Array(3).fill('FiscalReceiptRetried'))
  await untilState(checkout.id, 'REGISTERED')
  expect((await retry({ ...input, contact: 'b@example.com' })).data.retryFiscalReceipt).toMatchObject({
    __typename: 'IdempotencyConflict',
    retryable: false,
  })
  expect(
    (await retry({ ...input, idempotencyKey: 'k-2' }, client.operator, 'ru')).data.retryFiscalReceipt,
  ).toMatchObject({
    code: 'NOT_FAILED',
    message: 'Чек зарегистрирован или регистрируется. Повторять нечего.',
  })
  const { documents } = await gateway.sandbox.receipts()
  expect(documents.filter(({ total }) => total === '10.04')).toMatchObject([{ client: '+79121234567' }])
  const trail = (await gateway.auditRows()).filter(({ object }) => object === problem?.auditObject)
  expect(trail.map(({ outcome }) => outcome)).toContain('tried again with another phone')
  expect(JSON.stringify(trail)).not.toMatch(/79121234567|anna@/)
})

test('P3 only operators see to receipts, and nobody sees the receipt of a stranger', async () => {
  const checkout = await pay({ amount: '10.05' })
  const stranger = await gateway.signIn('100002')
  expect(await tell(checkout.id, stranger)).toBeNull()
  const list = '{ fiscalReceiptsNeedingAttention(first: 5) { nodes { accountNumber } } }'
  const partner = await gateway.openSession({ role: 'PARTNER' })
  for (const token of [client.token, stranger, partner]) {
    const denied = await gateway.query(list, {}, token)
    expect(denied.errors[0]?.extensions.code).toBe('FORBIDDEN')
    const refused = await retry({ receiptId: 'x', idempotencyKey: 'k' }, token)
    expect(refused.errors[0]?.extensions.code).toBe('FORBIDDEN')
  }
  expect((await gateway.query(list)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED')
  const page = await gateway.query(
    '{ fiscalReceiptsNeedingAttention(first: 101) { nodes { accountNumber } } }',
    {},
    client.operator,
  )
  expect(page.errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
})
