import type { ContentPage } from '../domain/content.ts'
import type { ForumModeration, ForumPost, ForumReply, ForumTopic } from '../domain/forum.ts'
import type { Role } from '../domain/viewer.ts'
import type { BillingCall } from './port.ts'

/**
 * Talk among subscribers. By default it lives in the gateway's own store; a forum that stands elsewhere may supply it
 * instead. Rejections are those of content.
 */
export interface ForumBilling {
  /** By the key object itself; a page after a position that cannot be is absent. Pinned ones first, then the newest first. */
  listTopics(
    keys: readonly ForumTopicPageKey[],
    call: BillingCall,
  ): Promise<ReadonlyMap<ForumTopicPageKey, ContentPage<ForumTopic>>>
  /** As `listTopics`, the oldest first. Whether the topic may be seen is for the caller to know. */
  listReplies(
    keys: readonly ForumReplyPageKey[],
    call: BillingCall,
  ): Promise<ReadonlyMap<ForumReplyPageKey, ContentPage<ForumReply>>>
  /** By the key object itself. A reply is not there without its topic. */
  findPosts(keys: readonly ForumPostKey[], call: BillingCall): Promise<ReadonlyMap<ForumPostKey, ForumPost>>
  /** Null where people write in the other system. */
  readonly writing: ForumWriting | null
}

export interface ForumTopicPageKey extends ForumPageKey {
  /** Only topics with words that begin so, each of them; empty for all. In the form of `readForumSearch`. */
  readonly words: readonly string[]
}

export interface ForumPageKey {
  /** 1–100. */
  readonly first: number
  /** Only what comes after this position; null for the first page. */
  readonly after: string | null
  /** Also what is hidden or withdrawn: for the staff. */
  readonly includeHidden: boolean
}

export interface ForumReplyPageKey extends ForumPageKey {
  readonly topicId: string
}

export interface ForumPostKey {
  readonly id: string
  readonly includeHidden: boolean
}

/** Who writes, and in which request, for the audit trail. */
export interface ForumWriter {
  readonly role: Role
  readonly subjectId: string
  readonly requestId: string
}

export type ForumRefusal =
  /** It is not there, or not any more, or not for the writer to see. */
  | { readonly kind: 'absent' }
  /** The idempotency key was used for something else. */
  | { readonly kind: 'key_conflict' }
  /** Somebody else wrote it. */
  | { readonly kind: 'not_yours' }
  /** The time in which its author may change it is over. */
  | { readonly kind: 'too_late' }
  | { readonly kind: 'locked' }
  /** A topic that has replies cannot be withdrawn. */
  | { readonly kind: 'answered' }
  /** The author has written as much as one may within an hour. */
  | { readonly kind: 'too_many_posts'; readonly retryAfterMs: number }
  | { readonly kind: 'too_many_edits' }
  /** As many topics are pinned as may be. */
  | { readonly kind: 'too_many_pinned' }
  /** Only topics are locked and pinned. */
  | { readonly kind: 'not_a_topic' }

type Done<Post> = { readonly kind: 'done'; readonly post: Post }

/**
 * The texts have been checked. Each act is atomic and, when it changes something, one row of the audit trail; an act that is
 * repeated is `done`, and changes nothing.
 */
export interface ForumWriting {
  /** Of two with the same key of one author, at once or later, one makes the topic and both answer it. */
  createTopic(
    topic: { readonly idempotencyKey: string; readonly title: string; readonly body: string },
    writer: ForumWriter,
  ): Promise<Done<ForumTopic> | ForumRefusal>
  /** As `createTopic`. */
  reply(
    reply: { readonly idempotencyKey: string; readonly topicId: string; readonly body: string },
    writer: ForumWriter,
  ): Promise<Done<ForumReply> | ForumRefusal>
  updateTopic(
    change: {
      readonly id: string
      readonly expectedVersion: number
      readonly title: string
      readonly body: string
    },
    writer: ForumWriter,
  ): Promise<Done<ForumTopic> | { readonly kind: 'version_conflict'; readonly post: ForumTopic } | ForumRefusal>
  updateReply(
    change: { readonly id: string; readonly expectedVersion: number; readonly body: string },
    writer: ForumWriter,
  ): Promise<Done<ForumReply> | { readonly kind: 'version_conflict'; readonly post: ForumReply } | ForumRefusal>
  /** Takes an own post away. */
  withdraw(id: string, writer: ForumWriter): Promise<{ readonly kind: 'withdrawn' } | ForumRefusal>
  /** For the staff: who may is the caller's to judge. A deletion erases the text, and with a topic its replies. */
  moderate(
    act: { readonly id: string; readonly action: ForumModeration; readonly reason: string },
    writer: ForumWriter,
  ): Promise<Done<ForumPost> | { readonly kind: 'deleted' } | ForumRefusal>
}
