import { afterAll, beforeAll, expect, test } from 'vitest'
import { envelope, type Fronts, isWellFormed, startFronts, textsOf } from './fronts-harness.ts'

let fronts: Fronts
let soapId: number
let otherSoapId: number
beforeAll(async () => {
  fronts = await startFronts()
  soapId = (await fronts.account('100001')).soapId
  otherSoapId = (await fronts.account('100002')).soapId
})
afterAll(() => fronts.close())

function payments(filter: string): Promise<string> {
  return fronts.soap(`<b:GetPayments><flt>${filter}</flt></b:GetPayments>`).then(({ xml }) => xml)
}

function pay(fields: string, after = ''): Promise<{ status: number; xml: string }> {
  return fronts.soap(`<b:AddPayment><val>${fields}</val>${after}</b:AddPayment>`)
}

test('the WSDL is served without a session and names this address', async () => {
  const response = await fetch(`${fronts.url}/soap?wsdl`)
  const wsdl = await response.text()
  expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8')
  expect(wsdl).toContain(`location="${fronts.url}/soap"`)
  expect(isWellFormed(wsdl)).toBe(true)
})

test('Login sets a cookie that scripts cannot read and that says how long it lives', async () => {
  const { headers, status, xml } = await fronts.soap('<b:Login><login>gateway</login><pass>gateway</pass></b:Login>')
  expect(status).toBe(200)
  expect(headers.get('set-cookie')).toMatch(/^sessnum=[0-9a-f]{16};Path=\/;Version=1;Max-Age=600;HttpOnly$/)
  expect(xml).toContain('<ns1:LoginResponse></ns1:LoginResponse>')
})

test('a wrong login is a fault, and opens no session', async () => {
  const { headers, status, xml } = await fronts.soap('<b:Login><login>gateway</login><pass>no</pass></b:Login>')
  expect([status, headers.get('set-cookie')]).toEqual([500, null])
  expect(textsOf(xml, 'faultstring')).toEqual(['error'])
  expect(textsOf(xml, 'detail')).toEqual(['User not found or password incorrect'])
})

test('without a session, with an unknown one and after Logout the meaning stands in the detail', async () => {
  const cookie = await fronts.logIn()
  expect((await fronts.soap('<b:Logout/>', { cookie })).status).toBe(200)
  for (const gone of ['', 'sessnum=0123456789abcdef', cookie]) {
    const { status, xml } = await fronts.soap('<b:GetServerTime/>', { cookie: gone })
    expect([status, textsOf(xml, 'faultstring'), textsOf(xml, 'detail')]).toEqual([
      500,
      ['error'],
      ['Authorization required'],
    ])
  }
  await fronts.logIn()
})

test('a session ends a fixed time after its login', async () => {
  const brief = await startFronts({ sessionTtlMs: 2000 })
  expect((await brief.soap('<b:GetServerTime/>')).status).toBe(200)
  await new Promise((resolve) => setTimeout(resolve, 2050))
  expect(textsOf((await brief.soap('<b:GetServerTime/>')).xml, 'detail')).toEqual(['Authorization required'])
  await brief.close()
})

test('the server tells its own clock in Moscow time', async () => {
  const { xml } = await fronts.soap('<b:GetServerTime/>')
  expect(textsOf(xml, 'ret')[0]).toMatch(/^2026-11-22 13:0\d:\d\d$/)
})

test('payments come newest first within an agreement, 25 of them or as many as pgsize says', async () => {
  for (let count = 0; count < 30; count++) await fronts.control('POST', '/payments', { number: '100003', amount: '1' })
  const { soapId: busy } = await fronts.account('100003')
  const ids = textsOf(await payments(`<agrmid>${busy}</agrmid>`), 'recordid').map(Number)
  expect(ids).toHaveLength(25)
  expect(ids).toEqual(ids.toSorted((one, other) => other - one))
  const two = textsOf(await payments(`<pgsize>2</pgsize><agrmid>${busy}</agrmid>`), 'recordid').map(Number)
  expect(two).toEqual(ids.slice(0, 2))
  const next = textsOf(
    await payments(`<agrmid>${busy}</agrmid><pgsize>2</pgsize><beforeid>${two[1]}</beforeid>`),
    'recordid',
  )
  expect(next.map(Number)).toEqual(ids.slice(2, 4))
})

