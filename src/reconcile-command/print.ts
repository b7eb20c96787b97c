import { type Currency, formatMoney, type Money } from '../domain/money.ts'
import type { Intent } from '../domain/payment-intent.ts'
import type { Difference } from '../payments/reconcile.ts'
import { countDifferences, type Reconciliation } from '../payments/reconcile-report.ts'

interface Setting {
  readonly currency: Currency
  readonly timeZone: string
}

/** For people: totals, then one line per difference, then what is still open. */
export function writeText(result: Reconciliation, setting: Setting): string {
  const { day, differences, open, openCount } = result
  const count = countDifferences(result)
  return [
    `Day:          ${day} (${setting.timeZone})`,
    `Matched:      ${result.matched}, ${sumOf(result, setting)} ${setting.currency} less what was taken back`,
    `Compared:     ${result.compared.join(', ')}`,
    `Not compared: ${countsOf(result)}`,
    `Rejected:     ${result.rejected}`,
    `Billing rows: ${result.rows}, of other writers ${result.foreignRows}`,
    `Differences:  ${count}`,
    ...differences.map(writeDifference),
    ...more(count - differences.length),
    `Open:         ${openCount}${openCount > 0 ? ', which are no differences' : ''}`,
    ...open.map(writeOpen),
    ...more(openCount - open.length),
    '',
  ].join('\n')
}

/** For programs. Amounts are decimal text. */
export function writeJson(result: Reconciliation, setting: Setting): string {
  const { differences, open, matchedMinorUnits: _units, ...totals } = result
  const document = {
    ...totals,
    ...setting,
    matchedSum: sumOf(result, setting),
    differences: differences.map(({ expected, found, ...rest }) => ({
      ...rest,
      expected: expected && formatMoney(expected),
      found: found && formatMoney(found),
    })),
    open: open.map(({ id, kind, state, attention, reference, amount }) => {
      return { intentId: id, kind, state, attention, reference, amount: formatMoney(amount) }
    }),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

/** They have no rows in the ledger of payments. */
function countsOf({ uncompared }: Reconciliation): string {
  return Object.entries(uncompared)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ')
}

function sumOf({ matchedMinorUnits: minorUnits }: Reconciliation, { currency }: Setting): string {
  return formatMoney({ minorUnits, currency })
}

function writeDifference({ kind, intentId, paymentId, reference, expected, found }: Difference): string {
  const amounts = `expected ${amountOf(expected)}  found ${amountOf(found)}`
  return `  ${kind.padEnd(19)}  intent ${intentId ?? '-'}  payment ${paymentId ?? '-'}  reference ${textOf(reference)}  ${amounts}`
}

function writeOpen({ id, kind, state, attention, reference, amount }: Intent): string {
  return `  ${state.padEnd(8)}  ${kind.padEnd(12)}  intent ${id}  reference ${textOf(reference)}  ${formatMoney(amount)}  ${attention ?? ''}`.trimEnd()
}

/** A reference that somebody else wrote may hold anything: nothing of it may steer a terminal or begin a line. */
function textOf(reference: string | null): string {
  return reference === null ? '-' : JSON.stringify(reference).replaceAll(/[\p{Cc}\p{Cf}]/gu, '\uFFFD')
}

function amountOf(amount: Money | null): string {
  return amount === null ? '-' : formatMoney(amount)
}

function more(count: number): readonly string[] {
  return count > 0 ? [`  and ${count} more`] : []
}
