import { expect, test } from 'vitest'
import { startHarness } from './http-harness.ts'

interface Part {
  ping(call?: { signal: AbortSignal }): Promise<void>
}

const UP: Part = { ping: async () => {} }
const DOWN: Part = {
  ping: async () => {
    throw new Error('connect ECONNREFUSED db.internal:5432')
  },
}
const HANGING: Part = { ping: () => new Promise(() => {}) }

function probe(server: { url: string }): Promise<Response> {
  return fetch(`${server.url}/health/ready`)
}

test.each([
  { store: UP, billing: UP, status: 200, body: { status: 'ready', parts: { store: 'up', billing: 'up' } } },
  { store: UP, billing: DOWN, status: 200, body: { status: 'degraded', parts: { store: 'up', billing: 'down' } } },
  { store: DOWN, billing: UP, status: 503, body: { status: 'unavailable', parts: { store: 'down', billing: 'up' } } },
  { store: UP, billing: HANGING, status: 200, body: { status: 'degraded', parts: { store: 'up', billing: 'down' } } },
  {
    store: HANGING,
    billing: DOWN,
    status: 503,
    body: { status: 'unavailable', parts: { store: 'down', billing: 'down' } },
  },
])('readiness is $status $body.status with $body.parts', async ({ store, billing, status, body }) => {
  const server = await startHarness({ health: { store, billing }, limits: { healthDeadlineMs: 30 } })
  const ready = await fetch(`${server.url}/health/ready`)
  expect([ready.status, await ready.json()]).toEqual([status, body])
  const live = await fetch(`${server.url}/health/live`)
  expect([live.status, await live.json()]).toEqual([200, { status: 'live' }])
})

test('probes that come together or shortly after share one look, later ones look again', async () => {
  let pings = 0
  const counting: Part = {
    ping: async () => {
      pings += 1
    },
  }
  const kept = await startHarness({ health: { store: counting, billing: UP }, limits: { healthCacheMs: 60_000 } })
  await Promise.all([probe(kept), probe(kept), probe(kept)])
  await probe(kept)
  expect(pings).toBe(1)
  const fresh = await startHarness({ health: { store: counting, billing: UP }, limits: { healthCacheMs: 0 } })
  await probe(fresh)
  await probe(fresh)
  expect(pings).toBe(3)
})

test('a part that hangs is asked once, with a signal that ends the call, and recovers', async () => {
  const answered = Promise.withResolvers<void>()
  const signals: AbortSignal[] = []
  const billing = {
    ping: ({ signal }: { signal: AbortSignal }): Promise<void> => {
      signals.push(signal)
      return signals.length === 1 ? answered.promise : Promise.resolve()
    },
  }
  const server = await startHarness({
    health: { store: UP, billing },
    limits: { healthDeadlineMs: 20, healthCacheMs: 0 },
  })
  const state = async (): Promise<unknown> => JSON.parse(await (await probe(server)).text()).status
  expect([await state(), await state()]).toEqual(['degraded', 'degraded'])
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  answered.resolve()
  expect([await state(), await state()]).toEqual(['ready', 'ready'])
  expect(server.logLines().filter(({ system }) => system === 'billing')).toMatchObject([
    { outcome: 'down' },
    { outcome: 'up' },
  ])
})
