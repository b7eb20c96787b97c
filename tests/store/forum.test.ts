import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createForum } from '../../src/billing/content/forum.ts'
import { FORUM_EDIT_MS, FORUM_HOURLY_LIMITS, MAX_FORUM_EDITS } from '../../src/domain/forum.ts'
import type { Store } from '../../src/store/store.ts'
import {
  ANNA,
  BORIS,
  find,
  HOUR_MS,
  ids,
  later,
  NOW,
  open,
  PAGE,
  reply,
  STAFF,
  TOPIC,
  trail,
  written,
} from '../support/forum-store.ts'
import { describeStores } from '../support/stores.ts'

describeStores((openFresh) => {
  test('S6 a topic and its replies are read as they were written, also by another process', async () => {
    const database = await openFresh()
    const store = await database.open()
    const id = await written(store.forum.create(TOPIC, ANNA))
    const replyId = await written(store.forum.create(reply(id, 'reply-1'), STAFF))
    const other = await database.open()
    expect(await find(other, id)).toEqual({
      noun: 'forum-topic',
      id: String(id),
      author: { number: 1, isStaff: false, role: 'SUBSCRIBER', subjectId: '1' },
      title: 'A title',
      body: '**A** body',
      state: 'SHOWN',
      reason: null,
      version: 1,
      createdAt: NOW,
      editedAt: null,
      isPinned: false,
      isLocked: false,
      replyCount: 1,
    })
    expect(await other.forum.list({ ...PAGE, topicId: id })).toEqual([
      expect.objectContaining({
        noun: 'forum-reply',
        id: String(replyId),
        topicId: String(id),
        body: 'reply reply-1',
        author: { number: 2, isStaff: true, role: 'OPERATOR', subjectId: '1' },
      }),
    ])
    expect(await trail(store)).toEqual([
      `SUBSCRIBER:1 forum.create forum-topic:${id} created`,
      `OPERATOR:1 forum.create forum-reply:${replyId} created`,
    ])
  })

  test('S6 of creations with one key of one author one is made, and the others answer it', async () => {
    const database = await openFresh()
    const stores = await Promise.all([database.open(), database.open(), database.open()])
    const verdicts = await Promise.all(stores.map(({ forum }) => forum.create(TOPIC, ANNA)))
    const [first, ...others] = verdicts
    expect(first?.kind).toBe('done')
    for (const other of others) expect(other).toEqual(first)
    const [store] = stores
    if (!store) throw new Error('no store')
    expect(await store.forum.create({ ...TOPIC, body: 'Another' }, ANNA)).toEqual({ kind: 'key_conflict' })
    const foreign = await written(store.forum.create(TOPIC, BORIS))
    expect(ids(await store.forum.list(PAGE))).toEqual([foreign, foreign - 1])
    expect(await trail(store)).toHaveLength(2)
  })

  test('S6 a post that is gone does not come back when its creation is repeated', async () => {
    const store = await open(openFresh)
    const id = await written(store.forum.create(TOPIC, ANNA))
    await store.forum.moderate({ id, action: 'HIDE', reason: 'why' }, STAFF)
    expect(await store.forum.create(TOPIC, ANNA)).toEqual({ kind: 'absent' })
    await store.forum.moderate({ id, action: 'DELETE', reason: 'why' }, STAFF)
    expect(await store.forum.create(TOPIC, ANNA)).toEqual({ kind: 'absent' })
    expect(await store.forum.list({ ...PAGE, includeHidden: true })).toEqual([])
  })

  test('S6 one author writes so much an hour, over all processes, and the refusal tells how long to wait', async () => {
    const database = await openFresh()
    const stores = await Promise.all([database.open(), database.open()])
    const { topics, replies } = FORUM_HOURLY_LIMITS.author
    const burst = async (count: number, write: (index: number, store: Store) => ReturnType<Store['forum']['create']>) =>
      Promise.all(
        Array.from({ length: count }, (_, index) => {
          const store = stores[index % 2]
          if (!store) throw new Error('no store')
          return write(index, store)
        }),
      )
    const made = await burst(topics + 3, (index, { forum }) =>
      forum.create({ ...TOPIC, code: `topic-${index}` }, later(ANNA, 1000)),
    )
    expect(made.filter(({ kind }) => kind === 'done')).toHaveLength(topics)
    expect(made.filter(({ kind }) => kind !== 'done')).toEqual(
      Array.from({ length: 3 }, () => ({ kind: 'too_many_posts', retryAfterMs: HOUR_MS })),
    )
    const [store] = stores
    if (!store) throw new Error('no store')
    const topicIds = ids(await store.forum.list(PAGE))
    const answers = await burst(replies + 5, (index, { forum }) =>
      forum.create(reply(topicIds[index % topics] ?? 0, `r-${index}`), ANNA),
    )
    expect(answers.filter(({ kind }) => kind === 'done')).toHaveLength(replies)
    const counts = (await store.forum.list(PAGE)).map((post) => (post.noun === 'forum-topic' ? post.replyCount : 0))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(replies)

    const beyond = { ...TOPIC, code: 'beyond' }
    expect(await store.forum.create(beyond, later(ANNA, HOUR_MS))).toEqual({
      kind: 'too_many_posts',
      retryAfterMs: 1000,
    })
    expect((await store.forum.create(beyond, later(ANNA, HOUR_MS + 1000))).kind).toBe('done')
    expect((await store.forum.create(TOPIC, BORIS)).kind).toBe('done')
  })

  test('S6 what was withdrawn counts, so that taking away makes no room for more', async () => {
    const store = await open(openFresh)
    for (let index = 0; index < FORUM_HOURLY_LIMITS.author.topics; index += 1) {
      const id = await written(store.forum.create({ ...TOPIC, code: `topic-${index}` }, ANNA))
      expect(await store.forum.withdraw(id, ANNA)).toEqual({ kind: 'withdrawn' })
    }
    expect((await store.forum.create({ ...TOPIC, code: 'beyond' }, ANNA)).kind).toBe('too_many_posts')
    expect(await store.forum.list(PAGE)).toEqual([])
  })

  test('S6 pages follow each other without a gap while others write, pinned topics first', async () => {
    const store = await open(openFresh)
    const made: number[] = []
    for (let index = 0; index < 7; index += 1) {
      const author = { ...ANNA, subjectId: `author-${index}` }
      made.push(await written(store.forum.create({ ...TOPIC, code: 'code' }, author)))
    }
    const [pinned = 0, , hidden = 0] = made
    await store.forum.moderate({ id: pinned, action: 'PIN', reason: 'why' }, STAFF)
    await store.forum.moderate({ id: hidden, action: 'HIDE', reason: 'why' }, STAFF)
    const seen: number[] = []
    for (let after: { isPinned: boolean; id: number } | null = null; ; ) {
      const page = await store.forum.list({ ...PAGE, after, limit: 2 })
      seen.push(...ids(page))
      const last = page.at(-1)
      if (last?.noun !== 'forum-topic') break
      after = { isPinned: last.isPinned, id: Number(last.id) }
      const newcomer = { ...ANNA, subjectId: `newcomer-${seen.length}` }
      await store.forum.create({ ...TOPIC, code: 'code' }, newcomer)
    }
    const expected = made.filter((id) => id !== hidden && id !== pinned).toReversed()
    expect(seen).toEqual([pinned, ...expected])
    expect(ids(await store.forum.list({ ...PAGE, includeHidden: true }))).toContain(hidden)
  })

  test('S6 replies that processes write at once come in the order in which they are listed', async () => {
    const database = await openFresh()
    const stores = await Promise.all(Array.from({ length: 5 }, () => database.open()))
    const [store] = stores
    if (!store) throw new Error('no store')
    const topicId = await written(store.forum.create(TOPIC, ANNA))
    const seen: number[] = []
    let isOver = false
    const reader = (async () => {
      for (let isLast = false; !isLast; ) {
        isLast = isOver
        const after = { isPinned: false, id: seen.at(-1) ?? 0 }
        seen.push(...ids(await store.forum.list({ ...PAGE, topicId, after })))
        // SQLite answers without a turn of the event loop, which the writers need.
        await setImmediate()
      }
    })()
    await Promise.all(
      stores.map(async ({ forum }, process) => {
        for (let index = 0; index < 20; index += 1) {
          await forum.create(reply(topicId, `r-${index}`), { ...ANNA, subjectId: `author-${process}` })
        }
      }),
    )
    isOver = true
    await reader
    expect(seen).toEqual(ids(await store.forum.list({ ...PAGE, topicId })))
    expect(seen).toHaveLength(100)
  })

  test('S6 the author changes a text for a while, by the version that was read', async () => {
    const store = await open(openFresh)
    const id = await written(store.forum.create(TOPIC, ANNA))
    const change = { id, expectedVersion: 1, title: 'Better', body: 'Better body' }
    const inTime = later(ANNA, FORUM_EDIT_MS - 1)
    const changed = await store.forum.change(change, inTime)
    expect(changed).toMatchObject({ kind: 'done', post: { title: 'Better', version: 2, editedAt: inTime.at } })
    expect(await store.forum.change(change, later(ANNA, FORUM_EDIT_MS))).toEqual(changed)
    expect(await store.forum.change({ ...change, title: 'Other' }, ANNA)).toMatchObject({
      kind: 'version_conflict',
      post: { title: 'Better', version: 2 },
    })
    const next = { ...change, expectedVersion: 2, title: 'Third' }
    expect(await store.forum.change(next, later(ANNA, FORUM_EDIT_MS))).toEqual({ kind: 'too_late' })
    expect(await store.forum.change(next, BORIS)).toEqual({ kind: 'not_yours' })
    expect(await store.forum.change(next, STAFF)).toEqual({ kind: 'not_yours' })
    expect(await store.forum.change({ ...next, title: null }, ANNA)).toEqual({ kind: 'absent' })
    expect(await find(store, id)).toMatchObject({ title: 'Better', body: 'Better body' })
    expect((await trail(store)).slice(1)).toEqual([`SUBSCRIBER:1 forum.change forum-topic:${id} changed`])
  })

  test('S6 a text is changed so often and no more', async () => {
    const store = await open(openFresh)
    const id = await written(store.forum.create(TOPIC, ANNA))
    const change = (version: number) =>
      store.forum.change({ id, expectedVersion: version, title: `Title ${version}`, body: 'b' }, ANNA)
    for (let version = 1; version <= MAX_FORUM_EDITS; version += 1) expect((await change(version)).kind).toBe('done')
    expect(await change(MAX_FORUM_EDITS + 1)).toEqual({ kind: 'too_many_edits' })
  })

  test('S6 the author withdraws what nobody has answered, within the time', async () => {
    const store = await open(openFresh)
    const topicId = await written(store.forum.create(TOPIC, ANNA))
    const replyId = await written(store.forum.create(reply(topicId, 'reply-1'), BORIS))
    expect(await store.forum.withdraw(topicId, ANNA)).toEqual({ kind: 'answered' })
    expect(await store.forum.withdraw(replyId, ANNA)).toEqual({ kind: 'not_yours' })
    expect(await store.forum.withdraw(replyId, later(BORIS, FORUM_EDIT_MS))).toEqual({ kind: 'too_late' })
    for (let times = 0; times < 2; times += 1) {
      expect(await store.forum.withdraw(replyId, BORIS)).toEqual({ kind: 'withdrawn' })
    }
    expect(await find(store, topicId)).toMatchObject({ replyCount: 0 })
    expect(await find(store, replyId)).toBeNull()
    expect(await find(store, replyId, true)).toMatchObject({ state: 'WITHDRAWN' })
    expect(await store.forum.withdraw(topicId, ANNA)).toEqual({ kind: 'withdrawn' })
    expect(await store.forum.moderate({ id: topicId, action: 'RESTORE', reason: 'why' }, STAFF)).toEqual({
      kind: 'absent',
    })
    expect(await store.forum.withdraw(999, ANNA)).toEqual({ kind: 'absent' })
  })

  test('S6 an act and its audit row stand or fall together', async () => {
    const database = await openFresh()
    const { forum } = await database.open()
    await database.query('drop table audit')
    await expect(forum.create(TOPIC, ANNA)).rejects.toMatchObject({ name: 'StoreError' })
    expect(await forum.list(PAGE)).toEqual([])
  })

  test('S6 a position or an id that cannot be is nothing, and a row that cannot be read is a typed error', async () => {
    const database = await openFresh()
    const store = await database.open()
    const id = await written(store.forum.create(TOPIC, ANNA))
    const forum = createForum({ store: store.forum, now: () => NOW })
    const call = { signal: AbortSignal.timeout(10_000) }
    const page = { first: 1, words: [], includeHidden: false }
    for (const after of ['', '1', '2.1', '0.x', `0.${'9'.repeat(16)}`, '0.-1']) {
      expect(await forum.listTopics([{ ...page, after }], call)).toEqual(new Map())
    }
    expect(await forum.listReplies([{ ...page, after: null, topicId: 'x' }], call)).toEqual(new Map())
    expect(await forum.findPosts([{ id: '1x', includeHidden: true }], call)).toEqual(new Map())
    await database.query(`update forum_authors set role = 'JESTER' where id = 1`)
    await expect(store.forum.find({ ids: [id], includeHidden: true })).rejects.toMatchObject({ code: 'STORE_CORRUPT' })
  })
})
