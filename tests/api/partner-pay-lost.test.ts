import { expect, test } from 'vitest'
import { type PaymentGateways, startPaymentGateways } from '../support/payment-gateways.ts'
import { describeStores, openFreshSqlite } from '../support/stores.ts'

async function rowsOf({ sandbox }: PaymentGateways, receipt: string) {
  return (await sandbox.ledger()).payments.filter((row) => row.receipt === receipt)
}

describeStores((openFresh) => {
  test('P6 PAY-2 PAY-4 a lost answer leaves a payment pending; recovery finds it done, and never pays twice', async () => {
    const gateways = await startPaymentGateways(await openFresh(), {
      payTimeoutMs: 2_000,
      settings: { retryMinMs: 2_500 },
    })
    const kiosk = await gateways.terminal()
    await gateways.sandbox.setFault('soap.AddPayment', { kind: 'dropAfterApplying', times: 1 })
    const order = { externalId: 'lost-1', accountNumber: '100002', amount: '10.00' }
    const first = await kiosk.pay(order)
    expect(first).toMatchObject({
      __typename: 'PaymentPending',
      retryable: true,
      payment: { state: 'PENDING', registeredAt: null },
    })
    await expect
      .poll(() => kiosk.pay(order), { timeout: 10_000, interval: 100 })
      .toMatchObject({
        __typename: 'PaymentAccepted',
        payment: { id: first.payment?.id, acceptedAt: first.payment?.acceptedAt, state: 'DONE' },
      })
    expect(await rowsOf(gateways, 'kiosk/lost-1')).toMatchObject([{ amount: '10.00' }])
  })

  test('P6 PAY-2 PAY-4 a request that never arrived is sent again after the settle wait, once', async () => {
    const gateways = await startPaymentGateways(await openFresh())
    const kiosk = await gateways.terminal()
    await gateways.sandbox.setFault('soap.AddPayment', { kind: 'reset', times: 1 })
    const order = { externalId: 'lost-2', accountNumber: '100002', amount: '10.00' }
    await kiosk.pay(order)
    await expect
      .poll(() => kiosk.pay(order), { timeout: 15_000, interval: 100 })
      .toMatchObject({
        __typename: 'PaymentAccepted',
      })
    expect(await rowsOf(gateways, 'kiosk/lost-2')).toHaveLength(1)
  })
})

test('P6 PAY-3 a payment whose client has hung up is carried out, and the repeat hears of it', async () => {
  const gateways = await startPaymentGateways(await openFreshSqlite())
  const kiosk = await gateways.terminal()
  await gateways.sandbox.setFault('soap.AddPayment', { latency: 700 })
  const [url = ''] = gateways.urls
  const order = { externalId: 'gone-1', accountNumber: '100002', amount: '10.00' }
  const query = 'mutation ($input: PayInput!) { pay(input: $input) { __typename } }'
  const left = fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${kiosk.token}` },
    body: JSON.stringify({ query, variables: { input: order } }),
    signal: AbortSignal.timeout(400),
  })
  await expect(left).rejects.toThrow('timeout')
  expect(await kiosk.pay(order)).toMatchObject({ __typename: 'PaymentAccepted' })
  expect(await rowsOf(gateways, 'kiosk/gone-1')).toHaveLength(1)
})

test('P6 an answer comes within the operation’s time, also while the billing hangs', async () => {
  const gateways = await startPaymentGateways(await openFreshSqlite(), {
    operationTimeoutMs: 5_000,
    billingTimeoutMs: 9_000,
  })
  const kiosk = await gateways.terminal()
  await gateways.sandbox.setFault('soap.AddPayment', { latency: 6_000 })
  const order = { externalId: 'slow-1', accountNumber: '100002', amount: '10.00' }
  const startedAt = performance.now()
  expect(await kiosk.pay(order)).toMatchObject({ __typename: 'PaymentPending' })
  expect(performance.now() - startedAt).toBeLessThan(5_000)
  await expect.poll(() => kiosk.find('slow-1'), { timeout: 12_000 }).toMatchObject({ state: 'DONE' })
  expect(await rowsOf(gateways, 'kiosk/slow-1')).toHaveLength(1)
})

test('P6 PAY-1 a payment from before the gateway existed is recognised by its receipt, with its own time', async () => {
  const gateways = await startPaymentGateways(await openFreshSqlite(), { replicas: 1 })
  const old = await gateways.terminal({ partnerId: 'old-bank', template: '{externalId}' })
  const paidAt = new Date(Date.now() - 86_400_000)
  paidAt.setUTCMilliseconds(0)
  await gateways.sandbox.postPayment({
    number: '100002',
    amount: '33.00',
    receipt: 'T-1',
    paidAt: paidAt.toISOString(),
  })
  const { payment, ...answer } = await old.pay({ externalId: 'T-1', accountNumber: '100002', amount: '33.00' })
  expect(answer).toMatchObject({ __typename: 'PaymentAccepted' })
  expect(Date.parse(payment?.registeredAt ?? '')).toBe(paidAt.getTime())
  expect(await rowsOf(gateways, 'T-1')).toHaveLength(1)
})

test('P6 PAY-2 a receipt that the billing holds for another amount is nobody’s payment: pending, for a person to look at', async () => {
  const gateways = await startPaymentGateways(await openFreshSqlite(), { replicas: 1 })
  const old = await gateways.terminal({ partnerId: 'old-bank', template: '{externalId}' })
  await gateways.sandbox.postPayment({ number: '100002', amount: '33.00', receipt: 'T-2' })
  const order = { externalId: 'T-2', accountNumber: '100002', amount: '34.00' }
  expect(await old.pay(order)).toMatchObject({ __typename: 'PaymentPending', payment: { state: 'PENDING' } })
  expect(await rowsOf(gateways, 'T-2')).toMatchObject([{ amount: '33.00' }])
  const waiting = await gateways.store.intents.listAttention({ afterId: null, limit: 10 })
  expect(waiting).toMatchObject([{ externalId: 'T-2', state: 'OPERATOR', attention: 'CONFLICT' }])
})
