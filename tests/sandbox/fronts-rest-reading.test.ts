import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fronts, startFronts } from './fronts-harness.ts'

let fronts: Fronts
beforeAll(async () => {
  fronts = await startFronts({ accounts: 120 })
})
afterAll(() => fronts.close())

async function servicesOf(...numbers: string[]): Promise<Record<string, unknown>[]> {
  const accounts = await Promise.all(numbers.map((number) => fronts.account(number)))
  return fronts.rows(`/services?limit=500&account_ids=${accounts.map(({ restId }) => restId).join(';')}`)
}

function joined(rows: readonly Record<string, unknown>[], name = 'id'): string {
  return rows.map((row) => row[name]).join(';')
}

/** Every row of a list, page by page. */
async function walk(path: string): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = []
  for (;;) {
    const page = await fronts.rows(`${path}${path.includes('?') ? '&' : '?'}limit=40&offset=${found.length}`)
    found.push(...page)
    if (page.length < 40) return found
  }
}

test('several contract numbers in one call: each once, zeros kept, absent ones without a row', async () => {
  const rows = await fronts.rows('/accounts?numbers=007123;100001;7123;100001;nobody;200001')
  expect(rows.map(({ number }) => String(number)).toSorted((one, other) => one.localeCompare(other))).toEqual([
    '007123',
    '100001',
    '200001',
  ])
  const { restId } = await fronts.account('100001')
  expect(await fronts.rows(`/accounts?numbers=007123;100001&ids=${restId}`)).toMatchObject([{ number: '100001' }])
})

test('25 of 60 contract numbers are answered unless limit says otherwise', async () => {
  const numbers = joined((await fronts.rows('/accounts?limit=60')).slice(0, 60), 'number')
  expect(await fronts.rows(`/accounts?numbers=${numbers}`)).toHaveLength(25)
  expect(await fronts.rows(`/accounts?numbers=${numbers}&limit=100`)).toHaveLength(60)
})

test('to_restore is the debt of an account that is suspended for it, and a payment of it restores the account', async () => {
  const [row] = await fronts.rows('/accounts?number=100004')
  expect(row).toMatchObject({ state: 1 })
  expect(row?.['to_restore']).toBe(-Number(row?.['balance']))
  expect(await fronts.rows('/accounts?number=100001')).toMatchObject([{ balance: 650, to_restore: 0 }])
  const amount = Number(row?.['to_restore']).toFixed(2)
  await fronts.control('POST', '/payments', { number: '100004', amount })
  expect(await fronts.rows('/accounts?number=100004')).toMatchObject([{ state: 0, balance: 0, to_restore: 0 }])
})

test('the agreement of an organisation has a term and terms of its own, that of a person has neither', async () => {
  const [organization, person] = await Promise.all(['200001', '100001'].map((number) => fronts.account(number)))
  const [own] = await fronts.rows(`/agreements?account_ids=${organization?.restId}`)
  expect(own).toMatchObject({ term: 36, end: expect.stringMatching(/^20\d\d-\d\d-\d\d$/) })
  expect(String(own?.['terms']).length).toBeGreaterThan(20)
  expect(await fronts.rows(`/agreements?account_ids=${person?.restId}`)).toMatchObject([
    { term: 0, terms: '', end: '0000-00-00' },
  ])
})

test('a mix tells its parts, television its channels and how to set it up, an extra neither', async () => {
  const rows = await fronts.rows('/tariffs?ids=12;41;62')
  const found = Object.fromEntries(rows.map((row) => [row['id'], row]))
  expect(found['12']).toMatchObject({ components: '1,3', channels: 130, guide: expect.stringMatching(/\n2\. /) })
  expect(found['41']).toMatchObject({ components: '', channels: 75, guide: expect.stringContaining('приставк') })
  expect(found['62']).toMatchObject({ components: '', channels: 0, guide: '', descr: '' })
})

test('the channels of two tariffs come mixed and in pages; each page is another one', async () => {
  const rows = await walk('/channels?tariff_ids=41;42')
  const numbers = rows.map((row) => `${String(row['tariff_id'])}/${String(row['num'])}`)
  expect(numbers).toHaveLength(75 + 180)
  expect(new Set(numbers).size).toBe(75 + 180)
  expect(await fronts.rows('/channels?tariff_ids=41')).toHaveLength(25)
  const nums = (await fronts.rows('/channels?tariff_ids=41&limit=500')).map((row) => Number(row['num']))
  expect(nums).toHaveLength(75)
  expect(nums).not.toEqual(nums.toSorted((one, other) => one - other))
})

