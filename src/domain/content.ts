/** What every piece of content that people write and rewrite has in common. */
export interface Edited {
  /** Counts up with each change, from 1. Whoever changes it names the version that was read. */
  readonly version: number
  /** Milliseconds since the epoch. */
  readonly updatedAt: number
}

/** One page of a list. Each item knows its place, so that the next page can begin after any of them. */
export interface ContentPage<Item> {
  readonly entries: readonly ContentEntry<Item>[]
  readonly hasMore: boolean
}

export interface ContentEntry<Item> {
  /** Opaque, understood by the system that gave it; letters, digits, dots, hyphens and underscores, at most 64. */
  readonly position: string
  readonly item: Item
}
