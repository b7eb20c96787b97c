import type { Region } from '../../domain/region.ts'
import type { RegionBilling } from '../port.ts'
import { type JsonObject, readId, readText } from '../transport/json.ts'
import { indexAll, type ReadContext } from './context.ts'
import type { RestClient } from './rest.ts'

/** GET /regions, which gives all of them. */
export function createRegions(rest: RestClient, { onOddity }: ReadContext): RegionBilling {
  return {
    async listRegions(call) {
      const rows = await rest.listAll({ operation: 'regions', path: '/regions' }, call, readRegion)
      return indexAll(rows, { field: 'regions.id', onOddity }, ({ id }) => id)
    },
  }
}

function readRegion(row: JsonObject): Region {
  return { id: readId(row, 'id'), name: readText(row, 'name') }
}
