import { randomUUIDv7 } from 'node:crypto'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Acquirer } from '../../src/acquiring/port.ts'
import { createReconcile } from '../../src/assembly.ts'
import { writeId } from '../../src/graphql/ids.ts'
import { connectTestAcquirer } from '../support/acquirer.ts'
import { checkoutClient } from '../support/checkouts.ts'
import { type GatewayOptions, startGateway } from '../support/gateway.ts'
import { GATEWAY_RECEIPTS } from '../support/receipt-rules.ts'

async function start(checkouts: GatewayOptions['checkouts'] = {}) {
  const gateway = await startGateway({ checkouts })
  onTestFinished(() => gateway.close())
  return { gateway, client: await checkoutClient(gateway) }
}

test('P3 a payment that the acquirer does not know any more is shown to operators and asked for on', async () => {
  const { gateway, client } = await start()
  const checkout = await client.open()
  await gateway.acquirer.fail('findPayment', 'notFound', 1_000)
  const attention = async () => (await client.attention()).map((one) => [one.state, one.attention])
  await vi.waitFor(async () => expect(await attention()).toEqual([['OPEN', 'NOT_KNOWN_TO_ACQUIRER']]))
  await gateway.acquirer.clearFaults()
  await gateway.acquirer.choose(checkout.shopId, 'pay')
  await client.until(checkout.id, 'DONE')
  expect(await attention()).toEqual([])
})

test('P3 a payment whose id the acquirer has told wrongly is found by our key, shown to nobody, and credited when it is paid', async () => {
  const { gateway, client } = await start()
  await gateway.acquirer.fail('createPayment', 'wrongId')
  const begun = await client.initiate({ amount: '333.00' })
  const shopId = /[^/]+$/.exec(begun.checkout?.redirectUrl ?? '')?.[0] ?? ''
  const { id = '' } = begun.checkout ?? {}
  const acquirerId = async () => {
    const document = 'query ($id: ID!) { checkout(id: $id) { acquirerId } }'
    return (await gateway.query<{ checkout: { acquirerId: string } }>(document, { id }, client.operator)).data.checkout
  }
  expect(await acquirerId()).toEqual({ acquirerId: 'somebody-elses' })
  await expect.poll(acquirerId, { timeout: 5_000 }).toEqual({ acquirerId: shopId })
  expect(await client.find(id, client.operator)).toMatchObject({ state: 'OPEN', attention: null })
  await gateway.acquirer.choose(shopId, 'pay')
  await client.until(id, 'DONE')
  expect(await client.credits()).toMatchObject([{ amount: '333.00' }])
})

test('P3 the search for a payment that the acquirer does not know is made once, and seldom afterwards', async () => {
  const { gateway, client } = await start()
  const checkout = await client.open()
  await gateway.acquirer.fail('findPayment', 'notFound', 1_000)
  const attention = async () => (await client.find(checkout.id, client.operator))?.attention
  await expect.poll(attention, { timeout: 5_000 }).toBe('NOT_KNOWN_TO_ACQUIRER')
  const before = await gateway.acquirer.calls()
  const looks = async () => (await gateway.acquirer.calls()).findPayment
  await expect.poll(looks, { timeout: 5_000 }).toBeGreaterThan(before.findPayment + 2)
  expect((await gateway.acquirer.calls()).findCreated).toBe(1)
})

test('P3 an acquirer that gives one id to two payments is shown to operators: the second is refused, and not sent again', async () => {
  let [inner, sameId]: [Acquirer | null, string | null] = [null, null]
  const acquirer: Acquirer = {
    // Before there is a sandbox to connect to, for what it says of itself.
    ...connectTestAcquirer('http://127.0.0.1:9'),
    async createPayment(order, call) {
      const verdict = await (inner ?? acquirer).createPayment(order, call)
      if (sameId === null || verdict.kind === 'refused') return verdict
      return { ...verdict, payment: { ...verdict.payment, acquirerId: sameId } }
    },
    findPayment: (key, call) => (inner ?? acquirer).findPayment(key, call),
  }
  const { gateway, client } = await start({ acquirer, leaseMs: 300 })
  inner = connectTestAcquirer(gateway.sandbox.url)
  const first = await client.open()
  sameId = first.shopId
  const idempotencyKey = 'twin'
  const refusal = { __typename: 'PaymentInitiationRefused', code: 'NOT_ACCEPTED', retryable: false }
  expect(await client.initiate({ idempotencyKey })).toMatchObject(refusal)
  const { createPayment } = await gateway.acquirer.calls()
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(await client.initiate({ idempotencyKey })).toMatchObject(refusal)
  expect((await gateway.acquirer.calls()).createPayment).toBe(createPayment)
  const [shown, ...others] = await client.attention()
  expect(others).toEqual([])
  expect(shown).toMatchObject({ state: 'REFUSED', attention: 'ACQUIRER_ID_TAKEN', redirectUrl: null, idempotencyKey })
  expect(await client.refund(shown?.id ?? '')).toMatchObject({ code: 'NOT_WAITING' })
  await gateway.acquirer.choose(first.shopId, 'pay')
  await client.until(first.id, 'DONE')
  expect(await client.credits()).toHaveLength(1)
  for (const _time of ['once', 'again']) {
    expect(await client.close(shown?.id ?? '')).toMatchObject({ checkout: { state: 'REFUSED', attention: null } })
  }
  expect(await client.attention()).toEqual([])
})

