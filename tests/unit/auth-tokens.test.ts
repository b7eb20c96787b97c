import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { CALLER, KEYS, REQUEST, startAuth, type TestAuth } from '../support/auth.ts'

type Json = Record<string, unknown>

const SIGN_IN = { login: '100001', password: 'demo' }
const stranger = generateKeyPairSync('ed25519')
const strangerJwk = stranger.publicKey.export({ format: 'jwk' })
const ownPublicKey = KEYS.publicKeys.get(KEYS.kid)

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

/** A JWT made by hand, as a forger would: any header, any claims, any key. */
function forge(header: Json, claims: Json, key: KeyObject = KEYS.privateKey): string {
  const body = `${encode(header)}.${encode(claims)}`
  return `${body}.${sign(null, Buffer.from(body), key).toString('base64url')}`
}

async function startSignedIn(): Promise<TestAuth & { token: string; claims: Json }> {
  const test = await startAuth()
  const verdict = await test.auth.signIn(SIGN_IN, REQUEST)
  if (verdict.kind !== 'opened') throw new Error(`sign-in answered ${verdict.kind}`)
  const token = verdict.session.accessToken
  const claims: Json = Object(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()))
  return { ...test, token, claims }
}

const HEADER = { alg: 'EdDSA', typ: 'at+jwt', kid: KEYS.kid }

test('an access token carries exactly what it needs', async () => {
  const { token, claims, clock } = await startSignedIn()
  const issuedAt = Math.floor(clock.now / 1000)
  expect(JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())).toEqual(HEADER)
  expect(claims).toEqual({
    sub: 'p-1',
    sid: expect.any(String),
    role: 'SUBSCRIBER',
    iss: 'test-issuer',
    aud: 'test-audience',
    iat: issuedAt,
    exp: issuedAt + 600,
    jti: expect.any(String),
  })
})

test('the forger of these tests can make a token that is accepted', async () => {
  const { auth, claims } = await startSignedIn()
  expect(await auth.authenticate(`Bearer ${forge(HEADER, claims)}`)).toMatchObject({ kind: 'viewer' })
})

const FORGERIES: readonly (readonly [string, (claims: Json, token: string) => string])[] = [
  ['has no signature (alg none)', (claims) => `${encode({ ...HEADER, alg: 'none' })}.${encode(claims)}.`],
  [
    'is signed by HS256 with the public key as the secret',
    (claims) => {
      const body = `${encode({ ...HEADER, alg: 'HS256' })}.${encode(claims)}`
      const secret = ownPublicKey?.export({ type: 'spki', format: 'pem' }) ?? ''
      return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
    },
  ],
  ['names another algorithm', (claims) => forge({ ...HEADER, alg: 'Ed25519' }, claims)],
  ['is signed by a stranger under our kid', (claims) => forge(HEADER, claims, stranger.privateKey)],
  ['has an unknown kid', (claims) => forge({ ...HEADER, kid: 'other' }, claims)],
  ['has no kid', (claims) => forge({ alg: 'EdDSA', typ: 'at+jwt' }, claims)],
  ['has a kid that is a property of every object', (claims) => forge({ ...HEADER, kid: '__proto__' }, claims)],
  ['brings its own key (jwk)', (claims) => forge({ ...HEADER, jwk: strangerJwk }, claims, stranger.privateKey)],
  [
    'names the address of a key (jku)',
    (claims) => forge({ ...HEADER, kid: 'x', jku: 'http://127.0.0.1:9/jwks' }, claims, stranger.privateKey),
  ],
  [
    'names the address of a certificate (x5u)',
    (claims) => forge({ ...HEADER, x5u: 'http://127.0.0.1:9/x' }, claims, stranger.privateKey),
  ],
  ['asks for an extension (crit)', (claims) => forge({ ...HEADER, crit: ['exp'] }, claims)],
  ['is another kind of JWT', (claims) => forge({ ...HEADER, typ: 'JWT' }, claims)],
  ['has no type', (claims) => forge({ alg: 'EdDSA', kid: KEYS.kid }, claims)],
  ['has another issuer', (claims) => forge(HEADER, { ...claims, iss: 'other' })],
  ['has another audience', (claims) => forge(HEADER, { ...claims, aud: 'other' })],
  ['never expires', (claims) => forge(HEADER, { ...claims, exp: undefined })],
  ['expires at a text', (claims) => forge(HEADER, { ...claims, exp: 'tomorrow' })],
  ['is not valid yet', (claims) => forge(HEADER, { ...claims, nbf: Number(claims['iat']) + 60 })],
  ['names no session', (claims) => forge(HEADER, { ...claims, sid: undefined })],
  ['names a session that is not there', (claims) => forge(HEADER, { ...claims, sid: 'other' })],
  ["names somebody else's session", (claims) => forge(HEADER, { ...claims, sub: 'p-2' })],
  ['claims a higher role than its session', (claims) => forge(HEADER, { ...claims, role: 'OPERATOR' })],
  ['has claims that are no object', () => forge(HEADER, Object([1]))],
  ['is truncated', (_claims, token) => token.slice(0, -10)],
  [
    'has one changed character',
    (_claims, token) => token.slice(0, -20) + (token.at(-20) === 'A' ? 'B' : 'A') + token.slice(-19),
  ],
  ['has no signature part', (_claims, token) => token.split('.').slice(0, 2).join('.')],
  ['is empty', () => ''],
  ['is prose', () => 'let me in'],
  ['is 100 KB long', (claims) => forge(HEADER, { ...claims, pad: 'x'.repeat(100_000) })],
]

