import type { Intent, IntentId } from '../../src/domain/payment-intent.ts'
import { StoreError } from '../../src/store/error.ts'
import { isDoneBy } from '../../src/store/intent-changes.ts'
import type {
  AcceptVerdict,
  AuditNote,
  HeldClaim,
  IntentChange,
  IntentClaim,
  IntentStore,
  MoveVerdict,
  NewIntent,
} from '../../src/store/intent-store.ts'
import { endsTurn, movesNoMoney } from '../../src/store/intent-turns.ts'
import type { AuditEntry, StoreCall } from '../../src/store/store.ts'
import { createMemoryReading, paymentsDoneBy } from './memory-reading.ts'
import { byId, keyOf, type MemoryTables, referenceKey } from './memory-tables.ts'
import { countUsage, giveBackUsage } from './memory-usage.ts'

/** The store of intents without a database. What is said of the real one holds, and each call applies when it is made. */
export interface MemoryIntents extends IntentStore {
  /** Every row of the trail, oldest first. */
  readonly trail: readonly AuditEntry[]
  /** Every intent as it is now, in the order of acceptance. */
  all(): readonly Intent[]
}

/** `holds` tells whether the claim of a checkout still stands. */
export function createMemoryIntents({
  now,
  holds = () => false,
}: Pick<MemoryTables, 'now'> & { readonly holds?: (claim: HeldClaim) => boolean }): MemoryIntents {
  const tables: MemoryTables = {
    intents: new Map(),
    byExternalId: new Map(),
    byReference: new Map(),
    bySerialKey: new Map(),
    due: new Set(),
    usage: new Map(),
    limitDays: new Map(),
    trail: [],
    now,
  }
  return {
    ...createMemoryReading(tables),
    accept: async (intent, options, call) => accept(tables, { intent, ...options, call }),
    acceptWithin: async (intent, { limits, ...options }, call) =>
      findStanding(tables, intent) ??
      countUsage(tables, intent, limits) ??
      accept(tables, { intent, ...options, call }),
    acceptHeld: async (intent, { claim, ...options }, call) =>
      holds(claim) ? accept(tables, { intent, ...options, call }) : { kind: 'claim_lost' },
    claimDue: async ({ limit, leaseMs }) => {
      const at = now()
      const due = [...tables.due].map((id) => get(tables, id)).filter(({ dueAt }) => dueAt !== null && dueAt <= at)
      const claimed = due.toSorted(byDue).slice(0, limit)
      return claimed.map((intent) => renew(tables, intent, leaseMs)).toSorted(byId)
    },
    claim: async (id, { states, leaseMs }) => {
      const intent = tables.intents.get(id)
      return intent && states.includes(intent.state) ? renew(tables, intent, leaseMs) : null
    },
    move: async (claim, change, audit) => move(tables, { claim, change, audit }),
    trail: tables.trail,
    all: () => [...tables.intents.values()],
  }
}

interface Acceptance {
  readonly intent: NewIntent
  readonly leaseMs: number
  readonly audit: AuditNote
  readonly call: StoreCall | undefined
}

function accept(tables: MemoryTables, { intent, leaseMs, audit, call }: Acceptance): AcceptVerdict {
  call?.signal?.throwIfAborted()
  if (intent.amount.minorUnits <= 0n) throw refused('an amount that is not positive')
  const standing = findStanding(tables, intent)
  if (standing) return standing
  if (tables.intents.has(intent.id)) throw refused('the id')
  if (intent.relatesTo !== null && !tables.intents.has(intent.relatesTo)) throw refused('the related intent')
  const now = tables.now()
  tables.byExternalId.set(keyOf(intent), intent.id)
  const created = put(tables, {
    ...intent,
    state: 'ACCEPTED',
    fence: 1,
    attempt: 0,
    acceptedAt: now,
    sentAt: null,
    changedAt: now,
    dueAt: now + Math.ceil(leaseMs),
    settledAt: null,
    absences: 0,
    watchUntil: null,
    mark: null,
    sentFor: null,
    registeredAt: null,
    refusal: null,
    attention: null,
  })
  tables.trail.push({ ...audit, at: now })
  return { kind: 'created', intent: created }
}

/** What is known, or whose reference is taken: that is never limited. */
function findStanding(tables: MemoryTables, intent: NewIntent): AcceptVerdict | null {
  const known = tables.byExternalId.get(keyOf(intent))
  if (known !== undefined) return { kind: 'known', intent: get(tables, known) }
  const holder = tables.byReference.get(referenceKey(intent))
  return holder === undefined ? null : { kind: 'reference_taken', intent: get(tables, holder) }
}

function move(
  tables: MemoryTables,
  { claim, change, audit }: { claim: IntentClaim; change: IntentChange; audit: AuditNote | null },
): MoveVerdict {
  if (change.to !== claim.state && audit === null) throw refused('the missing audit row')
  const intent = tables.intents.get(claim.id)
  if (!intent || intent.fence !== claim.fence || intent.state !== claim.state) return { kind: 'fence_lost' }
  const now = tables.now()
  const changed = changedIntent(intent, change, now)
  assertSound(changed)
  if (isMoving(changed) && tables.bySerialKey.has(changed.serialKey)) {
    if (tables.bySerialKey.get(changed.serialKey) !== intent.id) return { kind: 'account_busy' }
  }
  // A database that finds both taken tells of the turn.
  if (isReferenceTaken(tables, changed)) throw new StoreError('STORE_DUPLICATE', 'Another intent has the reference.')
  put(tables, changed)
  if (movesNoMoney(claim.state, change.to)) giveBackUsage(tables, changed)
  if (changed.serialKey !== null && endsTurn(claim.state, change.to)) handOn(tables, changed.serialKey)
  if (audit !== null) tables.trail.push({ ...audit, at: now })
  if (audit !== null && isDoneBy(claim, change)) share(tables, changed, audit)
  return { kind: 'moved', intent: get(tables, changed.id) }
}

