import type {
  Account,
  AccountId,
  AccountRef,
  OrganizationProfile,
  PersonProfile,
  Profile,
} from '../../domain/account.ts'
import type { Observed } from '../../domain/observed.ts'
import type { AccountSettings } from '../../domain/settings.ts'
import { findOwnAccount, seesEveryAccount, type Viewer } from '../../domain/viewer.ts'
import { seesAccount } from '../ownership.ts'
import { createLoader, type Reading } from '../reading.ts'

/** An account in the hands of somebody who may see it. It was made without a call; everything else is loaded. */
export interface ViewedAccount extends Omit<AccountRef, 'keys'> {
  readonly viewer: Viewer
}

export type ObservedAccount = Observed<Account>
export type ObservedSettings = Observed<AccountSettings>
export type ObservedPerson = Observed<PersonProfile>
export type ObservedOrganization = Observed<OrganizationProfile>

export interface AccountLoaders {
  /**
   * The account of that id, and of that kind where one is named. The session knows its own accounts, so only operators cause a call; for all others
   * a foreign account is as absent as one that does not exist.
   */
  findAccount(viewer: Viewer, key: Pick<AccountRef, 'id'> & Partial<AccountRef>): Promise<ViewedAccount | null>
  /** By contract number. What was read on the way need not be read again for status and balance. */
  findByNumber(viewer: Viewer, number: string): Promise<ViewedAccount | null>
  /** Status and balance; at once where they were read on the way. */
  findState(viewer: Viewer, id: AccountId): Promise<ObservedAccount | null> | ObservedAccount | null
  findProfile(viewer: Viewer, id: AccountId): Promise<Observed<Profile> | null>
  findSettings(viewer: Viewer, id: AccountId): Promise<Observed<AccountSettings> | null>
  /** As it is now, after a change of our own. */
  rereadProfile(viewer: Viewer, id: AccountId): Promise<Observed<Profile> | null>
  rereadSettings(viewer: Viewer, id: AccountId): Promise<Observed<AccountSettings> | null>
}

/** No contract number is longer; the billing need not be asked. */
const MAX_NUMBER_LENGTH = 64

export function createAccountLoaders(reading: Reading): AccountLoaders {
  const { accounts, profiles } = reading.billing
  const states = createLoader(reading, accounts.findAccounts.bind(accounts))
  // Of fifty accounts that were found by number, a hundred promises would cost more than their rows.
  const read = new Map<AccountId, ObservedAccount>()
  const holders = createLoader(reading, profiles.findProfiles.bind(profiles))
  const settings = createLoader(reading, profiles.findSettings.bind(profiles))
  const numbers = createLoader(reading, accounts.findAccountsByNumber.bind(accounts))
  return {
    async findAccount(viewer, { id, kind }) {
      if (!seesAccount(viewer, id)) return null
      const account = findOwnAccount(viewer, id) ?? (await (read.get(id) ?? states.load(id)))?.value ?? null
      return account === null || (kind !== undefined && account.kind !== kind) ? null : view(account, viewer)
    },
    async findByNumber(viewer, number) {
      if (!seesEveryAccount(viewer)) {
        const own = viewer.accounts.find((account) => account.number === number)
        return own && seesAccount(viewer, own.id) ? view(own, viewer) : null
      }
      if (number.length === 0 || number.length > MAX_NUMBER_LENGTH) return null
      const found = await numbers.load(number)
      if (found === null) return null
      read.set(found.value.id, found)
      return view(found.value, viewer)
    },
    findState(viewer, id) {
      return seesAccount(viewer, id) ? (read.get(id) ?? states.load(id)) : null
    },
    findProfile(viewer, id) {
      return seesAccount(viewer, id) ? holders.load(id) : NOTHING
    },
    findSettings(viewer, id) {
      return seesAccount(viewer, id) ? settings.load(id) : NOTHING
    },
    async rereadProfile(viewer, id) {
      return seesAccount(viewer, id) ? holders.clear(id).load(id) : null
    },
    async rereadSettings(viewer, id) {
      return seesAccount(viewer, id) ? settings.clear(id).load(id) : null
    },
  }
}

const NOTHING = Promise.resolve(null)

function view({ id, kind, number }: AccountRef, viewer: Viewer): ViewedAccount {
  return { id, kind, number, viewer }
}
