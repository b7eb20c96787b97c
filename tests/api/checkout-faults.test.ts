import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { checkoutClient } from '../support/checkouts.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
let client: Awaited<ReturnType<typeof checkoutClient>>
beforeAll(async () => {
  gateway = await startGateway({
    billingTimeoutMs: 600,
    operationTimeoutMs: 2_000,
    checkouts: { maxOpen: 1_000, maxPerHour: 1_000, requestTimeoutMs: 500 },
  })
  client = await checkoutClient(gateway)
})
beforeEach(async () => {
  await gateway.acquirer.clearFaults()
  await gateway.acquirer.set({ hints: 'now', refunds: 'done' })
  await gateway.sandbox.clearFaults()
})
afterAll(() => gateway.close())

describe('beginning it', () => {
  const BAD = ['hang', 'reset', 'http500', 'unavailable', 'html', 'dropAfterApplying'] as const
  test.each([...BAD, 'wrongAmount', 'wrongCurrency', 'wrongPayment'] as const)(
    'P3 an acquirer that fails (%s) leaves it pending; the same key then gets the one payment that was begun',
    async (fault) => {
      const before = (await gateway.acquirer.payments()).length
      await gateway.acquirer.fail('createPayment', fault, 1_000)
      const idempotencyKey = `begun-with-${fault}`
      const pending = await client.initiate({ idempotencyKey })
      expect(pending).toMatchObject({ __typename: 'PaymentInitiationPending', retryable: true })
      expect(pending.checkout).toMatchObject({ state: 'CREATED', redirectUrl: null })
      await gateway.acquirer.clearFaults()
      const opened = await client.until(pending.checkout?.id ?? '', 'OPEN')
      const again = await client.initiate({ idempotencyKey })
      expect(again.checkout?.redirectUrl).toBe(opened.redirectUrl)
      expect(await gateway.acquirer.payments()).toHaveLength(before + 1)
    },
  )
})

describe('following it', () => {
  test.each(['hang', 'reset', 'http500', 'unavailable', 'html', 'unknownStatus', 'wrongPayment'] as const)(
    'P3 an answer that says nothing (%s) decides nothing: it is asked again, and credited once',
    async (fault) => {
      const before = (await client.credits()).length
      const checkout = await client.open()
      await gateway.acquirer.fail('findPayment', fault, 3)
      await gateway.acquirer.choose(checkout.shopId, 'pay')
      await client.until(checkout.id, 'DONE')
      expect(await client.credits()).toHaveLength(before + 1)
    },
  )

  test.each(['wrongAmount', 'wrongCurrency'] as const)(
    'P3 %s: what was not asked for is never credited, is shown to operators, and goes back',
    async (fault) => {
      const before = (await client.credits()).length
      const checkout = await client.open()
      await gateway.acquirer.fail('findPayment', fault, 1_000)
      await gateway.acquirer.choose(checkout.shopId, 'pay')
      const told = await client.until(checkout.id, 'OPERATOR')
      expect(told.attention).toBe('AMOUNT_DIFFERS')
      expect((await client.attention()).map(({ id }) => id)).toContain(checkout.id)
      expect(await client.find(checkout.id)).toMatchObject({ attention: null, state: 'OPERATOR' })
      await gateway.acquirer.clearFaults()
      // It says something else by now than it did when it was asked first.
      expect(await client.refund(checkout.id)).toMatchObject({ code: 'IN_DOUBT' })
      const back = await client.refund(checkout.id, { acknowledgesDoubt: true })
      expect(back).toMatchObject({ __typename: 'CheckoutRefunding', checkout: { state: 'REFUNDED', attention: null } })
      expect(await client.shopRow(checkout.shopId)).toMatchObject({ refundedMinorUnits: '15000' })
      expect(await client.credits()).toHaveLength(before)
      expect((await client.attention()).map(({ id }) => id)).not.toContain(checkout.id)
    },
  )

  test('P3 it is refunded at the acquirer before it is credited: nobody gets the money twice', async () => {
    const before = (await client.credits()).length
    await gateway.acquirer.set({ hints: 'never' })
    const checkout = await client.open()
    await gateway.acquirer.fail('findPayment', 'http500', 1_000)
    await gateway.acquirer.choose(checkout.shopId, 'pay')
    await client.refundElsewhere(checkout.shopId, '150.00')
    await gateway.acquirer.clearFaults()
    expect((await client.until(checkout.id, 'OPERATOR')).attention).toBe('REFUNDED_ELSEWHERE')
    expect(await client.refund(checkout.id)).toMatchObject({ checkout: { state: 'REFUNDED', refund: null } })
    expect((await client.shopRow(checkout.shopId))?.refunds).toHaveLength(1)
    expect(await client.credits()).toHaveLength(before)
  })

  test('P3 a billing that does not answer gets the money when it does', async () => {
    const before = (await client.credits()).length
    const checkout = await client.open()
    await gateway.sandbox.setFault('*', 'unavailable')
    await gateway.acquirer.choose(checkout.shopId, 'pay')
    const captured = await client.until(checkout.id, 'CAPTURED')
    expect(captured.message).toBe('Paid. The money is on its way to the account.')
    await gateway.sandbox.clearFaults()
    await client.until(checkout.id, 'DONE')
    expect(await client.credits()).toHaveLength(before + 1)
  })

  test('P3 a credit whose answer is lost is looked up, and is there once', async () => {
    const before = (await client.credits()).length
    const checkout = await client.open()
    await gateway.sandbox.setFault('soap.AddPayment', { kind: 'dropAfterApplying', times: 1 })
    await gateway.acquirer.choose(checkout.shopId, 'pay')
    await client.until(checkout.id, 'DONE')
    expect(await client.credits()).toHaveLength(before + 1)
  })
})

