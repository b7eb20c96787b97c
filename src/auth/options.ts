import type { BillingSystem } from '../billing/port.ts'
import type { Log } from '../observability/log.ts'
import type { Store } from '../store/store.ts'
import type { SigningKeys } from './keys.ts'

export interface AuthOptions {
  readonly store: Pick<Store, 'sessions' | 'tries' | 'audit' | 'partners' | 'members'>
  readonly billing: {
    readonly credentials: BillingSystem['credentials']
    readonly identity: Pick<BillingSystem['identity'], 'remember'>
  }
  readonly keys: SigningKeys
  /** `iss` and `aud` of the access tokens. */
  readonly issuer: string
  readonly audience: string
  readonly now: () => number
  readonly log?: Log
  /** Whole seconds; 10 minutes. */
  readonly accessTokenTtlMs?: number
  /** How long a session lives without a refresh; 30 days. */
  readonly refreshTokenTtlMs?: number
  /** How long a sign-out elsewhere may go unnoticed; 3 seconds, at most 5. */
  readonly sessionCacheMs?: number
  /** Failed sign-ins per login and hour; 20. */
  readonly maxTriesPerHour?: number
  /** Failed sign-ins per network address (IPv6: per /64) and hour; 200. */
  readonly maxAddressTriesPerHour?: number
  /** Failed refreshes per network address and hour; 1,000. */
  readonly maxAddressRefreshesPerHour?: number
  /** Failed sign-ins per partner and hour; 100. Its secrets cannot be guessed, and all its terminals share its id. */
  readonly maxPartnerTriesPerHour?: number
  /** Whether the sandbox's demo partner is let in; not by default. */
  readonly acceptsDemoPartner?: boolean
  /** Sessions that one person may have open; 20. Another sign-in ends the one that was not refreshed for longest. */
  readonly maxSessionsPerSubject?: number
  /** How long a refresh waits for the billing to say that the agreement stands; 5 seconds. */
  readonly refreshCheckMs?: number
}
