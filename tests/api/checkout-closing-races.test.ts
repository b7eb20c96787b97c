import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Acquirer } from '../../src/acquiring/port.ts'
import { writeId } from '../../src/graphql/ids.ts'
import { connectTestAcquirer } from '../support/acquirer.ts'
import { checkoutClient } from '../support/checkouts.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

// Two operators decide about one payment at once, and the acquirer answers one of them later.

let inner: Acquirer
let gateway: Gateway
let client: Awaited<ReturnType<typeof checkoutClient>>
/** The next question about a payment, once asked, is answered when this resolves. */
let late: { readonly asked: () => void; readonly until: Promise<void> } | null = null

beforeAll(async () => {
  const acquirer: Acquirer = {
    // Before there is a sandbox to connect to, for what it says of itself.
    ...connectTestAcquirer('http://127.0.0.1:9'),
    createPayment: (order, call) => inner.createPayment(order, call),
    async findPayment(key, call) {
      const waiting = late
      late = null
      waiting?.asked()
      await waiting?.until
      return inner.findPayment(key, call)
    },
    refund: (order, call) => inner.refund(order, call),
    findRefund: (key, call) => inner.findRefund(key, call),
  }
  gateway = await startGateway({
    checkouts: { maxOpen: 1_000, maxPerHour: 1_000, requestTimeoutMs: 5_000, acquirer },
  })
  inner = connectTestAcquirer(gateway.sandbox.url)
  client = await checkoutClient(gateway)
})
afterAll(async () => {
  await gateway.close()
  await inner.close()
})

/** The office writes it by hand; its global id. */
async function postByHand(number: string): Promise<string> {
  await gateway.sandbox.postPayment({ number, amount: '420.00' })
  const account = gateway.sandbox.books.findAccountByNumber(number)
  const { payments } = await gateway.sandbox.ledger()
  const ids = payments.filter(({ soapId }) => soapId === account?.soapId).map(({ recordId }) => recordId)
  return writeId({ type: 'Payment', accountId: String(account?.restId), paymentId: String(Math.max(...ids)) })
}

/** Keeps the next answer of the acquirer back until `meanwhile` is over. */
async function keepBack<T>(first: () => Promise<T>, meanwhile: () => Promise<unknown>): Promise<T> {
  const asked = Promise.withResolvers<void>()
  const until = Promise.withResolvers<void>()
  late = { asked: asked.resolve, until: until.promise }
  const verdict = first()
  await asked.promise
  await meanwhile()
  until.resolve()
  return verdict
}

test('P3 what one operator leaves on the account goes not back by the order of another who has begun before', async () => {
  const { id, shopId, number } = await client.refused()
  const paymentId = await postByHand(number)
  const refunded = await keepBack(
    () => client.refund(id),
    async () => expect(await client.close(id, { paymentId })).toMatchObject({ __typename: 'CheckoutClosed' }),
  )
  expect(refunded).toMatchObject({ code: 'CHANGED_MEANWHILE', retryable: true })
  expect(await client.shopRow(shopId)).toMatchObject({ refundedMinorUnits: '0', refunds: [] })
  expect(await client.find(id, client.operator)).toMatchObject({ state: 'DONE', attention: null })
  expect(await client.refund(id)).toMatchObject({ code: 'NOT_WAITING' })
})

test('P3 what one operator leaves on the account goes not back by the order of another who has stood still since he decided', async () => {
  const { id, shopId, number } = await client.refused()
  const paymentId = await postByHand(number)
  const { intents } = gateway.store
  const acceptHeld = intents.acceptHeld.bind(intents)
  const standing = vi.spyOn(intents, 'acceptHeld').mockImplementationOnce(async (...given) => {
    expect(await client.close(id, { paymentId })).toMatchObject({ __typename: 'CheckoutClosed' })
    return acceptHeld(...given)
  })
  const refunded = await client.refund(id)
  standing.mockRestore()
  expect(refunded).toMatchObject({ code: 'CHANGED_MEANWHILE', retryable: true })
  expect(await client.shopRow(shopId)).toMatchObject({ refundedMinorUnits: '0', refunds: [] })
  expect(await client.find(id, client.operator)).toMatchObject({ state: 'DONE', attention: null })
})

test('P3 what one operator gives back is not left on the account by another who has begun before', async () => {
  const { id, shopId, number } = await client.refused()
  const paymentId = await postByHand(number)
  const closed = await keepBack(
    () => client.close(id, { paymentId }),
    async () => expect(await client.refund(id)).toMatchObject({ checkout: { state: 'REFUNDED' } }),
  )
  expect(['CHANGED_MEANWHILE', 'NOT_WAITING']).toContain(closed.code)
  expect(await client.shopRow(shopId)).toMatchObject({ refundedMinorUnits: '42000' })
  expect(await client.find(id, client.operator)).toMatchObject({ state: 'REFUNDED' })
})

/** Two payments of one account that the billing has refused. */
async function refusedTwins(): Promise<{ readonly ids: readonly string[]; readonly number: string }> {
  const account = { number: '900099', login: 'ended-twice', password: 'demo' }
  await gateway.sandbox.createAccount({ ...account, type: 'P' })
  const payer = await gateway.signIn(account.login)
  const document = '{ viewer { accounts { id } } }'
  const { data } = await gateway.query<{ viewer: { accounts: { id: string }[] } }>(document, {}, payer)
  const begin = () => client.initiate({ accountId: data.viewer.accounts[0]?.id, amount: '420.00' }, payer)
  const begun = [await begin(), await begin()]
  await gateway.sandbox.terminateAccount(account.number)
  const ids: string[] = []
  for (const { checkout } of begun) {
    await gateway.acquirer.choose(/[^/]+$/.exec(checkout?.redirectUrl ?? '')?.[0] ?? '', 'pay')
    ids.push((await client.until(checkout?.id ?? '', 'OPERATOR')).id)
  }
  return { ids, number: account.number }
}

test('P3 one payment of the billing closes one of two that wait, also when both are closed at once', async () => {
  const { ids, number } = await refusedTwins()
  const paymentId = await postByHand(number)
  // Both have looked before either has written.
  const looking = vi.spyOn(gateway.store.checkouts, 'isPaymentTaken').mockResolvedValue(false)
  const closed = await Promise.all(ids.map((id) => client.close(id, { paymentId })))
  looking.mockRestore()
  expect(closed.map(({ __typename, code }) => code ?? __typename).toSorted()).toEqual([
    'CheckoutClosed',
    'PAYMENT_TAKEN',
  ])
})
