import type { Migration } from '../migrate.ts'

/**
 * The forum. Topics and replies are one table, since people write, change and lose both alike; a reply has a topic and no
 * title. Rows are never deleted, so that no key makes a post anew: of a deleted one nothing is left but that.
 * By its words a topic is found.
 */
export const forum: Migration = {
  name: '0026-forum',
  statements: ({ int64, orderedText, countedKey, tableEnd }) => [
    `create table forum_authors (
      id ${countedKey},
      role text not null,
      subject_id text not null,
      unique (role, subject_id)
    )${tableEnd}`,
    `create table forum_posts (
      id ${countedKey},
      topic_id ${int64} references forum_posts (id),
      author_id ${int64} not null references forum_authors (id),
      code text not null,
      created_from text not null,
      title text,
      body text not null,
      state text not null check (state in ('SHOWN', 'HIDDEN', 'WITHDRAWN', 'DELETED')),
      reason text,
      version ${int64} not null check (version > 0),
      created_at ${int64} not null,
      edited_at ${int64},
      pinned ${int64} not null check (pinned in (0, 1)),
      locked ${int64} not null check (locked in (0, 1)),
      reply_count ${int64} not null check (reply_count >= 0),
      unique (author_id, code),
      check ((title is null) = (topic_id is not null))
    )${tableEnd}`,
    `create table forum_words (
      word ${orderedText} not null,
      topic_id ${int64} not null references forum_posts (id),
      primary key (word, topic_id)
    )${tableEnd}`,
    `create index forum_words_of_topic on forum_words (topic_id)`,
    `create index forum_topics on forum_posts (pinned, id) where topic_id is null`,
    `create index forum_replies on forum_posts (topic_id, id) where topic_id is not null`,
    `create index forum_posts_of_author on forum_posts (author_id, created_at)`,
  ],
}
