import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fronts, readRows, startFronts } from './fronts-harness.ts'

let fronts: Fronts
beforeAll(async () => {
  fronts = await startFronts({ accounts: 120 })
})
afterAll(() => fronts.close())

async function allIds(): Promise<number[]> {
  return (await fronts.rows('/accounts?limit=500')).map(({ id }) => Number(id))
}

/** What a path cannot do without. */
const QUERIES: Readonly<Record<string, (accountId: number) => string>> = {
  '/documents/content': (accountId) => `?account_ids=${accountId}`,
  '/logins': () => '?login=x',
  '/subjects': () => '?ids=1',
}

test('the OpenAPI document is served without a key and names every path that answers', async () => {
  const response = await fetch(`${fronts.url}/rest/openapi.json`)
  const document: { paths: Record<string, object> } = JSON.parse(await response.text())
  expect(response.status).toBe(200)
  for (const [path, methods] of Object.entries(document.paths)) {
    const method = Object.keys(methods)[0]?.toUpperCase() ?? ''
    const account_id = (await fronts.account('100001')).restId
    const query = QUERIES[path]?.(account_id) ?? ''
    const body =
      method === 'POST'
        ? {
            body: JSON.stringify({
              login: 'x',
              password: 'y',
              account_id: String(account_id),
              id: '1',
              subject_id: '1',
            }),
          }
        : {}
    expect([path, (await fronts.rest(path + query, { method, ...body })).status]).toEqual([path, 200])
  }
})

test('rows have exactly the fields and the types of the OpenAPI schema', async () => {
  const document: OpenApi = JSON.parse(await (await fetch(`${fronts.url}/rest/openapi.json`)).text())
  const ids = (await allIds()).slice(0, 20).join(';')
  const { subject } = JSON.parse(await (await check('100002', 'demo')).text())
  const found: Record<string, unknown[]> = {
    Account: await fronts.rows(`/accounts?ids=${ids}`),
    Agreement: await fronts.rows(`/agreements?account_ids=${ids}`),
    Profile: await fronts.rows(`/profiles?account_ids=${ids}`),
    Service: await fronts.rows(`/services?account_ids=${ids}`),
    Tariff: await fronts.rows('/tariffs'),
    Subject: await fronts.rows(`/subjects?ids=${subject.id}`),
    Login: await fronts.rows(`/logins?subject_ids=${subject.id}`),
    Region: await fronts.rows('/regions'),
    Operator: await fronts.rows('/operators'),
    AvailableTariff: await fronts.rows('/tariffs/available'),
    Channel: await fronts.rows('/channels'),
    Ip: await fronts.rows('/ips'),
    Device: await fronts.rows(`/devices?account_ids=${ids}`),
    Offering: await fronts.rows('/offerings'),
  }
  for (const [name, rows] of Object.entries(found)) {
    const { properties } = document.components.schemas[name] ?? { properties: {} }
    const expected = Object.entries(properties).map(([field, { type }]) => [
      field,
      type === 'integer' ? 'number' : type,
    ])
    expect([name, rows.length > 0]).toEqual([name, true])
    for (const row of readRows(rows)) {
      const actual = Object.entries(row).map(([field, value]) => [field, Array.isArray(value) ? 'array' : typeof value])
      expect(actual).toEqual(expected)
    }
  }
})

interface OpenApi {
  readonly components: { readonly schemas: Record<string, { properties: Record<string, { type: string }> }> }
}

test('without a key or with a wrong one the answer is a plain 401', async () => {
  for (const headers of [{}, { 'x-api-key': 'wrong' }]) {
    const response = await fetch(`${fronts.url}/rest/accounts`, { headers })
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(await response.text()).toBe('access denied\n')
  }
})

test('a multi-get leaves absent ids out, answers each id once and in another order than asked', async () => {
  const ids = (await allIds()).toSorted((one, other) => one - other).slice(0, 20)
  const rows = await fronts.rows(`/accounts?ids=${[...ids, ids[0], 999_999_999, '9999999999999999999'].join(';')}`)
  const answered = rows.map(({ id }) => Number(id))
  expect(answered.toSorted((one, other) => one - other)).toEqual(ids)
  expect(answered).not.toEqual(ids)
  expect(answered).not.toEqual(ids.toReversed())
})

test('a hundred ids are allowed, but only 25 rows come unless limit says otherwise', async () => {
  const ids = (await allIds()).slice(0, 100).join(';')
  expect(await fronts.rows(`/accounts?ids=${ids}`)).toHaveLength(25)
  expect(await fronts.rows(`/accounts?ids=${ids}&limit=500`)).toHaveLength(100)
  expect(await fronts.rows('/accounts')).toHaveLength(25)
})

test('limit and offset walk over all rows, each once', async () => {
  const ids = await allIds()
  const pages = await Promise.all([0, 40, 80, 120].map((offset) => fronts.rows(`/accounts?limit=40&offset=${offset}`)))
  const walked = pages.flat().map(({ id }) => Number(id))
  expect(walked).toHaveLength(120)
  expect(new Set(walked)).toEqual(new Set(ids))
})

test('a contract number keeps its leading zeros, and is found by them', async () => {
  const rows = await fronts.rows('/accounts?number=007123')
  expect(rows.map(({ number }) => number)).toEqual(['007123'])
  expect(await fronts.rows('/accounts?number=7123')).toEqual([])
})

