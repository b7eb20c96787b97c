import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askForum, createTopic, type ForumMutation, listTopics, readTopic, replyTo } from '../support/forum.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

/** Every mutation of the forum, and reading it, by every kind of caller. */
let gateway: Gateway
const tokens: Record<string, string | undefined> = {}
/** An hour later with each test, so that no limit of an hour is met. */
let at = Date.now()

beforeAll(async () => {
  gateway = await startGateway({ now: () => at })
  tokens['SUBSCRIBER'] = await gateway.signIn('100001')
  tokens['MEMBER'] = await gateway.signIn('200001-buh')
  tokens['PARTNER'] = await gateway.openSession({ role: 'PARTNER' })
  tokens['OPERATOR'] = await gateway.signIn('operator')
  tokens['one-time password'] = await gateway.openSession({ role: 'SUBSCRIBER', scope: 'CHANGE_PASSWORD' })
  tokens['stale token'] = 'stale'
})
afterAll(() => gateway.close())

const CALLERS = ['anonymous', 'stale token', 'one-time password', 'SUBSCRIBER', 'MEMBER', 'PARTNER', 'OPERATOR']
const WRITERS: readonly string[] = ['SUBSCRIBER', 'MEMBER', 'OPERATOR']
const UNKNOWN: readonly string[] = ['anonymous', 'stale token']

const INPUTS: Readonly<Record<ForumMutation, (id: string) => object>> = {
  createForumTopic: () => ({ idempotencyKey: randomUUID(), title: 'A title', body: 'A body' }),
  replyToForumTopic: (topicId) => ({ idempotencyKey: randomUUID(), topicId, body: 'A reply' }),
  updateForumTopic: (id) => ({ id, expectedVersion: 1, title: 'Other', body: 'Other' }),
  updateForumReply: (id) => ({ id, expectedVersion: 1, body: 'Other' }),
  withdrawForumPost: (id) => ({ id }),
  moderateForumPost: (id) => ({ id, action: 'LOCK', reason: 'a test' }),
}

const NAMES: readonly ForumMutation[] = [
  'createForumTopic',
  'replyToForumTopic',
  'updateForumTopic',
  'updateForumReply',
  'withdrawForumPost',
  'moderateForumPost',
]

const ROWS = NAMES.flatMap((name) =>
  CALLERS.map((caller) => {
    const mayAsk = name === 'moderateForumPost' ? caller === 'OPERATOR' : WRITERS.includes(caller)
    const outcome = mayAsk ? 'done' : UNKNOWN.includes(caller) ? 'UNAUTHENTICATED' : 'FORBIDDEN'
    return { name, caller, outcome }
  }),
)

test.each(ROWS)(
  'S6 $name by $caller: $outcome',
  async ({ name, caller, outcome }) => {
    const token = tokens[caller]
    at += 3_600_000
    const author = (WRITERS.includes(caller) ? token : tokens['OPERATOR']) ?? ''
    const topic = await createTopic(gateway, author)
    const target = name === 'updateForumReply' ? await replyTo(gateway, author, topic) : topic
    const before = await readTopic(gateway, topic.id)
    const { data, errors } = await askForum(gateway, name, {
      input: INPUTS[name](target.id),
      ...(token === undefined ? {} : { token }),
    })
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(outcome === 'done' ? [] : [outcome])
    expect(data?.answer.userErrors ?? 'no answer').toEqual(outcome === 'done' ? [] : 'no answer')
    const after = await readTopic(gateway, topic.id)
    const changes = outcome === 'done' && name !== 'createForumTopic'
    expect(isDeepStrictEqual(after, before)).toBe(!changes)
  },
  20_000,
)

test.each(CALLERS)('S6 everybody reads the forum: %s', async (caller) => {
  const token = tokens[caller]
  at += 3_600_000
  const topic = await createTopic(gateway, tokens['SUBSCRIBER'] ?? '', { title: `For ${caller}` })
  const { nodes } = await listTopics(gateway, 'first: 1', token)
  expect(nodes.map(({ id, title }) => [id, title])).toEqual([[topic.id, `For ${caller}`]])
  const seen = await readTopic(gateway, topic.id, token === undefined ? {} : { token })
  expect(seen).toMatchObject({ title: `For ${caller}`, author: { isViewer: caller === 'SUBSCRIBER' } })
  const document = '{ forumTopics(first: 1, includeHidden: true) { nodes { id } } }'
  const hidden = await gateway.query<{ forumTopics: unknown }>(document, {}, token)
  const outcome = caller === 'OPERATOR' ? [] : [UNKNOWN.includes(caller) ? 'UNAUTHENTICATED' : 'FORBIDDEN']
  expect(hidden.errors.map(({ extensions }) => extensions.code)).toEqual(outcome)
})
