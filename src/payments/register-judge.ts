import { BillingError } from '../billing/error.ts'
import type { BillingCall } from '../billing/port.ts'
import type { Posting } from '../billing/posting-port.ts'
import type { Money } from '../domain/money.ts'
import { referenceFor } from '../domain/partner.ts'
import type { RegisterRow } from '../store/register-types.ts'
import { waitLeftMs } from './keyed-order.ts'
import { type PartnerDesk, type PartnerRequest, principalOf } from './partner-desk.ts'
import { isCanceled, withCancellations } from './partner-find.ts'
import type { PartnerPayment } from './partner-payments.ts'
import { answered, completeLedger, keepsReferences, type LedgerAnswer, type Owner, readDay } from './register-ledger.ts'

export type RowVerdict =
  | 'MATCHED'
  | 'MISSING_IN_BILLING'
  | 'MISSING_IN_PARTNER'
  | 'AMOUNT_MISMATCH'
  | 'ACCOUNT_MISMATCH'
  /** Not decided yet: ask again later. */
  | 'PENDING'
  /** The gateway does not know it, and the billing could not be asked for it. */
  | 'NOT_CHECKED'

export interface JudgedRow {
  readonly externalId: string
  readonly verdict: RowVerdict
  /** The billing's own ledger, or what the gateway knows of the billing's answer at the time. */
  readonly judgedBy: 'LEDGER' | 'GATEWAY'
  /** Whether the same register may be judged otherwise later. */
  readonly retryable: boolean
  readonly payment: PartnerPayment | null
}

/** Both sides of a day: what the partner has, and what of the gateway's books it does not have. */
export interface TwoBooks {
  readonly date: string
  readonly rows: readonly RegisterRow[]
  /** Done payments. */
  readonly missing: readonly PartnerPayment[]
}

/**
 * Holds both books against the billing's own ledger, which is read once for both. What the ledger does not tell of the missing
 * is believed. Asks the billing for as long as an order may wait, and judges by what it has heard until then.
 */
export async function judgeBooks(
  desk: PartnerDesk,
  { date, rows, missing }: TwoBooks,
  { startedAtMs, ...request }: PartnerRequest & { readonly startedAtMs: number },
): Promise<{ readonly rows: readonly JudgedRow[]; readonly missing: readonly JudgedRow[] }> {
  const payments = await findPayments(desk, rows, request)
  const entries = rows.map((row) => ({
    row,
    reference: referenceFor(request.partner, row.externalId),
    payment: payments.get(row.externalId) ?? null,
  }))
  const books = { date, entries, missing }
  const { owners, ledger } = await askBilling(desk, books, { startedAtMs, call: request.call })
  const mayRetry = keepsReferences(desk)
  const judged = entries.map((entry) =>
    judge({ ...entry, owner: ownerOf(entry, owners), mayRetry }, ledger.get(entry.reference)),
  )
  return { rows: judged, missing: missing.flatMap((payment) => keepPosted(payment, ledger)) }
}

/** What slow pages must leave to the look-ups, as a share of the time. */
const LOOK_UP_SHARE = 0.4

type Owners = (accountNumber: string) => Owner

const UNKNOWN_OWNERS: Owners = () => ({ kind: 'unknown' })

interface Books {
  readonly date: string
  readonly entries: readonly Row[]
  readonly missing: readonly PartnerPayment[]
}

async function askBilling(
  desk: PartnerDesk,
  { date, entries, missing }: Books,
  { startedAtMs, call }: { readonly startedAtMs: number; readonly call: BillingCall },
): Promise<{ owners: Owners; ledger: LedgerAnswer }> {
  const asked = entries.filter(({ payment }) => payment === null || !isOpen(payment))
  if (!keepsReferences(desk) || asked.length + missing.length === 0)
    return { owners: UNKNOWN_OWNERS, ledger: new Map() }
  const references = new Set([...asked, ...missing.map(({ intent }) => intent)].map(({ reference }) => reference))
  const numbers = asked.flatMap(({ row, payment }) => (payment === null ? [row.accountNumber] : []))
  const leftMs = waitLeftMs(desk, startedAtMs)
  const [owners, read] = await within(desk, { call, limitMs: leftMs * (1 - LOOK_UP_SHARE) }, (limited) =>
    Promise.all([findOwners(desk, numbers, limited), readDay(desk, { date, references }, limited)]),
  )
  const questions = [
    ...asked.map((entry) => ({
      reference: entry.reference,
      owner: ownerOf(entry, owners),
      intent: entry.payment?.intent ?? null,
    })),
    ...missing.map(({ intent }) => ({
      reference: intent.reference,
      owner: { kind: 'account', id: intent.accountId } as const,
      intent,
    })),
  ]
  const ledger = await within(desk, { call, limitMs: waitLeftMs(desk, startedAtMs) }, (limited) =>
    completeLedger(desk, { date, ledger: read, questions }, limited),
  )
  return { owners, ledger }
}

