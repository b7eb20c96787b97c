import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { startPaymentGateways } from '../support/payment-gateways.ts'
import { openFreshSqlite } from '../support/stores.ts'
import { createTerminal, type Terminal } from '../support/terminals.ts'

let gateway: Gateway
let kiosk: Terminal
let bank: Terminal

beforeAll(async () => {
  gateway = await startGateway({ accounts: 18 })
  kiosk = await createTerminal(gateway)
  bank = await createTerminal(gateway, { partnerId: 'bank' })
})
afterAll(() => gateway.close())

async function pay(externalId: string, accountNumber = '100001', amount = '10.00') {
  const answer = await kiosk.pay({ externalId, accountNumber, amount })
  if (answer.payment === null) throw new Error(JSON.stringify(answer))
  return answer.payment
}

async function statusOf(receipt: string): Promise<number | undefined> {
  return (await gateway.sandbox.ledger()).payments.find((row) => row.receipt === receipt)?.status
}

test('P6 a payment is taken back in the billing itself, and is shown as canceled from then on', async () => {
  const before = await gateway.sandbox.findAccount('100001')
  const payment = await pay('c-1')
  const answer = await kiosk.cancel({ externalId: 'c-1', idempotencyKey: 'k-1', reason: 'WRONG_ACCOUNT' })
  expect(answer).toEqual({
    __typename: 'PaymentCanceled',
    retryable: false,
    message: 'The payment is canceled.',
    payment: { ...payment, state: 'CANCELED' },
  })
  expect(await statusOf('kiosk/c-1')).toBe(2)
  expect((await gateway.sandbox.findAccount('100001')).balance).toBe(before.balance)
  expect(await kiosk.find('c-1')).toEqual({ ...payment, state: 'CANCELED' })
  const repeat = { externalId: 'c-1', accountNumber: '100001', amount: '10.00' }
  expect(await kiosk.pay(repeat)).toMatchObject({
    __typename: 'PaymentAccepted',
    message: 'The payment was on the account and has been canceled since.',
    payment: { state: 'CANCELED' },
  })
  expect(await kiosk.pay(repeat, 'ru')).toMatchObject({ message: 'Платёж был зачислен, а затем отменён.' })
})

test('P6 a repeat of a cancellation, and a second key while it stands, get its answer without asking the billing', async () => {
  await pay('c-2')
  const first = await kiosk.cancel({ externalId: 'c-2', idempotencyKey: 'k-2' })
  const calls = await gateway.countCalls(async () => {
    expect(await kiosk.cancel({ externalId: 'c-2', idempotencyKey: 'k-2' })).toEqual(first)
    expect(await kiosk.cancel({ externalId: 'c-2', idempotencyKey: 'another' })).toEqual(first)
  })
  expect(calls).toEqual({})
})

test('P6 PAY-6 one key for two payments is a conflict, every time', async () => {
  await pay('c-3')
  const other = await pay('c-4')
  await kiosk.cancel({ externalId: 'c-3', idempotencyKey: 'k-3' })
  for (const _ of [1, 2]) {
    const answer = await kiosk.cancel({ externalId: 'c-4', idempotencyKey: 'k-3' })
    expect(answer).toMatchObject({ __typename: 'IdempotencyConflict', payment: { externalId: 'c-3' } })
  }
  expect(await kiosk.find('c-4')).toEqual(other)
})

test('P6 only a payment of one’s own is there to be canceled', async () => {
  await pay('c-5')
  const absent = { __typename: 'CancellationRefused', code: 'PAYMENT_NOT_FOUND', retryable: true, payment: null }
  expect(await bank.cancel({ externalId: 'c-5', idempotencyKey: 'k' })).toMatchObject(absent)
  expect(await kiosk.cancel({ externalId: 'c-404', idempotencyKey: 'k' })).toMatchObject(absent)
  expect(await statusOf('kiosk/c-5')).toBe(1)
})

test.each([
  ['externalId', { externalId: '', idempotencyKey: 'k' }],
  ['externalId', { externalId: 'x'.repeat(10_000), idempotencyKey: 'k' }],
  ['idempotencyKey', { externalId: 'c-1', idempotencyKey: '' }],
  ['idempotencyKey', { externalId: 'c-1', idempotencyKey: 'x'.repeat(10_000) }],
  ['idempotencyKey', { externalId: 'c-1', idempotencyKey: 'a\u0000' }],
])('P6 a value of %s that cannot be used is a refusal that names it', async (field, input) => {
  expect(await kiosk.cancel(input)).toMatchObject({ code: 'INVALID_VALUE', field, retryable: false, payment: null })
})

