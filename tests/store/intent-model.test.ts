import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Intent, IntentState } from '../../src/domain/payment-intent.ts'
import { StoreError } from '../../src/store/error.ts'
import type { IntentChange, IntentClaim, IntentStore } from '../../src/store/intent-store.ts'
import { createMemoryIntents } from '../simulation/memory-intents.ts'
import { idOf, NOTE, newIntent } from '../support/intents.ts'
import { type FreshDatabase, openFreshSqlite } from '../support/stores.ts'

/** A lease that has ended at once, or one that does not end while the test runs: the two clocks need not agree. */
const LEASES_MS = [-60_000, 3_600_000]
const STATES: readonly IntentState[] = ['ACCEPTED', 'SENDING', 'UNKNOWN', 'DONE', 'REJECTED', 'OPERATOR']

const IDS = [1, 2, 3, 4].map(idOf)

/** One call; `what` is shown when the answers differ. */
interface Call {
  readonly what: unknown
  /** What it claims by is what the stores hold of the id, or something stale. */
  readonly make: (store: IntentStore, known: ReadonlyMap<string, IntentClaim>) => Promise<unknown>
}

const number = fc.integer({ min: 1, max: 4 })
const lease = fc.constantFrom(...LEASES_MS)
const state = fc.constantFrom(...STATES)

const change: fc.Arbitrary<IntentChange> = fc.record(
  {
    to: state,
    dueInMs: fc.option(lease, { freq: 3 }),
    begins: fc.boolean(),
    unsent: fc.boolean(),
    settledInMs: lease,
    absences: fc.integer({ min: 0, max: 3 }),
    watchForMs: fc.option(lease, { freq: 3 }),
    mark: fc.option(fc.constant('p-9'), { freq: 2 }),
    recordId: fc.option(fc.constantFrom('p-1', 'p-2'), { freq: 3 }),
    registeredAt: fc.option(fc.integer({ min: 1, max: 9 })),
    refusal: fc.constantFrom('ACCOUNT_CLOSED', 'TOO_LATE', null),
    attention: fc.constantFrom('CONFLICT', 'DOUBLED', null),
  },
  { requiredKeys: ['to', 'dueInMs'] },
)

/** Moves that make sense are frequent, so that long lives come about; any other move is tried too. */
const sensible: fc.Arbitrary<IntentChange> = fc.constantFrom(
  { to: 'SENDING', begins: true, dueInMs: 3_600_000, settledInMs: 3_600_000 },
  { to: 'UNKNOWN', dueInMs: -60_000, absences: 1 },
  { to: 'ACCEPTED', dueInMs: 3_600_000 },
  { to: 'DONE', dueInMs: -60_000, watchForMs: 3_600_000, recordId: 'p-1' },
  { to: 'REJECTED', dueInMs: null, refusal: 'ACCOUNT_CLOSED' },
  { to: 'OPERATOR', dueInMs: null, attention: 'CONFLICT' },
)

const acceptance: fc.Arbitrary<Call> = fc
  .record({ id: number, key: number, reference: number, serialKey: fc.option(fc.constant('17')), leaseMs: lease })
  .map(({ id, key, reference, serialKey, leaseMs }) => {
    const named = { externalId: `e-${key}`, reference: `r-${reference}`, serialKey }
    const intent = newIntent(id, id === 4 ? { ...named, kind: 'CANCELLATION', relatesTo: idOf(1) } : named)
    return { what: [intent, leaseMs], make: (store) => store.accept(intent, { leaseMs, audit: NOTE }) }
  })

/** As many as there are: which of them are longest due, two clocks may see differently. */
const claimOfDue: fc.Arbitrary<Call> = lease.map((leaseMs) => ({
  what: ['claimDue', leaseMs],
  make: (store) => store.claimDue({ limit: 4, leaseMs }),
}))

const claim: fc.Arbitrary<Call> = fc
  .record({ id: number, states: fc.subarray([...STATES]), leaseMs: lease })
  .map(({ id, ...options }) => ({ what: [id, options], make: (store) => store.claim(idOf(id), options) }))

