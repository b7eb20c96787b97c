import { BillingError } from '../../billing/error.ts'
import type { OrderWish } from '../../domain/service-order.ts'
import type { ViewedAccount } from '../account/loaders.ts'
import type { GraphqlContext } from '../context.ts'
import { ClientError } from '../errors.ts'

/** How the provider calls what a wish is about; null for what it is not about, or cannot be read just now. */
export interface WishNames {
  readonly service: string | null
  readonly tariff: string | null
  readonly offering: string | null
}

/** A name that cannot be read now is no reason to lose a wish: its number stands beside it. */
export async function readNames(
  { accountId, serviceId, tariffId, offeringId, action }: OrderWish,
  { viewer, id }: ViewedAccount,
  { loaders }: GraphqlContext,
): Promise<WishNames> {
  const nameTariff = async (tariff: string | null) =>
    tariff === null ? null : ((await loaders.tariffs.findTariff(viewer, tariff))?.value.name ?? null)
  const nameService = async () => {
    const service = serviceId === null ? null : await loaders.services.findService(viewer, { accountId, serviceId })
    return service && nameTariff(service.value.tariffId)
  }
  const nameOffering = async () => {
    const regionId = offeringId === null ? null : (await loaders.accounts.findState(viewer, id))?.value.regionId
    if (!regionId) return null
    const { offerings } = loaders
    const offered =
      action === 'CONNECT_SERVICE'
        ? await offerings.listServiceOfferings(regionId)
        : await offerings.listEquipmentOfferings(regionId)
    return offered?.find((offering) => offering.id === offeringId)?.name ?? null
  }
  const [service, tariff, offering] = await Promise.all([
    nameService().catch(asNameless),
    nameTariff(tariffId).catch(asNameless),
    nameOffering().catch(asNameless),
  ])
  return { service, tariff, offering }
}

function asNameless(error: unknown): null {
  if (error instanceof BillingError || error instanceof ClientError) return null
  throw error
}
