import { expect, test } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { describeStores } from '../support/stores.ts'

const NOW = 1_790_000_000_000
const ENTRY = {
  at: NOW,
  actor: 'anonymous',
  act: 'password-reset',
  object: 'login:x',
  outcome: 'requested',
  requestId: 'r',
}
const NOTE = { actor: 'gateway', act: 'delivery', object: 'd', outcome: 'sent', requestId: 'r' }

function putting(id: string, given: { ttlMs?: number; maxWaiting?: number; hash?: string; subject?: string } = {}) {
  const { ttlMs = 60_000, maxWaiting = 100, hash = `hash-${id}`, subject = 'reset:1' } = given
  return {
    code: { subject, codeHash: hash, expiresAt: NOW + 1000 },
    delivery: { id, kind: 'password-reset', channel: 'SMS' as const, payload: `sealed ${id}`, requestId: 'r', ttlMs },
    maxWaiting,
    audit: ENTRY,
  }
}

const claimAll = (store: Store, leaseMs = 60_000) => store.deliveries.claim({ channel: 'SMS', limit: 10, leaseMs })

describeStores((openFresh) => {
  test('a code takes the place of the one before, expires, and is used once', async () => {
    const { codes } = await (await openFresh()).open()
    await codes.put(putting('1'))
    await codes.put(putting('2'))
    expect(await codes.find('reset:1', NOW)).toEqual({ subject: 'reset:1', codeHash: 'hash-2', expiresAt: NOW + 1000 })
    expect(await codes.find('reset:1', NOW + 1000)).toBeNull()
    expect(await codes.find('reset:2', NOW)).toBeNull()
    expect(await codes.use({ subject: 'reset:1', codeHash: 'hash-1' })).toBe(false)
    const uses = await Promise.all([1, 2, 3].map(() => codes.use({ subject: 'reset:1', codeHash: 'hash-2' })))
    expect(uses.filter(Boolean)).toHaveLength(1)
    await codes.put(putting('3', { subject: 'a' }))
    await codes.put(putting('4', { subject: 'b' }))
    await codes.drop(['a', 'absent'])
    expect([await codes.find('a', NOW), (await codes.find('b', NOW))?.codeHash]).toEqual([null, 'hash-4'])
    expect(await codes.deleteExpired(NOW + 2000)).toBe(1)
  })

  test('a code, its message and its row of the trail are there together, or none when too many wait', async () => {
    const database = await openFresh()
    const store = await database.open()
    expect(await store.codes.put(putting('1', { maxWaiting: 1 }))).toBe(true)
    expect(await store.codes.put(putting('2', { maxWaiting: 1 }))).toBe(false)
    expect((await store.codes.find('reset:1', NOW))?.codeHash).toBe('hash-1')
    expect(await store.audit.list({ afterId: 0, limit: 9 })).toHaveLength(1)
    await expect(store.codes.put(putting('1', { hash: 'another' }))).rejects.toMatchObject({ code: 'STORE_DUPLICATE' })
    expect((await store.codes.find('reset:1', NOW))?.codeHash).toBe('hash-1')
    expect(await database.query('select id from deliveries')).toEqual([{ id: '1' }])
  })

  test('an act is a row of the trail with its messages in one transaction, and without them when too many wait', async () => {
    const database = await openFresh()
    const { deliveries, audit } = await database.open()
    const act = { ...ENTRY, act: 'profile-change', outcome: 'changed' }
    const message = (id: string) => ({
      delivery: { ...putting(id).delivery, kind: 'notice' },
      audit: { ...ENTRY, act: 'notice', object: `notice:${id}` },
    })
    const messages = [message('1'), message('2')]
    expect(await deliveries.put({ act, messages, maxWaiting: 2 })).toBe(true)
    expect(await deliveries.put({ act, messages: [message('3')], maxWaiting: 2 })).toBe(false)
    expect(await deliveries.put({ act, messages: [], maxWaiting: 2 })).toBe(true)
    await expect(deliveries.put({ act, messages: [message('4'), message('1')], maxWaiting: 9 })).rejects.toMatchObject({
      code: 'STORE_DUPLICATE',
    })
    const rows = await audit.list({ afterId: 0, limit: 99 })
    const notes = ['notice', 'notice']
    expect(rows.map((row) => row.act)).toEqual(['profile-change', ...notes, 'profile-change', 'profile-change'])
    expect(await database.query('select id from deliveries order by id')).toEqual([{ id: '1' }, { id: '2' }])
  })

  test('of two replicas that look at once each message is claimed by one, and again after its lease', async () => {
    const database = await openFresh()
    const [one, other] = [await database.open(), await database.open()]
    for (let turn = 0; turn < 20; turn += 1) await one.codes.put(putting(`m-${turn}`))
    const claimed = (await Promise.all([one, other, one, other].map((store) => claimAll(store, 300)))).flat()
    const ids = claimed.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    while (ids.length < 20) ids.push(...(await claimAll(other, 300)).map(({ id }) => id))
    expect(new Set(ids).size).toBe(20)
    expect(await claimAll(one)).toEqual([])
    await expect.poll(async () => (await claimAll(one)).length, { timeout: 3000 }).toBeGreaterThan(0)
  })

  test('whoever lost a claim ends nothing, and what ended holds nothing and is not claimed again', async () => {
    const database = await openFresh()
    const store = await database.open()
    await store.codes.put(putting('1'))
    const [lost] = await claimAll(store, 0)
    await expect.poll(() => claimAll(store), { timeout: 3000 }).toHaveLength(1)
    if (lost === undefined) throw new Error('nothing was claimed')
    expect(await store.deliveries.settle(lost, { state: 'SENT', note: NOTE })).toBe(false)
    expect(await store.deliveries.postpone(lost, 0)).toBe(false)
    const held = { id: '1', claim: lost.claim + 1 }
    expect(await store.deliveries.postpone(held, 0)).toBe(true)
    const [again] = await expect
      .poll(() => claimAll(store))
      .toHaveLength(1)
      .then(() => [{ id: '1', claim: held.claim + 1 }])
    expect(again && (await store.deliveries.settle(again, { state: 'SENT', note: NOTE }))).toBe(true)
    expect(await database.query('select state, payload, attempts from deliveries')).toEqual([
      { state: 'SENT', payload: null, attempts: expect.anything() },
    ])
    expect((await store.audit.list({ afterId: 0, limit: 9 })).map(({ outcome }) => outcome)).toEqual([
      'requested',
      'sent',
    ])
    expect(await claimAll(store)).toEqual([])
    expect(await store.deliveries.deleteSettled(60_000)).toBe(0)
    await expect.poll(() => store.deliveries.deleteSettled(0)).toBe(1)
  })

  test('a message whose time is over says so, and one that waits survives a restart', async () => {
    const database = await openFresh()
    const first = await database.open()
    await first.codes.put(putting('late', { ttlMs: 0 }))
    await first.codes.put(putting('early'))
    await first.close()
    const claimed = await claimAll(await database.open())
    expect(
      claimed
        .map(({ id, isExpired, payload, attempts }) => ({ id, isExpired, payload, attempts }))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    ).toEqual([
      { id: 'early', isExpired: false, payload: 'sealed early', attempts: 0 },
      { id: 'late', isExpired: true, payload: 'sealed late', attempts: 0 },
    ])
  })

  test('all sessions of one person but one end together, and those of others go on', async () => {
    const { sessions } = await (await openFresh()).open()
    const open = (id: string, subjectId: string, role: 'SUBSCRIBER' | 'OPERATOR' = 'SUBSCRIBER') =>
      sessions.create({
        session: {
          id,
          subjectId,
          role,
          displayName: 'x',
          accounts: [],
          hasMoreAccounts: false,
          confirmedAt: NOW,
          createdAt: NOW,
          expiresAt: NOW + 1000,
          device: `device ${id}`,
        },
        refreshTokenHash: id,
        maxPerSubject: 9,
        audit: null,
        displacedAudit: () => null,
      })
    for (const [id, subject] of [
      ['a', '1'],
      ['b', '1'],
      ['c', '1'],
      ['d', '2'],
    ] as const)
      await open(id, subject)
    await open('e', '1', 'OPERATOR')
    const owner = { subjectId: '1', role: 'SUBSCRIBER' } as const
    const end = { owner, exceptId: 'b', now: NOW + 1, audit: (id: string) => ({ ...ENTRY, object: id }) }
    expect((await sessions.revokeOfSubject(end)).toSorted()).toEqual(['a', 'c'])
    expect(await sessions.revokeOfSubject(end)).toEqual([])
    expect(await sessions.listOpen(owner, NOW)).toMatchObject([
      { id: 'b', device: 'device b', lastSeenAt: NOW, scope: 'FULL' },
    ])
    expect(await sessions.listOpen(owner, NOW + 1000)).toEqual([])
    expect((await sessions.find('d'))?.revokedAt).toBeNull()
    expect((await sessions.find('e'))?.revokedAt).toBeNull()
  })
})
