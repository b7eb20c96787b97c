import { readFile } from 'node:fs/promises'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { Auth, OpenSession } from '../../src/auth/auth.ts'
import { startHousekeeping } from '../../src/auth/housekeeping.ts'
import { BillingError } from '../../src/billing/error.ts'
import { CALLER, PERSON, REQUEST, startAuth } from '../support/auth.ts'

const ENDED = { kind: 'session_ended' }
const INVALID = { kind: 'refused', reason: 'invalid' }

async function open(auth: Auth, password = 'demo'): Promise<OpenSession> {
  const verdict = await auth.signIn({ login: '100001', password }, REQUEST)
  if (verdict.kind !== 'opened') throw new Error(`sign-in answered ${verdict.kind}`)
  return verdict.session
}

async function refresh(auth: Auth, refreshToken: string): Promise<OpenSession> {
  const verdict = await auth.refreshSession({ refreshToken }, REQUEST)
  if (verdict.kind !== 'refreshed') throw new Error(`refresh answered ${verdict.kind}`)
  return verdict.session
}

test('a refresh gives new tokens for the same session and asks the billing for the accounts', async () => {
  const { auth, clock, credentials } = await startAuth()
  const first = await open(auth)
  clock.now += 1_200_000
  const accounts = [...PERSON.accounts, { id: '2', kind: 'PERSON', number: '100009', keys: {} } as const]
  credentials.people.set('100001', { ...PERSON, accounts })
  const second = await refresh(auth, first.refreshToken)
  expect(second).toMatchObject({
    accessTokenExpiresAt: clock.now + 600_000,
    refreshTokenExpiresAt: clock.now + 30 * 86_400_000,
    viewer: { sessionId: first.viewer.sessionId, accounts },
  })
  expect(second.refreshToken).not.toBe(first.refreshToken)
  expect(await auth.authenticate(`Bearer ${second.accessToken}`)).toEqual({ kind: 'viewer', viewer: second.viewer })
})

test('the twenty-first session of one person ends the one that was not refreshed for longest, at once', async () => {
  const { auth, clock, store } = await startAuth()
  const sessions: OpenSession[] = []
  const isIn = async ({ accessToken }: OpenSession) =>
    (await auth.authenticate(`Bearer ${accessToken}`)).kind === 'viewer'
  for (let count = 0; count < 20; count += 1) {
    sessions.push(await open(auth))
    clock.now += 1000
  }
  const [first, second, third] = sessions
  if (!first || !second || !third) throw new Error('no sessions')
  const kept = await refresh(auth, first.refreshToken)
  expect(await Promise.all([kept, second, third].map(isIn))).toEqual([true, true, true])
  await open(auth)
  expect(await Promise.all([kept, second, third].map(isIn))).toEqual([true, false, true])
  expect(await auth.refreshSession({ refreshToken: second.refreshToken }, REQUEST)).toEqual(ENDED)
  const trail = await store.audit.list({ afterId: 0, limit: 99 })
  const displaced = trail.filter(({ outcome }) => outcome === 'displaced')
  expect(displaced.map(({ object }) => object)).toEqual([`session:${second.viewer.sessionId}`])
})

test('while the billing is down a refresh works and the accounts stay as they were', async () => {
  const { auth, credentials } = await startAuth()
  const first = await open(auth)
  credentials.failure = new BillingError('BILLING_UNREACHABLE', 'down', { outcome: 'not_applied' })
  expect((await refresh(auth, first.refreshToken)).viewer).toEqual(first.viewer)
})

