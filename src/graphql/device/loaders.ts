import type { AccountId } from '../../domain/account.ts'
import type { Device, DeviceId } from '../../domain/device.ts'
import type { Viewer } from '../../domain/viewer.ts'
import { assertBounded } from '../bound.ts'
import { seesAccount } from '../ownership.ts'
import { MAX_DEVICES_PER_ACCOUNT } from '../policies.ts'
import { assertCapable, createLoader, type Reading } from '../reading.ts'

export interface DeviceLoaders {
  /** All devices of an account, or null when it is absent or not the viewer's. */
  listDevices(viewer: Viewer, accountId: AccountId): Promise<readonly Device[] | null>
  findDevice(
    viewer: Viewer,
    key: { readonly accountId: AccountId; readonly deviceId: DeviceId },
  ): Promise<Device | null>
}

export function createDeviceLoaders(reading: Reading): DeviceLoaders {
  const { devices } = reading.billing
  const loader = createLoader(reading, (ids: readonly AccountId[], call) => devices.listDevices(ids, call))

  async function listDevices(viewer: Viewer, accountId: AccountId): Promise<readonly Device[] | null> {
    if (!seesAccount(viewer, accountId)) return null
    assertCapable(reading, 'devices')
    const found = await loader.load(accountId)
    return found && assertBounded(found.value, MAX_DEVICES_PER_ACCOUNT, `devices of account ${accountId}`)
  }

  return {
    listDevices,
    async findDevice(viewer, { accountId, deviceId }) {
      const devices = await listDevices(viewer, accountId)
      return devices?.find(({ id }) => id === deviceId) ?? null
    },
  }
}
