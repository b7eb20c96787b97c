import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { GraphQLError } from 'graphql'
import { expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { startServer } from './live-socket-server.ts'

async function subscribe(socket: WebSocket): Promise<void> {
  socket.send(JSON.stringify({ type: 'connection_init' }))
  await once(socket, 'message')
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: 'subscription { text }' } }))
}

test('a client that reads nothing is dropped, and nothing is made for it in advance', async () => {
  const { made, sockets, open } = await startServer({ sendTimeoutMs: 500, closeTimeoutMs: 300 })
  const socket = await open()
  await subscribe(socket)
  socket.pause()
  await vi.waitFor(() => expect(sockets.size()).toBe(0), 10_000)
  await vi.waitFor(() => expect(made.isEnded).toBe(true), 5_000)
  // What the kernel buffers, and one more.
  expect(made.results).toBeLessThan(30)
})

test('a client that reads again in time learns that it was too slow', async () => {
  const { made, open } = await startServer({ sendTimeoutMs: 300 })
  const socket = await open()
  await subscribe(socket)
  socket.pause()
  await delay(1_500)
  const before = made.results
  socket.resume()
  const [code] = await once(socket, 'close')
  expect(code).toBe(4408)
  await vi.waitFor(() => expect(made.isEnded).toBe(true), 5_000)
  expect(made.results).toBeLessThanOrEqual(before + 1)
})

test('a client that reads gets all there is, and its end is the end of the source', async () => {
  const { made, open } = await startServer({})
  const socket = await open()
  await subscribe(socket)
  await vi.waitFor(() => expect(made.results).toBeGreaterThan(30), 20_000)
  socket.send(JSON.stringify({ id: '1', type: 'complete' }))
  await vi.waitFor(() => expect(made.isEnded).toBe(true), 5_000)
})

test('a client that says nothing is closed', async () => {
  const { open } = await startServer({ initTimeoutMs: 200 })
  const [code] = await once(await open(), 'close')
  expect(code).toBe(4408)
})

test('a client that has gone without a word does not keep its socket', async () => {
  const { sockets, open } = await startServer({ checkIntervalMs: 150 })
  const socket = await open()
  // No more pongs.
  socket.pause()
  await vi.waitFor(() => expect(sockets.size()).toBe(0), 5_000)
})

test('as many sockets as may be are served, from one address and in all', async () => {
  const { made, sockets, open } = await startServer({ maxOpenPerAddress: 2 })
  const kept = [await open(), await open()]
  const [code] = await once(await open(), 'close')
  expect(code).toBe(1013)
  await vi.waitFor(() => expect(sockets.size()).toBe(2), 5_000)
  kept[0]?.close()
  await vi.waitFor(() => expect(sockets.size()).toBe(1), 5_000)
  const again = await open()
  await delay(100)
  expect(again.readyState).toBe(again.OPEN)
  expect(made.results).toBe(0)
})

test('a socket whose token has ended is closed with a code', async () => {
  const { made, open } = await startServer({ checkIntervalMs: 100 })
  const socket = await open()
  socket.send(JSON.stringify({ type: 'connection_init' }))
  await once(socket, 'message')
  made.isAdmitted = false
  const [code] = await once(socket, 'close')
  expect(code).toBe(4403)
})

test('a socket on which much is refused is closed, and what it sends after that is not heard', async () => {
  let asked = 0
  const { open } = await startServer({ maxRefusalsPerSocket: 5 }, async () => {
    asked += 1
    return { kind: 'refused', errors: [new GraphQLError('No.')], format: (errors) => errors.map((one) => one.toJSON()) }
  })
  const socket = await open()
  socket.send(JSON.stringify({ type: 'connection_init' }))
  await once(socket, 'message')
  let told = 0
  socket.on('message', (data: Buffer) => (told += data.toString().includes('"error"') ? 1 : 0))
  const closed = once(socket, 'close')
  for (let count = 1; socket.readyState === socket.OPEN && count <= 50; count += 1) {
    socket.send(JSON.stringify({ id: `${count}`, type: 'subscribe', payload: { query: 'subscription { text }' } }))
    await delay(10)
  }
  expect(await closed).toMatchObject([1013, expect.anything()])
  expect([asked, told]).toEqual([6, 5])
})
