import { expect, test } from 'vitest'
import { type PaymentGateways, startPaymentGateways } from '../support/payment-gateways.ts'
import { describeStores, openFreshSqlite } from '../support/stores.ts'

const ORDER = { externalId: 'u-1', accountNumber: '100002', amount: '10.00' }

async function rowsOf({ sandbox }: PaymentGateways) {
  return (await sandbox.ledger()).payments.filter(({ receipt }) => receipt === 'kiosk/u-1')
}

async function intentOf({ store }: PaymentGateways, externalId = 'u-1') {
  const intent = await store.intents.findByExternalId({ principal: 'PARTNER:kiosk', kind: 'PAYMENT', externalId })
  if (!intent) throw new Error(`${externalId} is not there`)
  return intent
}

describeStores((openFresh) => {
  test('P6 PAY-4 a payment that never leaves is shown to a person, and carried out when that person wants it', async () => {
    const gateways = await startPaymentGateways(await openFresh(), {
      settings: { giveUpMs: 2_000 },
      payTimeoutMs: 1_000,
    })
    const kiosk = await gateways.terminal()
    await gateways.sandbox.setFault('soap.AddPayment', 'expiredSession')
    expect(await kiosk.pay(ORDER)).toMatchObject({ __typename: 'PaymentPending' })
    await expect
      .poll(() => intentOf(gateways), { timeout: 15_000 })
      .toMatchObject({ state: 'OPERATOR', attention: 'CANNOT_SEND', attempt: 0 })
    expect(await kiosk.pay(ORDER)).toMatchObject({ __typename: 'PaymentPending' })
    expect(await rowsOf(gateways)).toEqual([])
    await gateways.sandbox.clearFaults()
    const { id } = await intentOf(gateways)
    const resolution = { kind: 'LOOK_UP_AGAIN' } as const
    const by = { actor: 'OPERATOR:1', requestId: 'r-1' }
    await gateways.resolve({ intentId: id, resolution, reason: 'the billing answers again', by })
    await expect.poll(() => kiosk.pay(ORDER), { timeout: 15_000 }).toMatchObject({ __typename: 'PaymentAccepted' })
    expect(await rowsOf(gateways)).toHaveLength(1)
  })
})

test('P6 PAY-9 tries that never leave come at growing distances, and fill no trail', async () => {
  const settings = { retryMinMs: 50, retryMaxMs: 400, settleMs: 8_000 }
  const gateways = await startPaymentGateways(await openFreshSqlite(), { settings, replicas: 1, payTimeoutMs: 1_000 })
  const kiosk = await gateways.terminal()
  await gateways.sandbox.setFault('soap.AddPayment', 'expiredSession')
  await kiosk.pay(ORDER)
  await new Promise((resolve) => setTimeout(resolve, 5_000))
  const { id } = await intentOf(gateways)
  const trail = (await gateways.store.audit.list({ afterId: 0, limit: 1_000 })).filter(
    ({ object }) => object === `intent:${id}`,
  )
  // As often as the pauses are allowed to be short it would be more than thirty.
  expect(trail.length).toBeLessThan(24)
  expect(trail.length).toBeGreaterThan(6)
})

test('P6 a billing that is gone is waited for without an attempt, where it keeps no references', async () => {
  const settings = { retryMinMs: 50, retryMaxMs: 100 }
  const reference = { reconcile: 'statement' } as const
  const options = { settings, reference, replicas: 1, payTimeoutMs: 1_000 }
  const gateways = await startPaymentGateways(await openFreshSqlite(), options)
  const kiosk = await gateways.terminal()
  await kiosk.pay({ ...ORDER, externalId: 'before' })
  await gateways.sandbox.setFault('soap.GetPayments', 'http500')
  await kiosk.pay(ORDER)
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  const { id } = await intentOf(gateways)
  const trail = (await gateways.store.audit.list({ afterId: 0, limit: 1_000 })).filter(
    ({ object }) => object === `intent:${id}`,
  )
  expect(trail.map(({ outcome }) => outcome)).toEqual(['accepted', 'SENDING begun', 'ACCEPTED unsent'])
  await gateways.sandbox.clearFaults()
  await expect.poll(() => kiosk.pay(ORDER), { timeout: 10_000 }).toMatchObject({ __typename: 'PaymentAccepted' })
  expect(await rowsOf(gateways)).toHaveLength(1)
})

test('P6 PAY-4 without references a billing that is slower than the window is paid into all the same', async () => {
  const settings = { sendWindowMs: 600 }
  const reference = { reconcile: 'statement' } as const
  const gateways = await startPaymentGateways(await openFreshSqlite(), { settings, reference, replicas: 1 })
  const kiosk = await gateways.terminal()
  await gateways.sandbox.setFault('*', { latency: 700 })
  expect(await kiosk.pay(ORDER)).toMatchObject({ __typename: 'PaymentAccepted' })
  await gateways.sandbox.clearFaults()
  expect(await rowsOf(gateways)).toHaveLength(1)
})

test('P6 PAY-2 a payment that was refused when it was sent again is watched, and shown when it comes after all', async () => {
  const settings = { settleMs: 1_500, watchMs: 20_000, watchEveryMs: 200 }
  const gateways = await startPaymentGateways(await openFreshSqlite(), { settings, replicas: 1, payTimeoutMs: 1_000 })
  const kiosk = await gateways.terminal()
  await gateways.sandbox.setFault('soap.AddPayment', { kind: 'reset', times: 1 })
  await kiosk.pay(ORDER)
  await gateways.sandbox.terminateAccount('100002')
  await expect
    .poll(() => kiosk.pay(ORDER), { timeout: 10_000 })
    .toMatchObject({ __typename: 'PaymentRefused', code: 'ACCOUNT_CLOSED' })
  expect(await intentOf(gateways)).toMatchObject({ attempt: 2, attention: null })
  // As the first request would be carried out, by a billing that took it before the account was closed.
  await gateways.sandbox.postPayment({ number: '100003', amount: '10.00', receipt: 'kiosk/u-1' })
  await expect
    .poll(() => intentOf(gateways), { timeout: 10_000 })
    .toMatchObject({ state: 'REJECTED', attention: 'APPLIED_AFTER_REFUSAL', dueAt: null })
})
