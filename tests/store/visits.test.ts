import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { VisitSlot } from '../../src/domain/visit.ts'
import { createDatabase } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { withdrawnSlots } from '../../src/store/migrations/0036-withdrawn-slots.ts'
import { MIGRATIONS } from '../../src/store/migrations/index.ts'
import { openPostgres } from '../../src/store/postgres.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import type { AuditEntry, Store } from '../../src/store/store.ts'
import type { Booking } from '../../src/store/visit-types.ts'
import { describeStores } from '../support/stores.ts'

const NOW = 1_790_000_000_000
const HOUR_MS = 3_600_000

const AUDIT: AuditEntry = { at: NOW, actor: 'x', act: 'visit', object: 'visit:x', outcome: 'x', requestId: 'r-1' }

function slot(number: number, fields: Partial<VisitSlot> = {}): VisitSlot {
  const startsAt = NOW + number * HOUR_MS
  const price = { minorUnits: 150_000n, currency: 'RUB' } as const
  return { id: randomUUID(), regionId: '1', crew: 'A', startsAt, endsAt: startsAt + HOUR_MS, price, ...fields }
}

function booking(slotId: string, fields: Partial<Booking> = {}): Booking {
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

async function open(store: Store, ...slots: readonly VisitSlot[]): Promise<readonly VisitSlot[]> {
  const verdict = await store.visits.openSlots(slots, AUDIT)
  if (verdict.kind !== 'opened') throw new Error(verdict.kind)
  return verdict.slots
}

const free = async (store: Store) =>
  (await store.visits.listFreeSlots({ regionId: '1', from: 0, to: NOW * 2, after: null, limit: 1000 })).map(
    ({ id }) => id,
  )

/** What one of several clients does at the same moment as the others. */
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('book' as const), slot: fc.nat(2), key: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('cancel' as const), slot: fc.nat(2), key: fc.nat(9) }) },
)

/** What an operator opens: a few half hours of a crew in a region. */
const opening = fc.record({
  regionId: fc.constantFrom('1', '2', '3'),
  crew: fc.constantFrom('A', 'B'),
  at: fc.nat(5),
  halves: fc.integer({ min: 1, max: 3 }),
})

