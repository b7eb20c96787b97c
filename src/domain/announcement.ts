import type { Edited } from './content.ts'
import type { LocalizedText } from './localized-text.ts'
import type { RegionId } from './region.ts'

export type AnnouncementId = string

export const ANNOUNCEMENT_CATEGORIES = ['NETWORK_SETTINGS', 'BANK_DETAILS', 'TARIFFS', 'SERVICE_PROCEDURE'] as const

/** What changes. */
export type AnnouncementCategory = (typeof ANNOUNCEMENT_CATEGORIES)[number]

/** A notice that something changes which subscribers have to know. Plain text, or Markdown for the client to show. */
export interface AnnouncementDraft {
  readonly title: LocalizedText
  readonly body: LocalizedText
  readonly category: AnnouncementCategory
  /** Null for all regions. */
  readonly regionId: RegionId | null
  /** Nobody but the provider's staff sees it before. Milliseconds since the epoch. */
  readonly publishedAt: number
  /** When the change takes effect, milliseconds since the epoch; null when the text says it. */
  readonly effectiveAt: number | null
}

export interface Announcement extends AnnouncementDraft, Edited {
  readonly noun: 'announcement'
  readonly id: AnnouncementId
}

/** Money sent by the old bank details goes astray: receipts printed before the change must not be paid any more. */
export function changesBankDetails({ category }: Pick<Announcement, 'category'>): boolean {
  return category === 'BANK_DETAILS'
}
