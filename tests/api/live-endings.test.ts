import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { CloseCode } from 'graphql-ws'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { writeId } from '../../src/graphql/ids.ts'
import { CLOSE_CODES } from '../../src/server/live-socket.ts'
import { openEvents } from '../support/event-client.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { watch } from '../support/live-client.ts'

let gateway: Gateway
let balance: string
beforeAll(async () => {
  gateway = await startGateway({ liveLimits: { maxSubscriptionsPerSocket: 3, sendTimeoutMs: 1_000 } })
  const { restId } = await gateway.sandbox.findAccount('100001')
  const account = writeId({ type: 'Account', kind: 'PERSON', accountId: String(restId) })
  balance = `subscription { accountBalanceChanged(accountId: "${account}") { amount { amount } } }`
})
afterAll(() => gateway.close())

test('a socket ends with a code when its session ends, and nothing comes any more', async () => {
  const token = await gateway.signIn('100001')
  const live = watch(gateway.url, balance, { token })
  await live.next()
  await gateway.query('mutation { signOut { signedOut } }', {}, token)
  expect(await live.ended).toBe(CLOSE_CODES.FORBIDDEN)
})

test('a stream breaks off when its session ends, and is looked at no more', async () => {
  const token = await gateway.signIn('100001')
  const stream = await openEvents(gateway.url, { query: balance }, { token })
  await stream.next()
  await gateway.query('mutation { signOut { signedOut } }', {}, token)
  expect(await Promise.race([stream.ended, delay(3_000, 'open')])).toBe('broken')
  await delay(500)
  expect(await gateway.countCalls(() => delay(1_500))).toEqual({})
})

test('a stream that opens while the gateway stops is told to go elsewhere', async () => {
  const other = await startGateway()
  const token = await other.openSession({ role: 'OPERATOR' })
  await other.sandbox.setFault('rest.accounts', { latency: 500 })
  const opening = openEvents(other.url, { query: balance }, { token })
  await delay(200)
  const stopped = other.close()
  const refused = await opening
  expect(refused.status).toBe(503)
  await refused.ended
  expect(refused.text()).toContain('SHUTTING_DOWN')
  await stopped
})

test('a token whose time is over opens no socket', async () => {
  const live = watch(gateway.url, balance, { token: await gateway.expiredToken() })
  expect(await live.ended).toBe(4403)
})

test('a hundred who watch one account cost the billing one look at a time', async () => {
  const token = await gateway.signIn('100001')
  const watching = Array.from({ length: 100 }, () => watch(gateway.url, balance, { token }))
  await Promise.all(watching.map((live) => live.next(15_000)))
  const calls = await gateway.countCalls(() => delay(3_300))
  expect(calls).toEqual({ 'rest.accounts': expect.toSatisfy((count: number) => count >= 2 && count <= 4) })
  for (const live of watching) live.end()
})

test('what nobody watches any more is not looked at', async () => {
  await delay(500)
  expect(await gateway.countCalls(() => delay(2_500))).toEqual({})
})

