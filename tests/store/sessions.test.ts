import { expect, test } from 'vitest'
import type { AuditEntry, SessionRow, Store } from '../../src/store/store.ts'
import { describeStores } from '../support/stores.ts'

const NOW = 1_790_000_000_000
const DAY_MS = 86_400_000
const SUBJECT = {
  displayName: 'Ирина “Ира” Ёлкина 🐈',
  accounts: [{ id: '007', kind: 'PERSON', number: '007123', keys: { soap: '900007', crm: 'A-7' } }],
  hasMoreAccounts: true,
} as const

const SESSION: Omit<SessionRow, 'revokedAt'> = {
  scope: 'FULL',
  device: 'Firefox, Linux',
  lastSeenAt: NOW,
  id: 's1',
  subjectId: 'p-1',
  role: 'SUBSCRIBER',
  ...SUBJECT,
  confirmedAt: NOW,
  createdAt: NOW,
  expiresAt: NOW + DAY_MS,
}

const ENTRY: AuditEntry = { at: NOW, actor: 'a', act: 'act', object: 'o', outcome: 'done', requestId: 'r' }

function entry(outcome: string): AuditEntry {
  return { ...ENTRY, outcome }
}

function opening(session: Omit<SessionRow, 'revokedAt'>, refreshTokenHash: string, audit: AuditEntry | null = null) {
  return {
    session,
    refreshTokenHash,
    audit,
    maxPerSubject: 3,
    displacedAudit: (id: string) => entry(`displaced ${id}`),
  }
}

function rotation(from: string, to: string, at = NOW) {
  return {
    refreshTokenHash: from,
    nextRefreshTokenHash: to,
    subject: null,
    now: at,
    expiresAt: at + DAY_MS,
    audit: () => null,
  }
}

