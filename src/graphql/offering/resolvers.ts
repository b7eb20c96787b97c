import type { QueryResolvers, Resolvers } from '../../generated/schema.ts'
import { writeId } from '../ids.ts'
import { readRegionId } from '../region/resolvers.ts'

export const offeringQueries: Pick<QueryResolvers, 'equipmentOfferings' | 'serviceOfferings'> = {
  serviceOfferings: (_parent, args, { loaders }) => {
    const regionId = readRegionId(args.regionId)
    return regionId === null ? null : loaders.offerings.listServiceOfferings(regionId)
  },
  equipmentOfferings: (_parent, args, { loaders }) => {
    const regionId = readRegionId(args.regionId)
    return regionId === null ? null : loaders.offerings.listEquipmentOfferings(regionId)
  },
}

export const offeringResolvers: Pick<Resolvers, 'EquipmentOffering' | 'ServiceOffering'> = {
  ServiceOffering: {
    id: ({ id }) => writeId({ type: 'ServiceOffering', offeringId: id }),
  },
  EquipmentOffering: {
    id: ({ id }) => writeId({ type: 'EquipmentOffering', offeringId: id }),
  },
}
