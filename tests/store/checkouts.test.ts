import { randomUUIDv7 } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { CheckoutState } from '../../src/domain/checkout.ts'
import type { CheckoutChange, NewCheckout } from '../../src/store/checkout-types.ts'
import type { StoreError } from '../../src/store/error.ts'
import type { Store } from '../../src/store/store.ts'
import { newIntent } from '../support/intents.ts'
import { GATEWAY_RECEIPTS } from '../support/receipt-rules.ts'
import { describeStores } from '../support/stores.ts'

const AUDIT = { actor: 'x', act: 'checkout', object: 'checkout:x', outcome: 'x', requestId: 'r-1' }
const OPTIONS = { leaseMs: 10_000, maxOpen: 100, audit: AUDIT }

function newCheckout(fields: Partial<NewCheckout> = {}): NewCheckout {
  return {
    id: randomUUIDv7(),
    principal: 'SUBSCRIBER:1',
    idempotencyKey: randomUUIDv7(),
    fingerprint: 'f',
    accountId: '17',
    accountNumber: '007123',
    amount: { minorUnits: 9_007_199_254_740_993n, currency: 'RUB' },
    method: 'BANK_CARD',
    returnUrl: 'https://cabinet.example/paid',
    receiptContact: { kind: 'EMAIL', value: 'anna@example.com' },
    ...GATEWAY_RECEIPTS,
    acquirer: 'sandbox',
    ...fields,
  }
}

async function begin(store: Store, fields: Partial<NewCheckout> = {}) {
  const verdict = await store.checkouts.create(newCheckout(fields), OPTIONS)
  if (verdict.kind !== 'created') throw new Error(verdict.kind)
  return verdict.checkout
}

async function open(store: Store, acquirerId = 'a-1', dueInMs = 60_000) {
  const claim = await begin(store)
  const moved = await store.checkouts.move(claim, { to: 'OPEN', dueInMs, acquirerId, redirectUrl: 'https://x' }, AUDIT)
  if (moved === null) throw new Error('lost')
  return moved
}

