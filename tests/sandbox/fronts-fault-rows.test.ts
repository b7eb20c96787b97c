import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Fronts, startFronts, textsOf } from './fronts-harness.ts'

let fronts: Fronts
let restIds: string
let soapId: number
beforeAll(async () => {
  fronts = await startFronts()
  const accounts = await Promise.all(['100001', '100002', '007123', '100009'].map((number) => fronts.account(number)))
  restIds = accounts.map(({ restId }) => restId).join(';')
  soapId = accounts[0]?.soapId ?? 0
})
afterEach(() => fronts.control('DELETE', '/faults'))
afterAll(() => fronts.close())

function accounts(): Promise<Record<string, unknown>[]> {
  return fronts.rows(`/accounts?ids=${restIds}`)
}

async function accountsText(): Promise<string> {
  return (await fronts.rest(`/accounts?ids=${restIds}`)).text()
}

async function payments(): Promise<string> {
  return (await fronts.soap(`<b:GetPayments><flt><agrmid>${soapId}</agrmid></flt></b:GetPayments>`)).xml
}

test('typeFlips turns numbers to strings, strings of digits to numbers', async () => {
  const [honest] = await fronts.rows('/accounts?number=007123')
  await fronts.fault('*', { kind: 'typeFlips' })
  const [row] = await fronts.rows('/accounts?number=007123')
  expect(row).toMatchObject({ id: String(honest?.['id']), state: '0', number: 7123, currency: 'RUB' })
  expect(typeof row?.['balance']).toBe('string')
  const xml = await payments()
  expect(textsOf(xml, 'recordid')[0]).toMatch(/^\d+\.0$/)
})

test('typeFlips writes "" for what is absent', async () => {
  await fronts.fault('rest.agreements', { kind: 'typeFlips' })
  const { restId } = await fronts.account('100001')
  expect(await fronts.rows(`/agreements?account_ids=${restId}`)).toMatchObject([{ end: '' }])
})

test('zeroDates has every form in turn', async () => {
  await fronts.fault('*', { kind: 'zeroDates' })
  const opened = (await accounts()).map((row) => row['opened'])
  expect(opened.slice(0, 3)).toEqual(['0000-00-00 00:00:00', '', 'No'])
  expect(opened[3]).toBeGreaterThan(1_000_000_000)
  const dates = textsOf(await payments(), 'paydate')
  expect(dates.slice(0, 3)).toEqual(['0000-00-00 00:00:00', '', 'No'])
  expect(dates[3]).toMatch(/^\d{10}$/)
})

test('dateForms has every form in turn', async () => {
  await fronts.fault('*', { kind: 'dateForms' })
  const dates = textsOf(await payments(), 'paydate')
  expect(dates[0]).toMatch(/^\d{10}000$/)
  expect(dates[1]).toMatch(/^20\d{12}$/)
  expect(dates[2]).toMatch(/^\d\d\.\d\d\.20\d\d_\d\d:\d\d:\d\d$/)
  expect(dates[3]).toMatch(/^\d\d\.\d\d\.20\d\d \d\d:\d\d:\d\d$/)
})

test('moneyAsDoubles adds the noise of a double, and no more than that', async () => {
  for (let count = 1; count <= 20; count++) {
    await fronts.control('POST', '/payments', { number: '100002', amount: `${count * 37}.${10 + count}` })
  }
  const honest = (await accounts()).map(({ paid_total }) => Number(paid_total))
  const { soapId: busy } = await fronts.account('100002')
  const operation = `<b:GetPayments><flt><agrmid>${busy}</agrmid></flt></b:GetPayments>`
  const exact = textsOf((await fronts.soap(operation)).xml, 'amount').map(Number)
  await fronts.fault('*', { kind: 'moneyAsDoubles' })
  const noisy = textsOf((await fronts.soap(operation)).xml, 'amount')
  expect(noisy.some((amount) => /\.\d{10,}/.test(amount))).toBe(true)
  for (const [index, amount] of noisy.entries())
    expect(Math.abs(Number(amount) - (exact[index] ?? 0))).toBeLessThan(1e-6)
  const after = (await accounts()).map(({ paid_total }) => Number(paid_total))
  for (const [index, total] of after.entries()) expect(Math.abs(total - (honest[index] ?? 0))).toBeLessThan(1e-6)
})

