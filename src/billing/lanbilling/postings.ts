import type { PaymentId } from '../../domain/payment.ts'
import { NO_TRANSFERS } from '../absent.ts'
import { compareIds } from '../adapter/context.ts'
import { assertReference, unwritable } from '../adapter/writing.ts'
import { BillingError } from '../error.ts'
import type { PaymentBilling } from '../port.ts'
import { MAX_POSTING_PERIOD_MS, type PostingBilling, type PostingPageKey } from '../posting-port.ts'
import { findAgreement } from './agreement-rows.ts'
import { askEach } from './each.ts'
import { readList } from './pages.ts'
import { type PaymentRow, paymentListing, toPosting } from './payment-rows.ts'
import { findByReceipt } from './posting-checks.ts'
import { createPostingWrites, MAX_REFERENCE_LENGTH, writeInstant } from './posting-writes.ts'
import { isId } from './rows.ts'
import type { LanSide } from './side.ts'

/** Rows of one page of the ledger that stay below the transport's size limit, at some 900 bytes each. */
const LEDGER_ROWS = 500
/** A hundred thousand payments in the period that is asked for. */
const LEDGER_PAGES = 200
const SECOND_MS = 1000

/** Writes of money, and what became of them. Money cannot be taken from an agreement: there is no operation for it. */
export function createPostings(side: LanSide, payments: PaymentBilling): PostingBilling {
  return {
    ...createPostingWrites(side),
    ...NO_TRANSFERS,

    async findPostings(keys, call) {
      for (const { reference } of keys) assertReference(reference, MAX_REFERENCE_LENGTH)
      const exact = keys.filter(({ by = 'exact' }) => by === 'exact')
      const found = await askEach([...new Set(exact.map(({ reference }) => reference))], (reference) =>
        findByReceipt(side, reference, call),
      )
      return new Map(
        keys.map((key) => [key, key.by === 'comment' ? elsewhere() : (found.get(key.reference) ?? [])] as const),
      )
    },

    async findMarks(ids, call) {
      return await askEach(ids, async (accountId): Promise<PaymentId | null | undefined> => {
        const key = { accountId, first: 1, before: null }
        const page = (await payments.listPayments([key], call)).get(key)
        if (page instanceof BillingError) throw page
        const [newest] = page?.payments ?? []
        if (newest !== undefined) return newest.id
        // No payments has whoever paid nothing, and whoever is not there.
        return (await findAgreement(side, accountId, call)) === undefined ? undefined : null
      })
    },

    async listPostings(key, call) {
      assertPage(key)
      const { from, to } = toSeconds(key, side)
      const listing = {
        ...paymentListing(
          side,
          [
            ['dtfrom', from],
            ['dtto', to],
          ],
          false,
        ),
        pageRows: LEDGER_ROWS,
        maxPages: LEDGER_PAGES,
      }
      const rows = await readList(side, listing, call)
      const wanted = rows
        .map(({ value }) => {
          // A ledger with holes reconciles nothing.
          if (value instanceof BillingError) throw value
          return value
        })
        .filter((row) => isWithin(row, key))
        .toSorted((one, other) => compareIds(one.payment.id, other.payment.id))
      const postings = wanted.slice(0, key.first).map((row) => toPosting(row, side))
      return { postings, hasMore: wanted.length > key.first }
    },
  }
}

/** Whether the row is one of the page, by when the billing posted it. One that has lost that stays: its period is the billing's word. */
function isWithin({ payment, postedAt }: PaymentRow, { from, to, after }: PostingPageKey): boolean {
  if (after !== null && compareIds(payment.id, after) <= 0) return false
  // The billing counts whole seconds: one that has begun before the period belongs to it.
  return postedAt === null || (postedAt >= from - (from % SECOND_MS) && postedAt < to)
}

function assertPage({ from, to, after, first }: PostingPageKey): void {
  if (!(from < to) || to - from > MAX_POSTING_PERIOD_MS) throw unwritable('period: not one of at most 31 days')
  if (!Number.isInteger(first) || first < 1 || first > LEDGER_ROWS) throw unwritable(`first: not 1 to ${LEDGER_ROWS}`)
  if (after !== null && !isId(after)) throw unwritable('after: not an id')
}

/** The whole seconds that the period touches. */
function toSeconds({ from, to }: PostingPageKey, { context }: LanSide): { readonly from: string; readonly to: string } {
  return { from: writeInstant(from, context), to: writeInstant(to + SECOND_MS - 1, context) }
}

/** The billing keeps receipts alone: whatever was written into a comment by another assembly cannot be looked for. */
function elsewhere(): BillingError {
  return new BillingError('BILLING_NOT_SUPPORTED', 'findPostings: this billing is not searched by comments.', {
    outcome: 'not_applied',
  })
}
