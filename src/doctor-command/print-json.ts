import { formatOptionalInstant } from '../domain/date.ts'
import { formatMoney } from '../domain/money.ts'
import { exitCodeOf, type Report } from './report.ts'

/** For programs. Amounts are decimal text, instants RFC 3339, times milliseconds. */
export function writeJson(report: Report): string {
  const { clock, write, billing, ...rest } = report
  const { newestPaymentAt, ...ofClock } = clock
  const document = {
    exitCode: exitCodeOf(report),
    billing,
    ...rest,
    clock: { ...ofClock, newestPaymentAt: formatOptionalInstant(newestPaymentAt, billing.timeZone) },
    write: write && { ...write, amount: formatMoney(write.amount) },
  }
  return `${JSON.stringify(document, rounded, 2)}\n`
}

/** Times are measured more finely than anybody needs. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Math.round(value * 10) / 10 : value
}
