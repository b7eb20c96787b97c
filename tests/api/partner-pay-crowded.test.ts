import { expect, test } from 'vitest'
import { startPaymentGateways } from '../support/payment-gateways.ts'
import { openFreshSqlite } from '../support/stores.ts'

const BATCHES = 2
const BATCH = 75
const CHECK = '{ checkAccount(accountNumber: "100003") { __typename } }'

test('P6 PAY-4 new payments and checks go on while very many are in doubt and the billing is slow', async () => {
  const gateways = await startPaymentGateways(await openFreshSqlite(), {
    replicas: 1,
    reference: { reconcile: 'exact' },
    settings: { settleMs: 120_000 },
    payTimeoutMs: 9_000,
    billingTimeoutMs: 5_000,
  })
  const kiosk = await gateways.terminal()
  const other = await gateways.terminal({ partnerId: 'bank' })
  await gateways.sandbox.setFault('soap.AddPayment', 'reset')
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const lost = Array.from({ length: BATCH }, (_, number) =>
      kiosk.pay({ externalId: `lost-${batch}-${number}`, accountNumber: '100002', amount: '1.00' }),
    )
    await Promise.all(lost)
  }
  expect((await gateways.store.intents.count()).UNKNOWN).toBeGreaterThan(100)
  await gateways.sandbox.clearFaults()
  await gateways.sandbox.setFault('soap.FindPayment', { latency: 600 })
  for (let number = 0; number < 5; number += 1) {
    const order = { externalId: `new-${number}`, accountNumber: '100003', amount: '1.00' }
    const answer = await other.pay(order)
    expect(answer).toMatchObject({ __typename: 'PaymentAccepted' })
    expect((await other.ask(CHECK)).data).toMatchObject({ checkAccount: { __typename: 'PayableAccount' } })
  }
}, 90_000)
