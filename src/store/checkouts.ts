import { sql } from 'kysely'
import type { CheckoutState } from '../domain/checkout.ts'
import { isCheckoutMove } from '../domain/checkout.ts'
import { insertNote } from './audit.ts'
import { forgetContact } from './checkout-contact.ts'
import { createCheckoutReads } from './checkout-reading.ts'
import { readCheckout, writeChange, writeCheckout } from './checkout-row.ts'
import type {
  AcquirerKey,
  CheckoutChange,
  CheckoutClaim,
  CheckoutStore,
  CreateVerdict,
  DueOptions,
  NewCheckout,
} from './checkout-types.ts'
import type { Database, Queries } from './database.ts'
import { createDueLook } from './due.ts'
import { StoreError } from './error.ts'
import { insertReceipts } from './fiscal-insert.ts'
import type { AuditNote } from './intent-store.ts'
import type { SqlWords } from './words.ts'

export function createCheckoutStore(database: Database): CheckoutStore {
  const { words } = database
  const isDue = createDueLook(database, 'checkouts')
  return {
    ...createCheckoutReads(database),
    create: (checkout, options, call) =>
      database.transact(async (transaction) => {
        // However many are begun at once, in however many processes, a key begins one, whichever account it names, and the
        // account's limit holds. Whoever has an account waits for no key.
        await database.lock(transaction, `checkout key ${checkout.principal} ${checkout.idempotencyKey}`)
        await database.lock(transaction, `checkouts ${checkout.accountId}`)
        return create(transaction, { checkout, words, ...options })
      }, call),
    claimDue: async (options) => {
      if (!(await isDue())) return []
      const rows = await database.run((queries) => updateDue(queries, { ...options, words }).execute())
      return rows.map(readCheckout).toSorted((one, other) => (one.id < other.id ? -1 : 1))
    },
    claim: async (id, { states, leaseMs }, call) => {
      const row = await database.run(
        (queries) =>
          queries
            .updateTable('checkouts')
            .set(claiming(words, leaseMs))
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
        await forgetContact(transaction, checkout, claim.state)
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
 * may have been refunded in the acquirer's own cabinet. What is on its way there is asked about when it has come there.
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
    .where('acquirer', '=', checkout.acquirer)
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
      claimed_until: later(words, leaseMs),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await insertNote(transaction, audit, words)
  return { kind: 'created', checkout: readCheckout(row) }
}

function updateDue(queries: Queries, { limit, leaseMs, asks, words }: DueOptions & { readonly words: SqlWords }) {
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
            .where(isMine(words, asks))
            .orderBy('due_at')
            .orderBy('id')
            .limit(limit)
            .modifyEnd(words.skipLocked),
      )
      .updateTable('checkouts')
      .set(claiming(words, leaseMs))
      .where('id', 'in', (is) => is.selectFrom('due').select('due.id'))
      .returningAll()
  )
}

/** What is followed at the engine needs no acquirer; what is on the account does, which may have been refunded there. */
const ASKED: readonly CheckoutState[] = ['CREATED', 'OPEN', 'DONE', 'DECLINED', 'CANCELED', 'EXPIRED']

function isMine(words: SqlWords, asks: DueOptions['asks']) {
  if (asks === undefined) return sql<boolean>`1 = 1`
  const { acquirer, othersAfterMs } = asks
  const isLeft = sql<boolean>`due_at <= ${words.now} - ${othersAfterMs}`
  return sql<boolean>`(acquirer = ${acquirer ?? ''} or not ${words.isOneOf('state', ASKED)} or ${isLeft})`
}

function updateMoved(
  queries: Queries,
  { claim, change, words }: { claim: CheckoutClaim; change: CheckoutChange; words: SqlWords },
) {
  const { dueInMs, to } = change
  const due = dueInMs === null ? sql<number | null>`null` : later(words, dueInMs)
  const isNews = to !== claim.state
  const hintedMs = sql<number>`${words.now} + ${HINTED_AGAIN_MS} * ${isNews ? sql`1` : PATIENCE}`
  const isSooner = dueInMs === null ? sql<boolean>`true` : sql<boolean>`${hintedMs} < ${due}`
  const isDrawn = sql<boolean>`hinted_at >= looked_at and ${isSooner}`
  const isHinted = HINTED.includes(to)
  return queries
    .updateTable('checkouts')
    .set({
      ...writeChange(change),
      due_at: isHinted ? sql`case when ${isDrawn} then ${hintedMs} else ${due} end` : due,
      claimed_until: null,
      vain_hints: isNews
        ? 0
        : isHinted
          ? sql`case when ${isDrawn} then ${MORE_PATIENCE} else vain_hints end`
          : undefined,
      changed_at: isNews ? words.now : undefined,
    })
    .where('id', '=', claim.id)
    .where('fence', '=', claim.fence)
    .where('state', '=', claim.state)
    .returningAll()
}

/**
 * One that is being looked at just now is looked at again afterwards, since the hint may speak of what came after that look;
 * its claim is left alone: whoever could shorten it could have each look taken from whoever is at it.
 */
function updateHinted(
  queries: Queries,
  { key, quietMs, words }: { readonly key: AcquirerKey; readonly quietMs: number; readonly words: SqlWords },
) {
  const rested = sql<number>`looked_at + ${quietMs} * ${PATIENCE}`
  const soonest = sql<number>`case when ${rested} > ${words.now} then ${rested} else ${words.now} end`
  const isClaimed = sql<boolean>`coalesce(claimed_until > ${words.now}, false)`
  const isDrawn = sql<boolean>`not ${isClaimed} and (due_at is null or due_at > ${soonest})`
  return queries
    .updateTable('checkouts')
    .set({
      due_at: sql`case when ${isDrawn} then ${soonest} else due_at end`,
      vain_hints: sql`case when ${isDrawn} then ${MORE_PATIENCE} else vain_hints end`,
      hinted_at: words.now,
    })
    .where('acquirer', '=', key.acquirer)
    .where('acquirer_id', '=', key.acquirerId)
    .where(words.isOneOf('state', HINTED))
    .returning('id')
}

/** Quiet times after a look for hints that were in vain: 1, 2, 5, 10, 17, 26, 37 and at last 50 of them. */
const PATIENCE = sql<number>`(1 + vain_hints * vain_hints)`
const MORE_PATIENCE = sql<number>`case when vain_hints < 7 then vain_hints + 1 else 7 end`

function claiming(words: SqlWords, leaseMs: number) {
  const until = later(words, leaseMs)
  return { fence: sql<number>`fence + 1`, due_at: until, claimed_until: until, looked_at: words.now }
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
