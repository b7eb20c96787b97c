import { setTimeout as delay } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createFeed, type FeedOptions, TooManyWatchedError } from '../../src/live/feed.ts'

interface Read {
  readonly at: number
  readonly keys: readonly string[]
}

/** A billing of whole numbers, which remembers when it was asked for what. */
function createBooks(options: Partial<FeedOptions<string, number>> = {}) {
  const values = new Map<string, number>()
  const reads: Read[] = []
  const failures: unknown[] = []
  const feed = createFeed<string, number>({
    read: async (keys) => {
      reads.push({ at: performance.now(), keys })
      return new Map(keys.flatMap((key) => (values.has(key) ? [[key, values.get(key) ?? 0]] : [])))
    },
    textOf: (key) => key,
    fingerprintOf: String,
    keysPerRead: 10,
    maxKeys: 100,
    intervalMs: 60,
    readGapMs: 20,
    timeoutMs: 500,
    onFailure: (error) => failures.push(error),
    ...options,
  })
  onTestFinished(() => feed.stop())
  return { feed, values, reads, failures }
}

/** What comes for a key, as it comes. */
function collect(feed: ReturnType<typeof createBooks>['feed'], key: string) {
  const ending = new AbortController()
  const seen: number[] = []
  const done = (async () => {
    for await (const value of feed.watch(key, ending.signal)) seen.push(value)
  })()
  return { seen, end: () => ending.abort(), done }
}

test('a value is told as it is, and then only when it is another', async () => {
  const { feed, values, reads } = createBooks()
  values.set('a', 1)
  const watching = collect(feed, 'a')
  await vi.waitFor(() => expect(reads.length).toBeGreaterThan(3), 5_000)
  expect(watching.seen).toEqual([1])
  values.set('a', 2)
  await vi.waitFor(() => expect(watching.seen).toEqual([1, 2]), 5_000)
})

