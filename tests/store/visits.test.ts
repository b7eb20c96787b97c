import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { VisitSlot } from '../../src/domain/visit.ts'
import type { Booking } from '../../src/store/visit-types.ts'
import { describeStores } from '../support/stores.ts'
import { AUDIT, booking, free, HOUR_MS, NOW, open, slot } from '../support/visit-store.ts'

/** What one of several clients does at the same moment as the others. */
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('book' as const), slot: fc.nat(2), key: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('cancel' as const), slot: fc.nat(2), key: fc.nat(9) }) },
)

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
