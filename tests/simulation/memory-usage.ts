import type { Intent } from '../../src/domain/payment-intent.ts'
import type { IntentLimits, LimitedVerdict, NewIntent } from '../../src/store/intent-store.ts'
import type { MemoryTables, Usage } from './memory-tables.ts'

// The counters of accepted payments, as the table of the databases has them.

const MINUTE_MS = 60_000

/** Counts one more, or says which limit that would pass; then nothing was changed. */
export function countUsage(
  tables: Pick<MemoryTables, 'usage' | 'limitDays' | 'now'>,
  intent: Pick<NewIntent, 'id' | 'principal' | 'amount'>,
  limits: IntentLimits,
): LimitedVerdict | null {
  const now = tables.now()
  const key = usageKey(intent.principal, limits.dayStart)
  const { maxMinorUnitsPerDay } = limits
  const addsUp = maxMinorUnitsPerDay !== null
  const counted = addTo(tables.usage.get(key), addsUp ? intent.amount.minorUnits : 0n, now)
  if (addsUp && counted.minorUnits > maxMinorUnitsPerDay) return { kind: 'limited', limit: 'DAY' }
  if (paymentsOfMinute(counted) > limits.maxPerMinute) return { kind: 'limited', limit: 'MINUTE' }
  tables.usage.set(key, counted)
  if (addsUp) tables.limitDays.set(intent.id, limits.dayStart)
  return null
}

function addTo(usage: Usage | undefined, minorUnits: bigint, now: number): Usage {
  if (!usage) return { minorUnits, countedAt: now, payments: 1, paymentsBefore: 0 }
  const minutesSince = minuteOf(now) - minuteOf(usage.countedAt)
  const { payments, paymentsBefore } = usage
  return {
    minorUnits: usage.minorUnits + minorUnits,
    countedAt: Math.max(now, usage.countedAt),
    payments: minutesSince > 0 ? 1 : payments + 1,
    paymentsBefore: minutesSince > 1 ? 0 : minutesSince === 1 ? payments : paymentsBefore,
  }
}

/** Of the minute before as much counts as lies within sixty seconds. */
function paymentsOfMinute({ countedAt, payments, paymentsBefore }: Usage): number {
  return payments + Math.ceil((paymentsBefore * (MINUTE_MS - (countedAt % MINUTE_MS))) / MINUTE_MS)
}

type Counters = Pick<MemoryTables, 'usage' | 'limitDays'>

/** What was rejected counts no more. */
export function giveBackUsage(
  tables: Counters,
  intent: Pick<Intent, 'id' | 'principal' | 'amount' | 'acceptedAt'>,
): void {
  giveBackSum(tables, intent)
  const { usage, limitDays } = tables
  const key = usageKey(intent.principal, limitDays.get(intent.id) ?? NaN)
  const counted = usage.get(key)
  if (!counted) return
  const minutesAgo = minuteOf(counted.countedAt) - minuteOf(intent.acceptedAt)
  usage.set(key, {
    ...counted,
    payments: counted.payments - (minutesAgo === 0 ? 1 : 0),
    paymentsBefore: counted.paymentsBefore - (minutesAgo === 1 ? 1 : 0),
  })
}

/** As `giveBackUsage`, but the minute has had it all the same. */
export function giveBackSum(
  { usage, limitDays }: Counters,
  { id, principal, amount }: Pick<Intent, 'id' | 'principal' | 'amount'>,
): void {
  const key = usageKey(principal, limitDays.get(id) ?? NaN)
  const counted = usage.get(key)
  if (counted) usage.set(key, { ...counted, minorUnits: counted.minorUnits - amount.minorUnits })
}

function minuteOf(at: number): number {
  return Math.floor(at / MINUTE_MS)
}

function usageKey(principal: string, dayStart: number): string {
  return `${dayStart} ${principal}`
}
