import type { AccountId, AccountRef } from './account.ts'
import type { Role } from './viewer.ts'

/** What a member of an organisation may do. Whoever is a member may see the account. */
export type MemberRight = 'VIEW' | 'SUPPORT' | 'ORDER' | 'PAY' | 'PROFILE'

/** In the order in which they are shown. */
export const MEMBER_RIGHTS: readonly MemberRight[] = ['VIEW', 'SUPPORT', 'ORDER', 'PAY', 'PROFILE']

export const MAX_MEMBERS = 50

/** Of one account, that nobody has used yet. */
export const MAX_OPEN_INVITATIONS = 20

/** Somebody with a login of his own who acts for an organisation. */
export interface Member {
  readonly id: string
  readonly account: AccountRef
  readonly role: Role
  readonly subjectId: string
  /** As the owner has called him. */
  readonly name: string
  readonly rights: readonly MemberRight[]
  /** Milliseconds since the epoch. */
  readonly since: number
}

export interface Invitation {
  readonly account: AccountRef
  readonly name: string
  readonly rights: readonly MemberRight[]
  readonly createdAt: number
  readonly expiresAt: number
}

/** One that nobody has used yet, as its holder sees it. The id is no code. */
export type OpenInvitation = Omit<Invitation, 'account'> & { readonly id: string }

/** Each right once, in their order, and always the one to see. */
export function normalizeRights(rights: readonly MemberRight[]): readonly MemberRight[] {
  return MEMBER_RIGHTS.filter((right) => right === 'VIEW' || rights.includes(right))
}

export type MemberKey = { readonly id: string; readonly accountId: AccountId }
