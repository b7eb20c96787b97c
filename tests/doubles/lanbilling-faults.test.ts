import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LanbillingDouble, startLanbillingDouble } from './lanbilling.ts'
import { call, detailOf, logIn } from './lanbilling-caller.ts'
import type { LanbillingFault } from './lanbilling-faults.ts'

let double: LanbillingDouble
let cookie: string
const posted = () => double.books.state.payments.filter(({ receipt }) => receipt === 'F-1').length
const pay = (signal?: AbortSignal) =>
  call(
    double.url,
    '<ns1:ExternPayment><id>5</id><str>0077001</str><val><agrmid>0</agrmid><amount>5</amount><receipt>F-1</receipt></val><notexists>1</notexists></ns1:ExternPayment>',
    { cookie, ...(signal ? { signal } : {}) },
  )

beforeEach(async () => {
  double = await startLanbillingDouble()
  cookie = await logIn(double.url)
})
afterEach(() => double.close())

const SPOILT: readonly {
  name: string
  fault: LanbillingFault
  isDone: boolean
  status: number | null
  body?: RegExp
}[] = [
  { name: 'dropped', fault: { kind: 'drop' }, isDone: false, status: null },
  { name: 'lost', fault: { kind: 'lostAnswer' }, isDone: true, status: null },
  { name: 'cut', fault: { kind: 'cut' }, isDone: true, status: null },
  { name: 'a fault', fault: { kind: 'fault', detail: 'Deadlock' }, isDone: false, status: 500, body: /Deadlock/ },
  {
    name: 'a fault although it is done',
    fault: { kind: 'faultAfterWrite', detail: 'Lost connection' },
    isDone: true,
    status: 500,
    body: /Lost connection/,
  },
  {
    name: 'a success of nothing',
    fault: { kind: 'successWithoutWrite' },
    isDone: false,
    status: 200,
    body: /<ret>\d+</,
  },
  { name: 'a page', fault: { kind: 'html', isDone: false }, isDone: false, status: 200, body: /^<html>/ },
  {
    name: 'a page although it is done',
    fault: { kind: 'html', isDone: true },
    isDone: true,
    status: 200,
    body: /^<html>/,
  },
  { name: 'nothing', fault: { kind: 'empty', isDone: false }, isDone: false, status: 200, body: /^$/ },
  {
    name: 'nothing although it is done',
    fault: { kind: 'empty', isDone: true },
    isDone: true,
    status: 200,
    body: /^$/,
  },
  { name: 'a fault with 200', fault: { kind: 'fault200', isDone: true }, isDone: true, status: 200, body: /:Fault>/ },
  { name: 'another element', fault: { kind: 'wrongElement' }, isDone: true, status: 200, body: /getStatResponse/ },
  { name: 'a proxy', fault: { kind: 'proxy', status: 502 }, isDone: false, status: 502, body: /^<html>/ },
  {
    name: 'the end of the session',
    fault: { kind: 'sessionLost', when: 'before' },
    isDone: false,
    status: 500,
    body: /Authorization required/,
  },
  { name: 'late', fault: { kind: 'slow', delayMs: 60 }, isDone: true, status: 200, body: /<ret>\d+</ },
]

for (const { name, fault, isDone, status, body } of SPOILT) {
  test(`an answer can be ${name}, once`, async () => {
    double.break('ExternPayment', fault)
    const heard = await pay()
    expect(heard?.status ?? null).toBe(status)
    expect(heard?.body ?? '').toMatch(body ?? /^$/)
    expect(posted()).toBe(isDone ? 1 : 0)
    if (double.sessionCount === 0) cookie = await logIn(double.url)
    expect((await pay())?.status).toBe(isDone ? 500 : 200)
    expect(posted()).toBe(1)
  })
}

test('a write can come after its caller has given up, also when the session has ended by then', async () => {
  double.break('ExternPayment', { kind: 'lateWrite', delayMs: 40 })
  expect(await pay(AbortSignal.timeout(50))).toBeNull()
  double.endSessions()
  expect(posted()).toBe(0)
  await double.settled()
  expect(posted()).toBe(1)
})

test('a caller that leaves a slow billing has its write done all the same', async () => {
  double.latencyMs = 60
  expect(await pay(AbortSignal.timeout(20))).toBeNull()
  await double.settled()
  await expect.poll(posted).toBe(1)
})

test('a caller that leaves in the middle of its request has done nothing, and the next is served', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const socket = connect(Number(new URL(double.url).port), '127.0.0.1', () => {
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n<?xml')
    setTimeout(() => socket.destroy(), 20)
  })
  socket.once('close', () => resolve())
  await promise
  expect(double.calls).toEqual(['Login'])
  expect((await pay())?.status).toBe(200)
})

test('a session that ends with the write is missed by the next call', async () => {
  double.break('ExternPayment', { kind: 'sessionLost', when: 'after' })
  expect((await pay())?.status).toBe(200)
  expect(detailOf(await pay())).toBe('Authorization required')
  expect(posted()).toBe(1)
})

test('plans wait in a line, are for their own operation, and can be given up', async () => {
  double.break('getVgroups', { kind: 'drop' })
  double.break('ExternPayment', { kind: 'fault', detail: 'one' })
  double.break('*', { kind: 'fault', detail: 'two' }, 2)
  expect([detailOf(await pay()), detailOf(await pay()), detailOf(await pay())]).toEqual(['one', 'two', 'two'])
  double.break('ExternPayment', { kind: 'drop' }, 9)
  double.mend()
  expect((await pay())?.status).toBe(200)
  expect(double.calls).toEqual(['Login', ...Array.from({ length: 4 }, () => 'ExternPayment')])
})

test('how many calls are under way at once is counted', async () => {
  double.latencyMs = 30
  await Promise.all([pay(), pay(), pay()])
  expect(double.mostAtOnce).toBe(3)
})
