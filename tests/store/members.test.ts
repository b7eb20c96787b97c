import { expect, test } from 'vitest'
import type { AuditEntry, Store } from '../../src/store/store.ts'
import { describeStores } from '../support/stores.ts'

const NOW = 1_790_000_000_000
const ACCOUNT = { id: '17', kind: 'ORGANIZATION', number: '007123', keys: { soap: '900017' } } as const

const AUDIT: AuditEntry = {
  at: NOW,
  actor: 'SUBSCRIBER:1',
  act: 'member-x',
  object: 'account:17',
  outcome: 'x',
  requestId: 'r-1',
}

function invite(
  store: Store,
  codeHash: string,
  { maxOpen = 20, ...change }: { maxOpen?: number; [field: string]: number } = {},
) {
  const invitation = { account: ACCOUNT, name: 'Бухгалтер', rights: ['VIEW', 'PAY'] as const, createdAt: NOW }
  const options = { maxOpen, audit: AUDIT, message: null, maxWaiting: 10 }
  return store.members.invite({ ...invitation, expiresAt: NOW + 1000, codeHash, ...change }, options)
}

function accept(store: Store, codeHash: string, change: object = {}) {
  const use = { codeHash, memberId: `m-${codeHash}`, role: 'SUBSCRIBER', subjectId: '5', now: NOW + 1 } as const
  return store.members.accept({ ...use, ownAccountIds: [], maxMembers: 2, ...change }, AUDIT)
}

async function trail(store: Store): Promise<number> {
  return (await store.audit.list({ afterId: 0, limit: 100 })).length
}

const kindOf = async (verdict: ReturnType<typeof accept>) => (await verdict).kind

describeStores((openFresh) => {
  test('A9 whoever brings the code is a member, and a code works once but for a repeat of the same person', async () => {
    const store = await (await openFresh()).open()
    expect(await invite(store, 'a')).toBe('kept')
    const first = await accept(store, 'a')
    const member = { id: 'm-a', account: ACCOUNT, role: 'SUBSCRIBER', subjectId: '5', name: 'Бухгалтер' }
    expect(first).toEqual({
      kind: 'accepted',
      isRepeat: false,
      member: { ...member, rights: ['VIEW', 'PAY'], since: NOW + 1 },
    })
    expect(await accept(store, 'a', { memberId: 'm-other' })).toEqual({ ...first, isRepeat: true })
    expect(await kindOf(accept(store, 'a', { subjectId: '6' }))).toBe('unknown')
    expect(await kindOf(accept(store, 'a', { role: 'MEMBER' }))).toBe('unknown')
    expect(await kindOf(accept(store, 'b'))).toBe('unknown')
    expect(await trail(store)).toBe(2)
    expect(await store.members.listOfSubject({ role: 'SUBSCRIBER', subjectId: '5' })).toHaveLength(1)
    expect(await store.members.listOfSubject({ role: 'MEMBER', subjectId: '5' })).toEqual([])
  })

  test('A9 an invitation is kept with its message and their rows of the trail, or neither', async () => {
    const store = await (await openFresh()).open()
    const send = (id: string, maxWaiting: number) => {
      const delivery = {
        id,
        kind: 'invitation',
        channel: 'EMAIL' as const,
        payload: 'sealed',
        requestId: 'r',
        ttlMs: 60_000,
      }
      const options = { maxOpen: 20, audit: AUDIT, message: { delivery, audit: AUDIT }, maxWaiting }
      const invitation = { account: ACCOUNT, name: 'x', rights: ['VIEW'] as const, createdAt: NOW, codeHash: id }
      return store.members.invite({ ...invitation, expiresAt: NOW + 1000 }, options)
    }
    expect([await send('a', 1), await trail(store)]).toEqual(['kept', 2])
    expect([await send('b', 1), await trail(store)]).toEqual(['too_many_waiting', 2])
    expect(await kindOf(accept(store, 'b'))).toBe('unknown')
    const claimed = await store.deliveries.claim({ channel: 'EMAIL', limit: 9, leaseMs: 0 })
    expect(claimed.map(({ id, kind }) => [id, kind])).toEqual([['a', 'invitation']])
  })

  test('A9 an invitation ends, and so many wait and so many join as may', async () => {
    const store = await (await openFresh()).open()
    await invite(store, 'late')
    expect(await kindOf(accept(store, 'late', { now: NOW + 1000 }))).toBe('unknown')
    expect(await invite(store, 'beyond', { maxOpen: 1 })).toBe('too_many_open')
    expect(await invite(store, 'later', { createdAt: NOW + 1001, expiresAt: NOW + 9000, maxOpen: 1 })).toBe('kept')
    for (const code of ['a', 'b', 'c']) await invite(store, code)
    const kinds = []
    for (const [subjectId, code] of ['a', 'b', 'c'].entries()) {
      kinds.push(await kindOf(accept(store, code, { subjectId: String(subjectId) })))
    }
    expect(kinds).toEqual(['accepted', 'accepted', 'too_many'])
    // Who is a member already gets the rights of another invitation.
    expect(await accept(store, 'c', { subjectId: '0' })).toMatchObject({ kind: 'accepted', member: { id: 'm-a' } })
    expect(await store.members.deleteInvitations(NOW + 1001)).toBe(4)
  })

  test('A9 of two persons with one code at once one becomes a member', async () => {
    const store = await (await openFresh()).open()
    await invite(store, 'a')
    const both = await Promise.all([
      accept(store, 'a', { subjectId: '5' }),
      accept(store, 'a', { subjectId: '6', memberId: 'm-6' }),
    ])
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['accepted', 'unknown'])
    expect(await store.members.listOfAccount('17')).toHaveLength(1)
  })

  test('A9 rights are set and a member is removed under the own account only, each with its row of the trail', async () => {
    const store = await (await openFresh()).open()
    await invite(store, 'a')
    await accept(store, 'a')
    const before = await trail(store)
    const rights = ['VIEW', 'ORDER'] as const
    expect(await store.members.grant({ id: 'm-a', accountId: '18', rights }, AUDIT)).toBeNull()
    expect(await store.members.remove({ id: 'm-a', accountId: '18' }, AUDIT)).toBe(false)
    expect(await trail(store)).toBe(before)
    for (let time = 0; time < 2; time += 1) {
      expect(await store.members.grant({ id: 'm-a', accountId: '17', rights }, AUDIT)).toMatchObject({ rights })
    }
    expect(await store.members.find('m-a')).toMatchObject({ rights })
    expect(await trail(store)).toBe(before + 1)
    expect(await store.members.remove({ id: 'm-a', accountId: '17' }, AUDIT)).toBe(true)
    expect(await store.members.remove({ id: 'm-a', accountId: '17' }, AUDIT)).toBe(false)
    expect(await store.members.find('m-a')).toBeNull()
    expect(await trail(store)).toBe(before + 2)
  })
})
