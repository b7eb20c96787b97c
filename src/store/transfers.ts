import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Transfer } from '../domain/transfer.ts'
import { insertNoteFor } from './audit.ts'
import type { Database, Queries } from './database.ts'
import { createDueLook } from './due.ts'
import { StoreError } from './error.ts'
import type { LimitedVerdict } from './intent-store.ts'
import { countUsage, giveBackSum, readLimit } from './payment-usage.ts'
import { type Changed, commitRow } from './row-commit.ts'
import type { StoreCall } from './store.ts'
import { readTransfer, writeTransfer } from './transfer-row.ts'
import type { TransfersTable } from './transfer-table.ts'
import type {
  AcceptTransferVerdict,
  TransferChange,
  TransferClaim,
  TransferLimits,
  TransferStore,
} from './transfer-types.ts'

export function createTransferStore(database: Database): TransferStore {
  const { words } = database
  const isDue = createDueLook(database, 'transfers')
  const later = (ms: number) => sql<number>`${words.now} + ${Math.ceil(ms)}`
  const readOne = async (
    select: (queries: Queries) => { executeTakeFirst(): Promise<Row | undefined> },
    call?: StoreCall,
  ) => {
    const row = await database.run((queries) => select(queries).executeTakeFirst(), call)
    return row ? readTransfer(row) : null
  }

  return {
    accept: (transfer, options, call) => accept(database, { transfer, ...options }, call),
    find: (id, call) => readOne((queries) => selectTransfers(queries).where('id', '=', id), call),
    findByExternalId: (key) => readOne((queries) => selectByKey(queries, key)),
    listOfPayer: async (page, call) =>
      (await database.run((queries) => selectOfPayer(queries, page).execute(), call)).map(readTransfer),
    claimDue: async ({ limit, leaseMs }) => {
      if (!(await isDue())) return []
      const rows = await database.run((queries) =>
        updateDue(queries, { limit, until: later(leaseMs), database }).execute(),
      )
      return rows.map(readTransfer).toSorted(byId)
    },
    claimOfPerson: (id) =>
      readOne((queries) =>
        queries
          .updateTable('transfers')
          .set({ fence: sql`fence + 1` })
          .where('id', '=', id)
          .where('state', '=', 'OPERATOR')
          .returningAll(),
      ),
    move: async (claim, change, audit) => {
      if (claim.state !== change.to && audit === null) {
        throw new StoreError('STORE_FAILED', `A move of a transfer to ${change.to} has no row for the audit trail.`)
      }
      const dueAt = change.dueInMs === null ? null : later(change.dueInMs)
      const row = await commitRow(database, {
        table: 'transfers',
        change: (queries) => updateMoved(queries, { claim, change, dueAt, now: words.now }),
        consequences: (changed) => [
          ...(audit ? [insertNoteFor(changed, audit, words)] : []),
          ...(movedNothing(claim.state, change.to) ? [giveBackSum(usageOf(changed))] : []),
        ],
      })
      return row ? { kind: 'moved', transfer: readTransfer(row) } : { kind: 'fence_lost' }
    },
    listStuck: async (page) =>
      (await database.run((queries) => selectStuck(queries, page).execute())).map(readTransfer),
  }
}

type Row = Selectable<TransfersTable>

/** Whether a move ends with the money where it was: it counts for no limit of money then. */
export function movedNothing(from: Transfer['state'], to: Transfer['state']): boolean {
  return from !== to && (to === 'REFUSED' || to === 'RETURNED')
}

async function accept(
  database: Database,
  {
    transfer,
    leaseMs,
    audit,
    limits,
  }: { transfer: Parameters<TransferStore['accept']>[0] } & Parameters<TransferStore['accept']>[1],
  call?: StoreCall,
): Promise<AcceptTransferVerdict | LimitedVerdict> {
  const { words } = database
  try {
    const created = await commitRow(
      database,
      {
        table: 'transfers',
        change: (queries) =>
          insertTransfer(queries, {
            transfer,
            limits,
            dueAt: sql`${words.now} + ${Math.ceil(leaseMs)}`,
            now: words.now,
          }),
        consequences: (changed) => [insertNoteFor(changed, audit, words), countUsage(usageOf(changed), limits)],
      },
      call,
    )
    if (created) return { kind: 'created', transfer: readTransfer(created) }
  } catch (error) {
    const limit = readLimit(error)
    if (limit !== null) return { kind: 'limited', limit }
    throw error
  }
  const known = await database.run((queries) => selectByKey(queries, transfer).executeTakeFirst(), call)
  if (known) return { kind: 'known', transfer: readTransfer(known) }
  throw new StoreError('STORE_FAILED', 'The id of a new transfer belongs to another one. Ids must be unique.')
}