test('pgsize counts per agreement', async () => {
  const xml = await payments(`<agrmid>${soapId}</agrmid><agrmid>${otherSoapId}</agrmid><pgsize>3</pgsize>`)
  const owners = textsOf(xml, 'agrmid').map(Number)
  expect(owners.toSorted((one, other) => one - other)).toEqual(
    [soapId, soapId, soapId, otherSoapId, otherSoapId, otherSoapId].toSorted((one, other) => one - other),
  )
})

test('0 and -1 mean any, an unknown agreement has no rows, and an empty list has no element', async () => {
  const own = await payments(`<agrmid>${soapId}</agrmid>`)
  expect(
    await payments(`<status>-1</status><classid>0</classid><beforeid>0</beforeid><dtfrom/><agrmid>${soapId}</agrmid>`),
  ).toBe(own)
  expect(new Set(textsOf(await payments('<agrmid>-1</agrmid><pgsize>1</pgsize>'), 'agrmid')).size).toBeGreaterThan(5)
  for (const nobody of ['99999999', '-7', '9223372036854775807']) {
    expect(await payments(`<agrmid>${nobody}</agrmid>`)).toContain(
      '<ns1:GetPaymentsResponse></ns1:GetPaymentsResponse>',
    )
  }
})

test('payments are filtered by class, status, day, record and receipt', async () => {
  const all = await payments(`<agrmid>${soapId}</agrmid><pgsize>500</pgsize>`)
  const classes = textsOf(all, 'classid')
  const wanted = classes[0] ?? ''
  const ofClass = await payments(`<agrmid>${soapId}</agrmid><pgsize>500</pgsize><classid>${wanted}</classid>`)
  expect(textsOf(ofClass, 'classid')).toEqual(classes.filter((one) => one === wanted))
  expect(textsOf(await payments(`<agrmid>${soapId}</agrmid><status>77</status>`), 'recordid')).toEqual([])
  const days = textsOf(all, 'paydate').filter((day) => day >= '2026-03-01' && day < '2026-07-01')
  const some = await payments(
    `<agrmid>${soapId}</agrmid><pgsize>500</pgsize><dtfrom>2026-03-01</dtfrom><dtto>2026-07-01 00:00:00</dtto>`,
  )
  expect(days.length).toBeGreaterThan(0)
  expect(textsOf(some, 'paydate')).toEqual(days)
  const [first, second] = textsOf(all, 'recordid')
  expect(textsOf(await payments(`<recordid>${first}</recordid><recordid>${second}</recordid>`), 'recordid')).toEqual([
    first,
    second,
  ])
  expect(textsOf(await payments(`<recordid>${first}</recordid><agrmid>${otherSoapId}</agrmid>`), 'recordid')).toEqual(
    [],
  )
})

test('AddPayment credits every time, unless notexists asks for the check', async () => {
  const before = await fronts.account('100001')
  const fields = `<receipt>T-1</receipt><amount>10.5</amount><comment>Терминал № 7 &amp; Ко</comment><agrmid>${soapId}</agrmid>`
  const first = await pay(fields)
  expect(textsOf(first.xml, 'amount').map(Number)).toEqual([10.5])
  expect(textsOf(first.xml, 'comment')).toEqual(['Терминал № 7 &amp; Ко'])
  expect((await pay(fields)).status).toBe(200)
  const refused = await pay(fields, '<notexists>1</notexists>')
  const [recordId] = textsOf(first.xml, 'recordid')
  expect(refused.status).toBe(500)
  expect(textsOf(refused.xml, 'detail')[0]).toMatch(/^Payment already exists \(record_id = \d+\)$/)
  const found = await fronts.soap('<b:FindPayment><receipt>T-1</receipt></b:FindPayment>')
  expect(textsOf(found.xml, 'recordid')).toHaveLength(2)
  expect(textsOf(found.xml, 'recordid')).toContain(recordId)
  expect((await fronts.account('100001')).balance).toBe((Number(before.balance) + 21).toFixed(2))
})

