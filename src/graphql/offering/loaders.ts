import type { EquipmentOffering, ServiceOffering } from '../../domain/offering.ts'
import type { RegionId } from '../../domain/region.ts'
import { compareKeys } from '../order.ts'
import { assertCapable, createReferenceLoader, type Reading } from '../reading.ts'
import type { RegionLoaders } from '../region/loaders.ts'

/**
 * Offerings are everybody's. Whether the region exists is asked of the list that is kept, so that invented regions cost
 * the billing nothing.
 */
export interface OfferingLoaders {
  /** By id; null for a region that is not there. */
  listServiceOfferings(regionId: RegionId): Promise<readonly ServiceOffering[] | null>
  /** By id; null for a region that is not there. */
  listEquipmentOfferings(regionId: RegionId): Promise<readonly EquipmentOffering[] | null>
}

export function createOfferingLoaders(reading: Reading, regions: RegionLoaders): OfferingLoaders {
  const { offerings } = reading.billing
  const { serviceOfferings, equipmentOfferings } = reading.reads.reference
  const services = createReferenceLoader(reading, serviceOfferings, offerings.listServiceOfferings.bind(offerings))
  const equipment = createReferenceLoader(reading, equipmentOfferings, offerings.listEquipmentOfferings.bind(offerings))
  return {
    async listServiceOfferings(regionId) {
      assertCapable(reading, 'offerings')
      const found = (await regions.findRegion(regionId)) && (await services.load(regionId))
      return found && sortById(found.value)
    },
    async listEquipmentOfferings(regionId) {
      assertCapable(reading, 'offerings')
      const found = (await regions.findRegion(regionId)) && (await equipment.load(regionId))
      return found && sortById(found.value)
    },
  }
}

function sortById<T extends { readonly id: string }>(rows: readonly T[]): readonly T[] {
  return rows.toSorted((left, right) => compareKeys(left.id, right.id))
}
