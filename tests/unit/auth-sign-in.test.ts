import { describe, expect, test } from 'vitest'
import { networkOf } from '../../src/auth/network-of.ts'
import { BillingError } from '../../src/billing/error.ts'
import type { Store } from '../../src/store/store.ts'
import { CALLER, PERSON, REQUEST, startAuth } from '../support/auth.ts'

const RIGHT = { login: '100001', password: 'demo' }
const WRONG = { login: '100001', password: 'wrong' }
const HOUR_MS = 3_600_000

function from(address: string) {
  return { ...REQUEST, caller: { ...CALLER, address } }
}

test('the right password opens a session for the accounts that the billing names', async () => {
  const { auth, clock } = await startAuth()
  const verdict = await auth.signIn({ login: '  100001 ', password: 'demo' }, REQUEST)
  const { kind: _kind, ...subject } = PERSON
  expect(verdict).toEqual({
    kind: 'opened',
    session: {
      accessToken: expect.stringMatching(/^ey[\w-]+\.[\w-]+\.[\w-]+$/),
      accessTokenExpiresAt: clock.now + 600_000,
      refreshToken: expect.stringMatching(/^bgr_[\w-]{43}$/),
      refreshTokenExpiresAt: clock.now + 30 * 86_400_000,
      viewer: { sessionId: expect.any(String), ...subject },
    },
  })
})

test('a session lists at most fifty accounts and says that there are more', async () => {
  const { auth, credentials } = await startAuth()
  const accounts = Array.from(
    { length: 51 },
    (_, index) => ({ id: `${index}`, kind: 'PERSON', number: `${index}`, keys: {} }) as const,
  )
  credentials.people.set('100001', { ...PERSON, accounts, displayName: 'A\0B\uD800' })
  const verdict = await auth.signIn(RIGHT, REQUEST)
  expect(verdict).toMatchObject({
    session: { viewer: { accounts: accounts.slice(0, 50), hasMoreAccounts: true, displayName: 'A B\uFFFD' } },
  })
})

test.each([
  ['login', { login: '', password: 'demo' }],
  ['login', { login: '   ', password: 'demo' }],
  ['login', { login: 'x'.repeat(65), password: 'demo' }],
  ['login', { login: ' '.repeat(100_000), password: 'demo' }],
  ['login', { login: '100001\0', password: 'demo' }],
  ['login', { login: '100\n001', password: 'demo' }],
  ['login', { login: 'a\uD800b', password: 'demo' }],
  ['login', { login: 'a\uFFFFb', password: 'demo' }],
  ['password', { login: '100001', password: '' }],
  ['password', { login: '100001', password: 'x'.repeat(257) }],
  ['password', { login: '100001', password: 'a\u001Bb' }],
  ['password', { login: '100001', password: '\uDC00' }],
] as const)('an unusable %s in %j is refused before anything is counted or asked', async (field, input) => {
  const { auth, credentials, database } = await startAuth()
  expect(await auth.signIn(input, REQUEST)).toEqual({ kind: 'invalid_value', field })
  expect(credentials.calls).toEqual([])
  expect(await database.query('select id from tries union all select id from audit')).toEqual([])
})

test('the longest login and a password with blanks around it reach the billing as they are', async () => {
  const { auth, credentials } = await startAuth()
  const login = 'я'.repeat(64)
  credentials.people.set(login, PERSON)
  expect(await auth.signIn({ login, password: 'demo' }, REQUEST)).toMatchObject({ kind: 'opened' })
  expect(await auth.signIn({ login, password: ' demo ' }, REQUEST)).toEqual({ kind: 'wrong_credentials' })
})

describe('while the billing fails', () => {
  test.each(['BILLING_TIMEOUT', 'BILLING_OVERLOADED', 'BILLING_UNWRITABLE_REQUEST', 'BILLING_ACCESS_DENIED'] as const)(
    '%s is a typed refusal',
    async (code) => {
      const { auth, credentials, store } = await startAuth()
      credentials.failure = new BillingError(code, 'down', { outcome: 'not_applied' })
      expect(await auth.signIn(RIGHT, REQUEST)).toEqual({ kind: 'billing_unavailable' })
      expect(await store.audit.list({ afterId: 0, limit: 10 })).toMatchObject([
        { act: 'sign-in', actor: 'anonymous', outcome: 'unavailable' },
      ])
    },
  )

  test('an error that is no BillingError is not hidden', async () => {
    const { auth, credentials } = await startAuth()
    credentials.checkCredentials = () => Promise.reject(new TypeError('a bug'))
    await expect(auth.signIn(RIGHT, REQUEST)).rejects.toThrow('a bug')
  })
})

