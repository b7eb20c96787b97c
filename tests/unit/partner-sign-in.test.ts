import { expect, test } from 'vitest'
import type { Auth } from '../../src/auth/auth.ts'
import { startHousekeeping } from '../../src/auth/housekeeping.ts'
import { createPartnerAdmin } from '../../src/auth/partner-admin.ts'
import type { Store } from '../../src/store/store.ts'
import { CALLER, KEYS, REQUEST, startAuth } from '../support/auth.ts'
import { partnerOf } from '../support/partners.ts'

const HOUR_MS = 3_600_000

async function start(options: Parameters<typeof startAuth>[0] = {}) {
  const parts = await startAuth(options)
  const admin = createPartnerAdmin({ store: parts.store.partners, keys: KEYS, now: () => parts.clock.now })
  const create = async (values: Parameters<typeof partnerOf>[0] = {}): Promise<string> => {
    const { state: _state, createdAt: _createdAt, updatedAt: _updatedAt, ...partner } = partnerOf(values)
    const verdict = await admin.create({ ...partner, signs: false }, { actor: 'cli' })
    return verdict.kind === 'created' ? (verdict.secrets.secret ?? '') : verdict.kind
  }
  return { ...parts, admin, create }
}

function from(address: string) {
  return { ...REQUEST, caller: { ...CALLER, address } }
}

/** The store with every call that a sign-in makes written down, in order. */
function watch({ sessions, tries, audit, partners, members }: Store, calls: string[]) {
  const note = <R>(name: string, call: () => R): R => {
    calls.push(name)
    return call()
  }
  return {
    sessions,
    tries: {
      ...tries,
      record: (...given: Parameters<typeof tries.record>) => note('record', () => tries.record(...given)),
      forget: (...given: Parameters<typeof tries.forget>) => note('forget', () => tries.forget(...given)),
    },
    audit: {
      ...audit,
      append: (...given: Parameters<typeof audit.append>) => note('append', () => audit.append(...given)),
    },
    members,
    partners: {
      ...partners,
      find: (...given: Parameters<typeof partners.find>) => note('find', () => partners.find(...given)),
      openSession: (...given: Parameters<typeof partners.openSession>) =>
        note('openSession', () => partners.openSession(...given)),
    },
  }
}

test('PARTNER-1 unknown, blocked, from elsewhere and wrong secret cause the same calls in the same order, also over the limit', async () => {
  const { store, create, admin, another } = await start()
  const secret = await create()
  const blocked = await create({ id: 'blocked' })
  const elsewhere = await create({ id: 'elsewhere', networks: ['198.51.100.0/24'] })
  await admin.setState({ id: 'blocked', state: 'BLOCKED' }, { actor: 'cli' })
  const calls: string[] = []
  const auth = await another({ store: watch(store, calls), maxPartnerTriesPerHour: 2 })
  const perTry = ['find', 'record', 'record', 'append']
  for (const input of [
    { partnerId: 'nobody', secret },
    { partnerId: 'kiosk', secret: `${secret}x` },
    { partnerId: 'blocked', secret: blocked },
    { partnerId: 'elsewhere', secret: elsewhere },
  ]) {
    calls.length = 0
    const verdicts = []
    for (let turn = 0; turn < 3; turn += 1) verdicts.push(await auth.signInPartner(input, REQUEST))
    expect(verdicts).toEqual([
      { kind: 'wrong_credentials' },
      { kind: 'wrong_credentials' },
      { kind: 'too_many_tries', retryAfterSeconds: HOUR_MS / 1000 },
    ])
    expect(calls).toEqual([...perTry, ...perTry, 'find', 'record', 'record'])
  }
})

test('tries count over instances and are forgotten with a success', async () => {
  const { auth, another, create, clock } = await start({ maxPartnerTriesPerHour: 3 })
  const secret = await create()
  const second = await another({ maxPartnerTriesPerHour: 3 })
  const wrong = { partnerId: 'kiosk', secret: 'wrong' }
  for (const instance of [auth, second]) {
    expect(await instance.signInPartner(wrong, REQUEST)).toEqual({ kind: 'wrong_credentials' })
  }
  expect(await auth.signInPartner({ partnerId: 'kiosk', secret }, REQUEST)).toMatchObject({ kind: 'opened' })
  for (const instance of [auth, second, auth]) await instance.signInPartner(wrong, REQUEST)
  const right = (instance: Auth) => instance.signInPartner({ partnerId: 'kiosk', secret }, REQUEST)
  expect(await right(second)).toMatchObject({ kind: 'too_many_tries', retryAfterSeconds: HOUR_MS / 1000 })
  clock.now += HOUR_MS
  expect(await right(second)).toMatchObject({ kind: 'opened' })
})

