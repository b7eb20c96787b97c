import { DAY_MS } from './calendar.ts'
import { type Database, readInteger, readIntegerOrNull } from './database.ts'
import { SERVICES_PER_ACCOUNT } from './numbering.ts'
import {
  accruedOf,
  type BilledService,
  findAccount,
  findOffering,
  findService,
  findTariff,
  isCareless,
  isOffered,
  listServices,
  nextSlot,
} from './orderFinds.ts'
import {
  ADDRESS_REST_MS,
  CLASS,
  DOWNGRADE_PRICE,
  dayStart,
  FREEZE_DAYS,
  nextPeriod,
  optionFee,
  REASON,
  STATIC_ADDRESS_PRICE,
  STATUS,
  TARIFF_REST_MS,
  WORK_BEGINS_MS,
} from './orderRules.ts'
import type { OrderQuote, OrderWish } from './orderTypes.ts'
import { balanceOf, KIND, mayBecome, STATE } from './rules.ts'
import type { AccountRow, TariffRow } from './types.ts'

/** When and for what it is judged: an order that is carried out is not in its own way. */
export interface Occasion {
  readonly now: number
  /** The order that is being carried out; null for one that is only wished for. */
  readonly orderId: number | null
}

type Refusal = { readonly reason: number; readonly earliestAt?: number }
type Terms = { readonly price: bigint; readonly accrued: bigint; readonly fee: bigint; readonly currentFee: bigint }

const FREE: Terms = { price: 0n, accrued: 0n, fee: 0n, currentFee: 0n }

/** What the order would cost, or why it would be refused. Reads only. */
export function judgeOrder(database: Database, wish: OrderWish, occasion: Occasion): OrderQuote {
  const dueAt = occasion.orderId === null ? dueOf(database, wish, occasion.now) : occasion.now
  const account = findAccount(database, wish.soapId)
  const judged = account === null ? { reason: REASON.notFound } : judgeFor(database, { wish, account, dueAt, occasion })
  if ('reason' in judged) return { ...FREE, dueAt, reason: judged.reason, earliestAt: judged.earliestAt ?? null }
  return { ...judged, dueAt, reason: REASON.none, earliestAt: null }
}

interface Case {
  readonly wish: OrderWish
  readonly account: AccountRow
  readonly dueAt: number
  readonly occasion: Occasion
}

function judgeFor(database: Database, each: Case): Terms | Refusal {
  const { account, occasion, dueAt } = each
  const isDue = occasion.orderId !== null
  if (account.state === STATE.closed) return { reason: REASON.agreementEnded }
  if (account.state === STATE.suspended && !isDue) return { reason: REASON.debt }
  const terms = JUDGES[each.wish.classId]?.(database, each) ?? { reason: REASON.valueNotAllowed }
  if ('reason' in terms) return terms
  if (!isDue && !isCareless(database) && hasConflict(database, each)) return { reason: REASON.conflict }
  const needed = terms.price + (dueAt <= occasion.now ? terms.accrued : 0n)
  if (needed === 0n) return terms
  if (account.state === STATE.suspended) return { reason: REASON.debt }
  return balanceOf(account) - needed < -account.creditLimit ? { reason: REASON.notEnoughMoney } : terms
}

const JUDGES: Readonly<Record<number, (database: Database, each: Case) => Terms | Refusal>> = {
  [CLASS.tariff]: judgeTariff,
  [CLASS.connect]: judgeConnection,
  [CLASS.disconnect]: (database, each) =>
    withService(database, each, (service) => ({
      ...FREE,
      accrued: accruedOf(service, each.dueAt),
      currentFee: service.fee,
    })),
  [CLASS.option]: judgeOption,
  [CLASS.freeze]: (database, each) =>
    findPeriodFault(each) ??
    withService(database, each, (service) => ({
      ...FREE,
      accrued: accruedOf(service, each.dueAt),
      fee: service.fee,
      currentFee: service.fee,
    })),
  [CLASS.unfreeze]: judgeReturn,
  [CLASS.freezeAccount]: judgeAccountFreeze,
  [CLASS.unfreezeAccount]: (_database, { account }) =>
    account.state === STATE.frozen ? FREE : { reason: REASON.notApplicable },
  [CLASS.address]: judgeAddress,
  [CLASS.equipment]: (database, each) => judgeOffering(database, each, 'E'),
  [CLASS.work]: (database, each) => judgeOffering(database, each, 'W'),
}

