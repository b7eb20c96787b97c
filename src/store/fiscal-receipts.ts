import { sql } from 'kysely'
import { FISCAL_MOVES } from '../domain/fiscal-receipt.ts'
import type { FiscalTerms } from '../domain/fiscal-terms.ts'
import { insertNote } from './audit.ts'
import type { Database, Queries } from './database.ts'
import { createDueLook } from './due.ts'
import { StoreError } from './error.ts'
import { readClaimed, readReceipt, writeChange } from './fiscal-row.ts'
import type {
  FiscalChange,
  FiscalReceiptStore,
  OpenPage,
  PaymentKey,
  ReceiptKey,
  RetryOrder,
  RetryVerdict,
} from './fiscal-types.ts'
import type { AuditNote } from './intent-store.ts'
import type { SqlWords } from './words.ts'

export function createFiscalReceiptStore(database: Database): FiscalReceiptStore {
  const { words } = database
  const isDue = createDueLook(database, 'fiscal_receipts')
  return {
    claimDue: async (options) => {
      if (!(await isDue())) return []
      const rows = await database.run((queries) => updateDue(queries, { ...options, words }).execute())
      return rows.map(readClaimed).toSorted((one, other) => one.createdAt - other.createdAt)
    },
    move: (key, change, note) => {
      assertLegal(key, change, note)
      return database.transact(async (transaction) => {
        const { numUpdatedRows } = await updateMoved(transaction, { key, change, words }).executeTakeFirst()
        if (numUpdatedRows === 1n && note !== null) await insertNote(transaction, note, words)
        return numUpdatedRows === 1n
      })
    },
    find: async (id, call) => {
      const row = await database.run((queries) => select(queries).where('id', '=', id).executeTakeFirst(), call)
      return row ? readReceipt(row) : null
    },
    listOfCheckouts: async (ids, call) => {
      if (ids.length === 0) return []
      const rows = await database.run(
        (queries) => select(queries).where(words.isOneOf('checkout_id', ids)).execute(),
        call,
      )
      return rows.map(readReceipt)
    },
    listOfPayments: async (keys, call) => {
      if (keys.length === 0) return []
      const rows = await database.run((queries) => selectOfPayments(queries, keys, words).execute(), call)
      return rows.map(readReceipt)
    },
    listOpen: async (page, call) => {
      const rows = await database.run((queries) => selectOpen(queries, page, words).execute(), call)
      return rows.map(readReceipt)
    },
    retry: (order, call) => database.transact((transaction) => retry(transaction, order, words), call),
    count: async () => {
      const rows = await database.run((queries) =>
        queries
          .selectFrom('fiscal_receipts')
          .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
          .where('state', '<>', 'REGISTERED')
          .groupBy('state')
          .execute(),
      )
      return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
    },
  }
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
        (part) =>
          part
            .selectFrom('fiscal_receipts')
            .select('id')
            .where('due_at', '<=', words.now)
            .orderBy('due_at')
            .limit(limit)
            .modifyEnd(words.skipLocked),
      )
      .updateTable('fiscal_receipts')
      .set({ claim: sql`claim + 1`, due_at: later(words, leaseMs) })
      .where('id', 'in', (is) => is.selectFrom('due').select('due.id'))
      .returningAll()
      .returning(sql<number>`${words.now} - changed_at`.as('since_ms'))
  )
}

function updateMoved(
  queries: Queries,
  { key, change, words }: { readonly key: ReceiptKey; readonly change: FiscalChange; readonly words: SqlWords },
) {
  return queries
    .updateTable('fiscal_receipts')
    .set({
      ...writeChange(change),
      due_at: change.dueInMs === null ? null : later(words, change.dueInMs),
      changed_at: change.to === key.state ? undefined : words.now,
    })
    .where('id', '=', key.id)
    .where('claim', '=', key.claim)
    .where('state', '=', key.state)
}

function assertLegal({ state }: ReceiptKey, { to }: FiscalChange, note: AuditNote | null): void {
  if (state === to) return
  const isLegal = FISCAL_MOVES[state].includes(to) && note !== null
  if (!isLegal) throw new StoreError('STORE_FAILED', `A receipt never moves from ${state} to ${to} like this.`)
}

