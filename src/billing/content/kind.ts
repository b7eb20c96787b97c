import type { ContentKind, ContentRow, ContentStore, ContentValues } from '../../store/content-types.ts'

export interface ContentOptions {
  readonly store: ContentStore
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** How a kind of content lies in the store. */
export interface Kind<Item, Draft> {
  readonly kind: ContentKind
  readonly read: (row: ContentRow) => Item
  readonly write: (draft: Draft) => ContentValues
}

/** The number behind an id of an item, or null for what is none. */
export function readRowId(id: string): number | null {
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : null
}