function judgeTariff(database: Database, each: Case): Terms | Refusal {
  const { wish, account, occasion, dueAt } = each
  return withService(database, each, (service) => {
    const tariff = findTariff(database, wish.tariffId)
    if (tariff === null) return { reason: REASON.notFound }
    const refusal = findTariffFault(tariff, account)
    if (refusal !== null) return refusal
    if (tariff.id === service.tariffId || !mayBecome(service.kind, tariff.kind)) return { reason: REASON.notApplicable }
    const rested = lastDone(database, { classId: CLASS.tariff, serviceId: service.id }) + TARIFF_REST_MS
    if (occasion.orderId === null && dueAt < rested) return { reason: REASON.tooEarly, earliestAt: rested }
    const price = !wish.atPeriodEnd && tariff.fee < service.fee ? DOWNGRADE_PRICE : 0n
    return { price, accrued: accruedOf(service, dueAt), fee: tariff.fee, currentFee: service.fee }
  })
}

/** A service on offer, by its offering, or a television package, by its tariff. */
function judgeConnection(database: Database, { wish, account }: Case): Terms | Refusal {
  const offering = wish.offeringId === null ? null : findOffering(database, wish.offeringId, account.regionId)
  if (wish.offeringId !== null && offering === null) {
    return { reason: isOffered(database, wish.offeringId) ? REASON.notOfferedHere : REASON.notFound }
  }
  if (offering !== null && offering.type !== 'S') return { reason: REASON.notApplicable }
  const tariff = findTariff(database, offering?.id ?? wish.tariffId)
  if (tariff === null) return { reason: REASON.notFound }
  const refusal = findTariffFault(tariff, account)
  if (refusal !== null) return refusal
  const isTelevision = [KIND.cable, KIND.digital, KIND.iptv].some((kind) => kind === tariff.kind)
  const services = listServices(database, account.restId)
  const rivals = services.filter(({ kind, tariffId }) => (isTelevision ? kind === tariff.kind : tariffId === tariff.id))
  // The record ids of charges have room for so many services of an account.
  const hasRoom = nextSlot(database, account.restId) < SERVICES_PER_ACCOUNT
  const isPossible = (offering !== null || isTelevision) && account.state === STATE.active && hasRoom
  if (!isPossible || rivals.length > 0) return { reason: REASON.notApplicable }
  return { ...FREE, price: offering?.price ?? 0n, fee: tariff.fee }
}

function judgeOption(database: Database, each: Case): Terms | Refusal {
  const { option, value } = each.wish
  return withService(database, each, (service) => {
    const present = option === 1 ? service.speed : service.channels
    const more = option === null || value === null ? null : optionFee(option, value, service.tariff)
    if (option === null || more === null) return { reason: REASON.valueNotAllowed }
    const base = option === 1 ? service.tariff.speed : service.tariff.channels
    if ((present === 0 ? base : present) === value) return { reason: REASON.notApplicable }
    const other = option === 1 ? service.channels : service.speed
    const rest = other === 0 ? 0n : (optionFee(option === 1 ? 2 : 1, other, service.tariff) ?? 0n)
    const fee = service.tariff.fee + more + rest
    return { price: 0n, accrued: accruedOf(service, each.dueAt), fee, currentFee: service.fee }
  })
}

function judgeReturn(database: Database, { wish, account }: Case): Terms | Refusal {
  const service = findService(database, wish.serviceId, account)
  if (service === null) return { reason: REASON.notFound }
  const isFrozen = service.state === STATE.frozen && account.state !== STATE.frozen
  return isFrozen ? { ...FREE, fee: service.fee } : { reason: REASON.notApplicable }
}

function judgeAccountFreeze(database: Database, each: Case): Terms | Refusal {
  const { account, dueAt } = each
  const fault = findPeriodFault(each)
  if (fault !== null) return fault
  const services = listServices(database, account.restId).filter(({ state }) => state === STATE.active)
  if (account.state !== STATE.active || services.length === 0) return { reason: REASON.notApplicable }
  const fee = services.reduce((sum, service) => sum + service.fee, 0n)
  const accrued = services.reduce((sum, service) => sum + accruedOf(service, dueAt), 0n)
  return { price: 0n, accrued, fee, currentFee: fee }
}

function judgeAddress(database: Database, each: Case): Terms | Refusal {
  return withService(database, each, (service) => {
    const address = database.find('SELECT type FROM addresses WHERE service_id = ? LIMIT 1', service.id)
    if (address === null) return { reason: REASON.notApplicable }
    const rested = lastDone(database, { classId: CLASS.address, serviceId: service.id }) + ADDRESS_REST_MS
    if (each.occasion.now < rested) return { reason: REASON.tooEarly, earliestAt: rested }
    const price = readInteger(address, 'type') === 1 ? STATIC_ADDRESS_PRICE : 0n
    return { price, accrued: 0n, fee: service.fee, currentFee: service.fee }
  })
}

