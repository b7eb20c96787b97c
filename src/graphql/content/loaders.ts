import DataLoader from 'dataloader'
import type { ContentKey, ContentPageKey, ContentSlice } from '../../billing/content-port.ts'
import type { ContentPage } from '../../domain/content.ts'
import { seesEveryAccount, type Viewer } from '../../domain/viewer.ts'
import type { Reading } from '../reading.ts'

/** The loaders of a kind of content. It is everybody's, but for what is not published yet or not valid any more. */
export interface ContentLoaders<Item, PageKey extends ContentPageKey> {
  /** Null after a position that cannot be. Whether the reader may see what is hidden is judged before. */
  listPage(key: PageKey): Promise<ContentPage<Item> | null>
  /** What is hidden is there for the provider's staff only. */
  findItem(viewer: Viewer, id: string): Promise<Item | null>
}

export function createContentLoaders<Item, PageKey extends ContentPageKey>(
  { call }: Pick<Reading, 'call'>,
  slice: ContentSlice<Item, never, PageKey>,
): ContentLoaders<Item, PageKey> {
  const pages = new DataLoader<PageKey, ContentPage<Item> | null, string>(
    async (keys) => {
      const found = await slice.list(keys, call)
      return keys.map((key) => found.get(key) ?? null)
    },
    { cacheKeyFn: textOf },
  )
  const items = new DataLoader<ContentKey, Item | null, string>(
    async (keys) => {
      const found = await slice.find(keys, call)
      return keys.map((key) => found.get(key) ?? null)
    },
    { cacheKeyFn: textOf },
  )
  return {
    listPage: (key) => pages.load(key),
    findItem: (viewer, id) => items.load({ id, includeHidden: seesEveryAccount(viewer) }),
  }
}

/** Keys of one loader have the same fields in the same order. */
function textOf(key: object): string {
  return JSON.stringify(Object.values(key))
}