/** Tells of payments that are done by one and the same record. */
function share(tables: MemoryTables, { id, kind, recordId }: Intent, audit: AuditNote): void {
  if (kind !== 'PAYMENT' || recordId === null) return
  const sharing = paymentsDoneBy(tables, recordId)
  if (sharing.length < 2) return
  for (const intent of sharing) {
    const isOther = intent.id !== id
    put(tables, { ...intent, attention: (isOther ? intent.attention : null) ?? 'RECORD_SHARED' })
    const note = { ...audit, object: `intent:${intent.id}`, outcome: 'DONE RECORD_SHARED', at: tables.now() }
    if (isOther) tables.trail.push(note)
  }
}

function handOn(tables: MemoryTables, serialKey: string): void {
  const waiting = [...tables.due].map((id) => get(tables, id))
  const [next] = waiting
    .filter((intent) => intent.serialKey === serialKey && intent.state === 'ACCEPTED')
    .toSorted(byId)
  const now = tables.now()
  if (next && next.dueAt !== null && next.dueAt > now) put(tables, { ...next, dueAt: now })
}

function changedIntent(intent: Intent, change: IntentChange, now: number): Intent {
  const { to, dueInMs, begins = false, unsent = false, settledInMs, watchForMs } = change
  const after = (ms: number | null) => (ms === null ? null : now + Math.ceil(ms))
  const { absences, mark, sentFor, recordId, registeredAt, refusal, attention } = { ...intent, ...change }
  return {
    ...intent,
    state: to,
    attempt: intent.attempt + (begins ? 1 : 0) - (unsent ? 1 : 0),
    sentAt: begins ? now : intent.sentAt,
    changedAt: to === intent.state ? intent.changedAt : now,
    dueAt: after(dueInMs),
    settledAt: settledInMs === undefined ? intent.settledAt : after(settledInMs),
    absences: begins ? 0 : absences,
    watchUntil: watchForMs === undefined ? intent.watchUntil : after(watchForMs),
    mark,
    sentFor,
    recordId,
    registeredAt,
    refusal,
    attention,
  }
}

/** Only for one that was rejected, and so had let its reference go. */
function isReferenceTaken(tables: MemoryTables, intent: Intent): boolean {
  const holder = tables.byReference.get(referenceKey(intent))
  return intent.state !== 'REJECTED' && holder !== undefined && holder !== intent.id
}

/** What the checks of the tables say. */
function assertSound({ state, dueAt, watchUntil, attempt, absences, sentAt, refusal }: Intent): void {
  const isFinal = state === 'DONE' || state === 'REJECTED'
  if (attempt < 0) throw refused('a negative attempt')
  if (absences < 0) throw refused('negative absences')
  if (!isFinal && state !== 'OPERATOR' && dueAt === null) throw refused('an open intent that is never due')
  if (isFinal && dueAt !== null && watchUntil === null) throw refused('a final intent that is due and not watched')
  if (state === 'SENDING' && (attempt === 0 || sentAt === null)) throw refused('a send that was never begun')
  if (state === 'REJECTED' && refusal === null) throw refused('a rejection without a reason')
}

function renew(tables: MemoryTables, intent: Intent, leaseMs: number): Intent {
  const dueAt = intent.dueAt === null ? null : tables.now() + Math.ceil(leaseMs)
  return put(tables, { ...intent, fence: intent.fence + 1, dueAt })
}

function put(tables: MemoryTables, intent: Intent): Intent {
  const { id, dueAt, serialKey, state } = intent
  tables.intents.set(id, intent)
  const reference = referenceKey(intent)
  if (state !== 'REJECTED') tables.byReference.set(reference, id)
  else if (tables.byReference.get(reference) === id) tables.byReference.delete(reference)
  if (isMoving(intent)) tables.bySerialKey.set(intent.serialKey, id)
  else if (serialKey !== null && tables.bySerialKey.get(serialKey) === id) tables.bySerialKey.delete(serialKey)
  if (dueAt === null) tables.due.delete(id)
  else tables.due.add(id)
  return intent
}

function isMoving(intent: Intent): intent is Intent & { readonly serialKey: string } {
  return intent.serialKey !== null && (intent.state === 'SENDING' || intent.state === 'UNKNOWN')
}

function get(tables: MemoryTables, id: IntentId): Intent {
  const intent = tables.intents.get(id)
  if (!intent) throw refused(`the absence of ${id}`)
  return intent
}

function byDue(left: Intent, right: Intent): number {
  return (left.dueAt ?? 0) - (right.dueAt ?? 0) || byId(left, right)
}

function refused(what: string): StoreError {
  return new StoreError('STORE_FAILED', `The store in memory refuses ${what}.`)
}
