import { formatInstant } from '../domain/date.ts'
import { formatMoney, type Money } from '../domain/money.ts'
import type { ReportHead } from './report.ts'

/** Amounts and dates as readers of a language are used to. */
export interface ReportFormat {
  money(amount: Money): string
  /** From "yyyy-MM-dd". */
  day(day: string): string
  instant(atMs: number): string
}

const NO_BREAK_SPACE = '\u00A0'

export function createFormat({ language, timeZone }: Pick<ReportHead, 'language' | 'timeZone'>): ReportFormat {
  const isRussian = language === 'ru'
  const formatDay = (day: string) => (isRussian ? day.split('-').toReversed().join('.') : day)
  return {
    money(amount) {
      const [whole = '', fraction = ''] = formatMoney(amount).split('.')
      const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, isRussian ? NO_BREAK_SPACE : ',')
      return `${grouped.replace('-', '\u2212')}${isRussian ? ',' : '.'}${fraction}`
    },
    day: formatDay,
    instant(atMs) {
      const [day = '', time = ''] = formatInstant(atMs, timeZone).split('T')
      return `${formatDay(day)} ${time.slice(0, 5)}`
    },
  }
}
