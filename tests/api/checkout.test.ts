import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkoutClient } from '../support/checkouts.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
let client: Awaited<ReturnType<typeof checkoutClient>>
beforeAll(async () => {
  gateway = await startGateway({ checkouts: { maxOpen: 1_000, maxPerHour: 1_000 } })
  client = await checkoutClient(gateway)
})
afterAll(() => gateway.close())

for (const method of ['BANK_CARD', 'E_WALLET', 'MOBILE', 'SBP']) {
  test(`P3 ${method}: what is paid on the page of the acquirer is on the account once, and is a payment there`, async () => {
    const before = (await client.credits()).length
    const checkout = await client.open({ method, amount: '150.40' })
    expect(checkout).toMatchObject({ amount: { amount: '150.40', currency: 'RUB' }, failure: null, attention: null })
    expect(checkout.qrPayload === null).toBe(method !== 'SBP')
    await gateway.acquirer.choose(checkout.shopId, 'pay')
    const done = await client.until(checkout.id, 'DONE')
    expect(done).toMatchObject({ redirectUrl: null, qrPayload: null, message: 'Paid. The money is on the account.' })
    const credits = (await client.credits()).slice(before)
    expect(credits).toMatchObject([{ amount: '150.40' }])
    const { data } = await gateway.query<{ checkout: { payment: { method: string; externalId: string } } }>(
      'query ($id: ID!) { checkout(id: $id) { payment { method status externalId amount { amount } } } }',
      { id: checkout.id },
      client.token,
    )
    expect(data.checkout.payment).toMatchObject({ method, status: 'DONE', externalId: credits[0]?.receipt })
  })
}

const ENDS = [
  ['decline', 'DECLINED', 'DECLINED_BY_BANK'],
  ['insufficient_funds', 'DECLINED', 'INSUFFICIENT_FUNDS'],
  ['cancel', 'CANCELED', 'CANCELED_BY_PAYER'],
] as const

for (const [choice, state, failure] of ENDS) {
  test(`P3 ${choice}: nothing is credited, and the payer hears why`, async () => {
    const before = (await client.credits()).length
    const checkout = await client.open()
    await gateway.acquirer.choose(checkout.shopId, choice)
    expect(await client.until(checkout.id, state)).toMatchObject({ failure, redirectUrl: null, attention: null })
    expect(await client.credits()).toHaveLength(before)
  })
}

test('P3 nobody pays in time: it expires by itself, and a page that is opened late takes nothing', async () => {
  const before = (await client.credits()).length
  await gateway.acquirer.set({ paymentTtlMs: 300 })
  const checkout = await client.open()
  await gateway.acquirer.set({ paymentTtlMs: 3_600_000 })
  expect(await client.until(checkout.id, 'EXPIRED')).toMatchObject({ failure: 'EXPIRED' })
  const late = await fetch(checkout.redirectUrl ?? '', { method: 'POST', body: new URLSearchParams({ choice: 'pay' }) })
  expect(await late.text()).toMatch(/истекло/)
  expect(await client.shopRow(checkout.shopId)).toMatchObject({ status: 'canceled' })
  expect(await client.credits()).toHaveLength(before)
})

test('P3 money that is taken after the acquirer has said no is credited all the same', async () => {
  const before = (await client.credits()).length
  const checkout = await client.open()
  await gateway.acquirer.choose(checkout.shopId, 'decline')
  await client.until(checkout.id, 'DECLINED')
  await gateway.acquirer.choose(checkout.shopId, 'capture')
  expect(await client.until(checkout.id, 'DONE')).toMatchObject({ failure: null })
  expect(await client.credits()).toHaveLength(before + 1)
})

test('P3 whatever is repeated with one key begins one payment, at once or later, and gets the same', async () => {
  const idempotencyKey = 'pressed-twice'
  const shopBefore = (await gateway.acquirer.payments()).length
  const answers = await Promise.all(Array.from({ length: 6 }, () => client.initiate({ idempotencyKey })))
  expect(answers.map(({ __typename }) => __typename)).toEqual(Array(6).fill('PaymentInitiated'))
  expect(new Set(answers.map(({ checkout }) => checkout?.redirectUrl)).size).toBe(1)
  expect(await gateway.acquirer.payments()).toHaveLength(shopBefore + 1)
  const [first] = answers
  const shopId = /[^/]+$/.exec(first?.checkout?.redirectUrl ?? '')?.[0] ?? ''
  await gateway.acquirer.choose(shopId, 'pay')
  await client.until(first?.checkout?.id ?? '', 'DONE')
  const again = await client.initiate({ idempotencyKey })
  expect(again).toMatchObject({ __typename: 'PaymentInitiated', checkout: { state: 'DONE', redirectUrl: null } })
})

