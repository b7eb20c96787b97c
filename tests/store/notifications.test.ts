import { expect, test } from 'vitest'
import type { NotificationPreferences } from '../../src/domain/notification.ts'
import type { NextLook } from '../../src/store/notification-types.ts'
import type { Store } from '../../src/store/store.ts'
import { describeStores } from '../support/stores.ts'

const NOW = 1_790_000_000_000
const ACCOUNT = { id: '17', kind: 'PERSON', number: '007123', keys: { soap: '900017' } } as const
const AUDIT = { at: NOW, actor: 'SUBSCRIBER:1', act: 'chosen', object: 'account:17', outcome: 'x', requestId: 'r' }
const NONE = { LOW_BALANCE: [], PAYMENT_RECEIVED: [], ORDER_DONE: [], TICKET_ANSWERED: [] } as const

const wanted: NotificationPreferences = {
  choices: { ...NONE, PAYMENT_RECEIVED: ['SMS', 'EMAIL'] },
  lowBalance: { minorUnits: -9_007_199_254_740_993n, currency: 'RUB' },
  quietHours: { from: 1320, until: 480 },
  language: 'ru',
}

async function save(
  store: Store,
  given: Partial<NotificationPreferences> = {},
  { id = 'n-1', keep = 'kept' }: { readonly id?: string; readonly keep?: string } = {},
) {
  const change = () => ({ ...wanted, ...given })
  const saved = await store.notifications.save(targetOf(id), { audit: AUDIT, change, keepState: () => keep })
  if (saved === null) throw new Error('not saved')
  return saved
}

function targetOf(id: string) {
  return { id, account: ACCOUNT, person: 'HOLDER', contactAccount: ACCOUNT }
}

/** Adds one kind to what is wanted already. */
const choose = (store: Store, kind: 'LOW_BALANCE' | 'ORDER_DONE') =>
  store.notifications.save(targetOf('n-1'), {
    audit: AUDIT,
    keepState: (state) => state,
    change: (before) => before && { ...before, choices: { ...before.choices, [kind]: ['SMS'] } },
  })

const claim = (store: Store, leaseMs = 60_000) => store.notifications.claimDue({ limit: 10, leaseMs })

async function claimOne(store: Store, leaseMs?: number) {
  const [one, ...more] = await claim(store, leaseMs)
  if (one === undefined || more.length > 0) throw new Error('not one')
  return one
}

function look(id: string, given: Partial<NextLook> = {}): NextLook {
  const delivery = {
    id,
    kind: 'notification',
    channel: 'SMS',
    payload: 'sealed',
    requestId: 'r',
    ttlMs: 60_000,
  } as const
  const messages = [{ delivery, audit: { ...AUDIT, object: id } }]
  return { state: `seen ${id}`, dueInMs: 60_000, messages, notes: [], maxWaiting: 10, ...given }
}

const messages = async (store: Store) =>
  (await store.deliveries.claim({ channel: 'SMS', limit: 100, leaseMs: 1 })).map(({ id }) => id).toSorted()

const trail = async (store: Store) => (await store.audit.list({ afterId: 0, limit: 100 })).length

