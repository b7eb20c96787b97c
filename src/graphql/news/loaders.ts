import type { RegionalPageKey } from '../../billing/content-port.ts'
import type { News } from '../../domain/news.ts'
import { type ContentLoaders, createContentLoaders } from '../content/loaders.ts'
import type { Reading } from '../reading.ts'

export type NewsLoaders = ContentLoaders<News, RegionalPageKey>

export function createNewsLoaders(reading: Reading): NewsLoaders {
  return createContentLoaders(reading, reading.content.news)
}
