import { holdsCardNumber } from '../domain/card-number.ts'
import type { Intent, IntentKind } from '../domain/payment-intent.ts'
import type { PaymentSettings } from './settings.ts'
import { isFinal } from './states.ts'

/** What a person has found out about an intent that waits for one. */
export type Resolution =
  /** This record of the billing is the order; null lets the billing be looked up for it. */
  | { readonly kind: 'CARRIED_OUT'; readonly record: NamedRecord | null; readonly acknowledgesDoubt: boolean }
  /** It was not carried out and will not be. */
  | { readonly kind: 'NOT_CARRIED_OUT'; readonly acknowledgesDoubt: boolean }
  /** The engine shall ask the billing once more, and go on by itself. */
  | { readonly kind: 'LOOK_UP_AGAIN' }
  /** What was shown of a decided intent has been seen, and mended where it had to be. */
  | { readonly kind: 'ACKNOWLEDGE' }

/** A record of the billing as a person names it. */
export interface NamedRecord {
  /** The kinds of intents that have such records. */
  readonly kinds: readonly IntentKind[]
  readonly accountId: string
  readonly recordId: string
}

export type ResolutionRefusal =
  | 'INTENT_NOT_FOUND'
  /** The order is a payment and none was named, or the named record is of another kind. */
  | 'INVALID_PAYMENT_ID'
  | 'INVALID_REASON'
  /** The engine is at it, or there is nothing that this resolution could change. */
  | 'NOT_WAITING'
  /** It was decided already, and otherwise. */
  | 'ALREADY_DECIDED'
  /** An attempt that was given up may still be applied. */
  | 'NOT_SETTLED'
  | 'PAYMENT_NOT_FOUND'
  /** The row belongs to another intent. */
  | 'PAYMENT_TAKEN'
  /** The row has another account, amount or reference, or does not count. */
  | 'PAYMENT_DIFFERS'
  | 'CARRIED_OUT_IN_BILLING'
  | 'NOT_CARRIED_OUT_IN_BILLING'
  /** The billing's rows do not tell, and nobody said that this has been considered. */
  | 'IN_DOUBT'
  | 'CANNOT_LOOK_UP'
  | 'BILLING_UNAVAILABLE'
  /** Another payment of the account is under way, and here they go one by one. */
  | 'ACCOUNT_BUSY'
  | 'CHANGED_MEANWHILE'

/** Whether the same resolution may succeed later without anybody doing anything. */
export const RETRYABLE_REFUSALS: readonly ResolutionRefusal[] = [
  'NOT_SETTLED',
  'BILLING_UNAVAILABLE',
  'ACCOUNT_BUSY',
  'CHANGED_MEANWHILE',
]

const MIN_REASON_LENGTH = 3
/** With the rest of what the trail keeps of a resolution it fits into one column. */
const MAX_REASON_LENGTH = 120

/** Control characters, lone surrogates, and those that turn the direction of a text. */
const UNUSABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u

/** The reason as the trail will keep it, or null when it cannot be kept. */
export function readReason(text: string): string | null {
  const reason = text.trim()
  const fits = reason.length >= MIN_REASON_LENGTH && reason.length <= MAX_REASON_LENGTH
  return fits && !UNUSABLE.test(reason) && !holdsCardNumber(reason) ? reason : null
}

/** Whether a resolution fits the state of an intent, is what has come about already, or is refused. */
export function judgeStanding(intent: Intent, resolution: Resolution): 'fits' | 'repeat' | ResolutionRefusal {
  if (resolution.kind === 'ACKNOWLEDGE') {
    if (!isFinal(intent.state)) return 'NOT_WAITING'
    return intent.attention === null ? 'repeat' : 'fits'
  }
  if (intent.state === 'OPERATOR') return 'fits'
  switch (resolution.kind) {
    case 'LOOK_UP_AGAIN':
      return isFinal(intent.state) ? 'ALREADY_DECIDED' : 'repeat'
    case 'CARRIED_OUT':
      if (!isFinal(intent.state)) return 'NOT_WAITING'
      return intent.state === 'DONE' && isNamed(intent, resolution.record) ? 'repeat' : 'ALREADY_DECIDED'
    case 'NOT_CARRIED_OUT':
      if (!isFinal(intent.state)) return 'NOT_WAITING'
      return intent.refusal === 'CLOSED_BY_OPERATOR' ? 'repeat' : 'ALREADY_DECIDED'
  }
}

function isNamed({ recordId }: Intent, record: NamedRecord | null): boolean {
  return record === null || record.recordId === recordId
}

/**
 * From when on absence in the billing means that no attempt was or will be applied; in the past when none was begun. An
 * attempt that went from hand to a person without a settle wait has one all the same.
 */
export function settlesAt(intent: Intent, settings: PaymentSettings): number {
  const { attempt, sentAt, settledAt } = intent
  if (attempt === 0 || sentAt === null) return 0
  if (settledAt !== null && settledAt >= sentAt) return settledAt
  return sentAt + settings.sendWindowMs + settings.requestTimeoutMs + settings.settleMs
}