test('P3 a payment of an acquirer that is not connected any more is asked of nobody, and shown to operators', async () => {
  const { gateway, client } = await start()
  const id = randomUUIDv7()
  const { findPayment, createPayment } = await gateway.acquirer.calls()
  await gateway.store.checkouts.create(
    {
      id,
      principal: 'SUBSCRIBER:1',
      idempotencyKey: 'old',
      fingerprint: 'f',
      accountId: '1',
      accountNumber: '100001',
      amount: { minorUnits: 100n, currency: 'RUB' },
      method: 'SBP',
      returnUrl: 'https://cabinet.example/',
      receiptContact: { kind: 'EMAIL', value: 'anna@example.com' },
      ...GATEWAY_RECEIPTS,
      acquirer: 'former',
    },
    { leaseMs: 0, maxOpen: 10, audit: { actor: 'x', act: 'checkout', object: 'x', outcome: 'x', requestId: 'x' } },
  )
  await vi.waitFor(async () => {
    const told = await client.find(writeId({ type: 'Checkout', checkoutId: id }), client.operator)
    expect(told).toMatchObject({ state: 'CREATED', attention: 'OTHER_ACQUIRER' })
  })
  expect(await gateway.acquirer.calls()).toMatchObject({ findPayment, createPayment })
})

test('P3 one whose beginning was never answered is given up before its key is forgotten: nothing is begun anew', async () => {
  const { gateway, client } = await start({ capabilities: { keysKeptMs: 3_600_500 } })
  await gateway.acquirer.fail('createPayment', 'hang', 1)
  const pending = await client.initiate()
  const { id = '' } = pending.checkout ?? {}
  expect(await client.until(id, 'EXPIRED', 20_000)).toMatchObject({ failure: 'EXPIRED', redirectUrl: null })
  expect(await gateway.acquirer.payments()).toEqual([])
})

test('P3 the comparison of the day knows payments of the cabinet, and sees one that nobody has ordered', async () => {
  const { gateway, client } = await start()
  const checkout = await client.open()
  await gateway.acquirer.choose(checkout.shopId, 'pay')
  await client.until(checkout.id, 'DONE')
  const compare = createReconcile(gateway.store, gateway.billing, 'Europe/Moscow')
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow' }).format(new Date())
  const before = await compare(day, { signal: AbortSignal.timeout(10_000) })
  expect(before.matched).toBe(1)
  expect(before.differenceCounts).toMatchObject({ WITHOUT_INTENT: 0, MISSING_IN_BILLING: 0, DOUBLED: 0 })
  const { soapId } = await gateway.sandbox.findAccount('100001')
  const receipt = `cab~${randomUUIDv7().replaceAll('-', '')}`
  await gateway.sandbox.postPayment({ number: '100001', amount: '5.00', receipt })
  expect(soapId).toBeGreaterThan(0)
  const after = await compare(day, { signal: AbortSignal.timeout(10_000) })
  expect(after.differenceCounts.WITHOUT_INTENT).toBe(1)
})

test('P3 ids and keys that could not be ours are not there, whatever is in them', async () => {
  const { client } = await start()
  for (const text of ['', 'x', '%00', "' or 1=1", 'Checkout:%00']) {
    const id = Buffer.from(`Checkout:${text}`).toString('base64url')
    expect(await client.find(id)).toBeNull()
    expect(await client.refund(id)).toMatchObject({ code: 'CHECKOUT_NOT_FOUND' })
  }
})
