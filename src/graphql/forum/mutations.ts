import type { MutationResolvers } from '../../generated/schema.ts'
import { createForumForm, runForumForm } from './form.ts'

type Names =
  | 'createForumTopic'
  | 'moderateForumPost'
  | 'replyToForumTopic'
  | 'updateForumReply'
  | 'updateForumTopic'
  | 'withdrawForumPost'

export const forumMutations: Required<Pick<MutationResolvers, Names>> = {
  createForumTopic: async (_parent, { input }, context) => {
    const form = createForumForm(context)
    const topic = {
      idempotencyKey: form.key(input.idempotencyKey),
      title: form.title(input.title),
      body: form.body(input.body),
    }
    const { verdict, userErrors } = await runForumForm(form, (writing, writer) => writing.createTopic(topic, writer))
    return { topic: postOf(verdict), userErrors }
  },
  replyToForumTopic: async (_parent, { input }, context) => {
    const form = createForumForm(context)
    const reply = {
      idempotencyKey: form.key(input.idempotencyKey),
      topicId: form.topicId('topicId', input.topicId),
      body: form.body(input.body),
    }
    const { verdict, userErrors } = await runForumForm(form, (writing, writer) => writing.reply(reply, writer))
    return { reply: postOf(verdict), userErrors }
  },
  updateForumTopic: async (_parent, { input }, context) => {
    const form = createForumForm(context)
    const id = form.topicId('id', input.id)
    const change = {
      id,
      expectedVersion: input.expectedVersion,
      title: form.title(input.title),
      body: form.body(input.body),
    }
    const { verdict, userErrors } = await runForumForm(form, (writing, writer) => writing.updateTopic(change, writer))
    return { topic: postOf(verdict), userErrors }
  },
  updateForumReply: async (_parent, { input }, context) => {
    const form = createForumForm(context)
    const id = form.replyId('id', input.id)
    const change = { id, expectedVersion: input.expectedVersion, body: form.body(input.body) }
    const { verdict, userErrors } = await runForumForm(form, (writing, writer) => writing.updateReply(change, writer))
    return { reply: postOf(verdict), userErrors }
  },
  withdrawForumPost: async (_parent, { input }, context) => {
    const form = createForumForm(context)
    const id = form.postId('id', input.id)
    const { verdict, userErrors } = await runForumForm(form, (writing, writer) => writing.withdraw(id, writer))
    return { withdrawnId: verdict?.kind === 'withdrawn' ? input.id : null, userErrors }
  },
  moderateForumPost: async (_parent, { input }, context) => {
    const form = createForumForm(context)
    const act = { id: form.postId('id', input.id), action: input.action, reason: form.reason(input.reason) }
    const { verdict, userErrors } = await runForumForm(form, (writing, writer) => writing.moderate(act, writer))
    const post = postOf(verdict)
    return {
      topic: post?.noun === 'forum-topic' ? post : null,
      reply: post?.noun === 'forum-reply' ? post : null,
      deletedId: verdict?.kind === 'deleted' ? input.id : null,
      userErrors,
    }
  },
}

function postOf<Post>(verdict: { readonly post: Post } | object | null): Post | null {
  return verdict !== null && 'post' in verdict ? verdict.post : null
}
