import { createHash } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import {
  EXPORT_FORMATS,
  type ExportFailure,
  type ExportFormat,
  type ExportState,
  type ExportWish,
  type StatementExport,
} from '../domain/statement-export.ts'
import { insertNote } from './audit.ts'
import type { Database, Queries } from './database.ts'
import { deleteInBatches } from './delete.ts'
import { createDueLook } from './due.ts'
import { StoreError } from './error.ts'
import type { ExportsTable } from './export-table.ts'
import type {
  ClaimedExport,
  CreateExportVerdict,
  DownloadStore,
  ExportKey,
  ExportStore,
  NewExport,
} from './export-types.ts'
import type { AuditNote } from './intent-store.ts'
import { readRole } from './session-row.ts'
import type { SqlWords } from './words.ts'

export function createExportStore(database: Database): ExportStore {
  const { words } = database
  return {
    create: (order, limits, call) =>
      database.transact((transaction) => create(database, transaction, { order, limits }), call),
    find: async (id, call) => {
      const row = await database.run((queries) => select(queries).where('id', '=', id).executeTakeFirst(), call)
      return row ? readExport(row) : null
    },
    listOfOwner: async ({ role, subjectId }, limit, call) => {
      const rows = await database.run(
        (queries) =>
          select(queries)
            .where('role', '=', role)
            .where('subject_id', '=', subjectId)
            .orderBy('created_at', 'desc')
            .orderBy('id', 'desc')
            .limit(limit)
            .execute(),
        call,
      )
      return rows.map(readExport)
    },
    ...createWork(database),
    listExpired: async (limit) => {
      const rows = await database.run((queries) =>
        queries
          .selectFrom('exports')
          .select(['id', 'format'])
          .where('expires_at', '<=', words.now)
          .orderBy('expires_at')
          .limit(limit)
          .execute(),
      )
      return rows.map(({ id, format }) => ({ id, format: readFormat(format) }))
    },
    remove: async (ids) => {
      await database.run((queries) => queries.deleteFrom('exports').where(words.isOneOf('id', ids)).execute())
    },
  }
}

/** What the process does that makes the file. */
function createWork(database: Database): Pick<ExportStore, 'claim' | 'renew' | 'postpone' | 'finish'> {
  const { words } = database
  const isDue = createDueLook(database, 'exports')
  return {
    claim: async (leaseMs) => {
      if (!(await isDue())) return null
      const row = await database.run((queries) => updateDue(queries, leaseMs, words).executeTakeFirst())
      return row ? readClaimed(row) : null
    },
    renew: (key, { progress, entryCount, leaseMs }) =>
      change(database, key, (row) => row.set({ progress, entry_count: entryCount, due_at: later(words, leaseMs) })),
    postpone: (key, { delayMs, counts }) =>
      change(database, key, (row) =>
        row.set({
          state: 'QUEUED',
          progress: 0,
          entry_count: 0,
          due_at: later(words, delayMs),
          ...(counts ? { attempts: sql<number>`attempts + 1` } : {}),
        }),
      ),
    finish: (key, { end, keepMs, note }) =>
      database.transact(async (transaction) => {
        const { numUpdatedRows } = await held(transaction, key)
          .set({
            state: end.state,
            due_at: null,
            finished_at: words.now,
            expires_at: later(words, keepMs),
            ...(end.state === 'DONE'
              ? { progress: 100, size_bytes: end.sizeBytes, entry_count: end.entryCount }
              : { failure: end.failure }),
          })
          .executeTakeFirst()
        if (numUpdatedRows === 1n) await insertNote(transaction, note, words)
        return numUpdatedRows === 1n
      }),
  }
}

export function createDownloadStore(database: Database): DownloadStore {
  return {
    use: ({ nonce, expiresAt, note }, call) =>
      database.transact(async (transaction) => {
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('used_downloads')
          .values({ nonce, expires_at: expiresAt })
          .onConflict((conflict) => conflict.column('nonce').doNothing())
          .executeTakeFirst()
        if (numInsertedOrUpdatedRows !== 1n) return false
        await insertNote(transaction, note, database.words)
        return true
      }, call),
    deleteExpired: (before) =>
      deleteInBatches((limit) =>
        database.run((queries) =>
          queries
            .deleteFrom('used_downloads')
            .where('nonce', 'in', (is) =>
              is.selectFrom('used_downloads').select('nonce').where('expires_at', '<', before).limit(limit),
            )
            .executeTakeFirst(),
        ),
      ),
  }
}

interface Creating {
  readonly order: NewExport
  readonly limits: { readonly maxOpen: number; readonly maxKept: number; readonly note: AuditNote }
}

