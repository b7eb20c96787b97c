import type { ForumModeration, ForumPost } from '../domain/forum.ts'
import type { Role } from '../domain/viewer.ts'
import type { StoreCall } from './store.ts'

/** One page of topics, pinned ones first and then the newest, or of the replies to one topic, the oldest first. */
export interface ForumFilter {
  /** Null for topics. */
  readonly topicId: number | null
  /** Only topics with words that begin so, each of them; empty for all. In the form of `readForumSearch`. */
  readonly words: readonly string[]
  /** Only what comes after this place. `isPinned` is of no meaning for replies. */
  readonly after: { readonly isPinned: boolean; readonly id: number } | null
  readonly includeHidden: boolean
  readonly limit: number
}

/** Who writes, when, and in which request. */
export interface ForumAct {
  readonly role: Role
  readonly subjectId: string
  readonly requestId: string
  readonly at: number
}

export interface NewForumPost {
  /** The idempotency key, of its author alone. */
  readonly code: string
  /** Null for a topic. */
  readonly topicId: number | null
  /** Null for a reply. */
  readonly title: string | null
  readonly body: string
}

export interface ForumChange {
  readonly id: number
  readonly expectedVersion: number
  /** Null for a reply. */
  readonly title: string | null
  readonly body: string
}

type Done = { readonly kind: 'done'; readonly post: ForumPost }
type Refused<Kind extends string> = { readonly kind: Kind }

export type ForumCreateVerdict =
  | Done
  | Refused<'absent' | 'key_conflict' | 'locked'>
  | { readonly kind: 'too_many_posts'; readonly retryAfterMs: number }

export type ForumChangeVerdict =
  | Done
  | { readonly kind: 'version_conflict'; readonly post: ForumPost }
  | Refused<'absent' | 'not_yours' | 'too_late' | 'locked' | 'too_many_edits'>

export type ForumWithdrawVerdict = Refused<'withdrawn' | 'absent' | 'not_yours' | 'too_late' | 'answered'>

export type ForumModerateVerdict = Done | Refused<'deleted' | 'absent' | 'not_a_topic' | 'too_many_pinned'>

/**
 * Topics and replies. Every act is one transaction with its row in the audit trail; one that changes nothing has none.
 * What is deleted is found by nobody.
 */
export interface ForumStore {
  list(filter: ForumFilter, call?: StoreCall): Promise<readonly ForumPost[]>
  /** A reply is not there without its topic. */
  find(
    posts: { readonly ids: readonly number[]; readonly includeHidden: boolean },
    call?: StoreCall,
  ): Promise<ReadonlyMap<number, ForumPost>>
  create(post: NewForumPost, act: ForumAct): Promise<ForumCreateVerdict>
  change(change: ForumChange, act: ForumAct): Promise<ForumChangeVerdict>
  withdraw(id: number, act: ForumAct): Promise<ForumWithdrawVerdict>
  moderate(
    moderation: { readonly id: number; readonly action: ForumModeration; readonly reason: string },
    act: ForumAct,
  ): Promise<ForumModerateVerdict>
}
