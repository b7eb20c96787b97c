import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDatabase } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { withdrawnSlots } from '../../src/store/migrations/0036-withdrawn-slots.ts'
import { MIGRATIONS } from '../../src/store/migrations/index.ts'
import { openPostgres } from '../../src/store/postgres.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { describeStores } from '../support/stores.ts'
import { AUDIT, booking, free, HOUR_MS, NOW, open, slot } from '../support/visit-store.ts'

/** What an operator opens: a few half hours of a crew in a region. */
const opening = fc.record({
  regionId: fc.constantFrom('1', '2', '3'),
  crew: fc.constantFrom('A', 'B'),
  at: fc.nat(5),
  halves: fc.integer({ min: 1, max: 3 }),
})

describeStores((openFresh) => {
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
})