for (const [field, value] of [
  ['amount', '151.00'],
  ['method', 'SBP'],
  ['returnUrl', 'https://cabinet.example/other'],
  ['receiptContact', 'other@example.com'],
] as const) {
  test(`P3 the same key with another ${field} is a conflict, and nothing is begun`, async () => {
    const { idempotencyKey } = await client.open()
    const shopBefore = (await gateway.acquirer.payments()).length
    const answer = await client.initiate({ idempotencyKey, [field]: value })
    expect(answer).toMatchObject({ __typename: 'IdempotencyConflict', retryable: false, payment: null })
    expect(await gateway.acquirer.payments()).toHaveLength(shopBefore)
  })
}

test('P3 the longest address that a receipt has room for is taken', async () => {
  expect((await client.open({ receiptContact: `${'a'.repeat(59)}@b.ru` })).state).toBe('OPEN')
})

test('P3 the same address written otherwise is the same contact', async () => {
  const { idempotencyKey, id } = await client.open({ receiptContact: 'anna@example.com' })
  const answer = await client.initiate({ idempotencyKey, receiptContact: ' anna@EXAMPLE.com ' })
  expect(answer.checkout?.id).toBe(id)
})

const BAD: readonly (readonly [
  what: string,
  fields: Readonly<Record<string, unknown>>,
  code: string,
  field: string,
])[] = [
  ['no key', { idempotencyKey: '' }, 'INVALID_VALUE', 'idempotencyKey'],
  ['a key with blanks', { idempotencyKey: 'a b' }, 'INVALID_VALUE', 'idempotencyKey'],
  ['a contact that is none', { receiptContact: 'nobody' }, 'INVALID_VALUE', 'receiptContact'],
  ['an address of 65 characters', { receiptContact: `${'a'.repeat(60)}@b.ru` }, 'INVALID_VALUE', 'receiptContact'],
  ['a card number as contact', { receiptContact: '4111 1111 1111 1111' }, 'CARD_NUMBER_NOT_ALLOWED', 'receiptContact'],
  [
    'a card number before the @',
    { receiptContact: '4111111111111111@a.ru' },
    'CARD_NUMBER_NOT_ALLOWED',
    'receiptContact',
  ],
  [
    'a card number in the address',
    { returnUrl: 'https://cabinet.example/?c=4111111111111111' },
    'CARD_NUMBER_NOT_ALLOWED',
    'returnUrl',
  ],
  [
    'a card number in groups there',
    { returnUrl: 'https://cabinet.example/4111%201111%201111%201111' },
    'CARD_NUMBER_NOT_ALLOWED',
    'returnUrl',
  ],
  ...[
    'https://cabinet.example/4111%2D1111%2D1111%2D1111',
    'https://cabinet.example/1/4111/1111/1111/1111',
    'https://cabinet.example/?c=4111,1111,1111,1111',
    'https://cabinet.example/%34111111111111111',
    'https://cabinet.example/4111%252D1111%252D1111%252D1111',
    'https://cabinet.example/4111%E2%80%931111%E2%80%931111%E2%80%931111',
  ].map(
    (returnUrl, place) =>
      [`a card in an address, way ${place}`, { returnUrl }, 'CARD_NUMBER_NOT_ALLOWED', 'returnUrl'] as const,
  ),
  ...['4111111111111111', 'order-4111-1111-1111-1111', '4111.1111_1111-1111'].map(
    (idempotencyKey, place) =>
      [`a card in the key, way ${place}`, { idempotencyKey }, 'CARD_NUMBER_NOT_ALLOWED', 'idempotencyKey'] as const,
  ),
  ['no address', { returnUrl: 'paid' }, 'INVALID_VALUE', 'returnUrl'],
  ['a script', { returnUrl: 'javascript:alert(1)' }, 'INVALID_VALUE', 'returnUrl'],
  ['credentials', { returnUrl: 'https://cabinet.example@evil.example/' }, 'INVALID_VALUE', 'returnUrl'],
  ['a line break', { returnUrl: 'https://cabinet.example/\r\nx' }, 'INVALID_VALUE', 'returnUrl'],
  ['a strange origin', { returnUrl: 'https://evil.example/' }, 'RETURN_URL_NOT_ALLOWED', 'returnUrl'],
  ['a longer host', { returnUrl: 'https://cabinet.example.evil.example/' }, 'RETURN_URL_NOT_ALLOWED', 'returnUrl'],
  ['another port', { returnUrl: 'https://cabinet.example:8443/' }, 'RETURN_URL_NOT_ALLOWED', 'returnUrl'],
  ['no encryption', { returnUrl: 'http://cabinet.example/' }, 'RETURN_URL_NOT_ALLOWED', 'returnUrl'],
  ['a backslash', { returnUrl: 'https://evil.example\\@cabinet.example/' }, 'RETURN_URL_NOT_ALLOWED', 'returnUrl'],
  ['too little', { amount: '0.99' }, 'AMOUNT_TOO_SMALL', 'amount'],
  ['too much', { amount: '350000.01' }, 'AMOUNT_TOO_LARGE', 'amount'],
  ['an account of nobody', { accountId: 'nonsense' }, 'ACCOUNT_NOT_FOUND', 'accountId'],
]

