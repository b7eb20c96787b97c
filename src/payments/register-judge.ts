import { BillingError } from '../billing/error.ts'
import type { Posting } from '../billing/posting-port.ts'
import type { AccountId } from '../domain/account.ts'
import type { Money } from '../domain/money.ts'
import { referenceFor } from '../domain/partner.ts'
import type { RegisterRow } from '../store/register-types.ts'
import { type PartnerDesk, type PartnerRequest, principalOf } from './partner-desk.ts'
import { isCanceled, withCancellations } from './partner-find.ts'
import type { PartnerPayment } from './partner-payments.ts'
import { askLedger } from './register-ledger.ts'

export type RowVerdict =
  | 'MATCHED'
  | 'MISSING_IN_BILLING'
  | 'MISSING_IN_PARTNER'
  | 'AMOUNT_MISMATCH'
  | 'ACCOUNT_MISMATCH'
  /** Not decided yet: ask again later. */
  | 'PENDING'

export interface JudgedRow {
  readonly externalId: string
  readonly verdict: RowVerdict
  /** The billing's own ledger, or what the gateway knows of the billing's answer at the time. */
  readonly judgedBy: 'LEDGER' | 'GATEWAY'
  readonly payment: PartnerPayment | null
}

/** Numbers of accounts that are looked up for payments that the gateway does not know. */
const MAX_UNKNOWN_ACCOUNTS = 20

/** Holds the rows of a partner's books against the billing's. */
export async function judgeRows(
  desk: PartnerDesk,
  rows: readonly RegisterRow[],
  request: PartnerRequest,
): Promise<readonly JudgedRow[]> {
  const { partner, call } = request
  const payments = await findPayments(desk, rows, request)
  const entries = rows.map((row) => ({
    row,
    reference: referenceFor(partner, row.externalId),
    payment: payments.get(row.externalId) ?? null,
  }))
  const accounts = await findAccounts(
    desk,
    entries.flatMap(({ row, payment }) => (payment === null ? row.accountNumber : [])),
    request,
  )
  const judged = entries.map((entry) => ({
    ...entry,
    accountId: entry.payment?.intent.accountId ?? accounts.get(entry.row.accountNumber) ?? null,
  }))
  const questions = judged
    .filter(({ payment }) => payment === null || !isOpen(payment))
    .map(({ reference, accountId, payment }) => ({ reference, accountId, intent: payment?.intent ?? null }))
  const ledger = await askLedger(desk, questions, call)
  return judged.map((entry) => judge(entry, ledger.get(entry.reference)))
}

/** Of these payments, all done, those that the billing really has. What the ledger does not tell is believed. */
export async function keepPosted(
  desk: PartnerDesk,
  payments: readonly PartnerPayment[],
  { call }: PartnerRequest,
): Promise<readonly JudgedRow[]> {
  const questions = payments.map(({ intent }) => ({ ...intent, intent }))
  const ledger = await askLedger(desk, questions, call)
  return payments.flatMap((payment): readonly JudgedRow[] => {
    const { externalId, reference } = payment.intent
    const rows = ledger.get(reference)
    if (rows?.every(({ payment: { status } }) => status !== 'DONE')) return []
    return [{ externalId, verdict: 'MISSING_IN_PARTNER', judgedBy: rows ? 'LEDGER' : 'GATEWAY', payment }]
  })
}

interface Entry {
  readonly row: RegisterRow
  readonly payment: PartnerPayment | null
  readonly accountId: AccountId | null
}

function judge({ row, payment, accountId }: Entry, postings: readonly Posting[] | undefined): JudgedRow {
  const { externalId } = row
  if (payment !== null && isOpen(payment)) return { externalId, verdict: 'PENDING', judgedBy: 'GATEWAY', payment }
  if (postings === undefined) return { externalId, verdict: judgeByGateway(row, payment), judgedBy: 'GATEWAY', payment }
  const standing = postings.map((posting) => posting.payment).filter(({ status }) => status === 'DONE')
  const [first] = standing
  if (first === undefined) return { externalId, verdict: 'MISSING_IN_BILLING', judgedBy: 'LEDGER', payment }
  const isThere =
    first.accountId === accountId && (payment === null || payment.intent.accountNumber === row.accountNumber)
  // More than one is more money than the partner has taken.
  const isAsMuch = standing.length === 1 && isSame(first.amount, row.amount)
  return { externalId, verdict: compare(isThere, isAsMuch), judgedBy: 'LEDGER', payment }
}

function judgeByGateway(row: RegisterRow, payment: PartnerPayment | null): RowVerdict {
  if (payment === null || payment.intent.state !== 'DONE' || isCanceled(payment)) return 'MISSING_IN_BILLING'
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

/** Whose accounts these are, as far as the billing says. */
async function findAccounts(
  { billing }: PartnerDesk,
  numbers: readonly string[],
  { call }: PartnerRequest,
): Promise<ReadonlyMap<string, AccountId>> {
  const asked = [...new Set(numbers)].slice(0, MAX_UNKNOWN_ACCOUNTS)
  if (asked.length === 0) return new Map()
  try {
    const found = await billing.accounts.findAccountsByNumber(asked, call)
    return new Map(
      [...found].flatMap(([number, account]) => (account instanceof BillingError ? [] : [[number, account.id]])),
    )
  } catch (error) {
    if (error instanceof BillingError) return new Map()
    throw error
  }
}
