import type { Selectable } from 'kysely'
import type { Currency } from '../domain/money.ts'
import type { PaymentMethod } from '../domain/payment.ts'
import type { Intent, IntentAttention, IntentKind, IntentRefusal, IntentState } from '../domain/payment-intent.ts'
import type { NewIntent } from './intent-store.ts'
import type { IntentsTable } from './tables.ts'
import { createWordReader } from './word-reader.ts'

export function readIntent(row: Selectable<IntentsTable>): Intent {
  return {
    id: row.id,
    kind: readKind(row.kind),
    principal: row.principal,
    externalId: row.external_id,
    fingerprint: row.fingerprint,
    reference: row.reference,
    accountId: row.account_id,
    accountNumber: row.account_number,
    amount: { minorUnits: BigInt(row.amount_minor_units), currency: readCurrency(row.currency) },
    method: row.method === null ? null : readMethod(row.method),
    paidAt: row.paid_at,
    details: row.details,
    relatesTo: row.relates_to,
    serialKey: row.serial_key,
    state: readState(row.state),
    fence: row.fence,
    attempt: row.attempt,
    acceptedAt: row.accepted_at,
    sentAt: row.sent_at,
    changedAt: row.changed_at,
    dueAt: row.due_at,
    settledAt: row.settled_at,
    absences: row.absences,
    watchUntil: row.watch_until,
    mark: row.mark,
    sentFor: row.sent_for === null ? null : readSentFor(row.sent_for),
    recordId: row.record_id,
    registeredAt: row.registered_at,
    refusal: row.refusal === null ? null : readRefusal(row.refusal),
    attention: row.attention === null ? null : readAttention(row.attention),
  }
}

export function writeIntent(intent: NewIntent) {
  return {
    id: intent.id,
    kind: intent.kind,
    principal: intent.principal,
    external_id: intent.externalId,
    fingerprint: intent.fingerprint,
    reference: intent.reference,
    account_id: intent.accountId,
    account_number: intent.accountNumber,
    amount_minor_units: intent.amount.minorUnits,
    currency: intent.amount.currency,
    method: intent.method,
    paid_at: intent.paidAt,
    details: intent.details,
    relates_to: intent.relatesTo,
    serial_key: intent.serialKey,
    record_id: intent.recordId,
  }
}

const WHAT = 'payment intent'

const readState = createWordReader<IntentState>(WHAT, 'state', {
  ACCEPTED: true,
  SENDING: true,
  UNKNOWN: true,
  DONE: true,
  REJECTED: true,
  OPERATOR: true,
})

const readKind = createWordReader<IntentKind>(WHAT, 'kind', {
  PAYMENT: true,
  CANCELLATION: true,
  SERVICE_ORDER: true,
  TICKET: true,
  TICKET_MESSAGE: true,
  PROMISED_PAYMENT: true,
  REFUND: true,
  DEBIT: true,
})

export const readCurrency = createWordReader<Currency>(WHAT, 'currency', { RUB: true, USD: true, EUR: true })

const readSentFor = createWordReader<Exclude<Intent['sentFor'], null>>(WHAT, 'sent_for', {
  exact: true,
  comment: true,
  statement: true,
  none: true,
})

const readMethod = createWordReader<PaymentMethod>(WHAT, 'method', {
  CASH: true,
  BANK_CARD: true,
  TERMINAL: true,
  BANK_TRANSFER: true,
  MOBILE: true,
  E_WALLET: true,
  SBP: true,
  TRANSFER: true,
  UNKNOWN: true,
})

export const readRefusal = createWordReader<IntentRefusal>(WHAT, 'refusal', {
  ACCOUNT_NOT_FOUND: true,
  ACCOUNT_CLOSED: true,
  AMOUNT_NOT_ACCEPTED: true,
  PAYMENT_NOT_FOUND: true,
  ALREADY_SPENT: true,
  TOO_LATE: true,
  CLOSED_BY_OPERATOR: true,
  DEBT: true,
  NOT_ENOUGH_MONEY: true,
  TOO_EARLY: true,
  CONFLICTING_ORDER: true,
  NOT_OFFERED_IN_REGION: true,
  PRIVATE_TARIFF: true,
  AGREEMENT_ENDED: true,
  NOT_APPLICABLE: true,
  PERIOD_NOT_ALLOWED: true,
  VALUE_NOT_ALLOWED: true,
  NOT_FOUND: true,
  NO_DEBT: true,
  ALREADY_ACTIVE: true,
  TOO_SOON: true,
  NOT_OFFERED: true,
  TICKET_NOT_FOUND: true,
  TICKET_CLOSED: true,
  ALREADY_REFUNDED: true,
  NOT_REFUNDABLE: true,
  ACCOUNT_FROZEN: true,
})

const readAttention = createWordReader<IntentAttention>(WHAT, 'attention', {
  CONFLICT: true,
  DOUBLED: true,
  AMBIGUOUS: true,
  CANNOT_LOOK_UP: true,
  TOO_MANY_ATTEMPTS: true,
  TOO_OLD: true,
  CANNOT_SEND: true,
  RECORD_SHARED: true,
  APPLIED_AFTER_REFUSAL: true,
})
