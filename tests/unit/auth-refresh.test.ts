import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Auth, OpenSession } from '../../src/auth/auth.ts'
import { BillingError } from '../../src/billing/error.ts'
import type { CredentialVerdict } from '../../src/billing/port.ts'
import { CALLER, PERSON, REQUEST, startAuth, type TestAuth } from '../support/auth.ts'

const ENDED = { kind: 'session_ended' }
const HOUR_MS = 3_600_000

async function open(auth: Auth): Promise<OpenSession> {
  const verdict = await auth.signIn({ login: '100001', password: 'demo' }, REQUEST)
  if (verdict.kind !== 'opened') throw new Error(`sign-in answered ${verdict.kind}`)
  return verdict.session
}

function requestOf(signal: AbortSignal) {
  return { caller: CALLER, call: { signal } }
}

function within(ms: number) {
  return requestOf(AbortSignal.timeout(ms))
}

/** Replaces the billing's check of an agreement until the answer is called. */
function replaceCheck(
  credentials: TestAuth['credentials'],
  findSubject: TestAuth['credentials']['findSubject'],
): () => void {
  const before = { ...credentials }
  credentials.findSubject = findSubject
  return () => {
    credentials.findSubject = (...asked) => before.findSubject(...asked)
  }
}

/** The billing says nothing until the call is given up, as an adapter does. */
function hang(credentials: TestAuth['credentials'], asked: () => void = () => {}): () => void {
  return replaceCheck(
    credentials,
    (_subject, { signal }) =>
      new Promise<CredentialVerdict>((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          const isLate = signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError'
          reject(new BillingError(isLate ? 'BILLING_TIMEOUT' : 'BILLING_CANCELED', 'gone', { outcome: 'unknown' }))
        })
        asked()
      }),
  )
}

function fail(credentials: TestAuth['credentials'], code: BillingError['code'] = 'BILLING_UNREACHABLE'): void {
  credentials.failure = new BillingError(code, 'down', { outcome: 'not_applied' })
}

async function outcomes({ store }: TestAuth): Promise<string[]> {
  return (await store.audit.list({ afterId: 0, limit: 99 })).map(({ act, outcome }) => `${act} ${outcome}`)
}

