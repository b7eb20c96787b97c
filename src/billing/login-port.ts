import type { AccountId } from '../domain/account.ts'
import type { Role } from '../domain/viewer.ts'
import type { BillingCall } from './port.ts'

/** A login with whom it lets in, without its password. */
export interface KnownLogin {
  readonly login: string
  readonly subjectId: string
  readonly role: Extract<Role, 'SUBSCRIBER' | 'MEMBER' | 'OPERATOR'>
  /** Of all agreements, ended ones included. */
  readonly accountIds: readonly AccountId[]
}

/** By which of its properties a login is looked for. */
export type LoginKey =
  /** Exactly as it is written: another spelling is another login, whatever the billing thinks of it. */
  | { readonly login: string }
  /** Whoever holds this account or acts for its holder. */
  | { readonly accountId: AccountId }
  | { readonly subjectId: string }

/** Null leaves as it is. */
export interface CredentialChange {
  readonly subjectId: string
  readonly login: string | null
  readonly password: string | null
}

export type CredentialChangeVerdict =
  | { readonly kind: 'changed' }
  | {
      readonly kind: 'refused'
      readonly reason:
        | 'SUBJECT_NOT_FOUND'
        | 'LOGIN_TAKEN'
        | 'LOGIN_NOT_ACCEPTED'
        | 'PASSWORD_NOT_ACCEPTED'
        | 'NOT_SUPPORTED'
    }

/**
 * Who may sign in, and by what. A change is one write of login, password or both. Writing the same again is harmless, and
 * what a billing answers to a write is believed only when the new pair really signs in.
 */
export interface LoginBilling {
  /** One or none by login or subject, fewer than 100 by account; in no order. */
  findLogins(key: LoginKey, call: BillingCall): Promise<readonly KnownLogin[]>
  changeCredentials(change: CredentialChange, call: BillingCall): Promise<CredentialChangeVerdict>
}
