import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type ComparedRead, type ComparisonEnd, createComparing } from '../../src/billing/cutover/comparing.ts'

const READ: ComparedRead = { slice: 'payments', method: 'listPayments' }

function start(options: { readonly percent?: number; readonly random?: () => number } = {}) {
  const ends: ComparisonEnd[] = []
  const errors: unknown[] = []
  const comparing = createComparing({
    percent: 100,
    deadlineMs: 200,
    maxRunning: 2,
    maxWaiting: 3,
    observer: {
      ended: (_read, end) => ends.push(end),
      differed: () => {},
      failed: (_read, error) => errors.push(error),
    },
    ...options,
  })
  return { comparing, ends, errors }
}

const until = (signal: AbortSignal) =>
  new Promise<boolean>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('late')))
  })

test('nothing begins before whoever asked has the answer', async () => {
  const { comparing, ends } = start()
  let hasBegun = false
  comparing.offer(READ, async () => (hasBegun = true))
  await Promise.resolve()
  expect(hasBegun).toBe(false)
  await expect.poll(() => ends).toEqual(['equal'])
})

test('what waits is bounded, the rest is dropped, and each ends by its own deadline, in the last turn', async () => {
  const { comparing, ends, errors } = start()
  let running = 0
  let most = 0
  const turns = new Set<string | undefined>()
  for (let count = 0; count < 10; count += 1) {
    comparing.offer(READ, async ({ signal, turn }) => {
      turns.add(turn)
      running += 1
      most = Math.max(most, running)
      return until(signal).finally(() => {
        running -= 1
      })
    })
  }
  expect(ends).toEqual(Array.from({ length: 7 }, () => 'dropped'))
  await expect.poll(() => ends.filter((end) => end === 'failed').length, { timeout: 2_000 }).toBe(3)
  expect([most, errors.length, [...turns]]).toEqual([2, 3, ['LATE']])
})

test('as many are compared as was said', async () => {
  let at = 0
  const { comparing, ends } = start({ percent: 10, random: () => (at++ % 10) / 10 })
  for (let count = 0; count < 20; count += 1) {
    comparing.offer(READ, async () => true)
    await delay(1)
  }
  await expect.poll(() => ends).toEqual(['equal', 'equal'])
})

test('closing ends what is under way, and nothing begins afterwards', async () => {
  const { comparing, ends, errors } = start()
  comparing.offer(READ, ({ signal }) => until(signal))
  await delay(20)
  await comparing.close()
  comparing.offer(READ, async () => true)
  await delay(20)
  expect([ends, errors]).toEqual([[], []])
})

test('one that does not listen to its signal gives its turn back, and does not keep the gateway from ending', async () => {
  const { comparing, ends } = start()
  for (let count = 0; count < 2; count += 1) comparing.offer(READ, deaf)
  comparing.offer(READ, async () => true)
  await expect.poll(() => ends.toSorted(), { timeout: 2_000 }).toEqual(['equal', 'failed', 'failed'])
  comparing.offer(READ, deaf)
  await new Promise((resolve) => setImmediate(resolve))
  await comparing.close()
})

function deaf(): Promise<boolean> {
  return new Promise(() => {})
}
