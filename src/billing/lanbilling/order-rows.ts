import type { AccountId } from '../../domain/account.ts'
import { formatInstant, isDay } from '../../domain/date.ts'
import { type Money, zeroMoney } from '../../domain/money.ts'
import type { ServiceId } from '../../domain/service.ts'
import { NOTHING_WISHED, type OrderWish, type ServiceOrder, type ServiceOrderId } from '../../domain/service-order.ts'
import { type HoldRow, isPlanned, isRunning } from './holds.ts'
import type { PlanRow } from './plans.ts'
import { isId } from './rows.ts'
import type { BareService } from './service-rows.ts'
import type { LanContext } from './side.ts'

/**
 * The billing keeps no orders: it has changes of tariffs that are planned, tariffs that are in force, holds, and the ends of
 * holds. Each is an order by what it is, whose service it is and which record shows it.
 */
export interface OrderKey {
  readonly what: 'PLAN' | 'TARIFF' | 'HOLD' | 'END'
  readonly serviceId: ServiceId
  /** Of the plan or the hold, or the tariff. "0" for the end of a hold that has left no record. */
  readonly recordId: string
}

const LETTERS = { PLAN: 'P', TARIFF: 'T', HOLD: 'H', END: 'E' } as const

function writeOrderId({ what, serviceId, recordId }: OrderKey): ServiceOrderId {
  return `${LETTERS[what]}.${serviceId}.${recordId}`
}

/** Null for what cannot be one. */
export function readOrderId(id: ServiceOrderId): OrderKey | null {
  const [letter, serviceId = '', recordId = '', ...others] = id.split('.')
  const what = ORDER_KINDS.find((kind) => LETTERS[kind] === letter)
  const isKey = isId(serviceId) && (isId(recordId) || (what === 'END' && recordId === '0'))
  return what !== undefined && isKey && others.length === 0 ? { what, serviceId, recordId } : null
}

const ORDER_KINDS = ['PLAN', 'TARIFF', 'HOLD', 'END'] as const

export interface OrderFrame {
  readonly accountId: AccountId
  readonly service: BareService
  /** What the service costs a month with what was ordered. */
  readonly monthlyFee: Money
  readonly context: LanContext
}

export function orderOfPlan(plan: PlanRow, frame: OrderFrame): ServiceOrder {
  return {
    ...blank(frame),
    id: writeOrderId({ what: 'PLAN', serviceId: plan.serviceId, recordId: plan.id }),
    action: 'CHANGE_TARIFF',
    status: 'PENDING',
    tariffId: plan.tariffId,
    atNextPeriod: isFirstOfMonth(plan.changesAt, frame.context),
    dueAt: plan.changesAt,
  }
}

/** A tariff that is in force; the billing does not say since when. */
export function orderOfTariff(tariffId: string, frame: OrderFrame): ServiceOrder {
  const id = writeOrderId({ what: 'TARIFF', serviceId: frame.service.id, recordId: tariffId })
  return { ...blank(frame), id, action: 'CHANGE_TARIFF', status: 'COMPLETED', tariffId }
}

export function orderOfHold(hold: HoldRow, frame: OrderFrame): ServiceOrder {
  const { context } = frame
  const waits = isPlanned(hold, context)
  const runs = isRunning(hold, context)
  return {
    ...blank(frame),
    id: writeOrderId({ what: 'HOLD', serviceId: hold.serviceId, recordId: hold.id }),
    action: 'FREEZE_SERVICE',
    status: waits ? 'PENDING' : runs ? 'IN_PROGRESS' : 'COMPLETED',
    from: hold.from,
    until: hold.until,
    placedAt: hold.createdAt,
    dueAt: waits ? hold.beginsAt : runs ? hold.endsAt : null,
    closedAt: waits || runs ? null : hold.endsAt,
  }
}

/** That no hold runs any more; the last one tells when it ended. */
export function orderOfEnd(hold: HoldRow | null, frame: OrderFrame): ServiceOrder {
  return {
    ...blank(frame),
    id: writeOrderId({ what: 'END', serviceId: frame.service.id, recordId: hold?.id ?? '0' }),
    action: 'UNFREEZE_SERVICE',
    status: 'COMPLETED',
    placedAt: hold?.endsAt ?? null,
    closedAt: hold?.endsAt ?? null,
  }
}

function blank({
  accountId,
  service,
  monthlyFee,
  context,
}: OrderFrame): Omit<ServiceOrder, 'id' | 'action' | 'status'> {
  const nothing = zeroMoney(context.currency)
  return {
    accountId,
    ...NOTHING_WISHED,
    serviceId: service.id,
    placedAt: null,
    dueAt: null,
    closedAt: null,
    price: nothing,
    accrued: nothing,
    monthlyFee,
    failure: null,
    reference: null,
  }
}

/** What can be ordered in this billing at all. */
export type KnownWish =
  | {
      readonly action: 'CHANGE_TARIFF'
      readonly serviceId: string
      readonly tariffId: string
      readonly isLater: boolean
    }
  | { readonly action: 'FREEZE_SERVICE'; readonly serviceId: string; readonly from: string; readonly until: string }
  | { readonly action: 'UNFREEZE_SERVICE'; readonly serviceId: string }

/** The wish in the billing's words; null for one that it has no words for. */
export function readWish({ action, serviceId, tariffId, from, until, atNextPeriod }: OrderWish): KnownWish | null {
  if (serviceId === null || !isId(serviceId)) return null
  if (action === 'CHANGE_TARIFF') {
    return tariffId !== null && isId(tariffId) ? { action, serviceId, tariffId, isLater: atNextPeriod } : null
  }
  if (action === 'FREEZE_SERVICE') {
    return from !== null && until !== null && isDay(from) && isDay(until) ? { action, serviceId, from, until } : null
  }
  return action === 'UNFREEZE_SERVICE' ? { action, serviceId } : null
}

function isFirstOfMonth(at: number, { timeZone }: LanContext): boolean {
  return formatInstant(at, timeZone).slice(8, 19) === '01T00:00:00'
}
