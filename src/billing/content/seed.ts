import type { ContentStore, SeedItem } from '../../store/content-types.ts'
import { announcementKind } from './announcements.ts'
import { COMPANY_CODE, companyKind } from './company.ts'
import { helpArticleKind } from './help-articles.ts'
import type { Kind } from './kind.ts'
import { newsKind } from './news.ts'
import { paymentMethodKind } from './payment-methods.ts'
import { promotionKind } from './promotions.ts'
import { ANNOUNCEMENTS, NEWS, PROMOTIONS } from './seed-articles.ts'
import { COMPANY } from './seed-company.ts'
import { HELP_ARTICLES } from './seed-help.ts'
import { PAYMENT_METHODS } from './seed-payment-methods.ts'

/** When all of it was written: the same at every start. */
const WRITTEN_AT = Date.parse('2026-01-12T09:00:00+03:00')

/**
 * Invented content for developers, in Russian and English; never for production. It is written once, into a store that
 * never held any: what was changed or removed stays so.
 */
export async function seedContent(store: ContentStore): Promise<void> {
  await store.fillEmpty(
    [
      ...writeAll(newsKind, NEWS),
      ...writeAll(promotionKind, PROMOTIONS),
      ...writeAll(announcementKind, ANNOUNCEMENTS),
      ...writeAll(helpArticleKind, HELP_ARTICLES),
      ...PAYMENT_METHODS.map((draft) => writeItem(paymentMethodKind, draft, draft.code)),
      writeItem(companyKind, COMPANY, COMPANY_CODE),
    ],
    WRITTEN_AT,
  )
}

function writeAll<Draft>(kind: Kind<unknown, Draft>, drafts: readonly Draft[]): readonly SeedItem[] {
  return drafts.map((draft, index) => writeItem(kind, draft, `seed-${index + 1}`))
}

function writeItem<Draft>({ kind, write }: Kind<unknown, Draft>, draft: Draft, code: string): SeedItem {
  return { kind, code, values: write(draft) }
}
