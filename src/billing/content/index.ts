import type { ContentBilling } from '../content-port.ts'
import { createAnnouncements } from './announcements.ts'
import { createCompany } from './company.ts'
import { createHelpArticles } from './help-articles.ts'
import type { ContentOptions } from './kind.ts'
import { createNews } from './news.ts'
import { createPaymentMethods } from './payment-methods.ts'
import { createPromotions } from './promotions.ts'

/** All content over the gateway's own store, managed by operators through the API. */
export function createContent(options: ContentOptions): ContentBilling {
  return {
    news: createNews(options),
    promotions: createPromotions(options),
    announcements: createAnnouncements(options),
    helpArticles: createHelpArticles(options),
    company: createCompany(options),
    paymentMethods: createPaymentMethods(options),
  }
}
