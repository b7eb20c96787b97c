import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type PartnerGateways, post, signBody, startPartnerGateways, tokenOf } from '../support/partner-gateways.ts'
import { NOW } from '../support/partners.ts'
import { describeStores, openFreshSqlite } from '../support/stores.ts'

// Written as no program would: the bytes that came count, not what they mean.
const BODY = '{ "query" : "{ partner { partnerId } }" ,\t"variables":{"text":"Ё"} }'
const MINUTE_MS = 60_000

interface Scene extends PartnerGateways {
  readonly url: string
  readonly key: string
  readonly token: string
  /** Sends a body with the partner's token. */
  readonly send: (headers: Readonly<Record<string, string>>, body?: string, url?: string) => ReturnType<typeof post>
}

async function start(gateways: PartnerGateways): Promise<Scene> {
  const [url = ''] = gateways.urls
  const { secret, signingSecret: key } = await gateways.create({ signs: true })
  const token = await tokenOf(url, { partnerId: 'kiosk', secret })
  const send: Scene['send'] = (headers, body = BODY, to = url) =>
    post(to, body, { authorization: `Bearer ${token}`, ...headers })
  return { ...gateways, url, key, token, send }
}

async function startOne(): Promise<Scene> {
  return start(await startPartnerGateways(await openFreshSqlite()))
}

test('PARTNER-6 a signed request is served', async () => {
  const { send, key } = await startOne()
  expect(await send(signBody(BODY, { key }))).toMatchObject({
    status: 200,
    data: { partner: { partnerId: 'kiosk' } },
    code: null,
  })
  const headers = signBody(BODY, { key })
  const upperCase = { ...headers, 'x-signature': (headers['x-signature'] ?? '').toUpperCase() }
  expect((await send(upperCase)).code).toBeNull()
})

test('PARTNER-6 without a signature nothing is served with the token, not even what is open to everybody', async () => {
  const { send, key, outcomes, url } = await startOne()
  const complete = signBody(BODY, { key })
  for (const left of ['x-signature', 'x-timestamp', 'x-nonce']) {
    const headers = Object.fromEntries(Object.entries(complete).filter(([name]) => name !== left))
    expect(await send(headers)).toMatchObject({ status: 401, data: null, code: 'SIGNATURE_MISSING' })
  }
  for (const body of ['{"query":"{ regions { name } }"}', '{"query":"mutation { signOut { signedOut } }"}']) {
    expect(await send({}, body)).toMatchObject({ status: 401, data: null, code: 'SIGNATURE_MISSING' })
  }
  expect((await post(url, '{"query":"{ regions { name } }"}')).code).toBeNull()
  expect(await outcomes()).toEqual(['accepted', 'signature_missing'])
})

test('PARTNER-6 a signature over other bytes, another time, another nonce or by another key is refused', async () => {
  const { send, key, clock } = await startOne()
  const headers = signBody(BODY, { key })
  const forged: readonly (readonly [Record<string, string>, string])[] = [
    [headers, BODY.replace('\t', ' ')],
    [headers, BODY.replace('Ё', 'Е')],
    [{ ...headers, 'x-timestamp': String(NOW + 1) }, BODY],
    [{ ...headers, 'x-nonce': randomUUID() }, BODY],
    [signBody(BODY, { key: `${key}x` }), BODY],
    [signBody(BODY, { key: '' }), BODY],
  ]
  for (const [given, body] of forged) {
    expect(await send(given, body)).toMatchObject({ status: 401, data: null, code: 'SIGNATURE_INVALID' })
  }
  clock.now += 1
  expect((await send(headers)).code).toBeNull()
})

test.each([
  ['a timestamp in seconds', { 'x-timestamp': '1790000000' }],
  ['a timestamp that is no number', { 'x-timestamp': '1790000000000.5' }],
  ['a timestamp with a sign', { 'x-timestamp': '+1790000000000' }],
  ['a short nonce', { 'x-nonce': 'short' }],
  ['a long nonce', { 'x-nonce': 'x'.repeat(65) }],
  ['a nonce with other characters', { 'x-nonce': '0123456789abcdef.' }],
  ['a signature that is no SHA-256', { 'x-signature': 'ab' }],
  ['a signature in base64', { 'x-signature': '+'.repeat(64) }],
])('%s is malformed, whatever is signed with it', async (_what, malformed) => {
  const { send, key } = await startOne()
  const values = { 'x-timestamp': String(NOW), 'x-nonce': randomUUID(), ...malformed }
  const { 'x-signature': signature = '' } = signBody(BODY, { key, at: values['x-timestamp'], nonce: values['x-nonce'] })
  expect(await send({ 'x-signature': signature, ...values })).toMatchObject({
    status: 401,
    code: 'SIGNATURE_INVALID',
  })
})

