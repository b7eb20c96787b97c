import type { Promotion, PromotionDraft } from '../../domain/promotion.ts'
import type { PromotionBilling, RegionalPageKey } from '../content-port.ts'
import { createItems } from './items.ts'
import type { ContentOptions, Kind } from './kind.ts'
import { narrowRegion } from './regions.ts'

export function createPromotions(options: ContentOptions): PromotionBilling {
  return createItems(options, promotionKind, (key: RegionalPageKey) => ({ ...narrowRegion(key), topic: null }))
}

export const promotionKind: Kind<Promotion, PromotionDraft> = {
  kind: 'promotion',
  read: ({ id, version, updatedAt, title, body, regionId, startsAt, endsAt }) => ({
    noun: 'promotion',
    id: String(id),
    version,
    updatedAt,
    title,
    body,
    regionId,
    validFrom: startsAt,
    validTo: endsAt,
  }),
  write: ({ title, body, regionId, validFrom, validTo }) => ({
    title,
    body,
    regionId,
    topic: null,
    startsAt: validFrom,
    endsAt: validTo,
    sortKey: validFrom,
    details: '{}',
  }),
}
