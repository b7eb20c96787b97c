import { expect, test, vi } from 'vitest'
import { BillingError } from '../../src/billing/error.ts'
import { createReads } from '../../src/billing/guard/read.ts'
import { createReferenceTable } from '../../src/billing/guard/reference.ts'
import type { BillingCall } from '../../src/billing/port.ts'
import { readable } from '../support/readable.ts'

const call: BillingCall = { signal: new AbortController().signal }

/** A billing that answers each key in capitals when it is told to, and knows no "absent". */
function createSource() {
  const asked: (readonly string[])[] = []
  const signals: AbortSignal[] = []
  const waiting: { readonly answer: () => void; readonly fail: (error: Error) => void }[] = []
  const fetch = (keys: readonly string[], { signal }: BillingCall) => {
    asked.push(keys)
    signals.push(signal)
    const { promise, resolve, reject } = Promise.withResolvers<ReadonlyMap<string, string>>()
    const known = keys.filter((key) => key !== 'absent')
    waiting.push({ answer: () => resolve(new Map(known.map((key) => [key, key.toUpperCase()]))), fail: reject })
    signal.addEventListener('abort', () => reject(new Error('aborted')))
    return promise
  }
  return { asked, signals, waiting, fetch, answerAll: () => waiting.splice(0).forEach(({ answer }) => answer()) }
}

function setUp({ max = 10, ttlMs = 1000 } = {}) {
  const clock = { now: 5000 }
  const table = createReferenceTable<string, string>({ now: () => clock.now, ttlMs, max })
  const source = createSource()
  const read = async (keys: readonly string[]) => {
    const pending = table.observe(keys, call, source.fetch)
    source.answerAll()
    return await pending
  }
  return { clock, table, source, read }
}

test('what was read is kept and says so, with the instant at which the billing said it', async () => {
  const { clock, source, read } = setUp()
  expect((await read(['a'])).get('a')).toEqual({ value: 'A', asOf: 5000, freshness: 'LIVE' })
  clock.now = 5999
  expect((await read(['a'])).get('a')).toEqual({ value: 'A', asOf: 5000, freshness: 'CACHED' })
  expect(source.asked).toEqual([['a']])
})

test('what is kept is there without a call, as long as it is kept', async () => {
  const { clock, table, source, read } = setUp()
  expect(table.findKept('a')).toBeUndefined()
  await read(['a'])
  clock.now = 5999
  expect(table.findKept('a')).toEqual({ value: 'A', asOf: 5000, freshness: 'CACHED' })
  clock.now = 6000
  expect(table.findKept('a')).toBeUndefined()
  expect(source.asked).toHaveLength(1)
})

test('after its time it is read anew', async () => {
  const { clock, source, read } = setUp()
  await read(['a'])
  clock.now = 6000
  expect((await read(['a'])).get('a')).toEqual({ value: 'A', asOf: 6000, freshness: 'LIVE' })
  expect(source.asked).toHaveLength(2)
})

test('a clock that was set back makes nothing live for ever', async () => {
  const { clock, source, read } = setUp()
  await read(['a'])
  clock.now = 1000
  expect((await read(['a'])).get('a')).toMatchObject({ asOf: 1000 })
  expect(source.asked).toHaveLength(2)
})

test('only the keys that are not kept are asked for', async () => {
  const { source, read } = setUp()
  await read(['a', 'b'])
  const observed = await readable(read(['b', 'c', 'a']))
  expect(source.asked).toEqual([['a', 'b'], ['c']])
  expect([...observed].map(([key, { value, freshness }]) => [key, value, freshness])).toEqual([
    ['b', 'B', 'CACHED'],
    ['a', 'A', 'CACHED'],
    ['c', 'C', 'LIVE'],
  ])
})

test('what the billing does not know is not kept as unknown', async () => {
  const { source, read } = setUp()
  expect((await read(['absent'])).size).toBe(0)
  await read(['absent'])
  expect(source.asked).toHaveLength(2)
})

test('no keys are no call', async () => {
  const { source, read } = setUp()
  expect((await read([])).size).toBe(0)
  expect(source.asked).toEqual([])
})

test('more than the table holds pushes out what was used longest ago', async () => {
  const { source, read } = setUp({ max: 2 })
  await read(['a', 'b'])
  await read(['a'])
  await read(['c'])
  await read(['a', 'b'])
  expect(source.asked).toEqual([['a', 'b'], ['c'], ['b']])
})

