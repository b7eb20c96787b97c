import { request } from 'node:http'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isLoopback } from '../../src/sandbox/control/handler.ts'
import { type Fronts, START_AT, startFronts, textsOf } from './fronts-harness.ts'

let fronts: Fronts
beforeAll(async () => {
  fronts = await startFronts()
})
afterAll(() => fronts.close())

test('GET /control lists resources, operations and faults', async () => {
  const { status, text } = await fronts.control('GET', '')
  expect(status).toBe(200)
  for (const word of [
    'PUT /control/faults/:operation',
    'rest.checkCredentials',
    'soap.AddPayment',
    'dropAfterApplying',
  ]) {
    expect(text).toContain(word)
  }
})

test.each([
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['10.0.0.1', false],
  ['::ffff:10.0.0.1', false],
  ['128.0.0.1', false],
  ['1270.0.0.1', false],
  ['fe80::1', false],
  [undefined, false],
])('the address %s counts as loopback: %s', (address, expected) => {
  expect(isLoopback(address)).toBe(expected)
})

const outside = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === 'IPv4' && !address.internal)?.address

test.skipIf(outside === undefined)(
  'callers from elsewhere are refused by control, and served by the billing',
  async () => {
    const open = await startFronts({ host: '0.0.0.0' })
    const base = open.url.replace('0.0.0.0', outside ?? '')
    expect((await fetch(`${base}/control`)).status).toBe(403)
    expect((await fetch(`${base}/soap?wsdl`)).status).toBe(200)
    await open.close()
  },
)

test('a web page in a browser is refused', async () => {
  const response = await fetch(`${fronts.url}/control/clock`, { headers: { origin: 'http://evil.example' } })
  expect(response.status).toBe(403)
})

test('a rule reads back as it was understood', async () => {
  const rule = {
    latency: { p50Ms: 1, p99Ms: 2 },
    errorRate: 0.5,
    faults: [{ kind: 'applyLate', rate: 0.1, times: 3, delayMs: 5 }],
  }
  expect((await fronts.control('PUT', '/faults/soap.AddPayment', rule)).status).toBe(200)
  const understood = { ...rule, seed: 1, struck: { applyLate: 0 } }
  expect((await fronts.control('GET', '/faults/soap.AddPayment')).body).toMatchObject(understood)
  expect((await fronts.control('GET', '/faults')).body).toMatchObject({ 'soap.AddPayment': understood })
  await fronts.control('PUT', '/faults', { 'rest.ping': { latency: 1 } })
  expect(Object.keys(Object((await fronts.control('GET', '/faults')).body))).toEqual(['rest.ping'])
  await fronts.control('DELETE', '/faults')
  expect((await fronts.control('GET', '/faults')).body).toEqual({})
  expect((await fronts.control('GET', '/faults/rest.ping')).text).toBe('null\n')
})

