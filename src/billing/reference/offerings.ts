import type { EquipmentOffering, ServiceOffering } from '../../domain/offering.ts'
import { byId, type ReadContext, readAmount } from '../adapter/context.ts'
import { groupRows, mapBulk } from '../adapter/keyed-rows.ts'
import type { BillingCall, OfferingBilling } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { type JsonObject, readId, readInteger, readOptionalText, readPrinted, readText } from '../transport/json.ts'
import { EQUIPMENT_KIND, readCode, SERVICE_OFFERING, TARIFF_KIND } from './codes.ts'
import { isRestId, type RestClient } from './rest.ts'

type Offering =
  | { readonly type: 'service'; readonly id: string; readonly offering: ServiceOffering }
  | { readonly type: 'equipment'; readonly id: string; readonly offering: EquipmentOffering }

/** GET /offerings, which gives services, equipment and work in one list. Regions that are not there offer nothing. */
export function createOfferings(rest: RestClient, context: ReadContext): OfferingBilling {
  async function listRows(ids: readonly string[], call: BillingCall) {
    const request = { operation: 'offerings', path: '/offerings', parameter: 'region_ids', ids }
    const rows = await rest.list(request, call, {
      key: (row) => readId(row, 'region_id'),
      value: (row) => readOffering(row, context),
    })
    return groupRows(rows, ids.filter(isRestId), {
      noun: 'offerings',
      ownerField: 'region_id',
      onOddity: context.onOddity,
      id: ({ id }) => id,
      compare: byId,
    })
  }

  return {
    async listServiceOfferings(regionIds, call) {
      const byRegion = await listRows(regionIds, call)
      return mapBulk(byRegion, (rows) => rows.flatMap((row) => (row.type === 'service' ? [row.offering] : [])))
    },
    async listEquipmentOfferings(regionIds, call) {
      const byRegion = await listRows(regionIds, call)
      return mapBulk(byRegion, (rows) => rows.flatMap((row) => (row.type === 'equipment' ? [row.offering] : [])))
    },
  }
}

/** One row of GET /offerings. A letter that nobody lists is something to buy of which the kind is not known. */
function readOffering(row: JsonObject, context: ReadContext): Offering {
  const { onOddity } = context
  const id = readId(row, 'id')
  const type = readText(row, 'type')
  const kind = readInteger(row, 'kind')
  const fee = readAmount(readPrinted(row, 'fee'), 'offerings.fee', context)
  const price = readAmount(readPrinted(row, 'price'), 'offerings.price', context)
  if (fee.minorUnits < 0n || price.minorUnits < 0n) throw malformed('offering: a negative price')
  const shared = { id, name: readText(row, 'name'), description: readOptionalText(row, 'descr') }
  if (type !== SERVICE_OFFERING) {
    const equipment = readCode(EQUIPMENT_KIND, type, { field: 'offerings.type', onOddity })
    return { type: 'equipment', id, offering: { ...shared, kind: equipment, price } }
  }
  const service = readCode(TARIFF_KIND, kind, { field: 'offerings.kind', onOddity })
  return {
    type: 'service',
    id,
    offering: { ...shared, kind: service, monthlyFee: fee, connectionFee: price },
  }
}
