import type { ContentStore } from '../../store/content-types.ts'
import type { ForumStore } from '../../store/forum-types.ts'
import type { ContentBilling } from '../content-port.ts'
import { createAnnouncements } from './announcements.ts'
import { createCompany } from './company.ts'
import { createForum } from './forum.ts'
import { createHelpArticles } from './help-articles.ts'
import type { ContentOptions } from './kind.ts'
import { createNews } from './news.ts'
import { createPaymentMethods } from './payment-methods.ts'
import { createPromotions } from './promotions.ts'

/** All content over the gateway's own store, managed by operators through the API. */
export function createContent({
  store,
  now,
}: {
  readonly store: { readonly content: ContentStore; readonly forum: ForumStore }
  readonly now: () => number
}): ContentBilling {
  const options: ContentOptions = { store: store.content, now }
  return {
    news: createNews(options),
    promotions: createPromotions(options),
    announcements: createAnnouncements(options),
    helpArticles: createHelpArticles(options),
    company: createCompany(options),
    paymentMethods: createPaymentMethods(options),
    forum: createForum({ store: store.forum, now }),
  }
}
