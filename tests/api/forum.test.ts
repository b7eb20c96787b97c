import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { codesOf, createTopic, listTopics, readTopic, replyTo, writeForum } from '../support/forum.ts'
import { type Gateway, type GatewayOptions, startGateway } from '../support/gateway.ts'

async function open(options: GatewayOptions = {}): Promise<{ gateway: Gateway; anna: string; boris: string }> {
  const gateway = await startGateway(options)
  onTestFinished(() => gateway.close())
  const [anna, boris] = await Promise.all([gateway.signIn('100001'), gateway.signIn('100002')])
  return { gateway, anna, boris }
}

test('S6 a subscriber begins a topic, another answers, and everybody reads both as text and as safe HTML', async () => {
  const { gateway, anna, boris } = await open()
  const body = '**Wi-Fi** is slow <script>alert(1)</script> [here](https://a.example) [x](javascript:alert(1))'
  const topic = await createTopic(gateway, anna, { title: 'Wi-Fi', body })
  await replyTo(gateway, boris, { id: topic.id, body: 'Restart it\r\nonce' })
  const seen = await readTopic(gateway, topic.id)
  expect(seen).toMatchObject({ title: 'Wi-Fi', body, replyCount: 1, isPinned: false, isLocked: false, state: 'SHOWN' })
  expect(seen?.bodyHtml).toBe(
    '<p><strong>Wi-Fi</strong> is slow &lt;script&gt;alert(1)&lt;/script&gt; ' +
      '<a href="https://a.example" rel="nofollow noopener">here</a> [x](javascript:alert(1))</p>',
  )
  expect(seen?.replies.nodes).toEqual([
    expect.objectContaining({ body: 'Restart it\nonce', bodyHtml: '<p>Restart it<br />\nonce</p>' }),
  ])
  expect((await listTopics(gateway, 'first: 10')).nodes.map(({ id }) => id)).toEqual([topic.id])
})

test('S6 authors are shown by a name that tells neither login nor agreement nor who they are', async () => {
  const { gateway, anna, boris } = await open()
  const topic = await createTopic(gateway, anna)
  await replyTo(gateway, boris, topic)
  await replyTo(gateway, await gateway.signIn('operator'), topic)
  await replyTo(gateway, anna, topic)
  const seen = await readTopic(gateway, topic.id, { token: boris })
  expect([seen?.author, ...(seen?.replies.nodes ?? []).map(({ author }) => author)]).toEqual([
    { name: 'Subscriber 1', isStaff: false, isViewer: false },
    { name: 'Subscriber 2', isStaff: false, isViewer: true },
    { name: 'Support', isStaff: true, isViewer: false },
    { name: 'Subscriber 1', isStaff: false, isViewer: false },
  ])
  const russian = await readTopic(gateway, topic.id, { language: 'ru' })
  expect(russian?.author.name).toBe('Абонент 1')
  expect(russian?.replies.nodes[1]?.author.name).toBe('Служба поддержки')

  const { data } = await gateway.query<{ viewer: { displayName: string; accounts: readonly { number: string }[] } }>(
    '{ viewer { displayName accounts { number } } }',
    {},
    anna,
  )
  const everything = JSON.stringify([seen, russian, await listTopics(gateway, 'first: 100')])
  const words = data.viewer.displayName.split(' ')
  expect(words.length).toBeGreaterThan(1)
  for (const secret of ['100001', '100002', ...words, ...data.viewer.accounts.map(({ number }) => number)]) {
    expect(everything).not.toContain(secret)
  }
})

