import type { BillingCall } from '../billing/port.ts'
import type { Partner } from '../domain/partner.ts'
import type { Viewer } from '../domain/viewer.ts'

/** Who sends a request, for limits and audit. */
export interface Caller {
  /** The client's network address. */
  readonly address: string
  readonly requestId: string
  /** The `User-Agent` header, for people to know their devices by. */
  readonly userAgent?: string | undefined
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

/** A partner's session has no refresh token: it signs in again every ten minutes. */
interface PartnerSession {
  readonly accessToken: string
  readonly accessTokenExpiresAt: number
  readonly partner: Partner
}

export type PartnerSignInVerdict =
  | { readonly kind: 'opened'; readonly session: PartnerSession }
  /** Unknown, blocked, from elsewhere or with a wrong secret: which of them is not told. */
  | { readonly kind: 'wrong_credentials' }
  | { readonly kind: 'invalid_value'; readonly field: 'partnerId' | 'secret' }
  | { readonly kind: 'too_many_tries'; readonly retryAfterSeconds: number }

/** What an `Authorization` header amounts to. A viewer of the role PARTNER comes with its partner, and no other does. */
export type Authentication =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'viewer'; readonly viewer: Viewer; readonly partner?: Partner }
  | { readonly kind: 'refused'; readonly reason: 'expired' | 'invalid' }

/** What of a request a partner is judged by, beside its token. */
export interface Arrival {
  readonly caller: Caller
  /** The bytes of the body as they came; null where there is none to sign. */
  readonly body: Uint8Array | null
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** It goes on with a request that was let in before, as an event of a subscription does: the signature was judged then, and its nonce is used. */
  readonly isContinuation?: boolean
}

/** Why a partner with a valid token is not served. */
export type PartnerObjection =
  | 'address_not_allowed'
  | 'signature_missing'
  | 'signature_invalid'
  | 'signature_stale'
  | 'signature_replayed'

export type AuthenticationVerdict =
  | Authentication
  /** Nothing of the operation may run, not even what is open to everybody. */
  | { readonly kind: 'turned_away'; readonly reason: PartnerObjection }

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
  signInPartner(
    input: { partnerId: string; secret: string },
    request: { caller: Caller; call: BillingCall },
  ): Promise<PartnerSignInVerdict>
  /**
   * `authorization` is the header's value, or undefined. A revoked session and a blocked partner are refused within five
   * seconds. Without an arrival, a partner who is bound to addresses or signatures is turned away.
   */
  authenticate(authorization: string | undefined, call?: BillingCall, arrival?: Arrival): Promise<AuthenticationVerdict>
}
