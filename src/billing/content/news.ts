import type { News, NewsDraft } from '../../domain/news.ts'
import type { NewsBilling, RegionalPageKey } from '../content-port.ts'
import { createItems } from './items.ts'
import type { ContentOptions, Kind } from './kind.ts'
import { narrowRegion } from './regions.ts'

export function createNews(options: ContentOptions): NewsBilling {
  return createItems(options, newsKind, (key: RegionalPageKey) => ({ ...narrowRegion(key), topic: null }))
}

export const newsKind: Kind<News, NewsDraft> = {
  kind: 'news',
  read: ({ id, version, updatedAt, title, body, regionId, startsAt }) => ({
    noun: 'news',
    id: String(id),
    version,
    updatedAt,
    title,
    body,
    regionId,
    publishedAt: startsAt,
  }),
  write: ({ title, body, regionId, publishedAt }) => ({
    title,
    body,
    regionId,
    topic: null,
    startsAt: publishedAt,
    endsAt: null,
    sortKey: publishedAt,
    details: '{}',
  }),
}
