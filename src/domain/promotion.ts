import type { Edited } from './content.ts'
import type { LocalizedText } from './localized-text.ts'
import type { RegionId } from './region.ts'

export type PromotionId = string

/** A special offer for a time (TMF671 promotion). Plain text, or Markdown for the client to show. */
export interface PromotionDraft {
  readonly title: LocalizedText
  readonly body: LocalizedText
  /** Null for all regions. */
  readonly regionId: RegionId | null
  /** The first instant at which it is valid, milliseconds since the epoch. */
  readonly validFrom: number
  /** The first instant at which it is not any more; null until further notice. */
  readonly validTo: number | null
}

export interface Promotion extends PromotionDraft, Edited {
  readonly noun: 'promotion'
  readonly id: PromotionId
}
