import { byId } from '../adapter/context.ts'
import { findEach } from '../adapter/find-each.ts'
import { findNewestPayments } from '../adapter/newest-payments.ts'
import type { Bulk, PaymentBilling } from '../port.ts'
import type { Posting, PostingBilling, PostingKey } from '../posting-port.ts'
import { malformed } from '../transport/answer.ts'
import { writeElement } from '../transport/xml.ts'
import { leaveOutOddRows, type RecordRow, readRecords } from './agreement-records.ts'
import { assertReference } from './posting-orders.ts'
import { nameOwners } from './posting-owners.ts'
import { type PostingRow, postingKind } from './posting-rows.ts'
import type { Lookup, PostingSide } from './posting-side.ts'
import { findInStatements } from './posting-statements.ts'

/** What became of a payment, and where to begin to look for it. */
export function createPostingLookups(
  side: PostingSide,
  payments: PaymentBilling,
): Pick<PostingBilling, 'findPostings' | 'findMarks'> {
  const { reconcile } = side.habits
  return {
    async findPostings(keys, call) {
      for (const { reference } of keys) assertReference(reference)
      const groups = Map.groupBy(keys, ({ by = reconcile }) => by)
      const found = await Promise.all(
        [...groups].map(([by, some]) =>
          findBy(some, { side: { ...side, habits: { ...side.habits, reconcile: by } }, call }),
        ),
      )
      return new Map(found.flatMap((some) => [...some]))
    },

    findMarks: (ids, call) => findNewestPayments(ids, payments, call),
  }
}

/** Keys whose references were all written to the same place. */
async function findBy(keys: readonly PostingKey[], lookup: Lookup): Promise<Bulk<PostingKey, readonly Posting[]>> {
  const { reconcile } = lookup.side.habits
  if (reconcile === 'none') return new Map(keys.map((key) => [key, []]))
  if (reconcile !== 'exact') return findInStatements(keys, lookup)
  const references = [...new Set(keys.map(({ reference }) => reference))]
  const found = await findEach(references, (reference) => findByReceipt(reference, lookup))
  return new Map(keys.map((key) => [key, found.get(key.reference) ?? []]))
}

/** FindPayment compares the whole receipt, over all agreements. */
async function findByReceipt(reference: string, { side, call }: Lookup): Promise<readonly Posting[]> {
  const { onOddity } = side.context
  const kind = postingKind('FindPayment', side.context)
  const request = { name: kind.operation, content: writeElement('receipt', reference), writes: false }
  const rows = await side.soap.call(request, call, (answer) => {
    const read = readRecords(answer, kind, onOddity)
    // A row without the receipt may be the one, spoilt: leaving it out would say that there is none.
    if (read.some((row) => isOther(row, reference))) throw malformed('receipt: not the one asked for')
    return leaveOutOddRows(read, () => true, { noun: kind.noun, onOddity })
  })
  const postings = await nameOwners(rows, { side, call })
  return postings.toSorted((one, other) => byId(one.payment, other.payment))
}

function isOther({ value }: RecordRow<PostingRow>, reference: string): boolean {
  return 'payment' in value && value.payment.externalId !== reference
}
