import type { Intent } from '../../src/domain/payment-intent.ts'
import type { IntentStore } from '../../src/store/intent-store.ts'
import { byId, keyOf, type MemoryTables, referenceKey } from './memory-tables.ts'

/** What the store in memory answers without changing anything. */
export function createMemoryReading(
  tables: MemoryTables,
): Omit<IntentStore, 'accept' | 'acceptHeld' | 'acceptWithin' | 'claimDue' | 'claim' | 'move'> {
  const findOne = (id: string | undefined) => (id === undefined ? null : (tables.intents.get(id) ?? null))
  const select = (isWanted: (intent: Intent) => boolean) => [...tables.intents.values()].filter(isWanted).toSorted(byId)
  return {
    find: async (id) => findOne(id),
    findByExternalId: async (key) => findOne(tables.byExternalId.get(keyOf(key))),
    findTakenRecordIds: async ({ kinds, recordIds, except, doneBefore = Infinity }) => {
      const wanted = new Set(recordIds)
      const isDone = ({ state, changedAt }: Intent) =>
        doneBefore === Infinity || (state === 'DONE' && changedAt < doneBefore)
      const taken = select((intent) => {
        const { id, kind, recordId } = intent
        return id !== except && kinds.includes(kind) && recordId !== null && wanted.has(recordId) && isDone(intent)
      })
      return new Set(taken.flatMap(({ recordId }) => recordId ?? []))
    },
    findSharedRecordIds: async (recordIds) => new Set(recordIds.filter((id) => paymentsDoneBy(tables, id).length > 1)),
    listAttention: async ({ afterId, limit }) =>
      select((intent) => needsAPerson(intent) && isAfter(intent, afterId)).slice(0, limit),
    list: async ({ principal, kind, from, to, afterId, limit }) =>
      select(
        (intent) =>
          (principal === null || intent.principal === principal) &&
          intent.kind === kind &&
          intent.acceptedAt >= from &&
          intent.acceptedAt < to &&
          isAfter(intent, afterId),
      ).slice(0, limit),
    findByReferences: async (kind, references) => {
      const found = references.map((reference) => findOne(tables.byReference.get(referenceKey({ kind, reference }))))
      return [...new Set(found.flatMap((intent) => intent ?? []))].toSorted(byId)
    },
    findInTurn: async (serialKey) => findOne(tables.bySerialKey.get(serialKey)),
    findCancellations: async (ids) => {
      const wanted = new Set(ids)
      return select(
        ({ kind, state, relatesTo }) =>
          kind === 'CANCELLATION' && state !== 'REJECTED' && relatesTo !== null && wanted.has(relatesTo),
      )
    },
    countDone: async ({ principal, kind, since }) =>
      select(
        (intent) =>
          intent.principal === principal &&
          intent.kind === kind &&
          intent.acceptedAt >= since &&
          intent.state === 'DONE',
      ).length,
    count: async () => {
      const counts = { ACCEPTED: 0, SENDING: 0, UNKNOWN: 0, OPERATOR: 0, attention: 0 }
      for (const { state, attention } of tables.intents.values()) {
        if (state !== 'DONE' && state !== 'REJECTED') counts[state] += 1
        if (attention !== null) counts.attention += 1
      }
      return counts
    },
  }
}

/** Payments that are done by this record of the billing. */
export function paymentsDoneBy(tables: MemoryTables, recordId: string): readonly Intent[] {
  return [...tables.intents.values()].filter(
    (intent) => intent.kind === 'PAYMENT' && intent.state === 'DONE' && intent.recordId === recordId,
  )
}

function needsAPerson({ state, attention }: Intent): boolean {
  return state === 'OPERATOR' || (attention !== null && (state === 'DONE' || state === 'REJECTED'))
}

function isAfter({ id }: Intent, afterId: string | null): boolean {
  return afterId === null || id > afterId
}
