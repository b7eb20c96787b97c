import { expect, onTestFinished, test } from 'vitest'
import { OUTBOX_SETTINGS, type OutboxSettings, startOutbox } from '../../src/delivery/outbox.ts'
import { type Courier, DeliveryError } from '../../src/delivery/port.ts'
import type { Channel, Message } from '../../src/domain/message.ts'
import type { Store } from '../../src/store/store.ts'
import { type FreshDatabase, openFreshSqlite } from '../support/stores.ts'

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

interface TestCourier extends Courier {
  readonly sent: Message[]
  /** How often it fails before it takes a message. */
  failures: number
}

function createTestCourier(send: (message: Message) => Promise<void> = () => Promise.resolve()): TestCourier {
  const courier: TestCourier = {
    sent: [],
    failures: 0,
    maxAtOnce: 10,
    async send(message) {
      await send(message)
      if (courier.failures-- > 0) throw new DeliveryError('DELIVERY_FAILED', 'down')
      courier.sent.push(message)
      return 'nowhere'
    },
    close: () => Promise.resolve(),
  }
  return courier
}

let nights = 0

function run(store: Store, courier: Courier, settings: Partial<OutboxSettings> = {}) {
  const outbox = startOutbox({
    store: store.deliveries,
    couriers: { SMS: courier },
    prepare: async ({ id, payload }) =>
      payload === 'nobody'
        ? { kind: 'dropped', reason: 'unknown login' }
        : payload === 'at night' && (nights += 1) <= 5
          ? { kind: 'later', delayMs: 20 }
          : {
              kind: 'message',
              message: { id, channel: payload === 'EMAIL' ? 'EMAIL' : 'SMS', to: '+7', subject: '', text: payload },
            },
    patientKinds: ['notification'],
    log: SILENT,
    settings: { ...OUTBOX_SETTINGS, pollMs: 10, firstPauseMs: 5, sendTimeoutMs: 1_000, ...settings },
  })
  onTestFinished(() => outbox.stop())
  return outbox
}

async function put(
  store: Store,
  id: string,
  given: { payload?: string; channel?: Channel; ttlMs?: number; kind?: string } = {},
): Promise<void> {
  const { payload = 'text', channel = 'SMS', ttlMs = 60_000, kind = 'password-reset' } = given
  await store.codes.put({
    code: { subject: id, codeHash: id, expiresAt: 1 },
    delivery: { id, kind, channel, payload, requestId: 'r', ttlMs },
    maxWaiting: 100,
    audit: { at: 1, actor: 'a', act: 'password-reset', object: 'o', outcome: 'requested', requestId: 'r' },
  })
}

const states = async (database: FreshDatabase) =>
  Object.fromEntries(
    (await database.query('select id, state, payload from deliveries order by id')).map(({ id, state, payload }) => [
      id,
      [state, payload],
    ]),
  )

async function open() {
  const database = await openFreshSqlite()
  return { database, store: await database.open() }
}

test('each message is sent once by any number of replicas, and its content is gone then', async () => {
  const { database, store } = await open()
  for (let turn = 0; turn < 30; turn += 1) await put(store, `m${turn}`)
  const courier = createTestCourier()
  for (let replica = 0; replica < 3; replica += 1) run(await database.open(), courier)
  await expect.poll(async () => new Set(Object.values(await states(database)).map(String))).toEqual(new Set(['SENT,']))
  expect(courier.sent.map(({ id }) => id).toSorted()).toEqual(
    Array.from({ length: 30 }, (_, turn) => `m${turn}`).toSorted(),
  )
})

