import { describe, expect, test } from 'vitest'
import { type PaymentGateways, startPaymentGateways } from '../support/payment-gateways.ts'
import { describeStores, openFreshSqlite } from '../support/stores.ts'

const NARROW = { min: '1.00', max: '100.00', perDay: '100.00', perMinute: 100 }
const MONTHS_AGO = new Date(Date.now() - 60 * 86_400_000).toISOString()

async function rowsOf({ sandbox }: PaymentGateways, receipt: string) {
  return (await sandbox.ledger()).payments.filter((row) => row.receipt === receipt)
}

function start(reconcile: 'exact' | 'comment' | 'statement', database = openFreshSqlite) {
  return database().then((fresh) => startPaymentGateways(fresh, { replicas: 1, reference: { reconcile } }))
}

describe.each(['exact', 'comment'] as const)('where the billing is asked by %s', (reconcile) => {
  test.each([
    ['is above the largest amount', 'AMOUNT_TOO_LARGE', { amount: '20000.00' }],
    ['is below the smallest amount', 'AMOUNT_TOO_SMALL', { amount: '0.50' }],
    ['would not fit into the day', 'DAY_LIMIT_REACHED', { amount: '60.00' }],
    ['was paid months ago', 'INVALID_VALUE', { amount: '20.00', paidAt: MONTHS_AGO }],
  ])('P6 PAY-2 a payment from before the gateway is no refusal when it %s', async (...[, code, asked]) => {
    const gateways = await start(reconcile)
    const kiosk = await gateways.terminal({ limits: NARROW })
    await gateways.sandbox.postPayment({ number: '100002', amount: asked.amount, receipt: 'kiosk/old' })
    const order = { accountNumber: '100002', ...asked }
    await kiosk.pay({ externalId: 'first', accountNumber: '100002', amount: '50.00' })
    expect(await kiosk.pay({ ...order, externalId: 'old' })).toMatchObject({
      __typename: 'PaymentAccepted',
      payment: { state: 'DONE', amount: { amount: asked.amount } },
    })
    expect(await rowsOf(gateways, 'kiosk/old')).toHaveLength(1)
    expect(await kiosk.pay({ ...order, externalId: 'new' })).toMatchObject({ code, retryable: false, payment: null })
    expect(await rowsOf(gateways, 'kiosk/new')).toEqual([])
  })

  test('P6 PAY-2 nothing is refused for good while the billing cannot be asked whether it has the payment', async () => {
    const gateways = await start(reconcile)
    const kiosk = await gateways.terminal({ limits: NARROW })
    await gateways.sandbox.postPayment({ number: '100002', amount: '20000.00', receipt: 'kiosk/old' })
    const order = { externalId: 'old', accountNumber: '100002', amount: '20000.00' }
    for (const operation of ['rest.accounts', 'soap.FindPayment', 'soap.GetPayments']) {
      await gateways.sandbox.setFault(operation, 'http500')
    }
    expect(await kiosk.pay(order)).toMatchObject({ code: 'BILLING_UNAVAILABLE', retryable: true, payment: null })
    await gateways.sandbox.clearFaults()
    expect(await kiosk.pay(order)).toMatchObject({ __typename: 'PaymentAccepted' })
    expect(await rowsOf(gateways, 'kiosk/old')).toHaveLength(1)
  })
})

test('P6 where the billing keeps no references a refusal asks it nothing', async () => {
  const gateways = await start('statement')
  const kiosk = await gateways.terminal({ limits: NARROW })
  await gateways.sandbox.resetCalls()
  const order = { externalId: 'n-1', accountNumber: '100002', amount: '20000.00' }
  expect(await kiosk.pay(order)).toMatchObject({ code: 'AMOUNT_TOO_LARGE', retryable: false })
  expect(await gateways.sandbox.calls()).toEqual({})
})

test('P6 PAY-2 a receipt that stands there with another amount goes to a person, whatever the limits say', async () => {
  const gateways = await start('exact')
  const kiosk = await gateways.terminal({ limits: NARROW })
  await gateways.sandbox.postPayment({ number: '100002', amount: '33.00', receipt: 'kiosk/old' })
  const order = { externalId: 'old', accountNumber: '100002', amount: '20000.00' }
  expect(await kiosk.pay(order)).toMatchObject({ __typename: 'PaymentPending', payment: { state: 'PENDING' } })
  const waiting = await gateways.store.intents.listAttention({ afterId: null, limit: 10 })
  expect(waiting).toMatchObject([{ externalId: 'old', state: 'OPERATOR', attention: 'CONFLICT' }])
  expect(await rowsOf(gateways, 'kiosk/old')).toMatchObject([{ amount: '33.00' }])
})

test('P6 an account that nobody has is not told apart from another by an amount that is too large', async () => {
  const gateways = await start('exact')
  const kiosk = await gateways.terminal({ limits: NARROW })
  const order = { externalId: 'n-1', accountNumber: '999999', amount: '20000.00' }
  expect(await kiosk.pay(order)).toMatchObject({ code: 'AMOUNT_TOO_LARGE', retryable: false })
})

describeStores((openFresh) => {
  test('P6 PAY-1 payments from before the gateway leave the day to the new ones', async () => {
    const gateways = await start('exact', openFresh)
    const kiosk = await gateways.terminal({ limits: NARROW })
    for (const receipt of ['kiosk/o-1', 'kiosk/o-2']) {
      await gateways.sandbox.postPayment({ number: '100002', amount: '60.00', receipt })
    }
    const pay = (externalId: string, amount: string) => kiosk.pay({ externalId, accountNumber: '100002', amount })
    expect(await pay('o-1', '60.00')).toMatchObject({ __typename: 'PaymentAccepted' })
    expect(await pay('o-2', '60.00')).toMatchObject({ __typename: 'PaymentAccepted' })
    expect(await pay('n-1', '100.00')).toMatchObject({ __typename: 'PaymentAccepted' })
    expect(await pay('n-2', '1.00')).toMatchObject({ code: 'DAY_LIMIT_REACHED' })
    expect(
      (await gateways.sandbox.ledger()).payments.filter(({ receipt }) => receipt?.startsWith('kiosk/')),
    ).toHaveLength(3)
  })
})
