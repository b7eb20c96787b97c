import { expect, test } from 'vitest'
import { seedForum } from '../../src/billing/content/seed-forum.ts'
import { MAX_PINNED_TOPICS } from '../../src/domain/forum.ts'
import { ANNA, BORIS, find, ids, open, PAGE, reply, STAFF, TOPIC, trail, written } from '../support/forum-store.ts'
import { describeStores } from '../support/stores.ts'

describeStores((openFresh) => {
  test('S6 a locked topic takes no replies and no changes until it is unlocked', async () => {
    const store = await open(openFresh)
    const topicId = await written(store.forum.create(TOPIC, ANNA))
    const replyId = await written(store.forum.create(reply(topicId, 'reply-1'), BORIS))
    await store.forum.moderate({ id: topicId, action: 'LOCK', reason: 'why' }, STAFF)
    expect(await store.forum.create(reply(topicId, 'reply-2'), BORIS)).toEqual({ kind: 'locked' })
    expect((await store.forum.create(reply(topicId, 'reply-1'), BORIS)).kind).toBe('done')
    const change = { id: replyId, expectedVersion: 1, title: null, body: 'Changed' }
    expect(await store.forum.change(change, BORIS)).toEqual({ kind: 'locked' })
    await store.forum.moderate({ id: topicId, action: 'UNLOCK', reason: 'why' }, STAFF)
    expect((await store.forum.change(change, BORIS)).kind).toBe('done')
    expect((await store.forum.create(reply(topicId, 'reply-2'), BORIS)).kind).toBe('done')
    expect(await store.forum.create(reply(replyId, 'reply-3'), BORIS)).toEqual({ kind: 'absent' })
  })
  test('S6 topics are found by the beginnings of their words, as they stand now', async () => {
    const database = await openFresh()
    const store = await database.open()
    const make = async (code: string, title: string, body: string) =>
      written(store.forum.create({ code, topicId: null, title, body }, { ...ANNA, subjectId: code }))
    const router = await make('code-1', 'Какой РОУТЕР выбрать', 'Нужен для Wi-Fi. Всё ещё думаю.')
    const routers = await make('code-2', 'Роутеры в аренду', 'На гигабит')
    await make('code-3', 'Антенна', 'без слов')
    const search = async (...words: readonly string[]) => ids(await store.forum.list({ ...PAGE, words }))
    expect(await search('роутер')).toEqual([routers, router])
    expect(await search('роутеры')).toEqual([routers])
    expect(await search('роутер', 'выб')).toEqual([router])
    expect(await search('все', 'еще')).toEqual([router])
    expect(await search('outer')).toEqual([])
    expect(await search("'; drop", '%')).toEqual([])
    const after = { isPinned: false, id: routers }
    expect(ids(await store.forum.list({ ...PAGE, words: ['роут'], after }))).toEqual([router])

    const change = { id: router, expectedVersion: 1, title: 'Какой модем', body: 'Нужен' }
    await store.forum.change(change, { ...ANNA, subjectId: 'code-1' })
    expect([await search('роутер'), await search('модем')]).toEqual([[routers], [router]])
    await store.forum.moderate({ id: router, action: 'DELETE', reason: 'why' }, STAFF)
    expect(await search('модем')).toEqual([])
    expect(await database.query(`select * from forum_words where topic_id = ${router}`)).toEqual([])
  })

  test('S6 what the staff does is done once, and each act is one row of the trail with its reason', async () => {
    const store = await open(openFresh)
    const topicId = await written(store.forum.create(TOPIC, ANNA))
    const replyId = await written(store.forum.create(reply(topicId, 'reply-1'), BORIS))
    for (let times = 0; times < 2; times += 1) {
      const hidden = await store.forum.moderate({ id: replyId, action: 'HIDE', reason: 'rude' }, STAFF)
      expect(hidden).toMatchObject({ kind: 'done', post: { state: 'HIDDEN', reason: 'rude' } })
      expect(await find(store, topicId)).toMatchObject({ replyCount: 0 })
    }
    expect(await find(store, replyId)).toBeNull()
    await store.forum.moderate({ id: replyId, action: 'RESTORE', reason: 'a mistake' }, STAFF)
    expect(await find(store, topicId)).toMatchObject({ replyCount: 1 })
    expect(await store.forum.moderate({ id: replyId, action: 'LOCK', reason: 'why' }, STAFF)).toEqual({
      kind: 'not_a_topic',
    })
    await store.forum.moderate({ id: topicId, action: 'HIDE', reason: 'spam' }, STAFF)
    expect([await find(store, topicId), await find(store, replyId)]).toEqual([null, null])
    expect(await find(store, replyId, true)).toMatchObject({ state: 'SHOWN' })
    expect(await store.forum.create(reply(topicId, 'reply-2'), BORIS)).toEqual({ kind: 'absent' })
    expect(await store.forum.moderate({ id: 999, action: 'HIDE', reason: 'why' }, STAFF)).toEqual({ kind: 'absent' })
    expect((await trail(store)).slice(2)).toEqual([
      `OPERATOR:1 forum.hide forum-reply:${replyId} rude`,
      `OPERATOR:1 forum.restore forum-reply:${replyId} a mistake`,
      `OPERATOR:1 forum.hide forum-topic:${topicId} spam`,
    ])
  })

  test('S6 a deletion erases the texts for good, with a topic those of its replies', async () => {
    const database = await openFresh()
    const store = await database.open()
    const topicId = await written(store.forum.create(TOPIC, ANNA))
    const replyId = await written(store.forum.create(reply(topicId, 'reply-1'), BORIS))
    const secondId = await written(store.forum.create(reply(topicId, 'reply-2'), BORIS))
    const remove = (id: number) => store.forum.moderate({ id, action: 'DELETE', reason: 'the law' }, STAFF)
    expect([await remove(secondId), await remove(secondId)]).toEqual([{ kind: 'deleted' }, { kind: 'deleted' }])
    expect(await find(store, topicId)).toMatchObject({ replyCount: 1 })
    expect(await remove(topicId)).toEqual({ kind: 'deleted' })
    for (const id of [topicId, replyId, secondId]) expect(await find(store, id, true)).toBeNull()
    expect(await store.forum.moderate({ id: topicId, action: 'RESTORE', reason: 'why' }, STAFF)).toEqual({
      kind: 'absent',
    })
    const rows = await database.query('select title, body from forum_posts order by id')
    expect(rows.map(({ title, body }) => [title, body])).toEqual([
      ['', ''],
      [null, ''],
      [null, ''],
    ])
  })

  test('S6 so many topics are pinned and no more, also by processes that pin at once', async () => {
    const database = await openFresh()
    const stores = await Promise.all([database.open(), database.open()])
    const topics: number[] = []
    for (let index = 0; index < MAX_PINNED_TOPICS + 2; index += 1) {
      const author = { ...ANNA, subjectId: `author-${index}` }
      topics.push(await written((stores[0] ?? fail()).forum.create(TOPIC, author)))
    }
    const verdicts = await Promise.all(
      topics.map((id, index) =>
        (stores[index % 2] ?? fail()).forum.moderate({ id, action: 'PIN', reason: 'why' }, STAFF),
      ),
    )
    expect(verdicts.filter(({ kind }) => kind === 'done')).toHaveLength(MAX_PINNED_TOPICS)
    expect(verdicts.filter(({ kind }) => kind === 'too_many_pinned')).toHaveLength(2)
  })

  test('S6 the invented talk is written once, also by processes that start at once, and what is deleted stays so', async () => {
    const database = await openFresh()
    const stores = await Promise.all([database.open(), database.open()])
    await Promise.all(stores.map(({ forum }) => seedForum(forum)))
    const [store] = stores
    if (!store) throw new Error('no store')
    const before = await store.forum.list(PAGE)
    expect(before.map((post) => post.noun === 'forum-topic' && post.replyCount)).toEqual([2, 0])
    await store.forum.moderate({ id: Number(before[0]?.id), action: 'DELETE', reason: 'why' }, STAFF)
    await seedForum(store.forum)
    expect(await store.forum.list(PAGE)).toEqual(before.slice(1))
  })
})

function fail(): never {
  throw new Error('no store')
}
