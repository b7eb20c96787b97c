import type { TvChannel } from '../../domain/tariff.ts'
import type { TariffBilling } from '../port.ts'
import { askEach } from './each.ts'
import { findVgroup } from './service-rows.ts'
import type { LanSide } from './side.ts'
import { findTariff, listChoosable, listSuccessors } from './tariff-rows.ts'

/** getTarif, getTarifsExt2 and getTarifsStaff. The billing knows no regions: every region has what all have. */
export function createTariffs(side: LanSide): TariffBilling {
  return {
    findTariffs: (ids, call) => askEach(ids, (id) => findTariff(side, id, call)),

    async listTariffs(regionIds, call) {
      if (regionIds.length === 0) return new Map()
      const tariffs = await listChoosable(side, call)
      return new Map(regionIds.map((id) => [id, tariffs]))
    },

    listAvailableTariffs: (serviceIds, call) =>
      askEach(serviceIds, async (id) => {
        const service = await findVgroup(side, id, call)
        if (service === undefined || service.tariffId === null) return undefined
        return await listSuccessors(side, service.tariffId, call)
      }),

    // The billing keeps no lists of channels: what it has of a tariff is all.
    listChannels: (ids, call) =>
      askEach(ids, async (id): Promise<readonly TvChannel[] | undefined> => {
        await findTariff(side, id, call)
        return undefined
      }),
  }
}
