import type { ForumPost, ForumReply, ForumTopic } from '../../domain/forum.ts'
import { StoreError } from '../../store/error.ts'
import type { ForumAct } from '../../store/forum-types.ts'
import type { ForumWriter, ForumWriting } from '../forum-port.ts'
import type { ForumOptions } from './forum.ts'
import { readRowId } from './kind.ts'

const ABSENT = { kind: 'absent' } as const

export function createForumWriting({ store, now }: ForumOptions): ForumWriting {
  const actOf = (writer: ForumWriter): ForumAct => ({ ...writer, at: now() })
  return {
    async createTopic({ idempotencyKey: code, title, body }, writer) {
      const verdict = await store.create({ code, topicId: null, title, body }, actOf(writer))
      return 'post' in verdict ? { ...verdict, post: topicOf(verdict.post) } : verdict
    },
    async reply({ idempotencyKey: code, topicId: id, body }, writer) {
      const topicId = readRowId(id)
      if (topicId === null) return ABSENT
      const verdict = await store.create({ code, topicId, title: null, body }, actOf(writer))
      return 'post' in verdict ? { ...verdict, post: replyOf(verdict.post) } : verdict
    },
    async updateTopic({ id: text, ...change }, writer) {
      const id = readRowId(text)
      if (id === null) return ABSENT
      const verdict = await store.change({ id, ...change }, actOf(writer))
      return 'post' in verdict ? { ...verdict, post: topicOf(verdict.post) } : verdict
    },
    async updateReply({ id: text, ...change }, writer) {
      const id = readRowId(text)
      if (id === null) return ABSENT
      const verdict = await store.change({ id, title: null, ...change }, actOf(writer))
      return 'post' in verdict ? { ...verdict, post: replyOf(verdict.post) } : verdict
    },
    async withdraw(text, writer) {
      const id = readRowId(text)
      return id === null ? ABSENT : store.withdraw(id, actOf(writer))
    },
    async moderate({ id: text, ...moderation }, writer) {
      const id = readRowId(text)
      return id === null ? ABSENT : store.moderate({ id, ...moderation }, actOf(writer))
    },
  }
}

function topicOf(post: ForumPost): ForumTopic {
  if (post.noun === 'forum-topic') return post
  throw new StoreError('STORE_CORRUPT', `Post ${post.id} of the forum is a reply where a topic was written.`)
}

function replyOf(post: ForumPost): ForumReply {
  if (post.noun === 'forum-reply') return post
  throw new StoreError('STORE_CORRUPT', `Post ${post.id} of the forum is a topic where a reply was written.`)
}