describe('a client that does not wait', () => {
  test.each([
    ['leaves', 'AbortError'],
    ['has a short deadline', 'TimeoutError'],
  ])('and %s before the exchange keeps a refresh token that works', async (how, name) => {
    const world = await startAuth()
    const { auth, credentials } = world
    const { refreshToken } = await open(auth)
    const leaving = new AbortController()
    const recover = hang(credentials, () => leaving.abort())
    const signal = how === 'leaves' ? leaving.signal : AbortSignal.timeout(30)
    await expect(auth.refreshSession({ refreshToken }, requestOf(signal))).rejects.toMatchObject({ name })
    recover()
    expect(await auth.refreshSession({ refreshToken }, REQUEST)).toMatchObject({ kind: 'refreshed' })
    expect(await outcomes(world)).toEqual(['sign-in accepted', 'refresh refreshed'])
  })

  test('keeps its token also when the billing answers to nobody', async () => {
    const { auth, credentials } = await startAuth()
    const { refreshToken } = await open(auth)
    const leaving = new AbortController()
    const recover = replaceCheck(credentials, async () => {
      leaving.abort()
      return PERSON
    })
    await expect(auth.refreshSession({ refreshToken }, requestOf(leaving.signal))).rejects.toMatchObject({
      name: 'AbortError',
    })
    recover()
    expect(await auth.refreshSession({ refreshToken }, REQUEST)).toMatchObject({ kind: 'refreshed' })
  })

  test('does not keep an ended agreement: its deadline is not the failure of the billing', async () => {
    const { auth, credentials } = await startAuth()
    const { refreshToken } = await open(auth)
    credentials.people.clear()
    const recover = hang(credentials)
    for (let turn = 0; turn < 3; turn += 1) {
      const attempt = auth.refreshSession({ refreshToken }, within(10))
      await expect(attempt).rejects.toMatchObject({ name: 'TimeoutError' })
    }
    recover()
    expect(await auth.refreshSession({ refreshToken }, REQUEST)).toEqual(ENDED)
  })

  test('and leaves as the billing says that the agreement has ended does not keep the session', async () => {
    const { auth, credentials } = await startAuth()
    const { refreshToken, accessToken } = await open(auth)
    const leaving = new AbortController()
    credentials.findSubject = async () => {
      leaving.abort()
      return { kind: 'refused', reason: 'NO_ACTIVE_AGREEMENT' }
    }
    await auth.refreshSession({ refreshToken }, requestOf(leaving.signal))
    expect(await auth.authenticate(`Bearer ${accessToken}`)).toEqual({ kind: 'refused', reason: 'invalid' })
  })

  test('is not kept waiting by a store that another process holds', async () => {
    const { auth, database } = await startAuth()
    const { refreshToken } = await open(auth)
    const other = new DatabaseSync(database.url.slice('sqlite:'.length))
    onTestFinished(() => other.close())
    other.exec('begin immediate')
    const startedAt = performance.now()
    const late = { name: 'TimeoutError' }
    await expect(auth.refreshSession({ refreshToken }, within(50))).rejects.toMatchObject(late)
    await expect(auth.signIn({ login: '100001', password: 'demo' }, within(50))).rejects.toMatchObject(late)
    expect(performance.now() - startedAt).toBeLessThan(1_000)
    other.exec('commit')
    expect(await auth.refreshSession({ refreshToken }, REQUEST)).toMatchObject({ kind: 'refreshed' })
  })

  test('is not kept waiting by the look-up of its session, which others share', async () => {
    const { another, store } = await startAuth()
    const answer = Promise.withResolvers<void>()
    const find = async (id: string) => {
      await answer.promise
      return store.sessions.find(id)
    }
    const auth = await another({ store: { ...store, sessions: { ...store.sessions, find } } })
    const authorization = `Bearer ${(await open(auth)).accessToken}`
    const [patient, hasty] = [
      auth.authenticate(authorization, REQUEST.call),
      auth.authenticate(authorization, { signal: AbortSignal.timeout(20) }),
    ]
    await expect(hasty).rejects.toMatchObject({ name: 'TimeoutError' })
    await expect(auth.authenticate(authorization, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    })
    answer.resolve()
    expect(await patient).toMatchObject({ kind: 'viewer' })
  })
})

describe('while the billing is down', () => {
  test('a check that takes too long for us keeps the accounts', async () => {
    const { auth, credentials } = await startAuth({ refreshCheckMs: 20 })
    const { refreshToken, viewer } = await open(auth)
    hang(credentials)
    expect(await auth.refreshSession({ refreshToken }, REQUEST)).toMatchObject({ session: { viewer } })
  })

  test.each([
    'BILLING_UNREACHABLE',
    'BILLING_FAILED',
    'BILLING_OVERLOADED',
    'BILLING_TIMEOUT',
    'BILLING_MALFORMED_ANSWER',
    'BILLING_ANSWER_TOO_LARGE',
    'BILLING_ACCESS_DENIED',
  ] as const)('%s keeps the accounts', async (code) => {
    const { auth, credentials } = await startAuth()
    const { refreshToken, viewer } = await open(auth)
    fail(credentials, code)
    expect(await auth.refreshSession({ refreshToken }, REQUEST)).toMatchObject({ session: { viewer } })
  })

  test.each(['BILLING_CANCELED', 'BILLING_UNWRITABLE_REQUEST'] as const)(
    '%s says nothing about the billing and keeps nothing going',
    async (code) => {
      const { auth, credentials } = await startAuth()
      const { refreshToken } = await open(auth)
      fail(credentials, code)
      await expect(auth.refreshSession({ refreshToken }, REQUEST)).rejects.toMatchObject({ code })
      credentials.failure = null
      expect(await auth.refreshSession({ refreshToken }, REQUEST)).toMatchObject({ kind: 'refreshed' })
    },
  )

  test.each([
    ['SUBSCRIBER', 24 * HOUR_MS],
    ['OPERATOR', HOUR_MS],
  ] as const)('a session of a %s goes on for %i ms, then waits with its token unused', async (role, boundMs) => {
    const { auth, credentials, clock } = await startAuth()
    credentials.people.set('100001', { ...PERSON, role })
    let { refreshToken } = await open(auth)
    const refresh = async () => {
      const verdict = await auth.refreshSession({ refreshToken }, REQUEST)
      if (verdict.kind === 'refreshed') ({ refreshToken } = verdict.session)
      return verdict.kind
    }
    clock.now += boundMs
    // The billing answers: from here on the time counts.
    expect(await refresh()).toBe('refreshed')
    fail(credentials)
    clock.now += boundMs - 1
    expect(await refresh()).toBe('refreshed')
    clock.now += 1
    expect(await refresh()).toBe('refreshed')
    clock.now += 1
    expect([await refresh(), await refresh()]).toEqual(['billing_unavailable', 'billing_unavailable'])
    credentials.failure = null
    expect(await refresh()).toBe('refreshed')
  })

  test('a billing that never can tell keeps the session for as long as it is used', async () => {
    const { auth, credentials, clock } = await startAuth()
    const { refreshToken } = await open(auth)
    credentials.findSubject = async () => ({ kind: 'refused', reason: 'NOT_SUPPORTED' })
    clock.now += 29 * 24 * HOUR_MS
    expect(await auth.refreshSession({ refreshToken }, REQUEST)).toMatchObject({ kind: 'refreshed' })
  })
})

