import type { Account } from '../../domain/account.ts'
import { addMoney } from '../../domain/money.ts'
import { assertCurrency, type ReadContext, readAmount } from '../adapter/context.ts'
import { indexRows, type KeyedRow, keepReadable, leaveOutForeign } from '../adapter/keyed-rows.ts'
import type { OnOddity } from '../adapter/oddity.ts'
import { BillingError } from '../error.ts'
import type { AccountBilling } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import type { JsonObject } from '../transport/json.ts'
import { toId, toInteger, toOptionalId, toPrinted, toText } from '../transport/json-values.ts'
import { ACCOUNT_KIND, ACCOUNT_STATUS, findCode, readCode } from './codes.ts'
import { SOAP } from './identity.ts'
import type { RestClient } from './rest.ts'

interface AccountReading {
  readonly rest: RestClient
  readonly context: ReadContext
  /** Hears of all that was read, so that nobody has to ask for SOAP keys again. */
  readonly onAccounts: (accounts: readonly Account[]) => void
}

/** GET /accounts?ids= and ?numbers=. A number is text: the account of "7123" is none of "007123". */
export function createAccounts({ rest, context, onAccounts }: AccountReading): AccountBilling {
  const { onOddity } = context
  const value = (row: JsonObject) => readAccount(row, context)
  const byId = { key: (row: JsonObject) => toId(row['id'], 'id'), value }
  const byNumber = { key: (row: JsonObject) => toText(row['number'], 'number'), value }
  const share = (read: ReadonlyMap<string, Account | BillingError>) => {
    onAccounts(keepReadable(read.values()))
    return read
  }
  return {
    async findAccounts(ids, call) {
      const request = { operation: 'accounts', path: '/accounts', parameter: 'ids', ids }
      const rows = await rest.list(request, call, byId)
      return share(indexRows(rows, { asked: new Set(ids), field: 'accounts.id', onOddity }))
    },

    async findAccountsByNumber(numbers, call) {
      const request = { operation: 'accounts', path: '/accounts', parameter: 'numbers', ids: numbers, isKey: isNumber }
      const rows = await rest.list(request, call, byNumber)
      return share(indexNumbers(rows, { asked: new Set(numbers), onOddity }))
    },
  }
}

/** The same account may come on two pages. A number that two accounts have is nobody's: which one is meant would be a guess. */
function indexNumbers(
  rows: readonly KeyedRow<Account>[],
  { asked, onOddity }: { readonly asked: ReadonlySet<string>; readonly onOddity: OnOddity },
): Map<string, Account | BillingError> {
  const byNumber = new Map<string, Account | BillingError>()
  const seen = new Set<string>()
  const ambiguous = new Set<string>()
  for (const { key: number, value } of rows) {
    const id = value instanceof BillingError ? null : value.id
    if (id !== null && seen.has(id)) onOddity({ kind: 'duplicate_row', field: 'accounts.id', code: null })
    else if (!asked.has(number)) leaveOutForeign(value, { field: 'accounts.number', onOddity })
    else if (byNumber.has(number)) ambiguous.add(number)
    else byNumber.set(number, value)
    if (id !== null) seen.add(id)
  }
  for (const number of ambiguous) {
    onOddity({ kind: 'ambiguous_key', field: 'accounts.number', code: null })
    byNumber.delete(number)
  }
  return byNumber
}

/** Letters, digits and what stands between them; nothing that could separate numbers or end the query. */
function isNumber(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}\p{Zs}/._№-]{0,39}$/u.test(text)
}

/** One row of GET /accounts. */
function readAccount(row: JsonObject, context: ReadContext): Account {
  const kind = findCode(ACCOUNT_KIND, toText(row['type'], 'type'))
  if (kind === null) throw malformed('type: neither person nor organisation')
  assertCurrency(toText(row['currency'], 'currency'), context)
  const balance = {
    amount: readAmount(toPrinted(row['balance'], 'balance'), 'accounts.balance', context),
    creditLimit: readAmount(toPrinted(row['credit'], 'credit'), 'accounts.credit', context),
    credited: readAmount(toPrinted(row['paid_total'], 'paid_total'), 'accounts.paid_total', context),
    spent: readAmount(toPrinted(row['charged_total'], 'charged_total'), 'accounts.charged_total', context),
  }
  if (addMoney(balance.amount, balance.spent).minorUnits !== balance.credited.minorUnits) {
    throw malformed('balance: not paid_total − charged_total')
  }
  if (balance.creditLimit.minorUnits < 0n) throw malformed('credit: negative')
  const toRestore = readAmount(toPrinted(row['to_restore'], 'to_restore'), 'accounts.to_restore', context)
  if (toRestore.minorUnits < 0n) throw malformed('to_restore: negative')
  return {
    id: toId(row['id'], 'id'),
    kind,
    number: toText(row['number'], 'number'),
    keys: { [SOAP]: toId(row['agrm_id'], 'agrm_id') },
    status: readCode(ACCOUNT_STATUS, toInteger(row['state'], 'state'), {
      field: 'accounts.state',
      onOddity: context.onOddity,
    }),
    balance,
    regionId: toOptionalId(row['region_id'], 'region_id'),
    operatorId: toOptionalId(row['operator_id'], 'operator_id'),
    amountToRestore: toRestore.minorUnits === 0n ? null : toRestore,
  }
}