test.each(['terminated', 'another role', 'another person'])(
  'a session whose agreement is now %s ends at its refresh',
  async (change) => {
    const { auth, credentials, store } = await startAuth()
    const first = await open(auth)
    if (change === 'terminated') credentials.people.clear()
    const role = change === 'another role' ? 'MEMBER' : PERSON.role
    const subjectId = change === 'another person' ? 'p-2' : PERSON.subjectId
    if (change !== 'terminated') credentials.findSubject = async () => ({ ...PERSON, role, subjectId })
    expect(await auth.refreshSession({ refreshToken: first.refreshToken }, REQUEST)).toEqual(ENDED)
    expect(await auth.authenticate(`Bearer ${first.accessToken}`)).toEqual(INVALID)
    expect((await store.audit.list({ afterId: 0, limit: 9 })).at(-1)).toMatchObject({
      act: 'refresh',
      actor: 'SUBSCRIBER:p-1',
      outcome: 'refused',
    })
  },
)

test('a refresh token used twice ends the session for everybody and is audited', async () => {
  const { auth, another, clock, store } = await startAuth()
  const elsewhere = await another()
  const first = await open(auth)
  const second = await refresh(auth, first.refreshToken)
  const third = await refresh(auth, second.refreshToken)
  expect(await elsewhere.authenticate(`Bearer ${third.accessToken}`)).toMatchObject({ kind: 'viewer' })
  expect(await auth.refreshSession({ refreshToken: first.refreshToken }, REQUEST)).toEqual(ENDED)
  expect(await auth.authenticate(`Bearer ${third.accessToken}`)).toEqual(INVALID)
  expect(await auth.refreshSession({ refreshToken: third.refreshToken }, REQUEST)).toEqual(ENDED)
  clock.now += 5_000
  expect(await elsewhere.authenticate(`Bearer ${third.accessToken}`)).toEqual(INVALID)
  expect((await store.audit.list({ afterId: 0, limit: 9 })).map(({ act, outcome }) => `${act} ${outcome}`)).toEqual([
    'sign-in accepted',
    'refresh refreshed',
    'refresh refreshed',
    'refresh reused',
  ])
})

test('of two refreshes at once at most one is answered, and the session is ended', async () => {
  const { auth, another } = await startAuth()
  const elsewhere = await another()
  const first = await open(auth)
  const verdicts = await Promise.all(
    [auth, elsewhere].map((instance) => instance.refreshSession({ refreshToken: first.refreshToken }, REQUEST)),
  )
  expect(verdicts.map(({ kind }) => kind).toSorted()).toEqual(['refreshed', 'session_ended'])
  for (const verdict of verdicts) {
    if (verdict.kind !== 'refreshed') continue
    expect(await auth.refreshSession({ refreshToken: verdict.session.refreshToken }, REQUEST)).toEqual(ENDED)
  }
})

test.each([
  '',
  'bgr_',
  'bgr_short',
  `bgr_${'A'.repeat(43)}`,
  'x'.repeat(100_000),
  `bgr_${'A'.repeat(42)}\0`,
  'eyJh.e30.x',
])('the refresh token %# is a typed refusal and asks nobody', async (refreshToken) => {
  const { auth, credentials } = await startAuth()
  expect(await auth.refreshSession({ refreshToken }, REQUEST)).toEqual(ENDED)
  expect(credentials.calls).toEqual([])
})

test('a session that is not refreshed for thirty days ends', async () => {
  const { auth, clock } = await startAuth()
  const first = await open(auth)
  clock.now += 30 * 86_400_000
  expect(await auth.refreshSession({ refreshToken: first.refreshToken }, REQUEST)).toEqual(ENDED)
})

test('a signed-out session cannot be refreshed, and signing out again changes nothing', async () => {
  const { auth, store } = await startAuth()
  const first = await open(auth)
  const another = await open(auth)
  await auth.signOut(first.viewer, CALLER)
  await auth.signOut(first.viewer, CALLER)
  expect(await auth.refreshSession({ refreshToken: first.refreshToken }, REQUEST)).toEqual(ENDED)
  expect(await auth.authenticate(`Bearer ${another.accessToken}`)).toMatchObject({ kind: 'viewer' })
  const rows = await store.audit.list({ afterId: 2, limit: 9 })
  expect(rows.map(({ act, outcome }) => `${act} ${outcome}`)).toEqual(['sign-out ended'])
})