async function within<T>(
  { clock }: PartnerDesk,
  { call, limitMs }: { readonly call: BillingCall; readonly limitMs: number },
  ask: (limited: BillingCall) => Promise<T>,
): Promise<T> {
  const deadline = clock.deadline(limitMs)
  try {
    return await ask({ signal: AbortSignal.any([call.signal, deadline.signal]) })
  } finally {
    deadline.stop()
  }
}

interface Row {
  readonly row: RegisterRow
  readonly reference: string
  readonly payment: PartnerPayment | null
}

interface Entry extends Row {
  readonly owner: Owner
  /** Whether the billing can be asked for a payment by its reference at all. */
  readonly mayRetry: boolean
}

function judge({ row, payment, owner, mayRetry }: Entry, postings: readonly Posting[] | undefined): JudgedRow {
  const { externalId } = row
  const open = { externalId, judgedBy: 'GATEWAY', payment } as const
  if (payment !== null && isOpen(payment)) return { ...open, verdict: 'PENDING', retryable: true }
  if (postings === undefined) {
    if (payment === null) return { ...open, verdict: 'NOT_CHECKED', retryable: mayRetry }
    return { ...open, verdict: judgeByGateway(row, payment), retryable: false }
  }
  const standing = postings.map((posting) => posting.payment).filter(({ status }) => status === 'DONE')
  const [first] = standing
  const told = { externalId, judgedBy: 'LEDGER', retryable: false, payment } as const
  if (first === undefined) return { ...told, verdict: 'MISSING_IN_BILLING' }
  if (owner.kind === 'unknown') return { ...open, verdict: 'NOT_CHECKED', retryable: mayRetry }
  const isThere =
    owner.kind === 'account' &&
    first.accountId === owner.id &&
    (payment === null || payment.intent.accountNumber === row.accountNumber)
  // More than one is more money than the partner has taken.
  const isAsMuch = standing.length === 1 && isSame(first.amount, row.amount)
  return { ...told, verdict: compare(isThere, isAsMuch) }
}

function judgeByGateway(row: RegisterRow, payment: PartnerPayment): RowVerdict {
  if (payment.intent.state !== 'DONE' || isCanceled(payment)) return 'MISSING_IN_BILLING'
  const { accountNumber, amount } = payment.intent
  return compare(accountNumber === row.accountNumber, isSame(amount, row.amount))
}

function compare(isThere: boolean, isAsMuch: boolean): RowVerdict {
  if (!isThere) return 'ACCOUNT_MISMATCH'
  return isAsMuch ? 'MATCHED' : 'AMOUNT_MISMATCH'
}

function isSame(left: Money, right: Money): boolean {
  return left.minorUnits === right.minorUnits && left.currency === right.currency
}

/** Only what the billing really has can be missing elsewhere. */
function keepPosted(payment: PartnerPayment, ledger: LedgerAnswer): readonly JudgedRow[] {
  const { externalId, reference } = payment.intent
  const rows = ledger.get(reference)
  if (rows?.every(({ payment: { status } }) => status !== 'DONE')) return []
  const judgedBy = rows ? 'LEDGER' : 'GATEWAY'
  return [{ externalId, verdict: 'MISSING_IN_PARTNER', judgedBy, retryable: false, payment }]
}

/** The payment or its cancellation is not decided yet. */
function isOpen({ intent, cancellation }: PartnerPayment): boolean {
  return (
    (intent.state !== 'DONE' && intent.state !== 'REJECTED') || (cancellation !== null && cancellation.state !== 'DONE')
  )
}

async function findPayments(
  desk: PartnerDesk,
  rows: readonly RegisterRow[],
  { partner }: PartnerRequest,
): Promise<ReadonlyMap<string, PartnerPayment>> {
  const references = rows.map(({ externalId }) => referenceFor(partner, externalId))
  const found = references.length === 0 ? [] : await desk.store.intents.findByReferences('PAYMENT', references)
  const own = found.filter(({ principal }) => principal === principalOf(partner))
  const payments = await withCancellations(desk, own)
  return new Map(payments.map((payment) => [payment.intent.externalId, payment]))
}

function ownerOf({ row, payment }: Row, owners: Owners): Owner {
  return payment === null ? owners(row.accountNumber) : { kind: 'account', id: payment.intent.accountId }
}

async function findOwners({ billing }: PartnerDesk, numbers: readonly string[], call: BillingCall): Promise<Owners> {
  const asked = [...new Set(numbers)]
  if (asked.length === 0) return UNKNOWN_OWNERS
  const found = await answered(() => billing.accounts.findAccountsByNumber(asked, call))
  if (found === null) return UNKNOWN_OWNERS
  return (number) => {
    const account = found.get(number)
    if (account === undefined) return { kind: 'nobody' }
    return account instanceof BillingError ? { kind: 'unknown' } : { kind: 'account', id: account.id }
  }
}
