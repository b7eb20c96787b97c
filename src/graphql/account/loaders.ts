import type {
  Account,
  AccountId,
  AccountRef,
  OrganizationProfile,
  PersonProfile,
  Profile,
} from '../../domain/account.ts'
import type { Observed } from '../../domain/observed.ts'
import { findOwnAccount, type Viewer } from '../../domain/viewer.ts'
import { seesAccount } from '../ownership.ts'
import { createLoader, type Reading } from '../reading.ts'

/** An account in the hands of somebody who may see it. It was made without a call; everything else is loaded. */
export interface ViewedAccount extends AccountRef {
  readonly viewer: Viewer
}

export type ObservedAccount = Observed<Account>
export type ObservedPerson = Observed<PersonProfile>
export type ObservedOrganization = Observed<OrganizationProfile>

export interface AccountLoaders {
  /**
   * The account of that id and kind. The session knows its own accounts, so only operators cause a call; for all others
   * a foreign account is as absent as one that does not exist.
   */
  findAccount(viewer: Viewer, key: Pick<AccountRef, 'id' | 'kind'>): Promise<ViewedAccount | null>
  /** Status and balance. */
  findState(viewer: Viewer, id: AccountId): Promise<ObservedAccount | null>
  findProfile(viewer: Viewer, id: AccountId): Promise<Observed<Profile> | null>
}

export function createAccountLoaders(reading: Reading): AccountLoaders {
  const { accounts, profiles } = reading.billing
  const states = createLoader(reading, (ids: readonly AccountId[], call) => accounts.findAccounts(ids, call))
  const holders = createLoader(reading, (ids: readonly AccountId[], call) => profiles.findProfiles(ids, call))
  return {
    async findAccount(viewer, { id, kind }) {
      if (!seesAccount(viewer, id)) return null
      const account = findOwnAccount(viewer, id) ?? (await states.load(id))?.value
      return account?.kind === kind ? { id, kind, number: account.number, viewer } : null
    },
    async findState(viewer, id) {
      return seesAccount(viewer, id) ? states.load(id) : null
    },
    async findProfile(viewer, id) {
      return seesAccount(viewer, id) ? holders.load(id) : null
    },
  }
}