test('a provider that fails is tried again with the same id, and given up after so many tries', async () => {
  const { database, store } = await open()
  const courier = createTestCourier()
  courier.failures = 3
  run(store, courier, { maxAttempts: 4 })
  await put(store, 'late')
  await expect.poll(() => states(database)).toEqual({ late: ['SENT', null] })
  expect(courier.sent.map(({ id }) => id)).toEqual(['late'])
  courier.failures = 99
  await put(store, 'never')
  await expect.poll(() => states(database)).toMatchObject({ never: ['FAILED', null] })
  expect(courier.failures).toBe(95)
  const trail = await store.audit.list({ afterId: 0, limit: 9 })
  expect(trail.filter(({ act }) => act === 'delivery').map(({ object, outcome }) => `${object} ${outcome}`)).toEqual([
    'password-reset:late sent: SMS',
    'password-reset:never given up: 4 tries',
  ])
})

test('S8 a message that is not to be sent now waits, however often, and what lives for a day is tried for as long', async () => {
  const { database, store } = await open()
  const courier = createTestCourier()
  run(store, courier, { maxAttempts: 2, longestPauseMs: 5 })
  await put(store, 'night', { payload: 'at night' })
  await expect.poll(() => states(database), { timeout: 5_000 }).toEqual({ night: ['SENT', null] })
  expect(nights).toBe(6)
  courier.failures = 4
  await put(store, 'patient', { kind: 'notification' })
  await expect.poll(() => states(database), { timeout: 5_000 }).toMatchObject({ patient: ['SENT', null] })
  courier.failures = 99
  await put(store, 'stale', { kind: 'notification', ttlMs: 500 })
  await expect.poll(() => states(database), { timeout: 5_000 }).toMatchObject({ stale: ['FAILED', null] })
  expect(courier.failures).toBeLessThan(97)
})

test('nothing is sent to nobody, after its time, or by a way that is not there', async () => {
  const { database, store } = await open()
  const courier = createTestCourier()
  await put(store, 'expired', { ttlMs: 0 })
  await put(store, 'nobody', { payload: 'nobody' })
  await put(store, 'wayless', { payload: 'EMAIL' })
  run(store, courier, { maxAttempts: 2 })
  await expect
    .poll(() => states(database))
    .toEqual({ expired: ['FAILED', null], nobody: ['DROPPED', null], wayless: ['FAILED', null] })
  expect(courier.sent).toEqual([])
})

test('a process that dies while it sends leaves the message to the next, and one that stops waits for what it sends', async () => {
  const { database, store } = await open()
  await put(store, 'orphan')
  expect(await store.deliveries.claim({ channel: 'SMS', limit: 1, leaseMs: 100 })).toHaveLength(1)
  const { promise: gate, resolve: let_go } = Promise.withResolvers<void>()
  const courier = createTestCourier(() => gate)
  const outbox = run(store, courier)
  await expect
    .poll(() => store.deliveries.claim({ channel: 'SMS', limit: 1, leaseMs: 0 }), { timeout: 500 })
    .toEqual([])
  await new Promise((resolve) => setTimeout(resolve, 200))
  let isStopped = false
  const stopping = outbox.stop().then(() => void (isStopped = true))
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect(isStopped).toBe(false)
  let_go()
  await stopping
  expect(await states(database)).toEqual({ orphan: ['SENT', null] })
})

test('no message waits for another that is under way, and no more are under way than the provider takes at once', async () => {
  const { database, store } = await open()
  const { promise: gate, resolve: letGo } = Promise.withResolvers<void>()
  let underWay = 0
  let most = 0
  const courier = createTestCourier(async ({ id }) => {
    underWay += 1
    most = Math.max(most, underWay)
    await (id === 'stuck' ? gate : new Promise((resolve) => setTimeout(resolve, 5)))
    underWay -= 1
  })
  run(store, { ...courier, maxAtOnce: 3 }, { sendTimeoutMs: 30_000 })
  await put(store, 'stuck')
  await expect.poll(() => underWay).toBe(1)
  for (let turn = 0; turn < 20; turn += 1) await put(store, `m${turn}`)
  await expect.poll(() => courier.sent.length, { timeout: 5_000 }).toBe(20)
  expect([most, (await states(database))['stuck']]).toEqual([3, ['WAITING', 'text']])
  letGo()
  await expect.poll(() => states(database)).toMatchObject({ stuck: ['SENT', null] })
})
