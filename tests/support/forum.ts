import { randomUUID } from 'node:crypto'
import type { Gateway, RequestHeaders } from './gateway.ts'

export interface ForumPost {
  readonly id: string
  readonly title?: string
  readonly body: string
  readonly bodyHtml: string
  readonly version: number
  readonly author: { readonly name: string; readonly isStaff: boolean; readonly isViewer: boolean }
  readonly editableUntil: string | null
  readonly editedAt: string | null
  readonly replyCount?: number
  readonly isPinned?: boolean
  readonly isLocked?: boolean
  readonly state: string
  readonly moderationReason: string | null
}

export interface ForumError {
  readonly code: string
  readonly field: string | null
  readonly message: string
  readonly retryAfterSeconds: number | null
}

export interface ForumAnswer {
  readonly topic?: ForumPost | null
  readonly reply?: ForumPost | null
  readonly withdrawnId?: string | null
  readonly deletedId?: string | null
  readonly userErrors: readonly ForumError[]
}

const POST = `id body bodyHtml version author { name isStaff isViewer } editableUntil editedAt state moderationReason`
const TOPIC_FIELDS = `${POST} title replyCount isPinned isLocked`
const REPLY_FIELDS = POST

const SELECTIONS = {
  createForumTopic: `topic { ${TOPIC_FIELDS} }`,
  updateForumTopic: `topic { ${TOPIC_FIELDS} }`,
  replyToForumTopic: `reply { ${REPLY_FIELDS} }`,
  updateForumReply: `reply { ${REPLY_FIELDS} }`,
  withdrawForumPost: 'withdrawnId',
  moderateForumPost: `topic { ${TOPIC_FIELDS} } reply { ${REPLY_FIELDS} } deletedId`,
} as const

export type ForumMutation = keyof typeof SELECTIONS

export function askForum(
  gateway: Gateway,
  name: ForumMutation,
  { input, ...headers }: RequestHeaders & { readonly input: object },
) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`
  const document = `mutation ($input: ${type}) {
    answer: ${name}(input: $input) { ${SELECTIONS[name]} userErrors { code field message retryAfterSeconds } }
  }`
  return gateway.query<{ answer: ForumAnswer } | null>(document, { input }, headers)
}

/** The answer of a mutation that the rules let through. */
export async function writeForum(
  gateway: Gateway,
  name: ForumMutation,
  asked: RequestHeaders & { readonly input: object },
): Promise<ForumAnswer> {
  const { data, text } = await askForum(gateway, name, asked)
  if (!data) throw new Error(text)
  return data.answer
}

export async function createTopic(
  gateway: Gateway,
  token: string,
  { title = 'A title', body = 'A body' }: { readonly title?: string; readonly body?: string } = {},
): Promise<ForumPost> {
  const input = { idempotencyKey: randomUUID(), title, body }
  const { topic, userErrors } = await writeForum(gateway, 'createForumTopic', { token, input })
  if (!topic) throw new Error(JSON.stringify(userErrors))
  return topic
}

export async function replyTo(
  gateway: Gateway,
  token: string,
  { id: topicId, body = 'A reply' }: { readonly id: string; readonly body?: string },
): Promise<ForumPost> {
  const input = { idempotencyKey: randomUUID(), topicId, body }
  const { reply, userErrors } = await writeForum(gateway, 'replyToForumTopic', { token, input })
  if (!reply) throw new Error(JSON.stringify(userErrors))
  return reply
}

interface Page {
  readonly nodes: readonly ForumPost[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

export interface Talk extends ForumPost {
  readonly replies: Page
}

/** A topic with its replies as somebody sees it; null where it is not there. */
export async function readTopic(
  gateway: Gateway,
  id: string,
  { token, language, replies = 'first: 100' }: RequestHeaders & { readonly replies?: string } = {},
): Promise<Talk | null> {
  const document = `query ($id: ID!) { forumTopic(id: $id) { ${TOPIC_FIELDS}
    replies(${replies}) { nodes { ${REPLY_FIELDS} } pageInfo { hasNextPage endCursor } } } }`
  const headers = { ...(token === undefined ? {} : { token }), ...(language === undefined ? {} : { language }) }
  const { data, errors } = await gateway.query<{ forumTopic: Talk | null }>(document, { id }, headers)
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
  return data.forumTopic
}

export async function listTopics(gateway: Gateway, args: string, token?: string): Promise<Page> {
  const document = `{ forumTopics(${args}) { nodes { ${TOPIC_FIELDS} } pageInfo { hasNextPage endCursor } } }`
  const { data, errors } = await gateway.query<{ forumTopics: Page }>(document, {}, token)
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
  return data.forumTopics
}

export const codesOf = ({ userErrors }: ForumAnswer) => userErrors.map(({ code, field }) => `${code} ${field}`)
