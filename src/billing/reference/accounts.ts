import type { Account } from '../../domain/account.ts'
import { addMoney } from '../../domain/money.ts'
import type { AccountBilling, BillingCall } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { type JsonObject, readDecimal, readId, readInteger, readOptionalId, readText } from '../transport/json.ts'
import { ACCOUNT_KIND, ACCOUNT_STATUS, findCode, readCode } from './codes.ts'
import { assertCurrency, indexRows, type ReadContext, readAmount } from './context.ts'
import type { RestClient } from './rest.ts'

/** An account with the key that the SOAP side knows it by. */
export interface AccountRow {
  readonly account: Account
  readonly soapKey: string
}

/** Accounts with their SOAP keys; every slice that reads accounts does it here. */
export type FindAccountRows = (ids: readonly string[], call: BillingCall) => Promise<ReadonlyMap<string, AccountRow>>

/** By contract number. */
export type FindRowsByNumber = FindAccountRows

interface AccountReading {
  readonly rest: RestClient
  readonly context: ReadContext
  /** Hears of each answer, so that nobody has to ask for SOAP keys again. */
  readonly onRows: (rows: Iterable<AccountRow>) => void
}

/** GET /accounts?ids=. */
export function createFindAccountRows({ rest, context, onRows }: AccountReading): FindAccountRows {
  return async (ids, call) => {
    const request = { operation: 'accounts', path: '/accounts', parameter: 'ids', ids }
    const rows = await rest.list(request, call, (row) => readAccountRow(row, context))
    const asked = { asked: new Set(ids), field: 'accounts.id', onOddity: context.onOddity }
    const byId = indexRows(rows, asked, ({ account }) => account.id)
    onRows(byId.values())
    return byId
  }
}

/** GET /accounts?numbers=. A number is text: the account of "7123" is none of "007123". */
export function createFindRowsByNumber({ rest, context, onRows }: AccountReading): FindRowsByNumber {
  const { onOddity } = context
  return async (numbers, call) => {
    const request = { operation: 'accounts', path: '/accounts', parameter: 'numbers', ids: numbers, isKey: isNumber }
    const rows = await rest.list(request, call, (row) => readAccountRow(row, context))
    const asked = new Set(numbers)
    const byId = indexRows(
      rows,
      { asked: new Set(rows.map(({ account }) => account.id)), field: 'accounts.id', onOddity },
      ({ account }) => account.id,
    )
    const byNumber = new Map<string, AccountRow>()
    for (const [number, [row, other]] of Map.groupBy(byId.values(), ({ account }) => account.number)) {
      if (!asked.has(number)) onOddity({ kind: 'foreign_row', field: 'accounts.number', code: null })
      else if (other !== undefined) onOddity({ kind: 'ambiguous_key', field: 'accounts.number', code: null })
      else if (row !== undefined) byNumber.set(number, row)
    }
    onRows(byNumber.values())
    return byNumber
  }
}

export function createAccounts(findRows: FindAccountRows, findRowsByNumber: FindRowsByNumber): AccountBilling {
  return {
    findAccounts: async (ids, call) => toAccounts(await findRows(ids, call)),
    findAccountsByNumber: async (numbers, call) => toAccounts(await findRowsByNumber(numbers, call)),
  }
}

function toAccounts(rows: ReadonlyMap<string, AccountRow>): ReadonlyMap<string, Account> {
  return new Map([...rows].map(([key, { account }]) => [key, account]))
}

/** Letters, digits and what stands between them; nothing that could separate numbers or end the query. */
function isNumber(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}\p{Zs}/._№-]{0,39}$/u.test(text)
}

/** One row of GET /accounts. */
function readAccountRow(row: JsonObject, context: ReadContext): AccountRow {
  const kind = findCode(ACCOUNT_KIND, readText(row, 'type'))
  if (kind === null) throw malformed('type: neither person nor organisation')
  assertCurrency(readText(row, 'currency'), context)
  const readField = (field: string) => readAmount(readDecimal(row, field), `accounts.${field}`, context)
  const balance = {
    amount: readField('balance'),
    creditLimit: readField('credit'),
    credited: readField('paid_total'),
    spent: readField('charged_total'),
  }
  if (addMoney(balance.amount, balance.spent).minorUnits !== balance.credited.minorUnits) {
    throw malformed('balance: not paid_total − charged_total')
  }
  if (balance.creditLimit.minorUnits < 0n) throw malformed('credit: negative')
  const toRestore = readField('to_restore')
  if (toRestore.minorUnits < 0n) throw malformed('to_restore: negative')
  const account: Account = {
    id: readId(row, 'id'),
    kind,
    number: readText(row, 'number'),
    status: readCode(ACCOUNT_STATUS, readInteger(row, 'state'), {
      field: 'accounts.state',
      onOddity: context.onOddity,
    }),
    balance,
    regionId: readOptionalId(row, 'region_id'),
    operatorId: readOptionalId(row, 'operator_id'),
    amountToRestore: toRestore.minorUnits === 0n ? null : toRestore,
  }
  return { account, soapKey: readId(row, 'agrm_id') }
}
