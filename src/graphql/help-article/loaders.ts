import type { HelpArticlePageKey } from '../../billing/content-port.ts'
import type { HelpArticle } from '../../domain/help-article.ts'
import { type ContentLoaders, createContentLoaders } from '../content/loaders.ts'
import type { Reading } from '../reading.ts'

export type HelpArticleLoaders = ContentLoaders<HelpArticle, HelpArticlePageKey>

export function createHelpArticleLoaders(reading: Reading): HelpArticleLoaders {
  return createContentLoaders(reading, reading.content.helpArticles)
}
