import type { AgreementBilling, DeviceBilling, DocumentBilling, ProfileBilling } from '../port.ts'
import { askByAccount, findTheirs, type Joined } from './asking.ts'

// What belongs to one account and to nothing else.

export function joinAgreements(joined: Joined): AgreementBilling {
  const { agreements } = joined.theirs
  return {
    findAgreements: (ids, call) =>
      askByAccount(joined, (theirs) => agreements.findAgreements(theirs, call), {
        ids,
        call,
        ours: (agreement, accountId) => ({ ...agreement, accountId }),
      }),
  }
}

export function joinProfiles(joined: Joined): ProfileBilling {
  const { profiles } = joined.theirs
  return {
    findProfiles: (ids, call) =>
      askByAccount(joined, (theirs) => profiles.findProfiles(theirs, call), {
        ids,
        call,
        ours: (profile, accountId) => ({ ...profile, accountId }),
      }),
    findSettings: (ids, call) => askByAccount(joined, (theirs) => profiles.findSettings(theirs, call), { ids, call }),
    async updateProfile(ourId, change, call) {
      const accountId = await findTheirs(joined, ourId, call)
      if (accountId === null) return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
      return profiles.updateProfile(accountId, change, call)
    },
    async updateSettings(ourId, change, call) {
      const accountId = await findTheirs(joined, ourId, call)
      if (accountId === null) return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
      return profiles.updateSettings(accountId, change, call)
    },
  }
}

export function joinDevices(joined: Joined): DeviceBilling {
  const { devices } = joined.theirs
  return {
    listDevices: (ids, call) =>
      askByAccount(joined, (theirs) => devices.listDevices(theirs, call), {
        ids,
        call,
        ours: (listed, accountId) => listed.map((device) => ({ ...device, accountId })),
      }),
    async registerDevice(order, call) {
      const accountId = await findTheirs(joined, order.accountId, call)
      if (accountId === null) return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
      const verdict = await devices.registerDevice({ ...order, accountId }, call)
      if (verdict.kind !== 'registered') return verdict
      return { ...verdict, device: { ...verdict.device, accountId: order.accountId } }
    },
    async removeDevice(key, call) {
      const accountId = await findTheirs(joined, key.accountId, call)
      if (accountId === null) return { kind: 'absent' }
      return devices.removeDevice({ ...key, accountId }, call)
    },
  }
}

export function joinDocuments(joined: Joined): DocumentBilling {
  const { documents } = joined.theirs
  return {
    listDocuments: (ids, call) =>
      askByAccount(joined, (theirs) => documents.listDocuments(theirs, call), {
        ids,
        call,
        ours: (listed, accountId) => listed.map((document) => ({ ...document, accountId })),
      }),
    async readDocument(key, call) {
      const accountId = await findTheirs(joined, key.accountId, call)
      const file = accountId === null ? null : await documents.readDocument({ ...key, accountId }, call)
      return file && { ...file, document: { ...file.document, accountId: key.accountId } }
    },
  }
}