const BAD: readonly [string, string, unknown, number, RegExp][] = [
  ['PUT', '/faults/rest.nothing', {}, 400, /^unknown operation 'rest.nothing'; known: \*, rest.ping, /],
  ['GET', '/faults/AddPayment', undefined, 400, /^unknown operation/],
  ['DELETE', '/faults/x', undefined, 400, /^unknown operation/],
  ['PUT', '/faults', { 'rest.x': {} }, 400, /^unknown operation/],
  ['PUT', '/faults', [], 400, /^the fault table must be an object/],
  ['PUT', '/faults/*', 'not JSON', 400, /^the body must be JSON/],
  ['PUT', '/faults/*', [], 400, /^a rule must be an object/],
  [
    'PUT',
    '/faults/*',
    { kind: 'html' },
    400,
    /^unknown field 'kind' in a rule; known: latency, errorRate, faults, seed/,
  ],
  ['PUT', '/faults/*', { faults: {} }, 400, /^'faults' must be a list/],
  ['PUT', '/faults/*', { faults: [{ kind: 'bogus' }] }, 400, /^unknown kind "bogus"; known: http500, /],
  ['PUT', '/faults/*', { faults: [{}] }, 400, /^unknown kind ; known/],
  ['PUT', '/faults/*', { faults: [{ kind: 'toString' }] }, 400, /^unknown kind "toString"/],
  ['PUT', '/faults/*', { faults: ['html'] }, 400, /^a fault must be an object/],
  ['PUT', '/faults/*', { faults: [{ kind: 'html', rate: 2 }] }, 400, /^'rate' must be a number from 0 to 1/],
  ['PUT', '/faults/*', { faults: [{ kind: 'html', times: 0 }] }, 400, /^'times' must be a whole number/],
  ['PUT', '/faults/*', { faults: [{ kind: 'html', times: 1.5 }] }, 400, /^'times' must be a whole number/],
  ['PUT', '/faults/*', { faults: [{ kind: 'html', delayMs: 5 }] }, 400, /^'delayMs' belongs to applyLate/],
  ['PUT', '/faults/*', { faults: [{ kind: 'wrongCharset', variant: 'x' }] }, 400, /^'variant' must be one of bytes/],
  ['PUT', '/faults/rest.ping', { faults: [{ kind: 'doctype' }] }, 400, /^'doctype' cannot befall rest.ping/],
  [
    'PUT',
    '/faults/soap.Login',
    { faults: [{ kind: 'expiredSession' }] },
    400,
    /^'expiredSession' cannot befall soap.Login/,
  ],
  ['PUT', '/faults/soap.GetPayments', { faults: [{ kind: 'doubleCredit' }] }, 400, /^'doubleCredit' cannot befall/],
  [
    'PUT',
    '/faults/rest.ping',
    { faults: [{ kind: 'wrongCharset', variant: 'declaration' }] },
    400,
    /^JSON has no declaration/,
  ],
  ['PUT', '/faults/*', { errorRate: '1' }, 400, /^'errorRate' must be a number/],
  ['PUT', '/faults/*', { latency: -1 }, 400, /^'latency' must be a number from 0/],
  ['PUT', '/faults/*', { latency: 'slow' }, 400, /^latency must be an object/],
  ['PUT', '/faults/*', { latency: { p50Ms: 5 } }, 400, /^'p99Ms' is missing/],
  ['PUT', '/faults/*', { latency: { p50Ms: 5, p99Ms: 4 } }, 400, /^'p99Ms' must not be below/],
  ['PUT', '/faults/*', { latency: { fixedMs: 5, p99Ms: 4 } }, 400, /^latency is either/],
  ['PUT', '/capacity', { concurrent: 0, serviceTimeMs: 1 }, 400, /^'concurrent' must be a whole number from 1/],
  ['PUT', '/capacity', { concurrent: 1 }, 400, /^'serviceTimeMs' is missing/],
  ['GET', '/ledger?limit=0', undefined, 400, /^'limit' must be at least 1/],
  ['GET', '/ledger?limit=x', undefined, 400, /^'limit' must be a whole number/],
  ['GET', '/ledger?afterId=-1', undefined, 400, /^'afterId' must be a whole number/],
  ['POST', '/payments', { number: '100001' }, 400, /^'amount' must be decimal text/],
  ['POST', '/payments', { number: '100001', amount: 10 }, 400, /^'amount' must be decimal text/],
  ['POST', '/payments', { number: '100001', amount: '0.00' }, 400, /^'amount' must be decimal text/],
  ['POST', '/payments', { number: '100001', amount: '1.005' }, 400, /^'amount' must be decimal text/],
  ['POST', '/payments', { number: '100001', amount: '999999999999' }, 400, /^Invalid amount/],
  ['POST', '/payments', { number: 'nobody', amount: '1' }, 404, /^no account with number 'nobody'/],
  [
    'POST',
    '/payments',
    { number: '100001', amount: '1', classId: 100 },
    400,
    /^'classId' must be a whole number from 1 to 99/,
  ],
  ['POST', '/payments', { number: '100001', amount: '1', comment: 'a\u0001b' }, 400, /^'comment' must be a text/],
  ['POST', '/payments', { number: '100001', amount: '1', paidAt: '2026-11-22' }, 400, /^'paidAt' must be an instant/],
  ['PUT', '/order-rules', {}, 400, /^'conflicts' is missing/],
  ['PUT', '/order-rules', { conflicts: 'maybe' }, 400, /^'conflicts' must be one of refused, taken/],
  ['POST', '/clock', {}, 400, /^give either/],
  ['POST', '/clock', { advanceMs: 1, advanceDays: 1 }, 400, /^give either/],
  ['POST', '/clock', { advanceMs: -1 }, 400, /^'advanceMs' must be a whole number from 0/],
  ['GET', '/accounts/nobody', undefined, 404, /^no account/],
  ['GET', '/accounts/%FF', undefined, 400, /^the path is not well encoded/],
  ['POST', '/accounts', { number: 'N-1' }, 400, /^'password' is missing/],
  ['POST', '/accounts', { number: 'a b', password: 'x' }, 400, /^'number' must be 1 to 32 letters/],
  ['POST', '/accounts', { number: '100001', password: 'x' }, 409, /^account '100001' exists already/],
  ['POST', '/accounts', { number: 'N-1', login: '100001', password: 'x' }, 409, /./],
  ['POST', '/accounts', { number: 'N-1', password: 'x', type: 'Z' }, 400, /^'type' must be one of P, O/],
  ['POST', '/accounts/nobody/terminate', undefined, 404, /^no account/],
  ['GET', '/nothing', undefined, 404, /^no such resource/],
  ['DELETE', '/ledger', undefined, 405, /^method not allowed, use GET/],
  ['PUT', '/capacity', 'x'.repeat(1_100_000), 413, /^request body is larger/],
]

test.each(BAD)('%s /control%s %j is refused with %i', async (...[method, path, body, status, message]) => {
  const answer = await fronts.control(method, path, body)
  expect(answer.text).toMatch(message)
  expect(answer.status).toBe(status)
})

test('nothing of what was refused has left a rule behind', async () => {
  expect((await fronts.control('GET', '/faults')).body).toEqual({})
  expect((await fronts.control('GET', '/capacity')).text).toBe('null\n')
})

