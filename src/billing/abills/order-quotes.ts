import { readLegacyInstant } from '../../domain/date.ts'
import { addMoney, type Money, zeroMoney } from '../../domain/money.ts'
import type { OrderRefusal, OrderWish } from '../../domain/service-order.ts'
import type { OrderRefused, QuoteVerdict } from '../order-port.ts'
import type { BillingCall } from '../port.ts'
import { readTariffId } from './keys.ts'
import { findHolder, findService, type OrderSide } from './order-state.ts'
import { findHold, listOffered, listOwnServices, type OwnService } from './subscriber-state.ts'

export function refuseOrder(reason: OrderRefusal): OrderRefused {
  return { kind: 'refused', reason, earliestOn: null }
}

/** What an order would cost, or why the billing would refuse it, as far as it can be told without placing it. */
export async function quoteOrder(wish: OrderWish, side: OrderSide, call: BillingCall): Promise<QuoteVerdict> {
  switch (wish.action) {
    case 'CHANGE_TARIFF':
      return await quoteTariff(wish, side, call)
    case 'FREEZE_ACCOUNT':
    case 'FREEZE_SERVICE':
    case 'UNFREEZE_ACCOUNT':
    case 'UNFREEZE_SERVICE':
      return await quoteHold(wish, side, call)
    case 'BUY_EQUIPMENT':
    case 'CHANGE_IP':
    case 'CHANGE_OPTION':
    case 'CONNECT_SERVICE':
    case 'DISCONNECT_SERVICE':
    case 'SET_UP':
      // Extra services, options, addresses and equipment are the office's.
      return refuseOrder('NOT_APPLICABLE')
  }
}

async function quoteTariff(wish: OrderWish, side: OrderSide, call: BillingCall): Promise<QuoteVerdict> {
  const asking = { ...side, call }
  const services = await listOwnServices(wish.accountId, asking)
  if (services === null) return refuseOrder('NOT_FOUND')
  const service = findService(wish, services)
  const tariff = wish.tariffId === null ? null : readTariffId(wish.tariffId)
  if (service === null || tariff?.module !== 'internet') return refuseOrder('NOT_FOUND')
  if (service.tariffId === tariff.id) return refuseOrder('NOT_APPLICABLE')
  if (service.planned !== null) return refuseOrder('CONFLICTING_ORDER')
  const offered = (await listOffered(wish.accountId, asking)).find(({ id }) => id === tariff.id)
  // Not for this subscriber, or not for what he has.
  if (offered === undefined) return refuseOrder('NOT_APPLICABLE')
  const { timeZone, currency } = side.context
  // What is paid by the month is changed when the next one begins, whatever is wished.
  const dueOn = wish.atNextPeriod || service.monthlyFee.minorUnits > 0n ? service.nextFeeOn : null
  const quote = {
    price: offered.price,
    accrued: zeroMoney(currency),
    monthlyFee: offered.monthlyFee,
    currentMonthlyFee: service.monthlyFee,
    dueAt: dueOn === null ? null : readLegacyInstant(dueOn, timeZone),
  }
  return { kind: 'quoted', quote }
}

async function quoteHold(wish: OrderWish, side: OrderSide, call: BillingCall): Promise<QuoteVerdict> {
  const asking = { ...side, call }
  const services = await listOwnServices(wish.accountId, asking)
  if (services === null) return refuseOrder('NOT_FOUND')
  const holder = findHolder(wish, services, side)
  if (holder === null) return refuseOrder('NOT_APPLICABLE')
  const hold = await findHold(holder.uid, holder.pathId, asking)
  const isFreeze = wish.action === 'FREEZE_ACCOUNT' || wish.action === 'FREEZE_SERVICE'
  if (isFreeze && hold !== null) return refuseOrder('CONFLICTING_ORDER')
  if (!isFreeze && hold === null) return refuseOrder('NOT_APPLICABLE')
  if (isFreeze && (wish.from === null || wish.until === null || wish.from >= wish.until)) {
    return refuseOrder('PERIOD_NOT_ALLOWED')
  }
  const { timeZone, currency } = side.context
  const zero = zeroMoney(currency)
  const monthlyFee = sumOf(
    services.filter(({ id }) => !holder.isOfService || id === holder.pathId),
    zero,
  )
  const price = isFreeze ? side.holdupPrice : zero
  const dueAt = isFreeze && wish.from !== null ? readLegacyInstant(wish.from, timeZone) : null
  return { kind: 'quoted', quote: { price, accrued: zero, monthlyFee, currentMonthlyFee: monthlyFee, dueAt } }
}

function sumOf(services: readonly OwnService[], zero: Money): Money {
  return services.reduce((sum, { monthlyFee }) => addMoney(sum, monthlyFee), zero)
}
