import { readLegacyDay } from '../../domain/date.ts'
import type { Service } from '../../domain/service.ts'
import type { ServiceBilling } from '../port.ts'
import { type JsonObject, readId, readInteger, readText } from '../transport/json.ts'
import { readCode, SERVICE_STATUS, TARIFF_KIND } from './codes.ts'
import { byId, type ReadContext } from './context.ts'
import { createListIpAddresses } from './ip-addresses.ts'
import { groupRows } from './keyed-rows.ts'
import { isRestId, type RestClient } from './rest.ts'

/** GET /services. The billing does not tell an account without services from an account that is not there. */
export function createServices(rest: RestClient, context: ReadContext): ServiceBilling {
  return {
    async listServices(ids, call) {
      const request = { operation: 'services', path: '/services', parameter: 'account_ids', ids }
      const rows = await rest.list(request, call, {
        key: (row) => readId(row, 'account_id'),
        value: (row) => readService(row, context),
      })
      return groupRows(rows, ids.filter(isRestId), {
        noun: 'services',
        ownerField: 'account_id',
        onOddity: context.onOddity,
        id: ({ id }) => id,
        compare: byId,
      })
    },
    listIpAddresses: createListIpAddresses(rest, context),
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
