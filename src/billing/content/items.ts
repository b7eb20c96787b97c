import type { ContentPage } from '../../domain/content.ts'
import type { ContentFilter, ContentRow } from '../../store/content-types.ts'
import type { ContentKey, ContentPageKey, ContentSlice } from '../content-port.ts'
import { createEditing } from './editing.ts'
import { type ContentOptions, type Kind, readRowId } from './kind.ts'

/** By what a list of the kind is narrowed. */
type Narrowing = Pick<ContentFilter, 'regionId' | 'topic'>

/** A slice of content over the own store. */
export function createItems<Item, Draft, PageKey extends ContentPageKey>(
  options: ContentOptions,
  kind: Kind<Item, Draft>,
  narrow: (key: PageKey) => Narrowing,
): ContentSlice<Item, Draft, PageKey> {
  const { store, now } = options

  async function readPage(key: PageKey): Promise<ContentPage<Item> | null> {
    const after = key.after === null ? null : readPosition(key.after)
    if (key.after !== null && after === null) return null
    const rows = await store.list({
      kind: kind.kind,
      shownAt: key.includeHidden ? null : now(),
      after,
      limit: key.first + 1,
      ...narrow(key),
    })
    const entries = rows.slice(0, key.first).map((row) => ({ position: writePosition(row), item: kind.read(row) }))
    return { entries, hasMore: rows.length > key.first }
  }

  async function findShown(ids: readonly string[], shownAt: number | null): Promise<ReadonlyMap<string, Item>> {
    const numbers = ids.map(readRowId).filter((id) => id !== null)
    const rows = await store.find({ kind: kind.kind, ids: numbers, shownAt })
    return new Map([...rows].map(([id, row]) => [String(id), kind.read(row)]))
  }

  return {
    async list(keys) {
      const pages = await Promise.all(keys.map(async (key) => [key, await readPage(key)] as const))
      return new Map(pages.flatMap(([key, page]) => (page === null ? [] : [[key, page] as const])))
    },
    async find(keys) {
      const idsOf = (includeHidden: boolean) =>
        keys.filter((key) => key.includeHidden === includeHidden).map(({ id }) => id)
      const [shown, all] = await Promise.all([findShown(idsOf(false), now()), findShown(idsOf(true), null)])
      const found = new Map<ContentKey, Item>()
      for (const key of keys) {
        const item = (key.includeHidden ? all : shown).get(key.id)
        if (item !== undefined) found.set(key, item)
      }
      return found
    },
    editing: createEditing(options, kind),
  }
}

const POSITION = /^(?<id>[1-9]\d{0,14})\.(?<sortKey>-?\d{1,15})$/

function writePosition({ id, sortKey }: ContentRow): string {
  return `${id}.${sortKey}`
}

function readPosition(text: string): { id: number; sortKey: number } | null {
  const groups = POSITION.exec(text)?.groups
  return groups ? { id: Number(groups['id']), sortKey: Number(groups['sortKey']) } : null
}
