import { randomUUIDv7 } from 'node:crypto'
import type { Checkout, ReceiptContact } from '../../src/domain/checkout.ts'
import type { FiscalReceipt } from '../../src/domain/fiscal-receipt.ts'
import type { Money } from '../../src/domain/money.ts'
import type { FiscalRegistrar } from '../../src/fiscal/port.ts'
import { type FiscalSettings, fiscalSettings } from '../../src/payments/fiscal-settings.ts'
import type { FiscalDesk } from '../../src/payments/fiscal-work.ts'
import type { CheckoutChange } from '../../src/store/checkout-types.ts'
import type { FiscalEvent } from '../../src/store/fiscal-types.ts'
import type { Store } from '../../src/store/store.ts'
import { acceptIntent, newIntent } from './intents.ts'
import { GATEWAY_RECEIPTS } from './receipt-rules.ts'

const AUDIT = { actor: 'x', act: 'checkout', object: 'checkout:x', outcome: 'x', requestId: 'r-1' }
const AMOUNT = { minorUnits: 15_005n, currency: 'RUB' } as const

interface Wanted {
  readonly contact?: ReceiptContact
  readonly event?: Partial<FiscalEvent>
  readonly accountId?: string
  /** What the acquirer has said at first that it has taken. */
  readonly captured?: Money
}

let made = 0

/** A checkout whose money was taken and is on the account, with the receipt that is due then; written straight to the store. */
export async function doneCheckout(store: Store, wanted: Wanted = {}): Promise<Checkout> {
  const captured = await capturedCheckout(store, wanted)
  const fiscal = { operation: 'SELL', amount: AMOUNT, paymentId: `p-${made}`, ...wanted.event } as const
  return move(store, captured, { to: 'DONE', dueInMs: null, fiscal })
}

/** One whose money the billing refused and that has gone back to the payer. */
export async function refundedCheckout(store: Store, wanted: Wanted = {}): Promise<Checkout> {
  const captured = await capturedCheckout(store, wanted)
  const refused = await move(store, captured, { to: 'OPERATOR', attention: 'CREDIT_REFUSED', dueInMs: 0 })
  const details = JSON.stringify({ checkoutId: captured.id, receiptContact: captured.receiptContact })
  const refund = await acceptIntent(store.intents, newIntent(nextIntent(), { kind: 'REFUND', details }))
  const going = await move(store, refused, { to: 'REFUNDING', refundId: refund.id, dueInMs: 1000 })
  const fiscal = { operation: 'SELL_REFUND', amount: AMOUNT, paymentId: null, ...wanted.event } as const
  return move(store, going, { to: 'REFUNDED', dueInMs: null, fiscal })
}

async function capturedCheckout(
  store: Store,
  { contact, accountId = '17', captured = AMOUNT }: Wanted,
): Promise<Checkout> {
  const credit = await acceptIntent(store.intents, newIntent(nextIntent()))
  const verdict = await store.checkouts.create(
    {
      id: randomUUIDv7(),
      principal: 'SUBSCRIBER:1',
      idempotencyKey: randomUUIDv7(),
      fingerprint: 'f',
      accountId,
      accountNumber: '007123',
      amount: AMOUNT,
      method: 'BANK_CARD',
      returnUrl: 'https://cabinet.example/paid',
      receiptContact: contact ?? { kind: 'EMAIL', value: 'anna@example.com' },
      ...GATEWAY_RECEIPTS,
      acquirer: 'sandbox',
    },
    { leaseMs: 60_000, maxOpen: 1000, audit: AUDIT },
  )
  if (verdict.kind !== 'created') throw new Error(verdict.kind)
  const opened = await move(store, verdict.checkout, { to: 'OPEN', dueInMs: 60_000, acquirerId: randomUUIDv7() })
  const taken = { captured, capturedAt: Date.parse('2026-11-28T09:30:00Z'), creditId: credit.id }
  return move(store, opened, { to: 'CAPTURED', dueInMs: 60_000, ...taken })
}

function nextIntent(): number {
  made += 1
  return made
}

async function move(store: Store, checkout: Checkout, change: CheckoutChange): Promise<Checkout> {
  const moved = await store.checkouts.move(checkout, change, AUDIT)
  if (moved === null) throw new Error('the claim is lost')
  return moved
}

/** Quick enough for a test; patient enough to be seen in each state. */
export function fiscalDesk(
  store: Store,
  registrar: FiscalRegistrar,
  settings: Partial<FiscalSettings> = {},
): FiscalDesk & { readonly errors: unknown[] } {
  const errors: unknown[] = []
  return {
    registrar,
    receipts: store.fiscalReceipts,
    settings: {
      ...fiscalSettings({ requestTimeoutMs: 400 }),
      pollMs: 20,
      pauseMinMs: 20,
      pauseMaxMs: 200,
      settleMs: 100,
      ...settings,
    },
    itemName: 'Услуги связи',
    observer: { moved() {}, unanswered() {}, failed: (error) => void errors.push(error) },
    errors,
  }
}

export async function receiptsOf(store: Store, { id }: Pick<Checkout, 'id'>): Promise<readonly FiscalReceipt[]> {
  const found = await store.fiscalReceipts.listOfCheckouts([id])
  return found.toSorted((one, other) => one.operation.localeCompare(other.operation))
}