test.each([
  ['1e3', '1000.00'],
  ['0.005', '0.01'],
  ['7', '7.00'],
  ['12.340000', '12.34'],
])('an amount of %s is taken as the double that it is', async (amount, credited) => {
  const receipt = `D-${amount}`
  await pay(`<agrmid>${soapId}</agrmid><amount>${amount}</amount><receipt>${receipt}</receipt>`)
  const { body } = await fronts.control('GET', '/ledger?limit=10000')
  expect(body).toMatchObject({
    payments: expect.arrayContaining([expect.objectContaining({ receipt, amount: credited })]),
  })
})

const REFUSED_PAYMENTS: readonly [string, string][] = [
  ['<amount>1</amount>', 'Agreement not found (0)'],
  ['<amount>1</amount><agrmid>42</agrmid>', 'Agreement not found (42)'],
  ['<amount>10,45</amount><agrmid>SOAP</agrmid>', 'Invalid amount'],
  ['<amount>-1</amount><agrmid>SOAP</agrmid>', 'Invalid amount'],
  ['<amount>0</amount><agrmid>SOAP</agrmid>', 'Invalid amount'],
  ['<amount>0.001</amount><agrmid>SOAP</agrmid>', 'Invalid amount'],
  ['<amount>NaN</amount><agrmid>SOAP</agrmid>', 'Invalid amount'],
  ['<amount>1e99</amount><agrmid>SOAP</agrmid>', 'Invalid amount'],
  ['<amount>100000000.01</amount><agrmid>SOAP</agrmid>', 'Invalid amount'],
  ['<agrmid>SOAP</agrmid>', 'Missing element (amount)'],
  ['<amount>1</amount><agrmid>SOAP</agrmid><classid>100</classid>', 'Invalid value (classid)'],
  ['<amount>1</amount><agrmid>SOAP</agrmid><paydate>22.11.2026</paydate>', 'Invalid value (paydate)'],
  ['<amount>1</amount><agrmid>SOAP</agrmid><paydate>2026-02-30 00:00:00</paydate>', 'Invalid value (paydate)'],
]

test.each(REFUSED_PAYMENTS)('a payment %s is refused and not written', async (fields, detail) => {
  const before = await fronts.account('100001')
  const { status, xml } = await pay(fields.replace('SOAP', String(soapId)))
  expect([status, textsOf(xml, 'faultstring'), textsOf(xml, 'detail')]).toEqual([500, ['error'], [detail]])
  expect(await fronts.account('100001')).toEqual(before)
})

test('a statement adds up: opening and credits less debits is closing', async () => {
  const { xml } = await fronts.soap(
    `<b:GetStatement><dtto>2026-11-01</dtto><dtfrom>2026-05-01</dtfrom><agrmid>${soapId}</agrmid></b:GetStatement>`,
  )
  const amount = (name: string) => Math.round(Number(textsOf(xml, name)[0]) * 100)
  expect(amount('opening') + amount('credits') - amount('debits')).toBe(amount('closing'))
  const dates = textsOf(xml, 'date')
  expect(dates.length).toBeGreaterThan(5)
  expect(dates).toEqual(dates.toSorted())
  const kinds = textsOf(xml, 'kind')
  const entries = textsOf(xml, 'amount').map((text) => Math.round(Number(text) * 100))
  const sum = (kind: string) =>
    entries.filter((_, index) => kinds[index] === kind).reduce((one, other) => one + other, 0)
  expect([sum('1'), sum('2')]).toEqual([amount('credits'), amount('debits')])
})

