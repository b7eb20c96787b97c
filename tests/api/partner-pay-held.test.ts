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

describeStores((openFresh) => {
  test('P6 PAY-10 receipts of others that are told as held keep to the minute, and refused ones are bounded too', async () => {
    const gateways = await start('exact', openFresh)
    const kiosk = await gateways.terminal({ template: '{externalId}', limits: { ...NARROW, perMinute: 2 } })
    for (let number = 0; number < 4; number += 1) {
      await gateways.sandbox.postPayment({ number: '100002', amount: '5.00', receipt: `cash-${number}` })
    }
    const codes: unknown[] = []
    const pay = async (externalId: string) => {
      const answer = await kiosk.pay({ externalId, accountNumber: '100003', amount: '20000.00' })
      codes.push(answer.code ?? answer.__typename)
    }
    for (let number = 0; number < 4; number += 1) await pay(`cash-${number}`)
    for (let number = 0; number < 4; number += 1) await pay(`none-${number}`)
    expect(codes.slice(0, 4)).toEqual(['PaymentPending', 'PaymentPending', 'TOO_MANY_PAYMENTS', 'TOO_MANY_PAYMENTS'])
    expect(codes.slice(4)).toEqual(['AMOUNT_TOO_LARGE', 'AMOUNT_TOO_LARGE', 'TOO_MANY_TRIES', 'TOO_MANY_TRIES'])
    expect((await gateways.store.intents.count()).attention).toBe(2)
  })
})

test('P6 PAY-2 a copy that meets a full day hears what became of its twin, which was let in meanwhile', async () => {
  const gateways = await startPaymentGateways(await openFreshSqlite(), {
    reference: { reconcile: 'exact' },
    billingTimeoutMs: 8_000,
    operationTimeoutMs: 20_000,
  })
  const kiosk = await gateways.terminal({ limits: NARROW })
  const pay = (externalId: string, [accountNumber, amount]: readonly [string, string]) =>
    kiosk.pay({ externalId, accountNumber, amount })
  await pay('warm-1', ['100002', '1.00'])
  await pay('warm-2', ['100003', '1.00'])
  await gateways.sandbox.terminateAccount('100003')
  await gateways.sandbox.setFault('soap.AddPayment', { latency: 3_000 })
  const takesTheDay = pay('first', ['100003', '60.00'])
  await expect.poll(async () => (await kiosk.find('first'))?.state, { timeout: 3_000 }).toBe('PENDING')
  await expect.poll(async () => (await gateways.store.intents.count()).SENDING, { timeout: 3_000 }).toBe(1)
  await gateways.sandbox.setFault('soap.FindPayment', { latency: 4_000 })
  const one = pay('twin', ['100002', '50.00'])
  expect(await takesTheDay).toMatchObject({ code: 'ACCOUNT_CLOSED' })
  const two = pay('twin', ['100002', '50.00'])
  for (const answer of await Promise.all([one, two])) expect(answer).toMatchObject({ __typename: 'PaymentAccepted' })
  expect(await rowsOf(gateways, 'kiosk/twin')).toHaveLength(1)
}, 60_000)
