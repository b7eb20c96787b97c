import { isDay, nextDay, readLegacyInstant } from '../../domain/date.ts'
import { addMoney, isSameMoney, subtractMoney } from '../../domain/money.ts'
import { partial } from '../../domain/partial.ts'
import type { Period, Statement, StatementEntry } from '../../domain/statement.ts'
import { compareIds, type ReadContext, readAmount } from '../adapter/context.ts'
import { type Telling, toUnreadable } from '../adapter/keyed-rows.ts'
import { sideBySide } from '../adapter/side-by-side.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, StatementBilling, StatementKey } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { element, elementText, isRow, writeElement, type XmlElement } from '../transport/xml.ts'
import { findCode, STATEMENT_KIND } from './codes.ts'
import { SOAP } from './identity.ts'
import { type AgreementEntry, distinctAccounts, readKey, readWhole, withAgreement } from './soap-rows.ts'
import type { SoapSide } from './soap-side.ts'

/** A statement before its account is put in. */
type StatementBody = Omit<Statement, 'accountId' | 'period'>

interface Question {
  readonly agreementKey: string
  readonly period: Period
}

/** GetStatement, which takes one agreement: equal keys share a call, the others go side by side. */
export function createStatements({ soap, identity, context }: SoapSide): StatementBilling {
  const told = { name: { system: SOAP, operation: 'GetStatement' }, onOddity: context.onOddity }

  function send(question: Question, call: BillingCall): Promise<StatementBody | BillingError> {
    const request = { name: 'GetStatement', content: writeGetStatement(question), writes: false }
    return soap.call(request, call, partial(tryReadStatement, { question, context, told }))
  }

  return {
    async readStatements(keys, call) {
      for (const { period } of keys) assertPeriod(period)
      const soapKeys = await identity.findForeignKeys(SOAP, distinctAccounts(keys), call)
      const statements = new Map<StatementKey, Statement | BillingError>()
      const groups = Map.groupBy(withAgreement(keys, soapKeys, statements), ({ key: { period }, agreementKey }) =>
        [agreementKey, period.from, period.to].join(' '),
      )
      const readGroup = async (group: readonly AgreementEntry<StatementKey>[]) => {
        const [one] = group
        if (one === undefined) return
        const body = await send({ agreementKey: one.agreementKey, period: one.key.period }, call)
        for (const {
          key: { accountId, period },
          key,
        } of group) {
          statements.set(key, body instanceof BillingError ? body : { accountId, period, ...body })
        }
      }
      await sideBySide([...groups.values()], readGroup)
      return statements
    },
  }
}

/** Days that are none would be understood in some way of the billing's own. */
function assertPeriod({ from, to }: Period): void {
  if (isDay(from) && isDay(to) && from <= to) return
  throw new BillingError('BILLING_UNWRITABLE_REQUEST', 'period: not two days in their order.', {
    outcome: 'not_applied',
  })
}

/** The content of GetStatement: from midnight, inclusive, to the midnight after the last day, exclusive. */
function writeGetStatement({ agreementKey, period }: Question): string {
  const { from, to } = toInstants(period)
  return writeElement('agrmid', agreementKey) + writeElement('dtfrom', from) + writeElement('dtto', to)
}

/** Local times of the billing's zone. */
function toInstants({ from, to }: Period): { readonly from: string; readonly to: string } {
  return { from: `${from} 00:00:00`, to: `${nextDay(to)} 00:00:00` }
}

/**
 * The one `ret` of GetStatementResponse. Refused unless it is of the agreement and the period asked for, its totals give
 * its closing balance and its entries give its totals: a statement that does not add up is worse than none.
 */
function readStatement(answer: XmlElement, { agreementKey, period }: Question, context: ReadContext): StatementBody {
  const row = element(answer, 'ret')
  if (readKey(row, 'agrmid') !== agreementKey) throw malformed('agrmid: not the one asked for')
  const readField = (field: string) => readAmount(elementText(row, field), `statement.${field}`, context)
  const entries = readEntries(row, context)
  const body = {
    opening: readField('opening'),
    credited: readField('credits'),
    debited: readField('debits'),
    closing: readField('closing'),
    entries: sortEntries(entries),
  }
  assertWithin(entries, toInstants(period), context)
  if (hasTwice(entries)) throw malformed('entry: twice')
  assertSums(body)
  return body
}

