import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createPartnerAdmin } from '../../src/auth/partner-admin.ts'
import { KEYS } from '../support/auth.ts'
import { type PaymentGateways, startPaymentGateways } from '../support/payment-gateways.ts'
import { type FreshDatabase, openFreshSqlite } from '../support/stores.ts'
import {
  ADDRESS,
  askTerminal,
  createFront,
  type FrontOptions,
  osmpDate,
  type Parameters,
} from '../support/terminal-fronts.ts'

const STRANGER = { 'x-forwarded-for': '203.0.113.9' }
const CACHE_MS = 100
const BY = { actor: 'test' }

async function start(database: FreshDatabase, options: FrontOptions = {}) {
  const gateways = await startPaymentGateways(database, { replicas: 1, sessionCacheMs: CACHE_MS })
  return { gateways, front: await createFront(gateways, options) }
}

function pay(changes: Parameters = {}): Parameters {
  const order = { command: 'pay', txn_id: '1', account: '100002', sum: '10.00', txn_date: osmpDate() }
  return { ...order, ...changes }
}

async function paymentsOf({ sandbox }: PaymentGateways): Promise<number> {
  return (await sandbox.ledger()).payments.filter(({ receipt }) => receipt?.startsWith('osmp/')).length
}

async function trailOf({ store }: PaymentGateways): Promise<readonly string[]> {
  const trail = await store.audit.list({ afterId: 0, limit: 1_000 })
  return trail
    .filter(({ act }) => act === 'partner-access' || act === 'partner-sign-in')
    .map(({ actor, act, object, outcome }) => `${actor} ${act} ${object} ${outcome}`)
}

/** An answer that no network takes for the end of a payment. */
function undecided(status: number) {
  return { status, values: expect.objectContaining({ result: '1' }) }
}

test('P6 who speaks no protocol here is as absent as a partner that never was', async () => {
  const database = await openFreshSqlite()
  const { gateways } = await start(database)
  const admin = createPartnerAdmin({ store: gateways.store.partners, keys: KEYS, now: Date.now })
  const base = (gateways.urls[0] ?? '').replace(/\/graphql$/, '')
  await gateways.terminal({ partnerId: 'plain' })
  await createFront(gateways, { partnerId: 'bank', front: { protocol: 'SBERBANK' } })
  // Rows that the command does not write.
  await createFront(gateways, { partnerId: 'open' })
  await gateways.store.partners.change({ id: 'open', change: { networks: [] }, audit: AUDIT })
  const terminal = (await admin.find('osmp'))?.partner.terminal ?? null
  const signing = await createSigning(gateways)
  await gateways.store.partners.change({ id: signing, change: { terminal }, audit: AUDIT })
  const answers = await Promise.all(
    ['nobody', 'plain', 'bank', 'open', signing, 'Osmp', '%6fsmp', '', 'x'.repeat(5_000)].map((id) =>
      askTerminal(`${base}/terminals/osmp/${id}`, pay()),
    ),
  )
  for (const { status, values } of answers) expect({ status, values }).toEqual(undecided(404))
  expect(new Set(answers.map(({ bytes }) => Buffer.from(bytes).toString())).size).toBe(1)
  for (const path of ['/terminals/', '/terminals/cyberplat/osmp', '/terminals/osmp/osmp/pay', '/terminals']) {
    const response = await fetch(base + path, { headers: { 'x-forwarded-for': ADDRESS } })
    expect([response.status, Object(await response.json()).errors[0].extensions.code]).toEqual([404, 'NOT_FOUND'])
  }
  expect(await paymentsOf(gateways)).toBe(0)
})

const AUDIT = { at: 1, ...BY, act: 'update-partner', object: 'partner:open', outcome: 'done', requestId: 'r' }

async function createSigning({ partners }: PaymentGateways): Promise<string> {
  const { partner } = (await partners.find('osmp')) ?? {}
  if (partner === undefined) throw new Error('There is no partner.')
  const { state: _state, createdAt: _createdAt, updatedAt: _updatedAt, ...given } = partner
  const values = { ...given, id: 'signing', referenceTemplate: 'signing/{externalId}', terminal: null, signs: true }
  const verdict = await partners.create(values, BY)
  if (verdict.kind !== 'created') throw new Error(JSON.stringify(verdict))
  return 'signing'
}

