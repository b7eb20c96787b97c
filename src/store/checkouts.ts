import { sql } from 'kysely'
import type { CheckoutState } from '../domain/checkout.ts'
import { isCheckoutMove } from '../domain/checkout.ts'
import { insertNote } from './audit.ts'
import { createCheckoutReads } from './checkout-reading.ts'
import { readCheckout, writeChange, writeCheckout } from './checkout-row.ts'
import type {
  AcquirerKey,
  CheckoutChange,
  CheckoutClaim,
  CheckoutStore,
  CreateVerdict,
  NewCheckout,
} from './checkout-types.ts'
import type { Database, Queries } from './database.ts'
import { StoreError } from './error.ts'
import { insertReceipts } from './fiscal-insert.ts'
import type { AuditNote } from './intent-store.ts'
import type { SqlWords } from './words.ts'

export function createCheckoutStore(database: Database): CheckoutStore {
  const { words } = database
  return {
    ...createCheckoutReads(database),
    create: (checkout, options, call) =>
      database.transact(async (transaction) => {
        // However many are begun at once, in however many processes, the account's limit holds.
        await database.lock(transaction, `checkouts ${checkout.accountId}`)
        return create(transaction, { checkout, words, ...options })
      }, call),
    claimDue: async (options) => {
      const rows = await database.run((queries) => updateDue(queries, { ...options, words }).execute())
      return rows.map(readCheckout).toSorted((one, other) => (one.id < other.id ? -1 : 1))
    },
    claim: async (id, { states, leaseMs }, call) => {
      const row = await database.run(
        (queries) =>
          queries
            .updateTable('checkouts')
            .set({ fence: sql`fence + 1`, due_at: later(words, leaseMs), looked_at: words.now })
            .where('id', '=', id)
            .where(words.isOneOf('state', states))
            .returningAll()
            .executeTakeFirst(),
        call,
      )
      return row ? readCheckout(row) : null
    },
    move: (claim, change, audit) => {
      assertLegal(claim.state, change.to, audit)
      return database.transact(async (transaction) => {
        const row = await updateMoved(transaction, { claim, change, words }).executeTakeFirst()
        if (!row) return null
        if (audit !== null) await insertNote(transaction, audit, words)
        const checkout = readCheckout(row)
        if (change.fiscal) await insertReceipts(transaction, { checkout, event: change.fiscal, words })
        return checkout
      })
    },
    hint: async (key, { quietMs }, call) => {
      const row = await database.run(
        (queries) => updateHinted(queries, { key, quietMs, words }).executeTakeFirst(),
        call,
      )
      return row !== undefined
    },
  }
}

/**
 * An acquirer's no as well: should it have taken the money all the same, that counts. And what is on the account, since it
 * may have been refunded in the acquirer's own cabinet.
 */
const HINTED: readonly CheckoutState[] = ['OPEN', 'DONE', 'DECLINED', 'CANCELED', 'EXPIRED', 'REFUNDING']
const HINTED_AGAIN_MS = 1_000

interface Creation {
  readonly checkout: NewCheckout
  readonly leaseMs: number
  readonly maxOpen: number
  readonly audit: AuditNote
  readonly words: SqlWords
}

async function create(transaction: Queries, creation: Creation): Promise<CreateVerdict> {
  const { checkout, leaseMs, maxOpen, audit, words } = creation
  const known = await transaction
    .selectFrom('checkouts')
    .selectAll()
    .where('principal', '=', checkout.principal)
    .where('idempotency_key', '=', checkout.idempotencyKey)
    .executeTakeFirst()
  if (known) return { kind: 'known', checkout: readCheckout(known) }
  const { count } = await transaction
    .selectFrom('checkouts')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account_id', '=', checkout.accountId)
    .where('state', 'in', ['CREATED', 'OPEN'])
    .executeTakeFirstOrThrow()
  if (count >= maxOpen) return { kind: 'too_many' }
  const row = await transaction
    .insertInto('checkouts')
    .values({
      ...writeCheckout(checkout),
      state: 'CREATED',
      fence: 1,
      created_at: words.now,
      changed_at: words.now,
      looked_at: words.now,
      due_at: later(words, leaseMs),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await insertNote(transaction, audit, words)
  return { kind: 'created', checkout: readCheckout(row) }
}

function updateDue(
  queries: Queries,
  { limit, leaseMs, words }: { readonly limit: number; readonly leaseMs: number; readonly words: SqlWords },
) {
  return (
    queries
      // Materialized, so that it is read once: read again it would lock, and claim, more than the limit.
      .with(
        (name) => name('due').materialized(),
        (within) =>
          within
            .selectFrom('checkouts')
            .select('id')
            .where('due_at', '<=', words.now)
            .orderBy('due_at')
            .orderBy('id')
            .limit(limit)
            .modifyEnd(words.skipLocked),
      )
      .updateTable('checkouts')
      .set({ fence: sql`fence + 1`, due_at: later(words, leaseMs), looked_at: words.now })
      .where('id', 'in', (is) => is.selectFrom('due').select('due.id'))
      .returningAll()
  )
}

function updateMoved(
  queries: Queries,
  { claim, change, words }: { claim: CheckoutClaim; change: CheckoutChange; words: SqlWords },
) {
  const { dueInMs, to } = change
  const due = dueInMs === null ? sql<number | null>`null` : later(words, dueInMs)
  const isHinted = sql<boolean>`hinted_at >= looked_at`
  return queries
    .updateTable('checkouts')
    .set({
      ...writeChange(change),
      due_at: HINTED.includes(to)
        ? sql`case when ${isHinted} then ${later(words, HINTED_AGAIN_MS)} else ${due} end`
        : due,
      changed_at: to === claim.state ? undefined : words.now,
    })
    .where('id', '=', claim.id)
    .where('fence', '=', claim.fence)
    .where('state', '=', claim.state)
    .returningAll()
}

/** One that is being looked at just now is looked at again: the hint may speak of what came after that look. */
function updateHinted(
  queries: Queries,
  { key, quietMs, words }: { readonly key: AcquirerKey; readonly quietMs: number; readonly words: SqlWords },
) {
  const soonest = sql<number>`case when looked_at + ${quietMs} > ${words.now} then looked_at + ${quietMs} else ${words.now} end`
  return queries
    .updateTable('checkouts')
    .set({ due_at: sql`case when due_at < ${soonest} then due_at else ${soonest} end`, hinted_at: words.now })
    .where('acquirer', '=', key.acquirer)
    .where('acquirer_id', '=', key.acquirerId)
    .where(words.isOneOf('state', HINTED))
    .returning('id')
}

function assertLegal(from: CheckoutState, to: CheckoutState, audit: AuditNote | null): void {
  if (!isCheckoutMove(from, to)) throw new StoreError('STORE_FAILED', `A checkout never moves from ${from} to ${to}.`)
  if (from !== to && audit === null) {
    throw new StoreError('STORE_FAILED', `A move from ${from} to ${to} has no row for the audit trail.`)
  }
}

function later(words: SqlWords, ms: number) {
  return sql<number>`${words.now} + ${Math.ceil(ms)}`
}
