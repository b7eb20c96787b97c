import type { Clock } from '../../src/payments/clock.ts'
import type { IntentLimits, IntentStore, LimitedVerdict, NewIntent } from '../../src/store/intent-store.ts'
import type { Planted } from './planted.ts'

const DAY_MS = 86_400_000

/** Mistakes in how the limits of a partner are held. */
export const MISTAKES_OF_LIMITS: readonly Planted[] = [
  {
    name: 'limits-asked-before',
    mistake: 'What a partner has paid today is read before a payment is accepted, not counted by its acceptance.',
    intents: (right) => ({
      ...right,
      async acceptWithin(intent, { limits, ...options }) {
        const known = await right.findByExternalId(intent)
        return (known ? null : await findLimit(right, intent, limits)) ?? right.accept(intent, options)
      },
    }),
  },
  {
    name: 'limits-in-memory',
    mistake: 'What a partner has paid today is counted by the process that took it, and not by the store.',
    intents: (right, { clock }) => countInMemory(right, clock),
  },
  {
    name: 'repeats-are-limited',
    mistake: 'A limit is looked at before it is known whether the payment is a repeat.',
    intents: (right) => ({
      ...right,
      acceptWithin: async (intent, options) =>
        (await findLimit(right, intent, options.limits)) ?? right.acceptWithin(intent, options),
    }),
  },
]

interface Paid {
  readonly atMs: number
  readonly minorUnits: bigint
}

async function findLimit(store: IntentStore, intent: NewIntent, limits: IntentLimits): Promise<LimitedVerdict | null> {
  const { principal, kind } = intent
  const from = limits.dayStart
  const known = await store.list({ principal, kind, from, to: from + DAY_MS, afterId: null, limit: 1_000 })
  const paid = known
    .filter(({ state }) => state !== 'REJECTED')
    .map(({ acceptedAt: atMs, amount }) => ({ atMs, minorUnits: amount.minorUnits }))
  return judgePaid(paid, intent, limits)
}

/** The newest stands for now: what is older than a minute before it is older than a minute. */
function judgePaid(paid: readonly Paid[], { amount }: NewIntent, limits: IntentLimits): LimitedVerdict | null {
  const sum = paid.reduce((total, { minorUnits }) => total + minorUnits, amount.minorUnits)
  if (sum > (limits.maxMinorUnitsPerDay ?? 0n)) return { kind: 'limited', limit: 'DAY' }
  const newest = Math.max(...paid.map(({ atMs }) => atMs))
  const ofMinute = paid.filter(({ atMs }) => atMs > newest - 60_000)
  return ofMinute.length >= limits.maxPerMinute ? { kind: 'limited', limit: 'MINUTE' } : null
}

function countInMemory(right: IntentStore, clock: Pick<Clock, 'elapsedMs'>): IntentStore {
  const paidBy = new Map<string, Paid[]>()
  return {
    ...right,
    async acceptWithin(intent, { limits, ...options }) {
      const key = `${limits.dayStart} ${intent.principal}`
      const paid = paidBy.get(key) ?? []
      paidBy.set(key, paid)
      const known = await right.findByExternalId(intent)
      const limited = known ? null : judgePaid(paid, intent, limits)
      if (limited) return limited
      if (!known) paid.push({ atMs: clock.elapsedMs(), minorUnits: intent.amount.minorUnits })
      return right.accept(intent, options)
    },
  }
}