test('P6 PARTNER-4 from an address that is not the network’s nothing is paid, and the trail tells it once', async () => {
  const { gateways, front } = await start(await openFreshSqlite())
  for (const headers of [
    STRANGER,
    { 'x-forwarded-for': `${ADDRESS}, 203.0.113.9` },
    { 'x-forwarded-for': '127.0.0.1' },
  ]) {
    expect(await front.ask(pay(), { headers })).toMatchObject(undecided(403))
  }
  expect(await paymentsOf(gateways)).toBe(0)
  expect(await trailOf(gateways)).toEqual(['PARTNER:osmp partner-access partner:osmp address_not_allowed'])
})

test('P6 PARTNER-2 a network that is blocked is out, and hears after that what became of its payment', async () => {
  const { gateways, front } = await start(await openFreshSqlite())
  const first = await front.ask(pay())
  await gateways.partners.setState({ id: 'osmp', state: 'BLOCKED' }, BY)
  await delay(CACHE_MS * 2)
  for (const query of [pay(), pay({ txn_id: '2' }), { command: 'check', account: '100002' }]) {
    expect(await front.ask(query)).toMatchObject(undecided(403))
  }
  expect(await paymentsOf(gateways)).toBe(1)
  expect(await trailOf(gateways)).toEqual(['PARTNER:osmp partner-access partner:osmp blocked'])
  await gateways.partners.setState({ id: 'osmp', state: 'ACTIVE' }, BY)
  await delay(CACHE_MS * 2)
  expect((await front.ask(pay())).values).toEqual(first.values)
})

