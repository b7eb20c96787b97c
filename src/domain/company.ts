import type { Edited } from './content.ts'
import type { LocalizedText } from './localized-text.ts'
import type { RegionId } from './region.ts'

export const CONTACT_KINDS = ['HOTLINE', 'PHONE', 'EMAIL', 'OFFICE', 'WEBSITE', 'MESSENGER'] as const

export type ContactKind = (typeof CONTACT_KINDS)[number]

/** One way to reach the provider. */
export interface Contact {
  readonly kind: ContactKind
  /** What it is for: "Technical support", "Office in Tver". */
  readonly label: LocalizedText
  /** The number, address or link itself. */
  readonly value: LocalizedText
  /** When somebody answers; null when that is always or not known. */
  readonly hours: LocalizedText | null
  /** Null for all regions. */
  readonly regionId: RegionId | null
}

/** The provider as it presents itself. Plain text, or Markdown for the client to show. */
export interface CompanyDraft {
  readonly name: LocalizedText
  readonly about: LocalizedText
  /** How to become a subscriber. */
  readonly connection: LocalizedText | null
  /** What it costs, in words; the tariffs themselves are a list of their own. */
  readonly prices: LocalizedText | null
  /** How to pay, for those who are not signed in. */
  readonly payment: LocalizedText | null
  /** At most `MAX_CONTACTS`, in the order in which they are shown. */
  readonly contacts: readonly Contact[]
}

export interface Company extends CompanyDraft, Edited {
  readonly noun: 'company'
}

export const MAX_CONTACTS = 50