test('PARTNER-7 a timestamp may be five minutes off either way, and no more', async () => {
  const { send, key } = await startOne()
  for (const at of [NOW - 5 * MINUTE_MS, NOW + 5 * MINUTE_MS]) {
    expect((await send(signBody(BODY, { key, at }))).code).toBeNull()
  }
  for (const at of [NOW - 5 * MINUTE_MS - 1, NOW + 5 * MINUTE_MS + 1]) {
    expect(await send(signBody(BODY, { key, at }))).toMatchObject({ status: 401, data: null, code: 'SIGNATURE_STALE' })
  }
})

test('a body that the server refuses by itself uses up no nonce', async () => {
  const { send, key, store } = await startOne()
  const headers = signBody('[]', { key })
  expect(await send(headers, '[]')).toMatchObject({ status: 400, code: 'BATCHING_NOT_SUPPORTED' })
  const nonce = headers['x-nonce'] ?? ''
  expect(await store.partners.useNonce({ partnerId: 'kiosk', nonce, expiresAt: NOW })).toBe(true)
})

test('the refusals are told in Russian too', async () => {
  const { send } = await startOne()
  expect((await send({ 'accept-language': 'ru' })).text).toContain('подписываются')
})

test('signing keys overlap while they are rotated, and a partner that gets its first one has to sign from then on', async () => {
  const gateways = await startPartnerGateways(await openFreshSqlite())
  const [url = ''] = gateways.urls
  const { secret } = await gateways.create()
  const token = await tokenOf(url, { partnerId: 'kiosk', secret })
  const send = (headers: Record<string, string> = {}) =>
    post(url, BODY, { authorization: `Bearer ${token}`, ...headers })
  const rotate = async (overlapMs: number): Promise<string> => {
    const rotated = await gateways.admin.rotate({ id: 'kiosk', purpose: 'SIGNING', overlapMs }, { actor: 'cli' })
    gateways.clock.now += 5_000
    return rotated.kind === 'rotated' ? (rotated.secrets.signingSecret ?? '') : rotated.kind
  }
  expect((await send()).code).toBeNull()
  const first = await rotate(0)
  expect((await send()).code).toBe('SIGNATURE_MISSING')
  const second = await rotate(MINUTE_MS)
  for (const key of [first, second]) expect((await send(signBody(BODY, { key }))).code).toBeNull()
  gateways.clock.now += MINUTE_MS
  expect((await send(signBody(BODY, { key: first }))).code).toBe('SIGNATURE_INVALID')
  expect((await send(signBody(BODY, { key: second }))).code).toBeNull()
})

describeStores((openFresh) => {
  test('PARTNER-8 a request is served once: its repeat is refused, by another replica on the same store too', async () => {
    const database = await openFresh()
    const scene = await start(await startPartnerGateways(database, { replicas: ['development', 'development'] }))
    const { send, key, urls, clock, outcomes } = scene
    const headers = signBody(BODY, { key })
    const atOnce = await Promise.all([...urls, ...urls].map((url) => send(headers, BODY, url)))
    expect(atOnce.filter(({ code }) => code === null)).toHaveLength(1)
    expect(atOnce.filter(({ code, status }) => code === 'SIGNATURE_REPLAYED' && status === 401)).toHaveLength(3)
    clock.now += 5 * MINUTE_MS
    for (const url of urls) {
      expect(await send(headers, BODY, url)).toMatchObject({ status: 401, data: null, code: 'SIGNATURE_REPLAYED' })
    }
    expect(await outcomes()).toEqual(['accepted', 'signature_replayed'])
    await scene.store.partners.deleteNonces(clock.now)
    expect((await send(headers)).code).toBe('SIGNATURE_REPLAYED')
    clock.now += 1
    expect((await send(headers)).code).toBe('SIGNATURE_STALE')
  })
})
