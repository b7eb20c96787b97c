import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Fronts, startFronts, textsOf } from './fronts-harness.ts'

let fronts: Fronts
let soapId: number
beforeAll(async () => {
  fronts = await startFronts()
  soapId = (await fronts.account('100001')).soapId
})
afterEach(() => fronts.control('DELETE', '/faults'))
afterAll(() => fronts.close())

function addPayment(receipt: string, signal?: AbortSignal): Promise<string> {
  const operation = `<b:AddPayment><val><agrmid>${soapId}</agrmid><amount>10</amount><receipt>${receipt}</receipt></val><notexists>1</notexists></b:AddPayment>`
  const answered = fronts.soap(operation).then(
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
  ['truncated', '200 paid', 1],
  ['notWellFormed', '200 paid', 1],
  ['wrongOperation', '200 paid', 1],
])('%s answers "%s" and leaves %i rows in the ledger', async (kind, answer, rows) => {
  await fronts.fault('soap.AddPayment', { kind })
  expect(await addPayment(`W-${kind}`)).toBe(answer)
  expect(await written(`W-${kind}`)).toBe(rows)
  await fronts.logIn()
})

test('a fault decides nothing about the next payment once it has struck as often as it should', async () => {
  await fronts.fault('soap.AddPayment', { kind: 'errorAfterApplying', times: 1 })
  expect(await addPayment('N-1')).toBe('500 Internal error')
  expect(await addPayment('N-1')).toMatch(/^500 Payment already exists/)
  expect(await addPayment('N-2')).toBe('200 paid')
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
