import { expect, test } from 'vitest'
import type { IntentChange } from '../../src/store/intent-store.ts'
import {
  ASK_A_PERSON,
  acceptIntent,
  BEGIN,
  type CreateSubject,
  DONE,
  moveIntent,
  NOTE,
  newIntent,
  REJECT,
} from '../support/intents.ts'

export function testMoves(create: CreateSubject): void {
  test('an attempt that begins is counted and dated, and forgets the absences', async () => {
    const { intents } = await create()
    const accepted = await acceptIntent(intents, newIntent(1))
    const begun = await moveIntent(intents, accepted, {
      ...BEGIN,
      dueInMs: 500,
      settledInMs: 2_000,
      mark: 'p-9',
      sentFor: 'comment',
    })
    const sentAt = begun.sentAt ?? 0
    expect(sentAt).toBeGreaterThanOrEqual(accepted.acceptedAt)
    expect(begun).toEqual({
      ...accepted,
      state: 'SENDING',
      attempt: 1,
      sentAt,
      changedAt: sentAt,
      dueAt: sentAt + 500,
      settledAt: sentAt + 2_000,
      mark: 'p-9',
      sentFor: 'comment',
    })
    const unknown = await moveIntent(
      intents,
      begun,
      { to: 'UNKNOWN', dueInMs: 1 },
      { to: 'UNKNOWN', dueInMs: 1, absences: 2 },
    )
    expect(unknown).toMatchObject({ absences: 2, attempt: 1, sentAt, mark: 'p-9', settledAt: sentAt + 2_000 })
    expect(await moveIntent(intents, unknown, { ...BEGIN, absences: 7 })).toMatchObject({ absences: 0, attempt: 2 })
  })

  test('an attempt that did not leave does not count', async () => {
    const { intents } = await create()
    const begun = await moveIntent(intents, await acceptIntent(intents, newIntent(1)), BEGIN)
    expect(await moveIntent(intents, begun, { to: 'ACCEPTED', unsent: true, dueInMs: 1 })).toMatchObject({ attempt: 0 })
  })

  test('what a change does not name stays, null clears it, and parts of a millisecond count as a whole one', async () => {
    const { intents, other } = await create()
    const watched: IntentChange = { ...DONE, dueInMs: 10.5, watchForMs: 99.1, attention: 'DOUBLED' }
    const done = await moveIntent(intents, await acceptIntent(intents, newIntent(1)), BEGIN, watched)
    expect(done).toMatchObject({
      state: 'DONE',
      recordId: 'p-1',
      registeredAt: 1_790_000_000_500,
      attention: 'DOUBLED',
      dueAt: done.changedAt + 11,
      watchUntil: done.changedAt + 100,
    })
    const { changedAt, watchUntil } = done
    const same = await moveIntent(other, done, { to: 'DONE', dueInMs: 5 })
    expect(same).toMatchObject({ recordId: 'p-1', attention: 'DOUBLED', changedAt, watchUntil })
    const cleared = await moveIntent(other, same, {
      to: 'DONE',
      dueInMs: null,
      watchForMs: null,
      attention: null,
      recordId: null,
      registeredAt: null,
    })
    expect(cleared).toEqual({
      ...done,
      dueAt: null,
      watchUntil: null,
      attention: null,
      recordId: null,
      registeredAt: null,
    })
    expect(await intents.find(done.id)).toEqual(cleared)
  })

  test('PAY-9 every state change has its audit row, at the instant of the store; a note without one leaves none', async () => {
    const { intents, readTrail, now } = await create()
    const accepted = await acceptIntent(intents, newIntent(1))
    const unknown = await moveIntent(intents, accepted, BEGIN, { to: 'UNKNOWN', dueInMs: 1 })
    await intents.move(unknown, { to: 'UNKNOWN', dueInMs: 1, absences: 1 }, null)
    await intents.move(unknown, DONE, { ...NOTE, outcome: 'done' })
    const trail = await readTrail()
    expect(trail.map(({ object, outcome }) => [object, outcome])).toEqual([
      [accepted.id, 'changed'],
      ['payment-intent', 'changed'],
      ['payment-intent', 'changed'],
      ['payment-intent', 'done'],
    ])
    expect(trail.every(({ at }) => at >= accepted.acceptedAt && Math.abs(at - now()) < 5_000)).toBe(true)
  })

  test('PAY-9 a change of state without an audit row is refused', async () => {
    const { intents } = await create()
    const accepted = await acceptIntent(intents, newIntent(1))
    await expect(intents.move(accepted, BEGIN, null)).rejects.toMatchObject({
      name: 'StoreError',
      code: 'STORE_FAILED',
    })
    expect(await intents.find(accepted.id)).toEqual(accepted)
  })

  test('whoever lost the fence, or knows another state, changes nothing and leaves no row', async () => {
    const { intents, other, readTrail } = await create()
    const accepted = await acceptIntent(intents, newIntent(1))
    const claimed = await other.claim(accepted.id, { states: ['ACCEPTED'], leaseMs: 60_000 })
    for (const stale of [
      accepted,
      { ...accepted, fence: 3 },
      { ...accepted, fence: 2, state: 'UNKNOWN' as const },
      { ...accepted, fence: 2, id: 'absent' },
    ]) {
      expect(await intents.move(stale, BEGIN, NOTE)).toEqual({ kind: 'fence_lost' })
    }
    expect(await intents.find(accepted.id)).toEqual(claimed)
    expect(await readTrail()).toHaveLength(1)
  })

  test('of two moves of one claim at once exactly one is made', async () => {
    const { intents, other } = await create()
    const accepted = await acceptIntent(intents, newIntent(1))
    const verdicts = await Promise.all(
      [intents, other, intents, other].map((store) => store.move(accepted, BEGIN, NOTE)),
    )
    expect(verdicts.map(({ kind }) => kind).toSorted()).toEqual([...Array(3).fill('fence_lost'), 'moved'])
  })

  test('money of one account moves one by one where the intents say so', async () => {
    const { intents, other, readTrail } = await create()
    const accept = (number: number, serialKey: string | null) => acceptIntent(intents, newIntent(number, { serialKey }))
    const [first, second, elsewhere, free, alsoFree] = [
      await accept(1, '17'),
      await accept(2, '17'),
      await accept(3, '18'),
      await accept(4, null),
      await accept(5, null),
    ]
    const begun = await moveIntent(intents, first, BEGIN)
    expect(await other.move(second, BEGIN, NOTE)).toEqual({ kind: 'account_busy' })
    const unknown = await moveIntent(intents, begun, { to: 'UNKNOWN', dueInMs: 1 })
    expect(await other.move(second, BEGIN, NOTE)).toEqual({ kind: 'account_busy' })
    expect(await intents.find(second.id)).toEqual(second)
    expect(await readTrail()).toHaveLength(7)
    for (const intent of [elsewhere, free, alsoFree]) await moveIntent(other, intent, BEGIN)
    const again = await moveIntent(intents, unknown, BEGIN)
    await moveIntent(intents, again, REJECT)
    expect(await moveIntent(other, second, BEGIN)).toMatchObject({ state: 'SENDING' })
  })

  test.each([DONE, REJECT, ASK_A_PERSON])(
    'when a turn ends ($to), the oldest that waits for it is due',
    async (end) => {
      const { intents, other, now } = await create()
      const accept = (number: number, serialKey: string | null) =>
        acceptIntent(intents, newIntent(number, { serialKey }))
      const [later, elsewhere, free] = [await accept(3, '17'), await accept(1, '18'), await accept(4, null)]
      const oldest = await accept(2, '17')
      const begun = await moveIntent(intents, await accept(5, '17'), BEGIN)
      const unsent = await moveIntent(intents, begun, { to: 'ACCEPTED', unsent: true, dueInMs: 60_000 })
      expect(await intents.find(oldest.id)).toEqual(oldest)
      await moveIntent(intents, unsent, BEGIN, end)
      const due = await other.find(oldest.id)
      expect(due).toEqual({ ...oldest, dueAt: due?.dueAt })
      expect(Math.abs((due?.dueAt ?? 0) - now())).toBeLessThan(5_000)
      for (const intent of [later, elsewhere, free]) expect(await other.find(intent.id)).toEqual(intent)
      expect((await other.claimDue({ limit: 9, leaseMs: 60_000 })).map(({ id }) => id)).toEqual([oldest.id])
    },
  )

  test.each<[string, IntentChange]>([
    ['an open intent that is never due', { to: 'UNKNOWN', dueInMs: null }],
    ['a final intent that is due and not watched', { to: 'DONE', dueInMs: 1 }],
    ['a rejection without a reason', { to: 'REJECTED', dueInMs: null }],
    ['a send that was never begun', { to: 'SENDING', dueInMs: 1 }],
    ['fewer attempts than none', { to: 'OPERATOR', dueInMs: null, unsent: true }],
    ['fewer absences than none', { to: 'OPERATOR', dueInMs: null, absences: -1 }],
  ])('%s is refused typed, and nothing is written', async (_what, change) => {
    const { intents, readTrail } = await create()
    const accepted = await acceptIntent(intents, newIntent(1))
    await expect(intents.move(accepted, change, NOTE)).rejects.toMatchObject({
      name: 'StoreError',
      code: 'STORE_FAILED',
    })
    expect(await intents.find(accepted.id)).toEqual(accepted)
    expect(await readTrail()).toHaveLength(1)
  })
}
