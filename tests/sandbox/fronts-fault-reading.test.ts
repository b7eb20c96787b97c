import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { envelope, type Fronts, isWellFormed, readRows, startFronts, textsOf } from './fronts-harness.ts'

let fronts: Fronts
let cookie: string
const asked: Record<string, string> = {}
beforeAll(async () => {
  fronts = await startFronts({ accounts: 120 })
  cookie = await fronts.logIn()
  const accounts = await Promise.all(['100001', '100002', '007123', '200001'].map((number) => fronts.account(number)))
  const restIds = accounts.map(({ restId }) => restId).join(';')
  const services = await fronts.rows(`/services?account_ids=${restIds}`)
  const serviceIds = services.map(({ id }) => id).join(';')
  const agreements = accounts.map(({ soapId }) => `<agrmid>${soapId}</agrmid>`).join('')
  const tickets = textsOf((await fronts.soap(filtered('GetTickets', agreements))).xml, 'ticketid')
  const charges = textsOf((await fronts.soap(filtered('GetCharges', agreements))).xml, 'recordid')
  Object.assign(asked, {
    'rest.accounts': '/accounts?numbers=100001;100002;007123;200001',
    'rest.availableTariffs': `/tariffs/available?service_ids=${serviceIds}`,
    'rest.channels': '/channels?tariff_ids=41',
    'rest.ips': `/ips?service_ids=${serviceIds}`,
    'rest.devices': `/devices?account_ids=${restIds}`,
    'rest.offerings': '/offerings?region_ids=2',
    'soap.GetTickets': filtered('GetTickets', agreements),
    'soap.GetTicketMessages': filtered('GetTicketMessages', tickets.map((id) => `<ticketid>${id}</ticketid>`).join('')),
    'soap.GetCharges': filtered('GetCharges', charges.map((id) => `<recordid>${id}</recordid>`).join('')),
  })
})
function filtered(name: string, filter: string): string {
  return `<b:${name}><flt>${filter}<pgsize>5</pgsize></flt></b:${name}>`
}

afterEach(async () => {
  await fronts.control('DELETE', '/faults')
  cookie = await fronts.logIn()
})
afterAll(() => fronts.close())

const OPERATIONS = [
  'rest.accounts',
  'rest.availableTariffs',
  'rest.channels',
  'rest.ips',
  'rest.devices',
  'rest.offerings',
  'soap.GetTickets',
  'soap.GetTicketMessages',
  'soap.GetCharges',
] as const

interface Raw {
  readonly status: number
  readonly bytes: Buffer
  readonly text: string
}

async function ask(operation: string, signal?: AbortSignal): Promise<Raw> {
  const question = asked[operation] ?? ''
  const given = signal === undefined ? {} : { signal }
  const response = operation.startsWith('rest.')
    ? await fetch(`${fronts.url}/rest${question}`, { headers: { 'x-api-key': 'sandbox-key' }, ...given })
    : await fetch(`${fronts.url}/soap`, { method: 'POST', headers: { cookie }, body: envelope(question), ...given })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, bytes, text: bytes.toString('utf8') }
}

/** Rows of either side by the names of their fields; in XML all values are text. */
async function rowsOf(operation: string): Promise<Record<string, unknown>[]> {
  const { text } = await ask(operation)
  if (operation.startsWith('rest.')) return readRows(JSON.parse(text))
  return text
    .split('<ret>')
    .slice(1)
    .map((row) => Object.fromEntries([...row.matchAll(/<(\w+)>([^<]*)</g)].map((match) => [match[1], match[2]])))
}