describeStores((openFresh) => {
  test('S2 of all who ask for a slot at the same moment, in all processes, one gets it', async () => {
    const database = await openFresh()
    const replicas = [await database.open(), await database.open(), await database.open()]
    const store = replicas[0] ?? (await database.open())
    const [only] = await open(store, slot(1))
    const verdicts = await Promise.all(
      Array.from({ length: 24 }, (_, at) =>
        (replicas[at % 3] ?? store).visits.book(booking(only?.id ?? '', { accountId: String(at) }), AUDIT),
      ),
    )
    const kinds = verdicts.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'booked')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'taken')).toHaveLength(23)
    expect(await free(store)).toEqual([])
  })

  test('S2 whatever clients ask for and give up at once, no slot is booked twice and no answer is wrong', async () => {
    const database = await openFresh()
    const replicas = [await database.open(), await database.open()]
    const [store] = replicas
    if (!store) throw new Error('no store')
    let crew = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(act, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
        async (rounds) => {
          crew += 1
          const slots = await open(store, ...[1, 2, 3].map((number) => slot(number, { crew: `C${crew}` })))
          const principal = `run-${crew}`
          const taken = new Map<string, string>()
          for (const round of rounds) {
            await Promise.all(
              round.map(async ({ what, slot: at, key }, place) => {
                const { visits } = replicas[place % 2] ?? store
                const slotId = slots[at]?.id ?? ''
                if (what === 'cancel') {
                  const visitId = taken.get(`k-${key}`)
                  if (visitId !== undefined) await visits.cancel({ id: visitId, now: NOW, withdrawsSlot: false }, AUDIT)
                  return
                }
                const asked = { principal, externalId: `k-${key}`, fingerprint: slotId, accountId: String(key) }
                const verdict = await visits.book(booking(slotId, asked), AUDIT)
                if (verdict.kind !== 'booked') return
                if (verdict.visit.slot.id !== slotId) throw new Error('another slot than the one asked for')
                taken.set(`k-${key}`, verdict.visit.id)
              }),
            )
            const rows = await Promise.all([...taken.values()].map((id) => store.visits.find(id)))
            const booked = rows.flatMap((row) => (row?.status === 'BOOKED' ? [row.slot.id] : []))
            expect(new Set(booked).size).toBe(booked.length)
            const open = await free(store)
            expect(slots.filter(({ id }) => open.includes(id) === booked.includes(id))).toEqual([])
          }
        },
      ),
      { numRuns: 15 },
    )
  }, 60_000)

  test('S2 the same key books once, also at once in two processes, and something else under it is a conflict', async () => {
    const database = await openFresh()
    const [one, other] = [await database.open(), await database.open()]
    const [first, second] = await open(one, slot(1), slot(2))
    const key = { externalId: 'key-00001', fingerprint: 'a' }
    const verdicts = await Promise.all(
      Array.from({ length: 8 }, (_, at) => (at % 2 ? one : other).visits.book(booking(first?.id ?? '', key), AUDIT)),
    )
    expect(verdicts.map(({ kind }) => kind)).toEqual(Array.from({ length: 8 }, () => 'booked'))
    expect(new Set(verdicts.map((verdict) => verdict.kind === 'booked' && verdict.visit.id)).size).toBe(1)
    expect(verdicts.filter((verdict) => verdict.kind === 'booked' && !verdict.isRepeat)).toHaveLength(1)
    const changed = booking(second?.id ?? '', { ...key, fingerprint: 'b' })
    expect(await one.visits.book(changed, AUDIT)).toEqual({ kind: 'conflict' })
    expect(await free(one)).toEqual([second?.id])
  })

  test('S2 another price, an unknown slot, one that has begun and one visit too many are refused', async () => {
    const store = await (await openFresh()).open()
    const [first, second] = await open(store, slot(1), slot(2))
    const ask = async (slotId = '', fields: Partial<Booking> = {}) =>
      (await store.visits.book(booking(slotId, fields), AUDIT)).kind
    expect(await ask(first?.id, { expectedMinorUnits: 149_999n })).toBe('price_changed')
    expect(await ask('unknown')).toBe('no_slot')
    expect(await ask(first?.id, { regionId: '2' })).toBe('other_region')
    expect(await ask(first?.id, { now: NOW + HOUR_MS })).toBe('no_slot')
    expect(await ask(first?.id, { maxOpen: 1 })).toBe('booked')
    expect(await ask(second?.id, { maxOpen: 1 })).toBe('too_many')
    expect(await ask(second?.id, { maxOpen: 1, accountId: '18', regionId: null })).toBe('booked')
  })

  test('S2 slots of a crew do not overlap, and the same ones again are the same', async () => {
    const store = await (await openFresh()).open()
    const slots = [slot(1), slot(2), slot(3)]
    const opened = await open(store, ...slots)
    const again = await open(store, ...slots.map((one) => ({ ...one, id: randomUUID() })), slot(4))
    expect(again.slice(0, 3)).toEqual(opened)
    expect(await free(store)).toHaveLength(4)
    const half = { startsAt: NOW + 1.5 * HOUR_MS, endsAt: NOW + 2.5 * HOUR_MS }
    expect(await store.visits.openSlots([slot(9), slot(1, half)], AUDIT)).toEqual({
      kind: 'overlaps',
      startsAt: half.startsAt,
    })
    const dearer = slot(1, { price: { minorUnits: 1n, currency: 'RUB' } })
    expect((await store.visits.openSlots([dearer], AUDIT)).kind).toBe('overlaps')
    expect((await store.visits.openSlots([slot(1, { regionId: '2' })], AUDIT)).kind).toBe('overlaps')
    expect(await free(store)).toHaveLength(4)
    await open(store, slot(1, { crew: 'B' }))
    await open(store, slot(1.5, { crew: 'C', ...half }))
    expect(await free(store)).toHaveLength(6)
  })

  test('S2 wherever and by whomever slots are opened at once, none of a crew overlaps another', async () => {
    const database = await openFresh()
    const replicas = [await database.open(), await database.open()]
    const [store] = replicas
    if (!store) throw new Error('no store')
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(opening, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 }),
        async (rounds) => {
          run += 1
          const from = run * 100
          for (const round of rounds) {
            await Promise.all(
              round.map(({ regionId, crew, at, halves }, place) => {
                const { startsAt } = slot(from + at / 2)
                const one = slot(0, { regionId, crew, startsAt, endsAt: startsAt + (halves * HOUR_MS) / 2 })
                return (replicas[place % 2] ?? store).visits.openSlots([one], AUDIT)
              }),
            )
          }
          const span = { from: slot(from).startsAt, to: slot(from + 50).startsAt, after: null, limit: 1000 }
          const lists = await Promise.all(
            ['1', '2', '3'].map((regionId) => store.visits.listFreeSlots({ regionId, ...span })),
          )
          const all = lists.flat()
          const overlapping = all.filter((one) =>
            all.some(
              (other) =>
                other !== one && other.crew === one.crew && other.startsAt < one.endsAt && other.endsAt > one.startsAt,
            ),
          )
          expect(overlapping).toEqual([])
        },
      ),
      { numRuns: 25 },
    )
  }, 60_000)

  test('S2 slots and visits of a store that is older stay as they were', async () => {
    const fresh = await openFresh()
    const engine =
      fresh.kind === 'postgres' ? openPostgres(new URL(fresh.url), 'migrating') : openSqlite(fresh.url.slice(7))
    const old = createDatabase(await engine)
    const before = MIGRATIONS.slice(0, MIGRATIONS.indexOf(withdrawnSlots))
    await migrate(old, { migrations: before, now: () => NOW })
    await old.close()
    await fresh.query(
      `insert into visit_slots values ('s', '1', 'A', ${NOW + HOUR_MS}, ${NOW + 2 * HOUR_MS}, 150000, 'RUB', ${NOW})`,
    )
    for (const [id, status] of [
      ['a', 'CANCELLED'],
      ['b', 'BOOKED'],
    ]) {
      await fresh.query(
        `insert into visits (id, slot_id, account_id, account_number, principal, external_id, fingerprint, status,
          price_minor_units, currency, created_at) values ('${id}', 's', '17', '007123', 'p', '${id}', 'f', '${status}', 1, 'RUB', 5)`,
      )
    }
    const store = await fresh.open()
    expect(await store.visits.find('a')).toMatchObject({ status: 'CANCELLED', slot: { id: 's', crew: 'A' } })
    expect(await store.visits.find('b')).toMatchObject({ status: 'BOOKED', price: { minorUnits: 1n } })
    expect((await store.visits.book(booking('s'), AUDIT)).kind).toBe('taken')
    expect(await store.visits.cancel({ id: 'b', now: NOW, withdrawsSlot: true }, AUDIT)).toMatchObject({ id: 'b' })
    expect((await store.visits.openSlots([slot(1)], AUDIT)).kind).toBe('opened')
  })

  test('S2 a slot is taken back unless it is booked, and its visits still tell when they would have been', async () => {
    const store = await (await openFresh()).open()
    const [first, second] = await open(store, slot(1), slot(2))
    const remove = (id = '') => store.visits.removeSlot(id, AUDIT)
    const verdict = await store.visits.book(booking(first?.id ?? ''), AUDIT)
    const visitId = verdict.kind === 'booked' ? verdict.visit.id : ''
    expect(await remove(first?.id)).toBe('booked')
    await store.visits.cancel({ id: visitId, now: NOW, withdrawsSlot: false }, AUDIT)
    expect(await remove(first?.id)).toBe('removed')
    expect(await remove(second?.id)).toBe('removed')
    expect([await remove(first?.id), await remove(second?.id)]).toEqual(['unknown', 'unknown'])
    expect(await free(store)).toEqual([])
    expect((await store.visits.book(booking(first?.id ?? ''), AUDIT)).kind).toBe('no_slot')
    expect((await store.visits.find(visitId))?.slot).toEqual(first)
    // Its time is free for the crew, and for another length.
    const [again] = await open(store, slot(1, { endsAt: NOW + 1.5 * HOUR_MS }))
    expect(again?.id).not.toBe(first?.id)
    expect((await store.visits.book(booking(again?.id ?? ''), AUDIT)).kind).toBe('booked')
    expect((await store.visits.find(visitId))?.slot).toEqual(first)
  })

  test('S2 a slot that is withdrawn with its visit is booked by nobody, however many ask at that moment', async () => {
    const database = await openFresh()
    const [one, other] = [await database.open(), await database.open()]
    const slots = await open(one, ...Array.from({ length: 10 }, (_, at) => slot(at + 1)))
    for (const { id: slotId } of slots) {
      const verdict = await one.visits.book(booking(slotId), AUDIT)
      const id = verdict.kind === 'booked' ? verdict.visit.id : ''
      const [cancelled, ...kinds] = await Promise.all([
        one.visits.cancel({ id, now: NOW, withdrawsSlot: true }, AUDIT),
        ...[1, 2, 3].map(async () => (await other.visits.book(booking(slotId), AUDIT)).kind),
      ])
      expect(cancelled).toMatchObject({ id, status: 'CANCELLED' })
      expect(kinds.filter((kind) => kind !== 'taken' && kind !== 'no_slot')).toEqual([])
    }
    expect(await free(one)).toEqual([])
  })

  test('S2 the visits of a day and a region come by their time, page by page, without those that were given up', async () => {
    const store = await (await openFresh()).open()
    const slots = await open(store, ...[5, 1, 3, 2, 30].map((at) => slot(at)))
    const [far] = await open(store, slot(1, { crew: 'B', regionId: '2' }))
    const ids: string[] = []
    for (const { id } of [...slots, ...(far ? [far] : [])]) {
      const verdict = await store.visits.book(booking(id, { regionId: null }), AUDIT)
      if (verdict.kind === 'booked') ids.push(verdict.visit.id)
    }
    await store.visits.cancel({ id: ids[2] ?? '', now: NOW, withdrawsSlot: false }, AUDIT)
    const span = { regionId: '1', from: NOW, to: NOW + 24 * HOUR_MS, limit: 2 }
    const first = await store.visits.listOfDay({ ...span, after: null })
    const last = first.at(-1)
    const after = last ? { id: last.id, startsAt: last.slot.startsAt } : null
    const second = await store.visits.listOfDay({ ...span, after })
    expect([...first, ...second].map(({ id }) => id)).toEqual([ids[1], ids[3], ids[0]])
  })

  test('S2 pages of slots and of visits show each once, and what the helpdesk does not know is told of', async () => {
    const store = await (await openFresh()).open()
    const slots = await open(store, ...Array.from({ length: 5 }, (_, at) => slot(at + 1)))
    const seen: string[] = []
    let after: VisitSlot | null = null
    for (;;) {
      const page: readonly VisitSlot[] = await store.visits.listFreeSlots({
        regionId: '1',
        from: 0,
        to: NOW * 2,
        after,
        limit: 2,
      })
      seen.push(...page.map(({ id }) => id))
      after = page.at(-1) ?? null
      if (page.length < 2) break
    }
    expect(seen).toEqual(slots.map(({ id }) => id))
    const ids: string[] = []
    for (const { id } of slots.slice(0, 3)) {
      const verdict = await store.visits.book(booking(id, { now: NOW + ids.length }), AUDIT)
      if (verdict.kind === 'booked') ids.push(verdict.visit.id)
    }
    const [newest] = await store.visits.listOfAccount({ accountId: '17', before: null, limit: 1 })
    const rest = await store.visits.listOfAccount({ accountId: '17', before: newest ?? null, limit: 10 })
    expect([newest, ...rest].map((visit) => visit?.id)).toEqual(ids.toReversed())
    for (const id of ids.slice(0, 2)) await store.visits.setTicket(id, 't')
    await store.visits.cancel({ id: ids[0] ?? '', now: NOW, withdrawsSlot: false }, AUDIT)
    const untold = async (dueBy = NOW) =>
      (await store.visits.listUntold({ from: 0, to: NOW + 10, dueBy }, 10)).map(({ visit }) => visit.id)
    expect(await untold()).toEqual([ids[0], ids[2]])
    expect(await store.visits.listUntold({ from: 0, to: NOW, dueBy: NOW }, 10)).toEqual([])
    // Those that were tried in vain come last, when their time has come.
    await store.visits.postponeTelling(ids[0] ?? '', NOW + 5)
    expect([await untold(), await untold(NOW + 5)]).toEqual([[ids[2]], [ids[2], ids[0]]])
    const again = await store.visits.listUntold({ from: 0, to: NOW + 10, dueBy: NOW + 5 }, 10)
    expect(again.map(({ tellings }) => tellings)).toEqual([0, 1])
    await store.visits.setTold(ids[0] ?? '', NOW)
    expect(await untold()).toEqual([ids[2]])
    expect(await store.visits.cancel({ id: ids[0] ?? '', now: NOW, withdrawsSlot: false }, AUDIT)).toBeNull()
  })
})
