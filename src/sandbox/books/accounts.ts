import {
  type Database,
  type Row,
  readAmount,
  readInteger,
  readIntegerOrNull,
  readText,
  readTextOrNull,
} from './database.ts'
import { amountToRestore } from './rules.ts'
import type { Touch } from './touch.ts'
import type { AccountRow, AgreementRow, Books, ProfileRow, ServiceRow } from './types.ts'
import { checkInteger } from './values.ts'

type AccountReads = Pick<
  Books,
  | 'findAccounts'
  | 'findAccountsBySoapId'
  | 'findAccountByNumber'
  | 'findAccountsByNumber'
  | 'listAccounts'
  | 'findAgreements'
  | 'findProfiles'
  | 'listServices'
>

/** The most accounts of one page. */
const ACCOUNTS_PAGE_MAX = 1000

/** The reads about accounts. Unknown ids have no row. */
export function createAccountReads(database: Database, touch: Touch): AccountReads {
  function select(table: string, restIds: readonly number[]): Row[] {
    touch.restIds(restIds)
    return database.all(
      `SELECT * FROM ${table} WHERE rest_id IN (SELECT value FROM json_each(?)) ORDER BY 1`,
      JSON.stringify(restIds),
    )
  }

  return {
    findAccounts: (restIds) => select('accounts', restIds).map(readAccount),
    findAccountsBySoapId: (soapIds) => {
      touch.soapIds(soapIds)
      return database
        .all('SELECT * FROM accounts WHERE soap_id IN (SELECT value FROM json_each(?))', JSON.stringify(soapIds))
        .map(readAccount)
    },
    findAccountByNumber: (number) => {
      touch.numbers([number])
      const row = database.find('SELECT * FROM accounts WHERE number = ?', number)
      return row && readAccount(row)
    },
    findAccountsByNumber: (numbers) => {
      touch.numbers(numbers)
      return database
        .all('SELECT * FROM accounts WHERE number IN (SELECT value FROM json_each(?))', JSON.stringify(numbers))
        .map(readAccount)
    },
    listAccounts: ({ limit, offset }) => {
      checkInteger('limit', limit, { from: 1, to: ACCOUNTS_PAGE_MAX })
      checkInteger('offset', offset, { from: 0, to: Number.MAX_SAFE_INTEGER - ACCOUNTS_PAGE_MAX })
      touch.range({ from: offset, to: offset + limit })
      return database
        .all('SELECT * FROM accounts WHERE position >= ? AND position < ? ORDER BY position', offset, offset + limit)
        .map(readAccount)
    },
    findAgreements: (restIds) => select('agreements', restIds).map(readAgreement),
    findProfiles: (restIds) => select('profiles', restIds).map(readProfile),
    listServices: (restIds) => select('services', restIds).map(readService),
  }
}

export function readAccount(row: Row): AccountRow {
  const totals = {
    paidTotal: readAmount(row, 'paid_total'),
    chargedTotal: readAmount(row, 'charged_total'),
    promised: readAmount(row, 'promised'),
  }
  const state = readInteger(row, 'state')
  return {
    restId: readInteger(row, 'rest_id'),
    soapId: readInteger(row, 'soap_id'),
    number: readText(row, 'number'),
    type: readText(row, 'type') === 'O' ? 'O' : 'P',
    state,
    ...totals,
    creditLimit: readAmount(row, 'credit_limit'),
    regionId: readInteger(row, 'region_id'),
    operatorId: readInteger(row, 'operator_id'),
    openedAt: readInteger(row, 'opened_at'),
    toRestore: amountToRestore({ ...totals, state }),
  }
}

function readAgreement(row: Row): AgreementRow {
  return {
    restId: readInteger(row, 'rest_id'),
    number: readText(row, 'number'),
    state: readInteger(row, 'state'),
    concludedOn: readText(row, 'concluded_on'),
    endsOn: readTextOrNull(row, 'ends_on'),
    termMonths: readInteger(row, 'term_months'),
    terms: readText(row, 'terms'),
  }
}

function readProfile(row: Row): ProfileRow {
  return {
    restId: readInteger(row, 'rest_id'),
    type: readText(row, 'type') === 'O' ? 'O' : 'P',
    surname: readText(row, 'surname'),
    name: readText(row, 'name'),
    patronymic: readText(row, 'patronymic'),
    company: readText(row, 'company'),
    inn: readText(row, 'inn'),
    kpp: readText(row, 'kpp'),
    phone: readText(row, 'phone'),
    email: readText(row, 'email'),
    address: readText(row, 'address'),
  }
}

export function readService(row: Row): ServiceRow {
  return {
    id: readInteger(row, 'id'),
    restId: readInteger(row, 'rest_id'),
    tariffId: readInteger(row, 'tariff_id'),
    kind: readInteger(row, 'kind'),
    state: readInteger(row, 'state'),
    connectedAt: readIntegerOrNull(row, 'connected_at'),
    speed: readInteger(row, 'speed'),
    channels: readInteger(row, 'channels'),
    optionsFee: readAmount(row, 'options_fee'),
    frozenFrom: readIntegerOrNull(row, 'frozen_from'),
    frozenUntil: readIntegerOrNull(row, 'frozen_until'),
  }
}
