import { addMonths, DAY_MS, HOUR_MS, periodText } from '../calendar.ts'
import { HISTORY_MONTHS, historyChargeId, historyPaymentId, PAYMENT_DAYS } from '../numbering.ts'
import { balanceOf, chargeDescription, mayRestore, monthlyCharge, mustSuspend, STATE } from '../rules.ts'
import type { ChargeRow, PaymentRow, ServiceRow } from '../types.ts'
import type { Plan } from './plan.ts'
import { createRandom, type Random } from './random.ts'

/** An account as it stood when the history began, and all that is needed to live the history through. */
export interface Opening {
  readonly position: number
  /** Seeded accounts in all; the record ids depend on it. */
  readonly accounts: number
  readonly soapId: number
  readonly type: 'P' | 'O'
  /** The first day of the first month. */
  readonly begin: number
  readonly plan: Plan
  /** In the order of the plan's tariffs. */
  readonly services: readonly ServiceRow[]
}

export interface History {
  readonly state: number
  readonly paidTotal: bigint
  readonly chargedTotal: bigint
  readonly services: readonly ServiceRow[]
  readonly payments: readonly PaymentRow[]
  readonly charges: readonly ChargeRow[]
}

/** Cash, card, terminal, bank transfer, mobile, e-wallet, SBP: how receipts of each class begin. */
const RECEIPT_PREFIXES = ['', '', 'CARD', 'TERM', 'BANK', 'MOB', 'WAL', 'SBP'] as const

const PERSON_CLASSES = [1, 2, 2, 2, 3, 3, 4, 5, 6, 7, 7] as const
const ORGANIZATION_CLASSES = [4, 4, 4, 4, 2] as const
const CASH = 1

/** Twelve months of payments and charges, lived through by the rules that hold afterwards too. */
export function createHistory(opening: Opening): History {
  const { plan } = opening
  const random = createRandom(opening.position, 'history')
  const payments: PaymentRow[] = []
  const charges: ChargeRow[] = []
  const account = { state: 0, paidTotal: 0n, chargedTotal: 0n, creditLimit: plan.creditLimit }

  for (let month = plan.joinMonth; month < HISTORY_MONTHS; month++) {
    const { kind } = plan.habit
    if ((kind === 'frozen' || kind === 'terminated') && month >= plan.habit.from) {
      account.state = kind === 'frozen' ? STATE.frozen : STATE.closed
      break
    }
    for (const { amount, day, status } of paymentsOfMonth({ plan, balance: balanceOf(account), month }, random)) {
      payments.push(createPayment(opening, { month, day, amount, status }, random))
      if (status === 1) account.paidTotal += amount
      if (mayRestore(account)) account.state = STATE.active
    }
    if (account.state !== STATE.active) continue
    for (const charge of chargesOfMonth(opening, month)) {
      charges.push(charge)
      account.chargedTotal += charge.amount
    }
    if (mustSuspend(account)) account.state = STATE.suspended
  }
  const { state, paidTotal, chargedTotal } = account
  return {
    state,
    paidTotal,
    chargedTotal,
    services: opening.services.map((service) => ({ ...service, state })),
    payments,
    charges,
  }
}

interface PlannedPayment {
  readonly amount: bigint
  readonly day: number
  readonly status: 1 | 2
}

function paymentsOfMonth(
  { plan, balance, month }: { plan: Plan; balance: bigint; month: number },
  random: Random,
): PlannedPayment[] {
  // Drawn in any case, so that one month's mood does not shift the next one's.
  const draw = { day: 1 + random.whole(PAYMENT_DAYS - 3), forgot: random.whole(25) === 0, round: random.whole(10) }
  const withdrawn = random.whole(40) === 0
  const amount = amountOfMonth({ plan, balance, month }, draw)
  if (amount <= 0n) return []
  const payment: PlannedPayment = { amount, day: draw.day, status: 1 }
  return withdrawn
    ? [
        { ...payment, status: 2 },
        { ...payment, day: draw.day + 1 + random.whole(3) },
      ]
    : [payment]
}

function amountOfMonth(
  { plan, balance, month }: { plan: Plan; balance: bigint; month: number },
  draw: { forgot: boolean; round: number },
): bigint {
  const { habit } = plan
  const fee = plan.tariffs.reduce((sum, { fee: monthly }) => sum + monthly, 0n)
  if (habit.kind === 'steady') return month === HISTORY_MONTHS - 1 ? fee + habit.lastExtra : fee
  if (habit.kind === 'debtor' && month >= habit.from) return 0n
  const missing = fee - balance
  if (missing <= 0n || draw.forgot) return 0n
  const wanted = habit.kind === 'usual' ? missing + BigInt(habit.monthsAhead - 1) * fee : missing
  const step = draw.round < 3 ? 1n : draw.round < 7 ? 50_00n : 100_00n
  return ((wanted + step - 1n) / step) * step
}

function createPayment(
  { position, accounts, soapId, type, begin }: Opening,
  planned: PlannedPayment & { month: number },
  random: Random,
): PaymentRow {
  const recordId = historyPaymentId({ month: planned.month, day: planned.day, position }, accounts)
  const midnight = addMonths(begin, planned.month) + (planned.day - 1) * DAY_MS
  const classId = random.pick(type === 'O' ? ORGANIZATION_CLASSES : PERSON_CLASSES)
  const isCash = classId === CASH
  return {
    recordId,
    soapId,
    status: planned.status,
    amount: planned.amount,
    classId,
    paidAt: midnight + 8 * HOUR_MS + random.whole(13 * 3600) * 1000,
    // The registers of banks and terminals came in the evening, one account after the other: ids rise with time.
    postedAt: midnight + 22 * HOUR_MS + Math.floor((position * HOUR_MS) / accounts),
    receipt: isCash ? null : `${RECEIPT_PREFIXES[classId]}-${String(recordId).padStart(6, '0')}`,
    comment: planned.status === 2 ? 'Отменён по заявлению плательщика' : null,
    manager: isCash ? `Касса ${1 + random.whole(4)}` : null,
  }
}

function chargesOfMonth({ position, accounts, soapId, begin, plan, services }: Opening, month: number): ChargeRow[] {
  const firstDay = addMonths(begin, month)
  const period = periodText(firstDay)
  return services.flatMap((service, slot) => {
    const tariff = plan.tariffs[slot]
    if (!tariff) return []
    const amount = monthlyCharge({ fee: tariff.fee, connectedAt: service.connectedAt }, firstDay)
    if (amount === 0n) return []
    return {
      recordId: historyChargeId({ month, slot, position }, accounts),
      soapId,
      serviceId: service.id,
      amount,
      chargedAt: addMonths(firstDay, 1),
      period,
      description: chargeDescription(tariff.name, period),
    }
  })
}
