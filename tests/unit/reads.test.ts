import { expect, test } from 'vitest'
import { createReads } from '../../src/billing/guard/read.ts'

const call = { signal: new AbortController().signal }

test('each value is live and carries the instant at which the answer arrived, not the one of the question', async () => {
  let clock = 1000
  const reads = createReads({ now: () => clock })
  const observed = await reads.observe(['a', 'b', 'c'], call, async (keys, given) => {
    expect(given).toBe(call)
    clock = 2000
    return new Map(keys.filter((key) => key !== 'b').map((key) => [key, key.toUpperCase()]))
  })
  expect(observed).toEqual(
    new Map([
      ['a', { value: 'A', asOf: 2000, freshness: 'LIVE' }],
      ['c', { value: 'C', asOf: 2000, freshness: 'LIVE' }],
    ]),
  )
})

test('keys that are objects are found by the object itself', async () => {
  const key = { accountId: '1' }
  const observed = await createReads({ now: () => 1 }).observe(
    [key],
    call,
    async (keys) => new Map(keys.map((k) => [k, 5])),
  )
  expect(observed.get(key)).toMatchObject({ value: 5 })
})

test('no keys are no call, and a failure is passed on', async () => {
  const reads = createReads({ now: () => 1 })
  const failure = new Error('down')
  const fail = () => Promise.reject(failure)
  expect((await reads.observe([], call, fail)).size).toBe(0)
  await expect(reads.observe(['a'], call, fail)).rejects.toBe(failure)
})
