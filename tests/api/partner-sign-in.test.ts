import { expect, test } from 'vitest'
import { provideDemoPartner } from '../../src/auth/partner-demo-setup.ts'
import { post, signInPartner, startPartnerGateways, tokenOf } from '../support/partner-gateways.ts'
import { openFreshSqlite } from '../support/stores.ts'

const ME = JSON.stringify({
  query: '{ partner { partnerId name paymentMethod limits { maxAmount { amount currency } } } }',
})
const REFUSED = {
  session: null,
  userErrors: [{ code: 'WRONG_CREDENTIALS', field: null, message: expect.stringContaining('not let in') }],
  retryAfterSeconds: null,
}

function bearer(token: string, address?: string): Record<string, string> {
  return { authorization: `Bearer ${token}`, ...(address === undefined ? {} : { 'x-forwarded-for': address }) }
}

async function start(options: Parameters<typeof startPartnerGateways>[1] = {}) {
  const gateways = await startPartnerGateways(await openFreshSqlite(), options)
  const [url = '', second = ''] = gateways.urls
  return { ...gateways, url, second }
}

test('a partner signs in with its secret for ten minutes and sees itself', async () => {
  const { url, create, clock } = await start()
  const { secret } = await create({ name: 'Киоск' })
  const { session, userErrors } = await signInPartner(url, { partnerId: 'kiosk', secret })
  expect(userErrors).toEqual([])
  expect(session).toEqual({
    accessToken: expect.stringMatching(/^ey/),
    accessTokenExpiresAt: '2026-09-21T17:23:20.000+03:00',
    partner: { partnerId: 'kiosk', name: 'Киоск' },
  })
  const token = session?.accessToken ?? ''
  const limits = { maxAmount: { amount: '15000.00', currency: 'RUB' } }
  expect((await post(url, ME, bearer(token))).data).toEqual({
    partner: { partnerId: 'kiosk', name: 'Киоск', paymentMethod: 'TERMINAL', limits },
  })
  clock.now += 602_001
  expect(await post(url, ME, bearer(token))).toMatchObject({ data: { partner: null }, code: 'UNAUTHENTICATED' })
})

test('a partner sees no subscriber, and a subscriber no partner', async () => {
  const { url, create } = await start()
  const { secret } = await create()
  const token = await tokenOf(url, { partnerId: 'kiosk', secret })
  expect(await post(url, '{"query":"{ viewer { displayName } }"}', bearer(token))).toMatchObject({ code: 'FORBIDDEN' })
  expect(await post(url, ME)).toMatchObject({ code: 'UNAUTHENTICATED' })
})

test('PARTNER-1 unknown, blocked, from elsewhere and wrong secret have one answer; only the trail tells them apart', async () => {
  const { url, create, admin, outcomes } = await start()
  const { secret } = await create()
  const blocked = await create({ id: 'blocked' })
  const elsewhere = await create({ id: 'elsewhere', networks: ['198.51.100.0/24'] })
  await admin.setState({ id: 'blocked', state: 'BLOCKED' }, { actor: 'cli' })
  expect(await signInPartner(url, { partnerId: 'nobody', secret })).toEqual(REFUSED)
  expect(await signInPartner(url, { partnerId: 'kiosk', secret: `${secret}x` })).toEqual(REFUSED)
  expect(await signInPartner(url, { partnerId: 'blocked', secret: blocked.secret })).toEqual(REFUSED)
  expect(await signInPartner(url, { partnerId: 'elsewhere', secret: elsewhere.secret })).toEqual(REFUSED)
  expect(await outcomes()).toEqual(['unknown', 'wrong-secret', 'blocked', 'address'])
  const there = { 'x-forwarded-for': '198.51.100.7' }
  expect(await signInPartner(url, { partnerId: 'elsewhere', secret: elsewhere.secret }, there)).toMatchObject({
    session: { partner: { partnerId: 'elsewhere' } },
  })
})

test('the refusal is told in Russian too, and what cannot be an id or a secret names its field', async () => {
  const { url } = await start()
  const russian = await signInPartner(url, { partnerId: 'nobody', secret: 'x' }, { 'accept-language': 'ru' })
  expect(russian.userErrors[0]?.message).toContain('не допущен')
  for (const [field, input] of [
    ['partnerId', { partnerId: 'Not An Id', secret: 'x' }],
    ['secret', { partnerId: 'kiosk', secret: '' }],
    ['secret', { partnerId: 'kiosk', secret: 'a\u0000b' }],
  ] as const) {
    expect((await signInPartner(url, input)).userErrors).toMatchObject([{ code: 'INVALID_VALUE', field }])
  }
})

