import { expect, onTestFinished, test } from 'vitest'
import { SYSTEM_CLOCK } from '../../src/payments/clock.ts'
import { createPaymentEngine } from '../../src/payments/create.ts'
import { DEAF_OBSERVER } from '../../src/payments/observer.ts'
import { newIntent } from '../support/intents.ts'
import { TEST_SETTINGS } from '../support/payments.ts'
import { connectBilling, startTestSandbox } from '../support/sandbox.ts'
import { openFreshSqlite } from '../support/stores.ts'

test.each([
  ['exact', 'comment'],
  ['comment', 'exact'],
] as const)(
  'PAY-1 a payment in doubt that was sent for %s is found where it is by a gateway that asks by %s',
  async (...[sent, asked]) => {
    const sandbox = await startTestSandbox({ accounts: 18 })
    onTestFinished(() => sandbox.close())
    const { intents } = await (await openFreshSqlite()).open()
    const engineOf = (reconcile: 'exact' | 'comment') =>
      createPaymentEngine({
        billing: connectBilling(sandbox, { reconcile }),
        intents,
        settings: { ...TEST_SETTINGS, settleMs: 500 },
        observer: DEAF_OBSERVER,
        clock: SYSTEM_CLOCK,
      })
    const { restId } = await sandbox.findAccount('100002')
    const order = newIntent(1, { accountId: String(restId), accountNumber: '100002', reference: 'kiosk/reconfigured' })
    await sandbox.setFault('soap.AddPayment', { kind: 'dropAfterApplying', times: 1 })
    const by = { actor: 'PARTNER:t1', requestId: 'r-1' }
    const before = engineOf(sent)
    await before.submit(order, { by, waitMs: 0 })
    await before.idle()
    expect(await intents.find(order.id)).toMatchObject({ state: 'UNKNOWN', sentFor: sent })
    const after = engineOf(asked)
    const settle = async () => {
      await after.recover()
      await after.idle()
      return intents.find(order.id)
    }
    await expect.poll(settle, { timeout: 15_000, interval: 50 }).toMatchObject({ state: 'DONE', attempt: 1 })
    const { payments } = await sandbox.ledger()
    expect(payments.filter((row) => row.receipt === order.reference || row.comment === order.reference)).toHaveLength(1)
  },
)
