import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { SqlWords } from './words.ts'

/** The right to do a day's work, of this process alone until the lease ends. */
export interface DailyClaim {
  readonly name: string
  /** "yyyy-MM-dd" */
  readonly day: string
  readonly claim: number
}

export interface DailyRun {
  readonly day: string
  readonly finishedAt: number
  /** JSON of whoever did the work. */
  readonly result: string
}

/** Work that is done once for each day, whichever process is first. Everything is on the database's own clock. */
export interface DailyRunStore {
  /** Null when it is done, or another process is at it. One that died in it holds it until its lease ends. */
  claim(run: { readonly name: string; readonly day: string; readonly leaseMs: number }): Promise<DailyClaim | null>
  /** False when the lease had ended and another process has taken the work. */
  finish(claim: DailyClaim, result: string): Promise<boolean>
  /** That of the latest day that is done. */
  findLast(name: string): Promise<DailyRun | null>
}

export function createDailyRunStore(database: Database): DailyRunStore {
  const { words } = database
  return {
    claim: async ({ name, day, leaseMs }) => {
      const claimedUntil = later(words, leaseMs)
      const row = await database.run((queries) =>
        queries
          .insertInto('daily_runs')
          .values({ name, day, claim: 1, claimed_until: claimedUntil })
          .onConflict((conflict) =>
            conflict
              .columns(['name', 'day'])
              .doUpdateSet({ claim: sql`daily_runs.claim + 1`, claimed_until: claimedUntil })
              .where('daily_runs.finished_at', 'is', null)
              .where('daily_runs.claimed_until', '<=', words.now),
          )
          .returning('claim')
          .executeTakeFirst(),
      )
      return row ? { name, day, claim: row.claim } : null
    },
    finish: async ({ name, day, claim }, result) => {
      const row = await database.run((queries) =>
        queries
          .updateTable('daily_runs')
          .set({ finished_at: words.now, result })
          .where('name', '=', name)
          .where('day', '=', day)
          .where('claim', '=', claim)
          .where('finished_at', 'is', null)
          .returning('claim')
          .executeTakeFirst(),
      )
      return row !== undefined
    },
    findLast: async (name) => {
      const row = await database.run((queries) =>
        queries
          .selectFrom('daily_runs')
          .select(['day', 'finished_at', 'result'])
          .where('name', '=', name)
          .where('finished_at', 'is not', null)
          .orderBy('day', 'desc')
          .limit(1)
          .executeTakeFirst(),
      )
      if (!row || row.finished_at === null || row.result === null) return null
      return { day: row.day, finishedAt: row.finished_at, result: row.result }
    },
  }
}

function later(words: SqlWords, ms: number) {
  return sql<number>`${words.now} + ${Math.ceil(ms)}`
}