function isReadable({ text }: Raw, operation: string): boolean {
  if (operation.startsWith('soap.')) return text !== '' && isWellFormed(text)
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** The faults that spoil bytes: each with what it does to any answer. */
const BYTES: Readonly<Record<string, (raw: Raw, operation: string) => void>> = {
  http500: ({ status, text }) => expect([status, /\.pm line \d+/.test(text)]).toEqual([500, true]),
  unavailable: ({ status }) => expect(status).toBe(503),
  html: ({ status, text }) => expect([status, text.startsWith('<html>')]).toEqual([200, true]),
  empty: ({ status, bytes }) => expect([status, bytes.length]).toEqual([200, 0]),
  faultWith200: ({ status, text }) => expect([status, text.includes('Internal error')]).toEqual([200, true]),
  errorAfterApplying: ({ status, text }) => expect([status, text.includes('Internal error')]).toEqual([500, true]),
  notWellFormed: (raw, operation) => expect([raw.status, isReadable(raw, operation)]).toEqual([200, false]),
  truncated: (raw, operation) => expect([raw.status, isReadable(raw, operation)]).toEqual([200, false]),
  oversize: (raw, operation) =>
    expect([raw.bytes.length > 3 * 1024 * 1024, isReadable(raw, operation)]).toEqual([true, true]),
  wrongCharset: ({ bytes }) => expect(new TextDecoder('windows-1251').decode(bytes).includes('Примечание')).toBe(true),
}

test.each(OPERATIONS)(
  '%s is readable as long as no fault is set, and every fault of bytes strikes it',
  async (operation) => {
    const honest = await ask(operation)
    expect([honest.status, isReadable(honest, operation)]).toEqual([200, true])
    for (const [kind, judge] of Object.entries(BYTES)) {
      await fronts.fault(operation, { kind })
      judge(await ask(operation), operation)
    }
  },
)

test.each(OPERATIONS)('%s can hang, drip, be reset and be answered never', async (operation) => {
  for (const kind of ['hang', 'drip', 'reset', 'dropAfterApplying', 'applyLate']) {
    await fronts.fault(operation, { kind, ...(kind === 'applyLate' ? { delayMs: 1 } : {}) })
    await expect(ask(operation, AbortSignal.timeout(150))).rejects.toThrow(/aborted|fetch failed|terminated/)
  }
})

test.each(OPERATIONS.filter((name) => name.startsWith('soap.')))(
  '%s can lose its session and bring a DOCTYPE',
  async (operation) => {
    await fronts.fault(operation, { kind: 'doctype' })
    expect((await ask(operation)).text).toContain('<!DOCTYPE Envelope')
    await fronts.fault(operation, { kind: 'expiredSession', times: 1 })
    expect(textsOf((await ask(operation)).text, 'detail')).toEqual(['Authorization required'])
    expect(textsOf((await ask(operation)).text, 'detail')).toEqual(['Authorization required'])
  },
)

test.each(OPERATIONS)('foreignRows mixes rows into %s of somebody who was not asked for', async (operation) => {
  const honest = (await rowsOf(operation)).map((row) => JSON.stringify(row))
  await fronts.fault(operation, { kind: 'foreignRows' })
  const mixed = (await rowsOf(operation)).map((row) => JSON.stringify(row))
  expect(honest.length).toBeGreaterThan(0)
  expect(mixed.length).toBeGreaterThan(honest.length)
  expect(mixed.slice(-honest.length)).toEqual(honest)
  const key = operation.startsWith('soap.') ? 'agrmid' : (OWNERS[operation] ?? '')
  const owners = (rows: readonly string[]) => new Set(rows.map((row) => String(Reflect.get(JSON.parse(row), key))))
  const strange = owners(mixed.slice(0, mixed.length - honest.length))
  expect(strange.size).toBe(1)
  expect(strange.isDisjointFrom(owners(honest))).toBe(true)
})

const OWNERS: Readonly<Record<string, string>> = {
  'rest.accounts': 'id',
  'rest.availableTariffs': 'service_id',
  'rest.channels': 'tariff_id',
  'rest.ips': 'service_id',
  'rest.devices': 'account_id',
  'rest.offerings': 'region_id',
}

test.each(OPERATIONS)('missingFields and wrongOperation strike %s', async (operation) => {
  const whole = Object.keys((await rowsOf(operation))[0] ?? {})
  await fronts.fault(operation, { kind: 'missingFields' })
  expect(Object.keys((await rowsOf(operation))[0] ?? {}).length).toBeLessThan(whole.length)
  await fronts.fault(operation, { kind: 'wrongOperation' })
  expect((await ask(operation)).text).toMatch(/<ns1:GetServerTimeResponse>|^\[\{"id":\d,"name":"[^"]+"\}/)
})

test.each([
  ['rest.accounts', 'to_restore', /^"0\.00"$/],
  ['rest.availableTariffs', 'tariff_id', /^"\d+"$/],
  ['rest.channels', 'hd', /^"[01]"$/],
  ['rest.ips', 'type', /^"[01]"$/],
  ['rest.devices', 'id', /^"\d+"$/],
  ['rest.offerings', 'price', /^"\d+\.\d\d"$/],
] as const)('typeFlips in %s makes %s a string', async (operation, field, form) => {
  await fronts.fault(operation, { kind: 'typeFlips' })
  expect(JSON.stringify((await rowsOf(operation))[0]?.[field])).toMatch(form)
})

test('typeFlips in a ticket makes its numbers decimals', async () => {
  await fronts.fault('*', { kind: 'typeFlips' })
  const [ticket] = await rowsOf('soap.GetTickets')
  const [message] = await rowsOf('soap.GetTicketMessages')
  expect([ticket?.['ticketid'], ticket?.['status']]).toEqual([
    expect.stringMatching(/^\d+\.0$/),
    expect.stringMatching(/^\d\.0$/),
  ])
  expect(message?.['side']).toMatch(/^[01]\.0$/)
})

test.each([
  ['rest.devices', 'registered'],
  ['soap.GetTickets', 'created'],
  ['soap.GetTicketMessages', 'created'],
  ['soap.GetCharges', 'chargedate'],
] as const)('zeroDates strikes %s', async (operation, field) => {
  await fronts.fault(operation, { kind: 'zeroDates' })
  const dates = (await rowsOf(operation)).map((row) => row[field])
  expect(dates.slice(0, 3).map((date) => date ?? '')).toEqual(['0000-00-00 00:00:00', '', 'No'])
})

test.each([
  ['rest.ips', 'type'],
  ['rest.offerings', 'kind'],
  ['soap.GetTickets', 'status'],
  ['soap.GetTickets', 'classid'],
  ['soap.GetTicketMessages', 'side'],
] as const)('unknownCodes in %s has a %s that nobody lists', async (operation, field) => {
  await fronts.fault(operation, { kind: 'unknownCodes' })
  const rows = await rowsOf(operation)
  expect(rows.map((row) => Number(row[field])).filter((value) => value < 70)).toEqual([])
})

test.each([
  ['rest.accounts', 'to_restore'],
  ['rest.offerings', 'price'],
  ['soap.GetCharges', 'amount'],
] as const)('money in %s can be broken', async (operation, field) => {
  await fronts.fault(operation, { kind: 'moneyBroken' })
  const amounts = (await rowsOf(operation)).map((row) => row[field])
  expect(amounts.slice(0, 3).map(String)).toEqual(['10,45', expect.stringMatching(/^(1e3|1000)$/), '0.005'])
})

test('prices can have the noise of a double, and no more than that', async () => {
  const honest = (await rowsOf('rest.offerings')).map(({ price }) => Number(price))
  await fronts.fault('rest.offerings', { kind: 'moneyAsDoubles' })
  const { text } = await ask('rest.offerings')
  expect(text).toMatch(/"(?:price|fee)":\d+\.\d{10,}/)
  const noisy = readRows(JSON.parse(text)).map(({ price }) => Number(price))
  expect(noisy.map((amount, place) => Math.abs(amount - (honest[place] ?? Number.NaN)) < 1e-6)).not.toContain(false)
})

test('calls of the new operations are counted by their names', async () => {
  await fronts.control('DELETE', '/calls')
  for (const operation of OPERATIONS) await ask(operation)
  const { body } = await fronts.control('GET', '/calls')
  for (const operation of OPERATIONS) expect(body).toHaveProperty(['operations', operation, 'calls'], 1)
})
