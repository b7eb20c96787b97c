import { expect, test } from 'vitest'
import { createContent } from '../../src/billing/content/index.ts'
import { seedContent } from '../../src/billing/content/seed.ts'
import type { ContentEdit, ContentFilter, ContentValues } from '../../src/store/content-types.ts'
import { describeStores } from '../support/stores.ts'

const VALUES: ContentValues = {
  regionId: null,
  topic: null,
  startsAt: 100,
  endsAt: null,
  sortKey: 100,
  title: { ru: 'Заголовок', en: null },
  body: { ru: null, en: 'A text' },
  details: '{}',
}

const EDIT: ContentEdit = { kind: 'news', actor: 'OPERATOR:1', requestId: 'r-1', at: 1_790_000_000_000 }
const ALL: ContentFilter = { kind: 'news', shownAt: null, regionId: undefined, topic: null, after: null, limit: 100 }

describeStores((openFresh) => {
  test('S4 what is written is read as it was, also by another process', async () => {
    const database = await openFresh()
    const { content } = await database.open()
    const values = { ...VALUES, regionId: '2', topic: 'T', endsAt: 2 ** 52, sortKey: -7, details: '{"a":1}' }
    const verdict = await content.create({ code: 'key-1', values }, EDIT)
    const row = { id: 1, code: 'key-1', version: 1, updatedAt: EDIT.at, ...values }
    expect(verdict).toEqual({ kind: 'done', row })
    const other = await database.open()
    expect(await other.content.list(ALL)).toEqual([row])
    expect(await other.content.find({ kind: 'news', ids: [1, 2], shownAt: null })).toEqual(new Map([[1, row]]))
    expect(await other.content.find({ kind: 'promotion', ids: [1], shownAt: null })).toEqual(new Map())
  })

  test('S4 creations with one key in several processes at once make one item', async () => {
    const database = await openFresh()
    const stores = await Promise.all(Array.from({ length: 4 }, () => database.open()))
    const verdicts = await Promise.all(
      [...stores, ...stores].map(({ content }) => content.create({ code: 'key-1', values: VALUES }, EDIT)),
    )
    expect(new Set(verdicts.map((verdict) => JSON.stringify(verdict))).size).toBe(1)
    expect(verdicts[0]).toMatchObject({ kind: 'done', row: { version: 1 } })
    expect(await database.query('select code from content')).toEqual([{ code: 'key-1' }])
    const trail = await stores[0]?.audit.list({ afterId: 0, limit: 100 })
    expect(trail?.map(({ outcome }) => outcome)).toEqual(['created', ...Array.from({ length: 7 }, () => 'repeated')])
  })

  test('S4 the same key of another kind is another item', async () => {
    const { content } = await (await openFresh()).open()
    const news = await content.create({ code: 'key-1', values: VALUES }, EDIT)
    const promotion = await content.create({ code: 'key-1', values: VALUES }, { ...EDIT, kind: 'promotion' })
    expect([news.kind, promotion.kind]).toEqual(['done', 'done'])
    expect(await content.list(ALL)).toHaveLength(1)
  })

  test('S4 of many changes of one version at once exactly one is done', async () => {
    const database = await openFresh()
    const stores = await Promise.all(Array.from({ length: 3 }, () => database.open()))
    const { content } = await database.open()
    await content.create({ code: 'key-1', values: VALUES }, EDIT)
    const verdicts = await Promise.all(
      [...stores, ...stores].map((store, index) =>
        store.content.replace({ id: 1, expectedVersion: 1, values: { ...VALUES, topic: `t${index}` } }, EDIT),
      ),
    )
    expect(verdicts.map(({ kind }) => kind).toSorted()).toEqual([
      'done',
      ...Array.from({ length: 5 }, () => 'version_conflict'),
    ])
    const [row] = await content.list(ALL)
    expect(row?.version).toBe(2)
    expect(verdicts.find(({ kind }) => kind === 'done')).toEqual({ kind: 'done', row })
  })

  test('S4 a list is narrowed by time, region and topic, and paged by its order', async () => {
    const { content } = await (await openFresh()).open()
    const make = (code: string, values: Partial<ContentValues>) =>
      content.create({ code, values: { ...VALUES, ...values } }, EDIT)
    await make('past', { startsAt: 1, endsAt: 50, sortKey: 1 })
    await make('now', { startsAt: 10, endsAt: 101, sortKey: 10 })
    await make('same', { startsAt: 10, sortKey: 10, regionId: '2' })
    await make('other', { startsAt: 20, sortKey: 20, regionId: '3', topic: 'T' })
    await make('future', { startsAt: 101, sortKey: 101 })
    const codes = async (filter: Partial<ContentFilter>) =>
      (await content.list({ ...ALL, ...filter })).map(({ code }) => code)

    expect(await codes({})).toEqual(['future', 'other', 'same', 'now', 'past'])
    expect(await codes({ shownAt: 100 })).toEqual(['other', 'same', 'now'])
    expect(await codes({ shownAt: 101 })).toEqual(['future', 'other', 'same'])
    expect(await codes({ shownAt: 100, regionId: null })).toEqual(['now'])
    expect(await codes({ shownAt: 100, regionId: '2' })).toEqual(['same', 'now'])
    expect(await codes({ topic: 'T' })).toEqual(['other'])
    expect(await codes({ limit: 2 })).toEqual(['future', 'other'])
    expect(await codes({ after: { sortKey: 20, id: 4 }, limit: 1 })).toEqual(['same'])
    expect(await codes({ after: { sortKey: 10, id: 3 } })).toEqual(['now', 'past'])
    expect(await content.find({ kind: 'news', ids: [1, 2], shownAt: 100 })).toEqual(
      new Map([[2, expect.objectContaining({ code: 'now' })]]),
    )
  })

  test('P2 a natural key is written up to its bound, and restored after a removal', async () => {
    const { content } = await (await openFresh()).open()
    const edit: ContentEdit = { ...EDIT, kind: 'payment-method' }
    const put = (code: string, expectedVersion: number | null = null) =>
      content.put({ code, expectedVersion, values: VALUES, max: 2 }, edit)
    expect((await put('a')).kind).toBe('done')
    expect((await put('b')).kind).toBe('done')
    expect(await put('c')).toEqual({ kind: 'full' })
    expect(await put('c', 1)).toEqual({ kind: 'absent' })
    expect(await content.remove({ id: 1, expectedVersion: 1 }, edit)).toEqual({ kind: 'removed' })
    expect(await put('a', 2)).toEqual({ kind: 'absent' })
    expect(await put('a')).toMatchObject({ kind: 'done', row: { id: 1, version: 3 } })
  })

  test('S4 a change and its audit row stand or fall together', async () => {
    const database = await openFresh()
    const { content, audit } = await database.open()
    await database.query('drop table audit')
    await expect(content.create({ code: 'key-1', values: VALUES }, EDIT)).rejects.toMatchObject({ name: 'StoreError' })
    expect(await content.list(ALL)).toEqual([])
    await expect(audit.list({ afterId: 0, limit: 1 })).rejects.toMatchObject({ name: 'StoreError' })
  })

  test('S4 the database itself refuses content without any text, or that ends before it begins', async () => {
    const { content } = await (await openFresh()).open()
    const none = { ru: null, en: null }
    for (const values of [
      { ...VALUES, title: none },
      { ...VALUES, body: none },
      { ...VALUES, endsAt: 100 },
    ]) {
      await expect(content.create({ code: 'k', values }, EDIT)).rejects.toMatchObject({ code: 'STORE_FAILED' })
    }
    expect(await content.list(ALL)).toEqual([])
  })

  test('S7 content is seeded once, also by processes that start at once, and what is removed stays removed', async () => {
    const database = await openFresh()
    const stores = await Promise.all(Array.from({ length: 3 }, () => database.open()))
    await Promise.all(stores.map(({ content }) => seedContent(content)))
    const [store] = stores
    if (!store) throw new Error('no store')
    const before = await store.content.list(ALL)
    expect(before).toHaveLength(4)
    const [first] = before
    await store.content.remove({ id: first?.id ?? 0, expectedVersion: 1 }, EDIT)
    await seedContent(store.content)
    expect(await store.content.list(ALL)).toEqual(before.slice(1))
  })

  test('S7 content that cannot be read is a typed error that says which', async () => {
    const database = await openFresh()
    const store = await database.open()
    await seedContent(store.content)
    const content = createContent({ store, now: () => Date.parse('2026-11-22T00:00:00Z') })
    const call = { signal: new AbortController().signal }
    for (const details of ['no json', '{}', '{"contacts":[{"kind":"PIGEON"}]}', '{"contacts":[{"kind":"PHONE"}]}']) {
      await database.query(`update content set details = '${details}' where kind = 'company'`)
      await expect(content.company.findCompany(call)).rejects.toMatchObject({
        name: 'StoreError',
        code: 'STORE_CORRUPT',
        message: expect.stringContaining('company'),
      })
    }
  })
})