test('tariffs available to a service leave out its present one and those of other regions and owners', async () => {
  const [internet] = await servicesOf('100001')
  const rows = await fronts.rows(`/tariffs/available?service_ids=${joined(await servicesOf('100001'))}`)
  expect(new Set(rows.map((row) => row['service_id']))).toEqual(new Set([internet?.['id']]))
  expect(rows.map((row) => Number(row['tariff_id'])).toSorted((one, other) => one - other)).toEqual([1, 3, 11, 12, 13])
  const [own] = await servicesOf('200001')
  const ownRows = await fronts.rows(`/tariffs/available?service_ids=${String(own?.['id'])}`)
  expect(ownRows.filter((row) => Number(row['tariff_id']) >= 100_000)).toHaveLength(1)
})

test('a static address belongs to whoever pays for it', async () => {
  const ips = await fronts.rows(`/ips?service_ids=${joined(await servicesOf('100001'))}`)
  expect(ips.map(({ type }) => type)).toEqual(ips.map(() => 1))
  expect(ips.some(({ ip }) => String(ip).startsWith('203.0.113.'))).toBe(true)
  expect(await fronts.rows(`/ips?service_ids=${joined(await servicesOf('100009'))}`)).toEqual([])
})

test('devices are listed by account, and a date that is lost is zeros', async () => {
  const { restId } = await fronts.account('100001')
  expect(await fronts.rows(`/devices?account_ids=${restId}`)).toMatchObject([
    { account_id: restId, registered: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) },
  ])
  const all = await walk(`/devices?account_ids=${joined((await fronts.rows('/accounts?limit=100')).slice(0, 100))}`)
  expect(all.some(({ registered }) => registered === '0000-00-00 00:00:00')).toBe(true)
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
})

test('offerings carry the region that was asked for, and prices in kopecks', async () => {
  const rows = await fronts.rows('/offerings?region_ids=1;4&limit=100')
  const byRegion = Map.groupBy(rows, (row) => row['region_id'])
  expect(new Set(byRegion.keys())).toEqual(new Set([1, 4]))
  expect(byRegion.get(1)?.length).toBe(byRegion.get(4)?.length)
  const router = rows.filter(({ id }) => id === 201)
  expect(router).toHaveLength(2)
  expect(router[0]).toMatchObject({ type: 'E', kind: 1, fee: 0, price: 3490 })
  expect(rows.find(({ id }) => id === 62)).toMatchObject({ type: 'S', kind: 6, fee: 99.9, price: 0 })
  expect(rows.filter(({ type }) => type === 'W').length).toBeGreaterThan(3)
})

test.each(['/tariffs/available', '/channels', '/ips', '/devices', '/offerings'])(
  '%s without ids has 25 rows at most, and the next page others',
  async (path) => {
    const first = await fronts.rows(path)
    const second = await fronts.rows(`${path}?offset=25`)
    expect(first.length).toBeGreaterThan(10)
    expect(first.length).toBeLessThanOrEqual(25)
    const seen = new Set(first.map((row) => JSON.stringify(row)))
    expect(second.filter((row) => seen.has(JSON.stringify(row)))).toEqual([])
  },
)

test.each([
  ['/accounts?numbers=', "bad number '' in 'numbers'"],
  ['/accounts?numbers=100001;;2', "bad number '' in 'numbers'"],
  [`/accounts?numbers=${'9'.repeat(65)}`, `bad number '${'9'.repeat(40)}' in 'numbers'`],
  [`/accounts?numbers=${Array(101).fill('1').join(';')}`, "too many numbers in 'numbers': 101, at most 100"],
  ['/tariffs/available?service_ids=x', "bad id 'x' in 'service_ids'"],
  ['/channels?tariff_ids=1,2', "bad id '1,2' in 'tariff_ids'"],
  ['/ips?service_ids=-1', "bad id '-1' in 'service_ids'"],
  [`/devices?account_ids=${Array(101).fill('1').join(';')}`, "too many ids in 'account_ids': 101, at most 100"],
  ['/offerings?region_ids=1&limit=501', 'bad limit 501: 1 to 500'],
])('%s is refused in plain text', async (path, message) => {
  const response = await fronts.rest(path)
  expect([response.status, response.headers.get('content-type')]).toEqual([400, 'text/plain; charset=utf-8'])
  expect(await response.text()).toBe(`${message}\n`)
})

test.each([
  '/tariffs/available?service_ids=',
  '/channels?tariff_ids=',
  '/ips?service_ids=',
  '/devices?account_ids=',
  '/offerings?region_ids=',
])('%s of what does not exist is an empty list', async (path) => {
  expect(await fronts.rows(`${path}999999999;9999999999999999999`)).toEqual([])
})