test('S6 the author changes and withdraws what he wrote, and nobody else does', async () => {
  const { gateway, anna, boris } = await open()
  const topic = await createTopic(gateway, anna)
  const reply = await replyTo(gateway, boris, topic)
  const change = { id: reply.id, expectedVersion: 1, body: 'Better' }
  expect(codesOf(await writeForum(gateway, 'updateForumReply', { token: anna, input: change }))).toEqual([
    'NOT_YOURS null',
  ])
  const changed = await writeForum(gateway, 'updateForumReply', { token: boris, input: change })
  expect(changed).toMatchObject({ reply: { body: 'Better', version: 2, editedAt: expect.any(String) } })
  const stale = await writeForum(gateway, 'updateForumReply', { token: boris, input: { ...change, body: 'Other' } })
  expect(stale).toMatchObject({ reply: { body: 'Better' }, userErrors: [{ code: 'VERSION_CONFLICT' }] })

  const withdraw = (token: string, id: string) => writeForum(gateway, 'withdrawForumPost', { token, input: { id } })
  expect(codesOf(await withdraw(anna, topic.id))).toEqual(['ANSWERED null'])
  expect(codesOf(await withdraw(anna, reply.id))).toEqual(['NOT_YOURS null'])
  expect(await withdraw(boris, reply.id)).toEqual({ withdrawnId: reply.id, userErrors: [] })
  expect(await withdraw(boris, reply.id)).toEqual({ withdrawnId: reply.id, userErrors: [] })
  expect(await readTopic(gateway, topic.id)).toMatchObject({ replyCount: 0, replies: { nodes: [] } })

  const input = { id: topic.id, expectedVersion: 1, title: 'Better title', body: 'Better body' }
  expect(await writeForum(gateway, 'updateForumTopic', { token: anna, input })).toMatchObject({ userErrors: [] })
  expect(await readTopic(gateway, topic.id)).toMatchObject({ title: 'Better title', body: 'Better body', version: 2 })
  await withdraw(anna, topic.id)
  expect(await readTopic(gateway, topic.id)).toBeNull()
  expect((await listTopics(gateway, 'first: 10')).nodes).toEqual([])
})

test('S6 after half an hour nothing is changed or withdrawn any more', async () => {
  let at = Date.now()
  const { gateway, anna } = await open({ now: () => at })
  const topic = await createTopic(gateway, anna)
  expect(Date.parse(topic.editableUntil ?? '')).toBe(at + 30 * 60_000)
  expect(await readTopic(gateway, topic.id)).toMatchObject({ editableUntil: null })
  at += 30 * 60_000
  const input = { id: topic.id, expectedVersion: 1, title: 'Better', body: 'Better' }
  expect(codesOf(await writeForum(gateway, 'updateForumTopic', { token: anna, input }))).toEqual(['TOO_LATE null'])
  const withdrawn = await writeForum(gateway, 'withdrawForumPost', { token: anna, input: { id: topic.id } })
  expect(codesOf(withdrawn)).toEqual(['TOO_LATE null'])
  expect(await readTopic(gateway, topic.id)).toMatchObject({ version: 1 })
})

test('S6 one person begins five topics an hour, and hears when the next may come', async () => {
  let at = Date.now()
  const { gateway, anna, boris } = await open({ now: () => at })
  for (let index = 0; index < 5; index += 1) await createTopic(gateway, anna)
  at += 60_000
  const input = { idempotencyKey: randomUUID(), title: 'A title', body: 'A body' }
  const refused = await writeForum(gateway, 'createForumTopic', { token: anna, language: 'ru', input })
  expect(refused).toEqual({
    topic: null,
    userErrors: [
      {
        code: 'TOO_MANY_POSTS',
        field: null,
        message: 'За этот час вы написали слишком много. Подождите перед следующим сообщением.',
        retryAfterSeconds: 3540,
      },
    ],
  })
  await createTopic(gateway, boris)
  at += 3_540_000
  expect(await writeForum(gateway, 'createForumTopic', { token: anna, input })).toMatchObject({ userErrors: [] })
})

test('S6 posts with the same key, at once and later, are one post', async () => {
  const { gateway, anna, boris } = await open()
  const input = { idempotencyKey: randomUUID(), title: 'A title', body: 'A body' }
  const send = (token: string, change: object = {}) =>
    writeForum(gateway, 'createForumTopic', { token, input: { ...input, ...change } })
  const answers = [...(await Promise.all(Array.from({ length: 5 }, () => send(anna)))), await send(anna)]
  expect(new Set(answers.map(({ topic }) => topic?.id)).size).toBe(1)
  expect(answers[0]?.topic).not.toBeNull()
  expect(codesOf(await send(anna, { body: 'Another' }))).toEqual(['IDEMPOTENCY_CONFLICT idempotencyKey'])
  const foreign = await send(boris, { body: 'Another' })
  expect(foreign.userErrors).toEqual([])
  expect((await listTopics(gateway, 'first: 10')).nodes).toHaveLength(2)
  const asReply = { idempotencyKey: input.idempotencyKey, topicId: foreign.topic?.id, body: 'A body' }
  expect(codesOf(await writeForum(gateway, 'replyToForumTopic', { token: anna, input: asReply }))).toEqual([
    'IDEMPOTENCY_CONFLICT idempotencyKey',
  ])
})