test('money is printed in mixed forms, and is always the amount to the kopeck', async () => {
  const text = await (await fronts.rest('/accounts?limit=500')).text()
  const amounts = [...text.matchAll(/"(?:balance|paid_total|charged_total)":(-?[\d.]+)/g)].map(
    (match) => match[1] ?? '',
  )
  expect(amounts.some((amount) => /\.\d\d$/.test(amount))).toBe(true)
  expect(amounts.some((amount) => /^\d+$/.test(amount))).toBe(true)
  expect(amounts.some((amount) => /\.\d$/.test(amount))).toBe(true)
  for (const row of await fronts.rows('/accounts?limit=500')) {
    const kopecks = (name: string) => Math.round(Number(row[name]) * 100)
    expect(kopecks('balance')).toBe(kopecks('paid_total') - kopecks('charged_total'))
  }
  expect(text).toContain('"number":"100001","type":"P","state":0,"balance":650')
})

test('an agreement without an end ends on zeros', async () => {
  const { restId } = await fronts.account('100001')
  const rows = await fronts.rows(`/agreements?account_ids=${restId}`)
  expect(rows).toMatchObject([{ account_id: restId, number: '100001', state: 1, end: '0000-00-00' }])
})

test('instants carry no zone and are Moscow time', async () => {
  const { restId } = await fronts.account('100001')
  const { body } = await fronts.control('GET', '/accounts/100001')
  const rows = await fronts.rows(`/accounts?ids=${restId}`)
  const openedAt = Date.parse(`${String(rows[0]?.['opened']).replace(' ', 'T')}+03:00`)
  expect(body).toMatchObject({ openedAt: new Date(openedAt).toISOString() })
})

test('tariffs of a region come with those of all regions and without those of another', async () => {
  const regions = await fronts.rows('/regions')
  const regionId = Number(regions[0]?.['id'])
  const all = await fronts.rows('/tariffs?limit=500')
  const own = await fronts.rows(`/tariffs?limit=500&region_id=${regionId}`)
  expect(own.length).toBeGreaterThan(0)
  expect(own.length).toBeLessThanOrEqual(all.length)
  expect(new Set(own.map(({ region_id }) => region_id)).isSubsetOf(new Set([0, regionId]))).toBe(true)
})

function check(login: unknown, password: unknown): Promise<Response> {
  return fronts.rest('/credentials/check', { method: 'POST', body: JSON.stringify({ login, password }) })
}

test('credentials are answered with 200, right or wrong', async () => {
  const right = await check('100002', 'demo')
  expect(right.status).toBe(200)
  const accounts = [(await fronts.account('100002')).restId, (await fronts.account('100003')).restId]
  expect(await right.json()).toMatchObject({ ok: 1, subject: { type: 'P', accounts } })
  for (const [login, password] of [
    ['100002', 'wrong'],
    ['nobody', 'demo'],
    ['', ''],
  ]) {
    const wrong = await check(login, password)
    expect(wrong.status).toBe(200)
    expect(await wrong.json()).toEqual({ ok: 0, err: 'wrong login or password' })
  }
})

const BAD_REQUESTS: readonly [string, number, string][] = [
  ['/accounts?ids=', 400, "bad id '' in 'ids'"],
  ['/accounts?ids=abc', 400, "bad id 'abc' in 'ids'"],
  ['/accounts?ids=1;;2', 400, "bad id '' in 'ids'"],
  ['/accounts?ids=1,2', 400, "bad id '1,2' in 'ids'"],
  ['/accounts?ids=-1', 400, "bad id '-1' in 'ids'"],
  [
    `/accounts?ids=${Array.from({ length: 101 }, (_, id) => id + 1).join(';')}`,
    400,
    "too many ids in 'ids': 101, at most 100",
  ],
  ['/accounts?limit=0', 400, 'bad limit 0: 1 to 500'],
  ['/accounts?limit=501', 400, 'bad limit 501: 1 to 500'],
  ['/accounts?limit=ten', 400, "bad limit 'ten': a whole number is expected"],
  ['/accounts?offset=-1', 400, "bad offset '-1': a whole number is expected"],
  ['/tariffs?region_id=x', 400, "bad region_id 'x': a whole number is expected"],
  ['/subjects', 400, "'ids' is missing: subjects are not listed, only looked up"],
  ['/nothing', 404, 'no such resource: /nothing'],
  ['', 404, 'no such resource: '],
]

test.each(BAD_REQUESTS)('%s is refused with %i', async (path, status, message) => {
  const response = await fronts.rest(path)
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
  expect(await response.text()).toBe(`${message}\n`)
})

const BAD_BODIES: readonly [string, string, number, string][] = [
  ['no JSON', 'login=1', 400, 'request body is not JSON in UTF-8'],
  ['an empty body', '', 400, 'request body is not JSON in UTF-8'],
  ['a list', '[]', 400, "'login' is missing or no string"],
  ['null', 'null', 400, "'login' is missing or no string"],
  ['a number for a password', '{"login":"100001","password":1}', 400, "'password' is missing or no string"],
  ['more than 1 MB', `{"login":"${'x'.repeat(1_100_000)}"}`, 413, 'request body is larger than 1 MB'],
]

test.each(BAD_BODIES)('%s for credentials is refused', async (...[, body, status, message]) => {
  const response = await fronts.rest('/credentials/check', { method: 'POST', body })
  expect(response.status).toBe(status)
  expect(await response.text()).toBe(`${message}\n`)
})

test('a wrong method is told', async () => {
  const response = await fronts.rest('/accounts', { method: 'DELETE' })
  expect([response.status, await response.text()]).toEqual([405, 'method not allowed, use GET\n'])
})
