import { expect, test } from 'vitest'
import { startPaymentGateways } from '../support/payment-gateways.ts'
import { dayOf, submitRegister } from '../support/registers.ts'
import { openFreshSqlite } from '../support/stores.ts'

const LONG_AGO = Date.now() - 70 * 86_400_000

test.each(['exact', 'comment'] as const)(
  'P6 a register finds a payment that the billing held for 70 days before it was told, asked by %s',
  async (reconcile) => {
    const gateways = await startPaymentGateways(await openFreshSqlite(), {
      startAt: LONG_AGO,
      reference: { reconcile },
      replicas: 1,
    })
    const kiosk = await gateways.terminal()
    await gateways.sandbox.postPayment({ number: '100002', amount: '77.00', receipt: 'kiosk/old' })
    const row = { externalId: 'old', accountNumber: '100002', amount: '77.00' }
    const paidAt = new Date(LONG_AGO).toISOString()
    const { payment } = await kiosk.pay({ ...row, paidAt })
    if (!payment) throw new Error('It was not accepted.')
    const answer = await submitRegister(kiosk, { date: dayOf(payment), rows: [row] })
    expect(answer.rows).toMatchObject([{ externalId: 'old', verdict: 'MATCHED' }])
  },
  60_000,
)