test('P6 money that is spent stays where it is', async () => {
  await pay('c-5a', '100004', '5.00')
  expect(await kiosk.cancel({ externalId: 'c-5a', idempotencyKey: 'k-5a' })).toMatchObject({
    __typename: 'CancellationRefused',
    code: 'ALREADY_SPENT',
    retryable: false,
    payment: { state: 'DONE' },
  })
  expect(await statusOf('kiosk/c-5a')).toBe(1)
})

test('P6 a payment that is too old stays where it is; the refusal is final for its key', async () => {
  await pay('c-6')
  await gateway.sandbox.advanceClock(4 * 86_400_000)
  const refused = await kiosk.cancel({ externalId: 'c-6', idempotencyKey: 'k-6' })
  expect(refused).toMatchObject({ code: 'TOO_LATE', retryable: false, payment: { state: 'DONE' } })
  expect(await kiosk.cancel({ externalId: 'c-6', idempotencyKey: 'k-6' })).toEqual(refused)
  expect(await statusOf('kiosk/c-6')).toBe(1)
})

test('P6 a payment that was refused has nothing to take back', async () => {
  await kiosk.pay({ externalId: 'c-7', accountNumber: '100009', amount: '10.00' })
  expect(await kiosk.cancel({ externalId: 'c-7', idempotencyKey: 'k-7' })).toMatchObject({
    code: 'PAYMENT_NOT_DONE',
    payment: { state: 'REJECTED' },
  })
})

test('P6 PAY-9 why a partner takes a payment back is in the audit trail', async () => {
  const { id } = await pay('c-8')
  await kiosk.cancel({ externalId: 'c-8', idempotencyKey: 'k-8', reason: 'PAYER_ASKED' })
  const rows = (await gateway.auditRows()).filter(({ act }) => act === 'payment-cancellation')
  expect(rows).toContainEqual(
    expect.objectContaining({ actor: 'PARTNER:kiosk', object: `intent:${id}`, outcome: 'asked PAYER_ASKED' }),
  )
})

test('P6 PAY-2 a lost answer leaves a cancellation pending until it is known, and the payment says so', async () => {
  const gateways = await startPaymentGateways(await openFreshSqlite(), {
    payTimeoutMs: 2_000,
    settings: { retryMinMs: 2_500 },
  })
  const terminal = await gateways.terminal()
  await terminal.pay({ externalId: 'c-9', accountNumber: '100001', amount: '10.00' })
  await gateways.sandbox.setFault('soap.CancelPayment', { kind: 'dropAfterApplying', times: 1 })
  const order = { externalId: 'c-9', idempotencyKey: 'k-9' }
  expect(await terminal.cancel(order)).toMatchObject({
    __typename: 'CancellationPending',
    retryable: true,
    payment: { state: 'CANCELING' },
  })
  expect(await terminal.find('c-9')).toMatchObject({ state: 'CANCELING' })
  await expect
    .poll(() => terminal.cancel(order), { timeout: 10_000 })
    .toMatchObject({
      __typename: 'PaymentCanceled',
      payment: { state: 'CANCELED' },
    })
  const { payments } = await gateways.sandbox.ledger()
  expect(payments.filter(({ receipt }) => receipt === 'kiosk/c-9')).toMatchObject([{ status: 2 }])
})

test('P6 a payment that is not decided yet cannot be taken back yet', async () => {
  const gateways = await startPaymentGateways(await openFreshSqlite(), {
    payTimeoutMs: 1_000,
    settings: { retryMinMs: 2_500 },
  })
  const terminal = await gateways.terminal()
  await gateways.sandbox.setFault('soap.AddPayment', { kind: 'dropAfterApplying', times: 1 })
  await terminal.pay({ externalId: 'c-10', accountNumber: '100001', amount: '10.00' })
  const order = { externalId: 'c-10', idempotencyKey: 'k-10' }
  expect(await terminal.cancel(order)).toMatchObject({ code: 'PAYMENT_PENDING', retryable: true })
  await expect.poll(() => terminal.cancel(order), { timeout: 10_000 }).toMatchObject({ __typename: 'PaymentCanceled' })
})
