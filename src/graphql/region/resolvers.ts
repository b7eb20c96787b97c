import type { QueryResolvers } from '../../generated/schema.ts'
import type { Complete } from '../complete.ts'
import { readId, writeId } from '../ids.ts'

export const regionQueries: Pick<QueryResolvers, 'regions'> = {
  regions: (_parent, _args, { loaders }) => loaders.regions.listRegions(),
}

export const regionResolvers: Complete<'Region'> = {
  Region: {
    id: ({ id }) => writeId({ type: 'Region', regionId: id }),
  },
}

/** The region that an argument names, or null for an id of anything else. */
export function readRegionId(text: string): string | null {
  const id = readId(text)
  return id?.type === 'Region' ? id.regionId : null
}