const reading: fc.Arbitrary<Call> = fc
  .constantFrom<Call['make']>(
    (store) => store.findTakenRecordIds({ kinds: ['PAYMENT'], recordIds: ['p-1', 'p-2'], except: idOf(1) }),
    (store) => store.findByReferences('PAYMENT', ['r-1', 'r-2', 'r-3']),
    (store) => store.findInTurn('17'),
    (store) => store.findCancellations([idOf(1)]),
    (store) => store.listAttention({ afterId: idOf(1), limit: 2 }),
    (store) => store.list({ principal: null, kind: 'PAYMENT', from: 0, to: 2 ** 50, afterId: idOf(1), limit: 2 }),
    (store) => store.count(),
  )
  .map((make) => ({ what: 'reading', make }))

const call = fc.oneof(acceptance, claimOfDue, claim, moving(sensible), moving(sensible), moving(change), reading)

function moving(change: fc.Arbitrary<IntentChange>): fc.Arbitrary<Call> {
  const stale = fc.record({ fence: fc.integer({ min: 0, max: 3 }), state }, { requiredKeys: [] })
  return fc
    .record({
      id: number,
      change,
      stale: fc.oneof({ arbitrary: fc.constant(null), weight: 6 }, { arbitrary: stale, weight: 1 }),
      hasNote: fc.boolean(),
    })
    .map(({ id, change, stale, hasNote }) => ({
      what: [id, change, stale],
      make: (store, known) => {
        const held = known.get(idOf(id)) ?? { id: idOf(id), fence: 1, state: 'ACCEPTED' as const }
        const claim = { ...held, ...stale }
        return store.move(claim, change, hasNote || change.to !== claim.state ? NOTE : null)
      },
    }))
}

/** Lives long enough for things to happen in: a few intents first, then anything. */
const calls = fc
  .tuple(fc.array(acceptance, { minLength: 4, maxLength: 8 }), fc.array(call, { minLength: 10, maxLength: 50 }))
  .map((parts) => parts.flat())

test('whatever is called in whatever order, the store in memory answers as the database does', async () => {
  const database = await openFreshSqlite()
  const { intents, audit } = await database.open()
  await fc.assert(
    fc.asyncProperty(calls, async (calls) => {
      // Also of a run that failed, so that its shorter forms begin with nothing.
      await database.query('delete from intents')
      const before = await lastAuditId(database)
      const memory = createMemoryIntents({ now: Date.now })
      const known = new Map<string, IntentClaim>()
      for (const { make } of calls) {
        const expected = await answerOf(make(intents, known))
        expect(await answerOf(make(memory, known))).toEqual(expected)
        for (const intent of memory.all()) known.set(intent.id, intent)
      }
      const stored = await Promise.all(IDS.map((id) => intents.find(id)))
      expect(await Promise.all(IDS.map(async (id) => loose(await memory.find(id))))).toEqual(stored.map(loose))
      const trail = await audit.list({ afterId: before, limit: 1_000 })
      expect(trail.map(({ object, outcome }) => [object, outcome])).toEqual(
        memory.trail.map(({ object, outcome }) => [object, outcome]),
      )
    }),
    { numRuns: 100 },
  )
})

async function lastAuditId(database: FreshDatabase): Promise<number> {
  const [row] = await database.query('select coalesce(max(id), 0) as id from audit')
  return Number(row?.['id'])
}

async function answerOf(answer: Promise<unknown>): Promise<unknown> {
  try {
    return loose(await answer)
  } catch (error) {
    if (error instanceof StoreError) return error.code
    throw error
  }
}

/** With every instant as its distance from now, which tells a lease that has ended from now and from one that has not. */
function loose(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(loose)
  if (answer instanceof Set || answer === null || typeof answer !== 'object') return answer
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [
      name,
      INSTANTS.some((instant) => instant === name) && typeof value === 'number'
        ? Math.round((value - Date.now()) / 30_000) + 0
        : loose(value),
    ]),
  )
}

const INSTANTS: readonly (keyof Intent)[] = ['acceptedAt', 'sentAt', 'changedAt', 'dueAt', 'settledAt', 'watchUntil']
