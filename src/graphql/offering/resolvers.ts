import type { RegionId } from '../../domain/region.ts'
import type { QueryResolvers } from '../../generated/schema.ts'
import type { Complete } from '../complete.ts'
import { writeId } from '../ids.ts'
import { compareKeys } from '../order.ts'
import { readAfter, readFirst, writeConnection } from '../page.ts'
import { readRegionId } from '../region/resolvers.ts'

export const offeringQueries: Pick<QueryResolvers, 'equipmentOfferings' | 'serviceOfferings'> = {
  serviceOfferings: (_parent, args, { loaders: { offerings } }) =>
    listPage(args, { name: 'serviceOfferings', load: (regionId) => offerings.listServiceOfferings(regionId) }),
  equipmentOfferings: (_parent, args, { loaders: { offerings } }) =>
    listPage(args, { name: 'equipmentOfferings', load: (regionId) => offerings.listEquipmentOfferings(regionId) }),
}

export const offeringResolvers: Complete<'EquipmentOffering' | 'ServiceOffering'> = {
  ServiceOffering: {
    id: ({ id }) => writeId({ type: 'ServiceOffering', offeringId: id }),
  },
  EquipmentOffering: {
    id: ({ id }) => writeId({ type: 'EquipmentOffering', offeringId: id }),
  },
}

/** The offerings of a region are kept whole, by id, so that a page is cut from them here. */
async function listPage<T extends { readonly id: string }>(
  args: { readonly regionId: string; readonly first: number; readonly after?: string | null },
  source: { readonly name: string; readonly load: (regionId: RegionId) => Promise<readonly T[] | null> },
) {
  const regionId = readRegionId(args.regionId)
  const list = `${source.name}:${regionId}`
  const first = readFirst(args.first)
  const position = readAfter(args.after, list)
  const offerings = regionId === null ? null : await source.load(regionId)
  if (offerings === null) return null
  const rest = offerings.filter(({ id }) => position === null || compareKeys(id, position) > 0)
  return writeConnection(rest.slice(0, first), {
    list,
    positionOf: ({ id }) => id,
    hasMore: rest.length > first,
    isFirstPage: position === null,
  })
}
