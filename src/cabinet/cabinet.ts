import type { AccountRef, Profile } from '../domain/account.ts'
import type { ProfileChange } from '../domain/profile.ts'
import type { AccountSettings, SettingsChange } from '../domain/settings.ts'
import { type AvailabilityVerdict, findAvailability, type WrittenAddress } from './connection.ts'
import type { CabinetDesk, CabinetRequest } from './desk.ts'
import { type ChangeVerdict, type Reread, updateProfile, updateSettings } from './profile.ts'

type Target = Pick<AccountRef, 'id' | 'kind'>

/** What people do by themselves: those who hold accounts, those who act for them, and those who have none yet. */
export interface Cabinet {
  updateProfile(
    change: { readonly account: Target; readonly wanted: ProfileChange; readonly reread: Reread<Profile> },
    request: CabinetRequest,
  ): Promise<ChangeVerdict>
  updateSettings(
    change: { readonly account: Target; readonly change: SettingsChange; readonly reread: Reread<AccountSettings> },
    request: CabinetRequest,
  ): Promise<ChangeVerdict>
  findAvailability(address: WrittenAddress, request: CabinetRequest): Promise<AvailabilityVerdict>
}

export function createCabinet(desk: CabinetDesk): Cabinet {
  return {
    updateProfile: (change, request) => updateProfile(desk, change, request),
    updateSettings: (change, request) => updateSettings(desk, change, request),
    findAvailability: (address, request) => findAvailability(desk, address, request),
  }
}