test.each(FORGERIES)('a token that %s is refused as invalid', async (_what, make) => {
  const { auth, claims, token } = await startSignedIn()
  expect(await auth.authenticate(`Bearer ${make(claims, token)}`)).toEqual({ kind: 'refused', reason: 'invalid' })
})

test.each(['', 'Bearer', 'Bearer ', 'Basic MTAwMDAxOmRlbW8=', 'Bearer a b', 'Token x'])(
  'the header %j is refused as invalid',
  async (header) => {
    const { auth } = await startAuth()
    expect(await auth.authenticate(header)).toEqual({ kind: 'refused', reason: 'invalid' })
  },
)

test('no header is nobody, and the scheme may be written in any case', async () => {
  const { auth, token } = await startSignedIn()
  expect(await auth.authenticate(undefined)).toEqual({ kind: 'anonymous' })
  expect(await auth.authenticate(`bearer ${token}`)).toMatchObject({ kind: 'viewer' })
})

test('a token expires after ten minutes, with two seconds for clocks, also when it was verified before', async () => {
  const { auth, token, clock, another } = await startSignedIn()
  const fresh = await another()
  clock.now += 601_999
  expect(await auth.authenticate(`Bearer ${token}`)).toMatchObject({ kind: 'viewer' })
  clock.now += 1
  expect(await auth.authenticate(`Bearer ${token}`)).toEqual({ kind: 'refused', reason: 'expired' })
  expect(await fresh.authenticate(`Bearer ${token}`)).toEqual({ kind: 'refused', reason: 'expired' })
})

test('an expired token with a wrong signature is invalid, not expired', async () => {
  const { auth, claims } = await startSignedIn()
  const token = forge(HEADER, { ...claims, exp: 1 }, stranger.privateKey)
  expect(await auth.authenticate(`Bearer ${token}`)).toEqual({ kind: 'refused', reason: 'invalid' })
})

test('a verified token costs the store one look-up per three seconds', async () => {
  const { store, token, clock, another } = await startSignedIn()
  const asked: string[] = []
  const sessions = {
    ...store.sessions,
    find: (id: string) => {
      asked.push(id)
      return store.sessions.find(id)
    },
  }
  const auth = await another({ store: { ...store, sessions } })
  const verdicts = await Promise.all(Array.from({ length: 20 }, () => auth.authenticate(`Bearer ${token}`)))
  expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(new Set(['viewer']))
  expect(asked).toHaveLength(1)
  clock.now += 2_999
  await auth.authenticate(`Bearer ${token}`)
  expect(asked).toHaveLength(1)
  clock.now += 1
  await auth.authenticate(`Bearer ${token}`)
  expect(asked).toHaveLength(2)
})

test('a signed-out session is refused at once here and within five seconds elsewhere', async () => {
  const { auth, token, clock, another } = await startSignedIn()
  const elsewhere = await another({ sessionCacheMs: 5_000 })
  const verdict = await auth.authenticate(`Bearer ${token}`)
  expect(await elsewhere.authenticate(`Bearer ${token}`)).toMatchObject({ kind: 'viewer' })
  if (verdict.kind !== 'viewer') throw new Error(verdict.kind)
  await auth.signOut(verdict.viewer, CALLER)
  expect(await auth.authenticate(`Bearer ${token}`)).toEqual({ kind: 'refused', reason: 'invalid' })
  clock.now += 5_000
  expect(await elsewhere.authenticate(`Bearer ${token}`)).toEqual({ kind: 'refused', reason: 'invalid' })
})

test('a session cache older than five seconds cannot be configured', async () => {
  await expect(startAuth({ sessionCacheMs: 5_001 })).rejects.toThrow(RangeError)
})
