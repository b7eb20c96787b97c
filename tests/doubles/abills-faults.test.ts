import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { AbillsDouble } from './abills.ts'
import { type Caller, startSmall } from './abills-client.ts'

// What goes wrong between the work and the answer, and what the books say then.

const PAY = 'POST /payments/users/:uid/'
const SENT = { sum: 100, extId: 'LOST:1', billId: 2 }

test('an answer is lost after the work is done', async () => {
  const { double, send } = await startSmall()
  double.break(PAY, { kind: 'lostAnswer' })
  await expect(send('POST', '/payments/users/2', SENT)).rejects.toThrow('fetch failed')
  expect([double.books.payments.length, double.balanceOf(2)]).toEqual([1, '-380'])
  expect((await send('POST', '/payments/users/2', { ...SENT, checkExtId: 'LOST:1' })).status).toBe(400)
})

test('a connection that drops before the work changes nothing', async () => {
  const { double, send } = await startSmall()
  double.break(PAY, { kind: 'dropped' })
  await expect(send('POST', '/payments/users/2', SENT)).rejects.toThrow('fetch failed')
  expect(double.books.payments).toEqual([])
})

test('a client that gives up is paid for all the same', async () => {
  const { double, call } = await startSmall({ settings: { latencyMs: 400 } })
  await giveUp(double, call)
  expect(double.books.payments).toEqual([])
  await double.idle()
  expect([double.books.payments.length, double.balanceOf(2)]).toEqual([1, '-380'])
})

test('a write is done long after the client gave up', async () => {
  const { double, call, get } = await startSmall()
  double.break(PAY, { kind: 'lateWrite', delayMs: 400 })
  await giveUp(double, call)
  expect((await get('/payments?extId=LOST:1')).text).toBe('[]')
  await double.idle()
  expect(double.books.payments).toHaveLength(1)
})

/** Leaves as soon as the double has read the call. */
async function giveUp(double: AbillsDouble, call: Caller['call']): Promise<void> {
  const leaving = new AbortController()
  const before = double.calls.length
  const init = {
    method: 'POST',
    path: '/payments/users/2',
    headers: { KEY: double.apiKey },
    body: JSON.stringify(SENT),
  }
  const answer = call({ ...init, signal: leaving.signal })
  while (double.calls.length === before) await sleep(5)
  leaving.abort()
  await expect(answer).rejects.toThrow('aborted')
}