/** One payment is of one account, so that what is found for several accounts at once is sorted out by whoever asked. */
function selectOfPayments(queries: Queries, keys: readonly PaymentKey[], words: SqlWords) {
  const accountIds = [...new Set(keys.map(({ accountId }) => accountId))]
  const paymentIds = keys.map(({ paymentId }) => paymentId)
  return select(queries)
    .where(words.isOneOf('account_id', accountIds))
    .where(words.isOneOf('payment_id', paymentIds))
    .where('operation', '=', 'SELL')
}

function selectOpen(queries: Queries, { after, limit, overdueMs }: OpenPage, words: SqlWords) {
  const overdue = sql<boolean>`(state = 'FAILED' or created_at <= ${words.now} - ${overdueMs})`
  const open = select(queries).where('state', '<>', 'REGISTERED').where(overdue)
  const page = after === null ? open : open.where(sql<boolean>`(created_at, id) > (${after.createdAt}, ${after.id})`)
  return page.orderBy('created_at').orderBy('id').limit(limit)
}

/** Two with one key at once: the second waits for the row, finds it on its way, and then the key. */
async function retry(transaction: Queries, order: RetryOrder, words: SqlWords): Promise<RetryVerdict> {
  const known = await findRetry(transaction, order)
  if (known) return known
  const { contact, terms } = order
  const row = await transaction
    .updateTable('fiscal_receipts')
    .set({
      state: sql`case when document_id is null then 'WAITING' else 'ACCEPTED' end`,
      failure: null,
      attempts: 0,
      claim: sql`claim + 1`,
      due_at: words.now,
      changed_at: words.now,
      ...(contact === null ? {} : { contact_kind: contact.kind, contact: contact.value }),
      ...(terms === null ? {} : renew(terms)),
    })
    .where('id', '=', order.id)
    .where('state', '=', 'FAILED')
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) {
    const raced = await findRetry(transaction, order)
    if (raced) return raced
    const found = await select(transaction).where('id', '=', order.id).executeTakeFirst()
    return found ? { kind: 'not_failed', receipt: readReceipt(found) } : { kind: 'not_found' }
  }
  await transaction
    .insertInto('fiscal_retries')
    .values({
      principal: order.principal,
      idempotency_key: order.idempotencyKey,
      fingerprint: order.fingerprint,
      receipt_id: order.id,
      created_at: words.now,
    })
    .execute()
  await insertNote(transaction, order.note, words)
  return { kind: 'retried', receipt: readReceipt(row) }
}

/** Only where no document of the old terms can be registered any more, or since. */
function renew({ vat, taxSystem, settlement }: FiscalTerms) {
  const isFree = sql<boolean>`operation = 'SELL' and document_id is null and failure <> 'NOT_TRACEABLE'`
  return {
    vat: sql<string | null>`case when ${isFree} then ${vat} else vat end`,
    tax_system: sql<string | null>`case when ${isFree} then ${taxSystem} else tax_system end`,
    settlement: sql<string | null>`case when ${isFree} then ${settlement} else settlement end`,
  }
}

async function findRetry(queries: Queries, order: RetryOrder): Promise<RetryVerdict | null> {
  const known = await queries
    .selectFrom('fiscal_retries')
    .selectAll()
    .where('principal', '=', order.principal)
    .where('idempotency_key', '=', order.idempotencyKey)
    .executeTakeFirst()
  if (known === undefined) return null
  if (known.fingerprint !== order.fingerprint) return { kind: 'conflict' }
  const row = await select(queries).where('id', '=', known.receipt_id).executeTakeFirstOrThrow()
  return { kind: 'retried', receipt: readReceipt(row) }
}

function select(queries: Queries) {
  return queries.selectFrom('fiscal_receipts').selectAll()
}

function later(words: SqlWords, ms: number) {
  return sql<number>`${words.now} + ${Math.ceil(ms)}`
}
