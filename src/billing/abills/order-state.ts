import type { AccountId } from '../../domain/account.ts'
import type { Money } from '../../domain/money.ts'
import type { OrderWish, ServiceOrder } from '../../domain/service-order.ts'
import type { ServiceOrderKey } from '../order-port.ts'
import type { BillingCall } from '../port.ts'
import type { AbillsClient } from './client.ts'
import type { AbillsContext } from './context.ts'
import { readServiceId } from './keys.ts'
import { type Holder, holdOrder, plannedOrder, readOrderId, servedOrder, tariffOrder } from './order-rows.ts'
import type { SubscriberSessions } from './sessions.ts'
import { findHold, listOwnServices, type OwnService } from './subscriber-state.ts'

/** What orders are made of. */
export interface OrderSide {
  readonly client: AbillsClient
  readonly sessions: SubscriberSessions
  readonly context: AbillsContext
  /** Whether a hold is of the whole account or of a service: the installation decides. */
  readonly holdup: 'account' | 'service'
  /** What the installation charges for a hold, which nobody is shown. */
  readonly holdupPrice: Money
}

/** Whose hold a wish is about; null where this installation has no such holds, or there is no such service. */
export function findHolder(
  { accountId, serviceId, action }: Pick<OrderWish, 'accountId' | 'serviceId' | 'action'>,
  services: readonly OwnService[],
  { holdup }: Pick<OrderSide, 'holdup'>,
): Holder | null {
  const isOfService = action === 'FREEZE_SERVICE' || action === 'UNFREEZE_SERVICE'
  if (isOfService !== (holdup === 'service')) return null
  const [first] = services
  // The number in the path is not looked at where holds are of accounts, but has to be one.
  if (!isOfService) return { uid: accountId, pathId: first?.id ?? accountId, isOfService }
  const service = findService({ accountId, serviceId }, services)
  return service === null ? null : { uid: accountId, pathId: service.id, isOfService }
}

export function findService(
  { accountId, serviceId }: Pick<OrderWish, 'accountId' | 'serviceId'>,
  services: readonly OwnService[],
): OwnService | null {
  const key = serviceId === null ? null : readServiceId(serviceId)
  if (key?.module !== 'internet' || key.uid !== accountId) return null
  return services.find(({ id }) => id === key.id) ?? null
}

function holdersOf(accountId: AccountId, services: readonly OwnService[], { holdup }: OrderSide): readonly Holder[] {
  if (holdup === 'account') return [{ uid: accountId, pathId: services[0]?.id ?? accountId, isOfService: false }]
  return services.map(({ id }) => ({ uid: accountId, pathId: id, isOfService: true }))
}

/** What waits and what is in force of what can be ordered, the last planned first; null for nobody's account. */
export async function readOrders(
  accountId: AccountId,
  side: OrderSide,
  call: BillingCall,
): Promise<readonly ServiceOrder[] | null> {
  const asking = { ...side, call }
  const services = await listOwnServices(accountId, asking)
  if (services === null) return null
  const holds = await Promise.all(
    holdersOf(accountId, services, side).map(async (holder) => {
      const hold = await findHold(accountId, holder.pathId, asking)
      return hold === null ? [] : [holdOrder(holder, hold, side.context)]
    }),
  )
  const plans = services.flatMap((service) =>
    service.planned === null ? [] : [plannedOrder(service, service.planned, side.context)],
  )
  return [...plans.toReversed(), ...holds.flat()]
}

/** One order, as long as the billing's state shows it; null when it does not, or it is another account's. */
export async function findOrder(
  { accountId, orderId }: ServiceOrderKey,
  side: OrderSide,
  call: BillingCall,
): Promise<ServiceOrder | null> {
  const key = readOrderId(orderId)
  if (key === null) return null
  const asking = { ...side, call }
  const services = (await listOwnServices(accountId, asking)) ?? []
  switch (key.kind) {
    case 'plan': {
      const service = services.find(({ planned }) => planned?.id === key.planId)
      return service?.planned ? plannedOrder(service, service.planned, side.context) : null
    }
    case 'tariff': {
      const service = services.find(({ id, tariffId }) => id === key.serviceId && tariffId === key.tariffId)
      return service === undefined ? null : tariffOrder(service, side.context)
    }
    case 'hold':
    case 'served': {
      const holder = holdersOf(accountId, services, side).find(({ pathId }) => pathId === key.pathId)
      if (holder === undefined) return null
      const hold = await findHold(accountId, holder.pathId, asking)
      if (key.kind === 'served') return hold === null ? servedOrder(holder, side.context) : null
      return hold?.until === key.until ? holdOrder(holder, hold, side.context) : null
    }
  }
}