interface StatementReading {
  readonly question: Question
  readonly context: ReadContext
  readonly told: Telling
}

function tryReadStatement({ question, context, told }: StatementReading, answer: XmlElement) {
  try {
    return readStatement(answer, question, context)
  } catch (error) {
    return toUnreadable(error, told)
  }
}

/** An empty list is no element, an empty one or, as some scripts print it, brackets. The sums would tell of a lost entry. */
function readEntries(row: XmlElement, context: ReadContext): readonly StatementEntry[] {
  const entries: StatementEntry[] = []
  for (const child of row.children) {
    if (child.name === 'entry' && !isBlank(child)) entries.push(readEntry(child, context))
  }
  return entries
}

function isBlank(entry: XmlElement): boolean {
  return !isRow(entry) && entry.children.length === 0 && /^\s*(?:\[\])?\s*$/.test(entry.text)
}

/** One StatementEntry. Without a listed kind it is not known on which side it counts. */
function readEntry(row: XmlElement, context: ReadContext): StatementEntry {
  const kind = findCode(STATEMENT_KIND, readWhole(row, 'kind'))
  if (kind === null) throw malformed('kind: neither payment nor charge')
  const amount = readAmount(elementText(row, 'amount'), 'statement.entry.amount', context)
  if (amount.minorUnits < 0n) throw malformed('amount: negative')
  return {
    id: readKey(row, 'recordid'),
    kind,
    amount,
    at: readLegacyInstant(elementText(row, 'date'), context.timeZone),
    description: elementText(row, 'descr'),
  }
}

/** Oldest first. Where the billing has lost a date, its own order, which is said to be the same, is all there is. */
function sortEntries(entries: readonly StatementEntry[]): readonly StatementEntry[] {
  if (entries.some(({ at }) => at === null) || isSorted(entries)) return entries
  return entries.toSorted(compareEntries)
}

function isSorted(entries: readonly StatementEntry[]): boolean {
  let before: StatementEntry | null = null
  for (const entry of entries) {
    if (before !== null && compareEntries(before, entry) > 0) return false
    before = entry
  }
  return true
}

function compareEntries(one: StatementEntry, other: StatementEntry): number {
  return (one.at ?? 0) - (other.at ?? 0) || compareIds(one.id, other.id)
}

function assertWithin(
  entries: readonly StatementEntry[],
  bounds: { readonly from: string; readonly to: string },
  { timeZone }: ReadContext,
): void {
  const from = readLegacyInstant(bounds.from, timeZone) ?? Number.NEGATIVE_INFINITY
  const to = readLegacyInstant(bounds.to, timeZone) ?? Number.POSITIVE_INFINITY
  for (const { at } of entries) if (at !== null && (at < from || at >= to)) throw malformed('entry: outside the period')
}

/**
 * By their numbers, which hold all their digits: a set would take each text into the engine's table of names first. Billings number what
 * they post, so that most numbers are greater than all before them; only the others, such as those of a second book, are sorted.
 */
function hasTwice(entries: readonly StatementEntry[]): boolean {
  const numbers = new Float64Array(entries.length)
  let rising = 0
  let rest = numbers.length
  let greatest = 0
  for (const { id } of entries) {
    const number = Number(id)
    if (number > greatest) {
      greatest = number
      numbers[rising] = number
      rising += 1
    } else {
      rest -= 1
      numbers[rest] = number
    }
  }
  numbers.subarray(rest).sort()
  for (let at = 0, other = rest; other < numbers.length; other += 1) {
    const number = numbers[other] ?? 0
    if (other > rest && number === numbers[other - 1]) return true
    while (at < rising && (numbers[at] ?? 0) < number) at += 1
    if (at < rising && numbers[at] === number) return true
  }
  return false
}

function assertSums({ opening, credited, debited, closing, entries }: StatementBody): void {
  let paid = 0n
  let charged = 0n
  for (const { kind, amount } of entries) {
    if (kind === 'PAYMENT') paid += amount.minorUnits
    else charged += amount.minorUnits
  }
  if (paid !== credited.minorUnits) throw malformed('credits: not the sum of the payments')
  if (charged !== debited.minorUnits) throw malformed('debits: not the sum of the charges')
  if (!isSameMoney(subtractMoney(addMoney(opening, credited), debited), closing)) {
    throw malformed('closing: not opening + credits − debits')
  }
}
