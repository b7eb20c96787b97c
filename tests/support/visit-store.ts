import { randomUUID } from 'node:crypto'
import type { VisitSlot } from '../../src/domain/visit.ts'
import type { AuditEntry, Store } from '../../src/store/store.ts'
import type { Booking } from '../../src/store/visit-types.ts'

export const NOW = 1_790_000_000_000
export const HOUR_MS = 3_600_000

export const AUDIT: AuditEntry = {
  at: NOW,
  actor: 'x',
  act: 'visit',
  object: 'visit:x',
  outcome: 'x',
  requestId: 'r-1',
}

export function slot(number: number, fields: Partial<VisitSlot> = {}): VisitSlot {
  const startsAt = NOW + number * HOUR_MS
  const price = { minorUnits: 150_000n, currency: 'RUB' } as const
  return { id: randomUUID(), regionId: '1', crew: 'A', startsAt, endsAt: startsAt + HOUR_MS, price, ...fields }
}

export function booking(slotId: string, fields: Partial<Booking> = {}): Booking {
  return {
    id: randomUUID(),
    slotId,
    regionId: '1',
    accountId: '17',
    accountNumber: '007123',
    principal: 'SUBSCRIBER:1',
    externalId: randomUUID(),
    fingerprint: 'f',
    comment: null,
    expectedMinorUnits: 150_000n,
    now: NOW,
    maxOpen: 1000,
    ...fields,
  }
}

export async function open(store: Store, ...slots: readonly VisitSlot[]): Promise<readonly VisitSlot[]> {
  const verdict = await store.visits.openSlots(slots, AUDIT)
  if (verdict.kind !== 'opened') throw new Error(verdict.kind)
  return verdict.slots
}

export const free = async (store: Store) =>
  (await store.visits.listFreeSlots({ regionId: '1', from: 0, to: NOW * 2, after: null, limit: 1000 })).map(
    ({ id }) => id,
  )