test('all that is watched is read together, as many as one read takes, and never faster than the budget', async () => {
  const { feed, values, reads } = createBooks({ intervalMs: 30, readGapMs: 25 })
  const watching = Array.from({ length: 35 }, (_, at) => {
    values.set(`k${at}`, at)
    return collect(feed, `k${at}`)
  })
  const areTold = () => watching.every(({ seen }, at) => seen.length === 1 && seen[0] === at)
  await vi.waitFor(() => expect(areTold()).toBe(true), 5_000)
  expect(Math.max(...reads.map(({ keys }) => keys.length))).toBe(10)
  const gaps = reads.slice(1).map(({ at }, index) => at - (reads[index]?.at ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThan(22)
})

test('who reads slowly gets the newest value and no queue of old ones', async () => {
  const { feed, values } = createBooks({ intervalMs: 20, readGapMs: 1 })
  values.set('a', 1)
  const ending = new AbortController()
  const watching = feed.watch('a', ending.signal)
  expect((await watching.next()).value).toBe(1)
  for (const value of [2, 3, 4, 5]) {
    values.set('a', value)
    await delay(60)
  }
  expect((await watching.next()).value).toBe(5)
  ending.abort()
  expect(await watching.next()).toEqual({ done: true, value: undefined })
})

test('a touch is looked at soon, and again for a change that shows late', async () => {
  const { feed, values } = createBooks({ intervalMs: 60_000 })
  values.set('a', 1)
  const watching = collect(feed, 'a')
  await delay(100)
  feed.touch((key) => key === 'a')
  await delay(300)
  values.set('a', 2)
  await vi.waitFor(() => expect(watching.seen).toEqual([1, 2]), 5_000)
})

test('what changes again while it is looked at is told soon as well', async () => {
  const answers: (() => void)[] = []
  let value = 1
  const { feed } = createBooks({
    intervalMs: 60_000,
    readGapMs: 1,
    timeoutMs: 5_000,
    read: async (keys) => {
      const seen = value
      await new Promise<void>((resolve) => answers.push(resolve))
      return new Map(keys.map((key) => [key, seen]))
    },
  })
  const answer = async () => {
    await vi.waitFor(() => expect(answers.length).toBeGreaterThan(0), 3_000)
    answers.shift()?.()
  }
  const watching = collect(feed, 'a')
  await answer()
  value = 2
  feed.touch(() => true)
  await vi.waitFor(() => expect(answers.length).toBe(1), 3_000)
  value = 3
  feed.touch(() => true)
  await answer()
  await answer()
  await vi.waitFor(() => expect(watching.seen).toEqual([1, 2, 3]), 3_000)
})

test('touches that come without end put off no look', async () => {
  const { feed, values } = createBooks({ intervalMs: 60_000, readGapMs: 1 })
  values.set('a', 1)
  const watching = collect(feed, 'a')
  await vi.waitFor(() => expect(watching.seen).toEqual([1]), 3_000)
  const touching = setInterval(() => feed.touch(() => true), 10)
  onTestFinished(() => clearInterval(touching))
  values.set('a', 2)
  await vi.waitFor(() => expect(watching.seen).toEqual([1, 2]), 3_000)
})

test('what has changed, and what nobody has seen yet, is looked at before a backlog, which goes on all the same', async () => {
  // Looking at all of it takes two seconds, and all of it is due again at once.
  const { feed, values, reads } = createBooks({ intervalMs: 1, readGapMs: 50, maxKeys: 1_000 })
  const backlog = Array.from({ length: 400 }, (_, at) => {
    values.set(`k${at}`, at)
    return collect(feed, `k${at}`)
  })
  await vi.waitFor(() => expect(backlog.every(({ seen }) => seen.length === 1)).toBe(true), 10_000)
  const touchedAt = performance.now()
  values.set('k7', -7)
  feed.touch((key) => key === 'k7')
  await vi.waitFor(() => expect(backlog[7]?.seen).toEqual([7, -7]), 5_000)
  expect(performance.now() - touchedAt).toBeLessThan(500)
  values.set('late', 1)
  const openedAt = performance.now()
  const late = collect(feed, 'late')
  await vi.waitFor(() => expect(late.seen).toEqual([1]), 5_000)
  expect(performance.now() - openedAt).toBeLessThan(500)
  // However much is touched, and however many come, each read has room for the others.
  for (let at = 0; at < 300; at += 1) collect(feed, `new${at}`)
  feed.touch((key) => key.startsWith('k') && Number(key.slice(1)) < 300)
  await delay(100)
  const from = reads.length
  await vi.waitFor(() => expect(reads.length).toBeGreaterThan(from + 5), 5_000)
  const crowded = reads.slice(from, from + 5).flatMap(({ keys }) => keys)
  expect(crowded.filter((key) => key.startsWith('new')).length).toBeGreaterThanOrEqual(10)
  expect(crowded.filter((key) => Number(key.slice(1)) >= 300).length).toBeGreaterThanOrEqual(10)
})

test('a read that fails is told, and what is watched is read again', async () => {
  let isDown = true
  const { feed, failures } = createBooks({
    read: async (keys) => {
      if (isDown) throw new Error('down')
      return new Map(keys.map((key) => [key, 7]))
    },
  })
  const watching = collect(feed, 'a')
  await vi.waitFor(() => expect(failures.length).toBeGreaterThan(0), 5_000)
  isDown = false
  await vi.waitFor(() => expect(watching.seen).toEqual([7]), 5_000)
})

test('what nobody watches is not kept, and no more is watched than may be', async () => {
  const { feed, reads } = createBooks({ maxKeys: 2 })
  const [one, two] = [collect(feed, 'a'), collect(feed, 'b')]
  await delay(50)
  await expect(feed.watch('c', new AbortController().signal).next()).rejects.toThrow(TooManyWatchedError)
  one.end()
  two.end()
  await Promise.all([one.done, two.done])
  expect(feed.size()).toBe(0)
  const before = reads.length
  await delay(200)
  expect(reads.length).toBe(before)
})