describeStores((openFresh) => {
  test('P3 what is ordered under a claim is there for whoever claims next, and is not ordered after that', async () => {
    const database = await openFresh()
    const [one, other] = [await database.open(), await database.open()]
    const race = async (number: number) => {
      const claim = await begin(one)
      const intent = newIntent(number, { kind: 'REFUND' })
      const next = async () => {
        if (number % 2) await delay(number % 5)
        await other.checkouts.claim(claim.id, { states: ['CREATED'], leaseMs: 10_000 })
        return other.intents.findByReferences('REFUND', [intent.reference])
      }
      const [verdict, found] = await Promise.all([
        one.intents.acceptHeld(intent, { leaseMs: 60_000, audit: AUDIT, claim }),
        next(),
      ])
      expect(found.map(({ id }) => id)).toEqual(verdict.kind === 'created' ? [intent.id] : [])
      return verdict.kind
    }
    const kinds = await Promise.all(Array.from({ length: 40 }, (_, number) => race(number)))
    expect(kinds.every((kind) => kind === 'created' || kind === 'claim_lost')).toBe(true)
    expect(await one.intents.count()).toMatchObject({ ACCEPTED: kinds.filter((kind) => kind === 'created').length })
  })

  test('P3 under a claim a repeat is known, and a lost claim or another state orders nothing', async () => {
    const database = await openFresh()
    const store = await database.open()
    const claim = await begin(store)
    const intent = newIntent(1, { kind: 'REFUND' })
    const accept = (changes = {}, held = claim) =>
      store.intents.acceptHeld({ ...intent, ...changes }, { leaseMs: 60_000, audit: AUDIT, claim: held })
    expect(await accept()).toMatchObject({ kind: 'created', intent: { id: intent.id, state: 'ACCEPTED', fence: 1 } })
    expect(await accept({ id: 'again' })).toMatchObject({ kind: 'known', intent: { id: intent.id } })
    expect(await accept({ id: 'other', externalId: 'other' })).toMatchObject({ kind: 'reference_taken' })
    expect(await accept({ id: 'x' }, { ...claim, state: 'OPERATOR' })).toEqual({ kind: 'claim_lost' })
    await store.checkouts.claim(claim.id, { states: ['CREATED'], leaseMs: 10_000 })
    expect(await accept({ id: 'x' })).toEqual({ kind: 'claim_lost' })
  })

  test('P3 of all who begin with one key at once, in all processes, one begins it and all get the same', async () => {
    const database = await openFresh()
    const [one, other] = [await database.open(), await database.open()]
    const same = { idempotencyKey: 'one-and-the-same' }
    const verdicts = await Promise.all(
      Array.from({ length: 8 }, (_, place) =>
        (place % 2 === 0 ? one : other).checkouts.create(newCheckout(same), OPTIONS),
      ),
    )
    expect(verdicts.filter(({ kind }) => kind === 'created')).toHaveLength(1)
    expect(verdicts.filter(({ kind }) => kind === 'known')).toHaveLength(7)
    expect(new Set(verdicts.map((verdict) => (verdict.kind === 'too_many' ? '' : verdict.checkout.id))).size).toBe(1)
    expect(await one.audit.list({ afterId: 0, limit: 10 })).toHaveLength(1)
  })

  test('P3 one key that names several accounts at once, in all processes, begins one; the others hear of that one', async () => {
    const database = await openFresh()
    const [one, other] = [await database.open(), await database.open()]
    const verdicts = await Promise.all(
      Array.from({ length: 24 }, (_, place) => {
        const asked = { idempotencyKey: `key-${place % 4}`, accountId: `account-${Math.floor(place / 4)}` }
        const store = Math.floor(place / 4) % 2 === 0 ? one : other
        return store.checkouts.create(newCheckout(asked), OPTIONS)
      }),
    )
    expect(verdicts.filter(({ kind }) => kind === 'created')).toHaveLength(4)
    expect(verdicts.filter(({ kind }) => kind === 'known')).toHaveLength(20)
  })

  test('P3 an account has no more of them open than it may, however many are begun at once', async () => {
    const store = await (await openFresh()).open()
    const verdicts = await Promise.all(
      Array.from({ length: 6 }, () => store.checkouts.create(newCheckout(), { ...OPTIONS, maxOpen: 2 })),
    )
    expect(verdicts.filter(({ kind }) => kind === 'created')).toHaveLength(2)
  })

  test('P3 amounts beyond 2^53 and all else come back as they were written', async () => {
    const store = await (await openFresh()).open()
    const wanted = newCheckout()
    await store.checkouts.create(wanted, OPTIONS)
    expect(await store.checkouts.find(wanted.id)).toMatchObject({
      ...wanted,
      state: 'CREATED',
      fence: 1,
      captured: null,
    })
    expect(await store.checkouts.findByKey(wanted)).toMatchObject({ id: wanted.id })
    expect(await store.checkouts.findByKey({ ...wanted, principal: 'SUBSCRIBER:2' })).toBeNull()
  })

  test('P3 what is due is claimed once, and whoever has lost the claim writes nothing', async () => {
    const database = await openFresh()
    const [one, other] = [await database.open(), await database.open()]
    const { id } = await open(one, 'a-1', 0)
    const claims = (
      await Promise.all([one, other].map((store) => store.checkouts.claimDue({ limit: 5, leaseMs: 300 })))
    ).flat()
    expect(claims).toHaveLength(1)
    const [first] = claims
    await new Promise((resolve) => setTimeout(resolve, 350))
    const [second] = await other.checkouts.claimDue({ limit: 5, leaseMs: 10_000 })
    if (!first || !second) throw new Error('not claimed')
    const change = { to: 'EXPIRED', failure: 'EXPIRED', dueInMs: null } as const
    expect(await one.checkouts.move(first, change, AUDIT)).toBeNull()
    expect(await other.checkouts.move(second, change, AUDIT)).toMatchObject({ id, state: 'EXPIRED' })
  })

  test('P3 no move that the table does not have, and no money of which the amount is not known', async () => {
    const store = await (await openFresh()).open()
    const claim = await open(store)
    const moves: readonly (readonly [CheckoutState, Partial<CheckoutChange>])[] = [
      ['DONE', {}],
      ['REFUNDED', {}],
      ['CAPTURED', {}],
      ['OPERATOR', { captured: { minorUnits: 1n, currency: 'RUB' } }],
    ]
    const move = async (change: CheckoutChange, audit: typeof AUDIT | null = AUDIT) =>
      store.checkouts.move(claim, change, audit).catch(({ code }: StoreError) => code)
    for (const [to, change] of moves) {
      const verdict = await move({ to, dueInMs: 1, ...change }).catch(({ code }: StoreError) => code)
      expect([to, verdict]).toEqual([to, 'STORE_FAILED'])
    }
    const untold = move({ to: 'EXPIRED', failure: 'EXPIRED', dueInMs: null }, null)
    await expect(untold).rejects.toThrow('no row for the audit trail')
    expect(await store.checkouts.find(claim.id)).toMatchObject({ state: 'OPEN' })
  })

  test('P3 what another acquirer must be asked about is left to whoever can, and taken late by others', async () => {
    const store = await (await openFresh()).open()
    const { id } = await open(store, 'a-1', 0)
    const take = (acquirer: string | null, othersAfterMs: number) =>
      store.checkouts.claimDue({ limit: 5, leaseMs: 1, asks: { acquirer, othersAfterMs } })
    expect(await take('other', 60_000)).toEqual([])
    expect(await take(null, 60_000)).toEqual([])
    expect(await take('sandbox', 60_000)).toMatchObject([{ id }])
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(await take('other', 50)).toMatchObject([{ id }])
  })

  test('P3 a hint makes it due, soon after the last look, also one that is being looked at, and nothing else', async () => {
    const store = await (await openFresh()).open()
    const key = { acquirer: 'sandbox', acquirerId: 'a-1' }
    const { id } = await open(store)
    expect(await store.checkouts.hint({ ...key, acquirerId: 'a-2' }, { quietMs: 0 })).toBe(false)
    expect(await store.checkouts.hint({ ...key, acquirer: 'other' }, { quietMs: 0 })).toBe(false)
    expect(await store.checkouts.claimDue({ limit: 5, leaseMs: 60_000 })).toEqual([])
    expect(await store.checkouts.hint(key, { quietMs: 60_000 })).toBe(true)
    expect(await store.checkouts.claimDue({ limit: 5, leaseMs: 60_000 })).toEqual([])
    expect(await store.checkouts.hint(key, { quietMs: 0 })).toBe(true)
    const [claim] = await store.checkouts.claimDue({ limit: 5, leaseMs: 60_000 })
    if (!claim) throw new Error('not due')
    await new Promise((resolve) => setTimeout(resolve, 5))
    await store.checkouts.hint(key, { quietMs: 60_000 })
    const noted = await store.checkouts.move(claim, { to: 'OPEN', dueInMs: 3_600_000 }, null)
    expect((noted?.dueAt ?? Infinity) - Date.now()).toBeLessThan(10_000)
    const again = await store.checkouts.claim(id, { states: ['OPEN'], leaseMs: 1 })
    if (!again) throw new Error('not claimed')
    await new Promise((resolve) => setTimeout(resolve, 5))
    await store.checkouts.move(again, { to: 'CANCELED', failure: 'CANCELED_BY_PAYER', dueInMs: null }, AUDIT)
    expect(await store.checkouts.hint(key, { quietMs: 0 })).toBe(true)
  })

  test('P3 a hint leaves a claim that runs to whoever has it, however often it comes', async () => {
    const store = await (await openFresh()).open()
    const key = { acquirer: 'sandbox', acquirerId: 'a-1' }
    await open(store, 'a-1', 0)
    const [claim] = await store.checkouts.claimDue({ limit: 5, leaseMs: 60_000 })
    if (!claim) throw new Error('not due')
    for (let round = 0; round < 3; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 5))
      expect(await store.checkouts.hint(key, { quietMs: 0 })).toBe(true)
      expect(await store.checkouts.claimDue({ limit: 5, leaseMs: 60_000 })).toEqual([])
    }
    expect(await store.checkouts.move(claim, { to: 'OPEN', dueInMs: 3_600_000 }, null)).not.toBeNull()
  })

  test('P3 hints that change nothing make it due ever later, and news make it quick again', async () => {
    const store = await (await openFresh()).open()
    const key = { acquirer: 'sandbox', acquirerId: 'a-1' }
    const { id } = await open(store)
    const waits: number[] = []
    for (let round = 0; round < 10; round += 1) {
      const claim = await store.checkouts.claim(id, { states: ['OPEN'], leaseMs: 1_000 })
      const lookedAt = (claim?.dueAt ?? 0) - 1_000
      if (claim) await store.checkouts.move(claim, { to: 'OPEN', dueInMs: 3_600_000 }, null)
      await store.checkouts.hint(key, { quietMs: 1_000 })
      waits.push(((await store.checkouts.find(id))?.dueAt ?? 0) - lookedAt)
    }
    expect(waits.map((ms) => Math.round(ms / 1_000))).toEqual([1, 2, 5, 10, 17, 26, 37, 50, 50, 50])
    const claim = await store.checkouts.claim(id, { states: ['OPEN'], leaseMs: 1_000 })
    const change = { to: 'CANCELED', failure: 'CANCELED_BY_PAYER', dueInMs: null } as const
    if (claim) await store.checkouts.move(claim, change, AUDIT)
    await store.checkouts.hint(key, { quietMs: 1_000 })
    expect(((await store.checkouts.find(id))?.dueAt ?? Infinity) - Date.now()).toBeLessThan(2_000)
  })

  test('P3 one payment of an acquirer belongs to one checkout', async () => {
    const store = await (await openFresh()).open()
    await open(store)
    await expect(open(store)).rejects.toMatchObject({ code: 'STORE_DUPLICATE' })
  })

  test('P3 lists are pages, newest first of an account and oldest first of what needs a person', async () => {
    const store = await (await openFresh()).open()
    const ids: string[] = []
    for (let place = 0; place < 3; place += 1) ids.push((await open(store, `a-${place}`)).id)
    const [newest] = await store.checkouts.listOfAccount({ accountId: '17', before: null, limit: 1 })
    const older = await store.checkouts.listOfAccount({ accountId: '17', before: newest ?? null, limit: 9 })
    expect([newest, ...older].map((one) => one?.id)).toEqual(ids.toReversed())
    expect(await store.checkouts.listAttention({ afterId: null, limit: 9 })).toEqual([])
    for (const id of ids) {
      const claim = await store.checkouts.claim(id, { states: ['OPEN'], leaseMs: 1_000 })
      const captured = { minorUnits: 5n, currency: 'USD' } as const
      const change = { to: 'OPERATOR', attention: 'AMOUNT_DIFFERS', captured, dueInMs: null } as const
      if (claim) await store.checkouts.move(claim, change, AUDIT)
    }
    const page = await store.checkouts.listAttention({ afterId: ids[0] ?? null, limit: 9 })
    expect(page.map(({ id }) => id)).toEqual(ids.slice(1))
    expect(await store.checkouts.count()).toEqual({ attention: 3 })
  })
})
