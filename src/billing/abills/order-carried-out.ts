import type { OrderWish, ServiceOrder } from '../../domain/service-order.ts'
import type { CarriedOut } from '../order-port.ts'
import type { BillingCall } from '../port.ts'
import { readTariffId } from './keys.ts'
import { holdOrder, plannedOrder, servedOrder, tariffOrder } from './order-rows.ts'
import { findHolder, findService, type OrderSide } from './order-state.ts'
import { findHold, type Hold, listOwnServices, type OwnService } from './subscriber-state.ts'

/** Whether what is wished is so: the tariff planned or in force, the hold planned or begun, or none there any more. */
export async function findCarriedOut(wish: OrderWish, side: OrderSide, call: BillingCall): Promise<CarriedOut | null> {
  const order = await findStateOf(wish, side, call)
  return order === null ? null : { orderId: order.id, placedAt: order.placedAt }
}

/** The order that shows it; null where it is not so. */
export async function findStateOf(wish: OrderWish, side: OrderSide, call: BillingCall): Promise<ServiceOrder | null> {
  const services = await listOwnServices(wish.accountId, { ...side, call })
  if (services === null) return null
  switch (wish.action) {
    case 'CHANGE_TARIFF':
      return findTariffState(wish, services, side)
    case 'FREEZE_ACCOUNT':
    case 'FREEZE_SERVICE':
    case 'UNFREEZE_ACCOUNT':
    case 'UNFREEZE_SERVICE': {
      const holder = findHolder(wish, services, side)
      if (holder === null) return null
      const hold = await findHold(holder.uid, holder.pathId, { ...side, call })
      if (wish.action === 'UNFREEZE_ACCOUNT' || wish.action === 'UNFREEZE_SERVICE') {
        return hold === null ? servedOrder(holder, side.context) : null
      }
      return hold !== null && isOfWish(hold, wish) ? holdOrder(holder, hold, side.context) : null
    }
    case 'BUY_EQUIPMENT':
    case 'CHANGE_IP':
    case 'CHANGE_OPTION':
    case 'CONNECT_SERVICE':
    case 'DISCONNECT_SERVICE':
    case 'SET_UP':
      return null
  }
}

function findTariffState(
  wish: OrderWish,
  services: readonly OwnService[],
  { context }: OrderSide,
): ServiceOrder | null {
  const service = findService(wish, services)
  const tariff = wish.tariffId === null ? null : readTariffId(wish.tariffId)
  if (service === null || tariff?.module !== 'internet') return null
  if (service.planned?.tariffId === tariff.id) return plannedOrder(service, service.planned, context)
  // One that is about to be given up is not what is wished.
  return service.tariffId === tariff.id && service.planned === null ? tariffOrder(service, context) : null
}

/** The beginning of a hold is shown until it has come. */
function isOfWish(hold: Hold, { from, until }: OrderWish): boolean {
  return hold.until === until && (hold.from === null || hold.from === from)
}
