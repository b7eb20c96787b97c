import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import { deleteInBatches } from './delete.ts'
import { StoreError } from './error.ts'
import type { IntentLimits } from './intent-store.ts'
import type { Changed } from './row-commit.ts'

/**
 * Counts an accepted payment, in one row for each principal and day: payments of one principal take turns at it, those of
 * others do not wait. A limit that would be passed is a check of the table that fails, so that nothing is accepted.
 */
export function countUsage(changed: Changed, limits: IntentLimits): RawBuilder<unknown> {
  const { dayStart, maxMinorUnitsPerDay, maxPerMinute } = limits
  const addsUp = maxMinorUnitsPerDay !== null
  const amount = addsUp ? sql`amount_minor_units` : sql`cast(0 as bigint)`
  const maxAmount = addsUp ? sql`excluded.max_amount` : sql`payment_usage.max_amount`
  return sql`insert into payment_usage
      (principal, day, amount, max_amount, counted_at, payments, payments_before, max_payments)
    select principal, cast(${dayStart} as bigint), ${amount}, cast(${maxMinorUnitsPerDay ?? 0n} as bigint), accepted_at, 1, 0,
      cast(${maxPerMinute} as bigint)
    from ${changed} where true
    on conflict (principal, day) do update set
      amount = payment_usage.amount + excluded.amount,
      max_amount = ${maxAmount},
      max_payments = excluded.max_payments,
      counted_at = case when excluded.counted_at > payment_usage.counted_at
        then excluded.counted_at else payment_usage.counted_at end,
      payments = case when ${MINUTES_SINCE} > 0 then 1 else payment_usage.payments + 1 end,
      payments_before = case when ${MINUTES_SINCE} > 1 then 0 when ${MINUTES_SINCE} = 1 then payment_usage.payments
        else payment_usage.payments_before end`
}

const MINUTES_SINCE = sql`excluded.counted_at / 60000 - payment_usage.counted_at / 60000`

/** What moved no money counts no more, in its day and, while that still matters, in its minute. */
export function giveBackUsage(changed: Changed): RawBuilder<unknown> {
  return sql`update payment_usage set
      amount = payment_usage.amount - changed.amount_minor_units,
      payments = payment_usage.payments - case when ${MINUTES_AGO} = 0 then 1 else 0 end,
      payments_before = payment_usage.payments_before - case when ${MINUTES_AGO} = 1 then 1 else 0 end
    from ${changed}
    where payment_usage.principal = changed.principal and payment_usage.day = changed.limit_day`
}

/** As `giveBackUsage`, but the minute has had it all the same: who is refused again and again asks no more often. */
export function giveBackSum(changed: Changed): RawBuilder<unknown> {
  return sql`update payment_usage set amount = payment_usage.amount - changed.amount_minor_units
    from ${changed}
    where payment_usage.principal = changed.principal and payment_usage.day = changed.limit_day`
}

const MINUTES_AGO = sql`payment_usage.counted_at / 60000 - changed.accepted_at / 60000`

/** What principals have had accepted, day by day. It is counted by the acceptance of an intent itself. */
export interface UsageStore {
  /**
   * Deletes the days that began so long ago on the database's own clock. No limit of such a day is asked for any more, and
   * what is rejected later has nothing to give back to.
   */
  deletePast(olderThanMs: number): Promise<number>
}

export function createUsageStore(database: Database): UsageStore {
  return {
    deletePast: (olderThanMs) =>
      deleteInBatches((limit) =>
        database.run((queries) =>
          queries
            .deleteFrom('payment_usage')
            .where((is) =>
              is(
                is.refTuple('principal', 'day'),
                'in',
                is
                  .selectFrom('payment_usage')
                  .select(['principal', 'day'])
                  .where('day', '<', sql<number>`${database.words.now} - ${Math.round(olderThanMs)}`)
                  .limit(limit)
                  .$asTuple('principal', 'day'),
              ),
            )
            .executeTakeFirst(),
        ),
      ),
  }
}

/** By the name of the check, which both databases put into their message, in whatever language. */
export function readLimit(error: unknown): 'DAY' | 'MINUTE' | null {
  if (!(error instanceof StoreError) || !(error.cause instanceof Error)) return null
  if (error.cause.message.includes('payment_usage_day_limit')) return 'DAY'
  return error.cause.message.includes('payment_usage_minute_limit') ? 'MINUTE' : null
}
