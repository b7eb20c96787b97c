import type { Selectable } from 'kysely'
import { FORUM_POST_STATES, type ForumAuthor, type ForumPost } from '../domain/forum.ts'
import type { Queries } from './database.ts'
import { StoreError } from './error.ts'
import type { ForumAuthorsTable, ForumPostsTable } from './forum-tables.ts'
import { readRole } from './session-row.ts'

export type ForumRow = Selectable<ForumPostsTable> & Pick<Selectable<ForumAuthorsTable>, 'role' | 'subject_id'>

/** Posts in every state, with who wrote them. */
export function selectForumRows(queries: Queries) {
  return queries
    .selectFrom('forum_posts as post')
    .innerJoin('forum_authors as author', 'author.id', 'post.author_id')
    .selectAll('post')
    .select(['author.role', 'author.subject_id'])
}

export function readForumPost(row: ForumRow): ForumPost {
  const state = FORUM_POST_STATES.find((known) => known === row.state)
  if (state === undefined) {
    const message = `The state of post ${row.id} of the forum cannot be read. Repair the row, or set it to DELETED.`
    throw new StoreError('STORE_CORRUPT', message)
  }
  const fields = {
    id: String(row.id),
    author: readAuthor(row),
    body: row.body,
    state,
    reason: row.reason,
    version: row.version,
    createdAt: row.created_at,
    editedAt: row.edited_at,
  }
  if (row.topic_id !== null) return { noun: 'forum-reply', topicId: String(row.topic_id), ...fields }
  return {
    noun: 'forum-topic',
    title: row.title ?? '',
    isPinned: row.pinned === 1,
    isLocked: row.locked === 1,
    replyCount: row.reply_count,
    ...fields,
  }
}

function readAuthor({ author_id: number, role: text, subject_id: subjectId }: ForumRow): ForumAuthor {
  const role = readRole(text)
  return { number, isStaff: role === 'OPERATOR', role, subjectId }
}
