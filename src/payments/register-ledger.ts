import { BillingError } from '../billing/error.ts'
import type { BillingCall } from '../billing/port.ts'
import { MAX_POSTING_PERIOD_MS, type Posting, type PostingKey } from '../billing/posting-port.ts'
import type { AccountId } from '../domain/account.ts'
import type { Intent } from '../domain/payment-intent.ts'
import type { PartnerDesk } from './partner-desk.ts'

/** What is to be found in the billing's ledger. */
export interface LedgerQuestion {
  readonly reference: string
  readonly accountId: AccountId | null
  /** What the gateway knows of it. */
  readonly intent: Intent | null
}

/** The billing's rows by reference. What is not in it could not be found out; an empty list says that there is none. */
export type LedgerAnswer = ReadonlyMap<string, readonly Posting[]>

const PAGE_ROWS = 500
/** A part of a register is judged by so many pages of the ledger at most, and by so many look-ups of single payments. */
const MAX_PAGES = 10
const MAX_LOOK_UPS = 20
/** How far the billing's clock may be from the store's. */
const SKEW_MS = 10 * 60_000
const LOOK_BACK_MS = 45 * 86_400_000

/**
 * Asks the ledger itself what it has: first the pages of the time in which the gateway posted these payments, then one by
 * one what was not among them. Where the billing knows no references, or does not answer, there is no answer.
 */
export async function askLedger(
  { billing, now }: PartnerDesk,
  questions: readonly LedgerQuestion[],
  call: BillingCall,
): Promise<LedgerAnswer> {
  const found = new Map<string, Posting[]>()
  const { reconcile } = billing.capabilities
  if (reconcile !== 'exact' && reconcile !== 'comment') return found
  try {
    await readPages({ billing }, { questions, found, call })
    const open = questions.filter(({ reference, accountId }) => accountId !== null && !found.has(reference))
    const keys = open.slice(0, MAX_LOOK_UPS).flatMap((question) => keyOf(question, now()))
    if (keys.length === 0) return found
    const postings = await billing.postings.findPostings(keys, call)
    for (const key of keys) {
      const rows = postings.get(key)
      if (rows !== undefined && !(rows instanceof BillingError)) found.set(key.reference, [...rows])
    }
  } catch (error) {
    // What was read until then is true all the same.
    if (!(error instanceof BillingError)) throw error
  }
  return found
}

async function readPages(
  { billing }: Pick<PartnerDesk, 'billing'>,
  {
    questions,
    found,
    call,
  }: { questions: readonly LedgerQuestion[]; found: Map<string, Posting[]>; call: BillingCall },
): Promise<void> {
  const done = questions.flatMap(({ intent }) => (intent?.state === 'DONE' ? [intent] : []))
  if (done.length === 0) return
  const asked = new Set(questions.map(({ reference }) => reference))
  const from = Math.min(...done.map(({ acceptedAt }) => acceptedAt)) - SKEW_MS
  const to = Math.min(Math.max(...done.map(({ changedAt }) => changedAt)) + SKEW_MS, from + MAX_POSTING_PERIOD_MS)
  let after: string | null = null
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { postings, hasMore } = await billing.postings.listPostings({ from, to, after, first: PAGE_ROWS }, call)
    for (const posting of postings) {
      const reference = posting.payment.externalId
      if (reference !== null && asked.has(reference)) found.set(reference, [...(found.get(reference) ?? []), posting])
    }
    after = postings.at(-1)?.payment.id ?? null
    if (!hasMore || after === null) return
  }
}

function keyOf({ reference, accountId, intent }: LedgerQuestion, now: number): readonly PostingKey[] {
  if (accountId === null) return []
  return [{ accountId, reference, since: (intent?.acceptedAt ?? now) - LOOK_BACK_MS, after: null }]
}
