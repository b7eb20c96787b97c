import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Fronts, startFronts, textsOf } from './fronts-harness.ts'

let fronts: Fronts
beforeAll(async () => {
  fronts = await startFronts()
})
afterEach(async () => {
  await fronts.control('DELETE', '/faults')
  await fronts.control('DELETE', '/capacity')
})
afterAll(() => fronts.close())

async function statuses(count: number, path = '/regions'): Promise<number[]> {
  const found: number[] = []
  for (let call = 0; call < count; call++) found.push((await fronts.rest(path)).status)
  return found
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

test('times says how often a fault strikes', async () => {
  await fronts.fault('rest.regions', { kind: 'unavailable', times: 2 })
  expect(await statuses(4)).toEqual([503, 503, 200, 200])
  const { body } = await fronts.control('GET', '/faults/rest.regions')
  expect(body).toMatchObject({ struck: { unavailable: 2 } })
})

test('a rate is met roughly, and the same seed strikes the same calls', async () => {
  const rule = { faults: [{ kind: 'unavailable', rate: 0.3 }], seed: 7 }
  await fronts.control('PUT', '/faults/rest.regions', rule)
  const first = await statuses(200)
  const struck = first.filter((status) => status === 503).length
  expect(struck).toBeGreaterThan(35)
  expect(struck).toBeLessThan(85)
  await fronts.control('PUT', '/faults/rest.regions', rule)
  expect(await statuses(200)).toEqual(first)
  await fronts.control('PUT', '/faults/rest.regions', { ...rule, seed: 8 })
  expect(await statuses(200)).not.toEqual(first)
})

test('faults of an operation befall no other, those of * befall all', async () => {
  await fronts.fault('rest.regions', { kind: 'unavailable' })
  expect([...(await statuses(1)), ...(await statuses(1, '/operators'))]).toEqual([503, 200])
  await fronts.fault('*', { kind: 'http500' })
  expect([...(await statuses(1)), ...(await statuses(1, '/operators'))]).toEqual([503, 500])
  expect((await fronts.soap('<b:GetServerTime/>')).status).toBe(500)
  expect((await fronts.control('GET', '/clock')).status).toBe(200)
  await fronts.control('DELETE', '/faults/rest.regions')
  expect(await statuses(1)).toEqual([500])
})

test('errorRate fails in the ordinary manner of the side', async () => {
  await fronts.control('PUT', '/faults/*', { errorRate: 1 })
  const rest = await fronts.rest('/regions')
  expect([rest.status, await rest.text()]).toEqual([500, 'Internal error\n'])
  const { status, xml } = await fronts.soap('<b:GetServerTime/>')
  expect([status, textsOf(xml, 'detail')]).toEqual([500, ['Internal error']])
})

test('expiredSession ends this very session; the next login lives on', async () => {
  await fronts.fault('*', { kind: 'expiredSession', times: 1 })
  expect(textsOf((await fronts.soap('<b:GetServerTime/>')).xml, 'detail')).toEqual(['Authorization required'])
  expect(textsOf((await fronts.soap('<b:GetServerTime/>')).xml, 'detail')).toEqual(['Authorization required'])
  await fronts.logIn()
  expect((await fronts.soap('<b:GetServerTime/>')).status).toBe(200)
})

test('several faults can spoil one answer', async () => {
  await fronts.control('PUT', '/faults/rest.accounts', { faults: [{ kind: 'typeFlips' }, { kind: 'unknownCodes' }] })
  const rows = await fronts.rows('/accounts?number=100001')
  expect(rows).toMatchObject([{ state: '70' }])
})

test('a fixed latency delays every call', async () => {
  await fronts.control('PUT', '/faults/rest.ping', { latency: { fixedMs: 120 } })
  expect(await timeOf(() => fronts.rest('/ping'))).toBeGreaterThanOrEqual(115)
})

test('a lognormal latency has its median where it should, and a tail', async () => {
  await fronts.control('PUT', '/faults/rest.ping', { latency: { p50Ms: 40, p99Ms: 200 } })
  const durations = await Promise.all(Array.from({ length: 200 }, () => timeOf(() => fronts.rest('/ping'))))
  const sorted = durations.toSorted((one, other) => one - other)
  const base = sorted[0] ?? 0
  expect(sorted[100]).toBeGreaterThan(25)
  expect((sorted[190] ?? 0) - base).toBeGreaterThan(60)
  expect(new Set(durations.map(Math.round)).size).toBeGreaterThan(20)
})

test('under the capacity model throughput is flat and latency grows with parallelism', async () => {
  await fronts.control('PUT', '/capacity', { concurrent: 2, serviceTimeMs: 150 })
  const alone = await timeOf(() => fronts.rest('/ping'))
  expect(alone).toBeGreaterThanOrEqual(145)
  const eight = await timeOf(() => Promise.all(Array.from({ length: 8 }, () => fronts.rest('/ping'))))
  expect(eight).toBeGreaterThanOrEqual(595)
  expect(eight).toBeLessThan(1190)
  await fronts.control('PUT', '/capacity', { concurrent: 1, serviceTimeMs: 60_000 })
  await fronts.control('DELETE', '/capacity')
  expect(await timeOf(() => fronts.rest('/ping'))).toBeLessThan(10_000)
})

test('calls are counted per operation, with their peak in flight and the logins', async () => {
  await fronts.control('DELETE', '/calls')
  await fronts.control('PUT', '/faults/rest.ping', { latency: 100 })
  await Promise.all(Array.from({ length: 5 }, () => fronts.rest('/ping')))
  await fronts.rest('/regions')
  await fronts.logIn()
  await fronts.soap('<b:Login><login>gateway</login><pass>no</pass></b:Login>')
  await fronts.soap('<b:NoSuch/>')
  await fronts.rest('/nothing')
  const { body } = await fronts.control('GET', '/calls')
  expect(body).toMatchObject({
    calls: 10,
    inFlight: 0,
    peakInFlight: 5,
    logins: 1,
    operations: {
      'rest.ping': { calls: 5, inFlight: 0, peakInFlight: 5 },
      'rest.regions': { calls: 1, peakInFlight: 1 },
      'soap.Login': { calls: 2 },
      'soap.unknown': { calls: 1 },
      'rest.unknown': { calls: 1 },
    },
  })
  await fronts.control('DELETE', '/calls')
  expect((await fronts.control('GET', '/calls')).body).toMatchObject({ calls: 0, peakInFlight: 0, logins: 0 })
})
