import { expect, test } from 'vitest'
import type { Acquirer, AcquirerPayment } from '../../src/acquiring/port.ts'
import { type CheckoutDesk, checkoutSettings } from '../../src/payments/checkout-desk.ts'
import { driveCheckout } from '../../src/payments/checkout-drive.ts'
import { SYSTEM_CLOCK } from '../../src/payments/clock.ts'
import type { Order } from '../../src/payments/engine.ts'
import { createMemoryCheckouts } from '../simulation/memory-checkouts.ts'
import { GATEWAY_RECEIPTS, TERMS } from '../support/receipt-rules.ts'

const AUDIT = { actor: 'x', act: 'checkout', object: 'checkout:x', outcome: 'CREATED', requestId: '' }
const [ID, AMOUNT] = ['00000000-0000-7000-8000-000000000001', { minorUnits: 10_000n, currency: 'RUB' }] as const
const PAID: AcquirerPayment = {
  acquirerId: 'p1',
  status: 'CAPTURED',
  cancelReason: null,
  amount: AMOUNT,
  refunded: { ...AMOUNT, minorUnits: 0n },
  capturedAt: null,
}

test('PAY-11 what one process has left to a person another one that has looked before does not credit', async () => {
  let now = 1_000
  const checkouts = createMemoryCheckouts({ now: () => now })
  const settings = checkoutSettings({ requestTimeoutMs: 1_000 })
  const submitted: Order[] = []
  const deskOf = (findPayment: Acquirer['findPayment']): CheckoutDesk => ({
    acquirer: { ...ACQUIRER, findPayment },
    checkouts,
    intents: {
      find: async () => null,
      findByExternalId: async () => null,
      findByReferences: async () => [],
      findTakenRecordIds: async () => new Set(),
    },
    payments: { findPayments: never },
    tries: { record: never, forget: never, deleteBefore: never },
    engine: {
      async submit(order) {
        submitted.push(order)
        return { kind: 'overloaded' }
      },
      submitHeld: never,
      lookUp: async () => ({ kind: 'absent' }),
    },
    clock: SYSTEM_CLOCK,
    settings,
    observer: { moved() {}, unanswered() {}, misdated() {}, failed() {} },
    returnUrls: { origins: [], allowsLocalhost: false },
    receiptRules: { maker: 'NOBODY', terms: TERMS },
  })
  const claim = async () => {
    now += settings.leaseMs
    const [claimed] = await checkouts.claimDue({ limit: 1, leaseMs: settings.leaseMs })
    if (!claimed) throw new Error('Nothing is due.')
    return claimed
  }
  const created = await checkouts.create(newCheckout, { leaseMs: 1_000, maxOpen: 1, audit: AUDIT })
  if (created.kind !== 'created') throw new Error(created.kind)
  await checkouts.move(created.checkout, { to: 'OPEN', acquirerId: 'p1', dueInMs: 1 }, AUDIT)

  // It stands still for longer than its claim with the answer in its hands; somebody refunds a part in the meantime.
  const slow = deskOf(async () => {
    const quick = deskOf(async () => ({ ...PAID, refunded: { ...AMOUNT, minorUnits: 100n } }))
    expect(await driveCheckout(quick, await claim())).toMatchObject({ attention: 'REFUNDED_ELSEWHERE' })
    return PAID
  })

  expect(await driveCheckout(slow, await claim())).toBeNull()
  expect(submitted).toEqual([])
  expect(await checkouts.find(ID)).toMatchObject({ state: 'OPERATOR', attention: 'REFUNDED_ELSEWHERE' })
})

const newCheckout = {
  id: ID,
  principal: 'SUBSCRIBER:1',
  idempotencyKey: 'k1',
  fingerprint: 'f',
  accountId: '17',
  accountNumber: '007123',
  amount: AMOUNT,
  method: 'BANK_CARD',
  returnUrl: 'https://cabinet.example/paid',
  receiptContact: { kind: 'EMAIL', value: 'anna@example.com' },
  ...GATEWAY_RECEIPTS,
  acquirer: 'slow',
} as const

const ACQUIRER: Acquirer = {
  name: 'slow',
  capabilities: {
    methods: [],
    qr: false,
    minAmount: AMOUNT,
    maxAmount: AMOUNT,
    keysKeptMs: 86_400_000,
    maxDescriptionLength: 128,
  },
  createPayment: never,
  findCreated: never,
  findPayment: never,
  refund: never,
  findRefund: never,
  readHint: () => null,
  close: async () => {},
}

async function never(): Promise<never> {
  throw new Error('Nobody asks for this here.')
}
