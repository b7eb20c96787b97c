import { readLegacyDay } from '../../domain/date.ts'
import type { Service } from '../../domain/service.ts'
import type { ServiceBilling } from '../port.ts'
import { type JsonObject, readId, readInteger, readText } from '../transport/json.ts'
import { readCode, SERVICE_STATUS, TARIFF_KIND } from './codes.ts'
import type { ReadContext } from './context.ts'
import { isRestId, type RestClient } from './rest.ts'

/** GET /services. The billing does not tell an account without services from an account that is not there. */
export function createServices(rest: RestClient, context: ReadContext): ServiceBilling {
  return {
    async listServices(ids, call) {
      const request = { operation: 'services', path: '/services', parameter: 'account_ids', ids }
      const rows = await rest.list(request, call, (row) => readService(row, context))
      return groupServices(rows, ids, context)
    },
  }
}

/** One row of GET /services. */
function readService(row: JsonObject, { timeZone, onOddity }: ReadContext): Service {
  return {
    id: readId(row, 'id'),
    accountId: readId(row, 'account_id'),
    kind: readCode(TARIFF_KIND, readInteger(row, 'kind'), { field: 'services.kind', onOddity }),
    status: readCode(SERVICE_STATUS, readInteger(row, 'state'), { field: 'services.state', onOddity }),
    tariffId: readId(row, 'tariff_id'),
    connectedOn: readLegacyDay(readText(row, 'connected'), timeZone),
  }
}

/** By account, oldest id first: pages come in no order, and a row may come on two of them. */
function groupServices(rows: readonly Service[], ids: readonly string[], { onOddity }: ReadContext) {
  const byAccount = new Map<string, Map<string, Service>>()
  for (const id of ids) if (isRestId(id)) byAccount.set(id, new Map())
  for (const row of rows) {
    const services = byAccount.get(row.accountId)
    if (services === undefined) onOddity({ kind: 'foreign_row', field: 'services.account_id', code: null })
    else if (services.has(row.id)) onOddity({ kind: 'duplicate_row', field: 'services.id', code: null })
    else services.set(row.id, row)
  }
  const sorted = new Map<string, readonly Service[]>()
  for (const [id, services] of byAccount) {
    sorted.set(
      id,
      [...services.values()].toSorted((one, other) => Number(one.id) - Number(other.id)),
    )
  }
  return sorted
}
