import { expect, onTestFinished, test } from 'vitest'
import { codesOf, createTopic, listTopics, readTopic, replyTo, writeForum } from '../support/forum.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

async function open() {
  const gateway = await startGateway()
  onTestFinished(() => gateway.close())
  const [anna, boris, staff] = await Promise.all(['100001', '100002', 'operator'].map((login) => gateway.signIn(login)))
  if (anna === undefined || boris === undefined || staff === undefined) throw new Error('nobody signed in')
  return { gateway, anna, boris, staff }
}

function moderate(gateway: Gateway, token: string, input: { id: string; action: string; reason?: string }) {
  return writeForum(gateway, 'moderateForumPost', { token, input: { reason: 'a reason', ...input } })
}

test('S6 an operator hides a reply and a topic and shows them again, and only operators see them meanwhile', async () => {
  const { gateway, anna, boris, staff } = await open()
  const topic = await createTopic(gateway, anna)
  const reply = await replyTo(gateway, boris, topic)
  for (let times = 0; times < 2; times += 1) {
    expect(await moderate(gateway, staff, { id: reply.id, action: 'HIDE', reason: 'rude' })).toMatchObject({
      reply: { state: 'HIDDEN', moderationReason: 'rude' },
      topic: null,
      userErrors: [],
    })
  }
  for (const token of [undefined, anna, boris]) {
    const headers = token === undefined ? {} : { token }
    expect(await readTopic(gateway, topic.id, headers)).toMatchObject({ replyCount: 0, replies: { nodes: [] } })
  }
  const all = await readTopic(gateway, topic.id, { token: staff, replies: 'first: 10, includeHidden: true' })
  expect(all?.replies.nodes).toEqual([
    expect.objectContaining({ id: reply.id, state: 'HIDDEN', moderationReason: 'rude' }),
  ])
  await moderate(gateway, staff, { id: reply.id, action: 'RESTORE' })
  const restored = await readTopic(gateway, topic.id, { token: boris })
  expect(restored).toMatchObject({ replyCount: 1, replies: { nodes: [{ id: reply.id, moderationReason: null }] } })

  await moderate(gateway, staff, { id: topic.id, action: 'HIDE' })
  const look = async (id: string, token: string) =>
    (await gateway.query('query ($id: ID!) { node(id: $id) { id } }', { id }, token)).data
  for (const token of [anna, boris]) {
    expect(await readTopic(gateway, topic.id, { token })).toBeNull()
    expect([await look(topic.id, token), await look(reply.id, token)]).toEqual([{ node: null }, { node: null }])
    expect((await listTopics(gateway, 'first: 10', token)).nodes).toEqual([])
  }
  expect(await look(topic.id, staff)).toEqual({ node: { id: topic.id } })
  expect((await listTopics(gateway, 'first: 10, includeHidden: true', staff)).nodes).toMatchObject([{ id: topic.id }])
  await moderate(gateway, staff, { id: topic.id, action: 'RESTORE' })
  expect(await readTopic(gateway, topic.id)).toMatchObject({ state: 'SHOWN' })
})

test('S6 an operator locks a topic: nobody answers or changes it, until it is unlocked', async () => {
  const { gateway, anna, boris, staff } = await open()
  const topic = await createTopic(gateway, anna)
  expect(await moderate(gateway, staff, { id: topic.id, action: 'LOCK' })).toMatchObject({ topic: { isLocked: true } })
  const answer = (idempotencyKey: string) =>
    writeForum(gateway, 'replyToForumTopic', {
      token: boris,
      input: { idempotencyKey, topicId: topic.id, body: 'A reply' },
    })
  expect(codesOf(await answer('key-00001'))).toEqual(['TOPIC_LOCKED null'])
  const input = { id: topic.id, expectedVersion: 1, title: 'Other', body: 'Other' }
  expect(codesOf(await writeForum(gateway, 'updateForumTopic', { token: anna, input }))).toEqual(['TOPIC_LOCKED null'])
  await moderate(gateway, staff, { id: topic.id, action: 'UNLOCK' })
  expect((await answer('key-00001')).userErrors).toEqual([])
  expect(await readTopic(gateway, topic.id)).toMatchObject({ replyCount: 1, isLocked: false, version: 1 })
})

