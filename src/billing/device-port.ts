import type { AccountId } from '../domain/account.ts'
import type { Device, DeviceId } from '../domain/device.ts'
import type { BillingCall, Bulk } from './port.ts'

export interface DeviceBilling {
  /** An account without devices has an empty list. */
  listDevices(ids: readonly AccountId[], call: BillingCall): Promise<Bulk<AccountId, readonly Device[]>>
  /**
   * Registers a device once for each call that reaches the billing; nothing here is repeated by an adapter. `registered`
   * only when the answer names the account and the device that were asked for. Only where `capabilities.deviceChanges`
   * says so; elsewhere it and `removeDevice` reject with `not_applied`.
   */
  registerDevice(order: DeviceOrder, call: BillingCall): Promise<RegisterDeviceVerdict>
  removeDevice(key: DeviceKey, call: BillingCall): Promise<RemoveDeviceVerdict>
}

export interface DeviceKey {
  readonly accountId: AccountId
  readonly deviceId: DeviceId
}

/** One of `macAddress` ("aa:bb:cc:dd:ee:ff") and `serialNumber` is not null. */
export type DeviceOrder = Omit<Device, 'id' | 'registeredOn'>

/** Only what the vendor's table lists as decided before any write. */
export type RegisterDeviceVerdict =
  | { readonly kind: 'registered'; readonly device: Device }
  | {
      readonly kind: 'refused'
      readonly reason:
        | 'ACCOUNT_NOT_FOUND'
        | 'ACCOUNT_CLOSED'
        /** It is registered, and the billing need not say for whom: only the account's own list tells. */
        | 'ALREADY_REGISTERED'
        | 'TOO_MANY_DEVICES'
        /** The billing does not take this address, number or name. */
        | 'DEVICE_NOT_ACCEPTED'
    }

export type RemoveDeviceVerdict =
  | { readonly kind: 'removed' }
  /** The account has no such device. */
  | { readonly kind: 'absent' }