describeStores((openFresh) => {
  async function openWithSession(): Promise<Store> {
    const store = await (await openFresh()).open()
    await store.sessions.create(opening(SESSION, 'token-1'))
    return store
  }

  test('A10 a session whose check began before the password was changed is not opened, and one that began later is', async () => {
    const store = await openWithSession()
    const owner = { subjectId: SESSION.subjectId, role: SESSION.role }
    const end = { owner, exceptId: null, now: NOW + 10, audit: () => ENTRY }
    const open = (id: string, checkedAt: number, more: object = {}) =>
      store.sessions.create({ ...opening({ ...SESSION, id, ...more }, `token-${id}`), checkedAt })
    await store.sessions.revokeOfSubject(end)
    expect(await open('not-changed', NOW + 5)).toEqual([])
    expect(await store.sessions.revokeOfSubject({ ...end, isChange: true })).toEqual(['not-changed'])
    expect(await open('early', NOW + 9)).toBeNull()
    expect(await store.sessions.find('early')).toBeNull()
    expect(await open('late', NOW + 10)).not.toBeNull()
    expect(await open('another', NOW + 9, { subjectId: 'another' })).not.toBeNull()
    await store.sessions.deleteEnded(NOW + 11)
    expect(await open('forgotten', NOW + 9)).not.toBeNull()
  })

  test('a session reads back as it was written', async () => {
    const store = await openWithSession()
    expect(await store.sessions.find('s1')).toEqual({ ...SESSION, revokedAt: null })
    expect(await store.sessions.find('S1')).toBeNull()
    expect(await store.sessions.findByRefreshToken('token-1', NOW)).toEqual({ ...SESSION, revokedAt: null })
    expect(await store.sessions.findByRefreshToken('token-2', NOW)).toBeNull()
  })

  test('sessions outlive the process that made them', async () => {
    const database = await openFresh()
    const first = await database.open()
    await first.sessions.create(opening(SESSION, 'token-1'))
    await first.close()
    expect(await (await database.open()).sessions.find('s1')).toEqual({ ...SESSION, revokedAt: null })
  })

  test('a session without a stored token is not left behind when its token exists already', async () => {
    const store = await openWithSession()
    await expect(store.sessions.create(opening({ ...SESSION, id: 's2' }, 'token-1'))).rejects.toMatchObject({
      name: 'StoreError',
      code: 'STORE_DUPLICATE',
    })
    expect(await store.sessions.find('s2')).toBeNull()
  })

  test('rotation replaces the token, the subject and the end of the session', async () => {
    const store = await openWithSession()
    const at = NOW + 1_000
    const subject = { displayName: 'Another', accounts: [], hasMoreAccounts: false, confirmedAt: at }
    const verdict = await store.sessions.rotate({ ...rotation('token-1', 'token-2', at), subject })
    const expected = { ...SESSION, ...subject, expiresAt: at + DAY_MS, lastSeenAt: at, revokedAt: null }
    expect(verdict).toEqual({ kind: 'rotated', session: expected })
    expect(await store.sessions.find('s1')).toEqual(expected)
    expect(await store.sessions.findByRefreshToken('token-1', at)).toBeNull()
    expect(await store.sessions.findByRefreshToken('token-2', at)).toEqual(expected)
  })

  test('a rotation without a subject keeps the accounts', async () => {
    const store = await openWithSession()
    expect(await store.sessions.rotate(rotation('token-1', 'token-2'))).toMatchObject({
      kind: 'rotated',
      session: SUBJECT,
    })
  })

  test('a token used twice revokes the whole session, the newest token included', async () => {
    const store = await openWithSession()
    await store.sessions.rotate(rotation('token-1', 'token-2'))
    await store.sessions.rotate(rotation('token-2', 'token-3'))
    expect(await store.sessions.rotate(rotation('token-1', 'token-x', NOW + 5))).toEqual({
      kind: 'reused',
      sessionId: 's1',
    })
    expect(await store.sessions.find('s1')).toMatchObject({ revokedAt: NOW + 5 })
    expect(await store.sessions.findByRefreshToken('token-3', NOW + 5)).toBeNull()
    expect(await store.sessions.rotate(rotation('token-3', 'token-4', NOW + 6))).toEqual({ kind: 'unknown' })
    expect(await store.sessions.rotate(rotation('token-1', 'token-y', NOW + 6))).toEqual({ kind: 'unknown' })
    expect(await store.sessions.find('s1')).toMatchObject({ revokedAt: NOW + 5 })
    expect(await store.sessions.rotate(rotation('token-x', 'token-5', NOW + 6))).toEqual({ kind: 'unknown' })
  })

  test('an expired session cannot be rotated', async () => {
    const store = await openWithSession()
    const end = SESSION.expiresAt
    expect(await store.sessions.findByRefreshToken('token-1', end)).toBeNull()
    expect(await store.sessions.rotate(rotation('token-1', 'token-2', end))).toEqual({ kind: 'unknown' })
    expect(await store.sessions.rotate(rotation('token-1', 'token-2', end - 1))).toMatchObject({ kind: 'rotated' })
  })

  test('of many rotations at once over two connections exactly one rotates and one revokes the session', async () => {
    const database = await openFresh()
    const stores = [await database.open(), await database.open()]
    for (let round = 0; round < 5; round += 1) {
      const session = { ...SESSION, id: `race-${round}` }
      await stores[0]?.sessions.create(opening(session, `race-${round}`))
      const verdicts = await Promise.all(
        [0, 1, 2, 3].flatMap((turn) =>
          stores.map((store, index) =>
            store.sessions.rotate(rotation(`race-${round}`, `race-${round}-${turn}-${index}`, NOW + 1)),
          ),
        ),
      )
      expect(verdicts.map(({ kind }) => kind).toSorted()).toEqual([
        'reused',
        'rotated',
        ...Array.from({ length: 6 }, () => 'unknown'),
      ])
      expect(await stores[1]?.sessions.find(session.id)).toMatchObject({ revokedAt: NOW + 1 })
    }
  })

  test('used tokens are forgotten when they are older than a session may live without a refresh', async () => {
    const store = await openWithSession()
    await store.sessions.rotate(rotation('token-1', 'token-2', NOW + 1))
    await store.sessions.rotate(rotation('token-2', 'token-3', NOW + DAY_MS))
    await store.sessions.rotate(rotation('token-3', 'token-4', NOW + DAY_MS + 1))
    expect(await store.sessions.rotate(rotation('token-1', 'x', NOW + DAY_MS + 2))).toEqual({ kind: 'unknown' })
    expect(await store.sessions.find('s1')).toMatchObject({ revokedAt: null })
    expect(await store.sessions.rotate(rotation('token-2', 'x', NOW + DAY_MS + 2))).toMatchObject({ kind: 'reused' })
  })

  test('only the first revocation ends a session', async () => {
    const store = await openWithSession()
    expect(
      await Promise.all([
        store.sessions.revoke({ id: 's1', now: NOW, audit: null }),
        store.sessions.revoke({ id: 's1', now: NOW, audit: null }),
      ]),
    ).toEqual(expect.arrayContaining([true, false]))
    expect(await store.sessions.revoke({ id: 'absent', now: NOW, audit: null })).toBe(false)
    expect(await store.sessions.find('s1')).toMatchObject({ revokedAt: NOW })
  })

  test('ended sessions are deleted with their tokens, live ones stay', async () => {
    const database = await openFresh()
    const store = await database.open()
    await store.sessions.create(opening(SESSION, 'token-1'))
    await store.sessions.create(opening({ ...SESSION, id: 'expired', expiresAt: NOW - 1 }, 'token-2'))
    await store.sessions.create(opening({ ...SESSION, id: 'revoked' }, 'token-3'))
    await store.sessions.revoke({ id: 'revoked', now: NOW - 1, audit: null })
    expect(await store.sessions.deleteEnded(NOW)).toBe(2)
    expect(await store.sessions.deleteEnded(NOW)).toBe(0)
    expect(await database.query('select id from sessions')).toEqual([{ id: 's1' }])
    expect(await database.query('select token_hash from refresh_tokens')).toEqual([{ token_hash: 'token-1' }])
  })

  test('of one subject the newest sessions stay, and the one that was not refreshed for longest goes', async () => {
    const database = await openFresh()
    const { sessions, audit } = await database.open()
    const open = (id: string, at: number, more: Partial<SessionRow> = {}) =>
      sessions.create(opening({ ...SESSION, id, createdAt: at, expiresAt: at + DAY_MS, ...more }, `token-${id}`))
    expect(await open('stranger', NOW, { subjectId: 'p-2' })).toEqual([])
    expect(await open('operator', NOW, { role: 'OPERATOR' })).toEqual([])
    for (const [at, id] of ['a', 'b', 'c'].entries()) expect(await open(id, NOW + at)).toEqual([])
    await sessions.rotate(rotation('token-a', 'token-a2', NOW + 10))
    expect(await open('d', NOW + 11)).toEqual(['b'])
    expect(await sessions.find('b')).toBeNull()
    expect(await sessions.findByRefreshToken('token-b', NOW + 11)).toBeNull()
    await sessions.revoke({ id: 'd', now: NOW + 12, audit: null })
    // One that had ended makes room, and nobody hears of it.
    expect(await open('e', NOW + 13)).toEqual([])
    expect((await database.query('select id from sessions order by id')).map(({ id }) => id)).toEqual([
      'a',
      'c',
      'e',
      'operator',
      'stranger',
    ])
    const trail = await audit.list({ afterId: 0, limit: 9 })
    expect(trail.map(({ outcome }) => outcome)).toEqual(['displaced b'])
  })

  test('a session with unreadable accounts is a typed error', async () => {
    const database = await openFresh()
    const store = await database.open()
    await store.sessions.create(opening(SESSION, 'token-1'))
    await database.query(`update sessions set accounts = '[{"id":7}]'`)
    await expect(store.sessions.find('s1')).rejects.toMatchObject({ name: 'StoreError', code: 'STORE_CORRUPT' })
  })

  test('an act and its row in the trail are there together', async () => {
    const store = await (await openFresh()).open()
    await store.sessions.create(opening(SESSION, 'token-1', entry('created')))
    await store.sessions.rotate({ ...rotation('token-1', 'token-2'), audit: ({ kind }) => entry(kind) })
    await store.sessions.revoke({ id: 's1', now: NOW, audit: entry('revoked') })
    await store.sessions.revoke({ id: 's1', now: NOW, audit: entry('revoked again') })
    expect((await store.audit.list({ afterId: 0, limit: 9 })).map(({ outcome }) => outcome)).toEqual([
      'created',
      'rotated',
      'revoked',
    ])
  })

  test('without its row in the trail an act did not happen', async () => {
    const database = await openFresh()
    const store = await database.open()
    await store.sessions.create(opening(SESSION, 'token-1'))
    await database.query('alter table audit rename to audit_elsewhere')
    const failure = { name: 'StoreError', code: 'STORE_FAILED' }
    const { sessions, tries } = store
    await expect(sessions.create(opening({ ...SESSION, id: 's2' }, 'x', ENTRY))).rejects.toMatchObject(failure)
    await expect(sessions.rotate({ ...rotation('token-1', 'y'), audit: () => ENTRY })).rejects.toMatchObject(failure)
    await expect(sessions.revoke({ id: 's1', now: NOW, audit: ENTRY })).rejects.toMatchObject(failure)
    const attempt = { subject: 'a', now: NOW, windowMs: DAY_MS, max: 0, audit: ENTRY }
    await expect(tries.record(attempt)).rejects.toMatchObject(failure)
    expect(await sessions.find('s2')).toBeNull()
    expect(await sessions.findByRefreshToken('token-1', NOW)).toMatchObject({ id: 's1', revokedAt: null })
    expect(await database.query('select id from tries')).toEqual([])
  })
})
