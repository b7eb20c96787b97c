import type { AccountRef } from './account.ts'
import { MEMBER_RIGHTS, type MemberRight } from './member.ts'

/** SUBSCRIBER holds the agreements; MEMBER acts for an organisation; PARTNER posts money; OPERATOR serves subscribers. */
export type Role = 'SUBSCRIBER' | 'MEMBER' | 'PARTNER' | 'OPERATOR'

/** Who is asking, already verified. Rules judge a viewer and never load one. */
export interface Viewer {
  readonly sessionId: string
  /** Stable id of the person, partner or operator within its role. */
  readonly subjectId: string
  readonly role: Role
  readonly displayName: string
  /** The accounts that this viewer may see; at most 50. Operators see all and list none. */
  readonly accounts: readonly AccountRef[]
  /** True when the login holds more accounts than are listed. */
  readonly hasMoreAccounts: boolean
  /** True after a sign-in with a one-time password: nothing but a new password may be set. */
  readonly isRestricted?: boolean
}

/** The most accounts that one session lists. */
export const MAX_VIEWER_ACCOUNTS = 50

/** The account as the viewer may see it, or null: a foreign account is indistinguishable from an absent one. */
export function findOwnAccount(viewer: Viewer, id: string): AccountRef | null {
  return viewer.accounts.find((account) => account.id === id) ?? null
}

/**
 * What the viewer may do with an account; nothing with a foreign one. Whom the billing alone knows as a member may see it,
 * until the holder has given him more.
 */
export function rightsOn(viewer: Viewer, id: string): readonly MemberRight[] {
  if (seesEveryAccount(viewer)) return MEMBER_RIGHTS
  const own = findOwnAccount(viewer, id)
  if (own === null) return []
  return own.rights ?? (viewer.role === 'MEMBER' ? ['VIEW'] : MEMBER_RIGHTS)
}

/** Whether the viewer holds the account himself, or serves all. */
export function ownsAccount(viewer: Viewer, id: string): boolean {
  if (seesEveryAccount(viewer)) return true
  const own = findOwnAccount(viewer, id)
  return viewer.role === 'SUBSCRIBER' && own !== null && own.rights === undefined
}

export function seesEveryAccount(viewer: Viewer): boolean {
  return viewer.role === 'OPERATOR'
}
