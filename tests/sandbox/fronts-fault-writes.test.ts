import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Fronts, startFronts, textsOf } from './fronts-harness.ts'

let fronts: Fronts
let soapId: number
beforeAll(async () => {
  fronts = await startFronts()
  soapId = (await fronts.account('100001')).soapId
})
afterEach(() => fronts.control('DELETE', '/faults'))
afterAll(() => fronts.close())

function pay(receipt: string): string {
  return `<b:AddPayment><val><agrmid>${soapId}</agrmid><amount>10</amount><receipt>${receipt}</receipt></val><notexists>1</notexists></b:AddPayment>`
}

function addPayment(receipt: string, signal?: AbortSignal): Promise<string> {
  const answered = fronts.soap(pay(receipt)).then(
    ({ status, xml }) => `${status} ${textsOf(xml, 'detail')[0] ?? 'paid'}`,
    () => 'no answer',
  )
  if (signal === undefined) return answered
  return Promise.race([
    answered,
    new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve('left'))),
  ])
}

/** How many rows of the ledger carry the receipt: the only judge. */
async function written(receipt: string): Promise<number> {
  const { text } = await fronts.control('GET', '/ledger?limit=10000')
  return text.split(`"receipt":"${receipt}"`).length - 1
}

test.each([
  ['http500', '500 paid', 0],
  ['unavailable', '503 paid', 0],
  ['html', '200 paid', 0],
  ['empty', '200 paid', 0],
  ['faultWith200', '200 Internal error', 0],
  ['reset', 'no answer', 0],
  ['expiredSession', '500 Authorization required', 0],
  ['dropAfterApplying', 'no answer', 1],
  ['errorAfterApplying', '500 Internal error', 1],
  ['doubleCredit', '200 paid', 2],
  ['successWithoutApplying', '200 paid', 0],
  ['truncated', '200 paid', 1],
  ['notWellFormed', '200 paid', 1],
  ['wrongOperation', '200 paid', 1],
])('%s answers "%s" and leaves %i rows in the ledger', async (kind, answer, rows) => {
  await fronts.fault('soap.AddPayment', { kind })
  expect(await addPayment(`W-${kind}`)).toBe(answer)
  expect(await written(`W-${kind}`)).toBe(rows)
  await fronts.logIn()
})

test('the rows that a payment was written a second time by are told, and no others', async () => {
  const doubles = async () => (await fronts.control('GET', '/doubles')).body
  const before = await doubles()
  await fronts.fault('soap.AddPayment', { kind: 'doubleCredit', times: 1 })
  const { xml } = await fronts.soap(pay('D-1'))
  await fronts.soap(pay('D-2'))
  const { recordIds } = Object(await doubles())
  const [first] = textsOf(xml, 'recordid')
  expect(recordIds).toEqual([...Object(before).recordIds, Number(first) + 1])
})

test('a fault decides nothing about the next payment once it has struck as often as it should', async () => {
  await fronts.fault('soap.AddPayment', { kind: 'errorAfterApplying', times: 1 })
  expect(await addPayment('N-1')).toBe('500 Internal error')
  expect(await addPayment('N-1')).toMatch(/^500 Payment already exists/)
  expect(await addPayment('N-2')).toBe('200 paid')
})

test('success without anything done answers as if it were, or about nothing, and the next payment is whole', async () => {
  const before = await fronts.account('100001')
  await fronts.fault('soap.AddPayment', { kind: 'successWithoutApplying' })
  const echo = await fronts.soap(pay('S-1'))
  expect([textsOf(echo.xml, 'receipt'), textsOf(echo.xml, 'amount')]).toEqual([['S-1'], [expect.stringMatching(/^10/)]])
  await fronts.fault('soap.AddPayment', { kind: 'successWithoutApplying', variant: 'empty' })
  const empty = await fronts.soap(pay('S-1'))
  expect([empty.status, textsOf(empty.xml, 'recordid')]).toEqual([200, []])
  expect(await fronts.account('100001')).toEqual(before)
  await fronts.control('DELETE', '/faults')
  const real = await fronts.soap(pay('S-1'))
  expect(textsOf(real.xml, 'recordid')).toEqual(textsOf(echo.xml, 'recordid'))
  expect(await written('S-1')).toBe(1)
})

test('a refusal is not turned into a success', async () => {
  await addPayment('S-2')
  await fronts.fault('soap.AddPayment', { kind: 'successWithoutApplying' })
  expect(await addPayment('S-2')).toMatch(/^500 Payment already exists/)
})

