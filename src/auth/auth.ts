import type { BillingCall } from '../billing/port.ts'
import type { Viewer } from '../domain/viewer.ts'

/** Who sends a request, for limits and audit. */
export interface Caller {
  /** The client's network address. */
  readonly address: string
  readonly requestId: string
}

export interface OpenSession {
  readonly accessToken: string
  readonly accessTokenExpiresAt: number
  readonly refreshToken: string
  readonly refreshTokenExpiresAt: number
  readonly viewer: Viewer
}

export type SignInVerdict =
  | { readonly kind: 'opened'; readonly session: OpenSession }
  | { readonly kind: 'wrong_credentials' }
  | { readonly kind: 'invalid_value'; readonly field: 'login' | 'password' }
  | { readonly kind: 'too_many_tries'; readonly retryAfterSeconds: number }
  | { readonly kind: 'billing_unavailable' }

export type RefreshVerdict =
  | { readonly kind: 'refreshed'; readonly session: OpenSession }
  | { readonly kind: 'session_ended' }
  | { readonly kind: 'too_many_tries'; readonly retryAfterSeconds: number }
  /** It could not be asked for too long whether the agreement still stands. The refresh token is unused. */
  | { readonly kind: 'billing_unavailable' }

/** What an `Authorization` header amounts to. */
export type Authentication =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'viewer'; readonly viewer: Viewer }
  | { readonly kind: 'refused'; readonly reason: 'expired' | 'invalid' }

export interface Auth {
  signIn(
    input: { login: string; password: string },
    request: { caller: Caller; call: BillingCall },
  ): Promise<SignInVerdict>
  /**
   * Works also while the billing is down, for a day after it last confirmed the agreement: the accounts stay as they
   * were. Rejects with the signal's reason when the client leaves before; then the refresh token is unused.
   */
  refreshSession(
    input: { refreshToken: string },
    request: { caller: Caller; call: BillingCall },
  ): Promise<RefreshVerdict>
  /** Goes on when the client leaves: whoever signs out means it. */
  signOut(viewer: Viewer, caller: Caller): Promise<void>
  /** `authorization` is the header's value, or undefined. A revoked session is refused within five seconds. */
  authenticate(authorization: string | undefined, call?: BillingCall): Promise<Authentication>
}
