import { expect, test } from 'vitest'
import type { NewTransfer, TransferLimits } from '../../src/store/transfer-types.ts'
import { describeStores } from '../support/stores.ts'

const LIMITS: TransferLimits = { dayStart: 0, maxMinorUnitsPerDay: 1_000_000n, maxPerMinute: 100 }

let made = 0
function transferOf(values: Partial<NewTransfer> = {}): NewTransfer {
  made += 1
  return {
    id: `01999999-0000-7000-8000-${String(made).padStart(12, '0')}`,
    kind: 'TOP_UP',
    principal: 'SUBSCRIBER:1',
    externalId: `key-${made}`,
    fingerprint: 'f',
    fromAccountId: 'a',
    fromAccountNumber: '100001',
    toAccountId: 'b',
    toAccountNumber: '007123',
    amount: { minorUnits: 9_223_372_036_854n, currency: 'RUB' },
    ...values,
  }
}

const small = (values: Partial<NewTransfer> = {}) =>
  transferOf({ amount: { minorUnits: 400_000n, currency: 'RUB' }, ...values })
const noteOf = ({ id }: Pick<NewTransfer, 'id'>, outcome = 'accepted') => ({
  actor: 'SUBSCRIBER:1',
  act: 'transfer',
  object: `transfer:${id}`,
  outcome,
  requestId: 'r',
})