test.each([
  ['a title that is too short', { title: 'ab' }, 'title'],
  ['a title that is too long', { title: 'x'.repeat(151) }, 'title'],
  ['a title of two lines', { title: 'two\nlines' }, 'title'],
  ['no text', { body: ' \n ' }, 'body'],
  ['a text that is too long', { body: 'x'.repeat(5001) }, 'body'],
  ['a NUL', { body: 'a\u0000b' }, 'body'],
  ['half of a surrogate pair', { body: 'a\ud800b' }, 'body'],
  ['a character that turns the direction', { title: 'abc\u202eb' }, 'title'],
  ['a key that is none', { idempotencyKey: 'x' }, 'idempotencyKey'],
])('S6 %s is refused, and nothing is written', async (_what, change, field) => {
  const { gateway, anna } = await open()
  const input = { idempotencyKey: randomUUID(), title: 'A title', body: 'A body', ...change }
  const answer = await writeForum(gateway, 'createForumTopic', { token: anna, input })
  expect(codesOf(answer)).toEqual([`INVALID_VALUE ${field}`])
  expect(answer.topic).toBeNull()
  expect((await listTopics(gateway, 'first: 1')).nodes).toEqual([])
})

test('S6 an id of another kind or of nothing is not found', async () => {
  const { gateway, anna } = await open()
  const topic = await createTopic(gateway, anna)
  const reply = await replyTo(gateway, anna, topic)
  const answer = (topicId: string) =>
    writeForum(gateway, 'replyToForumTopic', {
      token: anna,
      input: { idempotencyKey: randomUUID(), topicId, body: 'A reply' },
    })
  for (const id of ['nonsense', reply.id, writeId({ type: 'News', contentId: '1' })]) {
    expect(codesOf(await answer(id))).toEqual(['NOT_FOUND topicId'])
    expect(await readTopic(gateway, id)).toBeNull()
  }
  for (const postId of ['999999', '1x']) {
    expect(codesOf(await answer(writeId({ type: 'ForumTopic', postId })))).toEqual(['NOT_FOUND null'])
    expect(await readTopic(gateway, writeId({ type: 'ForumTopic', postId }))).toBeNull()
  }
  const look = async (id: string) =>
    (await gateway.query('query ($id: ID!) { node(id: $id) { __typename id } }', { id }, anna)).data
  expect(await look(topic.id)).toEqual({ node: { __typename: 'ForumTopic', id: topic.id } })
  expect(await look(reply.id)).toEqual({ node: { __typename: 'ForumReply', id: reply.id } })
  // The ids of both count alike: the number of a reply names no topic.
  const crossed = Buffer.from(reply.id, 'base64url').toString().replace('ForumReply', 'ForumTopic')
  expect(await look(Buffer.from(crossed).toString('base64url'))).toEqual({ node: null })
})

test('S6 topics and replies are paged while others write: nothing is seen twice, and nothing is left out', async () => {
  const { gateway, anna, boris } = await open()
  const staff = await gateway.signIn('operator')
  const topics: string[] = []
  for (let index = 0; index < 5; index += 1) topics.push((await createTopic(gateway, staff)).id)
  const [first = ''] = topics
  const seen: string[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page = await listTopics(gateway, `first: 2${after === '' ? '' : `, after: "${after}"`}`)
    seen.push(...page.nodes.map(({ id }) => id))
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
    await createTopic(gateway, anna).catch(() => null)
  }
  expect(seen).toEqual(topics.toReversed())

  const replies: string[] = []
  for (let index = 0; index < 3; index += 1) replies.push((await replyTo(gateway, boris, { id: first })).id)
  const page = await readTopic(gateway, first, { replies: 'first: 2' })
  expect(page?.replies.nodes.map(({ id }) => id)).toEqual(replies.slice(0, 2))
  replies.push((await replyTo(gateway, boris, { id: first })).id)
  const cursor = page?.replies.pageInfo.endCursor
  const rest = await readTopic(gateway, first, { replies: `first: 2, after: "${cursor}"` })
  expect(rest?.replies.nodes.map(({ id }) => id)).toEqual(replies.slice(2))
  expect(rest?.replies.pageInfo.hasNextPage).toBe(false)
  await expect(readTopic(gateway, topics[1] ?? '', { replies: `first: 2, after: "${cursor}"` })).rejects.toThrow(
    'BAD_USER_INPUT',
  )
  await expect(listTopics(gateway, 'first: 101')).rejects.toThrow('BAD_USER_INPUT')
})