describe('the trail and the limits', () => {
  test('replays of one used token are audited once, whatever their number', async () => {
    const world = await startAuth()
    const { refreshToken } = await open(world.auth)
    await world.auth.refreshSession({ refreshToken }, REQUEST)
    for (let turn = 0; turn < 10; turn += 1) {
      expect(await world.auth.refreshSession({ refreshToken }, REQUEST)).toEqual(ENDED)
    }
    expect(await outcomes(world)).toEqual(['sign-in accepted', 'refresh refreshed', 'refresh reused'])
  })

  test('a session whose agreement has ended is audited once', async () => {
    const world = await startAuth()
    const { refreshToken } = await open(world.auth)
    world.credentials.people.clear()
    for (let turn = 0; turn < 3; turn += 1) await world.auth.refreshSession({ refreshToken }, REQUEST)
    expect(await outcomes(world)).toEqual(['sign-in accepted', 'refresh refused'])
  })

  test('a network that tries unknown tokens is stopped and audited once, and nobody elsewhere is', async () => {
    const world = await startAuth({ maxAddressRefreshesPerHour: 3 })
    const { auth, clock } = world
    const { refreshToken } = await open(auth)
    const unknown = { refreshToken: `bgr_${'A'.repeat(43)}` }
    for (let turn = 0; turn < 3; turn += 1) expect(await auth.refreshSession(unknown, REQUEST)).toEqual(ENDED)
    for (let turn = 0; turn < 5; turn += 1) {
      const limited = { kind: 'too_many_tries', retryAfterSeconds: 3_600 }
      expect(await auth.refreshSession({ refreshToken }, REQUEST)).toEqual(limited)
    }
    expect(await outcomes(world)).toEqual(['sign-in accepted', 'refresh limited'])
    const elsewhere = { ...REQUEST, caller: { ...CALLER, address: '198.51.100.1' } }
    expect(await auth.refreshSession({ refreshToken }, elsewhere)).toMatchObject({ kind: 'refreshed' })
    clock.now += HOUR_MS
    expect(await auth.refreshSession(unknown, REQUEST)).toEqual(ENDED)
  })

  test('successful refreshes do not use up the tries of their network', async () => {
    const { auth, database } = await startAuth({ maxAddressRefreshesPerHour: 2 })
    let { refreshToken } = await open(auth)
    for (let turn = 0; turn < 6; turn += 1) {
      const verdict = await auth.refreshSession({ refreshToken }, REQUEST)
      if (verdict.kind !== 'refreshed') throw new Error(verdict.kind)
      ;({ refreshToken } = verdict.session)
    }
    expect(await database.query('select id from tries')).toEqual([])
  })

  test('a refresh that the store cannot audit is not made, and the token works afterwards', async () => {
    const { auth, database } = await startAuth()
    const { refreshToken } = await open(auth)
    await database.query('alter table audit rename to audit_elsewhere')
    await expect(auth.refreshSession({ refreshToken }, REQUEST)).rejects.toMatchObject({ name: 'StoreError' })
    await database.query('alter table audit_elsewhere rename to audit')
    expect(await auth.refreshSession({ refreshToken }, REQUEST)).toMatchObject({ kind: 'refreshed' })
  })
})
