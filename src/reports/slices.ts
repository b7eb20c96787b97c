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

/** A month at most, so that parts are what the billing's own forms ask for. */
const MOST_DAYS = 31
/** More entries in one answer are a burden to the billing, and to the memory. */
const MANY_ENTRIES = 2_000
const FEW_ENTRIES = 500

/**
 * A long statement in parts that follow each other, oldest first: month by month with one call on the way, and fewer days
 * where a month is more than one answer holds. Each part begins with the balance with which the one before it ended; where
 * it does not, something was posted in between, and all has to be read anew.
 */
export async function* readSlices(
  statements: StatementBilling,
  { accountId, period }: StatementKey,
  call: BillingCall,
): AsyncGenerator<Statement> {
  let closing: Money | null = null
  let maxDays = MOST_DAYS
  for (let from = period.from; from <= period.to; ) {
    const part = { from, to: lastDayOf(from, { maxDays, to: period.to }) }
    const statement: Statement | 'too_large' = await readPatiently(statements, { accountId, period: part }, call)
    if (statement === 'too_large') {
      maxDays = halve(part)
      continue
    }
    if (closing !== null && closing.minorUnits !== statement.opening.minorUnits) {
      throw new ReportError('STATEMENT_DOES_NOT_ADD_UP', { retryable: true })
    }
    closing = statement.closing
    maxDays = chooseDays(countDays(part), statement.entries.length)
    yield statement
    from = nextDay(part.to)
  }
}

/** The end of the month, of the period, or of as many days as an answer surely holds. */
function lastDayOf(from: string, { maxDays, to }: { readonly maxDays: number; readonly to: string }): string {
  const [year = 0, month = 0] = from.split('-').map(Number)
  const endOfMonth = dayOf(Date.UTC(year, month, 0))
  const last = dayOf(Date.parse(from) + (maxDays - 1) * DAY_MS)
  return [endOfMonth, last, to].reduce((one, other) => (one < other ? one : other))
}

function halve(part: Period): number {
  const days = countDays(part)
  if (days === 1) throw new ReportError('TOO_MANY_ENTRIES', { retryable: false })
  return Math.floor(days / 2)
}

/** As many days as hold a good number of entries, by what the part before has held. */
function chooseDays(days: number, entryCount: number): number {
  if (entryCount <= FEW_ENTRIES) return MOST_DAYS
  return Math.min(MOST_DAYS, Math.max(1, Math.floor((days * MANY_ENTRIES) / entryCount)))
}

function countDays({ from, to }: Period): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS + 1
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
