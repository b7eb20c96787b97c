import type { Account, AccountStatus, Balance } from '../../domain/account.ts'
import { addMoney, type Money, subtractMoney, zeroMoney } from '../../domain/money.ts'
import { readAmount } from '../adapter/context.ts'
import { indexRows, type KeyedRow, leaveOutForeign } from '../adapter/keyed-rows.ts'
import type { BillingError } from '../error.ts'
import type { AccountBilling } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { type JsonObject, readBareText, readDecimal, readId, readInteger } from '../transport/json.ts'
import { ACCOUNT_STATUS, readCode } from './codes.ts'
import { type AbillsContext, type AbillsSide, type NumberField, readBalance } from './context.ts'
import { readRows } from './rows.ts'
import { distinctIds, listUsers } from './users.ts'

/** What is shown of a subscriber. */
const SHOWN = ['DEPOSIT', 'CREDIT', 'LOGIN_STATUS', 'COMPANY_ID', 'CONTRACT_ID']

/**
 * GET /users/all with a multi-get, `UID=1;2;20`: unordered, with those that are not there left out. An account is a
 * subscriber (uid). Those of one company share the balance of the company, and each is told with it.
 */
export function createAccounts({ client, context }: AbillsSide): AccountBilling {
  const { onOddity, numberField } = context
  const value = (row: JsonObject) => readAccount(row, context)
  return {
    async findAccounts(ids, call) {
      const keys = distinctIds(ids)
      const rows = await listUsers(client, { filter: 'UID', keys, shown: SHOWN }, call)
      const keyed = readRows(rows, { noun: 'users', key: (row) => readId(row, 'uid'), value, onOddity })
      return indexRows(keyed, { asked: new Set(keys), field: 'users.uid', onOddity })
    },

    async findAccountsByNumber(numbers, call) {
      const keys = [...new Set(numbers)].filter(isNumber)
      const filter = numberField === 'login' ? 'LOGIN' : 'CONTRACT_ID'
      const rows = await listUsers(client, { filter, keys, shown: SHOWN }, call)
      const keyed = readRows(rows, { noun: 'users', key: (row) => readNumber(row, numberField), value, onOddity })
      return indexNumbers(keyed, { asked: new Set(keys), context })
    },
  }
}

/**
 * The database compares without minding small and capital letters, "0077001" and "77001" are two numbers, and a contract may
 * be there twice: what is not the number to the letter is left out, and of twins neither is told.
 */
function indexNumbers(
  rows: readonly KeyedRow<Account>[],
  { asked, context }: { readonly asked: ReadonlySet<string>; readonly context: AbillsContext },
): Map<string, Account | BillingError> {
  const { onOddity, numberField } = context
  const field = `users.${numberField}`
  const found = new Map<string, Account | BillingError>()
  for (const [number, [row, ...others]] of Map.groupBy(rows, ({ key }) => key)) {
    if (!asked.has(number)) leaveOutForeign(row?.value, { field, onOddity })
    else if (others.length > 0) onOddity({ kind: 'ambiguous_key', field, code: null })
    else if (row !== undefined) found.set(number, row.value)
  }
  return found
}

/**
 * Nothing that the billing's filters give a meaning to: "*" is anything, "!" not, and some characters separate. A filter of
 * "0" is none, and would list everybody.
 */
export function isNumber(text: string): boolean {
  return text !== '0' && /^[\p{L}\p{N}][\p{L}\p{N}\p{Zs}/._№@-]{0,39}$/u.test(text)
}

/** A number of digits alone is printed bare, as "0077001" is not. */
function readNumber(row: JsonObject, numberField: NumberField): string {
  return readBareText(row, numberField).trim()
}

/** One row of GET /users/all. */
function readAccount(row: JsonObject, context: AbillsContext): Account {
  const number = readNumber(row, context.numberField)
  if (number === '') throw malformed(`${context.numberField}: blank, and it is the number of the account`)
  const balance = readBalances(row, context)
  const status = readStatus(row, { balance, context })
  return {
    id: readId(row, 'uid'),
    kind: readInteger(row, 'companyId') === 0 ? 'PERSON' : 'ORGANIZATION',
    number,
    keys: {},
    status,
    balance,
    // Groups, districts and domains are kept here as well; none of them is a region that tariffs go by, or a legal payee.
    regionId: null,
    operatorId: null,
    amountToRestore: status === 'SUSPENDED_FOR_DEBT' ? owed(balance, context) : null,
  }
}

/** The billing keeps no totals since the beginning, only what is there now. */
function readBalances(row: JsonObject, context: AbillsContext): Balance {
  const amount = readBalance(readDecimal(row, 'deposit'), 'users.deposit', context)
  const creditLimit = readAmount(readDecimal(row, 'credit'), 'users.credit', context)
  if (creditLimit.minorUnits < 0n) throw malformed('credit: negative')
  return { amount, creditLimit, credited: null, spent: null }
}

/** Somebody who is let in and has less than nothing, credit included, is served no more until that is paid. */
function readStatus(
  row: JsonObject,
  { balance, context }: { readonly balance: Balance; readonly context: AbillsContext },
): AccountStatus {
  const { onOddity } = context
  const status = readCode(ACCOUNT_STATUS, readInteger(row, 'loginStatus'), { field: 'users.loginStatus', onOddity })
  if (status !== 'ACTIVE') return status
  return addMoney(balance.amount, balance.creditLimit).minorUnits < 0n ? 'SUSPENDED_FOR_DEBT' : 'ACTIVE'
}

/** Null where it is not money that is missing. */
function owed({ amount, creditLimit }: Balance, { currency }: AbillsContext): Money | null {
  const missing = subtractMoney(zeroMoney(currency), addMoney(amount, creditLimit))
  return missing.minorUnits > 0n ? missing : null
}
