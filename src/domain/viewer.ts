import type { AccountRef } from './account.ts'

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

export function seesEveryAccount(viewer: Viewer): boolean {
  return viewer.role === 'OPERATOR'
}
