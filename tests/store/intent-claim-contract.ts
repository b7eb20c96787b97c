import { expect, test } from 'vitest'
import {
  ASK_A_PERSON,
  acceptIntent,
  BEGIN,
  type CreateSubject,
  DONE,
  idOf,
  moveIntent,
  NOTE,
  newIntent,
} from '../support/intents.ts'

export function testClaims(create: CreateSubject): void {
  test('what is longest due is claimed first, once, until the lease ends', async () => {
    const { intents, other, pass } = await create()
    for (const [number, leaseMs] of [1_000, 1, 2, 60_000].entries()) {
      await acceptIntent(intents, newIntent(number), { leaseMs })
    }
    await pass(1_000)
    const claimed = await other.claimDue({ limit: 2, leaseMs: 1_500 })
    expect(claimed.map(({ id, fence, state }) => [id, fence, state])).toEqual([
      [idOf(1), 2, 'ACCEPTED'],
      [idOf(2), 2, 'ACCEPTED'],
    ])
    expect((await intents.claimDue({ limit: 9, leaseMs: 60_000 })).map(({ id }) => id)).toEqual([idOf(0)])
    expect(await intents.claimDue({ limit: 9, leaseMs: 1 })).toEqual([])
    await pass(1_500)
    const again = await intents.claimDue({ limit: 9, leaseMs: 60_000 })
    expect(again.map(({ id, fence }) => [id, fence])).toEqual([
      [idOf(1), 3],
      [idOf(2), 3],
    ])
    const [stale] = claimed
    expect(stale && (await other.move(stale, BEGIN, NOTE))).toEqual({ kind: 'fence_lost' })
  })

  test('of what is due, processes that ask at once each get their own', async () => {
    const { intents, other, pass } = await create()
    for (let number = 0; number < 30; number += 1) await acceptIntent(intents, newIntent(number), { leaseMs: 1 })
    await pass(5)
    const claims = await Promise.all(
      [intents, other, intents, other].map((store) => store.claimDue({ limit: 10, leaseMs: 60_000 })),
    )
    const rest = await intents.claimDue({ limit: 30, leaseMs: 60_000 })
    const ids = [...claims.flat(), ...rest].map(({ id }) => id)
    expect(ids.toSorted()).toEqual(Array.from({ length: 30 }, (_, number) => idOf(number)))
    expect(claims.every(({ length }) => length <= 10)).toBe(true)
  })

  test('what is final or a person’s is due only when that was asked for', async () => {
    const { intents, pass } = await create()
    const accept = (number: number) => acceptIntent(intents, newIntent(number))
    await moveIntent(intents, await accept(1), BEGIN, DONE)
    await moveIntent(intents, await accept(2), BEGIN, { ...DONE, dueInMs: 1, watchForMs: 60_000 })
    await moveIntent(intents, await accept(3), ASK_A_PERSON)
    await pass(5)
    expect((await intents.claimDue({ limit: 9, leaseMs: 1 })).map(({ id }) => id)).toEqual([idOf(2)])
  })

  test('a person claims one intent from whoever holds it, and leaves what is never due so', async () => {
    const { intents, other, pass } = await create()
    const unknown = await moveIntent(intents, await acceptIntent(intents, newIntent(1)), BEGIN, {
      to: 'UNKNOWN',
      dueInMs: 1,
    })
    await pass(5)
    const claimed = await other.claim(unknown.id, { states: ['OPERATOR', 'UNKNOWN'], leaseMs: 60_000 })
    expect(claimed).toEqual({ ...unknown, fence: 2, dueAt: claimed?.dueAt })
    expect(claimed?.dueAt).toBeGreaterThan(unknown.changedAt + 59_000)
    expect(await intents.claimDue({ limit: 9, leaseMs: 1 })).toEqual([])
    expect(await other.claim(unknown.id, { states: ['OPERATOR', 'DONE'], leaseMs: 1 })).toBeNull()
    expect(await other.claim(unknown.id, { states: [], leaseMs: 1 })).toBeNull()
    expect(await other.claim('absent', { states: ['UNKNOWN'], leaseMs: 1 })).toBeNull()
    const asked = await moveIntent(intents, claimed ?? unknown, ASK_A_PERSON)
    expect(await other.claim(asked.id, { states: ['OPERATOR'], leaseMs: 1 })).toEqual({ ...asked, fence: 3 })
  })
}
