import type { LocalizedText } from '../domain/localized-text.ts'

export type ContentKind = 'news' | 'promotion' | 'announcement' | 'help-article' | 'company' | 'payment-method'

/** What is kept of an item of any kind. */
export interface ContentValues {
  /** Null for all regions. */
  readonly regionId: string | null
  /** By which a list of the kind is narrowed: a category, a topic. */
  readonly topic: string | null
  /** Shown from this instant on. */
  readonly startsAt: number
  /** And not any more from this one on; null for ever. */
  readonly endsAt: number | null
  /** Lists begin with the largest; what has the same begins with the newest. */
  readonly sortKey: number
  readonly title: LocalizedText
  readonly body: LocalizedText
  /** What only this kind has, as JSON. */
  readonly details: string
}

export interface ContentRow extends ContentValues {
  readonly id: number
  /** Unique within the kind: the natural key, or the idempotency key that the item was created with. */
  readonly code: string
  readonly version: number
  readonly updatedAt: number
}

export interface ContentFilter {
  readonly kind: ContentKind
  /** Only what is shown at this instant; null for everything that is not removed. */
  readonly shownAt: number | null
  /** Only what is for this region or for all; `undefined` for every region, null for what is for all. */
  readonly regionId: string | null | undefined
  readonly topic: string | null
  /** Only what comes after this place. */
  readonly after: { readonly sortKey: number; readonly id: number } | null
  readonly limit: number
}

/** Who changes it, for the audit trail; and when. */
export interface ContentEdit {
  readonly kind: ContentKind
  readonly actor: string
  readonly requestId: string
  readonly at: number
}

export interface SeedItem {
  readonly kind: ContentKind
  readonly code: string
  readonly values: ContentValues
}

export type ContentVerdict =
  | { readonly kind: 'done'; readonly row: ContentRow }
  | { readonly kind: 'version_conflict'; readonly row: ContentRow }
  | { readonly kind: 'key_conflict' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'full' }

/**
 * What the provider publishes, of all kinds. Every change is one transaction with its row in the audit trail, whatever
 * the verdict. A change that is repeated, and finds nothing else done meanwhile, is `done` and changes nothing.
 */
export interface ContentStore {
  list(filter: ContentFilter): Promise<readonly ContentRow[]>
  /** Those that are not removed and, with an instant, shown at it. */
  find(items: {
    kind: ContentKind
    ids: readonly number[]
    shownAt: number | null
  }): Promise<ReadonlyMap<number, ContentRow>>
  /** Makes an item once per code. `absent`: it was made, and removed since. */
  create(
    item: { readonly code: string; readonly values: ContentValues },
    edit: ContentEdit,
  ): Promise<Exclude<ContentVerdict, { readonly kind: 'version_conflict' | 'full' }>>
  replace(
    item: { readonly id: number; readonly expectedVersion: number; readonly values: ContentValues },
    edit: ContentEdit,
  ): Promise<Exclude<ContentVerdict, { readonly kind: 'key_conflict' | 'full' }>>
  /** Writes the item of a code. An expected version of null says that there is none; one that was removed comes back. */
  put(
    item: {
      readonly code: string
      readonly expectedVersion: number | null
      readonly values: ContentValues
      /** Most items of the kind. */
      readonly max: number
    },
    edit: ContentEdit,
  ): Promise<Exclude<ContentVerdict, { readonly kind: 'key_conflict' }>>
  remove(
    item: { readonly id: number; readonly expectedVersion: number },
    edit: ContentEdit,
  ): Promise<{ readonly kind: 'removed' } | Extract<ContentVerdict, { readonly kind: 'version_conflict' | 'absent' }>>
  /** Writes the items into a store that never held any content, all or none. */
  fillEmpty(items: readonly SeedItem[], at: number): Promise<void>
}
