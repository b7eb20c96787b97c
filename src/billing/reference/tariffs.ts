import type { Tariff } from '../../domain/tariff.ts'
import { compareIds, type ReadContext } from '../adapter/context.ts'
import { assertReadable, groupRows, indexAll, indexRows, mapBulk } from '../adapter/keyed-rows.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, TariffBilling } from '../port.ts'
import { type JsonObject, readId } from '../transport/json.ts'
import { isRestId, type RestClient } from './rest.ts'
import { readChannel, readTariff } from './tariff-rows.ts'

/** A package may have hundreds of channels: few packages a call keep its pages few, too. */
const CHANNEL_TARIFFS_PER_CALL = 25

/** GET /tariffs, GET /tariffs/available and GET /channels. */
export function createTariffs(rest: RestClient, context: ReadContext): TariffBilling {
  const { onOddity } = context

  const reading = { key: (row: JsonObject) => readId(row, 'id'), value: (row: JsonObject) => readTariff(row, context) }

  /** All tariffs of one region and of all regions; the billing does not tell a region that is not there. */
  async function listRegion(regionId: string, call: BillingCall): Promise<readonly Tariff[] | BillingError> {
    const request = { operation: 'tariffs', path: `/tariffs?region_id=${regionId}` }
    const rows = await rest.listAll(request, call, reading)
    const ofRegion = rows.filter(({ value }) => {
      const isAsked = value instanceof BillingError || value.regionId === null || value.regionId === regionId
      if (!isAsked) onOddity({ kind: 'foreign_row', field: 'tariffs.region_id', code: null })
      return isAsked
    })
    const distinct = [...indexAll(ofRegion, { field: 'tariffs.id', onOddity }).values()]
    const unreadable = distinct.find((row) => row instanceof BillingError)
    if (unreadable !== undefined) return unreadable
    const tariffs = assertReadable(distinct).map(({ tariff }) => tariff)
    return tariffs.filter(({ ownerAccountId }) => ownerAccountId === null)
  }

  return {
    async findTariffs(ids, call) {
      const request = { operation: 'tariffs', path: '/tariffs', parameter: 'ids', ids }
      const rows = await rest.list(request, call, reading)
      const byTariff = indexRows(rows, { asked: new Set(ids), field: 'tariffs.id', onOddity })
      return mapBulk(byTariff, ({ tariff }) => tariff)
    },

    async listTariffs(regionIds, call) {
      const regions = [...new Set(regionIds)].filter(isRegionId)
      const lists = await Promise.all(regions.map(async (id) => [id, await listRegion(id, call)] as const))
      return new Map(lists)
    },

    async listAvailableTariffs(serviceIds, call) {
      const request = { operation: 'availableTariffs', path: '/tariffs/available', parameter: 'service_ids' }
      const rows = await rest.list({ ...request, ids: serviceIds }, call, {
        key: (row) => readId(row, 'service_id'),
        value: (row) => readId(row, 'tariff_id'),
      })
      const byService = groupRows(rows, serviceIds.filter(isRestId), {
        noun: 'availableTariffs',
        ownerField: 'service_id',
        onOddity,
        id: (id) => id,
        compare: compareIds,
      })
      return byService
    },

    async listChannels(tariffIds, call) {
      const request = { operation: 'channels', path: '/channels', parameter: 'tariff_ids', ids: tariffIds }
      const rows = await rest.list({ ...request, idsPerCall: CHANNEL_TARIFFS_PER_CALL }, call, {
        key: (row) => readId(row, 'tariff_id'),
        value: readChannel,
      })
      const byTariff = groupRows(rows, tariffIds.filter(isRestId), {
        noun: 'channels',
        ownerField: 'tariff_id',
        onOddity,
        id: ({ number }) => String(number),
        compare: (one, other) => one.number - other.number,
      })
      return new Map([...byTariff].filter(([, list]) => list instanceof BillingError || list.length > 0))
    },
  }
}

/** `region_id` takes nine digits and refuses more, unlike the parameters that take many ids. */
function isRegionId(id: string): boolean {
  return isRestId(id) && id.length <= 9
}
