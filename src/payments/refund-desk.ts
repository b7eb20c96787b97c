import { AcquirerError, type AcquirerErrorCode } from '../acquiring/error.ts'
import type { Acquirer, AcquirerRefund, RefundKey } from '../acquiring/port.ts'
import { BillingError, type BillingErrorCode } from '../billing/error.ts'
import type { CheckoutId, ReceiptContact } from '../domain/checkout.ts'
import { type FiscalTerms, readFiscalTerms } from '../domain/fiscal-terms.ts'
import type { Intent } from '../domain/payment-intent.ts'
import type { KindDesk } from './desk.ts'
import type { Evidence } from './evidence.ts'

/** What an intent of a refund says beside its account and amount. */
export interface RefundDetails {
  readonly checkoutId: CheckoutId
  readonly acquirer: string
  readonly acquirerId: string
  readonly receiptContact: ReceiptContact
  /** What the acquirer's own receipt says; null where it makes none. */
  readonly receipt: FiscalTerms | null
}

/**
 * Money that an acquirer gives back. It goes under the intent's own id as idempotence key, and is found by it: so nothing is
 * looked for before the first attempt, and none is ever repeated under another key. One that is on its way is neither done
 * nor absent; it is asked on.
 */
export function createRefundDesk(acquirer: Acquirer | null): KindDesk {
  function connected({ acquirer: name }: RefundDetails): Acquirer {
    if (acquirer?.name === name) return acquirer
    throw new BillingError('BILLING_UNREACHABLE', `The acquirer ${name} is not connected.`, { outcome: 'not_applied' })
  }

  return {
    trace: { reconcile: 'exact', honoursExternalId: true },

    async send(intent, call) {
      const details = readDetails(intent)
      const { receiptContact, receipt } = details
      const order = { ...keyOf(intent, details), amount: intent.amount, receiptContact, receipt }
      const verdict = await connected(details).refund(order, call).catch(asBillingError)
      if (verdict.kind === 'refused') return verdict
      const { refund } = verdict
      if (refund.status === 'CANCELED') return { kind: 'refused', reason: 'NOT_REFUNDABLE' }
      const evidence = judge(intent, refund)
      if (evidence.kind !== 'ours') throw inDoubt('unknown', evidence.kind)
      return { kind: 'applied', recordId: evidence.recordId, registeredAt: evidence.registeredAt }
    },

    async lookUp(intent, signal) {
      const details = readDetails(intent)
      const found = await connected(details).findRefund(keyOf(intent, details), { signal }).catch(asBillingError)
      // What was canceled there did not happen and will not.
      if (found === null || found.status === 'CANCELED') return { kind: 'absent' }
      if (found.status !== 'DONE') throw inDoubt('not_applied', found.status)
      return judge(intent, found)
    },

    readMark() {
      throw new Error('A refund needs no mark.')
    },
  }
}

function judge({ amount }: Intent, refund: AcquirerRefund): Evidence {
  const { refundId: recordId, refundedAt: registeredAt } = refund
  const isSame = refund.amount.minorUnits === amount.minorUnits && refund.amount.currency === amount.currency
  if (!isSame) return { kind: 'conflict', records: [{ recordId, registeredAt }] }
  return refund.status === 'DONE' ? { kind: 'ours', recordId, registeredAt } : { kind: 'ambiguous' }
}

function keyOf({ id }: Intent, { acquirerId }: RefundDetails): RefundKey {
  return { idempotenceKey: id, acquirerId }
}

function inDoubt(outcome: 'unknown' | 'not_applied', cause: string): BillingError {
  return new BillingError('BILLING_OVERLOADED', 'The refund is not done yet.', { outcome, cause })
}

/** The engine believes the outcome, and shows the code to engineers. */
function asBillingError(error: unknown): never {
  if (!(error instanceof AcquirerError)) throw error
  const { code, message, outcome } = error
  throw new BillingError(CODES[code], message, { outcome, cause: error })
}

const CODES: Readonly<Record<AcquirerErrorCode, BillingErrorCode>> = {
  ACQUIRER_UNREACHABLE: 'BILLING_UNREACHABLE',
  ACQUIRER_TIMEOUT: 'BILLING_TIMEOUT',
  ACQUIRER_CANCELED: 'BILLING_CANCELED',
  ACQUIRER_FAILED: 'BILLING_FAILED',
  ACQUIRER_OVERLOADED: 'BILLING_OVERLOADED',
  ACQUIRER_MALFORMED_ANSWER: 'BILLING_MALFORMED_ANSWER',
  ACQUIRER_ANSWER_TOO_LARGE: 'BILLING_ANSWER_TOO_LARGE',
  ACQUIRER_ACCESS_DENIED: 'BILLING_ACCESS_DENIED',
  ACQUIRER_UNWRITABLE_REQUEST: 'BILLING_UNWRITABLE_REQUEST',
}

/** One text for equal details. */
export function writeRefundDetails(details: RefundDetails): string {
  const { checkoutId, acquirer, acquirerId, receiptContact, receipt } = details
  const { kind, value } = receiptContact
  const terms = receipt && { vat: receipt.vat, taxSystem: receipt.taxSystem, settlement: receipt.settlement }
  return JSON.stringify({ checkoutId, acquirer, acquirerId, receiptContact: { kind, value }, receipt: terms })
}

function readDetails({ id, details }: Pick<Intent, 'id' | 'details'>): RefundDetails {
  const read: unknown = JSON.parse(details ?? 'null')
  const found = isObject(read) ? read : {}
  const { checkoutId, acquirer, acquirerId } = found
  const contact = isObject(found['receiptContact']) ? found['receiptContact'] : {}
  const { kind, value } = contact
  const isContact = (kind === 'EMAIL' || kind === 'PHONE') && typeof value === 'string'
  const receipt = found['receipt'] === null ? null : readFiscalTerms(found['receipt'])
  const isWhole = typeof checkoutId === 'string' && typeof acquirer === 'string' && typeof acquirerId === 'string'
  if (isWhole && isContact && receipt !== undefined) {
    return { checkoutId, acquirer, acquirerId, receiptContact: { kind, value }, receipt }
  }
  throw new Error(`The refund ${id} has no details that can be read.`)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
