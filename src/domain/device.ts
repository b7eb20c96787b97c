import type { AccountId } from './account.ts'

export type DeviceId = string

/** The subscriber's equipment, registered with the provider (TMF639 resource). */
export interface Device {
  readonly id: DeviceId
  readonly accountId: AccountId
  readonly name: string | null
  /** "aa:bb:cc:dd:ee:ff" */
  readonly macAddress: string | null
  readonly serialNumber: string | null
  /** A day, yyyy-MM-dd, in the billing's zone; null when the billing has lost it. */
  readonly registeredOn: string | null
}
