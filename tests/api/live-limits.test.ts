import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { CLOSE_CODES } from '../../src/server/live-socket.ts'
import { type EventStream, openEvents } from '../support/event-client.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { watch } from '../support/live-client.ts'

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway({
    serverLimits: { maxConcurrentRequests: 3 },
    liveLimits: { maxOpenPerSubject: 5, maxOpenPerAddress: 7 },
  })
})
afterAll(() => gateway.close())

interface Watcher {
  readonly token: string
  readonly query: string
}

async function watcherOf(number: string): Promise<Watcher> {
  const { restId } = await gateway.sandbox.findAccount(number)
  const account = writeId({ type: 'Account', kind: 'PERSON', accountId: String(restId) })
  return {
    token: await gateway.signIn(number),
    query: `subscription { accountBalanceChanged(accountId: "${account}") { amount { amount } } }`,
  }
}

const openStream = ({ token, query }: Watcher) => openEvents(gateway.url, { query }, { token })
const openSocket = ({ token, query }: Watcher) => watch(gateway.url, query, { token })

async function leave(streams: readonly EventStream<unknown>[]): Promise<void> {
  for (const stream of streams) stream.leave()
  await Promise.all(streams.map(({ ended }) => ended))
}

test('streams that are open are no requests that are worked on: everybody else is answered', async () => {
  const mine = await watcherOf('100001')
  const streams: EventStream<unknown>[] = []
  for (let count = 1; count <= 5; count += 1) streams.push(await openStream(mine))
  expect(streams.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  for (const stream of streams) await stream.next()
  const answer = await gateway.query('{ viewer { role } }', {}, mine.token)
  expect([answer.status, answer.data]).toEqual([200, { viewer: { role: 'SUBSCRIBER' } }])
  await leave(streams)
})

test('sockets and streams of one subscriber are counted together, and others have theirs', async () => {
  const [mine, other] = [await watcherOf('100001'), await watcherOf('100002')]
  const sockets = [openSocket(mine), openSocket(mine)]
  for (const socket of sockets) await socket.next()
  const streams = [await openStream(mine), await openStream(mine), await openStream(mine)]
  expect(streams.map(({ status }) => status)).toEqual([200, 200, 200])
  const sixth = await openStream(mine)
  await sixth.ended
  expect([sixth.status, sixth.headers['retry-after']]).toEqual([503, '1'])
  expect(JSON.parse(sixth.text())).toMatchObject({ errors: [{ extensions: { code: 'SERVER_BUSY', retryable: true } }] })
  expect(await openSocket(mine).ended).toBe(CLOSE_CODES.TRY_LATER)
  const theirs = await openStream(other)
  expect(theirs.status).toBe(200)
  await leave([...streams, theirs])
  await vi.waitFor(async () => {
    const again = await openStream(mine)
    expect(again.status).toBe(200)
    await leave([again])
  })
  for (const socket of sockets) socket.end()
})

test('sockets and streams of one address are counted together, those of operators too', async () => {
  const mine = await watcherOf('100001')
  const watchers = [mine, await watcherOf('100002')]
  const streams: EventStream<unknown>[] = []
  for (const watcher of watchers) {
    for (let count = 1; count <= 3; count += 1) streams.push(await openStream(watcher))
  }
  const operator = { ...mine, token: await gateway.signIn('operator') }
  const socket = openSocket(operator)
  await socket.next()
  expect((await openStream(operator)).status).toBe(503)
  expect(await openSocket(operator).ended).toBe(CLOSE_CODES.TRY_LATER)
  await leave(streams)
  socket.end()
})
