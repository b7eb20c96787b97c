import { expect, test, vi } from 'vitest'
import { FISCAL_POINTS } from '../../src/payments/points.ts'
import { INITIATE, type InitiateAnswer } from '../support/checkouts.ts'
import { startKillableGateway } from '../support/killable-gateway.ts'

const WAIT = { timeout: 60_000, interval: 500 }

interface Told {
  readonly checkout: {
    readonly state: string
    readonly fiscalReceipt: { readonly state: string; readonly documentNumber: string | null } | null
  }
}

/** Somebody who has paid 77 roubles, and what is told of it. */
async function payAt(gateway: Awaited<ReturnType<typeof startKillableGateway>>) {
  interface Seen {
    readonly viewer: { readonly accounts: readonly { readonly id: string }[] }
  }
  const { viewer } = await gateway.ask<Seen>('{ viewer { accounts { id } } }', {}, '100001')
  const input = {
    accountId: viewer.accounts[0]?.id,
    method: 'BANK_CARD',
    amount: '77.00',
    returnUrl: 'http://localhost:5173/',
    receiptContact: 'anna@example.com',
    idempotencyKey: 'killed',
  }
  const { initiatePayment } = await gateway.ask<{ initiatePayment: InitiateAnswer }>(INITIATE, { input }, '100001')
  const id = initiatePayment.checkout?.id
  const acquirer = await gateway.acquirer()
  await acquirer.choose((await acquirer.payments())[0]?.id ?? '', 'pay')
  const document = 'query ($id: ID!) { checkout(id: $id) { state fiscalReceipt { state documentNumber } } }'
  return async () => (await gateway.ask<Told>(document, { id }, '100001')).checkout
}

test.each(FISCAL_POINTS)(
  'P3 a gateway that is killed at %s registers the receipt all the same, and once',
  { timeout: 120_000 },
  async (point) => {
    // A claim of the dead runs out by the time that a call may take.
    const gateway = await startKillableGateway({ FISCAL_TIMEOUT_MS: '500' })
    gateway.killAt(point)
    const tell = await payAt(gateway)
    await gateway.startAgain()
    // What the dead one has handed over was kept before it died; nothing else was.
    const kept = point === 'receipt-marked' ? 0 : 1
    await vi.waitFor(async () => expect(await gateway.documents()).toHaveLength(kept))
    await vi.waitFor(async () => {
      expect(await tell()).toMatchObject({ state: 'DONE', fiscalReceipt: { state: 'REGISTERED' } })
    }, WAIT)
    const documents = await gateway.documents()
    expect(documents).toMatchObject([
      { operation: 'sell', total: '77.00', externalId: expect.not.stringContaining('.') },
    ])
    expect((await tell()).fiscalReceipt?.documentNumber).toBe('1')
  },
)

test('P3 a gateway whose registrar lost the answer, and that is killed upon it, registers the receipt once', {
  timeout: 180_000,
}, async () => {
  const gateway = await startKillableGateway({ FISCAL_TIMEOUT_MS: '500' })
  await gateway.setRegistrar({ faults: [{ kind: 'dropAfterTaking', times: 1 }] })
  gateway.killAt('receipt-handed-over')
  const tell = await payAt(gateway)
  await gateway.startAgain()
  await vi.waitFor(async () => expect(await gateway.documents()).toHaveLength(1))
  await vi.waitFor(async () => expect(await tell()).toMatchObject({ fiscalReceipt: { state: 'REGISTERED' } }), WAIT)
  expect(await gateway.documents()).toHaveLength(1)
})
