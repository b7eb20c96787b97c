import type { Selectable } from 'kysely'
import { insertEntry } from './audit.ts'
import { fingerprintOf, readContent, writeValues } from './content-row.ts'
import type { ContentEdit, ContentRow, ContentStore, ContentValues } from './content-types.ts'
import type { Database, Queries } from './database.ts'
import { StoreError } from './error.ts'
import type { ContentTable } from './tables.ts'

type Changes = Pick<ContentStore, 'create' | 'replace' | 'put' | 'remove' | 'fillEmpty'>
type Stored = Selectable<ContentTable>

/** A verdict with what the audit trail says of it; the id is 0 where there is no item. */
interface Judged {
  readonly verdict: { readonly kind: string }
  readonly outcome: string
  readonly id: number
}

/**
 * Changes of one kind wait for each other, in all processes, so each may look first and write then. They are few: people
 * make them.
 */
export function createContentChanges(database: Database): Changes {
  function change<Change extends Judged>(
    act: string,
    edit: ContentEdit,
    work: (transaction: Queries) => Promise<Change>,
  ): Promise<Change['verdict']> {
    return database.transact(async (transaction) => {
      await database.lock(transaction, `content ${edit.kind}`)
      const { verdict, outcome, id } = await work(transaction)
      await insertEntry(transaction, {
        at: edit.at,
        actor: edit.actor,
        act: `content.${act}`,
        object: id === 0 ? edit.kind : `${edit.kind}:${id}`,
        outcome,
        requestId: edit.requestId,
      })
      return verdict
    })
  }

  return {
    create: (item, edit) => change('create', edit, (transaction) => create(transaction, item, edit)),
    replace: (item, edit) => change('replace', edit, (transaction) => replace(transaction, item, edit)),
    put: (item, edit) => change('put', edit, (transaction) => put(transaction, item, edit)),
    remove: (item, edit) => change('remove', edit, (transaction) => remove(transaction, item, edit)),
    fillEmpty: (items, at) =>
      database.transact(async (transaction) => {
        await database.lock(transaction, 'content seed')
        const first = await transaction.selectFrom('content').select('id').limit(1).executeTakeFirst()
        if (first) return
        for (const { kind, ...item } of items) await insert(transaction, item, { kind, at })
      }),
  }
}

type Item<Name extends Exclude<keyof Changes, 'fillEmpty'>> = Parameters<Changes[Name]>[0]

async function create(transaction: Queries, { code, values }: Item<'create'>, edit: ContentEdit) {
  const known = await findByCode(transaction, edit.kind, code)
  if (!known) return done('created', await insert(transaction, { code, values }, edit))
  if (known.created_from !== fingerprintOf(values)) return refused('key_conflict', known.id)
  return known.removed_at === null ? done('repeated', readContent(known)) : refused('absent', known.id)
}

async function replace(transaction: Queries, { id, expectedVersion, values }: Item<'replace'>, edit: ContentEdit) {
  const known = await findById(transaction, edit.kind, id)
  if (!known || known.removed_at !== null) return refused('absent', known?.id ?? 0)
  return overwrite(transaction, { known, expectedVersion, values }, edit)
}

async function put(transaction: Queries, item: Item<'put'>, edit: ContentEdit) {
  const { code, expectedVersion, values, max } = item
  const known = await findByCode(transaction, edit.kind, code)
  if (known && known.removed_at === null) {
    if (expectedVersion !== null) return overwrite(transaction, { known, expectedVersion, values }, edit)
    return known.fingerprint === fingerprintOf(values) ? done('repeated', readContent(known)) : conflict(known)
  }
  if (expectedVersion !== null) return refused('absent', known?.id ?? 0)
  if ((await count(transaction, edit.kind)) >= max) return refused('full', 0)
  if (!known) return done('created', await insert(transaction, { code, values }, edit))
  return done('restored', await write(transaction, { known, values }, edit))
}

async function remove(transaction: Queries, { id, expectedVersion }: Item<'remove'>, edit: ContentEdit) {
  const known = await findById(transaction, edit.kind, id)
  const removed = { kind: 'removed' } as const
  if (known && known.removed_at !== null && known.version === expectedVersion + 1) {
    return { verdict: removed, outcome: 'repeated', id }
  }
  if (!known || known.removed_at !== null) return refused('absent', known?.id ?? 0)
  if (known.version !== expectedVersion) return conflict(known)
  await transaction
    .updateTable('content')
    .set({ removed_at: edit.at, updated_at: edit.at, version: known.version + 1 })
    .where('id', '=', id)
    .execute()
  return { verdict: removed, outcome: 'removed', id }
}

interface Overwriting {
  readonly known: Stored
  readonly expectedVersion: number
  readonly values: ContentValues
}

async function overwrite(
  transaction: Queries,
  { known, expectedVersion, values }: Overwriting,
  edit: ContentEdit,
): Promise<Done | Conflict> {
  if (known.version === expectedVersion) return done('changed', await write(transaction, { known, values }, edit))
  const isRepeated = known.version === expectedVersion + 1 && known.fingerprint === fingerprintOf(values)
  return isRepeated ? done('repeated', readContent(known)) : conflict(known)
}

type Done = ReturnType<typeof done>
type Conflict = ReturnType<typeof conflict>

function done(outcome: string, row: ContentRow) {
  return { verdict: { kind: 'done', row } as const, outcome, id: row.id }
}

function conflict(known: Stored) {
  return {
    verdict: { kind: 'version_conflict', row: readContent(known) } as const,
    outcome: 'version_conflict',
    id: known.id,
  }
}

function refused<Kind extends string>(kind: Kind, id: number) {
  return { verdict: { kind }, outcome: kind, id }
}

function findByCode(transaction: Queries, kind: string, code: string): Promise<Stored | undefined> {
  return transaction
    .selectFrom('content')
    .selectAll()
    .where('kind', '=', kind)
    .where('code', '=', code)
    .executeTakeFirst()
}

function findById(transaction: Queries, kind: string, id: number): Promise<Stored | undefined> {
  return transaction.selectFrom('content').selectAll().where('kind', '=', kind).where('id', '=', id).executeTakeFirst()
}

async function count(transaction: Queries, kind: string): Promise<number> {
  const found = await transaction
    .selectFrom('content')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('kind', '=', kind)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return found?.count ?? 0
}

async function insert(
  transaction: Queries,
  { code, values }: { code: string; values: ContentValues },
  { kind, at }: Pick<ContentEdit, 'kind' | 'at'>,
): Promise<ContentRow> {
  const fingerprint = fingerprintOf(values)
  const row = await transaction
    .insertInto('content')
    .values({ kind, code, created_from: fingerprint, fingerprint, version: 1, updated_at: at, ...writeValues(values) })
    .returningAll()
    .executeTakeFirst()
  return readWritten(row)
}

async function write(
  transaction: Queries,
  { known, values }: { known: Stored; values: ContentValues },
  { at }: ContentEdit,
): Promise<ContentRow> {
  const row = await transaction
    .updateTable('content')
    .set({
      fingerprint: fingerprintOf(values),
      version: known.version + 1,
      updated_at: at,
      removed_at: null,
      ...writeValues(values),
    })
    .where('id', '=', known.id)
    .returningAll()
    .executeTakeFirst()
  return readWritten(row)
}

function readWritten(row: Stored | undefined): ContentRow {
  if (!row) throw new StoreError('STORE_FAILED', 'The database wrote content and does not say what. Look at its log.')
  return readContent(row)
}
