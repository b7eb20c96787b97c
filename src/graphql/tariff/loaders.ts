import type { AccountId } from '../../domain/account.ts'
import type { Observed } from '../../domain/observed.ts'
import type { RegionId } from '../../domain/region.ts'
import type { ServiceId } from '../../domain/service.ts'
import type { Tariff, TariffId, TvChannel, TvPackage } from '../../domain/tariff.ts'
import type { Viewer } from '../../domain/viewer.ts'
import { assertBounded, type Cut, cut } from '../bound.ts'
import { compareKeys } from '../order.ts'
import { seesAccount } from '../ownership.ts'
import { MAX_AVAILABLE_TARIFFS, MAX_CHANNELS } from '../policies.ts'
import { assertCapable, createLoader, createReferenceLoader, type Reading } from '../reading.ts'
import type { RegionLoaders } from '../region/loaders.ts'

export type ObservedTariff = Observed<Tariff>

/** The television of a tariff that somebody already holds. */
export interface HeldTelevision {
  readonly tariffId: TariffId
  readonly tvPackage: TvPackage
}

/** Tariffs are kept for everybody, so whose a private one is is asked here each time. */
export interface TariffLoaders {
  /** A privately negotiated tariff is there for those who see its owner's account only. One that is kept is answered at once. */
  findTariff(viewer: Viewer, id: TariffId): Promise<ObservedTariff | null> | ObservedTariff | null
  /** What anybody may choose in a region, by id; null for a region that is not there. Never a private one. */
  listTariffs(regionId: RegionId): Promise<readonly ObservedTariff[] | null>
  /**
   * What a service may be changed to: public tariffs, and private ones of its own account. A tariff that cannot be read is
   * left out, and there are more then.
   */
  listAvailableTariffs(
    viewer: Viewer,
    key: { readonly accountId: AccountId; readonly serviceId: ServiceId },
  ): Promise<Cut<ObservedTariff> | null>
  listChannels(television: HeldTelevision): Promise<readonly TvChannel[]>
}

export function createTariffLoaders(reading: Reading, regions: RegionLoaders): TariffLoaders {
  const { tariffs } = reading.billing
  const { reference } = reading.reads
  const single = createReferenceLoader(reading, reference.tariffs, tariffs.findTariffs.bind(tariffs))
  const byRegion = createReferenceLoader(reading, reference.regionTariffs, tariffs.listTariffs.bind(tariffs))
  const channels = createReferenceLoader(reading, reference.channels, tariffs.listChannels.bind(tariffs))
  const available = createLoader(reading, tariffs.listAvailableTariffs.bind(tariffs))

  return {
    findTariff(viewer, id) {
      assertCapable(reading, 'tariffs')
      const kept = reference.tariffs.findKept(id)
      // A list has hundreds of services and few tariffs: a promise for each would cost more than the rest of it.
      return kept === undefined ? single.load(id).then((found) => showTo(viewer, found)) : showTo(viewer, kept)
    },
    async listTariffs(regionId) {
      assertCapable(reading, 'tariffs')
      const found = (await regions.findRegion(regionId)) && (await byRegion.load(regionId))
      if (found === null) return null
      const { value, asOf, freshness } = found
      return value
        .filter(({ ownerAccountId }) => ownerAccountId === null)
        .toSorted((left, right) => compareKeys(left.id, right.id))
        .map((tariff) => ({ value: tariff, asOf, freshness }))
    },
    async listAvailableTariffs(viewer, { accountId, serviceId }) {
      if (!seesAccount(viewer, accountId)) return null
      assertCapable(reading, 'tariffs')
      const ids = await available.load(serviceId)
      if (ids === null) return null
      const { rows, hasMore } = cut(ids.value, MAX_AVAILABLE_TARIFFS)
      const found = await single.loadMany(rows)
      const failures = found.filter((tariff) => tariff instanceof Error)
      // One tariff that cannot be read must not hide the others; when none can, the read itself has failed.
      if (failures[0] !== undefined && failures.length === found.length) throw failures[0]
      const known = found.flatMap((tariff) => (tariff === null || tariff instanceof Error ? [] : [tariff]))
      return {
        rows: known.filter(({ value }) => isFor(value, accountId)),
        hasMore: hasMore || failures.length > 0,
      }
    },
    async listChannels({ tariffId }) {
      const found = await channels.load(tariffId)
      return assertBounded(found?.value ?? [], MAX_CHANNELS, `channels of tariff ${tariffId}`)
    },
  }
}

function showTo(viewer: Viewer, found: ObservedTariff | null): ObservedTariff | null {
  const owner = found?.value.ownerAccountId ?? null
  return owner === null || seesAccount(viewer, owner) ? found : null
}

function isFor({ ownerAccountId }: Tariff, accountId: AccountId): boolean {
  return ownerAccountId === null || ownerAccountId === accountId
}
