import { BillingError } from '../billing/error.ts'
import type { BillingCall } from '../billing/port.ts'
import type { Posting, PostingKey, PostingPage, PostingPageKey } from '../billing/posting-port.ts'
import type { AccountId } from '../domain/account.ts'
import type { Intent } from '../domain/payment-intent.ts'
import { rangeOfDay } from './day.ts'
import type { PartnerDesk } from './partner-desk.ts'
import { postingKeyOf } from './payment-desk.ts'

/** Whose the account number of a row is, as far as the billing says. */
export type Owner =
  | { readonly kind: 'account'; readonly id: AccountId }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unknown' }

/** What is to be found in the billing's ledger. */
export interface LedgerQuestion {
  readonly reference: string
  readonly owner: Owner
  /** What the gateway knows of it. */
  readonly intent: Intent | null
}

/** The billing's rows by reference. What is not in it could not be found out; an empty list says that there is none. */
export type LedgerAnswer = ReadonlyMap<string, readonly Posting[]>

/** The ledger over a day and the one after it, for the references that were asked for. */
export interface DayLedger {
  readonly rows: LedgerAnswer
  /** Whether the day was read to its end: only then is a single row of it the only one. */
  readonly isWhole: boolean
}

const PAGE_ROWS = 500
/** A part of a register is judged by so many pages of the ledger at most, and by so many look-ups of single payments. */
const MAX_DAY_PAGES = 60
const MAX_LATER_PAGES = 20
const MAX_LOOK_UPS = 100
/** How far the billing's clock may be from the store's. */
const SKEW_MS = 10 * 60_000
/** A second row of a payment may come long after the first, also in the night after its day. */
const AFTER_DAY_MS = 24 * 3_600_000

/** Whether the billing keeps references, so that its rows can be told apart. */
export function keepsReferences({ billing: { capabilities } }: Pick<PartnerDesk, 'billing'>): boolean {
  return capabilities.reconcile === 'exact' || capabilities.reconcile === 'comment'
}

/** Reads the pages of a day, whoever posted what is in them: one page answers for as many rows as hundreds of look-ups. */
export async function readDay(
  { billing, timeZone }: Pick<PartnerDesk, 'billing' | 'timeZone'>,
  { date, references }: { readonly date: string; readonly references: ReadonlySet<string> },
  call: BillingCall,
): Promise<DayLedger> {
  const rows = new Map<string, Posting[]>()
  const take = ({ postings }: PostingPage) => {
    for (const posting of postings) {
      const { externalId: reference, id } = posting.payment
      if (reference === null || !references.has(reference)) continue
      const known = rows.get(reference) ?? []
      // One row that comes on two pages is no double.
      if (known.every(({ payment }) => payment.id !== id)) rows.set(reference, [...known, posting])
    }
  }
  const day = rangeOfDay(date, timeZone)
  const end = day.to + SKEW_MS
  const pages = { from: day.from - SKEW_MS, to: end, maxPages: MAX_DAY_PAGES, take }
  const isWhole = await readPages(billing, pages, call)
  // As far as it goes: what comes after the day can only be one row too many.
  if (isWhole) await readPages(billing, { from: end, to: day.to + AFTER_DAY_MS, maxPages: MAX_LATER_PAGES, take }, call)
  return { rows, isWhole }
}

/** Whether the period was read to its end. What was read until then is true all the same. */
async function readPages(
  { postings }: Pick<PartnerDesk['billing'], 'postings'>,
  { from, to, maxPages, take }: { from: number; to: number; maxPages: number; take: (page: PostingPage) => void },
  call: BillingCall,
): Promise<boolean> {
  let after: string | null = null
  for (let read = 0; read < maxPages; read += 1) {
    const key: PostingPageKey = { from, to, after, first: PAGE_ROWS }
    const page: PostingPage | null = await answered(() => postings.listPostings(key, call))
    if (page === null) return false
    take(page)
    after = page.postings.at(-1)?.payment.id ?? null
    if (!page.hasMore || after === null) return true
  }
  return false
}

/** What the day's pages settle, and one by one what they do not. */
export async function completeLedger(
  { billing, now, timeZone }: PartnerDesk,
  { date, ledger, questions }: { date: string; ledger: DayLedger; questions: readonly LedgerQuestion[] },
  call: BillingCall,
): Promise<LedgerAnswer> {
  const known = new Map<string, readonly Posting[]>()
  for (const { reference, intent } of questions) {
    const rows = ledger.rows.get(reference) ?? []
    if (isSettled(rows, { isWhole: ledger.isWhole, intent })) known.set(reference, rows)
  }
  const open = turn(
    questions.filter(({ reference, owner }) => !known.has(reference) && owner.kind !== 'unknown'),
    now(),
  ).slice(0, MAX_LOOK_UPS)
  const dayStart = rangeOfDay(date, timeZone).from
  const keys = open.flatMap((question) => keyOf(question, dayStart))
  const postings = keys.length === 0 ? new Map() : await answered(() => billing.postings.findPostings(keys, call))
  const found = new Map(keys.map((key) => [key.reference, postings?.get(key)]))
  const isComplete = [...found.values()].every((rows) => rows !== undefined && !(rows instanceof BillingError))
  for (const { reference, owner } of open) {
    const rows = found.get(reference)
    if (rows !== undefined && !(rows instanceof BillingError)) known.set(reference, rows)
    // Answered as others are that are not there, and only when they are: no register tells which numbers somebody has.
    else if (owner.kind === 'nobody' && isComplete) known.set(reference, [])
  }
  return known
}

/** Two rows are too many, whatever else there is; one is all there is when it is the payment's own and the end was read. */
function isSettled(
  rows: readonly Posting[],
  { isWhole, intent }: { readonly isWhole: boolean; readonly intent: Intent | null },
): boolean {
  if (rows.filter(({ payment }) => payment.status === 'DONE').length > 1) return true
  const recordId = intent?.recordId ?? null
  return isWhole && rows.length > 0 && (recordId === null || rows.some(({ payment }) => payment.id === recordId))
}

/** Begins elsewhere each time: where not all can be looked up, handing the register in again gets further. */
function turn<T>(list: readonly T[], nowMs: number): readonly T[] {
  if (list.length <= MAX_LOOK_UPS) return list
  const start = nowMs % list.length
  return [...list.slice(start), ...list.slice(0, start)]
}

function keyOf({ reference, owner, intent }: LedgerQuestion, dayStart: number): readonly PostingKey[] {
  if (owner.kind !== 'account') return []
  const asked = { accountId: owner.id, reference, acceptedAt: dayStart, paidAt: null, mark: null, sentFor: null }
  const known = intent && {
    acceptedAt: Math.min(intent.acceptedAt, dayStart),
    paidAt: intent.paidAt,
    sentFor: intent.sentFor,
  }
  return [postingKeyOf({ ...asked, ...known })]
}

/** Null when the billing does not answer. */
export async function answered<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof BillingError) return null
    throw error
  }
}