test('a page of an error comes with 200, though the reply was written', async () => {
  const { double, send } = await startSmall()
  const { id } = double.office.openMessage(2, { subject: 'a', text: 'b' })
  double.break('POST /msgs/:id/reply/', { kind: 'html' })
  const answer = await send('POST', `/msgs/${id}/reply`, { replyText: 'written' })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html'])
  expect(answer.text).toMatch(/^Error: load module [\s\S]*Root\.pm, 395[\s\S]*Status: 502\n\n\{"debuginfo":/)
  expect(double.books.replies.map(({ text }) => text)).toEqual(['written'])
})

test.for([
  { fault: { kind: 'badGateway' }, status: 502, text: /Router\.pm line 323\.\\n","errno":20/, paid: 1 },
  { fault: { kind: 'badGateway', isApplied: false }, status: 502, text: /"errno":20/, paid: 0 },
  { fault: { kind: 'emptyBody' }, status: 200, text: /^$/, paid: 1 },
  { fault: { kind: 'emptyBody', isApplied: false }, status: 200, text: /^$/, paid: 0 },
  { fault: { kind: 'emptyList' }, status: 200, text: /^\[\]$/, paid: 0 },
  { fault: { kind: 'html', isApplied: false }, status: 200, text: /^Error: load module/, paid: 0 },
  { fault: { kind: 'busy' }, status: 503, text: /503 Service Not Available/, paid: 0 },
  { fault: { kind: 'answer', status: 418, body: 'tea' }, status: 418, text: /^tea$/, paid: 0 },
] as const)('$fault.kind is answered with $status and pays $paid', async ({ fault, status, text, paid }) => {
  const { double, send } = await startSmall()
  double.break(PAY, fault)
  const answer = await send('POST', '/payments/users/2', SENT)
  expect([answer.status, answer.text]).toEqual([status, expect.stringMatching(text)])
  expect(double.books.payments).toHaveLength(paid)
  expect((await send('POST', '/payments/users/2', SENT)).status).toBe(200)
})

test('an answer is cut in the middle', async () => {
  const { double, get } = await startSmall()
  double.break('GET /users/:uid/', { kind: 'cut' })
  await expect(get('/users/2')).rejects.toThrow('terminated')
})

test('a fault is of its route, as often as it was planned', async () => {
  const { double, get } = await startSmall()
  double.break('GET /users/:uid/', { kind: 'busy' }, 2)
  expect(() => double.break('GET /user/:uid', { kind: 'busy' })).toThrow('There is no route GET /user/:uid.')
  expect((await get('/users/2/internet')).status).toBe(200)
  const statuses = [await get('/users/2'), await get('/users/1'), await get('/users/2')].map(({ status }) => status)
  expect(statuses).toEqual([503, 503, 200])
})

test('a slow answer comes late and is the true one', async () => {
  const { double, get } = await startSmall()
  double.break('GET /users/:uid/', { kind: 'slow', delayMs: 120 })
  const startedAt = performance.now()
  expect((await get('/users/2')).json).toMatchObject({ uid: 2 })
  expect(performance.now() - startedAt).toBeGreaterThan(110)
})

test('four calls are worked on at once, and further ones wait for them', async () => {
  const { double, get } = await startSmall()
  double.settings.latencyMs = 60
  const timed = async (count: number) => {
    const startedAt = performance.now()
    await Promise.all(Array.from({ length: count }, () => get('/users/2')))
    return performance.now() - startedAt
  }
  const [few, many] = [await timed(4), await timed(16)]
  expect(few).toBeLessThan(many)
  // Four rows of four; one by one it would take 960 ms.
  expect(many).toBeGreaterThan(230)
  expect(many).toBeLessThan(900)
  expect(double.mostAtOnce).toBeGreaterThan(4)
})

test('calls are remembered in their order', async () => {
  const { double, get } = await startSmall()
  const before = double.calls.length
  await get('/users/2?DEPOSIT=_SHOW')
  await get('/payments')
  expect(double.calls.slice(before)).toEqual(['GET /users/2', 'GET /payments'])
})

test('the clock is set by hand, runs on, and charges the first of a month once', async () => {
  const { double } = await startSmall({ timeZone: 'Europe/Moscow' })
  expect(double.clock.stamp()).toMatch(/^2026-11-22 12:30:0\d$/)
  double.clock.set('2026-11-30T21:30:00Z')
  expect([double.clock.today(), double.balanceOf(2)]).toEqual(['2026-12-01', '-960'])
  await sleep(5)
  expect(double.balanceOf(2)).toBe('-960')
  double.clock.advance(62 * 86_400_000)
  expect(double.balanceOf(2)).toBe('-1920')
})

test('the office and the cash desk work without the wire', async () => {
  const { double, get } = await startSmall()
  const { office } = double
  const paid = office.pay(2, '1000.05', { extId: 'CASH:1' })
  office.charge(2, '20.05', 'cable')
  office.setCredit(2, '150', '2026-12-31')
  office.changeTariff(2, 3, '2026-12-05')
  office.setStatus(2, 1)
  expect((await get('/users/2')).json).toMatchObject({ credit: 150, deposit: 500, disable: 1 })
  office.cancelPayment(paid.id)
  expect(double.balanceOf(2)).toBe('-500.05')
  expect(() => office.cancelPayment(paid.id)).toThrow(`There is no payment ${paid.id}.`)
  expect(double.books.schedules).toMatchObject([{ action: 3, day: '2026-12-05', isByAdmin: true }])
})