test('the audit trail has one row per act, by somebody, with the request id, and one for all tries beyond a limit', async () => {
  const { auth, store } = await startAuth({ maxTriesPerHour: 1 })
  await auth.signIn({ login: '100001', password: 'wrong' }, REQUEST)
  for (let turn = 0; turn < 5; turn += 1) await auth.signIn({ login: '100001', password: 'demo' }, REQUEST)
  const rows = await store.audit.list({ afterId: 0, limit: 9 })
  const object = rows[0]?.object
  expect(object).toMatch(/^login:[\w-]{16}$/)
  expect(rows).toMatchObject([
    { actor: 'anonymous', act: 'sign-in', object, outcome: 'refused', requestId: 'r-1' },
    { actor: 'anonymous', act: 'sign-in', object, outcome: 'limited', requestId: 'r-1' },
  ])
})

test('no password, token, login or address is in the store, the audit trail or the log', async () => {
  const lines: string[] = []
  // Everything that is handed to the log, before its allow-list drops anything.
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  const { auth, another, credentials, database } = await startAuth({ log })
  const canaries = ['canary-login', 'canary-password', '203.0.113.77']
  const caller = { address: '203.0.113.77', requestId: 'r-9' }
  credentials.people.set('canary-login', PERSON)
  credentials.checkCredentials = async ({ password }) =>
    password === 'canary-password' ? PERSON : { kind: 'refused', reason: 'WRONG_CREDENTIALS' }
  const input = { login: 'canary-login', password: 'canary-password' }
  await auth.signIn({ ...input, password: 'canary-password-wrong' }, { ...REQUEST, caller })
  const verdict = await auth.signIn(input, { ...REQUEST, caller })
  if (verdict.kind !== 'opened') throw new Error(verdict.kind)
  const next = await refresh(auth, verdict.session.refreshToken)
  for (const { accessToken, refreshToken } of [verdict.session, next])
    canaries.push(accessToken, refreshToken, refreshToken.slice(4))
  await auth.refreshSession({ refreshToken: verdict.session.refreshToken }, { ...REQUEST, caller })
  credentials.checkCredentials = () => {
    throw new BillingError('BILLING_FAILED', 'canary-password was refused for canary-login', { outcome: 'unknown' })
  }
  await (await another()).signIn(input, { ...REQUEST, caller })
  const file = database.url.slice('sqlite:'.length)
  const bytes = Buffer.concat(await Promise.all([file, `${file}-wal`].map((part) => readFile(part))))
  expect(bytes.includes('sign-in')).toBe(true)
  expect(lines.join('')).toContain('BILLING_FAILED')
  expect(canaries.filter((canary) => bytes.includes(canary) || lines.join('').includes(canary))).toEqual([])
})

test('housekeeping deletes long-ended sessions and old tries, and survives a failing store', async () => {
  const { auth, clock, store, database } = await startAuth()
  const old = await open(auth)
  await auth.signOut(old.viewer, CALLER)
  await store.tries.record({ subject: 'old', now: clock.now, windowMs: 1, max: 1, audit: null })
  await auth.signIn({ login: '100001', password: 'wrong' }, REQUEST)
  clock.now += 8 * 86_400_000
  const live = await open(auth)
  await auth.signIn({ login: '100001', password: 'wrong' }, REQUEST)
  let failures = 1
  const sessions = {
    ...store.sessions,
    deleteEnded: (before: number) =>
      failures-- > 0 ? Promise.reject(new Error('down')) : store.sessions.deleteEnded(before),
  }
  const housekeeping = startHousekeeping({
    store: { ...store, sessions },
    now: () => clock.now,
    intervalMs: 5,
  })
  await expect.poll(() => store.sessions.find(old.viewer.sessionId)).toBeNull()
  await housekeeping.stop()
  expect(await store.sessions.find(live.viewer.sessionId)).not.toBeNull()
  expect(await database.query(`select id from tries where subject = 'old'`)).toEqual([])
  expect(await database.query('select id from tries')).toHaveLength(2)
})
