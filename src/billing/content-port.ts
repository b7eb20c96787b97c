import type { Announcement, AnnouncementCategory, AnnouncementDraft } from '../domain/announcement.ts'
import type { Company, CompanyDraft } from '../domain/company.ts'
import type { ContentPage } from '../domain/content.ts'
import type { HelpArticle, HelpArticleDraft, HelpTopic } from '../domain/help-article.ts'
import type { News, NewsDraft } from '../domain/news.ts'
import type { PaymentMethod, PaymentMethodDraft } from '../domain/payment-method.ts'
import type { Promotion, PromotionDraft } from '../domain/promotion.ts'
import type { RegionId } from '../domain/region.ts'
import type { ForumBilling } from './forum-port.ts'
import type { BillingCall } from './port.ts'

/**
 * What the provider publishes. Old billings seldom have it, so it is a set of slices of its own: by default they live in
 * the gateway's own store, and any of them may come from a CMS or a billing instead. A rejection is the `BillingError`
 * or, from the own store, the `StoreError` of the system that holds the slice.
 */
export interface ContentBilling {
  readonly news: NewsBilling
  readonly promotions: PromotionBilling
  readonly announcements: AnnouncementBilling
  readonly helpArticles: HelpArticleBilling
  readonly company: CompanyBilling
  readonly paymentMethods: PaymentMethodBilling
  readonly forum: ForumBilling
}

/** One page of a list of content, in the order in which it is shown. */
export interface ContentPageKey {
  /** 1–100. */
  readonly first: number
  /** Only items after this position; null for the first page. */
  readonly after: string | null
  /** Also what is not published yet or not valid any more: for those who manage it. */
  readonly includeHidden: boolean
}

export interface RegionalPageKey extends ContentPageKey {
  /** What is for this region or for all. Null is what is for all; with `includeHidden`, everything. */
  readonly regionId: RegionId | null
}

export interface AnnouncementPageKey extends RegionalPageKey {
  /** Null for all categories. */
  readonly category: AnnouncementCategory | null
}

export interface HelpArticlePageKey extends ContentPageKey {
  /** Null for all topics. */
  readonly topic: HelpTopic | null
}

export interface ContentKey {
  readonly id: string
  readonly includeHidden: boolean
}

/** Who edits and in which request, for the audit trail. */
export interface Edit {
  /** Role and subject id. */
  readonly editor: string
  readonly requestId: string
}

/** What came of an edit. A repeated edit that had been done before is `done`. */
export type EditVerdict<Item> =
  | { readonly kind: 'done'; readonly item: Item }
  /** Somebody was quicker: the item is not in the version that the editor read. */
  | { readonly kind: 'version_conflict'; readonly item: Item }
  /** The idempotency key was used for something else. */
  | { readonly kind: 'key_conflict' }
  /** The item is not there, or not any more. */
  | { readonly kind: 'absent' }
  /** The list has as many items as it may have. */
  | { readonly kind: 'full' }

export type RemoveVerdict<Item> =
  | { readonly kind: 'removed' }
  | Extract<EditVerdict<Item>, { readonly kind: 'version_conflict' | 'absent' }>

export interface ContentRemoval<Item> {
  remove(item: { readonly id: string; readonly expectedVersion: number }, edit: Edit): Promise<RemoveVerdict<Item>>
}

/** Edits are atomic, and each is one row of the audit trail. The draft has been checked. */
export interface ContentEditing<Item, Draft> extends ContentRemoval<Item> {
  /** Of two with the same key, at once or later, one makes the item and both answer it. */
  create(item: { readonly idempotencyKey: string; readonly draft: Draft }, edit: Edit): Promise<EditVerdict<Item>>
  update(
    item: { readonly id: string; readonly expectedVersion: number; readonly draft: Draft },
    edit: Edit,
  ): Promise<EditVerdict<Item>>
}

/** A kind of content. `editing` is null where the system that holds it is managed elsewhere. */
export interface ContentSlice<Item, Draft, PageKey extends ContentPageKey> {
  /** The pages asked for, by the key object itself; a page after a position that cannot be is absent. */
  list(keys: readonly PageKey[], call: BillingCall): Promise<ReadonlyMap<PageKey, ContentPage<Item>>>
  /** By the key object itself. */
  find(keys: readonly ContentKey[], call: BillingCall): Promise<ReadonlyMap<ContentKey, Item>>
  readonly editing: ContentEditing<Item, Draft> | null
}

export type NewsBilling = ContentSlice<News, NewsDraft, RegionalPageKey>
export type PromotionBilling = ContentSlice<Promotion, PromotionDraft, RegionalPageKey>
export type AnnouncementBilling = ContentSlice<Announcement, AnnouncementDraft, AnnouncementPageKey>
export type HelpArticleBilling = ContentSlice<HelpArticle, HelpArticleDraft, HelpArticlePageKey>

/** Writes the item of a natural key. Without an expected version there must be none yet. */
export interface ContentPut<Item, Draft> {
  put(item: { readonly expectedVersion: number | null; readonly draft: Draft }, edit: Edit): Promise<EditVerdict<Item>>
}

export interface CompanyBilling {
  /** Null until somebody has written it. */
  findCompany(call: BillingCall): Promise<Company | null>
  readonly editing: ContentPut<Company, CompanyDraft> | null
}

export interface PaymentMethodBilling {
  /** All of them in the order in which they are shown; at most 50. Whether one fits an account is the caller's to judge. */
  listPaymentMethods(call: BillingCall): Promise<readonly PaymentMethod[]>
  readonly editing: (ContentPut<PaymentMethod, PaymentMethodDraft> & ContentRemoval<PaymentMethod>) | null
}
