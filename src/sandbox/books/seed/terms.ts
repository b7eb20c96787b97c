import { addMonths, DAY_MS, dateText, monthStart } from '../calendar.ts'
import { HISTORY_MONTHS } from '../numbering.ts'
import type { AgreementRow } from '../types.ts'
import { DEMO_NUMBERS } from './demo.ts'
import type { Plan } from './plan.ts'
import { createRandom } from './random.ts'

interface Seat {
  readonly position: number
  readonly plan: Plan
  /** The first day of the history. */
  readonly begin: number
  readonly type: 'P' | 'O'
  readonly openedAt: number
}

const TERMS = [
  'Скидка 12 % от прейскуранта при оплате до 10-го числа; счёт выставляется в первый рабочий день месяца.',
  'Оплата по счёту в течение 15 дней; гарантированная скорость 95 % времени, простой свыше 4 часов не оплачивается.',
  'Персональный менеджер; цена неизменна весь срок договора; подключение новых офисов — без оплаты.',
  'Отсрочка платежа 30 дней; скидка 7 % за два офиса & 12 % за три и более.',
] as const

/** Everybody can look at this one. */
const DEMO_ORGANIZATION = '200001'

/**
 * Ended agreements ended on the eve of their last month. Some organisations have a fixed term, which is prolonged by
 * as much whenever it ends, and some of these have terms of their own.
 */
export function deriveTerms(seat: Seat): Pick<AgreementRow, 'endsOn' | 'termMonths' | 'terms'> {
  const { position, plan, begin } = seat
  const { habit } = plan
  if (habit.kind === 'terminated') {
    return { endsOn: dateText(addMonths(begin, habit.from) - DAY_MS), termMonths: 0, terms: '' }
  }
  const random = createRandom(position, 'terms')
  const isDemo = DEMO_NUMBERS[position] === DEMO_ORGANIZATION
  const hasTerm = random.whole(2) === 0 || isDemo
  if (seat.type === 'P' || !hasTerm) return { endsOn: null, termMonths: 0, terms: '' }
  const termMonths = random.pick([12, 24, 36, 60])
  const text = random.pick(TERMS)
  const negotiated = isDemo || random.whole(3) > 0
  return { endsOn: endOfTerm(seat, termMonths), termMonths, terms: negotiated ? text : '' }
}

/** The last day of the term that runs at the start. */
function endOfTerm({ begin, openedAt }: Seat, termMonths: number): string {
  const firstMonth = monthStart(openedAt)
  const startMonth = addMonths(begin, HISTORY_MONTHS)
  let prolonged = 1
  while (addMonths(firstMonth, prolonged * termMonths) <= startMonth) prolonged += 1
  // Terms run from the same day of the month; agreements are concluded on the 1st to the 28th.
  return dateText(addMonths(firstMonth, prolonged * termMonths) + (openedAt - firstMonth) - DAY_MS)
}
