import type { AccountId } from '../../domain/account.ts'
import type { PaymentId } from '../../domain/payment.ts'
import { NO_TRANSFERS } from '../absent.ts'
import { byId, compareIds } from '../adapter/context.ts'
import { findEach } from '../adapter/find-each.ts'
import { unwritable } from '../adapter/writing.ts'
import { BillingError } from '../error.ts'
import type { PaymentBilling } from '../port.ts'
import { MAX_POSTING_PERIOD_MS, type Posting, type PostingBilling, type PostingKey } from '../posting-port.ts'
import { malformed } from '../transport/answer.ts'
import { toBillingError } from '../transport/http.ts'
import type { JsonObject } from '../transport/json.ts'
import { SYSTEM } from './client.ts'
import type { AbillsSide, Lookup } from './context.ts'
import { readLedger } from './ledger.ts'
import { OWN_NOTE, type PaymentRow, readRegistration } from './payment-rows.ts'
import { paymentLedger } from './payments.ts'
import { assertFindable, isFindable } from './posting-orders.ts'
import { createPostingWrites } from './posting-writes.ts'
import { isRecordId } from './record-ids.ts'
import { allReadable } from './rows.ts'
import { findExisting } from './users.ts'

/** How this installation writes payments. */
export interface PostingHabits {
  /** Whether the billing is asked to refuse an external id that it has already. */
  readonly duplicateCheck: boolean
}

/** What the postings slice is made of. */
export interface PostingSide extends AbillsSide {
  readonly habits: PostingHabits
}

/** Money is posted, taken back and looked up by the external id, which is compared whole over all accounts. */
export function createPostings(side: PostingSide, payments: PaymentBilling): PostingBilling {
  return {
    ...createPostingWrites(side),
    ...NO_TRANSFERS,
    canKeep: (reference) => isFindable(reference, side.context),

    async findPostings(keys, call) {
      const references = [...new Set(keys.filter(isExact).map(({ reference }) => reference))]
      const found = await findEach(references, async (reference) => {
        assertFindable(reference, side.context)
        return await findByReference(reference, { side, call })
      })
      return new Map(keys.map((key) => [key, isExact(key) ? (found.get(key.reference) ?? []) : notByComment()]))
    },

    async findMarks(ids, call) {
      const keys = [...new Set(ids)].map((accountId) => ({ accountId, first: 1, before: null }))
      const pages = await payments.listPayments(keys, call)
      const marks = new Map<AccountId, PaymentId | null | BillingError>(
        [...pages].map(([{ accountId }, page]) => [
          accountId,
          page instanceof BillingError ? page : (page.payments[0]?.id ?? null),
        ]),
      )
      // One without payments may be nobody's.
      const unpaid = [...marks].filter(([, mark]) => mark === null).map(([id]) => id)
      const there = await findExisting(unpaid, side.client, call)
      return new Map([...marks].filter(([id, mark]) => mark !== null || there.has(id)))
    },

    async listPostings({ from, to, after, first }, call) {
      if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE || (after !== null && !isRecordId(after))) {
        throw unwritable('page: none')
      }
      if (!Number.isFinite(from) || !(to > from) || to - from > MAX_POSTING_PERIOD_MS) {
        throw unwritable('period: not one that is asked for at once')
      }
      const rows = allReadable(await readPeriod({ from, to }, { side, call }))
      const wanted = rows
        .filter(({ postedAt, payment }) => isWithin(postedAt, { from, to }) && isAfter(payment.id, after))
        .map(toPosting)
        .toSorted((one, other) => byId(one.payment, other.payment))
      return { postings: wanted.slice(0, first), hasMore: wanted.length > first }
    },
  }
}

function isExact({ by }: PostingKey): boolean {
  return by === undefined || by === 'exact'
}

/** Comments are the subscriber's to read; no reference was ever written there. */
function notByComment(): BillingError {
  return new BillingError('BILLING_NOT_SUPPORTED', `${SYSTEM} findPostings: not by comment.`, {
    outcome: 'not_applied',
  })
}

/**
 * GET /payments?EXT_ID=…, whatever account it is of. The database does not mind small and capital letters: a row with another
 * spelling is another payment. Any other row may be the one, spoilt: leaving it out would say that there is none.
 */
async function findByReference(reference: string, lookup: Lookup): Promise<readonly Posting[]> {
  const { side } = lookup
  const { EXT_ID: _shown, ...shown } = paymentLedger(side.context).shown
  const ledger = { ...paymentLedger(side.context), shown }
  const rows = allReadable(await readLedger({ EXT_ID: reference }, { ledger, lookup }))
  if (rows.some(({ payment }) => !isSpelling(payment.externalId, reference))) {
    const error = malformed('extId: not the one asked for')
    throw toBillingError(error, { system: SYSTEM, operation: 'payments', writes: false })
  }
  const carrying = rows.filter(({ payment }) => payment.externalId === reference)
  return carrying.map(toPosting).toSorted((one, other) => byId(one.payment, other.payment))
}

/** What the database takes for the same: small and capital letters, and blanks at the end. */
function isSpelling(externalId: string | null, reference: string): boolean {
  return externalId !== null && externalId.trimEnd().toLowerCase() === reference.toLowerCase()
}

function toPosting({ payment, note }: PaymentRow): Posting {
  const origin = note === null ? 'unknown' : note === OWN_NOTE ? 'ours' : 'foreign'
  return { payment, origin }
}

/** Rows in one page of the ledger. */
const MAX_PAGE = 500

interface Period {
  readonly from: number
  readonly to: number
}

/**
 * Everything that was registered in a period. The billing filters by the payer's day, which may be set back as far as somebody
 * likes; but it lists the newest first in the order of registration, so that all is read back to where the period begins.
 */
async function readPeriod({ from }: Period, lookup: Lookup) {
  const { timeZone } = lookup.side.context
  const until = () => (row: JsonObject) => readRegistration(row, timeZone) < from - REPEATED_HOUR_MS
  const ledger = { ...paymentLedger(lookup.side.context), pages: { pageRows: 2000, maxRows: 400_000 } }
  return await readLedger({}, { ledger, lookup, until })
}

/** Dates carry no zone: where clocks are set back, an hour is there twice. */
const REPEATED_HOUR_MS = 2 * 3_600_000

function isWithin(postedAt: number, { from, to }: Period): boolean {
  return postedAt >= from && postedAt < to
}

function isAfter(id: PaymentId, after: PaymentId | null): boolean {
  return after === null || compareIds(id, after) > 0
}
