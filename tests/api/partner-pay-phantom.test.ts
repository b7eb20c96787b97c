import { describe, expect, test } from 'vitest'
import { openBooks } from '../support/books.ts'
import { type PaymentGateways, startPaymentGateways } from '../support/payment-gateways.ts'
import { describeStores, openFreshSqlite } from '../support/stores.ts'

// A billing that reports a whole row and writes none gives the number of that row to the next payment.

const ACCOUNT = { accountNumber: '100002', amount: '77.00' }

async function rowsOf({ sandbox }: PaymentGateways, ...receipts: readonly string[]) {
  return (await sandbox.ledger()).payments.filter(({ receipt }) => receipts.includes(receipt ?? ''))
}

async function attentionOf({ store }: PaymentGateways) {
  const waiting = await store.intents.listAttention({ afterId: null, limit: 10 })
  return waiting.map(({ externalId, kind, state, attention }) => `${externalId} ${kind} ${state} ${attention}`)
}

async function payPhantom(gateways: PaymentGateways) {
  const kiosk = await gateways.terminal()
  await gateways.sandbox.setFault('soap.AddPayment', { kind: 'successWithoutApplying', times: 1 })
  expect(await kiosk.pay({ ...ACCOUNT, externalId: 'n-1' })).toMatchObject({ __typename: 'PaymentAccepted' })
  expect(await rowsOf(gateways, 'kiosk/n-1')).toEqual([])
  return kiosk
}

test('P6 PAY-1 without references a row that another payment has claimed without having it is never paid again', async () => {
  const reference = { reconcile: 'statement', duplicateCheck: false } as const
  const gateways = await startPaymentGateways(await openFreshSqlite(), { reference, replicas: 1 })
  const kiosk = await payPhantom(gateways)
  await gateways.sandbox.setFault('soap.AddPayment', { kind: 'dropAfterApplying', times: 1 })
  await kiosk.pay({ ...ACCOUNT, externalId: 'n-2' })
  await expect.poll(() => attentionOf(gateways), { timeout: 10_000 }).toEqual(['n-2 PAYMENT OPERATOR AMBIGUOUS'])
  expect(await rowsOf(gateways, 'kiosk/n-2')).toHaveLength(1)
})

describeStores((openFresh) => {
  test('P6 PAY-2 two payments that are done by one row are both shown to a person, and the trail tells it of both', async () => {
    const reference = { reconcile: 'comment' } as const
    const gateways = await startPaymentGateways(await openFresh(), { reference, replicas: 1 })
    const kiosk = await payPhantom(gateways)
    const second = await kiosk.pay({ ...ACCOUNT, externalId: 'n-2' })
    expect(second).toMatchObject({ __typename: 'PaymentAccepted' })
    expect(await attentionOf(gateways)).toEqual(['n-1 PAYMENT DONE RECORD_SHARED', 'n-2 PAYMENT DONE RECORD_SHARED'])
    const trail = await gateways.store.audit.list({ afterId: 0, limit: 100 })
    const first = await kiosk.find('n-1')
    expect(trail.filter(({ object }) => object === `intent:${first?.id}`).map(({ outcome }) => outcome)).toEqual([
      'accepted',
      'SENDING begun',
      'DONE done',
      'DONE RECORD_SHARED',
    ])
  })
})

test.each(['exact', 'comment', 'statement'] as const)(
  'P6 PAY-1 the money of another payment is never taken back, asked by %s',
  async (reconcile) => {
    const gateways = await startPaymentGateways(await openFreshSqlite(), { reference: { reconcile }, replicas: 1 })
    const kiosk = await payPhantom(gateways)
    await kiosk.pay({ ...ACCOUNT, externalId: 'n-2' })
    const answer = await kiosk.cancel({ externalId: 'n-1', idempotencyKey: 'back' })
    expect(answer).toMatchObject({ __typename: 'CancellationPending' })
    expect(await rowsOf(gateways, 'kiosk/n-2')).toMatchObject([{ status: 1 }])
    expect(await attentionOf(gateways)).toContain('back CANCELLATION OPERATOR CONFLICT')
  },
)

test('P6 PAY-1 asked by comment a payment from before the gateway with a receipt of its own can be taken back', async () => {
  const gateways = await startPaymentGateways(await openFreshSqlite(), {
    reference: { reconcile: 'comment' },
    replicas: 1,
  })
  const kiosk = await gateways.terminal()
  await gateways.sandbox.postPayment({ number: '100002', amount: '77.00', receipt: '4711', comment: 'kiosk/old' })
  expect(await kiosk.pay({ ...ACCOUNT, externalId: 'old' })).toMatchObject({ __typename: 'PaymentAccepted' })
  const answer = await kiosk.cancel({ externalId: 'old', idempotencyKey: 'back' })
  expect(answer).toMatchObject({ __typename: 'PaymentCanceled' })
  expect(await rowsOf(gateways, '4711')).toMatchObject([{ status: 2 }])
})

describe('the comparison of the day', () => {
  test.each([
    ['exact', ['MISSING_IN_BILLING t1-1']],
    ['comment', ['MISSING_IN_BILLING t1-1']],
    ['statement', ['RECORD_SHARED t1-1', 'RECORD_SHARED t1-2']],
    ['none', ['RECORD_SHARED t1-1', 'RECORD_SHARED t1-2']],
  ] as const)(
    'P6 PAY-5 names payments that share a row, where the billing is asked by %s',
    async (...[reconcile, told]) => {
      const books = await openBooks({ reference: { reconcile } })
      await books.sandbox.setFault('soap.AddPayment', { kind: 'successWithoutApplying', times: 1 })
      await books.pay(1)
      await books.pay(2)
      const { differences } = await books.reconcile(books.today())
      expect(differences.map(({ kind, reference }) => `${kind} ${reference}`)).toEqual(told)
    },
  )
})
