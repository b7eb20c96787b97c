import { afterAll, beforeAll, expect, test } from 'vitest'
import { createYookassa } from '../../src/acquiring/yookassa/index.ts'
import { startYookassaDouble, type YookassaDouble } from '../doubles/yookassa.ts'
import { checkoutClient } from '../support/checkouts.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

// The whole way, with YooKassa's stand-in on the wire instead of the sandbox's acquirer.

let double: YookassaDouble
let gateway: Gateway
let client: Awaited<ReturnType<typeof checkoutClient>>
beforeAll(async () => {
  double = await startYookassaDouble()
  const acquirer = createYookassa({
    url: double.url,
    shopId: double.shopId,
    secretKey: double.secretKey,
    methods: ['BANK_CARD', 'SBP'],
    sbp: 'qr',
    notificationNetworks: [],
    timeoutMs: 2_000,
  })
  gateway = await startGateway({ checkouts: { acquirer, lookMinMs: 60_000 } })
  client = await checkoutClient(gateway)
})
afterAll(async () => {
  await gateway.close()
  await double.close()
})

const notify = (event: string, object: object) =>
  fetch(new URL('/webhooks/acquirer', gateway.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'notification', event, object }),
  })

async function begin(fields: Readonly<Record<string, unknown>> = {}) {
  const { checkout } = await client.initiate(fields)
  const shop = double.payments.find(({ body }) => JSON.stringify(body['metadata']).includes(localIdOf(checkout?.id)))
  if (checkout === undefined || shop === undefined) throw new Error('nothing was begun')
  return { checkout, shop }
}

/** What stands behind the opaque id. */
function localIdOf(id = ''): string {
  return Buffer.from(id, 'base64url').toString().replace('Checkout:', '')
}

test('P3 paid at YooKassa, told by its notification, credited once, with its receipt', async () => {
  const { checkout, shop } = await begin({ amount: '210.15' })
  expect(checkout).toMatchObject({ state: 'OPEN', redirectUrl: expect.stringContaining(shop.id) })
  expect(shop.body).toMatchObject({ amount: { value: '210.15', currency: 'RUB' }, capture: true })
  double.pay(shop.id)
  await notify('payment.succeeded', { id: shop.id, status: 'succeeded', paid: true })
  await client.until(checkout.id, 'DONE')
  await notify('payment.succeeded', { id: shop.id, status: 'succeeded', paid: true })
  const credits = (await client.credits()).filter(({ amount }) => amount === '210.15')
  expect(credits).toHaveLength(1)
})

test('P3 a forged notification credits nothing: only the answer of YooKassa counts', async () => {
  const { checkout, shop } = await begin({ amount: '210.16' })
  const answer = await notify('payment.succeeded', { id: shop.id, status: 'succeeded', paid: true })
  expect(answer.status).toBe(200)
  await new Promise((resolve) => setTimeout(resolve, 700))
  expect((await client.find(checkout.id))?.state).toBe('OPEN')
  double.cancel(shop.id, '3d_secure_failed')
  await notify('payment.canceled', { id: shop.id })
  expect(await client.until(checkout.id, 'DECLINED')).toMatchObject({ failure: 'DECLINED_BY_BANK' })
  expect((await client.credits()).filter(({ amount }) => amount === '210.16')).toEqual([])
})

test('P3 SBP gives the content of a QR code, and a method that the shop does not have is refused', async () => {
  const { checkout } = await begin({ method: 'SBP' })
  expect(checkout).toMatchObject({ redirectUrl: null, qrPayload: expect.stringMatching(/^https:\/\/qr\./) })
  expect(await client.initiate({ method: 'MOBILE' })).toMatchObject({ code: 'METHOD_NOT_AVAILABLE' })
})

test('P3 what the billing refuses goes back through YooKassa, once, and is found by its key', async () => {
  const account = { number: '900088', login: 'closed-88', password: 'demo' }
  await gateway.sandbox.createAccount({ ...account, type: 'P' })
  const token = await gateway.signIn(account.login)
  const document = '{ viewer { accounts { id } } }'
  const { data } = await gateway.query<{ viewer: { accounts: readonly { id: string }[] } }>(document, {}, token)
  const { checkout } = await client.initiate({ accountId: data.viewer.accounts[0]?.id, amount: '210.17' }, token)
  await gateway.sandbox.terminateAccount(account.number)
  const shop = double.payments.find(({ amount }) => amount === '210.17')
  double.pay(shop?.id ?? '')
  await notify('payment.succeeded', { id: shop?.id })
  const { id } = await client.until(checkout?.id ?? '', 'OPERATOR')
  double.break('POST /refunds', { kind: 'drop' })
  await client.refund(id)
  await client.until(id, 'REFUNDED', 15_000)
  expect(double.refundList.filter(({ paymentId }) => paymentId === shop?.id)).toMatchObject([{ amount: '210.17' }])
})

test('P3 a beginning that is answered with the payment of somebody else credits nothing of it, whoever pays that', async () => {
  const other = await begin({ amount: '210.18' })
  // What a shop has from another till as well: the same amount.
  double.break('POST /payments', { kind: 'mixUp', id: other.shop.id })
  const pending = await client.initiate({ amount: '210.18' })
  expect(pending).toMatchObject({ __typename: 'PaymentInitiationPending', checkout: { redirectUrl: null } })
  double.pay(other.shop.id)
  await notify('payment.succeeded', { id: other.shop.id })
  await client.until(other.checkout.id, 'DONE')
  expect((await client.credits()).filter(({ amount }) => amount === '210.18')).toHaveLength(1)
  expect((await client.find(pending.checkout?.id ?? ''))?.state).toBe('CREATED')
})

test('P3 an answer about the payment of somebody else, who has paid, credits nothing', async () => {
  const stranger = await begin({ amount: '210.19' })
  double.pay(stranger.shop.id)
  const { checkout, shop } = await begin({ amount: '210.20' })
  double.break('GET /payments/:id', { kind: 'mixUp', id: stranger.shop.id })
  await notify('payment.succeeded', { id: shop.id })
  await new Promise((resolve) => setTimeout(resolve, 700))
  expect((await client.find(checkout.id))?.state).toBe('OPEN')
  expect((await client.credits()).filter(({ amount }) => amount === '210.20')).toEqual([])
  double.pay(shop.id)
  await notify('payment.succeeded', { id: shop.id })
  await client.until(checkout.id, 'DONE')
})
