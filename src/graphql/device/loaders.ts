import type { AccountId } from '../../domain/account.ts'
import type { Device, DeviceId } from '../../domain/device.ts'
import type { Viewer } from '../../domain/viewer.ts'
import { type Cut, cut } from '../bound.ts'
import { compareKeys } from '../order.ts'
import { seesAccount } from '../ownership.ts'
import { MAX_DEVICES_PER_ACCOUNT } from '../policies.ts'
import { assertCapable, createLoader, type Reading } from '../reading.ts'

export interface DeviceLoaders {
  /** The devices of an account that were registered last, or null when it is absent or not the viewer's. */
  listDevices(viewer: Viewer, accountId: AccountId): Promise<Cut<Device> | null>
  /** Any device of an account, also one that its list does not show. */
  findDevice(
    viewer: Viewer,
    key: { readonly accountId: AccountId; readonly deviceId: DeviceId },
  ): Promise<Device | null>
}

export function createDeviceLoaders(reading: Reading): DeviceLoaders {
  const { devices } = reading.billing
  const loader = createLoader(reading, devices.listDevices.bind(devices))

  async function load(viewer: Viewer, accountId: AccountId): Promise<readonly Device[] | null> {
    if (!seesAccount(viewer, accountId)) return null
    assertCapable(reading, 'devices')
    return (await loader.load(accountId))?.value ?? null
  }

  return {
    async listDevices(viewer, accountId) {
      const found = await load(viewer, accountId)
      return found && cut(found.toSorted(compareDevices), MAX_DEVICES_PER_ACCOUNT)
    },
    async findDevice(viewer, { accountId, deviceId }) {
      return (await load(viewer, accountId))?.find(({ id }) => id === deviceId) ?? null
    },
  }
}

/** What was registered last comes first; a lost day is the oldest. */
function compareDevices(left: Device, right: Device): number {
  const [before, after] = [left.registeredOn ?? '', right.registeredOn ?? '']
  if (before !== after) return before < after ? 1 : -1
  return compareKeys(left.id, right.id)
}