test.each([
  ['a query', '{ viewer { displayName } }', 'BAD_USER_INPUT'],
  ['a mutation', 'mutation { signOut { signedOut } }', 'BAD_USER_INPUT'],
  [
    'two fields at once',
    'subscription { a: ticketUpdated(accountId: "x") { id } b: ticketUpdated(accountId: "y") { id } }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['a field that is not there', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
  ['what is not GraphQL', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
  ['an unknown operation', 'fragment F on Query { __typename }', 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a cursor of another list',
    'subscription { ticketMessageAdded(ticketId: "x", after: "y") { cursor } }',
    'OBJECT_NOT_FOUND',
  ],
])('%s is refused by its code, and the socket stays', async (_what, query, code) => {
  const live = watch(gateway.url, query, { token: await gateway.signIn('100001') })
  expect(await live.ended).toMatchObject([{ extensions: { code } }])
})

test('messages are in the language that the socket was opened in', async () => {
  const live = watch(gateway.url, 'subscription { ticketUpdated(accountId: "x") { id } }', {
    token: await gateway.signIn('100001'),
    language: 'ru',
  })
  expect(await live.ended).toMatchObject([{ message: 'Такого объекта нет, или он не ваш.' }])
})

test('more subscriptions on one socket than may be are refused', async () => {
  const socket = await openSocket(await gateway.signIn('100001'))
  for (let id = 1; id <= 4; id += 1) {
    socket.send(JSON.stringify({ id: String(id), type: 'subscribe', payload: { query: balance } }))
  }
  const refused = await messageOf(socket, ({ type }) => type === 'error')
  expect(refused).toMatchObject({ id: '4', payload: [{ extensions: { code: 'OPERATION_TOO_COMPLEX' } }] })
  socket.close()
})

test.each([
  ['bytes', (socket: WebSocket) => socket.send(Buffer.from('x')), CLOSE_CODES.NOT_TEXT],
  ['no JSON', (socket: WebSocket) => socket.send('x'), CloseCode.BadRequest],
  ['what only servers send', (socket: WebSocket) => say(socket, { type: 'complete' }), CloseCode.BadRequest],
  [
    'a result from a client',
    (socket: WebSocket) => say(socket, { id: '1', type: 'next', payload: {} }),
    CLOSE_CODES.FAILED,
  ],
  [
    'a second first message',
    (socket: WebSocket) => say(socket, { type: 'connection_init' }),
    CloseCode.TooManyInitialisationRequests,
  ],
  [
    'an id that is in use',
    (socket: WebSocket) => {
      for (let count = 1; count <= 2; count += 1) {
        say(socket, { id: '1', type: 'subscribe', payload: { query: balance } })
      }
    },
    CloseCode.SubscriberAlreadyExists,
  ],
  ['a message that is too large', (socket: WebSocket) => socket.send('x'.repeat(70_000)), CLOSE_CODES.TOO_BIG],
])('%s ends a socket with a code', async (_what, send, code) => {
  const socket = await openSocket(await gateway.signIn('100001'))
  send(socket)
  const [closedWith] = await once(socket, 'close')
  expect(closedWith).toBe(code)
})

test.each([
  ['who subscribes before the first message', ['graphql-transport-ws'], CloseCode.Unauthorized],
  ['who names no protocol', [], CloseCode.SubprotocolNotAcceptable],
])('%s is closed with a code', async (_who, protocols, code) => {
  const socket = new WebSocket(gateway.url.replace('http', 'ws'), protocols)
  socket.on('open', () => say(socket, { id: '1', type: 'subscribe', payload: { query: balance } }))
  const [closedWith] = await once(socket, 'close')
  expect(closedWith).toBe(code)
})

test('a page of another origin opens no socket', async () => {
  const socket = new WebSocket(gateway.url.replace('http', 'ws'), 'graphql-transport-ws', {
    origin: 'https://evil.example',
  })
  const [error] = await once(socket, 'error')
  expect(String(error)).toContain('403')
})

test('sockets and streams end when the gateway stops, so that their clients go elsewhere', async () => {
  const other = await startGateway()
  const token = await other.signIn('100001')
  const { restId } = await other.sandbox.findAccount('100001')
  const account = writeId({ type: 'Account', kind: 'PERSON', accountId: String(restId) })
  const document = `subscription { accountBalanceChanged(accountId: "${account}") { asOf } }`
  const live = watch(other.url, document, { token })
  await live.next()
  const stream = await openEvents(other.url, { query: document }, { token })
  await stream.next()
  const startedAt = performance.now()
  await other.close()
  expect(await live.ended).toBe(CLOSE_CODES.GOING_AWAY)
  // After `complete` no client would come again.
  expect(await stream.ended).toBe('broken')
  expect(performance.now() - startedAt).toBeLessThan(5_000)
})

function say(socket: WebSocket, message: object): void {
  socket.send(JSON.stringify(message))
}

async function openSocket(token: string): Promise<WebSocket> {
  const socket = new WebSocket(gateway.url.replace('http', 'ws'), 'graphql-transport-ws')
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }))
  await messageOf(socket, ({ type }) => type === 'connection_ack')
  return socket
}

interface Message {
  readonly type: string
  readonly id?: string
  readonly payload?: unknown
}

function messageOf(socket: WebSocket, fits: (message: Message) => boolean): Promise<Message> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('No such message came.')), 5_000)
    socket.on('message', (data: Buffer) => {
      const message: Message = JSON.parse(data.toString())
      if (!fits(message)) return
      clearTimeout(timer)
      resolve(message)
    })
  })
}