/** What the gateway itself has given back is known by its order, and has both of its receipts. */
async function expectWhole(id: string, shopId: string) {
  await client.until(id, 'REFUNDED', 20_000)
  const document = `query ($id: ID!) { checkout(id: $id) {
    attention refund { state } fiscalReceipt { amount { amount } } refundReceipt { amount { amount } }
  } }`
  const { data } = await gateway.query(document, { id }, client.operator)
  const receipt = { amount: { amount: '420.00' } }
  const checkout = { attention: null, refund: { state: 'DONE' }, fiscalReceipt: receipt, refundReceipt: receipt }
  expect(data).toEqual({ checkout })
  expect((await client.shopRow(shopId))?.refunds).toHaveLength(1)
}

describe('giving it back', () => {
  test('P3 what the billing has refused waits for a person, and goes back once however often that is said', async () => {
    const { id, shopId } = await client.refused()
    expect(await client.shopRow(shopId)).toMatchObject({ refundedMinorUnits: '0' })
    const idempotencyKey = 'back-1'
    const answers = await Promise.all([1, 2, 3].map(() => client.refund(id, { idempotencyKey })))
    expect(answers.some(({ checkout }) => checkout?.state === 'REFUNDED')).toBe(true)
    const again = await client.refund(id, { idempotencyKey })
    expect(again).toMatchObject({ checkout: { state: 'REFUNDED', refund: { kind: 'REFUND', state: 'DONE' } } })
    expect(await client.refund(id, { idempotencyKey, reason: 'Another one' })).toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
    })
    expect(await client.shopRow(shopId)).toMatchObject({ refundedMinorUnits: '42000', refunds: [{ status: 'done' }] })
  })

  test('P3 two operators at once give it back once', async () => {
    const { id, shopId } = await client.refused()
    const answers = await Promise.all([1, 2, 3, 4].map((place) => client.refund(id, { idempotencyKey: `op-${place}` })))
    expect(answers.filter(({ __typename }) => __typename === 'CheckoutRefunding').length).toBeGreaterThan(0)
    await client.until(id, 'REFUNDED')
    expect(await client.shopRow(shopId)).toMatchObject({ refundedMinorUnits: '42000' })
  })

  test('P3 operators who order it moments apart share one refund, and none takes it for somebody else’s', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { id, shopId } = await client.refused()
      const answers = await Promise.all(
        [0, 3, 6, 10, 15, 25].map(async (pauseMs) => {
          await new Promise((resolve) => setTimeout(resolve, pauseMs))
          return client.refund(id)
        }),
      )
      const states = answers.flatMap(({ __typename, checkout }) =>
        __typename === 'CheckoutRefunding' ? [checkout?.state] : [],
      )
      expect(states.length).toBeGreaterThan(0)
      for (const state of states) expect(['REFUNDING', 'REFUNDED']).toContain(state)
      await expectWhole(id, shopId)
    }
  })

  test('P3 an operator who comes while the answer of a refund is lost follows the one that is there', async () => {
    const { id, shopId } = await client.refused()
    await gateway.acquirer.fail('refund', 'dropAfterApplying')
    const first = client.refund(id)
    await vi.waitFor(async () => expect((await client.shopRow(shopId))?.refunds).toHaveLength(1))
    expect(await client.refund(id)).toMatchObject({ __typename: 'CheckoutRefunding' })
    expect(await first).toMatchObject({ __typename: 'CheckoutRefunding' })
    await expectWhole(id, shopId)
  })

  test.each(['dropAfterApplying', 'hang', 'http500'] as const)(
    'P3 a refund whose answer is lost (%s) is looked up, and made once',
    async (fault) => {
      const { id, shopId } = await client.refused()
      await gateway.acquirer.fail('refund', fault)
      expect(await client.refund(id)).toMatchObject({ __typename: 'CheckoutRefunding' })
      await client.until(id, 'REFUNDED')
      expect((await client.shopRow(shopId))?.refunds).toHaveLength(1)
    },
  )

  test('P3 a refund that is on its way is waited for', async () => {
    const { id, shopId } = await client.refused()
    await gateway.acquirer.set({ refunds: 'pending' })
    expect(await client.refund(id)).toMatchObject({ checkout: { state: 'REFUNDING' } })
    await gateway.acquirer.settleRefunds()
    await client.until(id, 'REFUNDED', 20_000)
    expect((await client.shopRow(shopId))?.refunds).toHaveLength(1)
  })

  test.each(['not_enough_money', 'canceled'] as const)(
    'P3 a refund that the acquirer refuses (%s) is a matter of a person again, who tries once more',
    async (refunds) => {
      const { id, shopId } = await client.refused()
      await gateway.acquirer.set({ refunds })
      const first = await client.refund(id, { idempotencyKey: `poor-${refunds}` })
      const refusal = { code: 'REFUND_REFUSED', retryable: false, currentCheckout: { attention: 'REFUND_REFUSED' } }
      expect(first).toMatchObject(refusal)
      await gateway.acquirer.set({ refunds: 'done' })
      // The same key is the same order, which has come to its end.
      expect(await client.refund(id, { idempotencyKey: `poor-${refunds}` })).toMatchObject(refusal)
      expect((await client.refund(id)).checkout?.state).toBe('REFUNDED')
      expect(await client.shopRow(shopId)).toMatchObject({ refundedMinorUnits: '42000' })
    },
  )

  test('P3 nothing goes back of what is on the account, on its way, or was never taken', async () => {
    const open = await client.open()
    expect(await client.refund(open.id)).toMatchObject({ code: 'NOT_WAITING', currentCheckout: { state: 'OPEN' } })
    await gateway.acquirer.choose(open.shopId, 'pay')
    await client.until(open.id, 'DONE')
    expect(await client.refund(open.id)).toMatchObject({ code: 'NOT_WAITING', currentCheckout: { state: 'DONE' } })
    expect(await client.refund('nonsense')).toMatchObject({ code: 'CHECKOUT_NOT_FOUND', field: 'checkoutId' })
    expect(await client.refund(open.id, { reason: 'x' })).toMatchObject({ code: 'INVALID_VALUE', field: 'reason' })
    const card = { reason: 'Card 4111 1111 1111 1111' }
    expect(await client.refund(open.id, card)).toMatchObject({ code: 'INVALID_VALUE', field: 'reason' })
    expect(await client.shopRow(open.shopId)).toMatchObject({ refundedMinorUnits: '0' })
  })

  test('P3 while the acquirer does not answer nothing goes back, and the same key is free for later', async () => {
    const { id } = await client.refused()
    await gateway.acquirer.fail('findPayment', 'http500', 1_000)
    const idempotencyKey = 'later'
    expect(await client.refund(id, { idempotencyKey })).toMatchObject({ code: 'ACQUIRER_UNAVAILABLE', retryable: true })
    await gateway.acquirer.clearFaults()
    await vi.waitFor(async () => expect((await client.refund(id, { idempotencyKey })).checkout?.state).toBe('REFUNDED'))
  })
})
