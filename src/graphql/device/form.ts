import type { DeviceOrder } from '../../billing/port.ts'
import { readMacAddress, readSerialNumber } from '../../domain/device-address.ts'
import type { DeviceRefusalCode, RegisterDeviceInput } from '../../generated/schema.ts'

export type DeviceForm =
  | { readonly kind: 'read'; readonly order: Omit<DeviceOrder, 'accountId'> }
  | { readonly kind: 'wrong'; readonly code: DeviceRefusalCode; readonly field: string | null }

const MAX_NAME_LENGTH = 64

/** What the input means, whoever's account it is for. */
export function readDeviceForm({ macAddress, serialNumber, name }: RegisterDeviceInput): DeviceForm {
  const label = (name ?? '').trim()
  if (Array.from(label).length > MAX_NAME_LENGTH || /[\p{Cc}\p{Cs}]/u.test(label)) return wrong('INVALID_VALUE', 'name')
  const shared = { name: label === '' ? null : label }
  if (typeof macAddress === 'string' && typeof serialNumber === 'string') return wrong('INVALID_VALUE', null)
  if (typeof macAddress === 'string') {
    const reading = readMacAddress(macAddress)
    if (reading.kind === 'mac') {
      return { kind: 'read', order: { ...shared, macAddress: reading.macAddress, serialNumber: null } }
    }
    const isDigits = reading.kind === 'not_of_a_device'
    return wrong(isDigits ? 'MAC_ADDRESS_NOT_OF_A_DEVICE' : 'INVALID_MAC_ADDRESS', 'macAddress')
  }
  if (typeof serialNumber !== 'string') return wrong('INVALID_VALUE', null)
  const serial = readSerialNumber(serialNumber)
  if (serial === null) return wrong('INVALID_SERIAL_NUMBER', 'serialNumber')
  return { kind: 'read', order: { ...shared, macAddress: null, serialNumber: serial } }
}

function wrong(code: DeviceRefusalCode, field: string | null): DeviceForm {
  return { kind: 'wrong', code, field }
}
