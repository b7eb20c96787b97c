import { compareIds } from '../adapter/context.ts'
import { findEach } from '../adapter/find-each.ts'
import { unwritable } from '../adapter/writing.ts'
import { BillingError } from '../error.ts'
import type { Bulk } from '../port.ts'
import type { Posting, PostingKey } from '../posting-port.ts'
import { leaveOutOddRows, type RecordRow, readRecords } from './agreement-records.ts'
import { SOAP } from './identity.ts'
import { carries, type PostingRow, postingKind, toPosting } from './posting-rows.ts'
import type { Lookup, PostingHabits } from './posting-side.ts'
import { isRestId } from './rest.ts'
import { distinctAccounts, withAgreement, writeFilter } from './soap-rows.ts'

const PAGE_ROWS = 100
/** More than an honest account is paid between a payment and its look-up. */
const MAX_PAGES = 50
/** The clocks of the gateway and the billing may differ by as much, and dates without a zone by their zones. */
const CLOCK_MARGIN_MS = 24 * 60 * 60 * 1000

type Row = RecordRow<PostingRow>

/**
 * Payments by what the account's own list shows of them: newest first, back to the mark or the day. The filter's dates are
 * of no use for that, since they are those of paying, which the payer tells.
 */
export async function findInStatements(
  keys: readonly PostingKey[],
  lookup: Lookup,
): Promise<Bulk<PostingKey, readonly Posting[]>> {
  const { identity, habits } = lookup.side
  if (keys.some(({ after }) => after !== null && !isRestId(after))) throw unwritable('after: not an id')
  const answers = new Map<PostingKey, readonly Posting[] | BillingError>()
  const soapKeys = await identity.findForeignKeys(SOAP, distinctAccounts(keys), lookup.call)
  const entries = withAgreement(keys, soapKeys, answers)
  const groups = Map.groupBy(entries, ({ agreementKey }) => agreementKey)
  const found = await findEach([...groups.keys()], (agreementKey) => {
    const wanted = (groups.get(agreementKey) ?? []).map(({ key }) => key)
    return readBack(agreementKey, (row) => wanted.some((key) => isRecent(row, key, habits)), lookup)
  })
  for (const { key, agreementKey } of entries) {
    const rows = found.get(agreementKey) ?? []
    answers.set(key, rows instanceof BillingError ? rows : pick(rows, key, habits))
  }
  return answers
}

/** The rows of one agreement down to the first page whose oldest row nobody wants. */
async function readBack(
  agreementKey: string,
  isWanted: (row: Row) => boolean,
  { side: { soap, context }, call }: Lookup,
): Promise<readonly Row[]> {
  const kind = postingKind('GetPayments', context)
  const rows: Row[] = []
  let before: string | null = null
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const last = before
    const parts = [['agrmid', agreementKey] as const, ['beforeid', last] as const]
    const request = { name: kind.operation, content: writeFilter({ parts, pageSize: PAGE_ROWS }), writes: false }
    const isAsked = (row: Row) =>
      row.agreementKey === agreementKey && (last === null || row.id === null || compareIds(row.id, last) < 0)
    const more: readonly Row[] = await soap.call(request, call, (answer) =>
      leaveOutOddRows(readRecords(answer, kind, context.onOddity), isAsked, {
        noun: kind.noun,
        onOddity: context.onOddity,
      }),
    )
    rows.push(...more)
    const oldest = findOldest(more)
    if (more.length < PAGE_ROWS || oldest === undefined || !isWanted(oldest)) return rows
    before = oldest.id
  }
  throw new BillingError('BILLING_ANSWER_TOO_LARGE', `${SOAP} ${kind.operation}: more than ${MAX_PAGES} pages.`, {
    outcome: 'not_applied',
  })
}

function findOldest(rows: readonly Row[]): Row | undefined {
  return rows.filter(({ id }) => id !== null).toSorted((one, other) => compareIds(one.id ?? '', other.id ?? ''))[0]
}

/** Whether a row is new enough to be meant by the key. One that does not tell its age may be. */
function isRecent({ id, value }: Row, { since, after }: PostingKey, { reconcile }: PostingHabits): boolean {
  if (reconcile === 'statement' && after !== null) return id === null || compareIds(id, after) > 0
  return value instanceof BillingError || value.postedAt === null || value.postedAt >= since - CLOCK_MARGIN_MS
}

/** The rows that a key means, oldest first, or the error of one that might be: it could be the payment itself. */
function pick(rows: readonly Row[], key: PostingKey, habits: PostingHabits): readonly Posting[] | BillingError {
  const isByComment = habits.reconcile === 'comment'
  const postings: Posting[] = []
  for (const row of rows.toSorted((one, other) => compareIds(one.id ?? '', other.id ?? ''))) {
    if (!isRecent(row, key, habits)) continue
    if (row.value instanceof BillingError) return row.value
    if (isByComment && !carries(row.value, key.reference, habits)) continue
    const posting = toPosting(row.value, key.accountId, habits)
    // Whatever else the row is known by, here it is known by its comment.
    const payment = isByComment ? { ...posting.payment, externalId: key.reference } : posting.payment
    postings.push({ ...posting, payment })
  }
  return postings
}
