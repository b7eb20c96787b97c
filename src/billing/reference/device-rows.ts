import { readLegacyDay } from '../../domain/date.ts'
import type { Device } from '../../domain/device.ts'
import type { ReadContext } from '../adapter/context.ts'
import type { OnOddity } from '../adapter/oddity.ts'
import { type JsonObject, readId, readOptionalText, readText } from '../transport/json.ts'

/** One row of GET /devices, or of the echo of a write. */
export function readDevice(row: JsonObject, { timeZone, onOddity }: ReadContext): Device {
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
