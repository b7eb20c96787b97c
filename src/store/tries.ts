import { insertEntry } from './audit.ts'
import type { Database, Queries } from './database.ts'
import { deleteInBatches } from './delete.ts'
import type { TryStore } from './store.ts'

export function createTryStore(database: Database): TryStore {
  return {
    record: (attempt, call) =>
      database.transact(async (transaction) => {
        await database.lock(transaction, lockOf(attempt))
        return record(transaction, attempt)
      }, call),
    forget: (tries, call) =>
      database.transact(async (transaction) => {
        for (const taken of tries.toSorted(bySubject)) {
          await database.lock(transaction, lockOf(taken))
          await forget(transaction, taken)
        }
      }, call),
    deleteBefore: (before) =>
      deleteInBatches((limit) =>
        database.run((queries) =>
          queries
            .deleteFrom('tries')
            .where(
              'id',
              'in',
              queries.selectFrom('tries').select('id').where('tried_at', '<', before).orderBy('tried_at').limit(limit),
            )
            .executeTakeFirst(),
        ),
      ),
  }
}

async function record(
  transaction: Queries,
  { subject, spelling, isOncePerSpelling, now, windowMs, max, audit }: Parameters<TryStore['record']>[0],
): Promise<{ count: number; oldestAt: number }> {
  await transaction
    .deleteFrom('tries')
    .where('subject', '=', subject)
    .where('tried_at', '<=', now - windowMs)
    .execute()
  if (isOncePerSpelling && spelling !== undefined) await forget(transaction, { subject, spelling })
  const stored = await transaction
    .selectFrom('tries')
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('is_notice', '=', 0).as('count'),
      fn.min<number | null>('tried_at').filterWhere('is_notice', '=', 0).as('oldestAt'),
      fn.countAll<number>().filterWhere('is_notice', '=', 1).as('notices'),
    ])
    .where('subject', '=', subject)
    .executeTakeFirstOrThrow()
  const isBeyond = stored.count >= max
  // Where nothing is to be audited, whoever comes back with another limit has not been noted yet.
  if (!isBeyond || (stored.notices === 0 && audit !== null)) {
    await transaction
      .insertInto('tries')
      .values({ subject, spelling: spelling ?? null, tried_at: now, is_notice: isBeyond ? 1 : 0 })
      .execute()
    if (isBeyond) await insertEntry(transaction, audit)
  }
  return { count: stored.count + 1, oldestAt: stored.oldestAt ?? now }
}

async function forget(
  transaction: Queries,
  { subject, spelling, triedAt }: Parameters<TryStore['forget']>[0][number],
): Promise<void> {
  const all = transaction.selectFrom('tries').select('id').where('subject', '=', subject)
  const spelled = spelling === undefined ? all : all.where('spelling', '=', spelling)
  const one = spelled
    .where('tried_at', '=', triedAt ?? 0)
    .where('is_notice', '=', 0)
    .limit(1)
  await transaction
    .deleteFrom('tries')
    .where('id', 'in', triedAt === undefined ? spelled : one)
    .execute()
}

function lockOf({ subject }: { subject: string }): string {
  return `tries ${subject}`
}

/** Everybody takes several locks in one order: nobody waits for each other. */
function bySubject(left: { subject: string }, right: { subject: string }): number {
  return left.subject < right.subject ? -1 : 1
}