test('moneyBroken has a comma, an exponent and half a kopeck', async () => {
  await fronts.fault('*', { kind: 'moneyBroken' })
  const text = await accountsText()
  expect([...text.matchAll(/"balance":([^,]+(?:,\d+")?)/g)].map((match) => match[1])).toEqual([
    '"10,45"',
    '1e3',
    '0.005',
    '"10,45"',
  ])
  expect(textsOf(await payments(), 'amount').slice(0, 3)).toEqual(['10,45', '1e3', '0.005'])
})

test('unknownCodes has status codes that nobody lists', async () => {
  await fronts.fault('*', { kind: 'unknownCodes' })
  expect((await accounts()).map(({ state }) => Number(state)).every((state) => state >= 70)).toBe(true)
  expect(new Set(textsOf(await payments(), 'status'))).toEqual(new Set(['71', '72']))
})

test("wrongOperation answers with another operation's response", async () => {
  await fronts.fault('*', { kind: 'wrongOperation' })
  expect(await payments()).toContain('<ns1:GetServerTimeResponse>')
  expect(Object.keys((await accounts())[0] ?? {})).toEqual(['id', 'name'])
})

test('foreignRows mixes in rows of an account that was not asked for', async () => {
  const own = await accounts()
  await fronts.fault('*', { kind: 'foreignRows' })
  const mixed = await accounts()
  const asked = new Set(restIds.split(';').map(Number))
  expect(mixed.filter(({ id }) => !asked.has(Number(id)))).toHaveLength(1)
  expect(mixed).toEqual(expect.arrayContaining(own))
  const named = await fronts.rows('/accounts?number=100001')
  expect(named.map(({ number }) => number === '100001')).toEqual([false, true])
  const owners = textsOf(await payments(), 'agrmid').map(Number)
  expect(new Set(owners).size).toBe(2)
  expect(owners).toContain(soapId)
})

test('foreignRows in a single echo takes its place, and the payment is written to the right account once', async () => {
  const before = await fronts.account('100001')
  await fronts.fault('soap.AddPayment', { kind: 'foreignRows' })
  const { xml } = await fronts.soap(
    `<b:AddPayment><val><agrmid>${soapId}</agrmid><amount>5</amount><receipt>F-1</receipt></val></b:AddPayment>`,
  )
  expect(textsOf(xml, 'agrmid')).toHaveLength(1)
  expect(textsOf(xml, 'agrmid').map(Number)).not.toEqual([soapId])
  expect(Number((await fronts.account('100001')).balance)).toBe(Number(before.balance) + 5)
})

test('foreignRows turns a statement into a stranger’s', async () => {
  await fronts.fault('soap.GetStatement', { kind: 'foreignRows' })
  const { xml } = await fronts.soap(
    `<b:GetStatement><agrmid>${soapId}</agrmid><dtfrom>2026-10-01</dtfrom><dtto>2026-11-01</dtto></b:GetStatement>`,
  )
  expect(textsOf(xml, 'agrmid')).toHaveLength(1)
  expect(textsOf(xml, 'agrmid').map(Number)).not.toEqual([soapId])
})

test('missingFields leaves every third field out, others in other rows', async () => {
  const whole = Object.keys((await accounts())[0] ?? {})
  await fronts.fault('*', { kind: 'missingFields' })
  const rows = await accounts()
  expect(rows.map((row) => 'id' in row)).toEqual([false, true, true, false])
  expect(Object.keys(rows[1] ?? {})).toEqual(whole.filter((_, index) => index % 3 !== 1))
  const xml = await payments()
  expect(textsOf(xml, 'recordid').length).toBeLessThan(xml.split('<ret>').length - 1)
})

test('foreignRows in the answer about a new device is another account’s, and the device is registered once', async () => {
  const [own] = await accounts()
  const body = JSON.stringify({ account_id: own?.['id'], serial: 'F-DEVICE' })
  const devices = () => fronts.rows(`/devices?account_ids=${String(own?.['id'])}`)
  const before = (await devices()).length
  await fronts.fault('rest.addDevice', { kind: 'foreignRows' })
  const answer = await (await fronts.rest('/devices/add', { method: 'POST', body })).text()
  expect(answer).toContain('"ok":1')
  expect(answer).not.toContain('F-DEVICE')
  await fronts.control('DELETE', '/faults')
  expect((await devices()).length).toBe(before + 1)
})

test('badRow spoils the amounts and codes of one row, and of no other', async () => {
  const honest = await accounts()
  await fronts.fault('*', { kind: 'badRow' })
  const rows = await accounts()
  expect(rows[0]).toMatchObject({ id: honest[0]?.['id'], state: [] })
  expect(rows.slice(1)).toEqual(honest.slice(1))
  const amounts = textsOf(await payments(), 'amount')
  expect(amounts.map((amount) => /^\d+(?:\.\d+)?$/.test(amount))).toEqual(amounts.map((_, at) => at > 0))
})