test('an account that is first touched by a pretence can be paid afterwards', async () => {
  const own = await startFronts({ accounts: 30_000 })
  const [row] = await own.rows('/accounts?limit=1&offset=25000')
  const pays = (receipt: string) =>
    own.soap(
      `<b:AddPayment><val><agrmid>${String(row?.['agrm_id'])}</agrmid><amount>1</amount><receipt>${receipt}</receipt></val></b:AddPayment>`,
    )
  await own.restart()
  await own.fault('soap.AddPayment', { kind: 'successWithoutApplying', times: 1 })
  expect((await pays('P-1')).status).toBe(200)
  expect(textsOf((await pays('P-2')).xml, 'receipt')).toEqual(['P-2'])
  const { text } = await own.control('GET', '/ledger?limit=10000')
  expect([text.includes('"P-1"'), text.includes('"P-2"')]).toEqual([false, true])
  await own.close()
})

/** The status of each row with the receipt. */
async function statuses(receipt: string): Promise<string[]> {
  return textsOf((await fronts.soap(`<b:FindPayment><receipt>${receipt}</receipt></b:FindPayment>`)).xml, 'status')
}

describe('cancellations', () => {
  test.each([
    ['html', '1'],
    ['faultWith200', '1'],
    ['reset', '1'],
    ['successWithoutApplying', '1'],
    ['dropAfterApplying', '2'],
    ['errorAfterApplying', '2'],
    ['truncated', '2'],
    ['wrongOperation', '2'],
    ['foreignRows', '2'],
  ])('%s leaves the payment with status %s', async (kind, status) => {
    const receipt = `C-${kind}`
    const [recordId] = textsOf((await fronts.soap(pay(receipt))).xml, 'recordid')
    await fronts.fault('soap.CancelPayment', { kind })
    const operation = `<b:CancelPayment><recordid>${recordId}</recordid><agrmid>${soapId}</agrmid></b:CancelPayment>`
    await fronts.soap(operation).catch(() => null)
    expect(await statuses(receipt)).toEqual([status])
  })

  test('one that is applied late is applied after its delay', async () => {
    const [recordId] = textsOf((await fronts.soap(pay('C-late'))).xml, 'recordid')
    await fronts.fault('soap.CancelPayment', { kind: 'applyLate', delayMs: 1000 })
    const operation = `<b:CancelPayment><recordid>${recordId}</recordid><agrmid>${soapId}</agrmid></b:CancelPayment>`
    void fronts.soap(operation).catch(() => null)
    await expect.poll(async () => (await fronts.control('GET', '/in-flight')).body).toMatchObject({ late: 1 })
    expect(await statuses('C-late')).toEqual(['1'])
    await expect.poll(() => statuses('C-late'), { timeout: 8000 }).toEqual(['2'])
  })
})

test('hang writes nothing', async () => {
  await fronts.fault('soap.AddPayment', { kind: 'hang' })
  expect(await addPayment('H-1', AbortSignal.timeout(200))).toBe('left')
  expect(await written('H-1')).toBe(0)
})

test('applyLate writes after its delay, also when the session has ended meanwhile; the answer never comes', async () => {
  await fronts.fault('soap.AddPayment', { kind: 'applyLate', delayMs: 1500 })
  expect(await addPayment('L-1', AbortSignal.timeout(150))).toBe('left')
  expect(await written('L-1')).toBe(0)
  expect((await fronts.control('GET', '/in-flight')).body).toMatchObject({ late: 1 })
  await fronts.control('POST', '/sessions/expire')
  await expect.poll(() => written('L-1'), { timeout: 8000 }).toBe(1)
  await fronts.logIn()
})

test('a payment is written although its caller has left while it waited', async () => {
  await fronts.control('PUT', '/faults/soap.AddPayment', { latency: 1500 })
  const cookie = await fronts.logIn()
  const body = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><AddPayment xmlns="urn:reference-billing"><val><agrmid>${soapId}</agrmid><amount>10</amount><receipt>G-1</receipt></val></AddPayment></e:Body></e:Envelope>`
  const signal = AbortSignal.timeout(100)
  const left = fetch(`${fronts.url}/soap`, { method: 'POST', body, headers: { cookie }, signal })
  await expect(left).rejects.toThrow('timeout')
  expect(await written('G-1')).toBe(0)
  await expect.poll(() => written('G-1'), { timeout: 8000 }).toBe(1)
})

test('what is still to be carried out late is carried out when the sandbox closes', async () => {
  const own = await startFronts()
  await own.fault('soap.AddPayment', { kind: 'applyLate', delayMs: 60_000 })
  const before = await own.account('100001')
  const pending = own
    .soap(`<b:AddPayment><val><agrmid>${before.soapId}</agrmid><amount>3</amount></val></b:AddPayment>`)
    .catch(() => null)
  await expect.poll(async () => (await own.control('GET', '/in-flight')).body).toEqual({ inFlight: 1, late: 1 })
  await own.restart()
  expect(await pending).toBeNull()
  expect(Number((await own.account('100001')).balance)).toBe(Number(before.balance) + 3)
  await own.close()
})
