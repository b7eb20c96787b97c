import { expect, test } from 'vitest'
import type { Partner } from '../../src/domain/partner.ts'
import type { Store } from '../../src/store/store.ts'
import { auditOf, NOW, partnerOf } from '../support/partners.ts'
import { describeStores } from '../support/stores.ts'

const HOUR_MS = 3_600_000
const SESSION = {
  id: 's1',
  subjectId: 'kiosk',
  displayName: 'Kiosk terminals',
  createdAt: NOW,
  expiresAt: NOW + 600_000,
}

describeStores((openFresh) => {
  async function openWith(...partners: readonly Partner[]): Promise<Store> {
    const store = await (await openFresh()).open()
    for (const partner of partners) expect(await create(store, partner)).toEqual({ kind: 'created' })
    return store
  }

  test('a partner reads back as it was written, amounts beyond 2^53 too', async () => {
    const limits = {
      minAmount: { minorUnits: 1n, currency: 'USD' },
      maxAmount: { minorUnits: 2n ** 62n, currency: 'USD' },
      maxAmountPerDay: { minorUnits: 2n ** 62n + 1n, currency: 'USD' },
      maxPaymentsPerMinute: 5,
      maxMissesPerHour: 200,
    } as const
    const partner = partnerOf({ networks: ['192.0.2.0/24', '2001:db8::1'], limits, paymentMethod: 'SBP', name: 'Банк' })
    const store = await openWith(partner)
    expect(await store.partners.find('kiosk')).toEqual({
      partner,
      salt: 'salt',
      secrets: [{ id: 1, purpose: 'SIGN_IN', material: 'hash-1', createdAt: NOW, expiresAt: null }],
    })
    expect(await store.partners.find('kiosks')).toBeNull()
    expect(await acts(store)).toEqual(['create-partner'])
  })

  test('a second partner of the same id is refused and changes nothing', async () => {
    const store = await openWith(partnerOf())
    expect(await create(store, partnerOf({ name: 'Another', referenceTemplate: 'x/{externalId}' }))).toEqual({
      kind: 'exists',
    })
    expect(await store.partners.find('kiosk')).toMatchObject({ partner: { name: 'Kiosk terminals' } })
    expect(await acts(store)).toEqual(['create-partner'])
  })

  test('a template under which two partners could make the same reference is refused, also when both come at once', async () => {
    const database = await openFresh()
    const stores = [await database.open(), await database.open()]
    const verdicts = await Promise.all(
      stores.map((store, index) =>
        create(store, partnerOf({ id: `bare-${index}`, referenceTemplate: '{externalId}' })),
      ),
    )
    expect(verdicts.map(({ kind }) => kind).toSorted()).toEqual(['ambiguous_template', 'created'])
    expect(await stores[0]?.partners.list()).toHaveLength(1)
  })

  test('partners are listed by id with their own secrets', async () => {
    const store = await openWith(partnerOf({ id: 'bank' }), partnerOf())
    await rotate(store, { material: 'hash-2', until: NOW + HOUR_MS })
    const listed = await store.partners.list()
    expect(listed.map(({ partner, secrets }) => [partner.id, secrets.map(({ material }) => material)])).toEqual([
      ['bank', ['hash-1']],
      ['kiosk', ['hash-1', 'hash-2']],
    ])
  })

  test('a change of the limits leaves the rest as it was', async () => {
    const store = await openWith(partnerOf({ networks: ['192.0.2.1'] }))
    const limits = { ...partnerOf().limits, maxPaymentsPerMinute: 7 }
    expect(
      await store.partners.change({ id: 'kiosk', change: { limits }, audit: auditOf('update-partner', NOW + 5) }),
    ).toBe(true)
    expect(await store.partners.change({ id: 'absent', change: { limits }, audit: auditOf('update-partner') })).toBe(
      false,
    )
    const partner = partnerOf({ networks: ['192.0.2.1'], limits, updatedAt: NOW + 5 })
    expect(await store.partners.find('kiosk')).toMatchObject({ partner })
    expect(await acts(store)).toEqual(['create-partner', 'update-partner'])
  })

  test('limits that contradict each other are refused by the database itself', async () => {
    const store = await openWith()
    const limits = { ...partnerOf().limits, minAmount: { minorUnits: 2_000_000n, currency: 'RUB' } } as const
    await expect(create(store, partnerOf({ limits }))).rejects.toMatchObject({ name: 'StoreError' })
    expect(await store.partners.list()).toEqual([])
    expect(await acts(store)).toEqual([])
  })

  test('rotation keeps the earlier secret until its end, and no third one beside them', async () => {
    const store = await openWith(partnerOf())
    expect(await rotate(store, { material: 'hash-2', until: NOW + HOUR_MS })).toEqual({ kind: 'rotated' })
    expect(await secretsOf(store)).toMatchObject([
      { material: 'hash-1', expiresAt: NOW + HOUR_MS },
      { material: 'hash-2', expiresAt: null },
    ])
    expect(await rotate(store, { material: 'hash-3', until: NOW + 2 * HOUR_MS, at: NOW + HOUR_MS - 1 })).toEqual({
      kind: 'overlapping',
      until: NOW + HOUR_MS,
    })
    const at = NOW + HOUR_MS
    expect(await rotate(store, { material: 'hash-3', until: at + HOUR_MS, at })).toEqual({ kind: 'rotated' })
    expect(await secretsOf(store)).toMatchObject([
      { material: 'hash-2', expiresAt: at + HOUR_MS },
      { material: 'hash-3', expiresAt: null },
    ])
    expect(await rotate(store, { material: 'hash-4', until: at + 1, at: at + 1 })).toEqual({ kind: 'rotated' })
    expect(await secretsOf(store)).toMatchObject([{ material: 'hash-4', expiresAt: null }])
    expect(await acts(store)).toHaveLength(4)
  })

  test('signing keys rotate apart from the secrets for signing in, and end no session', async () => {
    const store = await openWith(partnerOf())
    await openSession(store)
    expect(await rotate(store, { material: 'key-1', until: NOW, purpose: 'SIGNING' })).toEqual({ kind: 'rotated' })
    expect(await secretsOf(store)).toMatchObject([{ material: 'hash-1' }, { material: 'key-1', purpose: 'SIGNING' }])
    expect(await store.sessions.find('s1')).toMatchObject({ expiresAt: NOW + 600_000 })
  })

  test('no session outlives the secret that opened it', async () => {
    const store = await openWith(partnerOf())
    await openSession(store, 'before')
    await rotate(store, { material: 'hash-2', until: NOW + 60_000 })
    await openSession(store, 'by-the-old-one')
    expect(await store.sessions.find('before')).toMatchObject({ role: 'PARTNER', expiresAt: NOW + 60_000 })
    expect(await store.sessions.find('by-the-old-one')).toMatchObject({ expiresAt: NOW + 60_000 })
    await rotate(store, { material: 'hash-3', until: NOW + 1, at: NOW + 1 })
    expect(await store.sessions.find('before')).toMatchObject({ expiresAt: NOW + 1 })
  })

  test('a secret that ended between the reading and the opening opens nothing', async () => {
    const store = await openWith(partnerOf())
    const [old] = await secretsOf(store)
    await rotate(store, { material: 'hash-2', until: NOW })
    const opening = { session: SESSION, secretId: old?.id ?? -1, audit: auditOf('sign-in') }
    expect(await store.partners.openSession(opening)).toBe(false)
    expect(await store.sessions.find('s1')).toBeNull()
    expect(await acts(store)).not.toContain('sign-in')
  })

  test('blocking ends the sessions of this partner alone, and nobody opens another', async () => {
    const store = await openWith(partnerOf(), partnerOf({ id: 'bank' }))
    await openSession(store)
    const [secret] = await secretsOf(store, 'bank')
    const session = { ...SESSION, id: 's2', subjectId: 'bank' }
    await store.partners.openSession({ session, secretId: secret?.id ?? -1, audit: auditOf('sign-in') })
    const block = { id: 'kiosk', state: 'BLOCKED', audit: auditOf('block-partner', NOW + 1) } as const
    expect(await store.partners.setState(block)).toBe('changed')
    expect(await store.partners.setState(block)).toBe('unchanged')
    expect(await store.partners.setState({ ...block, id: 'absent' })).toBe('absent')
    expect(await store.sessions.find('s1')).toMatchObject({ revokedAt: NOW + 1 })
    expect(await store.sessions.find('s2')).toMatchObject({ revokedAt: null })
    expect(await openSession(store, 's3')).toBe(false)
    expect(await store.partners.setState({ ...block, state: 'ACTIVE' })).toBe('changed')
    expect(await openSession(store, 's3')).toBe(true)
    expect((await acts(store)).filter((act) => act === 'block-partner')).toHaveLength(2)
  })

  test('a nonce is used once, over all connections at once, and by each partner for itself', async () => {
    const database = await openFresh()
    const stores = [await database.open(), await database.open()]
    const use = { partnerId: 'kiosk', nonce: 'n-1', expiresAt: NOW + 1 }
    const uses = await Promise.all(stores.flatMap((store) => [0, 1, 2].map(() => store.partners.useNonce(use))))
    expect(uses.filter((isFirst) => isFirst)).toHaveLength(1)
    expect(await stores[0]?.partners.useNonce({ ...use, partnerId: 'bank' })).toBe(true)
    expect(await stores[0]?.partners.deleteNonces(NOW + 1)).toBe(0)
    expect(await stores[0]?.partners.deleteNonces(NOW + 2)).toBe(2)
    expect(await stores[1]?.partners.useNonce(use)).toBe(true)
  })

  test('a row that nobody can read is a typed error', async () => {
    const database = await openFresh()
    const store = await database.open()
    await create(store, partnerOf())
    await database.query(`update partners set networks = '[7]'`)
    await expect(store.partners.find('kiosk')).rejects.toMatchObject({ name: 'StoreError', code: 'STORE_CORRUPT' })
  })
})

function create(store: Store, partner: Partner) {
  const secrets = [{ purpose: 'SIGN_IN', material: 'hash-1' }] as const
  return store.partners.create({ partner, salt: 'salt', secrets, audit: auditOf('create-partner') })
}

async function secretsOf(store: Store, id = 'kiosk') {
  return (await store.partners.find(id))?.secrets ?? []
}

function rotate(store: Store, edit: { material: string; until: number; at?: number; purpose?: 'SIGN_IN' | 'SIGNING' }) {
  const { material, until, at = NOW, purpose = 'SIGN_IN' } = edit
  const audit = auditOf('rotate-partner-secret', at)
  return store.partners.rotate({ id: 'kiosk', secret: { purpose, material }, previousExpiresAt: until, audit })
}

async function acts(store: Store): Promise<readonly string[]> {
  return (await store.audit.list({ afterId: 0, limit: 100 })).map(({ act }) => act)
}

async function openSession(store: Store, id = 's1') {
  const secretId = (await secretsOf(store))[0]?.id ?? -1
  return store.partners.openSession({ session: { ...SESSION, id }, secretId, audit: auditOf('sign-in') })
}
