import { HELP_TOPICS, type HelpArticle, type HelpArticleDraft } from '../../domain/help-article.ts'
import type { HelpArticleBilling, HelpArticlePageKey } from '../content-port.ts'
import { oneOf, readDetails } from './details.ts'
import { createItems } from './items.ts'
import type { ContentOptions, Kind } from './kind.ts'

export function createHelpArticles(options: ContentOptions): HelpArticleBilling {
  return createItems(options, helpArticleKind, ({ topic }: HelpArticlePageKey) => ({ regionId: undefined, topic }))
}

export const helpArticleKind: Kind<HelpArticle, HelpArticleDraft> = {
  kind: 'help-article',
  read: ({ id, version, updatedAt, title, body, topic, details: json }) => {
    const details = readDetails('help-article', json)
    return {
      noun: 'help-article',
      id: String(id),
      version,
      updatedAt,
      title,
      body,
      topic: oneOf(HELP_TOPICS, topic, () => details.corrupt('topic')),
      order: details.number('order') ?? 0,
    }
  },
  write: ({ title, body, topic, order }) => ({
    title,
    body,
    regionId: null,
    topic,
    startsAt: 0,
    endsAt: null,
    sortKey: 0 - order,
    details: JSON.stringify({ order }),
  }),
}
