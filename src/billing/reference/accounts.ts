import type { Account } from '../../domain/account.ts'
import { addMoney } from '../../domain/money.ts'
import type { AccountBilling, BillingCall } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { type JsonObject, readDecimal, readId, readInteger, readText } from '../transport/json.ts'
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

/** GET /accounts. `onRows` hears of each answer, so that nobody has to ask for SOAP keys again. */
export function createFindAccountRows(options: {
  readonly rest: RestClient
  readonly context: ReadContext
  readonly onRows: (rows: Iterable<AccountRow>) => void
}): FindAccountRows {
  const { rest, context, onRows } = options
  return async (ids, call) => {
    const request = { operation: 'accounts', path: '/accounts', parameter: 'ids', ids }
    const rows = await rest.list(request, call, (row) => readAccountRow(row, context))
    const asked = { asked: new Set(ids), field: 'accounts.id', onOddity: context.onOddity }
    const byId = indexRows(rows, asked, ({ account }) => account.id)
    onRows(byId.values())
    return byId
  }
}

export function createAccounts(findRows: FindAccountRows): AccountBilling {
  return {
    async findAccounts(ids, call) {
      const accounts = new Map<string, Account>()
      for (const [id, row] of await findRows(ids, call)) accounts.set(id, row.account)
      return accounts
    },
  }
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
  const account: Account = {
    id: readId(row, 'id'),
    kind,
    number: readText(row, 'number'),
    status: readCode(ACCOUNT_STATUS, readInteger(row, 'state'), {
      field: 'accounts.state',
      onOddity: context.onOddity,
    }),
    balance,
  }
  return { account, soapKey: readId(row, 'agrm_id') }
}
