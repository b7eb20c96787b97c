import type { PaymentId } from '../../domain/payment.ts'
import type { CancelVerdict, PostVerdict } from '../posting-port.ts'
import type { FaultMeaning, FaultTable, SoapFault } from '../transport/soap.ts'

// The faults, by the text of their detail: nothing else in them means anything. A text that no table lists tells nothing of
// what was done, so that a write which is answered by it is in doubt.

const DENIED = { code: 'BILLING_ACCESS_DENIED', outcome: 'not_applied' } as const

/** What Login and ClientLogin answer to a pair that is none. */
export const WRONG_PAIR = 'User not found or password incorrect'

/** What any operation may answer. */
const FAULTS: ReadonlyMap<string, FaultMeaning> = new Map<string, FaultMeaning>([
  // The session is looked at before anything else, so that even a write was not begun.
  ['Authorization required', { ...DENIED, sessionExpired: true }],
  [WRONG_PAIR, DENIED],
])

/** What the XML layer says, before anything of the billing has seen the request; there is no detail then. */
const NOT_DISPATCHED = [
  /^Method '[^']{1,80}' not implemented: /,
  /^not implemented$/,
  /^Validation constraint violation: /,
]

/** What a fault means whatever was asked, or null. */
export const readFault: FaultTable = ({ string, detail }) => {
  const meaning = FAULTS.get(detail)
  if (meaning !== undefined) return meaning
  const isUnseen = detail === '' && NOT_DISPATCHED.some((text) => text.test(string))
  return isUnseen ? { code: 'BILLING_FAILED', outcome: 'not_applied' } : null
}

/** What an ExternPayment fault answers, or null. A fault about another agreement says nothing about this one. */
export function readPostRefusal({ detail }: SoapFault, number: string): PostVerdict | null {
  if (detail === `Account not found (${number})`) return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
  if (detail === `Agreement is closed (${number})`) return { kind: 'refused', reason: 'ACCOUNT_CLOSED' }
  if (detail === 'Invalid amount') return { kind: 'refused', reason: 'AMOUNT_NOT_ACCEPTED' }
  return RECEIPT_USED.test(detail) ? { kind: 'duplicate' } : null
}

/** Also one that was taken back: its receipt stays used. */
const RECEIPT_USED = /^Payment (?:already exists|is cancelled) \(record_id = \d{1,15}\)$/

/** What an ExternCancelPayment fault answers, or null. A record that is not the one asked about says nothing. */
export function readCancelRefusal(
  fault: SoapFault,
  asked: { readonly reference: string; readonly paymentId: PaymentId },
): CancelVerdict | null {
  const { detail } = fault
  if (isReceiptUnknown(fault, asked.reference)) return { kind: 'refused', reason: 'PAYMENT_NOT_FOUND' }
  if (detail === `Payment cannot be cancelled (record_id = ${asked.paymentId})`) {
    return { kind: 'refused', reason: 'TOO_LATE' }
  }
  return detail === `Payment already cancelled (record_id = ${asked.paymentId})` ? { kind: 'already' } : null
}

/** Whether ExternCheckPayment or ExternCancelPayment knows no payment of this receipt. */
export function isReceiptUnknown({ detail }: SoapFault, reference: string): boolean {
  const start = `Payment with receipt = ${reference} and mod_person = `
  return detail.startsWith(start) && /^\d{1,15} not found$/.test(detail.slice(start.length))
}

/** Whether what was asked for by its id is not there: "Vgroup not found (12)". */
export function isNotFound({ detail }: SoapFault, noun: string, id: string): boolean {
  return detail === `${noun} not found (${id})`
}
