import type { Region, RegionId } from '../../domain/region.ts'
import type { Tariff } from '../../domain/tariff.ts'
import { BillingError } from '../error.ts'
import type { OrderBilling } from '../order-port.ts'
import type { BillingCall, Bulk, OfferingBilling, RegionBilling, ServiceBilling, TariffBilling } from '../port.ts'
import { askByAccount, askByKey, findTheirs, type Joined, nameAsOurs } from './asking.ts'

// Services, tariffs, offerings and orders name each other by ids, so that one billing serves all of them. Regions are ours,
// and are joined by their names.

export function joinServices(joined: Joined): ServiceBilling {
  const { services } = joined.theirs
  return {
    listServices: (ids, call) =>
      askByAccount(joined, (theirs) => services.listServices(theirs, call), {
        ids,
        call,
        ours: (listed, accountId) => listed.map((service) => ({ ...service, accountId })),
      }),
    listIpAddresses: (ids, call) => services.listIpAddresses(ids, call),
  }
}

export function joinTariffs(joined: Joined, regions: RegionBilling): TariffBilling {
  const { tariffs } = joined.theirs
  return {
    findTariffs: async (ids, call) => owned(joined, await tariffs.findTariffs(ids, call), call),
    listTariffs: (ids, call) =>
      askByRegion(joined, (theirs) => tariffs.listTariffs(theirs, call), { ids, regions, call }),
    listAvailableTariffs: (ids, call) => tariffs.listAvailableTariffs(ids, call),
    listChannels: (ids, call) => tariffs.listChannels(ids, call),
  }
}

export function joinOfferings(joined: Joined, regions: RegionBilling): OfferingBilling {
  const { offerings } = joined.theirs
  return {
    listServiceOfferings: (ids, call) =>
      askByRegion(joined, (theirs) => offerings.listServiceOfferings(theirs, call), { ids, regions, call }),
    listEquipmentOfferings: (ids, call) =>
      askByRegion(joined, (theirs) => offerings.listEquipmentOfferings(theirs, call), { ids, regions, call }),
  }
}

/** A private tariff is shown to its owner alone, who is known here by our id. */
async function owned<K>({ join }: Joined, found: Bulk<K, Tariff>, call: BillingCall): Promise<Bulk<K, Tariff>> {
  const owners = [...found.values()].flatMap((tariff) =>
    tariff instanceof BillingError ? [] : (tariff.ownerAccountId ?? []),
  )
  const ours = await nameAsOurs(join.toOurs, owners, call)
  return new Map(
    [...found].map(([key, tariff]) => {
      if (tariff instanceof BillingError || tariff.ownerAccountId === null) return [key, tariff]
      return [key, { ...tariff, ownerAccountId: ours(tariff.ownerAccountId) }]
    }),
  )
}

export async function askByRegion<V>(
  { theirs }: Joined,
  ask: (ids: readonly RegionId[]) => Promise<Bulk<RegionId, V>>,
  wanted: { readonly ids: readonly RegionId[]; readonly regions: RegionBilling; readonly call: BillingCall },
): Promise<Bulk<RegionId, V>> {
  const { ids, regions, call } = wanted
  const [our, their] = await Promise.all([regions.listRegions(call), theirs.regions.listRegions(call)])
  // One that knows no regions has the same for all of them.
  if (their.size === 0) return ask(ids)
  const byName = new Map([...their.values()].map(({ id, name }): [string, RegionId] => [name, id]))
  const asked = new Map(ids.flatMap((id) => pairOf(id, our.get(id), byName)))
  const answer = asked.size === 0 ? new Map<RegionId, V>() : await ask([...new Set(asked.values())])
  return new Map(
    [...asked].flatMap(([id, theirId]) => {
      const value = answer.get(theirId)
      return value === undefined ? [] : [[id, value] as const]
    }),
  )
}

function pairOf(
  id: RegionId,
  region: Region | undefined,
  byName: ReadonlyMap<string, RegionId>,
): [RegionId, RegionId][] {
  const theirs = region === undefined ? undefined : byName.get(region.name)
  return theirs === undefined ? [] : [[id, theirs]]
}

export function joinOrders(joined: Joined): OrderBilling {
  const { orders } = joined.theirs
  return {
    quoteOrders: (wishes, call) =>
      askByKey(joined, (theirs) => orders.quoteOrders(theirs, call), { keys: wishes, call }),
    findOrderTerms: (ids, call) => askByAccount(joined, (theirs) => orders.findOrderTerms(theirs, call), { ids, call }),
    async placeOrder(order, call) {
      const accountId = await findTheirs(joined, order.accountId, call)
      if (accountId === null) return { kind: 'refused', reason: 'NOT_FOUND', earliestOn: null }
      const verdict = await orders.placeOrder({ ...order, accountId }, call)
      if (verdict.kind !== 'placed') return verdict
      return { ...verdict, order: { ...verdict.order, accountId: order.accountId } }
    },
    async cancelOrder(key, call) {
      const accountId = await findTheirs(joined, key.accountId, call)
      if (accountId === null) return { kind: 'refused', reason: 'ORDER_NOT_FOUND' }
      const verdict = await orders.cancelOrder({ ...key, accountId }, call)
      if (verdict.kind !== 'canceled') return verdict
      return { ...verdict, order: { ...verdict.order, accountId: key.accountId } }
    },
    listOrders: (keys, call) =>
      askByKey(joined, (theirs) => orders.listOrders(theirs, call), {
        keys,
        call,
        ours: (page, accountId) => ({ ...page, orders: page.orders.map((order) => ({ ...order, accountId })) }),
      }),
    findOrders: (keys, call) =>
      askByKey(joined, (theirs) => orders.findOrders(theirs, call), {
        keys,
        call,
        ours: (order, accountId) => ({ ...order, accountId }),
      }),
    findCarriedOut: (wishes, call) =>
      askByKey(joined, (theirs) => orders.findCarriedOut(theirs, call), { keys: wishes, call }),
    findByReference: (keys, call) =>
      askByKey(joined, (theirs) => orders.findByReference(theirs, call), {
        keys,
        call,
        ours: (found, accountId) => found.map((order) => ({ ...order, accountId })),
      }),
  }
}
