import { readLegacyInstant } from '../../domain/date.ts'
import { compareIds, type ReadContext } from '../adapter/context.ts'
import { assertPostingPage } from '../adapter/writing.ts'
import { BillingError } from '../error.ts'
import type { PostingBilling, PostingPageKey } from '../posting-port.ts'
import { malformed } from '../transport/answer.ts'
import { leaveOutOddRows, type RecordRow, readRecords } from './agreement-records.ts'
import { writeInstant } from './posting-orders.ts'
import { nameOwners } from './posting-owners.ts'
import { type PostingRow, postingKind } from './posting-rows.ts'
import type { PostingSide } from './posting-side.ts'
import { writeFilter } from './soap-rows.ts'

const SECOND_MS = 1000

/** GetRegistryPayments, which has the payments of all agreements between two instants, in whole seconds. */
export function createPostingRegistry(side: PostingSide): Pick<PostingBilling, 'listPostings'> {
  const { soap, context } = side
  const kind = postingKind('GetRegistryPayments', context)
  return {
    async listPostings(key, call) {
      assertPostingPage(key)
      const { from, to } = toSeconds(key, context)
      const parts = [['dtfrom', from] as const, ['dtto', to] as const, ['afterid', key.after] as const]
      const content = writeFilter({ parts, pageSize: key.first + 1 })
      const rows = await soap.call({ name: kind.operation, content, writes: false }, call, (answer) => {
        const read = readRecords(answer, kind, context.onOddity)
        const kept = leaveOutOddRows(read, () => true, { noun: kind.noun, onOddity: context.onOddity })
        // A row of another time or page makes it an answer to another question, of which nothing may count as absent.
        if (kept.some((row) => isOutside(row, { key, from, to, context }))) throw malformed('a row outside the page')
        return kept.toSorted((one, other) => compareIds(one.id ?? '', other.id ?? ''))
      })
      const postings = await nameOwners(rows.slice(0, key.first), { side, call })
      return { postings, hasMore: rows.length > key.first }
    },
  }
}

/** The whole seconds that the period touches. */
function toSeconds({ from, to }: PostingPageKey, context: ReadContext): { readonly from: string; readonly to: string } {
  return { from: writeInstant(from, context), to: writeInstant(to + SECOND_MS - 1, context) }
}

function isOutside(
  { id, value }: RecordRow<PostingRow>,
  asked: { readonly key: PostingPageKey; readonly from: string; readonly to: string; readonly context: ReadContext },
): boolean {
  const { after } = asked.key
  if (after !== null && id !== null && compareIds(id, after) <= 0) return true
  if (value instanceof BillingError || value.postedAt === null) return false
  const { timeZone } = asked.context
  const from = readLegacyInstant(asked.from, timeZone) ?? Number.NEGATIVE_INFINITY
  const to = readLegacyInstant(asked.to, timeZone) ?? Number.POSITIVE_INFINITY
  return value.postedAt < from || value.postedAt >= to
}
