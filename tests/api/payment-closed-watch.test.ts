import { expect, test } from 'vitest'
import { startPaymentGateways } from '../support/payment-gateways.ts'
import { openFreshSqlite } from '../support/stores.ts'

const ORDER = { externalId: 'u-1', accountNumber: '100002', amount: '10.00' }
const KEY = { principal: 'PARTNER:kiosk', kind: 'PAYMENT', externalId: 'u-1' } as const

test('PAY-9 a payment that was sent and closed by an operator is watched, and shown when it comes after all', async () => {
  const gateways = await startPaymentGateways(await openFreshSqlite(), {
    settings: { settleMs: 4_000, giveUpMs: 300, watchMs: 20_000, watchEveryMs: 200 },
    replicas: 1,
    payTimeoutMs: 1_000,
  })
  const kiosk = await gateways.terminal()
  await gateways.sandbox.setFault('soap.AddPayment', { kind: 'reset', times: 1 })
  await kiosk.pay(ORDER)
  await gateways.sandbox.setFault('soap.FindPayment', 'http500')
  const read = () => gateways.store.intents.findByExternalId(KEY)
  await expect.poll(async () => (await read())?.state, { timeout: 15_000 }).toBe('OPERATOR')
  await gateways.sandbox.clearFaults()
  const resolution = { kind: 'NOT_CARRIED_OUT', acknowledgesDoubt: false } as const
  const close = async () =>
    gateways.resolve({
      intentId: (await read())?.id ?? '',
      resolution,
      reason: 'looked at it',
      by: { actor: 'OPERATOR:1', requestId: 'r' },
    })
  await expect.poll(close, { timeout: 10_000 }).toMatchObject({ kind: 'resolved', intent: { state: 'REJECTED' } })
  expect((await read())?.watchUntil).not.toBeNull()
  await gateways.sandbox.postPayment({ number: '100002', amount: '10.00', receipt: 'kiosk/u-1' })
  await expect
    .poll(read, { timeout: 10_000 })
    .toMatchObject({ state: 'REJECTED', attention: 'APPLIED_AFTER_REFUSAL', dueAt: null })
}, 60_000)
