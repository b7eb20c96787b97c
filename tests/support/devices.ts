/** Device changes as a client writes them. */

export interface Device {
  readonly id: string
  readonly macAddress: string | null
  readonly serialNumber: string | null
  readonly name: string | null
  readonly registeredOn: string | null
}
export interface DeviceAnswer {
  readonly __typename: string
  readonly device?: Device
  readonly deviceId?: string
  readonly code?: string
  readonly field?: string | null
  readonly retryable?: boolean
  readonly message?: string
}

export const REGISTER_DEVICE = `mutation ($input: RegisterDeviceInput!) { answer: registerDevice(input: $input) { __typename
  ... on DeviceRegistered { device { id macAddress serialNumber name registeredOn } }
  ... on DeviceRefused { code field retryable message } } }`
export const REMOVE_DEVICE = `mutation ($input: RemoveDeviceInput!) { answer: removeDevice(input: $input) { __typename
  ... on DeviceRemoved { deviceId } ... on DeviceRefused { code field retryable message } } }`

let made = 0

/** An address that no other call of this has answered. */
export function freshMac(): string {
  made += 1
  return `02:00:00:00:${octet(Math.floor(made / 100))}:${octet(made % 100)}`
}

function octet(value: number): string {
  return String(value).padStart(2, '0')
}
