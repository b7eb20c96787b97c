import { expect, test } from 'vitest'
import type { NewExport } from '../../src/store/export-types.ts'
import type { Store } from '../../src/store/store.ts'
import { describeStores } from '../support/stores.ts'

const NOTE = { actor: 'SUBSCRIBER:1', act: 'statement-export', object: 'export', outcome: 'ordered', requestId: 'r' }
const LIMITS = { maxOpen: 2, maxKept: 3, note: NOTE }

function order(id: string, given: Partial<NewExport['wish']> & { key?: string; subjectId?: string } = {}): NewExport {
  const { key = `key-${id}`, subjectId = '1', ...wish } = given
  return {
    id,
    owner: { role: 'SUBSCRIBER', subjectId },
    wish: {
      accountId: '17',
      accountKind: 'PERSON',
      accountNumber: '007123',
      period: { from: '2026-01-01', to: '2026-12-31' },
      format: 'CSV',
      language: 'ru',
      ...wish,
    },
    idempotencyKey: key,
    requestId: 'r',
  }
}

const create = (store: Store, one: NewExport) => store.exports.create(one, LIMITS)

async function claimOne(store: Store, leaseMs = 60_000) {
  const job = await store.exports.claim(leaseMs)
  if (job === null) throw new Error('Nothing waits.')
  return job
}

const finish = (store: Store, job: { id: string; claim: number }, keepMs = 1000) =>
  store.exports.finish(job, { end: { state: 'DONE', sizeBytes: 5, entryCount: 7 }, keepMs, note: NOTE })

describeStores((openFresh) => {
  test('an order is kept with its row of the trail, and the same key of the same person is the same order', async () => {
    const store = await (await openFresh()).open()
    const first = await create(store, order('a'))
    expect(first).toMatchObject({ kind: 'created', isRepeat: false, export: { id: 'a', state: 'QUEUED', progress: 0 } })
    expect(await create(store, order('b', { key: 'key-a' }))).toMatchObject({ isRepeat: true, export: { id: 'a' } })
    expect(await create(store, order('b', { key: 'key-a', format: 'PDF' }))).toEqual({ kind: 'conflict' })
    expect(await create(store, order('b', { key: 'key-a', subjectId: '2' }))).toMatchObject({ export: { id: 'b' } })
    expect(await store.audit.list({ afterId: 0, limit: 9 })).toHaveLength(2)
    expect(await store.exports.find('a')).toMatchObject({ accountNumber: '007123', language: 'ru' })
    expect(await store.exports.find('c')).toBeNull()
  })

  test('at most so many wait and so many are kept, also when all come at once from two replicas', async () => {
    const database = await openFresh()
    const [one, other] = [await database.open(), await database.open()]
    const verdicts = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map((id, at) => create(at % 2 === 0 ? one : other, order(id))),
    )
    const kinds = verdicts.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'created')).toHaveLength(2)
    expect(kinds.filter((kind) => kind === 'too_many_open')).toHaveLength(3)
    await finish(one, await claimOne(one))
    await finish(one, await claimOne(one))
    expect(await create(one, order('f'))).toMatchObject({ kind: 'created' })
    await finish(one, await claimOne(one))
    expect(await create(one, order('g'))).toEqual({ kind: 'too_many_kept' })
    expect(await one.exports.listOfOwner({ role: 'SUBSCRIBER', subjectId: '1' }, 10)).toHaveLength(3)
  })

  test('of two replicas one works on an export, the other after its lease, and what the first still says is not heard', async () => {
    const database = await openFresh()
    const [one, other] = [await database.open(), await database.open()]
    await create(one, order('a'))
    const [mine, theirs] = await Promise.all([one.exports.claim(40), other.exports.claim(40)])
    const dead = mine ?? theirs
    if (!dead) throw new Error('Nobody works.')
    expect([mine, theirs]).toContain(null)
    await new Promise((resolve) => setTimeout(resolve, 60))
    const heir = await claimOne(other)
    expect(heir).toMatchObject({ id: 'a', claim: 2, attempts: 0 })
    expect(await one.exports.renew(dead, { progress: 50, entryCount: 1, leaseMs: 1000 })).toBe(false)
    expect(await finish(one, dead)).toBe(false)
    expect(await one.exports.postpone(dead, { delayMs: 0, counts: true })).toBe(false)
    expect(await other.exports.renew(heir, { progress: 60, entryCount: 9, leaseMs: 60_000 })).toBe(true)
    expect(await one.exports.find('a')).toMatchObject({ state: 'RUNNING', progress: 60, entryCount: 9 })
    expect(await finish(other, heir)).toBe(true)
    expect(await finish(other, heir)).toBe(false)
    expect(await one.exports.find('a')).toMatchObject({ state: 'DONE', progress: 100, sizeBytes: 5, entryCount: 7 })
    expect(await other.exports.claim(1000)).toBeNull()
  })

  test('what failed waits for its next try, and a process that leaves does not count as one', async () => {
    const store = await (await openFresh()).open()
    await create(store, order('a'))
    await store.exports.postpone(await claimOne(store), { delayMs: 0, counts: true })
    await store.exports.postpone(await claimOne(store), { delayMs: 0, counts: false })
    const third = await claimOne(store)
    expect(third).toMatchObject({ claim: 3, attempts: 1 })
    await store.exports.postpone(third, { delayMs: 60_000, counts: true })
    expect(await store.exports.claim(1000)).toBeNull()
    expect(await store.exports.find('a')).toMatchObject({ state: 'QUEUED', finishedAt: null })
  })

  test('what failed for good says why, and goes with the others when its time is over', async () => {
    const store = await (await openFresh()).open()
    await create(store, order('a'))
    const end = { state: 'FAILED', failure: 'TOO_MANY_ENTRIES' } as const
    await store.exports.finish(await claimOne(store), { end, keepMs: 0, note: NOTE })
    await create(store, order('b', { format: 'PDF' }))
    await finish(store, await claimOne(store), 60_000)
    expect(await store.exports.find('a')).toMatchObject({
      state: 'FAILED',
      failure: 'TOO_MANY_ENTRIES',
      sizeBytes: null,
    })
    expect(await store.exports.listExpired(10)).toEqual([{ id: 'a', format: 'CSV' }])
    await store.exports.remove(['a'])
    expect([await store.exports.find('a'), (await store.exports.find('b'))?.id]).toEqual([null, 'b'])
  })

  test('a link is used once, whoever comes at the same time, with one row of the trail', async () => {
    const database = await openFresh()
    const [one, other] = [await database.open(), await database.open()]
    const use = { nonce: 'n', expiresAt: 1000, note: { ...NOTE, act: 'download' } }
    const uses = await Promise.all([one, other, one, other].map((store) => store.downloads.use(use)))
    expect(uses.filter(Boolean)).toHaveLength(1)
    expect(await one.audit.list({ afterId: 0, limit: 9 })).toHaveLength(1)
    expect(await one.downloads.deleteExpired(1000)).toBe(0)
    expect(await one.downloads.deleteExpired(1001)).toBe(1)
  })
})
