import { readLegacyInstant } from '../../domain/date.ts'
import { zeroMoney } from '../../domain/money.ts'
import {
  NOTHING_WISHED,
  type OrderAction,
  type ServiceOrder,
  type ServiceOrderStatus,
} from '../../domain/service-order.ts'
import { notSupported } from '../absent.ts'
import type { AbillsContext } from './context.ts'
import { isId } from './context.ts'
import { writeServiceId, writeTariffId } from './keys.ts'
import type { Hold, OwnService, PlannedTariff } from './subscriber-state.ts'

/** What an order is known by: what it plans, or what has come of it. */
export type OrderKey =
  /** A change of the tariff that waits, by the number of the plan. */
  | { readonly kind: 'plan'; readonly planId: string }
  /** A tariff that is in force. */
  | { readonly kind: 'tariff'; readonly serviceId: string; readonly tariffId: string }
  /** A hold, by the day of its end; its beginning is shown no more once it has come. */
  | { readonly kind: 'hold'; readonly pathId: string; readonly until: string }
  /** That there is no hold. */
  | { readonly kind: 'served'; readonly pathId: string }

function writeOrderId(key: OrderKey): string {
  switch (key.kind) {
    case 'plan':
      return `plan-${key.planId}`
    case 'tariff':
      return `tariff-${key.serviceId}-${key.tariffId}`
    case 'hold':
      return `hold-${key.pathId}-${key.until.replaceAll('-', '')}`
    case 'served':
      return `served-${key.pathId}`
  }
}

/** Null for what was never made here. */
export function readOrderId(text: string): OrderKey | null {
  const [kind, one = '', other = '', ...rest] = text.split('-')
  if (!isId(one) || rest.length > 0) return null
  if (kind === 'plan' && other === '') return { kind, planId: one }
  if (kind === 'served' && other === '') return { kind, pathId: one }
  if (kind === 'tariff' && isId(other)) return { kind, serviceId: one, tariffId: other }
  const day = /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)$/.exec(other)?.groups
  if (kind !== 'hold' || day === undefined) return null
  return { kind, pathId: one, until: `${day['year']}-${day['month']}-${day['day']}` }
}

interface State {
  readonly id: string
  readonly status: ServiceOrderStatus
  readonly dueAt: number | null
}

/** What the billing does not keep of an order: when it was placed, what was charged with it, and any reference. */
function blank({ currency }: AbillsContext, state: State) {
  const zero = zeroMoney(currency)
  return {
    ...NOTHING_WISHED,
    ...state,
    placedAt: null,
    closedAt: null,
    price: zero,
    accrued: zero,
    monthlyFee: zero,
    failure: null,
    reference: null,
  }
}

export function plannedOrder(service: OwnService, planned: PlannedTariff, context: AbillsContext): ServiceOrder {
  const id = writeOrderId({ kind: 'plan', planId: planned.id })
  const dueAt = readLegacyInstant(planned.from, context.timeZone)
  return {
    ...blank(context, { id, status: 'PENDING', dueAt }),
    ...tariffWish(service, planned.tariffId),
    atNextPeriod: true,
    monthlyFee: planned.monthlyFee,
  }
}

export function tariffOrder(service: OwnService, context: AbillsContext): ServiceOrder {
  const id = writeOrderId({ kind: 'tariff', serviceId: service.id, tariffId: service.tariffId })
  return {
    ...blank(context, { id, status: 'COMPLETED', dueAt: null }),
    ...tariffWish(service, service.tariffId),
    monthlyFee: service.monthlyFee,
  }
}

function tariffWish({ uid, id }: OwnService, tariffId: string) {
  return {
    accountId: uid,
    action: 'CHANGE_TARIFF',
    serviceId: writeServiceId({ module: 'internet', uid, id }),
    tariffId: writeTariffId({ module: 'internet', id: tariffId }),
  } as const
}

/** Whose hold it is: the account's, or that of one of its services. */
export interface Holder {
  readonly uid: string
  /** The number that stands in the path. */
  readonly pathId: string
  readonly isOfService: boolean
}

function holdWish(
  { uid, pathId, isOfService }: Holder,
  [ofService, ofAccount]: readonly [OrderAction, OrderAction],
): Pick<ServiceOrder, 'accountId' | 'action' | 'serviceId'> {
  const serviceId = isOfService ? writeServiceId({ module: 'internet', uid, id: pathId }) : null
  return { accountId: uid, action: isOfService ? ofService : ofAccount, serviceId }
}

export function holdOrder(holder: Holder, { from, until }: Hold, context: AbillsContext): ServiceOrder {
  const id = writeOrderId({ kind: 'hold', pathId: holder.pathId, until })
  const dueAt = from === null ? null : readLegacyInstant(from, context.timeZone)
  const status = from === null ? 'COMPLETED' : 'PENDING'
  return {
    ...blank(context, { id, status, dueAt }),
    ...holdWish(holder, ['FREEZE_SERVICE', 'FREEZE_ACCOUNT']),
    from,
    until,
  }
}

export function servedOrder(holder: Holder, context: AbillsContext): ServiceOrder {
  const id = writeOrderId({ kind: 'served', pathId: holder.pathId })
  return {
    ...blank(context, { id, status: 'COMPLETED', dueAt: null }),
    ...holdWish(holder, ['UNFREEZE_SERVICE', 'UNFREEZE_ACCOUNT']),
  }
}

/** No reference is kept beside what is planned. */
export function refuseReferences(): Promise<never> {
  return Promise.reject(notSupported('findByReference'))
}
