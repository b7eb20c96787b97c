import type { Observed } from '../../domain/observed.ts'
import type { Tariff, TariffId } from '../../domain/tariff.ts'
import type { Viewer } from '../../domain/viewer.ts'
import { seesAccount } from '../ownership.ts'
import { assertCapable, createLoader, type Reading } from '../reading.ts'

export type ObservedTariff = Observed<Tariff>

export interface TariffLoaders {
  /** A privately negotiated tariff is there for those who see its owner's account only. */
  findTariff(viewer: Viewer, id: TariffId): Promise<ObservedTariff | null>
}

export function createTariffLoaders(reading: Reading): TariffLoaders {
  const { tariffs } = reading.billing
  const loader = createLoader(reading, (ids: readonly TariffId[], call) => tariffs.findTariffs(ids, call))
  return {
    async findTariff(viewer, id) {
      assertCapable(reading, 'tariffs')
      const found = await loader.load(id)
      const owner = found?.value.ownerAccountId ?? null
      return owner === null || seesAccount(viewer, owner) ? found : null
    },
  }
}
