import { formatInstant, readLegacyInstant } from '../../domain/date.ts'
import { zeroMoney } from '../../domain/money.ts'
import { isLengthAllowed } from '../../domain/order-terms.ts'
import type { OrderQuote, OrderRefusal, OrderWish } from '../../domain/service-order.ts'
import type { OrderRefused, QuoteVerdict } from '../order-port.ts'
import type { BillingCall } from '../port.ts'
import { type AgreementRow, findAgreement, isClosed } from './agreement-rows.ts'
import { isRunning, listHolds } from './holds.ts'
import { type KnownWish, readWish } from './order-rows.ts'
import { findServiceOf, frameOf } from './order-state.ts'
import { findHoldTerms } from './order-terms.ts'
import { listPlans } from './plans.ts'
import type { BareService } from './service-rows.ts'
import type { Asking, LanContext, LanSide } from './side.ts'
import { findTariff, listSuccessors } from './tariff-rows.ts'

const DAY_MS = 86_400_000

export function refused(reason: OrderRefusal, earliestOn: string | null = null): OrderRefused {
  return { kind: 'refused', reason, earliestOn }
}

/**
 * What an order would cost. The billing quotes nothing: an order costs nothing by itself, and what it would refuse is judged by
 * what it tells of its own rules.
 */
export async function quoteOrder(side: LanSide, wish: OrderWish, call: BillingCall): Promise<QuoteVerdict> {
  const known = readWish(wish)
  if (known === null) return refused('NOT_APPLICABLE')
  const [agreement, service] = await Promise.all([
    findAgreement(side, wish.accountId, call),
    findServiceOf(side, { accountId: wish.accountId, serviceId: known.serviceId }, call),
  ])
  if (agreement === undefined || service === undefined) return refused('NOT_FOUND')
  if (isClosed(agreement, side.context)) return refused('AGREEMENT_ENDED')
  if (service.status === 'TERMINATED') return refused('NOT_APPLICABLE')
  switch (known.action) {
    case 'CHANGE_TARIFF':
      return await quoteChange({ side, call }, known, service)
    case 'FREEZE_SERVICE':
      return await quoteFreeze({ side, call }, known, { agreement, service })
    case 'UNFREEZE_SERVICE': {
      const holds = await listHolds(side, { serviceId: service.id, accountId: service.accountId }, call)
      const runs = holds.some((hold) => isRunning(hold, side.context))
      return runs ? await quoted({ side, call }, service, null) : refused('NOT_APPLICABLE')
    }
  }
}

async function quoteChange(
  { side, call }: Asking,
  wish: Extract<KnownWish, { action: 'CHANGE_TARIFF' }>,
  service: BareService,
): Promise<QuoteVerdict> {
  if (service.tariffId === null || service.tariffId === wish.tariffId) return refused('NOT_APPLICABLE')
  const [tariff, successors, plans] = await Promise.all([
    findTariff(side, wish.tariffId, call),
    listSuccessors(side, service.tariffId, call),
    listPlans(side, ['vgid', service.id], call),
  ])
  if (tariff === undefined) return refused('NOT_FOUND')
  if (!successors.includes(wish.tariffId)) return refused('NOT_APPLICABLE')
  if (plans.length > 0) return refused('CONFLICTING_ORDER')
  const present = await frameOf({ side, call }, service, service.tariffId)
  const dueAt = wish.isLater ? nextPeriod(side.context) : side.context.now()
  return quoteFree(side, { monthlyFee: tariff.monthlyFee, currentMonthlyFee: present.monthlyFee, dueAt })
}

async function quoteFreeze(
  { side, call }: Asking,
  wish: Extract<KnownWish, { action: 'FREEZE_SERVICE' }>,
  { agreement, service }: { readonly agreement: AgreementRow; readonly service: BareService },
): Promise<QuoteVerdict> {
  const [terms, holds] = await Promise.all([
    findHoldTerms(side, service, call),
    listHolds(side, { serviceId: service.id, accountId: service.accountId }, call),
  ])
  if (terms === null) return refused('NOT_APPLICABLE')
  if (holds.some(({ from, until }) => from < wish.until && wish.from < until)) return refused('CONFLICTING_ORDER')
  const daysAhead = (Date.parse(wish.from) - Date.parse(today(side.context))) / DAY_MS
  const isAhead = daysAhead >= terms.minDaysAhead && daysAhead <= terms.maxDaysAhead
  if (!isAhead || !isLengthAllowed(wish, terms)) return refused('PERIOD_NOT_ALLOWED')
  if (terms.needsMoney && agreement.balance.minorUnits < 0n) return refused('DEBT')
  return await quoted({ side, call }, service, readLegacyInstant(wish.from, side.context.timeZone))
}

/** What costs nothing and changes no fee. */
async function quoted({ side, call }: Asking, service: BareService, dueAt: number | null): Promise<QuoteVerdict> {
  const { monthlyFee } = await frameOf({ side, call }, service, service.tariffId)
  return quoteFree(side, { monthlyFee, currentMonthlyFee: monthlyFee, dueAt: dueAt ?? side.context.now() })
}

/** The billing takes nothing for an order itself. */
function quoteFree(
  { context }: LanSide,
  terms: Pick<OrderQuote, 'monthlyFee' | 'currentMonthlyFee' | 'dueAt'>,
): QuoteVerdict {
  const nothing = zeroMoney(context.currency)
  return { kind: 'quoted', quote: { price: nothing, accrued: nothing, ...terms } }
}

/** yyyy-MM-dd where the billing stands. */
function today({ now, timeZone }: LanContext): string {
  return formatInstant(now(), timeZone).slice(0, 10)
}

/** The beginning of the next month where the billing stands. */
function nextPeriod(context: LanContext): number {
  return readLegacyInstant(`${nextPeriodDay(context)} 00:00:00`, context.timeZone) ?? context.now()
}

/** Its first day, yyyy-MM-dd. */
export function nextPeriodDay(context: LanContext): string {
  const [year = 0, month = 0] = today(context).split('-').map(Number)
  const [nextYear, nextMonth] = month === 12 ? [year + 1, 1] : [year, month + 1]
  return `${nextYear}-${String(nextMonth).padStart(2, '0')}-01`
}