test('PARTNER-2 a partner that is blocked in mid-session is out on every replica within five seconds, and stays out', async () => {
  const { url, second, create, admin, clock } = await start({ replicas: ['development', 'development'] })
  const { secret } = await create()
  const token = await tokenOf(url, { partnerId: 'kiosk', secret })
  for (const replica of [url, second]) expect((await post(replica, ME, bearer(token))).code).toBeNull()
  await admin.setState({ id: 'kiosk', state: 'BLOCKED' }, { actor: 'cli' })
  clock.now += 5_000
  for (const replica of [url, second]) {
    expect(await post(replica, ME, bearer(token))).toMatchObject({ code: 'UNAUTHENTICATED' })
  }
  await admin.setState({ id: 'kiosk', state: 'ACTIVE' }, { actor: 'cli' })
  clock.now += 5_000
  expect(await post(url, ME, bearer(token))).toMatchObject({ code: 'UNAUTHENTICATED' })
  expect((await post(url, ME, bearer(await tokenOf(url, { partnerId: 'kiosk', secret })))).code).toBeNull()
})

test('PARTNER-3 while a secret is rotated both work; the earlier one and its sessions end together', async () => {
  const { url, second, create, admin, clock } = await start({ replicas: ['development', 'development'] })
  const { secret: earlier } = await create()
  const before = await tokenOf(url, { partnerId: 'kiosk', secret: earlier })
  const rotated = await admin.rotate({ id: 'kiosk', purpose: 'SIGN_IN', overlapMs: 60_000 }, { actor: 'cli' })
  const later = rotated.kind === 'rotated' ? (rotated.secrets.secret ?? '') : ''
  clock.now += 59_000
  const during = await signInPartner(second, { partnerId: 'kiosk', secret: earlier })
  expect(during.session?.accessTokenExpiresAt).toBe('2026-09-21T17:14:20.000+03:00')
  const fresh = await tokenOf(url, { partnerId: 'kiosk', secret: later })
  for (const token of [before, during.session?.accessToken ?? '', fresh]) {
    expect((await post(second, ME, bearer(token))).code).toBeNull()
  }
  clock.now += 6_000
  expect(await signInPartner(url, { partnerId: 'kiosk', secret: earlier })).toEqual(REFUSED)
  for (const token of [before, during.session?.accessToken ?? '']) {
    expect((await post(second, ME, bearer(token))).code).toBe('UNAUTHENTICATED')
  }
  expect((await post(second, ME, bearer(fresh))).code).toBeNull()
})

test('PARTNER-3 a secret that is rotated at once takes its sessions along within five seconds', async () => {
  const { url, create, admin, clock } = await start()
  const { secret } = await create()
  const token = await tokenOf(url, { partnerId: 'kiosk', secret })
  expect((await post(url, ME, bearer(token))).code).toBeNull()
  await admin.rotate({ id: 'kiosk', purpose: 'SIGN_IN', overlapMs: 0 }, { actor: 'cli' })
  clock.now += 5_000
  expect((await post(url, ME, bearer(token))).code).toBe('UNAUTHENTICATED')
  expect(await signInPartner(url, { partnerId: 'kiosk', secret })).toEqual(REFUSED)
})

test('PARTNER-4 an operation from an address that is not the partner’s is not served, however valid the token', async () => {
  const { url, create, admin, clock, outcomes } = await start()
  const { secret } = await create({ networks: ['198.51.100.0/24', '2001:db8::/32'] })
  const there = { 'x-forwarded-for': '198.51.100.9' }
  const token = (await signInPartner(url, { partnerId: 'kiosk', secret }, there)).session?.accessToken ?? ''
  for (const address of ['198.51.100.9', '2001:db8::7']) {
    expect((await post(url, ME, bearer(token, address))).code).toBeNull()
  }
  for (const document of [ME, '{"query":"{ regions { name } }"}', '{"query":"{ nonsense"}']) {
    expect(await post(url, document, bearer(token, '198.51.101.9'))).toMatchObject({
      status: 403,
      data: null,
      code: 'ADDRESS_NOT_ALLOWED',
    })
  }
  expect(await outcomes()).toEqual(['accepted', 'address_not_allowed'])
  await admin.change({ id: 'kiosk', change: { networks: [] } }, { actor: 'cli' })
  clock.now += 5_000
  expect((await post(url, ME, bearer(token, '198.51.101.9'))).code).toBeNull()
})

test('one operation signs in once', async () => {
  const { url } = await start()
  const call = 'signInPartner(input: { partnerId: "kiosk", secret: "x" }) { userErrors { code } }'
  const body = JSON.stringify({ query: `mutation { a: ${call} b: ${call} }` })
  expect((await post(url, body)).status).toBe(400)
})

test('PARTNER-5 the demo partner is let in beside the sandbox, and never in production, also on the same store', async () => {
  const { url, second: production, admin, outcomes } = await start({ replicas: ['development', 'production'] })
  expect(await provideDemoPartner(admin, 'RUB')).toBe(true)
  expect(await provideDemoPartner(admin, 'RUB')).toBe(true)
  const demo = { partnerId: 'demo-terminal', secret: 'demo-secret' }
  const token = await tokenOf(url, demo)
  expect((await post(url, ME, bearer(token))).code).toBeNull()
  expect(await signInPartner(production, demo)).toEqual(REFUSED)
  expect(await post(production, ME, bearer(token))).toMatchObject({ code: 'UNAUTHENTICATED' })
  expect(await outcomes()).toEqual(['accepted', 'unknown'])
})