test('S6 topics are looked for by words, page by page, and a search for nothing is refused', async () => {
  const { gateway, anna } = await open()
  const slow = await createTopic(gateway, anna, { title: 'Медленный роутер', body: 'Вечером ещё медленнее' })
  await createTopic(gateway, anna, { title: 'Антенна', body: 'На крыше' })
  const fast = await createTopic(gateway, anna, { title: 'Быстрый', body: 'Хороший РОУТЕР' })
  const first = await listTopics(gateway, 'first: 1, search: "Роутер"')
  expect(first.nodes.map(({ id }) => id)).toEqual([fast.id])
  const next = await listTopics(gateway, `first: 1, search: "роутер", after: "${first.pageInfo.endCursor}"`)
  expect([next.nodes.map(({ id }) => id), next.pageInfo.hasNextPage]).toEqual([[slow.id], false])
  expect((await listTopics(gateway, 'first: 9, search: "роут, ЕЩЁ!"')).nodes.map(({ id }) => id)).toEqual([slow.id])
  expect((await listTopics(gateway, 'first: 9, search: "ничего"')).nodes).toEqual([])
  await expect(listTopics(gateway, `first: 1, after: "${first.pageInfo.endCursor}"`)).rejects.toThrow('BAD_USER_INPUT')
  for (const search of ['', 'аб', '%_%', 'one two three four five six', 'x'.repeat(101)]) {
    await expect(listTopics(gateway, `first: 1, search: "${search}"`)).rejects.toThrow('BAD_USER_INPUT')
  }
})

test('S6 whoever asks for a whole forum with all its texts at once is refused before anything is read', async () => {
  const { gateway } = await open()
  const document = '{ forumTopics(first: 100) { nodes { bodyHtml replies(first: 100) { nodes { bodyHtml } } } } }'
  const { errors } = await gateway.query(document)
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['OPERATION_TOO_COMPLEX'])
})

test('S6 a forum that another system holds is read here, and writing is refused by name', async () => {
  const { gateway, anna } = await open({ supplyContent: (own) => ({ ...own, forum: { ...own.forum, writing: null } }) })
  const { data } = await gateway.query(
    '{ capabilities { forum managesContent } forumTopics(first: 1) { nodes { id } } }',
  )
  expect(data).toEqual({ capabilities: { forum: false, managesContent: true }, forumTopics: { nodes: [] } })
  const input = { idempotencyKey: randomUUID(), title: 'A title', body: 'A body' }
  expect(codesOf(await writeForum(gateway, 'createForumTopic', { token: anna, input }))).toEqual(['NOT_MANAGED null'])
})

test('S6 the forum takes no call of the billing, and a store that is down is a typed error', async () => {
  const { gateway, anna } = await open()
  const calls = await gateway.countCalls(async () => {
    const topic = await createTopic(gateway, anna)
    await replyTo(gateway, anna, topic)
    await readTopic(gateway, topic.id)
  })
  expect(calls).toEqual({})
  await gateway.closeStore()
  const reading = await gateway.query<{ forumTopics: null }>('{ forumTopics(first: 1) { nodes { id } } }')
  expect(reading.data.forumTopics).toBeNull()
  expect(reading.errors.map(({ extensions }) => extensions.code)).toEqual(['SERVICE_UNAVAILABLE'])
  expect(reading.text).not.toContain('STORE')
})
