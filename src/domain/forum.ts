import type { TextLanguage } from './localized-text.ts'
import type { Role } from './viewer.ts'

export type ForumPostId = string

export const FORUM_POST_STATES = ['SHOWN', 'HIDDEN', 'WITHDRAWN'] as const

/** HIDDEN by the provider's staff, or WITHDRAWN by its author. What was deleted is nowhere. */
export type ForumPostState = (typeof FORUM_POST_STATES)[number]

/** Who wrote it. Readers are told the number and whether it is the provider's staff: never who the person is. */
export interface ForumAuthor {
  /** Given to the person with the first post, and kept. */
  readonly number: number
  readonly isStaff: boolean
  readonly role: Role
  readonly subjectId: string
}

/** How readers see an author: the staff as one, and everybody else by the number. */
export function nameAuthor({ number, isStaff }: ForumAuthor, language: TextLanguage): string {
  if (isStaff) return language === 'ru' ? 'Служба поддержки' : 'Support'
  return `${language === 'ru' ? 'Абонент' : 'Subscriber'} ${number}`
}

interface ForumPostFields {
  readonly id: ForumPostId
  readonly author: ForumAuthor
  /** Markdown, as it was written. */
  readonly body: string
  readonly state: ForumPostState
  /** What the staff gave as the reason of what they did to it last. For the staff alone. */
  readonly reason: string | null
  /** Counts up with each change of its text, from 1. */
  readonly version: number
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly editedAt: number | null
}

export interface ForumTopic extends ForumPostFields {
  readonly noun: 'forum-topic'
  readonly title: string
  /** Pinned topics are shown first. */
  readonly isPinned: boolean
  /** Nobody can answer or edit it any more. */
  readonly isLocked: boolean
  /** Of those that everybody sees. */
  readonly replyCount: number
}

export interface ForumReply extends ForumPostFields {
  readonly noun: 'forum-reply'
  readonly topicId: ForumPostId
}

export type ForumPost = ForumTopic | ForumReply

export const FORUM_MODERATIONS = ['HIDE', 'RESTORE', 'LOCK', 'UNLOCK', 'PIN', 'UNPIN', 'DELETE'] as const

/** What the staff can do to a post. */
export type ForumModeration = (typeof FORUM_MODERATIONS)[number]

/** How long an author may edit and withdraw what he wrote. */
export const FORUM_EDIT_MS = 30 * 60_000

/** More changes of one text nobody needs. */
export const MAX_FORUM_EDITS = 20

export const MAX_PINNED_TOPICS = 10

/** What one author may write within an hour. The staff answers many people. */
export const FORUM_HOURLY_LIMITS = {
  author: { topics: 5, replies: 30 },
  staff: { topics: 50, replies: 300 },
} as const