describeStores((openFresh) => {
  async function open() {
    const store = await (await openFresh()).open()
    const accept = (transfer: NewTransfer, limits: Partial<TransferLimits> = {}, leaseMs = 60_000) =>
      store.transfers.accept(transfer, { leaseMs, audit: noteOf(transfer), limits: { ...LIMITS, ...limits } })
    const outcomes = async () => (await store.audit.list({ afterId: 0, limit: 100 })).map(({ outcome }) => outcome)
    return { ...store, accept, outcomes }
  }

  test('a transfer is kept whole, once for a key, with its row in the trail', async () => {
    const { transfers, accept, outcomes } = await open()
    const wanted = transferOf()
    const verdict = await accept(wanted, { maxMinorUnitsPerDay: 2n ** 62n })
    expect(verdict).toMatchObject({ kind: 'created', transfer: { ...wanted, state: 'DEBITING', fence: 1, returns: 0 } })
    const again = await accept({ ...wanted, id: transferOf().id, fingerprint: 'other' })
    expect(again).toMatchObject({ kind: 'known', transfer: { id: wanted.id, fingerprint: 'f' } })
    expect(await transfers.find(wanted.id)).toMatchObject(wanted)
    expect(await transfers.findByExternalId(wanted)).toMatchObject({ id: wanted.id })
    expect(await transfers.find('nothing')).toBeNull()
    expect(await outcomes()).toEqual(['accepted'])
  })

  test('of twenty of one key at once one is created, and nothing is counted twice', async () => {
    const { accept, outcomes } = await open()
    const wanted = small()
    const verdicts = await Promise.all(Array.from({ length: 20 }, () => accept({ ...wanted, id: small().id })))
    expect(verdicts.filter(({ kind }) => kind === 'created')).toHaveLength(1)
    expect(verdicts.filter(({ kind }) => kind === 'known')).toHaveLength(19)
    expect(await outcomes()).toEqual(['accepted'])
    expect(await accept(small())).toMatchObject({ kind: 'created' })
  })

  test('the sum of a day holds however many come at once; what was refused or given back counts no more', async () => {
    const { transfers, accept } = await open()
    const verdicts = await Promise.all(Array.from({ length: 6 }, () => accept(small())))
    const created = verdicts.flatMap((verdict) => (verdict.kind === 'created' ? [verdict.transfer] : []))
    expect(created).toHaveLength(2)
    expect(verdicts.filter(({ kind }) => kind === 'limited')).toHaveLength(4)
    expect(await accept(small({ fromAccountId: 'c' }))).toMatchObject({ kind: 'created' })
    expect(await accept(small(), { dayStart: 1 })).toMatchObject({ kind: 'created' })
    const [first] = created
    if (!first) throw new Error('none')
    const refused = { to: 'REFUSED', dueInMs: null, refusal: 'NOT_ENOUGH_MONEY' } as const
    expect(await transfers.move(first, refused, noteOf(first, 'REFUSED'))).toMatchObject({ kind: 'moved' })
    expect(await accept(small())).toMatchObject({ kind: 'created' })
    expect(await accept(small())).toEqual({ kind: 'limited', limit: 'DAY' })
    expect(await accept(small({ fromAccountId: 'd' }), { maxPerMinute: 0 })).toEqual({
      kind: 'limited',
      limit: 'MINUTE',
    })
  })

  test('who has lost the claim, or comes from another state, changes nothing; a change of state needs its row in the trail', async () => {
    const { transfers, accept, outcomes } = await open()
    const verdict = await accept(small(), {}, 1)
    if (verdict.kind !== 'created') throw new Error(verdict.kind)
    const { transfer } = verdict
    await new Promise((resolve) => setTimeout(resolve, 20))
    const [claimed, ...others] = await transfers.claimDue({ limit: 10, leaseMs: 60_000 })
    expect(others).toEqual([])
    expect(claimed).toMatchObject({ id: transfer.id, fence: 2 })
    expect(await transfers.claimDue({ limit: 10, leaseMs: 60_000 })).toEqual([])
    const credits = { to: 'CREDITING', dueInMs: 1000 } as const
    expect(await transfers.move(transfer, credits, noteOf(transfer, 'CREDITING'))).toEqual({ kind: 'fence_lost' })
    if (!claimed) throw new Error('none')
    await expect(transfers.move(claimed, credits, null)).rejects.toMatchObject({ code: 'STORE_FAILED' })
    expect(await transfers.move(claimed, credits, noteOf(transfer, 'CREDITING'))).toMatchObject({
      kind: 'moved',
      transfer: { state: 'CREDITING', refusal: null },
    })
    expect(await transfers.move(claimed, credits, noteOf(transfer, 'CREDITING'))).toEqual({ kind: 'fence_lost' })
    expect(await outcomes()).toEqual(['accepted', 'CREDITING'])
  })

  test('the table refuses what no transfer may be', async () => {
    const { transfers, accept } = await open()
    await expect(accept(small({ toAccountId: 'a' }))).rejects.toMatchObject({ code: 'STORE_FAILED' })
    await expect(accept(transferOf({ amount: { minorUnits: 0n, currency: 'RUB' } }))).rejects.toMatchObject({
      code: 'STORE_FAILED',
    })
    const verdict = await accept(small())
    if (verdict.kind !== 'created') throw new Error(verdict.kind)
    const { transfer } = verdict
    const wrong = [
      { to: 'CREDITING', dueInMs: null },
      { to: 'DONE', dueInMs: 1000 },
      { to: 'REFUSED', dueInMs: null },
      { to: 'RETURNING', dueInMs: 1000, refusal: 'ACCOUNT_CLOSED' },
    ] as const
    for (const change of wrong) {
      await expect(transfers.move(transfer, change, noteOf(transfer, change.to))).rejects.toMatchObject({
        code: 'STORE_FAILED',
      })
    }
    expect(await transfers.find(transfer.id)).toMatchObject({ state: 'DEBITING', fence: 1 })
  })

  test('what waits for a person, itself or through an order, is listed oldest first; what has ended is not', async () => {
    const { transfers, intents, accept } = await open()
    const rows = [small({ fromAccountId: 'x' }), small({ fromAccountId: 'y' }), small({ fromAccountId: 'z' })]
    for (const row of rows) await accept(row)
    const [byItself, byOrder, fine] = rows
    if (!byItself || !byOrder || !fine) throw new Error('none')
    const claim = { id: byItself.id, fence: 1, state: 'DEBITING' } as const
    const lost = { to: 'OPERATOR', dueInMs: null, refusal: 'REFERENCE_TAKEN' } as const
    await transfers.move(claim, lost, noteOf(byItself, 'OPERATOR'))
    const order = {
      id: transferOf().id,
      kind: 'DEBIT' as const,
      principal: 'transfers',
      externalId: byOrder.id,
      fingerprint: 'f',
      reference: `transfer/${byOrder.id}`,
      accountId: 'y',
      accountNumber: 'y',
      amount: byOrder.amount,
      method: null,
      paidAt: null,
      relatesTo: null,
      serialKey: null,
      details: null,
      recordId: null,
    }
    await intents.accept(order, { leaseMs: 60_000, audit: noteOf(byOrder) })
    expect((await transfers.listStuck({ afterId: null, limit: 10 })).map(({ id }) => id)).toEqual([byItself.id])
    const asks = { to: 'OPERATOR', dueInMs: null, attention: 'AMBIGUOUS' } as const
    await intents.move({ id: order.id, fence: 1, state: 'ACCEPTED' }, asks, noteOf(byOrder, 'OPERATOR'))
    expect((await transfers.listStuck({ afterId: null, limit: 10 })).map(({ id }) => id)).toEqual([
      byItself.id,
      byOrder.id,
    ])
    expect((await transfers.listStuck({ afterId: byItself.id, limit: 10 })).map(({ id }) => id)).toEqual([byOrder.id])
    expect(await transfers.claimOfPerson(byOrder.id)).toBeNull()
    expect(await transfers.claimOfPerson(byItself.id)).toMatchObject({ fence: 2, dueAt: null })
  })

  test('those of a payer come newest first, page by page', async () => {
    const { transfers, accept } = await open()
    const rows = [small(), small()]
    for (const row of rows) await accept(row)
    await accept(small({ fromAccountId: 'else' }))
    const page = await transfers.listOfPayer({ accountId: 'a', beforeId: null, limit: 1 })
    expect(page.map(({ id }) => id)).toEqual([rows[1]?.id])
    const next = await transfers.listOfPayer({ accountId: 'a', beforeId: rows[1]?.id ?? '', limit: 5 })
    expect(next.map(({ id }) => id)).toEqual([rows[0]?.id])
  })
})
