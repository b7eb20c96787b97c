import type { Region, RegionId } from '../../domain/region.ts'
import { assertBounded } from '../bound.ts'
import { MAX_REGIONS } from '../policies.ts'
import { createReferenceLoader, type Reading } from '../reading.ts'

/** Regions are everybody's. */
export interface RegionLoaders {
  listRegions(): Promise<readonly Region[]>
  findRegion(id: RegionId): Promise<Region | null>
}

export function createRegionLoaders(reading: Reading): RegionLoaders {
  const { billing, reads } = reading
  const loader = createReferenceLoader(reading, reads.reference.regions, async (_keys, call) => {
    return new Map([['all', await billing.regions.listRegions(call)] as const])
  })
  return {
    async listRegions() {
      const found = await loader.load('all')
      return assertBounded([...(found?.value.values() ?? [])], MAX_REGIONS, 'regions')
    },
    async findRegion(id) {
      return (await loader.load('all'))?.value.get(id) ?? null
    },
  }
}
