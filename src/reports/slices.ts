import { setTimeout as delay } from 'node:timers/promises'
import { BillingError } from '../billing/error.ts'
import type { BillingCall, StatementBilling, StatementKey } from '../billing/port.ts'
import { nextDay } from '../domain/date.ts'
import type { Money } from '../domain/money.ts'
import type { Period, Statement } from '../domain/statement.ts'
import { ReportError } from './error.ts'

/** How often one part of the period is asked for before the whole export waits. */
const MAX_TRIES = 3
const FIRST_PAUSE_MS = 500
const DAY_MS = 86_400_000

/**
 * A long statement in parts that follow each other, oldest first: month by month with one call on the way, and in halves
 * where a month is more than one answer holds. Each part begins with the balance with which the one before it ended; where
 * it does not, something was posted in between, and all has to be read anew.
 */
export async function* readSlices(
  statements: StatementBilling,
  { accountId, period }: StatementKey,
  call: BillingCall,
): AsyncGenerator<Statement> {
  const waiting = splitMonths(period).toReversed()
  let closing: Money | null = null
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const statement: Statement | 'too_large' = await readPatiently(statements, { accountId, period: part }, call)
    if (statement === 'too_large') {
      waiting.push(...halve(part).toReversed())
      continue
    }
    if (closing !== null && closing.minorUnits !== statement.opening.minorUnits) {
      throw new ReportError('STATEMENT_DOES_NOT_ADD_UP', { retryable: true })
    }
    closing = statement.closing
    yield statement
  }
}

/** The period by the months of the calendar. */
export function splitMonths({ from, to }: Period): readonly Period[] {
  const months: Period[] = []
  for (let start = from; start <= to; ) {
    const last = lastDayOfMonth(start)
    const end = last < to ? last : to
    months.push({ from: start, to: end })
    start = nextDay(end)
  }
  return months
}

function halve({ from, to }: Period): readonly Period[] {
  if (from === to) throw new ReportError('TOO_MANY_ENTRIES', { retryable: false })
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS
  const middle = dayOf(Date.parse(from) + Math.floor(days / 2) * DAY_MS)
  return [
    { from, to: middle },
    { from: nextDay(middle), to },
  ]
}

function lastDayOfMonth(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number)
  return dayOf(Date.UTC(year, month, 0))
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10)
}

async function readPatiently(
  statements: StatementBilling,
  key: StatementKey,
  call: BillingCall,
): Promise<Statement | 'too_large'> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read(statements, key, call)
    } catch (error) {
      if (!(error instanceof BillingError)) throw error
      if (error.code === 'BILLING_ANSWER_TOO_LARGE') return 'too_large'
      call.signal.throwIfAborted()
      if (attempt >= MAX_TRIES) throw error
      await delay(FIRST_PAUSE_MS * 2 ** (attempt - 1), undefined, { signal: call.signal })
    }
  }
}

async function read(statements: StatementBilling, key: StatementKey, call: BillingCall): Promise<Statement> {
  const found = (await statements.readStatements([key], call)).get(key)
  if (found === undefined) throw new ReportError('ACCOUNT_NOT_FOUND', { retryable: false })
  if (found instanceof BillingError) throw found
  return found
}
