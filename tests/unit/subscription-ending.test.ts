import { getEventListeners } from 'node:events'
import { buildSchema } from 'graphql'
import { expect, test } from 'vitest'
import { endable, endingWith } from '../../src/graphql/endable.ts'
import { createSubscriptions } from '../../src/graphql/subscriptions.ts'
import { createLog } from '../../src/observability/log.ts'

const log = createLog({ level: 'silent', name: 'test', destination: { write() {} } })
const schema = buildSchema('type Query { a: Int } type Subscription { text: String }')

/** A socket outlives its subscriptions: what they leave at its signal adds up. */
function countListeners({ signal }: AbortController): number {
  return getEventListeners(signal, 'abort').length
}

async function* twoValues() {
  yield 1
  yield 2
}

async function* failing(): AsyncGenerator<number, void> {
  yield* twoValues()
  throw new Error('It failed.')
}

test('a subscription that is refused leaves nothing at the signal of its socket', async () => {
  const socket = new AbortController()
  const subscriptions = createSubscriptions({ schema, production: true, log, eventTimeoutMs: 1_000 })
  const signals: AbortSignal[] = []
  const createContext = async (signal: AbortSignal) => {
    signals.push(signal)
    throw new Error('Nobody is let in.')
  }
  for (let count = 0; count < 3; count += 1) {
    const opening = await subscriptions.open(
      { query: 'subscription { text }' },
      { createContext, renewContext: createContext, signal: socket.signal },
    )
    expect(opening.kind).toBe('refused')
  }
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true])
  expect(countListeners(socket)).toBe(0)
})

test('a subscription that ends by itself leaves nothing either', async () => {
  const socket = new AbortController()
  const seen: number[] = []
  for await (const value of endable(twoValues(), endingWith(socket.signal))) seen.push(value)
  expect(seen).toEqual([1, 2])
  expect(countListeners(socket)).toBe(0)
})

test('one that fails leaves nothing either', async () => {
  const socket = new AbortController()
  const results = endable(failing(), endingWith(socket.signal))
  await results.next()
  await results.next()
  expect(countListeners(socket)).toBe(1)
  await expect(results.next()).rejects.toThrow('It failed.')
  expect(countListeners(socket)).toBe(0)
})
