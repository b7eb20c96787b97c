import { sql } from 'kysely'
import type { Database, Queries } from './database.ts'
import { createForumModeration } from './forum-moderation.ts'
import { readForumPost, selectForumRows } from './forum-row.ts'
import type { ForumFilter, ForumStore } from './forum-types.ts'
import { createForumWriting } from './forum-writing.ts'

export function createForumStore(database: Database): ForumStore {
  return {
    list: async (filter, call) => {
      const rows = await database.run((queries) => selectPage(queries, filter).execute(), call)
      return rows.map(readForumPost)
    },
    find: async ({ ids, includeHidden }, call) => {
      if (ids.length === 0) return new Map()
      const rows = await database.run((queries) => selectByIds(queries, { ids, includeHidden }).execute(), call)
      return new Map(rows.map((row) => [row.id, readForumPost(row)]))
    },
    ...createForumWriting(database),
    ...createForumModeration(database),
  }
}

/** Rows that come in meanwhile move no page: a place is told by what does not change, but for what the staff pins. */
function selectPage(queries: Queries, { topicId, words, after, includeHidden, limit }: ForumFilter) {
  const shown = selectVisible(queries, includeHidden).limit(limit)
  if (topicId !== null) {
    const replies = shown.where('post.topic_id', '=', topicId).orderBy('post.id')
    return after === null ? replies : replies.where('post.id', '>', after.id)
  }
  let topics = shown.where('post.topic_id', 'is', null).orderBy('post.pinned', 'desc').orderBy('post.id', 'desc')
  for (const word of words) topics = topics.where('post.id', 'in', selectTopicsWith(queries, word))
  if (after === null) return topics
  return topics.where(sql<boolean>`(post.pinned, post.id) < (${after.isPinned ? 1 : 0}, ${after.id})`)
}

/** Those with a word that begins so: between the beginning itself and the last that can begin with it. */
function selectTopicsWith(queries: Queries, beginning: string) {
  return queries
    .selectFrom('forum_words')
    .select('topic_id')
    .where('word', '>=', beginning)
    .where('word', '<', `${beginning}\u{10FFFF}`)
}

function selectByIds(queries: Queries, { ids, includeHidden }: { ids: readonly number[]; includeHidden: boolean }) {
  const posts = selectVisible(queries, includeHidden).where('post.id', 'in', [...ids])
  if (includeHidden) return posts
  return posts
    .leftJoin('forum_posts as topic', 'topic.id', 'post.topic_id')
    .where((is) => is.or([is('post.topic_id', 'is', null), is('topic.state', '=', 'SHOWN')]))
}

function selectVisible(queries: Queries, includeHidden: boolean) {
  const posts = selectForumRows(queries)
  return includeHidden ? posts.where('post.state', '!=', 'DELETED') : posts.where('post.state', '=', 'SHOWN')
}
