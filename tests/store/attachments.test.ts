import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Attachment } from '../../src/domain/attachment.ts'
import type { Store } from '../../src/store/store.ts'
import { NOTE, newIntent } from '../support/intents.ts'
import { describeStores } from '../support/stores.ts'

const NOW = 1_790_000_000_000
const PLACE = { accountId: '17', ticketId: '42', actor: 'SUBSCRIBER:1' } as const

async function announce(store: Store, fields: Partial<Attachment> = {}): Promise<string> {
  const id = randomUUID()
  const fresh = { state: 'AWAITING', mediaType: null, file: null, reference: null, createdAt: NOW } as const
  await store.attachments.insert({ ...PLACE, ...fresh, id, fileName: 'фото.png', sizeBytes: 10, ...fields })
  return id
}

async function stored(store: Store, fields: Partial<Attachment> = {}): Promise<string> {
  const id = await announce(store, fields)
  await store.attachments.store({ id, mediaType: 'image/png', file: `${id}.x` })
  return id
}

const attach = (store: Store, ids: readonly string[], reference: string) =>
  store.attachments.attach({ ...PLACE, ids, reference, notBefore: NOW - 1 })

const idsOf = async (store: Store, reference: string) =>
  (await store.attachments.listOfMessages([reference])).get(reference)?.map(({ id }) => id)

describeStores((openFresh) => {
  test('S1 the bytes of a file come once, however many bring them at the same moment', async () => {
    const database = await openFresh()
    const [one, other] = [await database.open(), await database.open()]
    const id = await announce(one)
    const files = Array.from({ length: 8 }, (_, at) => `${id}.${at}`)
    const taken = await Promise.all(
      files.map((file, at) => (at % 2 ? one : other).attachments.store({ id, mediaType: 'image/png', file })),
    )
    expect(taken.filter(Boolean)).toHaveLength(1)
    const found = await one.attachments.find(id)
    expect(found).toMatchObject({ state: 'STORED', mediaType: 'image/png', file: files[taken.indexOf(true)] })
  })

  test('S1 of two messages that want a file at the same moment one gets it, and a repeat has it still', async () => {
    const database = await openFresh()
    const [one, other] = [await database.open(), await database.open()]
    const id = await stored(one)
    const verdicts = await Promise.all(
      ['a', 'b', 'c', 'd'].map((reference, at) => attach(at % 2 ? one : other, [id], reference)),
    )
    expect(verdicts.filter(Boolean)).toHaveLength(1)
    const winner = ['a', 'b', 'c', 'd'][verdicts.indexOf(true)] ?? ''
    expect(await attach(other, [id], winner)).toBe(true)
    expect(await idsOf(one, winner)).toEqual([id])
  })

  test('S1 all files are attached or none', async () => {
    const store = await (await openFresh()).open()
    const [first, second] = [await stored(store), await stored(store, { createdAt: NOW + 1 })]
    const others = [
      await announce(store),
      await stored(store, { accountId: '18' }),
      await stored(store, { ticketId: '43' }),
      await stored(store, { actor: 'SUBSCRIBER:2' }),
      await stored(store, { createdAt: NOW - 2 }),
      randomUUID(),
    ]
    for (const id of others) expect(await attach(store, [first, id], 'm-1')).toBe(false)
    expect(await idsOf(store, 'm-1')).toBeUndefined()
    expect(await attach(store, [second, first], 'm-1')).toBe(true)
    expect(await idsOf(store, 'm-1')).toEqual([first, second])
    await store.attachments.release('m-1')
    expect(await idsOf(store, 'm-1')).toBeUndefined()
    expect(await attach(store, [first], 'm-2')).toBe(true)
  })

  test('S1 what is old and in no message that was ordered goes, and what is young or in one stays', async () => {
    const store = await (await openFresh()).open()
    const intent = { ...newIntent(1), kind: 'TICKET_MESSAGE', reference: 'ordered' } as const
    await store.intents.accept(intent, { leaseMs: 1000, audit: NOTE })
    const ordered = await stored(store)
    const orphan = await stored(store)
    await attach(store, [ordered], 'ordered')
    await attach(store, [orphan], 'never-ordered')
    const [waiting, unattached] = [await announce(store), await stored(store)]
    const young = await stored(store, { createdAt: NOW + 10 })
    expect(await store.attachments.discard(NOW, 100)).toEqual([])
    const gone = await store.attachments.discard(NOW + 5, 100)
    expect(new Set(gone.map(({ id }) => id))).toEqual(new Set([orphan, waiting, unattached]))
    // Until its bytes are gone it is told of again.
    expect(await store.attachments.discard(NOW + 5, 100)).toHaveLength(3)
    for (const { id } of gone) await store.attachments.delete(id)
    expect(await store.attachments.discard(NOW + 5, 100)).toEqual([])
    expect(await store.attachments.find(orphan)).toBeNull()
    expect(await idsOf(store, 'ordered')).toEqual([ordered])
    expect(await attach(store, [young], 'm-1')).toBe(true)
    expect(await attach(store, [unattached], 'm-1')).toBe(false)
  })
})
