import { expect, test } from 'vitest'
import type { IntentLimits, IntentStore, NewIntent } from '../../src/store/intent-store.ts'
import { BEGIN, type CreateSubject, idOf, moveIntent, NOTE, newIntent, REJECT } from '../support/intents.ts'

const NO_LIMITS: IntentLimits = { dayStart: 0, maxMinorUnitsPerDay: 2n ** 62n, maxPerMinute: 1_000 }
/** Ten of the payments of 600.45 that these tests make. */
const TEN: IntentLimits = { ...NO_LIMITS, maxMinorUnitsPerDay: 600_450n }

export function testLimits(create: CreateSubject): void {
  test.each<[string, IntentLimits, 'DAY' | 'MINUTE']>([
    ['the sum of a day', TEN, 'DAY'],
    ['the number of a minute', { ...NO_LIMITS, maxPerMinute: 10 }, 'MINUTE'],
  ])(
    'PAY-10 of a burst over two openings no more is accepted than %s allows, and repeats are known',
    async (...[, limits, limit]) => {
      const { intents, other, readTrail } = await create()
      const burst = async () =>
        Promise.all(
          Array.from({ length: 40 }, (_, number) =>
            (number % 2 ? intents : other).acceptWithin(newIntent(number), { leaseMs: 60_000, audit: NOTE, limits }),
          ),
        )
      const first = await burst()
      expect(first.filter(({ kind }) => kind === 'created')).toHaveLength(10)
      expect(first.filter(({ kind }) => kind !== 'created')).toEqual(
        Array.from({ length: 30 }, () => ({ kind: 'limited', limit })),
      )
      expect(await readTrail()).toHaveLength(10)
      expect(await intents.count()).toMatchObject({ ACCEPTED: 10 })
      const again = await burst()
      expect(again.map(({ kind }) => kind)).toEqual(first.map(({ kind }) => (kind === 'created' ? 'known' : kind)))
    },
  )

  test('PAY-6 PAY-10 of twins at once that fill the limit one is accepted, and none of the others is limited', async () => {
    const { intents, other } = await create()
    const limits = { ...TEN, maxMinorUnitsPerDay: 60_045n, maxPerMinute: 1 }
    const verdicts = await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        (number % 2 ? intents : other).acceptWithin(newIntent(number, { externalId: 'same', reference: 'same' }), {
          leaseMs: 60_000,
          audit: NOTE,
          limits,
        }),
      ),
    )
    expect(verdicts.map(({ kind }) => kind).toSorted()).toEqual(['created', ...Array(19).fill('known')])
    expect(await within(intents, newIntent(50, { reference: 'same' }), limits)).toBe('reference_taken')
    expect(await within(intents, newIntent(51), limits)).toBe('limited')
    expect(await within(other, newIntent(52, { principal: 'PARTNER:t2' }), limits)).toBe('created')
    expect(await within(other, newIntent(53), { ...limits, maxMinorUnitsPerDay: 120_090n, maxPerMinute: 2 })).toBe(
      'created',
    )
  })

  test('PAY-10 a rejected payment gives back what it took, once, also when the limits have shrunk since', async () => {
    const { intents, other } = await create()
    const limits = { ...TEN, maxMinorUnitsPerDay: 120_090n, maxPerMinute: 2 }
    expect([
      await within(intents, newIntent(1), limits),
      await within(intents, newIntent(2), limits),
      await within(intents, newIntent(3), limits),
    ]).toEqual(['created', 'created', 'limited'])
    const narrow = { ...limits, maxMinorUnitsPerDay: 60_045n, maxPerMinute: 1 }
    expect(await within(other, newIntent(3), narrow)).toBe('limited')
    const first = await intents.find(idOf(1))
    if (!first) throw new Error('not there')
    const rejected = await moveIntent(other, first, BEGIN, REJECT)
    await moveIntent(other, rejected, { ...REJECT, attention: 'DOUBLED' }, { ...REJECT, attention: null })
    expect(await within(other, newIntent(3), narrow)).toBe('limited')
    expect(await within(other, newIntent(3), limits)).toBe('created')
    expect(await within(intents, newIntent(4), limits)).toBe('limited')
  })
}

async function within(intents: IntentStore, intent: NewIntent, limits: IntentLimits): Promise<string> {
  return (await intents.acceptWithin(intent, { leaseMs: 60_000, audit: NOTE, limits })).kind
}
