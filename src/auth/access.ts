import type { BillingCall } from '../billing/port.ts'
import type { TextLanguage } from '../domain/localized-text.ts'
import type { Channel } from '../domain/message.ts'
import type { Viewer } from '../domain/viewer.ts'
import type { Caller, OpenSession } from './auth.ts'
import type { CredentialProblem } from './credential-policy.ts'

/** Who asks, how long they wait, and in which language they read. */
export interface AccessRequest {
  readonly caller: Caller
  readonly call: BillingCall
  readonly language: TextLanguage
}

/** The same of somebody to whom nothing is written. */
export type AccessCall = Omit<AccessRequest, 'language'>

/** What a code is asked for by. Whether it fits anything is found out later, when the message is sent. */
export type CodeWish =
  | {
      readonly purpose: 'password-reset' | 'one-time-password'
      readonly login: string
      readonly channel: Channel
      /** The agreement's e-mail address; needed for EMAIL. */
      readonly email: string | null
    }
  | {
      readonly purpose: 'agreement'
      readonly number: string
      readonly regionId: string
      /** yyyy-MM-dd */
      readonly concludedOn: string
      /** Last name of a person, or the tax number of an organisation. */
      readonly holder: string
    }

export type AccessField =
  | 'login'
  | 'email'
  | 'agreementNumber'
  | 'regionId'
  | 'proof'
  | 'code'
  | 'oneTimePassword'
  | 'newPassword'
  | 'password'
  | 'newLogin'
  | 'documentReference'

export type AccessRefusal =
  | { readonly kind: 'invalid_value'; readonly field: AccessField }
  | { readonly kind: 'too_many_tries'; readonly retryAfterSeconds: number }
  /** Unknown, expired or used: which of them is not told. */
  | { readonly kind: 'wrong_code' }
  | { readonly kind: 'wrong_password' }
  | { readonly kind: 'problem'; readonly problem: CredentialProblem; readonly field: AccessField }
  | { readonly kind: 'agreement_not_found' }
  | { readonly kind: 'not_supported' }
  /** The billing did not do it. */
  | { readonly kind: 'billing_unavailable' }
  /** A change was sent, and nobody can say whether it was made. What must not go on after it has ended. */
  | { readonly kind: 'not_confirmed' }

/** What may be wrong with the present password, and with asking for it. */
export type PasswordRefusal = Extract<
  AccessRefusal,
  { readonly kind: 'wrong_password' | 'too_many_tries' | 'not_supported' | 'billing_unavailable' }
>

/** The same for names that exist and names that do not. */
export type CodeVerdict = { readonly kind: 'requested'; readonly ttlSeconds: number } | AccessRefusal

export type ChangeVerdict =
  /** A session comes with it only in place of that of a one-time password. */
  { readonly kind: 'changed'; readonly login: string; readonly session: OpenSession | null } | AccessRefusal

export type RestrictedVerdict =
  | { readonly kind: 'opened'; readonly accessToken: string; readonly expiresAt: number }
  | AccessRefusal

export type RestoreVerdict =
  | {
      readonly kind: 'restored'
      readonly login: string
      readonly oneTimePassword: string
      readonly expiresAt: number
    }
  | AccessRefusal

export interface ListedSession {
  readonly id: string
  readonly device: string | null
  readonly createdAt: number
  readonly lastSeenAt: number
  readonly isCurrent: boolean
}

/** Everything about getting in that is not signing in. Rejects with StoreErrors and the reason of an aborted signal. */
export interface Access {
  requestCode(wish: CodeWish, request: AccessRequest): Promise<CodeVerdict>
  resetPassword(
    input: { login: string; code: string; newPassword: string },
    request: AccessRequest,
  ): Promise<ChangeVerdict>
  signInWithOneTimePassword(
    input: { login: string; oneTimePassword: string },
    request: AccessRequest,
  ): Promise<RestrictedVerdict>
  changePassword(
    viewer: Viewer,
    input: { currentPassword: string | null; newPassword: string },
    request: AccessRequest,
  ): Promise<ChangeVerdict>
  changeLogin(
    viewer: Viewer,
    input: { currentPassword: string; newLogin: string },
    request: AccessRequest,
  ): Promise<ChangeVerdict>
  /** Before another change that could bring somebody else in. Null when it is right; wrong ones count as in the above. */
  confirmPassword(
    viewer: Viewer,
    input: { readonly password: string; readonly act: string },
    request: AccessCall,
  ): Promise<PasswordRefusal | null>
  /** The second half of proving an agreement. */
  setCredentials(
    input: { number: string; code: string; login: string; password: string },
    request: AccessRequest,
  ): Promise<ChangeVerdict>
  /** At the office, by an operator who has seen the papers. */
  restoreLogin(
    viewer: Viewer,
    input: { number: string; documentReference: string },
    request: AccessRequest,
  ): Promise<RestoreVerdict>
  listSessions(viewer: Viewer, call: BillingCall): Promise<readonly ListedSession[]>
  /** False when it is not one of the viewer's open ones. */
  revokeSession(viewer: Viewer, sessionId: string, request: AccessRequest): Promise<boolean>
  /** Answers how many this call ended. */
  revokeOtherSessions(viewer: Viewer, request: AccessRequest): Promise<number>
}