function judgeOffering(database: Database, { wish, account }: Case, type: 'E' | 'W'): Terms | Refusal {
  const offering = findOffering(database, wish.offeringId ?? 0, account.regionId)
  if (offering?.type === type) return { ...FREE, price: offering.price }
  if (offering !== null) return { reason: REASON.notApplicable }
  return { reason: isOffered(database, wish.offeringId ?? 0) ? REASON.notOfferedHere : REASON.notFound }
}

/** A service that is given; one that is carried out may have been suspended meanwhile, if that changes nothing. */
function withService(
  database: Database,
  { wish, account, occasion }: Case,
  judge: (service: BilledService) => Terms | Refusal,
): Terms | Refusal {
  const service = findService(database, wish.serviceId, account)
  if (service === null) return { reason: REASON.notFound }
  const isFreeze = wish.classId === CLASS.freeze
  const bears =
    service.state === STATE.active || (service.state === STATE.suspended && occasion.orderId !== null && !isFreeze)
  return bears ? judge(service) : { reason: REASON.notApplicable }
}

function findTariffFault(tariff: TariffRow, account: AccountRow): Refusal | null {
  if (tariff.ownerAccount !== 0 && tariff.ownerAccount !== account.restId) return { reason: REASON.privateTariff }
  if (tariff.regionId !== 0 && tariff.regionId !== account.regionId) return { reason: REASON.notOfferedHere }
  return null
}

/** A freeze begins on a day to come, or now, and lasts for days that are allowed. */
function findPeriodFault({ wish: { fromAt, untilAt }, occasion }: Case): Refusal | null {
  if (occasion.orderId !== null) return null
  const today = dayStart(occasion.now)
  if (fromAt === null || untilAt === null || fromAt < today) return { reason: REASON.periodNotAllowed }
  const days = (untilAt - fromAt) / DAY_MS
  const isAllowed =
    days >= FREEZE_DAYS.min && days <= FREEZE_DAYS.max && fromAt - today <= FREEZE_DAYS.aheadMax * DAY_MS
  return isAllowed ? null : { reason: REASON.periodNotAllowed }
}

/** Whether an order of the account that has not ended yet stands in the way. */
function hasConflict(database: Database, { wish }: Case): boolean {
  const { soapId, classId, serviceId, offeringId, tariffId } = wish
  const open = database.all('SELECT * FROM orders WHERE soap_id = ? AND due_at IS NOT NULL', soapId)
  return open.some((row) => {
    const other = readInteger(row, 'class_id')
    const isSame = (column: string, value: number | null) => value !== null && readIntegerOrNull(row, column) === value
    const isFreezeInForce = readInteger(row, 'status') === STATUS.working
    if (classId === CLASS.unfreeze || classId === CLASS.unfreezeAccount) return false
    if (classId === CLASS.freezeAccount) return other !== CLASS.equipment && other !== CLASS.work
    if (other === CLASS.freezeAccount) return !isFreezeInForce && serviceId !== null
    if (serviceId !== null) return isSame('service_id', serviceId)
    return other === classId && (isSame('offering_id', offeringId) || isSame('tariff_id', tariffId))
  })
}

function dueOf(database: Database, wish: OrderWish, now: number): number {
  const { classId, fromAt, atPeriodEnd } = wish
  if (classId === CLASS.equipment || classId === CLASS.work) return now + WORK_BEGINS_MS
  if (classId === CLASS.connect) return needsHands(database, wish) ? now + WORK_BEGINS_MS : now
  if (classId === CLASS.freeze || classId === CLASS.freezeAccount) return Math.max(now, fromAt ?? now)
  const mayWait = classId === CLASS.tariff || classId === CLASS.disconnect || classId === CLASS.option
  return atPeriodEnd && mayWait ? nextPeriod(now) : now
}

/** Cameras and intercoms are put up by somebody. */
export function needsHands(database: Database, { offeringId, tariffId }: OrderWish): boolean {
  const kind = findTariff(database, offeringId ?? tariffId)?.kind
  return kind === KIND.video || kind === KIND.intercom
}

/** When an order of the class was last carried out for the service; far in the past when never. */
function lastDone(database: Database, { classId, serviceId }: { classId: number; serviceId: number }): number {
  const row = database.find(
    'SELECT max(closed_at) AS at FROM orders WHERE service_id = ? AND class_id = ? AND status = ?',
    serviceId,
    classId,
    STATUS.done,
  )
  return (row && readIntegerOrNull(row, 'at')) ?? Number.MIN_SAFE_INTEGER / 2
}
