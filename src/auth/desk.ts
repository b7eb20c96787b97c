import { BillingError } from '../billing/error.ts'
import type { CredentialVerdict } from '../billing/port.ts'
import { MAX_VIEWER_ACCOUNTS, type Viewer } from '../domain/viewer.ts'
import type { SessionRow, SessionSubject } from '../store/store.ts'
import type { Caller, OpenSession } from './auth.ts'
import { createSignInLimits, type SignInLimits } from './limits.ts'
import type { AuthOptions } from './options.ts'
import { createSessionCache, type SessionCache } from './session-cache.ts'
import { type AccessTokens, createAccessTokens } from './tokens.ts'

/** What the use cases of this folder share: their dependencies and the few steps that more than one of them takes. */
export interface Desk {
  readonly options: AuthOptions
  readonly limits: SignInLimits
  readonly tokens: AccessTokens
  readonly cache: SessionCache
  readonly refreshTokenTtlMs: number
  audit(entry: { actor: string; act: string; object: string; outcome: string }, caller: Caller): Promise<void>
  /** Null when the billing could not say; the reason is logged. Anything but a BillingError is thrown on. */
  askBilling(question: () => Promise<CredentialVerdict>, caller: Caller): Promise<CredentialVerdict | null>
  /** The answer to a client: a fresh access token beside the given refresh token. */
  openSession(session: SessionRow, refreshToken: string): Promise<OpenSession>
}

const LONGEST_SESSION_CACHE_MS = 5_000

export function createDesk(options: AuthOptions): Desk {
  const { store, keys, now } = options
  const sessionCacheMs = options.sessionCacheMs ?? 3_000
  if (!(sessionCacheMs >= 0 && sessionCacheMs <= LONGEST_SESSION_CACHE_MS)) {
    throw new RangeError(`sessionCacheMs must be 0 to ${LONGEST_SESSION_CACHE_MS}: a sign-out has to act in that time`)
  }
  const tokens = createAccessTokens({
    keys,
    issuer: options.issuer,
    audience: options.audience,
    now,
    ttlMs: options.accessTokenTtlMs ?? 600_000,
  })
  return {
    options,
    limits: createSignInLimits({
      tries: store.tries,
      secret: keys.subjectSecret,
      maxPerLogin: options.maxTriesPerHour ?? 20,
      maxPerAddress: options.maxAddressTriesPerHour ?? 200,
    }),
    tokens,
    cache: createSessionCache({ sessions: store.sessions, now, maxAgeMs: sessionCacheMs }),
    refreshTokenTtlMs: options.refreshTokenTtlMs ?? 30 * 86_400_000,
    audit: (entry, caller) => store.audit.append({ at: now(), ...entry, requestId: caller.requestId }),
    askBilling: async (question, caller) => {
      try {
        return await question()
      } catch (error) {
        if (!(error instanceof BillingError)) throw error
        options.log?.warn(
          { operation: 'credentials', code: error.code, requestId: caller.requestId },
          'the billing could not be asked',
        )
        return null
      }
    },
    openSession: async (session, refreshToken) => {
      const { token, expiresAt } = await tokens.issue({
        subjectId: session.subjectId,
        sessionId: session.id,
        role: session.role,
      })
      return {
        accessToken: token,
        accessTokenExpiresAt: expiresAt,
        refreshToken,
        refreshTokenExpiresAt: session.expiresAt,
        viewer: viewerOf(session),
      }
    },
  }
}

export function viewerOf(session: SessionRow): Viewer {
  return {
    sessionId: session.id,
    subjectId: session.subjectId,
    role: session.role,
    displayName: session.displayName,
    accounts: session.accounts,
    hasMoreAccounts: session.hasMoreAccounts,
  }
}

/** What a session keeps of an accepted verdict. A name with a NUL from an old billing must not fail in our database. */
export function subjectOf(verdict: Extract<CredentialVerdict, { kind: 'accepted' }>): SessionSubject {
  return {
    displayName: verdict.displayName.toWellFormed().replaceAll(/\p{Cc}/gu, ' '),
    accounts: verdict.accounts.slice(0, MAX_VIEWER_ACCOUNTS),
    hasMoreAccounts: verdict.hasMoreAccounts || verdict.accounts.length > MAX_VIEWER_ACCOUNTS,
  }
}

/** How the audit trail names somebody who is known. */
export function actorOf({ role, subjectId }: Pick<SessionRow, 'role' | 'subjectId'>): string {
  return `${role}:${subjectId}`
}
