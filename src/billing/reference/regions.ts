import type { Region } from '../../domain/region.ts'
import type { ReadContext } from '../adapter/context.ts'
import { assertReadable, indexAll } from '../adapter/keyed-rows.ts'
import type { RegionBilling } from '../port.ts'
import { type JsonObject, readId, readText } from '../transport/json.ts'
import type { RestClient } from './rest.ts'

/** GET /regions, which gives all of them. */
export function createRegions(rest: RestClient, { onOddity }: ReadContext): RegionBilling {
  return {
    async listRegions(call) {
      const rows = await rest.listAll({ operation: 'regions', path: '/regions' }, call, {
        key: (row) => readId(row, 'id'),
        value: readRegion,
      })
      const byRegion = indexAll(rows, { field: 'regions.id', onOddity })
      // A list from which one is missing would tell its subscribers that they live nowhere.
      return new Map(assertReadable([...byRegion.values()]).map((region) => [region.id, region]))
    },
  }
}

function readRegion(row: JsonObject): Region {
  return { id: readId(row, 'id'), name: readText(row, 'name') }
}
