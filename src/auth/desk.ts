import { BillingError } from '../billing/error.ts'
import type { CredentialVerdict } from '../billing/port.ts'
import { MAX_VIEWER_ACCOUNTS, type Viewer } from '../domain/viewer.ts'
import type { AuditEntry, SessionRow, SessionSubject } from '../store/store.ts'
import type { Caller, OpenSession } from './auth.ts'
import { createLimits, type Limits } from './limits.ts'
import type { AuthOptions } from './options.ts'
import { isDemoPartner } from './partner-demo.ts'
import { type KnownPartner, knowPartner } from './partner-known.ts'
import { createSecretHasher, type SecretHasher } from './partner-secrets.ts'
import { createRowCache, type RowCache } from './row-cache.ts'
import { type AccessTokens, createAccessTokens } from './tokens.ts'

/** What the use cases of this folder share: their dependencies and the few steps that more than one of them takes. */
export interface Desk {
  readonly options: AuthOptions
  readonly limits: Limits
  readonly tokens: AccessTokens
  readonly cache: RowCache<SessionRow>
  readonly partners: RowCache<KnownPartner>
  readonly hasher: SecretHasher
  readonly accessTokenTtlMs: number
  readonly refreshTokenTtlMs: number
  readonly refreshCheckMs: number
  readonly maxSessionsPerSubject: number
  /** The row of the audit trail for an act of this moment; the store writes it together with the act. */
  entry(act: Omit<AuditEntry, 'at' | 'requestId'>, caller: Caller): AuditEntry
  /** A failure is logged. Anything but a BillingError is thrown on. */
  askBilling(question: () => Promise<CredentialVerdict>, caller: Caller): Promise<CredentialVerdict | BillingFailure>
  /** Ends a session for good, also when the client has left. */
  revoke(sessionId: string, audit: AuditEntry): Promise<void>
  /** The answer to a client: a fresh access token beside the given refresh token. */
  openSession(session: SessionRow, refreshToken: string): Promise<OpenSession>
}

/** The billing could not say. */
interface BillingFailure {
  readonly kind: 'failed'
  readonly error: BillingError
}

const LONGEST_SESSION_CACHE_MS = 5_000

export function createDesk(options: AuthOptions): Desk {
  const { store, keys, now } = options
  const sessionCacheMs = options.sessionCacheMs ?? 3_000
  if (!(sessionCacheMs >= 0 && sessionCacheMs <= LONGEST_SESSION_CACHE_MS)) {
    throw new RangeError(`sessionCacheMs must be 0 to ${LONGEST_SESSION_CACHE_MS}: a sign-out has to act in that time`)
  }
  const accessTokenTtlMs = options.accessTokenTtlMs ?? 600_000
  const tokens = createAccessTokens({
    keys,
    issuer: options.issuer,
    audience: options.audience,
    now,
    ttlMs: accessTokenTtlMs,
  })
  const sessionRows = { find: (id: string) => findSession(options, id), now, maxAgeMs: sessionCacheMs }
  const partnerRows = { find: (id: string) => findPartner(options, id), now, maxAgeMs: sessionCacheMs }
  const cache = createRowCache(sessionRows)
  return {
    options,
    limits: createLimits({
      tries: store.tries,
      secret: keys.subjectSecret,
      maxPerLogin: options.maxTriesPerHour ?? 20,
      maxPerPartner: options.maxPartnerTriesPerHour ?? 100,
      maxPerAddress: options.maxAddressTriesPerHour ?? 200,
      maxRefreshesPerAddress: options.maxAddressRefreshesPerHour ?? 1_000,
    }),
    tokens,
    cache,
    partners: createRowCache(partnerRows),
    hasher: createSecretHasher(),
    accessTokenTtlMs,
    refreshTokenTtlMs: options.refreshTokenTtlMs ?? 30 * 86_400_000,
    refreshCheckMs: options.refreshCheckMs ?? 5_000,
    maxSessionsPerSubject: options.maxSessionsPerSubject ?? 20,
    entry: (act, { requestId }) => ({ at: now(), ...act, requestId }),
    askBilling: async (question, caller) => {
      try {
        return await question()
      } catch (error) {
        if (!(error instanceof BillingError)) throw error
        options.log?.warn(
          { operation: 'credentials', code: error.code, requestId: caller.requestId },
          'the billing could not be asked',
        )
        return { kind: 'failed', error }
      }
    },
    revoke: async (sessionId, audit) => {
      await store.sessions.revoke({ id: sessionId, now: audit.at, audit })
      cache.forget(sessionId)
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
        viewer: viewerOf(await withMemberships(options, session)),
      }
    },
  }
}

