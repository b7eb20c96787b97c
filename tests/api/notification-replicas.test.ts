import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { createSealer } from '../../src/auth/sealing.ts'
import type { NotificationOrder } from '../../src/notifications/order.ts'
import { startWatch, type Watch } from '../../src/notifications/watch.ts'
import type { NotificationStore } from '../../src/store/notification-types.ts'
import type { Store } from '../../src/store/store.ts'
import { KEYS } from '../support/auth.ts'
import { connectBilling, startTestSandbox, type TestSandbox } from '../support/sandbox.ts'
import { describeStores, type FreshDatabase } from '../support/stores.ts'

const NUMBER = '100001'

/** One billing, and any number of processes that look at it over one database. */
async function open(database: FreshDatabase) {
  const sandbox = await startTestSandbox({ accounts: 18 })
  onTestFinished(() => sandbox.close())
  const store = await database.open()
  const { restId, soapId } = await sandbox.findAccount(NUMBER)
  const account = { id: String(restId), kind: 'PERSON', number: NUMBER, keys: { soap: String(soapId) } } as const
  await store.notifications.save(
    {
      id: randomUUID(),
      account,
      person: 'HOLDER',
      contactAccount: account,
    },
    {
      change: () => ({
        choices: { LOW_BALANCE: [], PAYMENT_RECEIVED: ['SMS'], ORDER_DONE: [], TICKET_ANSWERED: [] },
        lowBalance: { minorUnits: 0n, currency: 'RUB' },
        quietHours: null,
        language: 'ru',
      }),
      audit: { at: 1, actor: 'SUBSCRIBER:1', act: 'chosen', object: 'x', outcome: 'x', requestId: 'r' },
      keepState: (state) => state,
    },
  )
  return { sandbox, store, start: (wrap?: Wrap) => startReplica(database, { sandbox, wrap: wrap ?? ((one) => one) }) }
}

type Wrap = (store: NotificationStore) => NotificationStore

async function startReplica(
  database: FreshDatabase,
  { sandbox, wrap }: { sandbox: TestSandbox; wrap: Wrap },
): Promise<Watch> {
  const store = await database.open()
  const billing = connectBilling(sandbox, { timeoutMs: 2_000 })
  const watch = startWatch({
    store: wrap(store.notifications),
    billing,
    notices: store.notices,
    sealer: createSealer<NotificationOrder>(KEYS.subjectSecret, 'test'),
    channels: ['SMS'],
    timeZone: 'Europe/Moscow',
    now: Date.now,
    intervalMs: 20,
    gapMs: 5,
    timeoutMs: 2_000,
    maxWaiting: 1_000,
    onMessages: () => {},
    onDropped: () => {},
    onFailure: () => {},
  })
  let ended: Promise<void> | null = null
  const stop = () => (ended ??= watch.stop().then(() => billing.close()))
  onTestFinished(stop)
  return { stop }
}

const pay = (sandbox: TestSandbox) => sandbox.postPayment({ number: NUMBER, amount: '1.00', receipt: randomUUID() })

async function countTold(store: Store): Promise<number> {
  const rows = await store.audit.list({ afterId: 0, limit: 1_000 })
  return rows.filter(({ act, outcome }) => act === 'notification' && outcome === 'requested').length
}

async function looks(sandbox: TestSandbox, count = 6): Promise<void> {
  const read = async () => (await sandbox.calls())['soap.GetPayments'] ?? 0
  const before = await read()
  const deadline = Date.now() + 15_000
  while ((await read()) < before + count) {
    if (Date.now() > deadline) throw new Error('Nobody looks.')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

describeStores((openFresh) => {
  test('S8 two replicas tell each payment once', async () => {
    const { sandbox, store, start } = await open(await openFresh())
    await Promise.all([start(), start()])
    await looks(sandbox)
    for (let turn = 0; turn < 6; turn += 1) {
      await pay(sandbox)
      if (turn % 2 === 0) await looks(sandbox, 2)
    }
    await looks(sandbox)
    expect(await countTold(store)).toBe(6)
  })

  test('S8 what happens between two processes is told once by the later one', async () => {
    const { sandbox, store, start } = await open(await openFresh())
    const first = await start()
    await looks(sandbox)
    await pay(sandbox)
    await looks(sandbox)
    await first.stop()
    await pay(sandbox)
    await start()
    await looks(sandbox)
    expect(await countTold(store)).toBe(2)
  })

  test.each(['before', 'after'] as const)(
    'S8 a process that dies %s it has kept what it saw neither loses nor doubles it',
    async (moment) => {
      const { sandbox, store, start } = await open(await openFresh())
      const first = await start()
      await looks(sandbox)
      await first.stop()
      let deaths = 0
      const dying = await start((real) => ({
        ...real,
        claimDue: ({ limit }) => real.claimDue({ limit, leaseMs: 50 }),
        advance: async (claimed, next) => {
          if (next.messages.length > 0 && deaths < 2) {
            deaths += 1
            if (moment === 'after') await real.advance(claimed, next)
            throw new Error('The process has died.')
          }
          return real.advance(claimed, next)
        },
      }))
      await pay(sandbox)
      await looks(sandbox)
      await pay(sandbox)
      await looks(sandbox, 10)
      await dying.stop()
      expect(deaths).toBe(2)
      expect(await countTold(store)).toBe(2)
    },
  )
})
