import type { Agreement } from '../../domain/account.ts'
import { readLegacyDay } from '../../domain/date.ts'
import type { AgreementBilling } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { type JsonObject, readId, readInteger, readOptionalText, readText } from '../transport/json.ts'
import { AGREEMENT_STATUS, readCode } from './codes.ts'
import type { ReadContext } from './context.ts'
import type { RestClient } from './rest.ts'

/** GET /agreements. An account may have several rows, one after the other in time. */
export function createAgreements(rest: RestClient, context: ReadContext): AgreementBilling {
  return {
    async findAgreements(ids, call) {
      const request = { operation: 'agreements', path: '/agreements', parameter: 'account_ids', ids }
      const rows = await rest.list(request, call, (row) => readAgreement(row, context))
      return chooseAgreements(rows, new Set(ids), context)
    },
  }
}

/** One row of GET /agreements. */
function readAgreement(row: JsonObject, context: ReadContext): Agreement {
  const concludedOn = readLegacyDay(readText(row, 'date'), context.timeZone)
  if (concludedOn === null) throw malformed('date: missing')
  const termMonths = readInteger(row, 'term')
  if (termMonths < 0) throw malformed('term: negative')
  return {
    accountId: readId(row, 'account_id'),
    number: readText(row, 'number'),
    status: readCode(AGREEMENT_STATUS, readInteger(row, 'state'), {
      field: 'agreements.state',
      onOddity: context.onOddity,
    }),
    concludedOn,
    endsOn: readLegacyDay(readText(row, 'end'), context.timeZone),
    termMonths: termMonths === 0 ? null : termMonths,
    terms: readOptionalText(row, 'terms'),
  }
}

/** Of each account the agreement in force, else the last one concluded. */
function chooseAgreements(rows: readonly Agreement[], asked: ReadonlySet<string>, { onOddity }: ReadContext) {
  const chosen = new Map<string, Agreement>()
  for (const row of rows) {
    if (!asked.has(row.accountId)) {
      onOddity({ kind: 'foreign_row', field: 'agreements.account_id', code: null })
      continue
    }
    const other = chosen.get(row.accountId)
    if (other === undefined || isBetter(row, other)) chosen.set(row.accountId, row)
  }
  return chosen
}

function isBetter(one: Agreement, other: Agreement): boolean {
  const inForce = Number(one.status === 'ACTIVE') - Number(other.status === 'ACTIVE')
  return inForce > 0 || (inForce === 0 && one.concludedOn > other.concludedOn)
}