/** Inserts nothing when the key is taken; another process that is about to take it is waited for. */
function insertTransfer(
  queries: Queries,
  {
    transfer,
    limits,
    dueAt,
    now,
  }: {
    transfer: Parameters<TransferStore['accept']>[0]
    limits: TransferLimits
    dueAt: RawBuilder<number>
    now: RawBuilder<number>
  },
) {
  return queries
    .insertInto('transfers')
    .values({
      ...writeTransfer(transfer),
      state: 'DEBITING',
      fence: 1,
      returns: 0,
      accepted_at: now,
      changed_at: now,
      due_at: dueAt,
      limit_day: limits.dayStart,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
}

function updateMoved(
  queries: Queries,
  {
    claim,
    change,
    dueAt,
    now,
  }: {
    claim: TransferClaim
    change: TransferChange
    dueAt: RawBuilder<number> | null
    now: RawBuilder<number>
  },
) {
  return queries
    .updateTable('transfers')
    .set({
      state: change.to,
      due_at: dueAt,
      changed_at: change.to === claim.state ? undefined : now,
      refusal: change.refusal,
      resolution: change.resolution,
      returns: change.returns ? sql`returns + 1` : undefined,
    })
    .where('id', '=', claim.id)
    .where('fence', '=', claim.fence)
    .where('state', '=', claim.state)
    .returningAll()
}

/** Materialized, so that it is read once: read again it would lock, and claim, more than the limit. */
function updateDue(
  queries: Queries,
  { limit, until, database: { words } }: { limit: number; until: RawBuilder<number>; database: Database },
) {
  return queries
    .with(
      (name) => name('due').materialized(),
      (some) =>
        some
          .selectFrom('transfers')
          .select('id')
          .where('due_at', '<=', words.now)
          .orderBy('due_at')
          .orderBy('id')
          .limit(limit)
          .modifyEnd(words.skipLocked),
    )
    .updateTable('transfers')
    .set({ fence: sql`fence + 1`, due_at: until })
    .where('id', 'in', (is) => is.selectFrom('due').select('due.id'))
    .returningAll()
}

/** What leaves an account is counted in the table of payments, under the account's name. */
function usageOf(changed: Changed): Changed {
  return sql`(select 'transfers-of:' || from_account_id as principal, amount_minor_units, accepted_at, limit_day
    from ${changed}) as changed`
}

function selectTransfers(queries: Queries) {
  return queries.selectFrom('transfers').selectAll()
}

function selectByKey(queries: Queries, { principal, externalId }: Pick<Transfer, 'principal' | 'externalId'>) {
  return selectTransfers(queries).where('principal', '=', principal).where('external_id', '=', externalId)
}

function selectOfPayer(queries: Queries, { accountId, beforeId, limit }: Parameters<TransferStore['listOfPayer']>[0]) {
  const all = selectTransfers(queries).where('from_account_id', '=', accountId)
  return (beforeId === null ? all : all.where('id', '<', beforeId)).orderBy('id', 'desc').limit(limit)
}

/** Begins with the condition of its index. The names of the steps are those of `stepIdOf`. */
function selectStuck(queries: Queries, { afterId, limit }: Parameters<TransferStore['listStuck']>[0]) {
  const open = selectTransfers(queries).where(sql<boolean>`state not in ('DONE', 'REFUSED', 'RETURNED')`)
  const waits = sql<boolean>`(state = 'OPERATOR' or exists (
    select 1 from intents where intents.principal = 'transfers' and intents.state = 'OPERATOR'
      and intents.kind = case transfers.state when 'DEBITING' then 'DEBIT' else 'PAYMENT' end
      and intents.external_id = transfers.id || case transfers.state when 'DEBITING' then ''
        when 'CREDITING' then ':credit' else ':return:' || transfers.returns end))`
  const page = afterId === null ? open : open.where('id', '>', afterId)
  return page.where(waits).orderBy('id').limit(limit)
}

function byId(left: Transfer, right: Transfer): number {
  return left.id < right.id ? -1 : 1
}
