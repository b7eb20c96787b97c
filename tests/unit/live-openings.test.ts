import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { type ExecutionResult, GraphQLError } from 'graphql'
import { expect, test, vi } from 'vitest'
import type { FormatErrors } from '../../src/graphql/subscriptions.ts'
import type { LiveSocketOptions } from '../../src/server/live-socket.ts'
import { document, openSocket, schema, startServer } from './live-socket-server.ts'

const format: FormatErrors = (errors) => errors.map((one) => one.toJSON())

async function* tell(text: string, signal: AbortSignal): AsyncGenerator<ExecutionResult, void> {
  yield { data: { text } }
  await aborted(signal)
}

/** Opens what its query says: `slow` once its client has left, `refused` never. Counts what has not ended, and those that read meanwhile. */
function createSource() {
  const seen = { now: 0, reading: 0, mostReading: 0 }
  const open: LiveSocketOptions['open'] = async ({ query }, { signal }) => {
    seen.now += 1
    signal.addEventListener('abort', () => (seen.now -= 1), { once: true })
    if (query === 'refused') return { kind: 'refused', errors: [new GraphQLError('No.')], format }
    seen.reading += 1
    seen.mostReading = Math.max(seen.mostReading, seen.reading)
    // What has begun to be read is read to its end.
    await (query === 'slow' ? aborted(signal) : delay(50))
    seen.reading -= 1
    return { kind: 'open', results: tell(query, signal), format, schema, document }
  }
  return { seen, open }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort')
}

async function connect(open: LiveSocketOptions['open']) {
  const { url } = await startServer({}, open)
  const socket = await openSocket(url)
  socket.send(JSON.stringify({ type: 'connection_init' }))
  await once(socket, 'message')
  const messages: string[] = []
  socket.on('message', (data: Buffer) => messages.push(data.toString()))
  return {
    socket,
    messages,
    subscribe: (id: string, query: string) =>
      socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query } })),
    complete: (id: string) => socket.send(JSON.stringify({ id, type: 'complete' })),
  }
}

const nextOf = (id: string, text: string) => JSON.stringify({ id, type: 'next', payload: { data: { text } } })

test('one id again and again opens no more than may be, and what was completed ends', async () => {
  const { seen, open } = createSource()
  const { messages, subscribe, complete } = await connect(open)
  for (let count = 1; count <= 80; count += 1) {
    subscribe('same', 'text')
    complete('same')
  }
  await vi.waitFor(() => expect(seen.mostReading).toBeGreaterThan(0))
  await delay(200)
  expect(seen.mostReading).toBeLessThanOrEqual(60)
  expect(seen.now).toBe(0)
  subscribe('other', 'last')
  await vi.waitFor(() => expect(messages).toContain(nextOf('other', 'last')))
  expect(seen.now).toBe(1)
})

test('an opening ends when its completion comes, and the next of its id is not taken for it', async () => {
  const { seen, open } = createSource()
  const { messages, subscribe, complete } = await connect(open)
  subscribe('same', 'slow')
  await vi.waitFor(() => expect(seen.now).toBe(1))
  complete('same')
  subscribe('same', 'second')
  await vi.waitFor(() => expect(messages).toEqual([nextOf('same', 'second')]))
  complete('same')
  subscribe('same', 'third')
  await vi.waitFor(() => expect(messages).toEqual([nextOf('same', 'second'), nextOf('same', 'third')]))
  await delay(100)
  expect([seen.now, messages.length]).toEqual([1, 2])
})

test('what was refused or completed counts no more, the thirty-first that is open is refused', async () => {
  const { seen, open } = createSource()
  const { messages, subscribe, complete } = await connect(open)
  const told = (type: string) => messages.filter((message) => message.includes(`"type":"${type}"`)).length
  for (let count = 1; count <= 40; count += 1) {
    subscribe(`refused-${count}`, 'refused')
    await vi.waitFor(() => expect(told('error')).toBe(count))
  }
  for (let count = 1; count <= 31; count += 1) subscribe(`open-${count}`, 'text')
  await vi.waitFor(() => expect([told('next'), told('error')]).toEqual([30, 41]))
  complete('open-7')
  subscribe('open-32', 'text')
  await vi.waitFor(() => expect([told('next'), told('error')]).toEqual([31, 41]))
  expect(seen.now).toBeGreaterThanOrEqual(30)
})

test('what a socket has open ends with it, opened or not', async () => {
  const { seen, open } = createSource()
  const { socket, subscribe } = await connect(open)
  subscribe('one', 'slow')
  subscribe('two', 'text')
  await vi.waitFor(() => expect(seen.now).toBe(2))
  await delay(100)
  socket.terminate()
  await vi.waitFor(() => expect(seen.now).toBe(0))
})
