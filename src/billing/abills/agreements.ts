import type { Agreement } from '../../domain/account.ts'
import { readLegacyDay } from '../../domain/date.ts'
import { indexRows } from '../adapter/keyed-rows.ts'
import type { AgreementBilling } from '../port.ts'
import { type JsonObject, readBareText, readId, readInteger, readOptionalText } from '../transport/json.ts'
import { ACCOUNT_STATUS, readCode } from './codes.ts'
import type { AbillsContext, AbillsSide } from './context.ts'
import { readRows } from './rows.ts'
import { distinctIds, listUsers } from './users.ts'

const SHOWN = ['LOGIN_STATUS', 'CONTRACT_ID', 'CONTRACT_DATE', 'EXPIRE']

/** GET /users/all: the contract of a subscriber, or of the company that the subscriber belongs to. */
export function createAgreements({ client, context }: AbillsSide): AgreementBilling {
  return {
    async findAgreements(ids, call) {
      const { onOddity } = context
      const keys = distinctIds(ids)
      const rows = await listUsers(client, { filter: 'UID', keys, shown: SHOWN }, call)
      const value = (row: JsonObject) => readAgreement(row, context)
      const keyed = readRows(rows, { noun: 'users', key: (row) => readId(row, 'uid'), value, onOddity })
      return indexRows(keyed, { asked: new Set(keys), field: 'users.uid', onOddity })
    },
  }
}

/** Where nobody has filled in the contract, the login stands for its number. */
function readAgreement(row: JsonObject, { timeZone, onOddity }: AbillsContext): Agreement {
  const code = readInteger(row, 'loginStatus')
  const status = readCode(ACCOUNT_STATUS, code, { field: 'users.loginStatus', onOddity })
  const dayOf = (field: string) => readLegacyDay(readOptionalText(row, field) ?? '', timeZone)
  return {
    accountId: readId(row, 'uid'),
    number: readBareText(row, 'contractId').trim() || readBareText(row, 'login'),
    status: status === 'TERMINATED' || status === 'UNKNOWN' ? status : 'ACTIVE',
    concludedOn: dayOf('contractDate'),
    // The day on which the subscriber is let in no more; a contract without an end has zeros.
    endsOn: dayOf('expire'),
    termMonths: null,
    terms: null,
  }
}
