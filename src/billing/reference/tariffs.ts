import type { Tariff, TariffId, TvChannel } from '../../domain/tariff.ts'
import type { BillingCall, TariffBilling } from '../port.ts'
import { type JsonObject, readId } from '../transport/json.ts'
import { byId, groupRows, indexAll, indexRows, type ReadContext } from './context.ts'
import { isRestId, type RestClient } from './rest.ts'
import { readChannel, readTariff } from './tariff-rows.ts'

/** A package may have hundreds of channels: few packages a call keep its pages few, too. */
const CHANNEL_TARIFFS_PER_CALL = 25

/** GET /tariffs, GET /tariffs/available and GET /channels. */
export function createTariffs(rest: RestClient, context: ReadContext): TariffBilling {
  const { onOddity } = context

  /** All tariffs of one region and of all regions; the billing does not tell a region that is not there. */
  async function listRegion(regionId: string, call: BillingCall): Promise<readonly Tariff[]> {
    const request = { operation: 'tariffs', path: `/tariffs?region_id=${regionId}` }
    const rows = await rest.listAll(request, call, (row) => readTariff(row, context))
    const ofRegion = rows.filter((row) => {
      const isAsked = row.regionId === null || row.regionId === regionId
      if (!isAsked) onOddity({ kind: 'foreign_row', field: 'tariffs.region_id', code: null })
      return isAsked
    })
    const tariffs = ofRegion.map(({ tariff }) => tariff)
    const distinct = indexAll(tariffs, { field: 'tariffs.id', onOddity }, ({ id }) => id)
    return [...distinct.values()].filter(({ ownerAccountId }) => ownerAccountId === null)
  }

  return {
    async findTariffs(ids, call) {
      const request = { operation: 'tariffs', path: '/tariffs', parameter: 'ids', ids }
      const rows = await rest.list(request, call, (row) => readTariff(row, context).tariff)
      return indexRows(rows, { asked: new Set(ids), field: 'tariffs.id', onOddity }, ({ id }) => id)
    },

    async listTariffs(regionIds, call) {
      const regions = [...new Set(regionIds)].filter(isRegionId)
      const lists = await Promise.all(regions.map(async (id) => [id, await listRegion(id, call)] as const))
      return new Map(lists)
    },

    async listAvailableTariffs(serviceIds, call) {
      const request = { operation: 'availableTariffs', path: '/tariffs/available', parameter: 'service_ids' }
      const rows = await rest.list({ ...request, ids: serviceIds }, call, readAvailableTariff)
      const byService = groupRows(rows, serviceIds.filter(isRestId), {
        noun: 'availableTariffs',
        ownerField: 'service_id',
        onOddity,
        owner: ({ serviceId }) => serviceId,
        id: ({ id }) => id,
        compare: byId,
      })
      return new Map([...byService].map(([serviceId, list]) => [serviceId, list.map(({ id }) => id)]))
    },

    async listChannels(tariffIds, call) {
      const request = { operation: 'channels', path: '/channels', parameter: 'tariff_ids', ids: tariffIds }
      const rows = await rest.list({ ...request, idsPerCall: CHANNEL_TARIFFS_PER_CALL }, call, readChannel)
      const byTariff = groupRows(rows, tariffIds.filter(isRestId), {
        noun: 'channels',
        ownerField: 'tariff_id',
        onOddity,
        owner: ({ tariffId }) => tariffId,
        id: ({ channel }) => String(channel.number),
        compare: (one, other) => one.channel.number - other.channel.number,
      })
      const channels = new Map<TariffId, readonly TvChannel[]>()
      for (const [id, list] of byTariff) {
        if (list.length > 0)
          channels.set(
            id,
            list.map(({ channel }) => channel),
          )
      }
      return channels
    },
  }
}

/** `region_id` takes nine digits and refuses more, unlike the parameters that take many ids. */
function isRegionId(id: string): boolean {
  return isRestId(id) && id.length <= 9
}

/** One row of GET /tariffs/available: a tariff under the id of a service that may be changed to it. */
function readAvailableTariff(row: JsonObject): { readonly serviceId: string; readonly id: TariffId } {
  return { serviceId: readId(row, 'service_id'), id: readId(row, 'tariff_id') }
}