test.each(BAD)('P3 %s is refused, begins nothing and uses up no key', async (...given) => {
  const [what, fields, code, field] = given
  const shopBefore = (await gateway.acquirer.payments()).length
  const idempotencyKey = `bad-${shopBefore}-${code}-${what.replaceAll(/\W/g, '-')}`
  expect(await client.initiate({ idempotencyKey, ...fields })).toMatchObject({
    __typename: 'PaymentInitiationRefused',
    code,
    field,
    retryable: false,
  })
  expect(await gateway.acquirer.payments()).toHaveLength(shopBefore)
  expect(await client.initiate({ idempotencyKey })).toMatchObject({ checkout: { state: 'OPEN' } })
})

test.each([
  { amount: '1.005' },
  { amount: '1e3' },
  { amount: '1,50' },
  { amount: '-150' },
  { amount: '0' },
  { method: 'CASH' },
  { returnUrl: null },
])('P3 what is no value at all never gets as far: %o', async (fields) => {
  const { errors } = await gateway.query(
    'mutation ($input: InitiatePaymentInput!) { initiatePayment(input: $input) { __typename } }',
    { input: client.inputOf(fields) },
    client.token,
  )
  expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('P3 whoever develops a cabinet comes back to this machine', async () => {
  const checkout = await client.open({ returnUrl: 'http://localhost:5173/paid' })
  expect(await (await fetch(checkout.redirectUrl ?? '')).text()).toContain('<form method="post"')
})

test('P3 a telephone number does for the receipt, and both are kept with the acquirer', async () => {
  const checkout = await client.open({ receiptContact: '8 (912) 123-45-67' })
  expect(await client.shopRow(checkout.shopId)).toMatchObject({
    receipt: '{"phone":"+79121234567"}',
    description: 'Оплата услуг связи, лицевой счёт 100001',
  })
})

test('P3 messages come in Russian and English', async () => {
  const checkout = await client.open()
  const ask = async (language: string) =>
    (
      await gateway.query<{ checkout: { message: string } }>(
        'query ($id: ID!) { checkout(id: $id) { message } }',
        { id: checkout.id },
        { token: client.token, language },
      )
    ).data.checkout.message
  expect([await ask('en'), await ask('ru')]).toEqual(['The payment can be made.', 'Можно оплатить.'])
})

test('P3 each step is in the trail, with who has begun it', async () => {
  const checkout = await client.open()
  await gateway.acquirer.choose(checkout.shopId, 'pay')
  await client.until(checkout.id, 'DONE')
  const { data } = await gateway.query<{ auditEntries: { nodes: { actor: string; outcome: string }[] } }>(
    `{ auditEntries(first: 100) { nodes { actor act object outcome } } }`,
    {},
    client.operator,
  )
  const uuid = Buffer.from(checkout.id, 'base64url').toString().split(':')[1]
  const rows = await gateway.store.audit.search(
    {
      actor: null,
      act: 'checkout',
      object: `checkout:${uuid}`,
      from: null,
      to: null,
      before: null,
      limit: 20,
    },
    {},
  )
  expect(data.auditEntries.nodes.length).toBeGreaterThan(3)
  expect(rows.map(({ outcome }) => outcome).toReversed()).toEqual([
    'CREATED',
    'OPEN begun',
    'CAPTURED captured',
    'DONE done',
  ])
  expect(rows.at(-1)?.actor).toMatch(/^SUBSCRIBER:/)
})

test.each([
  ['a scheme in capitals', { returnUrl: 'HTTPS://CABINET.example/' }],
  ['a day and a number in the key', { idempotencyKey: '2026-11-28-000127' }],
  ['a day in the address', { returnUrl: 'https://cabinet.example/2026/11/28/000127?at=20261128143005' }],
])('P3 %s is no reason to refuse', async (_what, fields) => {
  expect((await client.initiate(fields)).__typename).toBe('PaymentInitiated')
})