test('the cash desk posts without asking, the same receipt too', async () => {
  const payment = { number: '100002', amount: '100.50', receipt: 'CASH-1', paidAt: '2026-11-20T09:00:00+03:00' }
  const first = await fronts.control('POST', '/payments', payment)
  expect(first.status).toBe(201)
  expect(first.body).toMatchObject({
    amount: '100.50',
    classId: 1,
    manager: 'cashdesk',
    paidAt: '2026-11-20T06:00:00.000Z',
  })
  expect((await fronts.control('POST', '/payments', payment)).status).toBe(201)
  const found = await fronts.soap('<b:FindPayment><receipt>CASH-1</receipt></b:FindPayment>')
  expect(textsOf(found.xml, 'amount').map(Number)).toEqual([100.5, 100.5])
})

test('the ledger walks over every row once, and its sums are the totals of the accounts', async () => {
  const paid = new Map<number, number>()
  const charged = new Map<number, number>()
  const seen = new Set<number>()
  const add = (totals: Map<number, number>, rows: readonly LedgerRow[]) => {
    for (const { soapId, amount, status, recordId } of rows) {
      expect(seen.has(recordId)).toBe(false)
      seen.add(recordId)
      if (status !== 2) totals.set(soapId, (totals.get(soapId) ?? 0) + Math.round(Number(amount) * 100))
    }
  }
  for (let afterId: number | null = 0; afterId !== null; ) {
    const page: Ledger = JSON.parse(
      await (await fetch(`${fronts.url}/control/ledger?limit=333&afterId=${afterId}`)).text(),
    )
    add(paid, page.payments)
    add(charged, page.charges)
    afterId = page.nextAfterId
  }
  expect(seen.size).toBeGreaterThan(500)
  for (const row of await fronts.rows('/accounts?limit=500')) {
    const soapId = Number(row['agrm_id'])
    expect(paid.get(soapId) ?? 0).toBe(Math.round(Number(row['paid_total']) * 100))
    expect(charged.get(soapId) ?? 0).toBe(Math.round(Number(row['charged_total']) * 100))
  }
})

interface LedgerRow {
  readonly recordId: number
  readonly soapId: number
  readonly amount: string
  readonly status?: number
}

interface Ledger {
  readonly payments: readonly LedgerRow[]
  readonly charges: readonly LedgerRow[]
  readonly nextAfterId: number | null
}

test('an account created later signs in at once, and its agreement ends when it is terminated', async () => {
  const account = { number: 'Д-0042/1', type: 'O', login: 'newcomer', password: 'secret' }
  const created = await fronts.control('POST', '/accounts', account)
  expect(created.status).toBe(201)
  expect(created.body).toMatchObject({ number: 'Д-0042/1', type: 'O', state: 0, balance: '0.00' })
  const body = JSON.stringify({ login: 'newcomer', password: 'secret' })
  expect(await (await fronts.rest('/credentials/check', { method: 'POST', body })).json()).toMatchObject({ ok: 1 })
  const path = `/accounts/${encodeURIComponent(account.number)}`
  expect((await fronts.control('POST', `${path}/terminate`)).body).toMatchObject({ state: 9 })
  const { restId } = await fronts.account(account.number)
  expect(await fronts.rows(`/agreements?account_ids=${restId}`)).toMatchObject([{ state: 9 }])
})

test('the clock moves on and charges what falls due', async () => {
  const before = await fronts.account('100001')
  const { body } = await fronts.control('POST', '/clock', { advanceDays: 10 })
  const now = Date.parse(String(Reflect.get(Object(body), 'now')))
  expect(now - START_AT).toBeGreaterThanOrEqual(10 * 86_400_000)
  expect(now - START_AT).toBeLessThan(10 * 86_400_000 + 60_000)
  expect(Number((await fronts.account('100001')).balance)).toBeLessThan(Number(before.balance))
  const { xml } = await fronts.soap('<b:GetServerTime/>')
  expect(textsOf(xml, 'ret')[0]).toMatch(/^2026-12-02 13:/)
})

test('sessions expire on request', async () => {
  await fronts.logIn()
  const { body } = await fronts.control('POST', '/sessions/expire')
  expect(Reflect.get(Object(body), 'expired')).toBeGreaterThanOrEqual(1)
  expect(textsOf((await fronts.soap('<b:GetServerTime/>')).xml, 'detail')).toEqual(['Authorization required'])
  await fronts.logIn()
})

/** Writes bytes as no client would and answers the status, 0 when the connection ends without one. */
function rawStatus(path: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(fronts.url)
    const call = request({ hostname, port, path, headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    call.on('error', () => resolve(0))
    call.end()
  })
}

test('odd paths and hosts are answered, and the sandbox lives on', async () => {
  expect(await rawStatus('//')).toBe(400)
  expect(await rawStatus('/rest/../control/clock')).toBe(200)
  expect(await rawStatus('/restaurant')).toBe(404)
  expect(await rawStatus('/')).toBe(404)
  expect(await rawStatus('/rest/%zz')).toBe(401)
  expect(await rawStatus('/soap')).toBe(405)
  expect(await rawStatus('/soap?wsdl', { host: '"><script>' })).toBe(200)
  expect((await fronts.control('GET', '/clock')).status).toBe(200)
})
