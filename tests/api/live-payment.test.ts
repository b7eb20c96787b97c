import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { DEMO_PARTNER } from '../../src/auth/partner-demo.ts'
import { checkoutClient } from '../support/checkouts.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { watch } from '../support/live-client.ts'

let gateway: Gateway
let token: string
beforeAll(async () => {
  gateway = await startGateway({ accounts: 18, billingTimeoutMs: 1_000 })
  token = await gateway.openSession({ role: 'PARTNER' })
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

const STATUS = `subscription ($id: String!) { paymentStatusChanged(externalId: $id) {
  ... on PartnerPayment { externalId state } ... on Checkout { key: idempotencyKey progress: state message } } }`
const PAY = `mutation ($input: PayInput!) { pay(input: $input) { __typename } }`

interface Changed {
  readonly paymentStatusChanged: { readonly externalId: string; readonly state: string }
}

test('S8 a partner sees a payment in doubt come to its end, and then the subscription is over', async () => {
  await gateway.sandbox.setFault('soap.AddPayment', { kind: 'dropAfterApplying', times: 1 })
  await gateway.sandbox.setFault('soap.FindPayment', { kind: 'http500', times: 3 })
  const input = { externalId: 'live-1', accountNumber: '100002', amount: '10.00' }
  const paying = gateway.query<{ pay: { __typename: string } }>(PAY, { input }, token)
  await until(async () => (await gateway.store.intents.count()).UNKNOWN > 0)
  const live = watch<Changed>(gateway.url, STATUS, { variables: { id: 'live-1' }, token })
  const states: string[] = []
  for (let last = ''; last !== 'DONE'; states.push(last)) {
    last = (await live.next(15_000)).data?.paymentStatusChanged.state ?? 'none'
  }
  expect(states.slice(0, -1)).not.toContain('DONE')
  expect(new Set(states).size).toBe(states.length)
  expect(await live.ended).toBe('complete')
  await paying
})

test('S8 another partner’s payment, and one that was never made, are not there', async () => {
  const live = watch<Changed>(gateway.url, STATUS, { variables: { id: 'live-none' }, token })
  expect(await live.ended).toMatchObject([{ extensions: { code: 'OBJECT_NOT_FOUND' } }])
})

test('many who watch one payment share the looks at it', async () => {
  await gateway.sandbox.setFault('soap.AddPayment', { kind: 'dropAfterApplying', times: 1 })
  await gateway.sandbox.setFault('soap.FindPayment', { kind: 'http500' })
  const input = { externalId: 'live-2', accountNumber: '100002', amount: '10.00' }
  const key = { principal: `PARTNER:${DEMO_PARTNER.id}`, kind: 'PAYMENT', externalId: 'live-2' } as const
  const paying = gateway.query(PAY, { input }, token)
  await until(async () => (await gateway.store.intents.findByExternalId(key)) !== null)
  const watching = Array.from({ length: 20 }, () =>
    watch<Changed>(gateway.url, STATUS, { variables: { id: 'live-2' }, token }),
  )
  await Promise.all(watching.map((live) => live.next(10_000)))
  const looks = vi.spyOn(gateway.store.intents, 'findByExternalId')
  await delay(2_500)
  expect(looks.mock.calls.length).toBeGreaterThan(2)
  expect(looks.mock.calls.length).toBeLessThanOrEqual(8)
  looks.mockRestore()
  for (const live of watching) live.end()
  await gateway.sandbox.clearFaults()
  await paying
})

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('It did not come.')
}

interface Progress {
  readonly paymentStatusChanged: { readonly key: string; readonly progress: string; readonly message: string }
}

test('P3 S8 whoever pays in the cabinet sees the payment come to its end by its key, in the own language', async () => {
  const client = await checkoutClient(gateway)
  const checkout = await client.open({ idempotencyKey: 'live-cabinet' })
  const options = { variables: { id: 'live-cabinet' }, token: client.token, language: 'ru' }
  const live = watch<Progress>(gateway.url, STATUS, options)
  const first = await live.next()
  expect(first.data?.paymentStatusChanged).toEqual({
    key: 'live-cabinet',
    progress: 'OPEN',
    message: 'Можно оплатить.',
  })
  await gateway.acquirer.choose(checkout.shopId, 'pay')
  const seen: string[] = []
  while (seen.at(-1) !== 'DONE') seen.push((await live.next(10_000)).data?.paymentStatusChanged.progress ?? 'none')
  expect(['CAPTURED', 'DONE'].slice(-seen.length)).toEqual(seen)
  expect(await live.ended).toBe('complete')
})

test('P3 S8 a key of somebody else, and one that was never used, are not there', async () => {
  const client = await checkoutClient(gateway)
  await client.open({ idempotencyKey: 'live-own' })
  const stranger = await gateway.signIn('100002')
  for (const [id, token] of [
    ['live-own', stranger],
    ['live-none', client.token],
  ] as const) {
    const live = watch<Progress>(gateway.url, STATUS, { variables: { id }, token })
    expect(await live.ended).toMatchObject([{ extensions: { code: 'OBJECT_NOT_FOUND' } }])
  }
})