test('S6 an operator pins a topic before all others, and only topics are pinned', async () => {
  const { gateway, anna, staff } = await open()
  const old = await createTopic(gateway, anna)
  const young = await createTopic(gateway, anna)
  const reply = await replyTo(gateway, anna, old)
  await moderate(gateway, staff, { id: old.id, action: 'PIN' })
  const order = async () => (await listTopics(gateway, 'first: 10')).nodes.map(({ id }) => id)
  expect(await order()).toEqual([old.id, young.id])
  await moderate(gateway, staff, { id: old.id, action: 'UNPIN' })
  expect(await order()).toEqual([young.id, old.id])
  for (const action of ['PIN', 'UNPIN', 'LOCK', 'UNLOCK']) {
    expect(codesOf(await moderate(gateway, staff, { id: reply.id, action }))).toEqual(['NOT_A_TOPIC action'])
  }
})

test('S6 what an operator deletes is gone for operators too, and repeating it changes nothing', async () => {
  const { gateway, anna, boris, staff } = await open()
  const topic = await createTopic(gateway, anna)
  const reply = await replyTo(gateway, boris, topic)
  for (let times = 0; times < 2; times += 1) {
    expect(await moderate(gateway, staff, { id: topic.id, action: 'DELETE', reason: 'personal data' })).toEqual({
      topic: null,
      reply: null,
      deletedId: topic.id,
      userErrors: [],
    })
  }
  expect(await readTopic(gateway, topic.id, { token: staff })).toBeNull()
  expect((await listTopics(gateway, 'first: 10, includeHidden: true', staff)).nodes).toEqual([])
  expect(codesOf(await moderate(gateway, staff, { id: topic.id, action: 'RESTORE' }))).toEqual(['NOT_FOUND null'])
  expect(codesOf(await moderate(gateway, staff, { id: reply.id, action: 'HIDE' }))).toEqual(['NOT_FOUND null'])
})

test('S6 every act of an operator is one row of the audit trail with its reason, and operators read it', async () => {
  const { gateway, anna, staff } = await open()
  const topic = await createTopic(gateway, anna)
  for (const action of ['LOCK', 'PIN', 'HIDE', 'HIDE', 'DELETE']) {
    await moderate(gateway, staff, { id: topic.id, action, reason: `${action} it` })
  }
  const rows = (await gateway.auditRows()).filter(({ act }) => act.startsWith('forum.'))
  expect(rows.map(({ act, outcome }) => [act, outcome])).toEqual([
    ['forum.create', 'created'],
    ['forum.lock', 'LOCK it'],
    ['forum.pin', 'PIN it'],
    ['forum.hide', 'HIDE it'],
    ['forum.delete', 'DELETE it'],
  ])
  for (const { object } of rows) expect(object).toMatch(/^forum-topic:\d+$/)
  const document = '{ auditEntries(filter: { act: "forum.delete" }, first: 10) { nodes { actor act outcome } } }'
  const { data } = await gateway.query(document, {}, staff)
  expect(data).toMatchObject({ auditEntries: { nodes: [{ act: 'forum.delete', outcome: 'DELETE it' }] } })
})

test.each(['', 'no', 'x'.repeat(151), 'two\nlines'])('S6 an operator gives a reason: not "%s"', async (reason) => {
  const { gateway, anna, staff } = await open()
  const topic = await createTopic(gateway, anna)
  expect(codesOf(await moderate(gateway, staff, { id: topic.id, action: 'HIDE', reason }))).toEqual([
    'INVALID_VALUE reason',
  ])
  expect(await readTopic(gateway, topic.id)).toMatchObject({ state: 'SHOWN' })
})
