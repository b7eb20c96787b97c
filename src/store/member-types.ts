import type { AccountId } from '../domain/account.ts'
import type { Invitation, Member, MemberKey, MemberRight, OpenInvitation } from '../domain/member.ts'
import type { Role } from '../domain/viewer.ts'
import type { AuditedDelivery } from './access-types.ts'
import type { AuditEntry, StoreCall } from './store.ts'

export type AcceptMemberVerdict =
  /** `isRepeat` when the same person has used the code before. */
  | { readonly kind: 'accepted'; readonly member: Member; readonly isRepeat: boolean }
  /** Unknown, expired, or used by somebody else. */
  | { readonly kind: 'unknown' }
  /** It leads to an account of those who bring it; it stays unused. */
  | { readonly kind: 'own' }
  | { readonly kind: 'too_many' }

/** Who acts for organisations. Every change is one transaction with its row of the trail. */
export interface MemberStore {
  /**
   * Kept together with its message, if there is one. Nothing is kept when the account has `maxOpen` invitations that nobody
   * has used yet, or when `maxWaiting` messages wait already.
   */
  invite(
    invitation: Invitation & { readonly codeHash: string },
    options: {
      readonly maxOpen: number
      readonly audit: AuditEntry
      readonly message: AuditedDelivery | null
      readonly maxWaiting: number
    },
    call?: StoreCall,
  ): Promise<'kept' | 'too_many_open' | 'too_many_waiting'>
  /**
   * Makes the person a member, or gives a member the rights of the invitation. A code works once, and for a member none that
   * is older than the one he has used last.
   */
  accept(
    use: {
      readonly codeHash: string
      readonly memberId: string
      readonly role: Role
      readonly subjectId: string
      /** Those that the person holds. */
      readonly ownAccountIds: readonly AccountId[]
      readonly now: number
      readonly maxMembers: number
    },
    audit: AuditEntry,
    call?: StoreCall,
  ): Promise<AcceptMemberVerdict>
  /** In the order in which they joined. */
  listOfAccount(accountId: AccountId, call?: StoreCall): Promise<readonly Member[]>
  listOfSubject(subject: { readonly role: Role; readonly subjectId: string }): Promise<readonly Member[]>
  find(id: string, call?: StoreCall): Promise<Member | null>
  /**
   * Null when there is no such member; what changes nothing is not audited. When a right is taken, the open invitations of
   * the account end: whoever is to have less might hold one that gives more.
   */
  grant(
    change: MemberKey & { readonly rights: readonly MemberRight[] },
    audit: AuditEntry,
    call?: StoreCall,
  ): Promise<Member | null>
  /** False when there is no such member any more. The open invitations of the account end as well. */
  remove(key: MemberKey, audit: AuditEntry, call?: StoreCall): Promise<boolean>
  /** Those that nobody has used yet, the oldest first. */
  listInvitations(
    of: { readonly accountId: AccountId; readonly now: number },
    call?: StoreCall,
  ): Promise<readonly OpenInvitation[]>
  /** False when there is no such invitation, or it was used. */
  revokeInvitation(key: MemberKey, audit: AuditEntry, call?: StoreCall): Promise<boolean>
  deleteInvitations(before: number): Promise<number>
}
