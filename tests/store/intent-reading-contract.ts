import { expect, test } from 'vitest'
import type { Intent, IntentKind } from '../../src/domain/payment-intent.ts'
import type { IntentPageKey } from '../../src/store/intent-store.ts'
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
  REJECT,
} from '../support/intents.ts'

const ALL: IntentPageKey = { principal: null, kind: 'PAYMENT', from: 0, to: 2 ** 50, afterId: null, limit: 100 }

export function testReading(create: CreateSubject): void {
  test('rows of the billing that belong to other intents are told', async () => {
    const { intents } = await create()
    for (const number of [1, 2]) {
      const accepted = await acceptIntent(intents, newIntent(number))
      await moveIntent(intents, accepted, BEGIN, { ...DONE, recordId: `p-${number}` })
    }
    await acceptIntent(intents, newIntent(3))
    const find = (recordIds: readonly string[], except: string, kinds: readonly IntentKind[] = ['PAYMENT']) =>
      intents.findTakenRecordIds({ kinds, recordIds, except })
    expect(await find(['p-1', 'p-2', 'p-3'], idOf(2))).toEqual(new Set(['p-1']))
    expect(await find(['p-1', 'p-2', 'p-1'], idOf(9))).toEqual(new Set(['p-1', 'p-2']))
    expect(await find([], idOf(9))).toEqual(new Set())
    expect(await find(['p-1'], idOf(9), ['CANCELLATION'])).toEqual(new Set())
  })

  test('who has the turn of an account is told while it has it', async () => {
    const { intents, other } = await create()
    const serial = { serialKey: '17' }
    const accepted = await acceptIntent(intents, newIntent(1, serial))
    await acceptIntent(intents, newIntent(2, serial))
    expect(await other.findInTurn('17')).toBeNull()
    const begun = await moveIntent(intents, accepted, BEGIN)
    expect(await other.findInTurn('17')).toMatchObject({ id: idOf(1), state: 'SENDING' })
    expect(await other.findInTurn('18')).toBeNull()
    await moveIntent(intents, begun, DONE)
    expect(await other.findInTurn('17')).toBeNull()
  })

  test('of rows that belong to other intents those are told that were done before an instant', async () => {
    const { intents, pass } = await create()
    const done: Intent[] = []
    for (const number of [1, 2]) {
      await pass(2)
      const accepted = await acceptIntent(intents, newIntent(number))
      done.push(await moveIntent(intents, accepted, BEGIN, { ...DONE, recordId: `p-${number}` }))
    }
    await moveIntent(intents, await acceptIntent(intents, newIntent(3)), { ...ASK_A_PERSON, recordId: 'p-3' })
    const find = (doneBefore: number) =>
      intents.findTakenRecordIds({ kinds: ['PAYMENT'], recordIds: ['p-1', 'p-2', 'p-3'], except: idOf(9), doneBefore })
    const [first, second] = done.map(({ changedAt }) => changedAt)
    expect(await find(first ?? 0)).toEqual(new Set())
    expect(await find(second ?? 0)).toEqual(new Set(['p-1']))
    expect(await find((second ?? 0) + 1)).toEqual(new Set(['p-1', 'p-2']))
  })

  test('payments that are done by one record are told, and both need a person from then on', async () => {
    const { intents, readTrail } = await create()
    const shared = { ...DONE, recordId: 'p-1' }
    for (const number of [1, 2]) await moveIntent(intents, await acceptIntent(intents, newIntent(number)), BEGIN)
    const [one, other] = [await intents.find(idOf(1)), await intents.find(idOf(2))]
    if (!one || !other) throw new Error('not there')
    expect(await moveIntent(intents, one, shared)).toMatchObject({ attention: null })
    expect(await intents.findSharedRecordIds(['p-1', 'p-2'])).toEqual(new Set())
    expect(await moveIntent(intents, other, shared)).toMatchObject({ state: 'DONE', attention: 'RECORD_SHARED' })
    expect(await intents.find(idOf(1))).toMatchObject({ state: 'DONE', attention: 'RECORD_SHARED', fence: one.fence })
    expect(await intents.findSharedRecordIds(['p-1', 'p-2'])).toEqual(new Set(['p-1']))
    const told = (await readTrail()).filter(({ outcome }) => outcome === 'DONE RECORD_SHARED')
    expect(told.map(({ object }) => object)).toEqual([`intent:${idOf(1)}`])
  })

  test('a cancellation names the record of its payment, and that is no sharing', async () => {
    const { intents } = await create()
    await moveIntent(intents, await acceptIntent(intents, newIntent(1)), BEGIN, DONE)
    const back = newIntent(2, { kind: 'CANCELLATION', relatesTo: idOf(1), recordId: 'p-1' })
    const done = await moveIntent(intents, await acceptIntent(intents, back), BEGIN, DONE)
    expect(done).toMatchObject({ state: 'DONE', attention: null })
    expect(await intents.find(idOf(1))).toMatchObject({ attention: null })
    expect(await intents.findSharedRecordIds(['p-1'])).toEqual(new Set())
  })

  test('what a person must look at is listed page by page, oldest first', async () => {
    const { intents } = await create()
    for (const number of [4, 1, 2, 3, 5, 6]) await acceptIntent(intents, newIntent(number))
    const move = async (number: number, ...changes: Parameters<typeof moveIntent>[2][]) => {
      const intent = await intents.find(idOf(number))
      if (intent) await moveIntent(intents, intent, ...changes)
    }
    await move(1, BEGIN, { ...DONE, attention: 'DOUBLED' })
    await move(2, BEGIN, { to: 'UNKNOWN', dueInMs: 1, attention: 'TOO_OLD' })
    await move(3, { to: 'OPERATOR', dueInMs: null })
    await move(4, BEGIN, { ...REJECT, attention: 'CONFLICT' })
    await move(5, BEGIN, { ...DONE, recordId: 'p-5' })
    const list = async (afterId: string | null, limit = 9) =>
      (await intents.listAttention({ afterId, limit })).map(({ id }) => id)
    expect(await list(null)).toEqual([idOf(1), idOf(3), idOf(4)])
    expect(await list(null, 2)).toEqual([idOf(1), idOf(3)])
    expect(await list(idOf(3))).toEqual([idOf(4)])
    expect(await intents.count()).toEqual({ ACCEPTED: 1, SENDING: 0, UNKNOWN: 1, OPERATOR: 1, attention: 3 })
  })

  test('intents are listed by the instant of acceptance, half-open, page by page in the order of their ids', async () => {
    const { intents, pass } = await create()
    const at: number[] = []
    for (const number of [3, 1, 2]) {
      at.push((await acceptIntent(intents, newIntent(number))).acceptedAt)
      await pass(2)
    }
    await acceptIntent(intents, newIntent(4, { principal: 'PARTNER:t2' }))
    await acceptIntent(intents, newIntent(5, { kind: 'CANCELLATION' }))
    const list = async (page: Partial<IntentPageKey>) => (await intents.list({ ...ALL, ...page })).map(({ id }) => id)
    const [third = 0, first = 0, second = 0] = at
    expect(await list({})).toEqual([1, 2, 3, 4].map(idOf))
    expect(await list({ principal: 'PARTNER:t1' })).toEqual([1, 2, 3].map(idOf))
    expect(await list({ kind: 'CANCELLATION' })).toEqual([idOf(5)])
    expect(await list({ from: third, to: second })).toEqual([idOf(1), idOf(3)])
    expect(await list({ principal: 'PARTNER:t1', from: first })).toEqual([idOf(1), idOf(2)])
    expect(await list({ limit: 2 })).toEqual([idOf(1), idOf(2)])
    expect(await list({ afterId: idOf(2) })).toEqual([idOf(3), idOf(4)])
    expect(await list({ principal: 'PARTNER:t3' })).toEqual([])
  })

  test('intents are found by their references, as many as there are, rejected ones left out', async () => {
    const { intents } = await create()
    for (const number of [2, 1, 3]) await acceptIntent(intents, newIntent(number))
    await acceptIntent(intents, newIntent(4, { kind: 'CANCELLATION' }))
    const rejected = await intents.find(idOf(3))
    if (rejected) await moveIntent(intents, rejected, BEGIN, REJECT)
    const many = Array.from({ length: 50_000 }, (_, number) => `t1-${number}`)
    const find = async (references: readonly string[]) =>
      (await intents.findByReferences('PAYMENT', references)).map(({ id }) => id)
    expect(await find([...many, 't1-1'])).toEqual([idOf(1), idOf(2)])
    expect(await find([`t1-1"`, `'`, '{}', '', 't1-2,t1-1'])).toEqual([])
    expect(await find([])).toEqual([])
    expect(await intents.findByReferences('CANCELLATION', many)).toMatchObject([{ id: idOf(4) }])
  })

  test('cancellations are found by what they cancel, rejected ones left out', async () => {
    const { intents } = await create()
    for (const number of [1, 2, 3]) await acceptIntent(intents, newIntent(number))
    const cancel = (number: number, of: number) =>
      acceptIntent(intents, newIntent(number, { kind: 'CANCELLATION', relatesTo: idOf(of) }))
    const rejected = await cancel(11, 1)
    await cancel(12, 1)
    await cancel(13, 2)
    await acceptIntent(intents, newIntent(14, { relatesTo: idOf(1) }))
    await moveIntent(intents, rejected, BEGIN, REJECT)
    const find = async (numbers: readonly number[]) =>
      (await intents.findCancellations(numbers.map(idOf))).map(({ id }) => id)
    expect(await find([1, 2, 3])).toEqual([idOf(12), idOf(13)])
    expect(await find([3])).toEqual([])
    expect(await find([])).toEqual([])
  })

  test('an empty store counts nothing, and lists nothing', async () => {
    const { intents } = await create()
    expect(await intents.count()).toEqual({ ACCEPTED: 0, SENDING: 0, UNKNOWN: 0, OPERATOR: 0, attention: 0 })
    expect(await intents.list(ALL)).toEqual([])
    expect(await intents.listAttention({ afterId: null, limit: 9 })).toEqual([])
    expect(await intents.move({ id: 'absent', fence: 1, state: 'ACCEPTED' }, BEGIN, NOTE)).toEqual({
      kind: 'fence_lost',
    })
  })
}