/** Orders of one person wait for each other, so that no two of them pass the limit together. */
async function create(
  database: Database,
  transaction: Queries,
  { order, limits }: Creating,
): Promise<CreateExportVerdict> {
  const { owner, wish, idempotencyKey } = order
  await database.lock(transaction, `exports ${owner.role} ${owner.subjectId}`)
  const own = await select(transaction)
    .where('role', '=', owner.role)
    .where('subject_id', '=', owner.subjectId)
    .execute()
  const fingerprint = fingerprintOf(wish)
  const known = own.find((row) => row.idempotency_key === idempotencyKey)
  if (known) {
    if (known.fingerprint !== fingerprint) return { kind: 'conflict' }
    return { kind: 'created', export: readExport(known), isRepeat: true }
  }
  if (own.filter(({ due_at }) => due_at !== null).length >= limits.maxOpen) return { kind: 'too_many_open' }
  if (own.length >= limits.maxKept) return { kind: 'too_many_kept' }
  const row = await transaction
    .insertInto('exports')
    .values({
      id: order.id,
      role: owner.role,
      subject_id: owner.subjectId,
      idempotency_key: idempotencyKey,
      fingerprint,
      account_id: wish.accountId,
      account_kind: wish.accountKind,
      account_number: wish.accountNumber,
      day_from: wish.period.from,
      day_to: wish.period.to,
      format: wish.format,
      language: wish.language,
      state: 'QUEUED',
      progress: 0,
      entry_count: 0,
      request_id: order.requestId,
      created_at: database.words.now,
      due_at: database.words.now,
      claim: 0,
      attempts: 0,
      finished_at: null,
      expires_at: null,
      size_bytes: null,
      failure: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await insertNote(transaction, limits.note, database.words)
  return { kind: 'created', export: readExport(row), isRepeat: false }
}

function updateDue(queries: Queries, leaseMs: number, words: SqlWords) {
  return (
    queries
      // Materialized, so that it is read once: read again it would lock, and claim, more than one.
      .with(
        (name) => name('due').materialized(),
        (part) =>
          part
            .selectFrom('exports')
            .select('id')
            .where('due_at', '<=', words.now)
            .orderBy('due_at')
            .limit(1)
            .modifyEnd(words.skipLocked),
      )
      .updateTable('exports')
      .set({ claim: sql`claim + 1`, state: 'RUNNING', due_at: later(words, leaseMs) })
      .where('id', 'in', (is) => is.selectFrom('due').select('due.id'))
      .returningAll()
  )
}

async function change(
  database: Database,
  key: ExportKey,
  write: (row: ReturnType<typeof held>) => ReturnType<typeof held>,
): Promise<boolean> {
  const { numUpdatedRows } = await database.run((queries) => write(held(queries, key)).executeTakeFirst())
  return numUpdatedRows === 1n
}

/** What this process holds: whoever has claimed it since holds it no more. */
function held(queries: Queries, { id, claim }: ExportKey) {
  return queries.updateTable('exports').where('id', '=', id).where('claim', '=', claim).where('state', '=', 'RUNNING')
}

function select(queries: Queries) {
  return queries.selectFrom('exports').selectAll()
}

function fingerprintOf({ accountId, period, format, language }: ExportWish): string {
  const told = JSON.stringify([accountId, period.from, period.to, format, language])
  return createHash('sha256').update(told).digest('base64url')
}

function later({ now }: SqlWords, delayMs: number) {
  return sql<number>`${now} + ${Math.round(delayMs)}`
}

function readClaimed(row: Selectable<ExportsTable>): ClaimedExport {
  return { ...readExport(row), claim: row.claim, attempts: row.attempts, requestId: row.request_id }
}

function readExport(row: Selectable<ExportsTable>): StatementExport {
  return {
    id: row.id,
    owner: { role: readRole(row.role), subjectId: row.subject_id },
    accountId: row.account_id,
    accountKind: row.account_kind === 'ORGANIZATION' ? 'ORGANIZATION' : 'PERSON',
    accountNumber: row.account_number,
    period: { from: row.day_from, to: row.day_to },
    format: readFormat(row.format),
    language: row.language === 'ru' ? 'ru' : 'en',
    state: readWord(STATES, row.state),
    progress: row.progress,
    entryCount: row.entry_count,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    expiresAt: row.expires_at,
    sizeBytes: row.size_bytes,
    failure: row.failure === null ? null : readWord(FAILURES, row.failure),
  }
}

function readFormat(text: string): ExportFormat {
  return readWord(EXPORT_FORMATS, text)
}

const STATES: readonly ExportState[] = ['QUEUED', 'RUNNING', 'DONE', 'FAILED']
const FAILURES: readonly ExportFailure[] = [
  'BILLING_UNAVAILABLE',
  'ACCOUNT_NOT_FOUND',
  'TOO_MANY_ENTRIES',
  'STATEMENT_DOES_NOT_ADD_UP',
  'FILE_NOT_WRITTEN',
]

function readWord<Word extends string>(words: readonly Word[], text: string): Word {
  const word = words.find((known) => known === text)
  if (word === undefined)
    throw new StoreError('STORE_CORRUPT', 'A stored export has a word that cannot be read. Delete the row.')
  return word
}
