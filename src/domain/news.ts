import type { Edited } from './content.ts'
import type { LocalizedText } from './localized-text.ts'
import type { RegionId } from './region.ts'

export type NewsId = string

/** News as somebody writes it. Plain text, or Markdown for the client to show; never HTML. */
export interface NewsDraft {
  readonly title: LocalizedText
  readonly body: LocalizedText
  /** Null for all regions. */
  readonly regionId: RegionId | null
  /** Nobody but the provider's staff sees it before. Milliseconds since the epoch. */
  readonly publishedAt: number
}

export interface News extends NewsDraft, Edited {
  readonly noun: 'news'
  readonly id: NewsId
}