test('P6 what a browser fetches by itself, a HEAD and other methods pay nothing', async () => {
  const { gateways, front } = await start(await openFreshSqlite())
  for (const headers of [
    { 'sec-purpose': 'prefetch' },
    { purpose: 'prefetch' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'https://example.net' },
    { referer: 'http://example.net/page', accept: 'image/avif,image/webp,*/*' },
    { 'x-moz': 'prefetch' },
    { 'x-purpose': 'preview' },
  ]) {
    expect(await front.ask(pay(), { headers })).toMatchObject(undecided(403))
  }
  for (const method of ['HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
    const { status, headers } = await front.ask(pay(), { method })
    expect([method, status, headers.get('allow')]).toEqual([method, 405, 'GET, POST'])
  }
  expect(await front.ask('', { method: 'POST', body: '{}', headers: JSON_TYPE })).toMatchObject(undecided(415))
  expect(await front.ask('', { method: 'POST', body: 'x='.padEnd(70_000, 'x'), headers: FORM_TYPE })).toMatchObject(
    undecided(413),
  )
  expect(await paymentsOf(gateways)).toBe(0)
})

const JSON_TYPE = { 'content-type': 'application/json' }
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' }

function basic(pair: string) {
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

test('P6 PARTNER-3 a network with credentials is let in with them alone, and with an earlier secret until its end', async () => {
  const { gateways, front } = await start(await openFreshSqlite(), { front: { needsPassword: true } })
  const right = basic(`osmp:${front.secret}`)
  const wrong = [
    {},
    basic('osmp:wrong'),
    basic(`other:${front.secret}`),
    basic('osmp'),
    { authorization: 'Basic %%%' },
    { authorization: `Bearer ${front.secret}` },
  ]
  for (const headers of wrong) {
    const answer = await front.ask(pay(), { headers })
    expect(answer).toMatchObject(undecided(401))
    expect(answer.headers.get('www-authenticate')).toBe('Basic realm="terminals", charset="UTF-8"')
  }
  // Two of these were guesses.
  expect(await trailOf(gateways)).toEqual(
    Array.from({ length: 2 }, () => 'anonymous partner-sign-in partner:osmp wrong-secret'),
  )
  expect(await front.ask(pay(), { headers: { ...right, ...STRANGER } })).toMatchObject({ status: 403 })
  const burst = await Promise.all(
    Array.from({ length: 50 }, () => front.ask({ command: 'check', account: '100002' }, { headers: right })),
  )
  expect(new Set(burst.map(({ status }) => status))).toEqual(new Set([200]))
  expect((await front.ask(pay(), { headers: right })).values).toMatchObject({ result: '0' })
  const rotated = await gateways.partners.rotate({ id: 'osmp', purpose: 'SIGN_IN', overlapMs: 60_000 }, BY)
  const next = rotated.kind === 'rotated' ? basic(`osmp:${rotated.secrets.secret}`) : {}
  await delay(CACHE_MS * 2)
  for (const headers of [right, next]) expect((await front.ask(pay(), { headers })).status).toBe(200)
  await gateways.partners.rotate({ id: 'osmp', purpose: 'SIGN_IN', overlapMs: 0 }, BY)
  await delay(CACHE_MS * 2)
  for (const headers of [right, next]) expect(await front.ask(pay(), { headers })).toMatchObject(undecided(401))
  expect(await paymentsOf(gateways)).toBe(1)
})

test('P6 guesses at the credentials of a network are counted, and end', { timeout: 60_000 }, async () => {
  const { gateways, front } = await start(await openFreshSqlite(), { front: { needsPassword: true } })
  const guess = (at: number) => front.ask(pay(), { headers: basic(`osmp:guess-${at}`) })
  for (let round = 0; round < 5; round += 1) {
    const guesses = await Promise.all(Array.from({ length: 20 }, (_, at) => guess(round * 20 + at)))
    expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([401]))
  }
  const late = await guess(100)
  expect(late).toMatchObject(undecided(401))
  expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(60)
  expect(await front.ask(pay(), { headers: basic(`osmp:${front.secret}`) })).toMatchObject({ status: 401 })
  expect((await trailOf(gateways)).at(-1)).toMatch(/limited$/)
})

test('P6 a network that reads windows-1251 is read and answered in it', async () => {
  const { gateways, front } = await start(await openFreshSqlite(), { front: { charset: 'windows-1251' } })
  const account = await numberWithLetters(gateways)
  const encoded = [...Buffer.from(WINDOWS_1251)].map((byte) => `%${byte.toString(16)}`).join('')
  const answer = await front.ask(`command=check&account=${encoded}`)
  expect(answer.headers.get('content-type')).toBe('text/xml; charset=windows-1251')
  expect(answer.values).toMatchObject({ result: '0', field1: expect.stringMatching(/^[А-Я]\*{3}/) })
  expect(account).toBe('ДОМ-7')
  const unreadable = await front.ask(`command=check&account=${encodeURIComponent('ДОМ-7')}`)
  expect(unreadable.values).toMatchObject({ result: expect.stringMatching(/^[45]$/) })
})

test('P6 letters of a form that are not percent-encoded are read as well', async () => {
  const { gateways, front } = await start(await openFreshSqlite(), { front: { charset: 'windows-1251' } })
  await numberWithLetters(gateways)
  const body = Uint8Array.from([...Buffer.from('command=check&account='), ...WINDOWS_1251])
  expect((await front.ask('', { method: 'POST', headers: FORM_TYPE, body })).values).toMatchObject({ result: '0' })
})

/** "ДОМ-7". */
const WINDOWS_1251 = Uint8Array.of(0xc4, 0xce, 0xcc, 0x2d, 0x37)

async function numberWithLetters({ sandbox }: PaymentGateways): Promise<string> {
  const { number } = await sandbox.createAccount({ number: 'ДОМ-7', type: 'P', login: 'dom7', password: 'x' })
  return number
}

test('P6 an answer is a well-formed document whatever stands in the request', async () => {
  const { gateways, front } = await start(await openFreshSqlite())
  const plain = new URLSearchParams(pay()).toString()
  for (const query of [
    '',
    '&&&',
    '=',
    '%',
    '%zz=1',
    plain.replace('command', 'comm%61nd').replace('pay', 'refund'),
    `${plain}&txn_id=2`,
    plain.replace('txn_id=1', 'txn_id=%3C%2Fresponse%3E'),
    plain.replace('txn_id=1', 'txn_id=%00'),
    plain.replace('txn_id=1', 'txn_id=%EF%BF%BE'),
    plain.replace('txn_id=1', 'txn_id=%ED%A0%80'),
    plain.replace('txn_id=1', `txn_id=${'%D0%AF'.repeat(1_000)}`),
    plain.replace('100002', encodeURIComponent(']]>&amp;<!DOCTYPE x>')),
    `${plain.replace('sum=10.00', 'sum=')}&sum[]=10.00`,
    'x=1&'.repeat(3_000),
  ]) {
    const { status, values } = await front.ask(query)
    expect({ query, status, values }).toMatchObject({
      query,
      status: 200,
      values: { result: expect.stringMatching(/^(?:4|5|300)$/) },
    })
  }
  expect(await paymentsOf(gateways)).toBe(0)
})

test('P6 while the store is away a network hears nothing that is final', async () => {
  const gateways = await startPaymentGateways(await openFreshSqlite(), { replicas: 1, sessionCacheMs: 1_500 })
  const front = await createFront(gateways)
  await front.ask(pay())
  await gateways.closeStores()
  for (const query of [
    pay(),
    pay({ txn_id: '2' }),
    { command: 'check', account: '100002' },
    { command: 'status', txn_id: '1' },
  ]) {
    expect(await front.ask(query)).toMatchObject(undecided(200))
  }
  await delay(1_600)
  expect(await front.ask(pay())).toMatchObject(undecided(503))
})
