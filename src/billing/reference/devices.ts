import { byId, type ReadContext } from '../adapter/context.ts'
import { groupRows } from '../adapter/keyed-rows.ts'
import type { DeviceBilling } from '../port.ts'
import { readId } from '../transport/json.ts'
import { readDevice } from './device-rows.ts'
import { createDeviceWrites } from './device-writes.ts'
import { isRestId, type RestClient } from './rest.ts'

/** GET /devices, and POST /devices/add and /devices/remove. The billing does not tell an account without devices from an account that is not there. */
export function createDevices(rest: RestClient, context: ReadContext): DeviceBilling {
  return {
    async listDevices(ids, call) {
      const request = { operation: 'devices', path: '/devices', parameter: 'account_ids', ids }
      const rows = await rest.list(request, call, {
        key: (row) => readId(row, 'account_id'),
        value: (row) => readDevice(row, context),
      })
      return groupRows(rows, ids.filter(isRestId), {
        noun: 'devices',
        ownerField: 'account_id',
        onOddity: context.onOddity,
        id: ({ id }) => id,
        compare: byId,
      })
    },
    ...createDeviceWrites(rest, context),
  }
}