test('a stranger cannot keep out a partner whose addresses are known', async () => {
  const { auth, create } = await start({ maxPartnerTriesPerHour: 2 })
  const secret = await create({ networks: ['198.51.100.0/24'] })
  for (let turn = 0; turn < 5; turn += 1) {
    await auth.signInPartner({ partnerId: 'kiosk', secret: 'wrong' }, from(`203.0.113.${turn}`))
  }
  const right = { partnerId: 'kiosk', secret }
  expect(await auth.signInPartner(right, from('203.0.113.9'))).toMatchObject({ kind: 'too_many_tries' })
  expect(await auth.signInPartner(right, from('198.51.100.9'))).toMatchObject({ kind: 'opened' })
})

test('partners and logins of one network share its tries', async () => {
  const { auth, create } = await start({ maxAddressTriesPerHour: 2 })
  const secret = await create()
  await auth.signInPartner({ partnerId: 'kiosk', secret: 'wrong' }, REQUEST)
  await auth.signIn({ login: '100001', password: 'wrong' }, REQUEST)
  expect(await auth.signInPartner({ partnerId: 'kiosk', secret }, REQUEST)).toMatchObject({ kind: 'too_many_tries' })
})

test('a secret in the place of the id, and an unknown id, are not readable in the trail', async () => {
  const { auth, store } = await start()
  await auth.signInPartner({ partnerId: 'mistyped-secret', secret: 'x' }, REQUEST)
  const rows = await store.audit.list({ afterId: 0, limit: 10 })
  expect(rows).toMatchObject([{ actor: 'anonymous', act: 'partner-sign-in', outcome: 'unknown', requestId: 'r-1' }])
  expect(JSON.stringify(rows)).not.toContain('mistyped')
})

test('a partner cannot refresh, and its token is worth nothing without an arrival that fits', async () => {
  const { auth, create } = await start()
  const secret = await create({ networks: ['198.51.100.0/24'] })
  const opened = await auth.signInPartner({ partnerId: 'kiosk', secret }, from('198.51.100.9'))
  const token = opened.kind === 'opened' ? opened.session.accessToken : ''
  const arrival = { caller: from('198.51.100.9').caller, body: null, headers: {} }
  expect(await auth.authenticate(`Bearer ${token}`, undefined, arrival)).toMatchObject({
    kind: 'viewer',
    viewer: { role: 'PARTNER', subjectId: 'kiosk', displayName: 'Kiosk terminals', accounts: [] },
    partner: { id: 'kiosk' },
  })
  expect(await auth.authenticate(`Bearer ${token}`)).toEqual({ kind: 'turned_away', reason: 'address_not_allowed' })
  expect(await auth.refreshSession({ refreshToken: token }, REQUEST)).toEqual({ kind: 'session_ended' })
})

test('a partner that signs out is out', async () => {
  const { auth, create } = await start()
  const opened = await auth.signInPartner({ partnerId: 'kiosk', secret: await create() }, REQUEST)
  const token = `Bearer ${opened.kind === 'opened' ? opened.session.accessToken : ''}`
  const verdict = await auth.authenticate(token)
  if (verdict.kind !== 'viewer') throw new Error(verdict.kind)
  await auth.signOut(verdict.viewer, CALLER)
  expect(await auth.authenticate(token)).toEqual({ kind: 'refused', reason: 'invalid' })
})

test('a signing secret that no key of ours opens is an error of the store, and lets nobody in unsigned', async () => {
  const { auth, store, create, clock } = await start()
  const opened = await auth.signInPartner({ partnerId: 'kiosk', secret: await create() }, REQUEST)
  await store.partners.rotate({
    id: 'kiosk',
    secret: { purpose: 'SIGNING', material: 'v1.unknown.AAAA' },
    previousExpiresAt: clock.now,
    audit: { at: clock.now, actor: 'cli', act: 'rotate', object: 'partner:kiosk', outcome: 'done', requestId: 'r-1' },
  })
  const token = opened.kind === 'opened' ? opened.session.accessToken : ''
  await expect(auth.authenticate(`Bearer ${token}`)).rejects.toMatchObject({
    name: 'StoreError',
    code: 'STORE_CORRUPT',
  })
})

test('housekeeping deletes nonces whose time is over', async () => {
  const { store, clock } = await start()
  await store.partners.useNonce({ partnerId: 'kiosk', nonce: 'old', expiresAt: clock.now - 1 })
  await store.partners.useNonce({ partnerId: 'kiosk', nonce: 'new', expiresAt: clock.now })
  const housekeeping = startHousekeeping({ store, now: () => clock.now, intervalMs: 5 })
  const isKnown = async (nonce: string) =>
    !(await store.partners.useNonce({ partnerId: 'kiosk', nonce, expiresAt: clock.now + HOUR_MS }))
  await expect.poll(() => isKnown('old')).toBe(false)
  await housekeeping.stop()
  expect(await isKnown('new')).toBe(true)
})