describeStores((openFresh) => {
  test('S8 what was chosen is there as it was, once for each person and account', async () => {
    const store = await (await openFresh()).open()
    const key = { accountId: '17', person: 'HOLDER' }
    expect(await store.notifications.find(key)).toBeNull()
    const first = await save(store)
    expect(await store.notifications.find(key)).toEqual(first)
    const second = await save(store, { language: 'en' }, { id: 'n-2' })
    expect(second.id).toBe('n-1')
    expect(await store.notifications.findById('n-1')).toEqual(second)
    expect(await store.notifications.find({ ...key, person: 'MEMBER:7' })).toBeNull()
    await save(store, { language: 'en' }, { id: 'n-3' })
    expect(await trail(store)).toBe(2)
  })

  test('S8 whoever chooses nothing is not looked at', async () => {
    const store = await (await openFresh()).open()
    await save(store, { choices: NONE })
    expect(await claim(store)).toEqual([])
    await save(store)
    expect(await claim(store)).toHaveLength(1)
    await save(store, { choices: NONE })
    await store.notifications.hasten(['17'])
    expect(await claim(store)).toEqual([])
  })

  test('S8 of two replicas one looks, and the other again after the lease', async () => {
    const database = await openFresh()
    const stores = [await database.open(), await database.open()]
    const [store] = stores
    if (store === undefined) throw new Error('no store')
    await save(store)
    const both = await Promise.all(stores.map((one) => claim(one, 300)))
    expect(both.flat()).toHaveLength(1)
    const [dead] = both.flat()
    if (dead === undefined) throw new Error('nobody has claimed it')
    await new Promise((resolve) => setTimeout(resolve, 400))
    const heir = await claimOne(store)
    expect(await store.notifications.advance(heir, look('a'))).toBe('advanced')
    expect(await store.notifications.advance(dead, look('b'))).toBe('lost')
    expect(await messages(store)).toEqual(['a'])
    await store.notifications.hasten(['17', '18'])
    expect((await claimOne(store)).state).toBe('seen a')
  })

  test('S8 the same look counts once, and the same message is put in once', async () => {
    const store = await (await openFresh()).open()
    await save(store)
    const first = await claimOne(store)
    expect(await store.notifications.advance(first, look('a', { dueInMs: 0 }))).toBe('advanced')
    expect(await store.notifications.advance(first, look('b'))).toBe('lost')
    const before = await trail(store)
    const second = await claimOne(store)
    expect(await store.notifications.advance(second, look('a', { state: null }))).toBe('advanced')
    expect(await trail(store)).toBe(before)
    expect(await messages(store)).toEqual(['a'])
  })

  test('S8 a change during a look takes the look from nobody, and makes the next one due at once', async () => {
    const store = await (await openFresh()).open()
    await save(store)
    const claimed = await claimOne(store)
    await store.notifications.hasten(['17'])
    expect(await claim(store)).toEqual([])
    expect(await store.notifications.advance(claimed, look('a'))).toBe('advanced')
    const again = await claimOne(store)
    expect(await store.notifications.advance(again, look('b'))).toBe('advanced')
    expect(await claim(store)).toEqual([])
  })

  test('S8 whoever waits for a code is served before any number of notifications', async () => {
    const store = await (await openFresh()).open()
    await save(store)
    await store.notifications.advance(await claimOne(store), look('a'))
    const delivery = { id: 'b', kind: 'notice', channel: 'SMS', payload: 'x', requestId: 'r', ttlMs: 60_000 } as const
    await store.deliveries.put({ act: AUDIT, messages: [{ delivery, audit: AUDIT }], maxWaiting: 10 })
    const [first] = await store.deliveries.claim({ channel: 'SMS', limit: 1, leaseMs: 60_000 })
    expect(first?.id).toBe('b')
  })

  test('S8 a full outbox lets nothing be forgotten', async () => {
    const store = await (await openFresh()).open()
    await save(store)
    const claimed = await claimOne(store, 1)
    expect(await store.notifications.advance(claimed, look('a', { maxWaiting: 0 }))).toBe('full')
    expect(await messages(store)).toEqual([])
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect((await claimOne(store)).state).toBeNull()
  })

  test('S8 a choice made during a look ends it without effect, and decides what of the seen still counts', async () => {
    const store = await (await openFresh()).open()
    await save(store)
    await store.notifications.advance(await claimOne(store), look('a', { dueInMs: 0 }))
    const claimed = await claimOne(store)
    await save(store, { language: 'en' }, { keep: 'pruned' })
    expect(await store.notifications.advance(claimed, look('b'))).toBe('lost')
    expect((await claimOne(store)).state).toBe('pruned')
    expect(await messages(store)).toEqual(['a'])
  })

  test('S8 one way is ended for all kinds, and the seen stays', async () => {
    const store = await (await openFresh()).open()
    await save(store, { choices: { ...wanted.choices, LOW_BALANCE: ['EMAIL'] } })
    await store.notifications.advance(await claimOne(store), look('a'))
    const before = await trail(store)
    const end = { id: 'n-1', channel: 'EMAIL', audit: AUDIT } as const
    expect(await store.notifications.mute(end)).toBe(true)
    expect(await store.notifications.mute(end)).toBe(true)
    expect(await store.notifications.mute({ ...end, id: 'n-9' })).toBe(false)
    expect(await trail(store)).toBe(before + 1)
    const { preferences, state } = await claimOne(store)
    expect(preferences.choices).toEqual({ ...NONE, PAYMENT_RECEIVED: ['SMS'] })
    expect(state).toBe('seen a')
  })

  test('S8 choices made at the same time leave one row, which is one of them', async () => {
    const database = await openFresh()
    const stores = await Promise.all([database.open(), database.open()])
    const saved = await Promise.all(
      stores.flatMap((store, place) =>
        ['ru', 'en'].map((language) =>
          save(store, { language: language === 'ru' ? 'ru' : 'en' }, { id: `n-${place}-${language}` }),
        ),
      ),
    )
    expect(new Set(saved.map(({ id }) => id)).size).toBe(1)
    expect(await database.query('select id from notifications')).toHaveLength(1)
  })

  test('S8 choices and the end of a way at the same time, at several replicas, undo nothing of each other', async () => {
    const database = await openFresh()
    const stores = await Promise.all([database.open(), database.open(), database.open()])
    const [one, other, third] = stores
    if (one === undefined || other === undefined || third === undefined) throw new Error('no store')
    for (let turn = 0; turn < 20; turn += 1) {
      await save(one, { choices: { ...NONE, PAYMENT_RECEIVED: ['SMS', 'EMAIL'] } })
      await Promise.all([
        choose(one, 'LOW_BALANCE'),
        choose(other, 'ORDER_DONE'),
        third.notifications.mute({ id: 'n-1', channel: 'EMAIL', audit: AUDIT }),
      ])
      expect((await one.notifications.findById('n-1'))?.preferences.choices).toEqual({
        ...NONE,
        LOW_BALANCE: ['SMS'],
        ORDER_DONE: ['SMS'],
        PAYMENT_RECEIVED: ['SMS'],
      })
    }
  })

  test('S8 a change that is refused leaves what was chosen, and no row of the trail', async () => {
    const store = await (await openFresh()).open()
    const refuse = () =>
      store.notifications.save(targetOf('n-1'), { audit: AUDIT, change: () => null, keepState: () => null })
    expect(await refuse()).toBeNull()
    expect(await store.notifications.findById('n-1')).toBeNull()
    const first = await save(store)
    const before = await trail(store)
    expect(await refuse()).toBeNull()
    expect(await store.notifications.findById('n-1')).toEqual(first)
    expect(await trail(store)).toBe(before)
  })
})