async function findSession(options: AuthOptions, id: string): Promise<SessionRow | null> {
  const { store, billing } = options
  const session = await store.sessions.find(id)
  // Perhaps another process has opened it, and the billing's side of this one has never met its accounts.
  if (session === null) return null
  const whole = await withMemberships(options, session)
  billing.identity.remember(whole.accounts)
  return whole
}

/**
 * With the accounts of organisations that have made this person a member. They are read with the session and never stored in
 * it, so that what their holders grant and revoke acts as fast as a sign-out.
 */
async function withMemberships({ store }: AuthOptions, session: SessionRow): Promise<SessionRow> {
  const { role, subjectId } = session
  if (role !== 'SUBSCRIBER' && role !== 'MEMBER') return session
  const members = await store.members.listOfSubject({ role, subjectId })
  if (members.length === 0) return session
  const granted = new Map(members.map(({ account, rights }) => [account.id, { ...account, rights }]))
  // A holder needs no rights from himself.
  const own = session.accounts.map((account) => (role === 'MEMBER' ? (granted.get(account.id) ?? account) : account))
  const ownIds = new Set(own.map(({ id }) => id))
  const accounts = [...own, ...[...granted.values()].filter(({ id }) => !ownIds.has(id))]
  return {
    ...session,
    accounts: accounts.slice(0, MAX_VIEWER_ACCOUNTS),
    hasMoreAccounts: session.hasMoreAccounts || accounts.length > MAX_VIEWER_ACCOUNTS,
  }
}

async function findPartner(options: AuthOptions, id: string): Promise<KnownPartner | null> {
  const { store, keys, acceptsDemoPartner = false } = options
  const record = isDemoPartner(id) && !acceptsDemoPartner ? null : await store.partners.find(id)
  return record === null ? null : knowPartner(record, keys)
}

export function viewerOf(session: SessionRow): Viewer {
  return {
    sessionId: session.id,
    subjectId: session.subjectId,
    role: session.role,
    displayName: session.displayName,
    accounts: session.accounts,
    hasMoreAccounts: session.hasMoreAccounts,
    ...(session.scope === 'FULL' ? {} : { isRestricted: true }),
  }
}

/** What a session keeps of an accepted verdict. A name with a NUL from an old billing must not fail in our database. */
export function subjectOf(
  verdict: Extract<CredentialVerdict, { kind: 'accepted' }>,
  confirmedAt: number,
): SessionSubject {
  return {
    displayName: verdict.displayName.toWellFormed().replaceAll(/\p{Cc}/gu, ' '),
    accounts: verdict.accounts.slice(0, MAX_VIEWER_ACCOUNTS),
    hasMoreAccounts: verdict.hasMoreAccounts || verdict.accounts.length > MAX_VIEWER_ACCOUNTS,
    confirmedAt,
  }
}

/** How the audit trail names somebody who is known. */
export function actorOf({ role, subjectId }: Pick<SessionRow, 'role' | 'subjectId'>): string {
  return `${role}:${subjectId}`
}

/** How it names a session. */
export function objectOf(sessionId: string): string {
  return `session:${sessionId}`
}
