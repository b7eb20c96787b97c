import type { Auth } from '../../src/auth/auth.ts'
import { createAuth } from '../../src/auth/create.ts'
import { loadSigningKeys, type SigningKeys } from '../../src/auth/keys.ts'
import type { AuthOptions } from '../../src/auth/options.ts'
import type { BillingError } from '../../src/billing/error.ts'
import type { CredentialBilling, CredentialVerdict } from '../../src/billing/port.ts'
import type { AccountRef } from '../../src/domain/account.ts'
import type { Store } from '../../src/store/store.ts'
import { type FreshDatabase, openFreshSqlite } from './stores.ts'

type Accepted = Extract<CredentialVerdict, { kind: 'accepted' }>

export const PERSON: Accepted = {
  kind: 'accepted',
  subjectId: 'p-1',
  role: 'SUBSCRIBER',
  displayName: 'Ирина Ёлкина',
  accounts: [{ id: '1', kind: 'PERSON', number: '100001', keys: { soap: '900001' } }],
  hasMoreAccounts: false,
}

export const CALLER = { address: '192.0.2.1', requestId: 'r-1' }
export const REQUEST = { caller: CALLER, call: { signal: new AbortController().signal } }

/** The credentials slice over a few people; the wire behind the real one is tested with the adapters. */
interface TestCredentials extends CredentialBilling {
  readonly calls: ('checkCredentials' | 'findSubject')[]
  /** By login; the password is "demo". */
  readonly people: Map<string, Accepted>
  failure: BillingError | null
}

function createTestCredentials(): TestCredentials {
  const credentials: TestCredentials = {
    calls: [],
    people: new Map([['100001', PERSON]]),
    failure: null,
    checkCredentials: async ({ login, password }) => {
      credentials.calls.push('checkCredentials')
      if (credentials.failure) throw credentials.failure
      const person = credentials.people.get(login)
      return person && password === 'demo' ? person : { kind: 'refused', reason: 'WRONG_CREDENTIALS' }
    },
    findSubject: async ({ subjectId }) => {
      credentials.calls.push('findSubject')
      if (credentials.failure) throw credentials.failure
      const person = [...credentials.people.values()].find((known) => known.subjectId === subjectId)
      return person ?? { kind: 'refused', reason: 'NO_ACTIVE_AGREEMENT' }
    },
  }
  return credentials
}

/** The published example key of RFC 8037, appendix A.1. */
export const KEYS: SigningKeys = await loadSigningKeys({
  pem: '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n',
  dataDir: '/nonexistent',
})

type KnownAccount = Pick<AccountRef, 'id' | 'keys'>

export interface TestAuth {
  readonly credentials: TestCredentials
  readonly clock: { now: number }
  readonly store: Store
  readonly database: FreshDatabase
  readonly auth: Auth
  /** What the billing was told of accounts in sessions, in order. */
  readonly remembered: readonly KnownAccount[]
  /** Another instance over the same database, as another replica would be. */
  readonly another: (options?: Partial<AuthOptions>) => Promise<Auth>
}

/** Auth over a real SQLite store of the test's own. */
export async function startAuth(options: Partial<AuthOptions> = {}): Promise<TestAuth> {
  const database = await openFreshSqlite()
  const store = await database.open()
  const credentials = createTestCredentials()
  const remembered: KnownAccount[] = []
  const clock = { now: 1_790_000_000_000 }
  const common = {
    billing: {
      credentials,
      identity: { remember: (accounts: readonly KnownAccount[]) => void remembered.push(...accounts) },
    },
    keys: KEYS,
    issuer: 'test-issuer',
    audience: 'test-audience',
    now: () => clock.now,
    ...options,
  }
  return {
    credentials,
    clock,
    store,
    database,
    remembered,
    auth: createAuth({ store, ...common }),
    another: async (more = {}) => createAuth({ store: await database.open(), ...common, ...more }),
  }
}
