import type { Edited } from './content.ts'
import type { LocalizedText } from './localized-text.ts'

export type HelpArticleId = string

export const HELP_TOPICS = [
  'CANNOT_LOG_IN',
  'CONNECTION',
  'EQUIPMENT',
  'PAYMENT',
  'TARIFFS',
  'SERVICES',
  'DOCUMENTS',
  'OTHER',
] as const

export type HelpTopic = (typeof HELP_TOPICS)[number]

/** An answer that needs no support agent. Plain text, or Markdown for the client to show. */
export interface HelpArticleDraft {
  readonly topic: HelpTopic
  readonly title: LocalizedText
  readonly body: LocalizedText
  /** Its place among the articles; the smallest is shown first. */
  readonly order: number
}

export interface HelpArticle extends HelpArticleDraft, Edited {
  readonly noun: 'help-article'
  readonly id: HelpArticleId
}