describe('limits', () => {
  test('the twenty-first try of an hour is not asked, in any spelling, instance or network', async () => {
    const { auth, another, credentials, clock } = await startAuth()
    const second = await another()
    for (let turn = 0; turn < 20; turn += 1) {
      const instance = turn % 2 === 0 ? auth : second
      expect(await instance.signIn(WRONG, from(`192.0.2.${turn}`))).toEqual({ kind: 'wrong_credentials' })
      clock.now += 1_000
    }
    for (const login of ['100001', ' 100001 ', '１００００１', '100\u200B001']) {
      expect(await second.signIn({ login, password: 'demo' }, from('198.51.100.9'))).toEqual({
        kind: 'too_many_tries',
        retryAfterSeconds: 3_580,
      })
    }
    expect(credentials.calls).toHaveLength(20)
    const restarted = await another()
    clock.now += 3_579_000
    expect(await restarted.signIn(RIGHT, REQUEST)).toMatchObject({ kind: 'too_many_tries', retryAfterSeconds: 1 })
    clock.now += 1_000
    expect(await restarted.signIn(RIGHT, REQUEST)).toMatchObject({ kind: 'opened' })
  })

  test('guesses at once do not pass the limit', async () => {
    const { auth, another, credentials } = await startAuth()
    const second = await another()
    const verdicts = await Promise.all(
      Array.from({ length: 30 }, (_, turn) => (turn % 2 === 0 ? auth : second).signIn(WRONG, REQUEST)),
    )
    expect(credentials.calls).toHaveLength(20)
    expect(verdicts.filter(({ kind }) => kind === 'too_many_tries')).toHaveLength(10)
  })

  test('the right password forgets the tries of its own login only', async () => {
    const { auth, credentials } = await startAuth({ maxTriesPerHour: 3 })
    credentials.people.set('100002', { ...PERSON, subjectId: 'p-2' })
    for (const login of ['100001', '100001', '100002', '100002']) await auth.signIn({ ...WRONG, login }, REQUEST)
    expect(await auth.signIn({ ...RIGHT, login: '100002' }, REQUEST)).toMatchObject({ kind: 'opened' })
    expect(await auth.signIn(WRONG, REQUEST)).toEqual({ kind: 'wrong_credentials' })
    expect(await auth.signIn(WRONG, REQUEST)).toMatchObject({ kind: 'too_many_tries' })
    expect(await auth.signIn({ ...WRONG, login: '100002' }, REQUEST)).toEqual({ kind: 'wrong_credentials' })
  })

  test('one network cannot try many logins, succeed in between, or lock out logins when it is over its limit', async () => {
    const { auth, credentials } = await startAuth({ maxTriesPerHour: 2, maxAddressTriesPerHour: 5 })
    for (let turn = 0; turn < 4; turn += 1) await auth.signIn({ ...WRONG, login: `x${turn}` }, from('2001:db8::1'))
    expect(await auth.signIn(RIGHT, from('2001:db8::2'))).toMatchObject({ kind: 'opened' })
    expect(await auth.signIn({ ...WRONG, login: 'x4' }, from('2001:db8::3'))).toEqual({ kind: 'wrong_credentials' })
    for (let turn = 0; turn < 5; turn += 1) {
      expect(await auth.signIn(WRONG, from(`2001:db8::${turn}`))).toMatchObject({ kind: 'too_many_tries' })
    }
    expect(credentials.calls).toHaveLength(6)
    expect(await auth.signIn(RIGHT, from('2001:db8:0:1::1'))).toMatchObject({ kind: 'opened' })
  })

  test('those who sign in successfully do not use up the tries of their network', async () => {
    const { auth, database } = await startAuth({ maxAddressTriesPerHour: 5 })
    for (let turn = 0; turn < 12; turn += 1) expect(await auth.signIn(RIGHT, REQUEST)).toMatchObject({ kind: 'opened' })
    expect(await database.query('select id from tries')).toEqual([])
  })

  test('a network beyond its limit is audited once an hour, however often it tries', async () => {
    const { auth, clock, store } = await startAuth({ maxAddressTriesPerHour: 1 })
    const hour = async () => {
      for (let turn = 0; turn < 10; turn += 1) await auth.signIn({ ...WRONG, login: `x${turn}` }, REQUEST)
      clock.now += HOUR_MS
    }
    await hour()
    await hour()
    const rows = await store.audit.list({ afterId: 0, limit: 99 })
    expect(rows.map(({ outcome }) => outcome)).toEqual(['refused', 'limited', 'refused', 'limited'])
    expect(rows[1]?.object).toMatch(/^network:[\w-]{16}$/)
  })

  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:DB8:0:1::5', '2001:db8:0:1::/64'],
    ['2001:db8:0000:0001:ffff::', '2001:db8:0:1::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('the address %s counts for %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

/** The store with every write written down, in order. */
function watch(
  { sessions, tries, audit, partners, members }: Store,
  calls: string[],
): Pick<Store, 'sessions' | 'tries' | 'audit' | 'partners' | 'members'> {
  const note = <R>(name: string, call: () => R): R => {
    calls.push(name)
    return call()
  }
  return {
    sessions: { ...sessions, create: (opening) => note('create', () => sessions.create(opening)) },
    tries: {
      ...tries,
      record: (attempt) => note('record', () => tries.record(attempt)),
      forget: (taken) => note('forget', () => tries.forget(taken)),
    },
    audit: { ...audit, append: (entry) => note('append', () => audit.append(entry)) },
    partners,
    members,
  }
}

describe('known and unknown logins', () => {
  test('cause the same store writes and billing calls in the same order, also over the limit', async () => {
    const { store, another, credentials } = await startAuth()
    const calls: string[] = []
    const auth = await another({ store: watch(store, calls), maxTriesPerHour: 2 })
    const seen = new Map<string, unknown[]>()
    for (const login of ['100001', 'nobody']) {
      calls.length = 0
      credentials.calls.length = 0
      const verdicts = []
      for (let turn = 0; turn < 3; turn += 1) verdicts.push(await auth.signIn({ login, password: 'wrong' }, REQUEST))
      seen.set(login, [...verdicts, [...calls], [...credentials.calls]])
    }
    const perTry = ['record', 'record', 'append']
    expect(seen.get('100001')).toEqual([
      { kind: 'wrong_credentials' },
      { kind: 'wrong_credentials' },
      { kind: 'too_many_tries', retryAfterSeconds: HOUR_MS / 1000 },
      [...perTry, ...perTry, 'record', 'record'],
      ['checkCredentials', 'checkCredentials'],
    ])
    expect(seen.get('nobody')).toEqual(seen.get('100001'))
  })
})