test('requests that miss the same key at the same time share one call, also when their other keys differ', async () => {
  const { table, source } = setUp()
  const one = table.observe(['a', 'b'], call, source.fetch)
  const other = table.observe(['b', 'c'], call, source.fetch)
  source.answerAll()
  expect([...(await readable(one))].map(([key, { value }]) => [key, value])).toEqual([
    ['a', 'A'],
    ['b', 'B'],
  ])
  expect([...(await readable(other))].map(([key, { value }]) => [key, value])).toEqual([
    ['b', 'B'],
    ['c', 'C'],
  ])
  expect(source.asked).toEqual([['a', 'b'], ['c']])
})

test('a failure reaches all that wait for it and is not kept', async () => {
  const { table, source, read } = setUp()
  const failure = new BillingError('BILLING_TIMEOUT', 'late', { outcome: 'not_applied' })
  const both = [table.observe(['a'], call, source.fetch), table.observe(['a'], call, source.fetch)]
  source.waiting.splice(0).forEach(({ fail }) => fail(failure))
  expect(await Promise.allSettled(both)).toEqual([
    { status: 'rejected', reason: failure },
    { status: 'rejected', reason: failure },
  ])
  expect((await read(['a'])).get('a')).toMatchObject({ value: 'A' })
  expect(source.asked).toHaveLength(2)
})

test('the first to leave does not take the answer from the others', async () => {
  const { table, source } = setUp()
  const leaver = new AbortController()
  const first = table.observe(['a'], { signal: leaver.signal }, source.fetch)
  const second = table.observe(['a'], call, source.fetch)
  leaver.abort()
  await expect(first).rejects.toMatchObject({ code: 'BILLING_CANCELED', outcome: 'not_applied' })
  expect(source.signals[0]?.aborted).toBe(false)
  source.answerAll()
  expect((await second).get('a')).toMatchObject({ value: 'A' })
})

test('when the last has left the call ends, and whoever comes next starts another', async () => {
  const { table, source, read } = setUp()
  const leavers = [new AbortController(), new AbortController()]
  const both = leavers.map(({ signal }) => table.observe(['a'], { signal }, source.fetch))
  for (const leaver of leavers) leaver.abort()
  await Promise.allSettled(both)
  expect(source.signals.map(({ aborted }) => aborted)).toEqual([true])
  source.waiting.length = 0
  expect((await read(['a'])).get('a')).toMatchObject({ value: 'A' })
  expect(source.asked).toHaveLength(2)
})

test('a deadline that passes while waiting is a timeout, and who has already left asks nothing', async () => {
  const { table, source } = setUp()
  const late = table.observe(['a'], { signal: AbortSignal.timeout(5) }, source.fetch)
  await expect(late).rejects.toMatchObject({ name: 'BillingError', code: 'BILLING_TIMEOUT' })
  const gone = table.observe(['b'], { signal: AbortSignal.abort() }, source.fetch)
  await expect(gone).rejects.toMatchObject({ code: 'BILLING_CANCELED' })
  expect(source.asked).toEqual([['a']])
})

test('after clearing, everything is read anew, and what was on the way is given but not kept', async () => {
  const { table, source, read } = setUp()
  await read(['kept'])
  const onTheWay = table.observe(['late'], call, source.fetch)
  table.clear()
  source.answerAll()
  expect((await onTheWay).get('late')).toMatchObject({ value: 'LATE' })
  await read(['kept'])
  await read(['late'])
  expect(source.asked).toEqual([['kept'], ['late'], ['kept'], ['late']])
})

test('the reads of the process keep reference data for a minute and nothing else', async () => {
  vi.useFakeTimers({ now: 0, toFake: ['Date'] })
  try {
    const reads = createReads({ now: Date.now })
    const fetch = vi.fn<(keys: readonly string[]) => Promise<ReadonlyMap<string, never[]>>>(
      async (keys) => new Map(keys.map((key) => [key, []])),
    )
    const readBoth = async () => {
      await reads.reference.channels.observe(['1'], call, fetch)
      await reads.observe(['1'], call, fetch)
    }
    await readBoth()
    vi.setSystemTime(59_999)
    await readBoth()
    expect(fetch).toHaveBeenCalledTimes(3)
    vi.setSystemTime(60_000)
    await readBoth()
    expect(fetch).toHaveBeenCalledTimes(5)
    reads.reference.clear()
    await readBoth()
    expect(fetch).toHaveBeenCalledTimes(7)
  } finally {
    vi.useRealTimers()
  }
})
