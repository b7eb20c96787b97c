import { expect, test } from 'vitest'
import type { AuditQuery } from '../../src/store/store.ts'
import { describeStores } from '../support/stores.ts'

const ENTRY = {
  at: 1_790_000_000_000,
  actor: 'SUBSCRIBER:p-1',
  act: 'sign-out',
  object: 'session:s1',
  outcome: 'ended',
  requestId: 'r-1',
}

const ANY: AuditQuery = { actor: null, act: null, object: null, from: null, to: null, before: null, limit: 100 }

describeStores((openFresh) => {
  test('audit rows are listed in order, page by page', async () => {
    const { audit } = await (await openFresh()).open()
    for (const requestId of ['r-1', 'r-2', 'r-3']) await audit.append({ ...ENTRY, requestId })
    const first = await audit.list({ afterId: 0, limit: 2 })
    expect(first).toEqual([
      { ...ENTRY, id: 1, requestId: 'r-1' },
      { ...ENTRY, id: 2, requestId: 'r-2' },
    ])
    expect(await audit.list({ afterId: 2, limit: 2 })).toEqual([{ ...ENTRY, id: 3, requestId: 'r-3' }])
  })

  test('the database itself refuses to change or delete audit rows', async () => {
    const database = await openFresh()
    const { audit } = await database.open()
    await audit.append(ENTRY)
    await expect(database.query(`update audit set actor = 'nobody'`)).rejects.toThrow('append-only')
    await expect(database.query('delete from audit')).rejects.toThrow('append-only')
    expect(await audit.list({ afterId: 0, limit: 10 })).toEqual([{ ...ENTRY, id: 1 }])
  })

  test('line breaks, NUL and endless text of a client cannot forge or break a row', async () => {
    const { audit } = await (await openFresh()).open()
    await audit.append({ ...ENTRY, requestId: `a\nb\0c\uD800${'x'.repeat(5000)}` })
    const [row] = await audit.list({ afterId: 0, limit: 10 })
    expect(row?.requestId).toBe(`a\uFFFDb\uFFFDc\uFFFD${'x'.repeat(194)}`)
  })

  test('the trail is searched by who, what, to whom and when, newest first', async () => {
    const { audit } = await (await openFresh()).open()
    const add = (at: number, changes: Partial<typeof ENTRY>) => audit.append({ ...ENTRY, ...changes, at })
    await add(1_000, {})
    await add(3_000, { actor: 'OPERATOR:7' })
    // Written later, and happened earlier: replicas' clocks differ.
    await add(2_000, { act: 'payment', object: 'intent:1' })
    await add(4_000, { actor: 'OPERATOR:7', object: 'intent:1' })
    const idsOf = async (query: Partial<AuditQuery>) => (await audit.search({ ...ANY, ...query })).map(({ id }) => id)
    expect(await idsOf({})).toEqual([4, 2, 3, 1])
    expect(await idsOf({ actor: 'OPERATOR:7' })).toEqual([4, 2])
    expect(await idsOf({ act: 'payment' })).toEqual([3])
    expect(await idsOf({ object: 'intent:1' })).toEqual([4, 3])
    expect(await idsOf({ object: 'intent:1', actor: 'OPERATOR:7' })).toEqual([4])
    expect(await idsOf({ from: 2_000, to: 4_000 })).toEqual([2, 3])
    expect(await idsOf({ actor: 'operator:7' })).toEqual([])
  })

  test('pages of the trail have neither gaps nor repetitions, also where many rows are of one instant', async () => {
    const { audit } = await (await openFresh()).open()
    for (let row = 0; row < 7; row += 1) await audit.append({ ...ENTRY, at: 1_000 + Math.floor(row / 3) })
    const seen: number[] = []
    let before: AuditQuery['before'] = null
    for (;;) {
      const page = await audit.search({ ...ANY, before, limit: 2 })
      seen.push(...page.map(({ id }) => id))
      before = page.at(-1) ?? null
      if (before === null) break
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1])
  })

  test('the newest rows of many objects are read at once, oldest first', async () => {
    const { audit } = await (await openFresh()).open()
    for (const object of ['a', 'b', 'a', 'a', 'c']) await audit.append({ ...ENTRY, object })
    const found = await audit.listByObjects(['a', 'b', 'none'], { limit: 2 })
    const ids = new Map([...found].map(([object, rows]) => [object, rows.map(({ id }) => id)]))
    expect(ids).toEqual(new Map(Object.entries({ a: [3, 4], b: [2] })))
    expect(await audit.listByObjects([], { limit: 2 })).toEqual(new Map())
  })

  test('every way to search the trail has an index of its own', async () => {
    const database = await openFresh()
    await database.open()
    const names =
      database.kind === 'sqlite'
        ? `select name from sqlite_master where type = 'index' and tbl_name = 'audit'`
        : `select indexname as name from pg_indexes where tablename = 'audit' and schemaname = current_schema()`
    expect((await database.query(names)).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['audit_happened_at', 'audit_actor', 'audit_act', 'audit_object']),
    )
  })
})
