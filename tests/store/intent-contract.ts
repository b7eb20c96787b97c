import { expect, test } from 'vitest'
import {
  acceptIntent,
  BEGIN,
  type CreateSubject,
  DONE,
  idOf,
  moveIntent,
  NOTE,
  newIntent,
  REJECT,
} from '../support/intents.ts'
import { testClaims } from './intent-claim-contract.ts'
import { testLimits } from './intent-limits-contract.ts'
import { testMoves } from './intent-move-contract.ts'
import { testReading } from './intent-reading-contract.ts'

/** What every store of intents does, that of the databases and that of the simulation. */
export function testIntentContract(create: CreateSubject): void {
  testAcceptance(create)
  testMoves(create)
  testClaims(create)
  testReading(create)
  testLimits(create)
}

function testAcceptance(create: CreateSubject): void {
  test('PAY-3 an accepted intent is there as it was ordered, claimed, also for another process', async () => {
    const { intents, other, now } = await create()
    const before = now()
    const ordered = newIntent(1, { serialKey: '17', recordId: 'p-0' })
    const verdict = await intents.accept(ordered, { leaseMs: 1_000, audit: NOTE })
    const { acceptedAt } = verdict.intent
    expect(verdict).toEqual({
      kind: 'created',
      intent: {
        ...ordered,
        state: 'ACCEPTED',
        fence: 1,
        attempt: 0,
        acceptedAt,
        sentAt: null,
        changedAt: acceptedAt,
        dueAt: acceptedAt + 1_000,
        settledAt: null,
        absences: 0,
        watchUntil: null,
        mark: null,
        sentFor: null,
        registeredAt: null,
        refusal: null,
        attention: null,
      },
    })
    expect(Math.abs(acceptedAt - before)).toBeLessThan(5_000)
    expect(await other.find(ordered.id)).toEqual(verdict.intent)
    expect(await other.findByExternalId(ordered)).toEqual(verdict.intent)
    expect(await other.find('absent')).toBeNull()
    expect(await other.findByExternalId({ ...ordered, principal: 'PARTNER:t2' })).toBeNull()
  })

  test.each([1n, 2n ** 53n + 1n, 2n ** 63n - 1n])('an amount of %s minor units is kept exactly', async (minorUnits) => {
    const { intents } = await create()
    await acceptIntent(intents, newIntent(1, { amount: { minorUnits, currency: 'EUR' } }))
    expect((await intents.find(idOf(1)))?.amount).toEqual({ minorUnits, currency: 'EUR' })
  })

  test('PAY-6 the same key is known every time, whatever else it says, and changes nothing', async () => {
    const { intents, other, readTrail } = await create()
    const first = await acceptIntent(intents, newIntent(1))
    const paid = await moveIntent(intents, first, BEGIN, DONE)
    for (const store of [intents, other, intents]) {
      const repeat = newIntent(2, {
        externalId: 'e-1',
        fingerprint: 'other',
        amount: { minorUnits: 1n, currency: 'RUB' },
      })
      expect(await store.accept(repeat, { leaseMs: 1, audit: NOTE })).toEqual({ kind: 'known', intent: paid })
    }
    expect(await readTrail()).toHaveLength(3)
    expect(await intents.find(idOf(2))).toBeNull()
  })

  test('PAY-6 of the same key at once exactly one is created, over two openings', async () => {
    const { intents, other } = await create()
    const verdicts = await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        (number % 2 ? intents : other).accept(newIntent(number, { externalId: 'same', reference: 'same' }), {
          leaseMs: 60_000,
          audit: NOTE,
        }),
      ),
    )
    expect(verdicts.map(({ kind }) => kind).toSorted()).toEqual(['created', ...Array(19).fill('known')])
    expect(new Set(verdicts.map(({ intent }) => intent.id)).size).toBe(1)
    expect(verdicts.every(({ intent }) => intent.fence === 1)).toBe(true)
  })

  test('the same key of another principal, or of another kind, is another intent', async () => {
    const { intents } = await create()
    const payment = await acceptIntent(intents, newIntent(1))
    await acceptIntent(intents, newIntent(2, { externalId: 'e-1', principal: 'PARTNER:t2' }))
    await acceptIntent(intents, newIntent(3, { externalId: 'e-1', kind: 'CANCELLATION', relatesTo: payment.id }))
    expect(await intents.count()).toMatchObject({ ACCEPTED: 3 })
  })

  test('a reference belongs to one intent of a kind; a rejected one sets it free', async () => {
    const { intents, other, readTrail } = await create()
    const holder = await acceptIntent(intents, newIntent(1, { reference: 'r' }))
    const rival = newIntent(2, { reference: 'r' })
    const options = { leaseMs: 60_000, audit: NOTE }
    expect(await other.accept(rival, options)).toEqual({ kind: 'reference_taken', intent: holder })
    const repeat = { ...newIntent(3, { reference: 'r' }), externalId: 'e-1' }
    expect(await other.accept(repeat, options)).toMatchObject({ kind: 'known' })
    expect(await other.accept(newIntent(4, { reference: 'r', kind: 'CANCELLATION' }), options)).toMatchObject({
      kind: 'created',
    })
    await moveIntent(intents, holder, BEGIN, REJECT)
    expect(await other.accept(rival, options)).toMatchObject({ kind: 'created', intent: { id: rival.id } })
    expect(await readTrail()).toHaveLength(5)
    await intents.claim(holder.id, { states: ['REJECTED'], leaseMs: 1 })
    const third = newIntent(5, { reference: 'r' })
    expect(await other.accept(third, options)).toMatchObject({ kind: 'reference_taken', intent: { id: rival.id } })
  })

  test.each([
    ['an id that another intent has', newIntent(1, { externalId: 'other', reference: 'other' })],
    ['an amount of nothing', newIntent(2, { amount: { minorUnits: 0n, currency: 'RUB' } })],
    ['an intent that relates to none', newIntent(2, { relatesTo: 'absent' })],
  ])('%s is refused typed, and nothing is written', async (_what, intent) => {
    const { intents, readTrail } = await create()
    await acceptIntent(intents, newIntent(1))
    await expect(intents.accept(intent, { leaseMs: 1, audit: NOTE })).rejects.toMatchObject({ code: 'STORE_FAILED' })
    expect(await readTrail()).toHaveLength(1)
    expect(await intents.count()).toMatchObject({ ACCEPTED: 1 })
  })

  test('whoever has left before the acceptance gets none', async () => {
    const { intents, readTrail } = await create()
    const call = { signal: AbortSignal.abort() }
    const attempt = intents.accept(newIntent(1), { leaseMs: 1, audit: NOTE }, call)
    await expect(attempt).rejects.toMatchObject({ name: 'AbortError' })
    expect(await readTrail()).toEqual([])
  })
}
