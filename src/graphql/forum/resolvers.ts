import { formatInstant, formatOptionalInstant } from '../../domain/date.ts'
import { FORUM_EDIT_MS, type ForumAuthor, type ForumPost, nameAuthor } from '../../domain/forum.ts'
import { readForumSearch } from '../../domain/forum-words.ts'
import { seesEveryAccount, type Viewer } from '../../domain/viewer.ts'
import type { QueryResolvers } from '../../generated/schema.ts'
import type { Complete } from '../complete.ts'
import { readConnection } from '../content/connection.ts'
import type { GraphqlContext } from '../context.ts'
import { ClientError } from '../errors.ts'
import { readId, writeId } from '../ids.ts'
import { renderMarkdown } from './markdown.ts'

export const forumQueries: Pick<QueryResolvers, 'forumTopic' | 'forumTopics'> = {
  forumTopics: (_parent, args, context) => {
    const words = readWords(args.search)
    return readConnection(args, {
      list: `forumTopics:${words.join('+')}`,
      context,
      load: (page) => context.loaders.forum.listTopics({ ...page, words }),
    })
  },
  forumTopic: async (_parent, { id: text }, context) => {
    const id = readId(text)
    if (id?.type !== 'ForumTopic') return null
    const post = await context.loaders.forum.findPost({ id: id.postId, includeHidden: moderates(context) })
    return post?.noun === 'forum-topic' ? post : null
  },
}

function readWords(search: string | null | undefined): readonly string[] {
  if (search === null || search === undefined) return []
  const words = search.length <= MAX_SEARCH_CHARACTERS ? readForumSearch(search) : null
  if (words !== null) return words
  throw new ClientError('BAD_USER_INPUT', {
    en: '`search` must have one to five words of three letters or more, and at most 100 characters.',
    ru: '`search` — от одного до пяти слов, в каждом хотя бы три буквы; не больше 100 символов.',
  })
}

const MAX_SEARCH_CHARACTERS = 100

/** What topics and replies show alike. */
const postFields = {
  bodyHtml: ({ body }: ForumPost): string => renderMarkdown(body),
  createdAt: ({ createdAt }: ForumPost, _args: unknown, { timeZone }: GraphqlContext): string =>
    formatInstant(createdAt, timeZone),
  editedAt: ({ editedAt }: ForumPost, _args: unknown, { timeZone }: GraphqlContext): string | null =>
    formatOptionalInstant(editedAt, timeZone),
  editableUntil: (post: ForumPost, _args: unknown, context: GraphqlContext): string | null =>
    isOwn(post.author, context) && post.state === 'SHOWN'
      ? formatInstant(post.createdAt + FORUM_EDIT_MS, context.timeZone)
      : null,
  moderationReason: ({ reason }: ForumPost, _args: unknown, context: GraphqlContext): string | null =>
    moderates(context) ? reason : null,
}

export const forumResolvers: Complete<'ForumAuthor' | 'ForumReply' | 'ForumTopic'> = {
  ForumTopic: {
    id: writePostId,
    replies: ({ id: topicId }, args, context) =>
      readConnection(args, {
        list: `forumReplies:${topicId}`,
        context,
        load: (page) => context.loaders.forum.listReplies({ ...page, topicId }),
      }),
    ...postFields,
  },
  ForumReply: { id: writePostId, ...postFields },
  ForumAuthor: {
    name: (author, _args, { language }) => nameAuthor(author, language),
    isViewer: (author, _args, context) => isOwn(author, context),
  },
}

function writePostId({ noun, id: postId }: ForumPost): string {
  return writeId({ type: noun === 'forum-topic' ? 'ForumTopic' : 'ForumReply', postId })
}

function isOwn({ role, subjectId }: ForumAuthor, context: GraphqlContext): boolean {
  const viewer = viewerOf(context)
  return viewer !== null && viewer.role === role && viewer.subjectId === subjectId
}

function moderates(context: GraphqlContext): boolean {
  const viewer = viewerOf(context)
  return viewer !== null && seesEveryAccount(viewer)
}

function viewerOf({ authentication }: GraphqlContext): Viewer | null {
  return authentication.kind === 'viewer' ? authentication.viewer : null
}
