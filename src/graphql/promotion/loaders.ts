import type { RegionalPageKey } from '../../billing/content-port.ts'
import type { Promotion } from '../../domain/promotion.ts'
import { type ContentLoaders, createContentLoaders } from '../content/loaders.ts'
import type { Reading } from '../reading.ts'

export type PromotionLoaders = ContentLoaders<Promotion, RegionalPageKey>

export function createPromotionLoaders(reading: Reading): PromotionLoaders {
  return createContentLoaders(reading, reading.content.promotions)
}
