import { expect, test, vi } from 'vitest'
import { createTestAcquirer } from '../support/acquirer.ts'
import { checkoutClient, INITIATE, type InitiateAnswer, REFUND, type RefundAnswer } from '../support/checkouts.ts'
import { post, signIn } from '../support/gateway-http.ts'
import { startKillableGateway } from '../support/killable-gateway.ts'
import { startPaymentGateways } from '../support/payment-gateways.ts'
import { describeStores } from '../support/stores.ts'

describeStores((openFresh) => {
  test('P3 replicas share one store: repeats, looks and credits of a payment are one, whichever is asked', async () => {
    const { sandbox, urls } = await startPaymentGateways(await openFresh(), { replicas: 3 })
    const acquirer = createTestAcquirer(sandbox.url)
    let turn = 0
    const next = () => urls[(turn += 1) % urls.length] ?? ''
    const reached: Parameters<typeof checkoutClient>[0] = {
      sandbox,
      acquirer,
      signIn: (login, password = 'demo') => signIn(next(), { login, password }),
      query: (query, variables = {}, token = '') =>
        post(next(), { query, variables }, typeof token === 'string' ? { token } : token),
    }
    const client = await checkoutClient(reached)
    const answers = await Promise.all(
      Array.from({ length: 9 }, (_, place) => client.initiate({ idempotencyKey: `key-${place % 3}` })),
    )
    expect(answers.map(({ __typename }) => __typename)).toEqual(Array(9).fill('PaymentInitiated'))
    const rows = await acquirer.payments()
    expect(rows).toHaveLength(3)
    // The same key for two accounts at once is one payment, and a conflict for the other account.
    const other = await checkoutClient(reached, '100002')
    const accounts = [client.accountId, other.accountId]
    for (let round = 0; round < 4; round += 1) {
      const asked = [0, 1, 2, 3].map((place) => ({ accountId: accounts[place % 2], idempotencyKey: `both-${round}` }))
      const told = await Promise.all(asked.map((fields) => client.initiate(fields, client.operator)))
      const kinds = told.map(({ __typename }) => __typename)
      expect(kinds.filter((kind) => kind === 'IdempotencyConflict')).toHaveLength(2)
      expect(kinds.filter((kind) => kind === 'PaymentInitiated')).toHaveLength(2)
    }
    await Promise.all(rows.map(({ id }) => acquirer.choose(id, 'pay')))
    for (const id of new Set(answers.map(({ checkout }) => checkout?.id ?? ''))) await client.until(id, 'DONE')
    expect(await client.credits()).toHaveLength(3)
  })
})

const WAIT = { timeout: 60_000, interval: 500 }

/** Somebody who pays 77 roubles under one key, for an account that the sandbox has from the start. */
async function payerOf(gateway: Awaited<ReturnType<typeof startKillableGateway>>, idempotencyKey: string) {
  interface Seen {
    readonly viewer: { readonly accounts: readonly { readonly id: string }[] }
  }
  const { viewer } = await gateway.ask<Seen>('{ viewer { accounts { id } } }', {}, '100001')
  const input = {
    accountId: viewer.accounts[0]?.id,
    method: 'BANK_CARD',
    amount: '77.00',
    returnUrl: 'http://localhost:5173/',
    receiptContact: 'anna@example.com',
    idempotencyKey,
  }
  return async () => {
    const data = await gateway.ask<{ initiatePayment: InitiateAnswer }>(INITIATE, { input }, '100001')
    return data.initiatePayment
  }
}

test.each(['checkout-begun', 'credit-submitted'] as const)(
  'P3 a gateway that is killed at %s goes on where it was: one payment at the acquirer, one credit',
  { timeout: 120_000 },
  async (point) => {
    const gateway = await startKillableGateway()
    const initiate = await payerOf(gateway, `killed-at-${point}`)
    const choose = async () => {
      const acquirer = await gateway.acquirer()
      await acquirer.choose((await acquirer.payments())[0]?.id ?? '', 'pay')
    }
    if (point === 'checkout-begun') {
      gateway.killAt(point)
      await initiate().catch(() => undefined)
    } else {
      await initiate()
      gateway.killAt(point)
      await choose()
    }
    await gateway.startAgain()
    // The key tells what has become of it, as soon as the claim of the dead has run out.
    await vi.waitFor(async () => expect((await initiate()).__typename).toBe('PaymentInitiated'), WAIT)
    await choose()
    await vi.waitFor(async () => expect((await initiate()).checkout?.state).toBe('DONE'), WAIT)
    expect(await (await gateway.acquirer()).payments()).toHaveLength(1)
    expect(await gateway.credits()).toMatchObject([{ amount: '77.00' }])
  },
)

/** By the time that another operator orders it, what the dead one has begun has gone back. */
async function orderAnew(gateway: Awaited<ReturnType<typeof startKillableGateway>>, input: object) {
  const seen = async () => (await (await gateway.acquirer()).payments())[0]?.refunds
  await vi.waitFor(async () => expect(await seen()).toMatchObject([{ status: 'done' }]), WAIT)
  const { refundCheckout } = await gateway.ask<{ refundCheckout: RefundAnswer }>(REFUND, { input }, 'operator')
  expect(refundCheckout).toMatchObject({ checkout: { refund: { state: 'DONE' } } })
}

test.each(['nobody', 'another'])(
  'P3 a gateway that is killed in a refund goes on where it was: %s orders it anew',
  {
    timeout: 120_000,
  },
  async (who) => {
    const gateway = await startKillableGateway()
    const initiate = await payerOf(gateway, 'killed-in-refund')
    const checkoutId = (await initiate()).checkout?.id
    await gateway.terminateAccount('100001')
    const acquirer = await gateway.acquirer()
    await acquirer.choose((await acquirer.payments())[0]?.id ?? '', 'pay')
    await vi.waitFor(async () => expect((await initiate()).checkout?.state).toBe('OPERATOR'), WAIT)
    const input = { checkoutId, reason: 'The account is closed', idempotencyKey: 'back' }
    gateway.killAt('refund-submitted')
    await gateway.ask<{ refundCheckout: RefundAnswer }>(REFUND, { input }, 'operator').catch(() => undefined)
    await gateway.startAgain()
    if (who === 'another') {
      await orderAnew(gateway, { ...input, idempotencyKey: 'back-anew' })
    }
    // Nobody has to repeat it: what is due is taken up.
    await vi.waitFor(async () => expect((await initiate()).checkout?.state).toBe('REFUNDED'), WAIT)
    const [row] = await (await gateway.acquirer()).payments()
    expect(row).toMatchObject({ refundedMinorUnits: '7700', refunds: [{ status: 'done' }] })
    expect(await gateway.credits()).toEqual([])
  },
)
