import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { openSocket } from './http-harness.ts'

let gateway: Gateway
let token: string
let subscription: string
beforeAll(async () => {
  gateway = await startGateway({ serverLimits: { maxConcurrentRequests: 10, maxRequestsPerConnection: 50 } })
  token = await gateway.signIn('100001')
  const { restId } = await gateway.sandbox.findAccount('100001')
  const account = writeId({ type: 'Account', kind: 'PERSON', accountId: String(restId) })
  subscription = post(`subscription { accountBalanceChanged(accountId: "${account}") { asOf } }`, 'text/event-stream')
})
afterAll(() => gateway.close())

function post(query: string, accept = 'application/json'): string {
  const body = JSON.stringify({ query })
  const head = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\naccept: ${accept}\r\nauthorization: Bearer ${token}`
  return `${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

function connect() {
  const socket = openSocket(Number(new URL(gateway.url).port))
  onTestFinished(() => socket.destroy())
  return socket
}

async function statusForOthers(): Promise<number> {
  return (await gateway.query('{ viewer { role } }', {}, token)).status
}

function countLeft(): number {
  return gateway.logLines().filter((line) => line.includes('"status":499')).length
}

test('what comes behind a stream takes nobody’s place, and the stream goes on', async () => {
  const socket = connect()
  socket.write(subscription)
  const head = await socket.received('event: next')
  expect(head).toMatch(/\r\nconnection: close\r\n/i)
  socket.write(post('{ viewer { role } }').repeat(40))
  await delay(300)
  expect(await statusForOthers()).toBe(200)
  const paid = { number: '100001', amount: '3.25', receipt: 'desk/pipelined' }
  await fetch(`${gateway.sandbox.url}/control/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(paid),
  })
  await expect.poll(async () => (await socket.received('')).split('event: next').length, { timeout: 5_000 }).toBe(3)
})

test('a client that leaves behind such bytes is noticed', async () => {
  const socket = connect()
  socket.write(subscription)
  await socket.received('event: next')
  socket.write(post('{ viewer { role } }').repeat(40))
  await delay(100)
  const before = countLeft()
  socket.destroy()
  await expect.poll(countLeft).toBe(before + 1)
})

test('a stream that others wait behind is refused, and they are answered', async () => {
  const socket = connect()
  socket.write(subscription + post('{ viewer { role } }'))
  const refused = await socket.answer(1)
  expect([refused.status, JSON.parse(refused.body)]).toMatchObject([
    400,
    { errors: [{ extensions: { code: 'STREAM_NOT_LAST', retryable: true } }] },
  ])
  expect((await socket.answer(2)).status).toBe(200)
})

test('a stream may be the last request of its connection, and says so', async () => {
  const socket = connect()
  for (let count = 1; count < 50; count += 1) {
    socket.write(post('{ viewer { role } }'))
    expect((await socket.answer(count)).status).toBe(200)
  }
  socket.write(subscription)
  expect(await socket.received('event: next')).toMatch(/\r\nconnection: close\r\n/i)
})
