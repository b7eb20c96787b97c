import type { Account, AccountStatus, Balance } from '../../domain/account.ts'
import { addMoney, type Money, subtractMoney, zeroMoney } from '../../domain/money.ts'
import { chunk } from '../adapter/chunk.ts'
import { readAmount } from '../adapter/context.ts'
import { indexRows, type KeyedRow, leaveOutForeign } from '../adapter/keyed-rows.ts'
import type { BillingError } from '../error.ts'
import type { AccountBilling, BillingCall } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { type JsonObject, readBareText, readDecimal, readId, readInteger } from '../transport/json.ts'
import { ACCOUNT_STATUS, readCode } from './codes.ts'
import { type AbillsContext, type AbillsSide, isId, type NumberField, readBalance } from './context.ts'
import { readRows } from './rows.ts'

/** Keys in one multi-get. A hundred uids make a path that every web server takes. */
const KEYS_PER_CALL = 100

/** What is shown of a subscriber; the uid and the login always are. */
const SHOWN = ['DEPOSIT', 'CREDIT', 'LOGIN_STATUS', 'COMPANY_ID', 'CONTRACT_ID', 'EXPIRE']

/**
 * GET /users/all with a multi-get, `UID=1;2;20`: unordered, with those that are not there left out. An account is a
 * subscriber (uid). Those of one company share the balance of the company, and each is told with it.
 */
export function createAccounts({ client, context }: AbillsSide): AccountBilling {
  const { onOddity, numberField } = context
  const read = async (filter: 'UID' | 'LOGIN' | 'CONTRACT_ID', keys: readonly string[], call: BillingCall) => {
    const lists = await Promise.all(
      chunk(keys, KEYS_PER_CALL).map((some) => {
        const shown = SHOWN.filter((field) => field !== filter).map((field) => [field, '_SHOW'])
        const query: Record<string, string> = { [filter]: some.join(';'), ...Object.fromEntries(shown) }
        return client.list({ operation: 'users', path: '/users/all', query }, call)
      }),
    )
    return lists.flat()
  }
  return {
    async findAccounts(ids, call) {
      const asked = [...new Set(ids)].filter(isId)
      const rows = readRows(await read('UID', asked, call), {
        noun: 'users',
        key: (row) => readId(row, 'uid'),
        value: (row) => readAccount(row, context),
        onOddity,
      })
      return indexRows(rows, { asked: new Set(asked), field: 'users.uid', onOddity })
    },

    async findAccountsByNumber(numbers, call) {
      const asked = [...new Set(numbers)].filter(isNumber)
      const filter = numberField === 'login' ? 'LOGIN' : 'CONTRACT_ID'
      const rows = readRows(await read(filter, asked, call), {
        noun: 'users',
        key: (row) => readNumber(row, numberField),
        value: (row) => readAccount(row, context),
        onOddity,
      })
      return indexNumbers(rows, { asked: new Set(asked), context })
    },
  }
}

/**
 * The database compares without minding small and capital letters, "0077001" and "77001" are two numbers, and a contract may
 * be there twice: what is not the number to the letter is left out, and of twins neither is told.
 */
function indexNumbers(
  rows: readonly KeyedRow<Account>[],
  { asked, context: { onOddity, numberField } }: { readonly asked: ReadonlySet<string>; readonly context: AbillsContext },
): Map<string, Account | BillingError> {
  const field = `users.${numberField}`
  const found = new Map<string, Account | BillingError>()
  for (const [number, [row, ...others]] of Map.groupBy(rows, ({ key }) => key)) {
    if (!asked.has(number)) leaveOutForeign(row?.value, { field, onOddity })
    else if (others.length > 0) onOddity({ kind: 'ambiguous_key', field, code: null })
    else if (row !== undefined) found.set(number, row.value)
  }
  return found
}

/** Nothing that the billing's filters give a meaning to: "*" is anything, "!" not, and some characters separate. */
export function isNumber(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}\p{Zs}/._№@-]{0,39}$/u.test(text) && text !== '_SHOW'
}

export function readNumber(row: JsonObject, numberField: NumberField): string {
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
    // Groups, districts and domains are kept here as well; none of them is a region that tariffs go by.
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

function owed({ amount, creditLimit }: Balance, { currency }: AbillsContext): Money {
  const missing = subtractMoney(zeroMoney(currency), addMoney(amount, creditLimit))
  return missing.minorUnits > 0n ? missing : zeroMoney(currency)
}
