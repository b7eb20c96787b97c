import { readLegacyDay } from '../../domain/date.ts'
import type { Device } from '../../domain/device.ts'
import type { DeviceBilling } from '../port.ts'
import { type JsonObject, readId, readOptionalText, readText } from '../transport/json.ts'
import { byId, type ReadContext } from './context.ts'
import { groupRows } from './keyed-rows.ts'
import type { OnOddity } from './oddity.ts'
import { isRestId, type RestClient } from './rest.ts'

/** GET /devices. The billing does not tell an account without devices from an account that is not there. */
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
  }
}

/** One row of GET /devices. */
function readDevice(row: JsonObject, { timeZone, onOddity }: ReadContext): Device {
  return {
    id: readId(row, 'id'),
    accountId: readId(row, 'account_id'),
    name: readOptionalText(row, 'name'),
    macAddress: readMacAddress(readOptionalText(row, 'mac'), onOddity),
    serialNumber: readOptionalText(row, 'serial'),
    registeredOn: readLegacyDay(readText(row, 'registered'), timeZone),
  }
}

/** Six pairs of hexadecimal digits, with or without separators, whichever they are. */
function readMacAddress(text: string | null, onOddity: OnOddity): string | null {
  if (text === null) return null
  const isSpelt = /^[\da-f]{12}$|^[\da-f]{2}([:.-])(?:[\da-f]{2}\1){4}[\da-f]{2}$|^(?:[\da-f]{4}[.-]){2}[\da-f]{4}$/i
  if (isSpelt.test(text)) {
    const pairs =
      text
        .toLowerCase()
        .replace(/[^\da-f]/g, '')
        .match(/../g) ?? []
    return pairs.join(':')
  }
  onOddity({ kind: 'unreadable_mac', field: 'devices.mac', code: null })
  return null
}
