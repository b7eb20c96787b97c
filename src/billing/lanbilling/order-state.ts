import type { ServiceOrder } from '../../domain/service-order.ts'
import { compareIds } from '../adapter/context.ts'
import type { BillingCall } from '../port.ts'
import { type HoldRow, hasEnded, isRunning, listHolds } from './holds.ts'
import {
  type KnownWish,
  type OrderFrame,
  type OrderKey,
  orderOfEnd,
  orderOfHold,
  orderOfPlan,
  orderOfTariff,
} from './order-rows.ts'
import { listPlans, type PlanRow } from './plans.ts'
import { type BareService, findVgroup } from './service-rows.ts'
import type { Asking, LanSide } from './side.ts'
import { findTariff } from './tariff-rows.ts'

/** A change that is to be made at once may be listed for as long as it takes the billing to make it. */
const AT_ONCE_MS = 60 * 60_000

/** A service of the account, or undefined. */
export async function findServiceOf(
  side: LanSide,
  { accountId, serviceId }: { readonly accountId: string; readonly serviceId: string },
  call: BillingCall,
): Promise<BareService | undefined> {
  const service = await findVgroup(side, serviceId, call)
  return service?.accountId === accountId ? service : undefined
}

/** What the billing's own state shows of a wish, as an order; null where it is not so. */
export async function findState(
  { side, call }: Asking,
  wish: KnownWish,
  service: BareService,
): Promise<ServiceOrder | null> {
  switch (wish.action) {
    case 'CHANGE_TARIFF':
      return await findChange({ side, call }, wish, service)
    case 'FREEZE_SERVICE': {
      const holds = await holdsOf(side, service, call)
      const hold = holds.findLast(({ from, until }) => from === wish.from && until === wish.until)
      return hold === undefined ? null : orderOfHold(hold, await frameOf({ side, call }, service, service.tariffId))
    }
    case 'UNFREEZE_SERVICE': {
      const holds = await holdsOf(side, service, call)
      if (service.status === 'FROZEN' || holds.some((hold) => isRunning(hold, side.context))) return null
      return orderOfEnd(lastEnded(holds, side), await frameOf({ side, call }, service, service.tariffId))
    }
  }
}

async function findChange(
  { side, call }: Asking,
  { tariffId, isLater }: Extract<KnownWish, { action: 'CHANGE_TARIFF' }>,
  service: BareService,
): Promise<ServiceOrder | null> {
  const isInForce = service.tariffId === tariffId
  const plans = isInForce ? [] : await listPlans(side, ['vgid', service.id], call)
  const latest = isLater ? Number.POSITIVE_INFINITY : side.context.now() + AT_ONCE_MS
  const plan = plans.find((one) => one.tariffId === tariffId && one.changesAt <= latest)
  if (plan === undefined && !isInForce) return null
  const frame = await frameOf({ side, call }, service, tariffId)
  return plan === undefined ? orderOfTariff(tariffId, frame) : orderOfPlan(plan, frame)
}

/** The order of a key, as long as something shows it. */
export async function findByKey(
  { side, call }: Asking,
  key: OrderKey,
  accountId: string,
): Promise<ServiceOrder | undefined> {
  const service = await findServiceOf(side, { accountId, serviceId: key.serviceId }, call)
  if (service === undefined) return undefined
  const frame = (tariffId: string | null) => frameOf({ side, call }, service, tariffId)
  switch (key.what) {
    case 'TARIFF':
      return service.tariffId === key.recordId ? orderOfTariff(key.recordId, await frame(key.recordId)) : undefined
    case 'PLAN': {
      const plan = (await listPlans(side, ['vgid', service.id], call)).find(({ id }) => id === key.recordId)
      return plan === undefined ? undefined : orderOfPlan(plan, await frame(plan.tariffId))
    }
    case 'HOLD': {
      const hold = (await holdsOf(side, service, call)).find(({ id }) => id === key.recordId)
      return hold === undefined ? undefined : orderOfHold(hold, await frame(service.tariffId))
    }
    case 'END': {
      const holds = await holdsOf(side, service, call)
      const last = lastEnded(holds, side)
      const isShown = service.status !== 'FROZEN' && (last?.id ?? '0') === key.recordId
      return isShown ? orderOfEnd(last, await frame(service.tariffId)) : undefined
    }
  }
}

/** All plans and holds of an account, newest first as far as the billing says when. */
export async function listStates(
  { side, call }: Asking,
  accountId: string,
  services: readonly BareService[],
): Promise<readonly ServiceOrder[]> {
  const [plans, holds] = await Promise.all([
    listPlans(side, ['agrmid', accountId], call),
    listHolds(side, { serviceId: null, accountId }, call),
  ])
  const ofService = async (service: BareService): Promise<readonly ServiceOrder[]> => {
    const own: readonly PlanRow[] = plans.filter(({ serviceId }) => serviceId === service.id)
    const held = holds.filter(({ serviceId }) => serviceId === service.id)
    const planned = await Promise.all(
      own.map(async (plan) => orderOfPlan(plan, await frameOf({ side, call }, service, plan.tariffId))),
    )
    if (held.length === 0) return planned
    const frame = await frameOf({ side, call }, service, service.tariffId)
    return [...planned, ...held.map((hold) => orderOfHold(hold, frame))]
  }
  const orders = (await Promise.all(services.map(ofService))).flat()
  return orders.toSorted(
    (one, other) =>
      (other.placedAt ?? other.dueAt ?? 0) - (one.placedAt ?? one.dueAt ?? 0) || compareIds(other.id, one.id),
  )
}

export async function frameOf(
  { side, call }: Asking,
  service: BareService,
  tariffId: string | null,
): Promise<OrderFrame> {
  const tariff = tariffId === null ? undefined : await findTariff(side, tariffId, call)
  const monthlyFee = tariff?.monthlyFee ?? { minorUnits: 0n, currency: side.context.currency }
  return { accountId: service.accountId, service, monthlyFee, context: side.context }
}

function holdsOf(side: LanSide, service: BareService, call: BillingCall): Promise<readonly HoldRow[]> {
  return listHolds(side, { serviceId: service.id, accountId: service.accountId }, call)
}

function lastEnded(holds: readonly HoldRow[], { context }: LanSide): HoldRow | null {
  const ended = holds.filter((hold) => hasEnded(hold, context))
  return ended.toSorted((one, other) => one.endsAt - other.endsAt || compareIds(one.id, other.id)).at(-1) ?? null
}
