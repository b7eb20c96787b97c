import type { AccountId } from '../../domain/account.ts'
import { isDay, nextDay, readLegacyInstant } from '../../domain/date.ts'
import { addMoney, isSameMoney, type Money, subtractMoney, zeroMoney } from '../../domain/money.ts'
import type { Statement, StatementEntry } from '../../domain/statement.ts'
import { compareIds, readAmount } from '../adapter/context.ts'
import { findEach } from '../adapter/find-each.ts'
import { unwritable } from '../adapter/writing.ts'
import { BillingError } from '../error.ts'
import type { StatementBilling, StatementKey } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { type JsonObject, readBareText, readDecimal, readId, readText } from '../transport/json.ts'
import { type AbillsRequest, readAnswerObject, SYSTEM } from './client.ts'
import { type AbillsContext, type AbillsSide, isId, type Lookup } from './context.ts'
import { readRefusal } from './faults.ts'
import { type Ledger, readLedger } from './ledger.ts'
import { readRegistration } from './payment-rows.ts'
import { writeRecordId } from './record-ids.ts'
import { allReadable } from './rows.ts'

/**
 * The billing has no statements: one is made of the payments and fees of the account's bill, back from its balance. Each row
 * tells what was there before it, so that the sum is proved: where the rows do not lead from there to the balance, because
 * somebody has set it by hand or in fractions of a kopeck, there is an error and no statement.
 */
export function createStatements(side: AbillsSide): StatementBilling {
  return {
    async readStatements(keys, call) {
      for (const { period } of keys) assertPeriod(period)
      const found = await findEach(
        keys.filter(({ accountId }) => isId(accountId)),
        (key) => readStatement(key, { side, call }),
      )
      return new Map<StatementKey, Statement | BillingError>(
        [...found].flatMap(([key, statement]) => (statement === null ? [] : [[key, statement] as const])),
      )
    },
  }
}

function assertPeriod({ from, to }: StatementKey['period']): void {
  if (!isDay(from) || !isDay(to) || from > to) throw unwritable('period: none')
}

async function readStatement({ accountId, period }: StatementKey, lookup: Lookup): Promise<Statement | null> {
  const { context } = lookup.side
  const bill = await findBill(accountId, lookup)
  if (bill === null) return null
  const from = startOf(period.from, context)
  const rows = await readMovements(bill, from - SET_BACK_MS, lookup)
  assertAddsUp(rows, bill)
  const [until, zero] = [startOf(nextDay(period.to), context), zeroMoney(context.currency)]
  const after = rows.filter(({ at }) => at >= until)
  const within = rows.filter(({ at }) => at >= from && at < until)
  const closing = subtractMoney(bill.balance, sumOf(after, zero))
  const of = (kind: StatementEntry['kind']) => within.filter((row) => row.kind === kind)
  return {
    accountId,
    period,
    opening: subtractMoney(closing, sumOf(within, zero)),
    credited: sumOf(of('PAYMENT'), zero),
    debited: subtractMoney(zero, sumOf(of('CHARGE'), zero)),
    closing,
    entries: within.toSorted((one, other) => one.at - other.at || compareIds(one.id, other.id)).map(toEntry),
  }
}

/** A payer's own instant may lie as far behind the registration; what is older by that has been counted. */
const SET_BACK_MS = 60 * 86_400_000

function startOf(day: string, { timeZone }: AbillsContext): number {
  return readLegacyInstant(day, timeZone) ?? 0
}

interface Bill {
  readonly id: string
  readonly balance: Money
}

const NOBODY: ReadonlyMap<number, 'nobody'> = new Map([[15, 'nobody']])

/** The bill of the account, or that of its company; to the kopeck, since nothing adds up otherwise. */
function findBill(accountId: AccountId, { side: { client, context }, call }: Lookup): Promise<Bill | null> {
  const request: AbillsRequest = { operation: 'user', method: 'GET', path: `/users/${accountId}`, body: null }
  return client.send(request, call, (answer) => {
    if (readRefusal(answer, NOBODY) !== null) return null
    const row = readAnswerObject(answer)
    if (readId(row, 'uid') !== accountId) throw malformed('uid: not the one asked for')
    return { id: readId(row, 'billId'), balance: readAmount(readDecimal(row, 'deposit'), 'users.deposit', context) }
  })
}

/** Money that came (more than zero) or went (less). */
interface Movement {
  readonly id: string
  readonly kind: StatementEntry['kind']
  readonly change: Money
  readonly at: number
  readonly registeredAt: number
  /** What was there before. */
  readonly before: Money
  readonly description: string
}

async function readMovements(bill: Bill, since: number, lookup: Lookup): Promise<readonly Movement[]> {
  const { context } = lookup.side
  const until = () => (row: JsonObject) => readRegistration(row, context.timeZone) < since
  const read = async (noun: 'payments' | 'fees') => {
    const shown = { DATETIME: '_SHOW', DSC: '_SHOW', LAST_DEPOSIT: '_SHOW' }
    const ledger: Ledger<Movement> = { noun, shown, read: (row) => readMovement(row, noun, context) }
    return allReadable(await readLedger({ BILL_ID: bill.id }, { ledger, lookup, until }))
  }
  const [payments, fees] = await Promise.all([read('payments'), read('fees')])
  // Each list was read as far as it went: only what is of both is whole.
  const movements = [...payments, ...fees].filter(({ registeredAt }) => registeredAt >= since)
  return movements.toSorted((one, other) => compareIds(one.id, other.id))
}

function readMovement(row: JsonObject, noun: 'payments' | 'fees', context: AbillsContext): Movement {
  const amount = readAmount(readDecimal(row, 'sum'), `${noun}.sum`, context)
  const registeredAt = readRegistration(row, context.timeZone)
  const isPayment = noun === 'payments'
  return {
    id: writeRecordId(noun, readId(row, 'id'), registeredAt),
    kind: isPayment ? 'PAYMENT' : 'CHARGE',
    change: isPayment ? amount : subtractMoney(zeroMoney(context.currency), amount),
    at: readLegacyInstant(readText(row, 'datetime'), context.timeZone) ?? registeredAt,
    registeredAt,
    before: readAmount(readDecimal(row, 'lastDeposit'), `${noun}.lastDeposit`, context),
    description: readBareText(row, 'dsc'),
  }
}

/** Rows of one second stand in no order: one of them tells what was there before them all. */
function assertAddsUp(rows: readonly Movement[], { balance }: Bill): void {
  const [first] = rows
  if (first === undefined) return
  const before = subtractMoney(balance, sumOf(rows, zeroMoney(balance.currency)))
  const oldest = rows.filter(({ registeredAt }) => registeredAt === first.registeredAt)
  if (oldest.some((row) => isSameMoney(row.before, before))) return
  const message = `${SYSTEM} statements: the rows do not add up to the balance.`
  throw new BillingError('BILLING_MALFORMED_ANSWER', message, { outcome: 'not_applied' })
}

function sumOf(rows: readonly Movement[], zero: Money): Money {
  return rows.reduce((sum, { change }) => addMoney(sum, change), zero)
}

function toEntry({ id, kind, change, at, description }: Movement): StatementEntry {
  const minorUnits = change.minorUnits < 0n ? -change.minorUnits : change.minorUnits
  return { id, kind, amount: { ...change, minorUnits }, at, description }
}