test('optional elements without a value are left out here and empty there', async () => {
  const xml = await payments('<agrmid>0</agrmid><pgsize>500</pgsize>')
  const rows = xml.split('<ret>').slice(1)
  expect(rows.some((row) => row.includes('<comment/>'))).toBe(true)
  expect(rows.some((row) => !row.includes('comment'))).toBe(true)
})

const UNREADABLE: readonly [string, string, string][] = [
  ['an empty body', '', 'Unreadable request (empty body)'],
  ['text', 'hello', 'Unreadable request (1:5: text data outside of root node.)'],
  ['broken XML', '<e:Envelope><b>', 'Unreadable request (1:12: unbound namespace prefix: "e".)'],
  ['a foreign root', '<a/>', 'Unreadable request (no SOAP 1.1 envelope)'],
  ['an empty SOAP body', envelope(''), 'Unreadable request (the body must have one element)'],
  ['two operations', envelope('<b:Logout/><b:Logout/>'), 'Unreadable request (the body must have one element)'],
  ['a DOCTYPE', `<!DOCTYPE a [<!ENTITY x "y">]><a/>`, 'Unreadable request (DOCTYPE is not allowed)'],
  ['deep nesting', envelope('<a>'.repeat(40)), 'Unreadable request (nested too deeply)'],
  ['more than 1 MB', envelope('x'.repeat(1_100_000)), 'request body is larger than 1 MB'],
]

test.each(UNREADABLE)('%s is a fault', async (_name, body, detail) => {
  const { status, xml } = await fronts.post(body)
  expect(status).toBe(500)
  expect(isWellFormed(xml)).toBe(true)
  expect(textsOf(xml, 'detail').map((text) => text.replaceAll('&quot;', '"'))).toEqual([detail])
})

test.each([
  ['<b:NoSuch/>', 'NoSuch'],
  ['<GetServerTime/>', 'GetServerTime'],
  ['<x:GetServerTime xmlns:x="urn:other"/>', 'GetServerTime'],
])('the unknown operation %s is a fault', async (operation, name) => {
  const { status, xml } = await fronts.soap(operation)
  expect(status).toBe(500)
  expect(textsOf(xml, 'faultstring')).toEqual([
    `Method '${name}' not implemented: method name or namespace not recognized`,
  ])
})

test.each([
  ['<b:GetPayments/>', 'Missing element (flt)'],
  ['<b:GetPayments><flt><agrmid>x</agrmid></flt></b:GetPayments>', 'Invalid value (agrmid)'],
  ['<b:GetPayments><flt><dtfrom>yesterday</dtfrom></flt></b:GetPayments>', 'Invalid value (dtfrom)'],
  [
    `<b:GetPayments><flt>${'<agrmid>5</agrmid>'.repeat(101)}</flt></b:GetPayments>`,
    'Too many agreements (101, at most 100)',
  ],
  ['<b:FindPayment/>', 'Missing element (receipt)'],
  ['<b:GetStatement><agrmid>5</agrmid><dtfrom>2026-01-01</dtfrom></b:GetStatement>', 'Invalid value (dtto)'],
  [
    '<b:GetStatement><agrmid>5</agrmid><dtfrom>2026-01-02</dtfrom><dtto>2026-01-01</dtto></b:GetStatement>',
    'Invalid value (dtto)',
  ],
  [
    '<b:GetStatement><agrmid>5</agrmid><dtfrom>2026-01-01</dtfrom><dtto>2026-02-01</dtto></b:GetStatement>',
    'Agreement not found (5)',
  ],
])('%s is refused', async (operation, detail) => {
  const { status, xml } = await fronts.soap(operation)
  expect([status, textsOf(xml, 'detail')]).toEqual([500, [detail]])
})
