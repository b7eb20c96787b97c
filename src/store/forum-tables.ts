import type { Generated } from 'kysely'

export interface ForumAuthorsTable {
  id: Generated<number>
  role: string
  subject_id: string
}

/** Topics, and replies to them: those have a `topic_id` and no title. */
export interface ForumPostsTable {
  id: Generated<number>
  topic_id: number | null
  author_id: number
  code: string
  created_from: string
  title: string | null
  body: string
  state: string
  reason: string | null
  version: number
  created_at: number
  edited_at: number | null
  pinned: number
  locked: number
  reply_count: number
}

/** The words that a topic is found by. */
export interface ForumWordsTable {
  word: string
  topic_id: number
}
