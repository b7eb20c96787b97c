import type { Agreement } from '../../domain/account.ts'
import { readLegacyDay } from '../../domain/date.ts'
import type { ReadContext } from '../adapter/context.ts'
import { type KeyedRow, leaveOutForeign } from '../adapter/keyed-rows.ts'
import { BillingError } from '../error.ts'
import type { AgreementBilling, Bulk } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { type JsonObject, readId, readInteger, readOptionalText, readText } from '../transport/json.ts'
import { AGREEMENT_STATUS, readCode } from './codes.ts'
import type { RestClient } from './rest.ts'

/** GET /agreements. An account may have several rows, one after the other in time. */
export function createAgreements(rest: RestClient, context: ReadContext): AgreementBilling {
  return {
    async findAgreements(ids, call) {
      const request = { operation: 'agreements', path: '/agreements', parameter: 'account_ids', ids }
      const rows = await rest.list(request, call, {
        key: (row) => readId(row, 'account_id'),
        value: (row) => readAgreement(row, context),
      })
      return chooseAgreements(rows, new Set(ids), context)
    },
  }
}

/** One row of GET /agreements. */
function readAgreement(row: JsonObject, context: ReadContext): Agreement {
  const termMonths = readInteger(row, 'term')
  if (termMonths < 0) throw malformed('term: negative')
  return {
    accountId: readId(row, 'account_id'),
    number: readText(row, 'number'),
    status: readCode(AGREEMENT_STATUS, readInteger(row, 'state'), {
      field: 'agreements.state',
      onOddity: context.onOddity,
    }),
    concludedOn: readLegacyDay(readText(row, 'date'), context.timeZone),
    endsOn: readLegacyDay(readText(row, 'end'), context.timeZone),
    termMonths: termMonths === 0 ? null : termMonths,
    terms: readOptionalText(row, 'terms'),
  }
}

/**
 * Of each account the agreement in force, else the last one concluded. One that cannot be read may be just that one, so
 * that the account has an error then.
 */
function chooseAgreements(
  rows: readonly KeyedRow<Agreement>[],
  asked: ReadonlySet<string>,
  { onOddity }: ReadContext,
): Bulk<string, Agreement> {
  const chosen = new Map<string, Agreement | BillingError>()
  for (const { key, value } of rows) {
    const other = chosen.get(key)
    if (!asked.has(key)) leaveOutForeign(value, { field: 'agreements.account_id', onOddity })
    else if (other === undefined || value instanceof BillingError) chosen.set(key, value)
    else if (!(other instanceof BillingError) && isBetter(value, other)) chosen.set(key, value)
  }
  return chosen
}

function isBetter(one: Agreement, other: Agreement): boolean {
  const inForce = Number(one.status === 'ACTIVE') - Number(other.status === 'ACTIVE')
  return inForce > 0 || (inForce === 0 && (one.concludedOn ?? '') > (other.concludedOn ?? ''))
}
