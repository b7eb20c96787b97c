import { expect, test } from 'vitest'
import type { FiscalReceipt } from '../../src/domain/fiscal-receipt.ts'
import type { ClaimedReceipt, FiscalChange, RetryOrder } from '../../src/store/fiscal-types.ts'
import type { Store } from '../../src/store/store.ts'
import { doneCheckout, receiptsOf, refundedCheckout } from '../support/fiscal.ts'
import { describeStores } from '../support/stores.ts'

const NOTE = { actor: 'gateway', act: 'fiscal-receipt', object: 'fiscal-receipt:x', outcome: 'x', requestId: '' }
const RECORD = {
  fiscalSign: '3449555941',
  documentNumber: '133',
  driveNumber: '9999078902010421',
  registeredAt: 1_795_858_220_000,
  link: null,
}
const OVERDUE = { overdueMs: 3_600_000, limit: 10, after: null }

async function claimOne(store: Store): Promise<ClaimedReceipt> {
  const [claimed] = await store.fiscalReceipts.claimDue({ limit: 1, leaseMs: 60_000 })
  if (claimed === undefined) throw new Error('nothing is due')
  return claimed
}

/** Through its states, each move under the claim. */
async function walk(store: Store, claimed: ClaimedReceipt, changes: readonly FiscalChange[]): Promise<void> {
  let { state } = claimed
  for (const change of changes) {
    expect(await store.fiscalReceipts.move({ ...claimed, state }, change, NOTE)).toBe(true)
    state = change.to
  }
}

const sending = { to: 'SENDING', dueInMs: 60_000, attempts: 1 } as const
const accepted = { to: 'ACCEPTED', dueInMs: 60_000, documentId: 'd-1' } as const
const failed = { to: 'FAILED', dueInMs: null, failure: 'CONTACT_NOT_ACCEPTED' } as const

async function failOne(store: Store): Promise<FiscalReceipt> {
  await doneCheckout(store)
  const claimed = await claimOne(store)
  await walk(store, claimed, [sending, failed])
  return claimed
}
const order = (id: string, changes: Partial<RetryOrder> = {}): RetryOrder => ({
  id,
  principal: 'OPERATOR:7',
  idempotencyKey: 'k-1',
  fingerprint: 'f',
  contact: { kind: 'PHONE', value: '+79121234567' },
  terms: null,
  note: NOTE,
  ...changes,
})

describeStores((openFresh) => {
  test('P3 a receipt comes into being with the end of its payment, in the same transaction, with its row of the trail', async () => {
    const database = await openFresh()
    const store = await database.open()
    const checkout = await doneCheckout(store)
    const [receipt, ...more] = await receiptsOf(store, checkout)
    expect(more).toEqual([])
    expect(receipt).toMatchObject({
      operation: 'SELL',
      state: 'WAITING',
      accountId: '17',
      amount: { minorUnits: 15_005n, currency: 'RUB' },
      document: 1,
      attempts: 0,
      record: null,
    })
    const trail = await store.audit.list({ afterId: 0, limit: 100 })
    expect(trail.filter(({ object }) => object === `fiscal-receipt:${receipt?.id}`)).toHaveLength(1)
    await expect(database.query(`insert into fiscal_receipts select * from fiscal_receipts`)).rejects.toThrow(/unique/i)
  })

  test('P3 a refund has a receipt of its own, and one of the sale, since nothing goes back that did not come in', async () => {
    const store = await (await openFresh()).open()
    const checkout = await refundedCheckout(store)
    expect((await receiptsOf(store, checkout)).map(({ operation }) => operation)).toEqual(['SELL', 'SELL_REFUND'])
  })

  test('P3 what went back in part has a receipt of that part, and one of all that was taken', async () => {
    const store = await (await openFresh()).open()
    const checkout = await refundedCheckout(store, { event: { amount: { minorUnits: 5n, currency: 'RUB' } } })
    expect(await receiptsOf(store, checkout)).toMatchObject([
      { operation: 'SELL', amount: { minorUnits: 15_005n } },
      { operation: 'SELL_REFUND', amount: { minorUnits: 5n } },
    ])
  })

  test.each([
    ['less than goes back', { minorUnits: 15_004n, currency: 'RUB' }, 15_005n],
    ['more than goes back', { minorUnits: 15_006n, currency: 'RUB' }, 15_006n],
    ['another currency', { minorUnits: 99_999n, currency: 'USD' }, 15_005n],
  ] as const)(
    'P3 where the acquirer has said %s, the sale has the currency of its refund and is no less',
    async (_case, captured, sold) => {
      const store = await (await openFresh()).open()
      const checkout = await refundedCheckout(store, { captured })
      expect((await receiptsOf(store, checkout)).map(({ operation, amount }) => [operation, amount])).toEqual([
        ['SELL', { minorUnits: sold, currency: 'RUB' }],
        ['SELL_REFUND', { minorUnits: 15_005n, currency: 'RUB' }],
      ])
    },
  )

  test('P3 one that is due is claimed once, and whoever has lost the claim writes nothing', async () => {
    const database = await openFresh()
    const [one, other] = [await database.open(), await database.open()]
    await doneCheckout(one)
    const claims = await Promise.all(
      [one, other].map((store) => store.fiscalReceipts.claimDue({ limit: 5, leaseMs: 200 })),
    )
    const [first] = claims.flat()
    expect(claims.flat()).toHaveLength(1)
    expect(first?.contact).toEqual({ kind: 'EMAIL', value: 'anna@example.com' })
    await new Promise((resolve) => setTimeout(resolve, 250))
    const second = await claimOne(other)
    if (first === undefined) throw new Error('not claimed')
    expect(await one.fiscalReceipts.move(first, sending, NOTE)).toBe(false)
    expect(await other.fiscalReceipts.move(second, sending, NOTE)).toBe(true)
  })

  test('P3 registered it keeps what it is known by and forgets the address', async () => {
    const database = await openFresh()
    const store = await database.open()
    const checkout = await doneCheckout(store)
    await walk(store, await claimOne(store), [sending, accepted, { to: 'REGISTERED', dueInMs: null, record: RECORD }])
    expect(await receiptsOf(store, checkout)).toMatchObject([{ state: 'REGISTERED', record: RECORD }])
    expect(await database.query('select contact, contact_kind from fiscal_receipts')).toEqual([
      { contact: null, contact_kind: null },
    ])
    expect(await store.fiscalReceipts.claimDue({ limit: 5, leaseMs: 1 })).toEqual([])
    expect(await store.fiscalReceipts.count()).toEqual({})
  })

  test('P3 no move that the table does not have, and no state without what belongs to it', async () => {
    const store = await (await openFresh()).open()
    await doneCheckout(store)
    const claimed = await claimOne(store)
    const wrong: readonly FiscalChange[] = [
      { to: 'REGISTERED', dueInMs: null, record: RECORD },
      { to: 'ACCEPTED', dueInMs: 1, documentId: 'd-1' },
      { to: 'FAILED', dueInMs: null, failure: 'NOT_REGISTERED' },
      { to: 'SENDING', dueInMs: null },
    ]
    for (const change of wrong) {
      await expect((async () => store.fiscalReceipts.move(claimed, change, NOTE))()).rejects.toMatchObject({
        code: expect.stringMatching(/^STORE_/),
      })
    }
    await expect((async () => store.fiscalReceipts.move(claimed, sending, null))()).rejects.toThrow(/never moves/)
  })

  test('P3 payments are found by account and id, and one of another account is not', async () => {
    const store = await (await openFresh()).open()
    const own = await doneCheckout(store, { event: { paymentId: 'same' } })
    const foreign = await doneCheckout(store, { event: { paymentId: 'same' }, accountId: '18' })
    await doneCheckout(store, { event: { paymentId: null } })
    const find = async (accountId: string) =>
      (await store.fiscalReceipts.listOfPayments([{ accountId, paymentId: 'same' }])).map(
        ({ checkoutId }) => checkoutId,
      )
    expect([await find('17'), await find('18'), await find('19')]).toEqual([[own.id], [foreign.id], []])
    expect(await store.fiscalReceipts.listOfPayments([])).toEqual([])
  })

  test('P3 failed ones, and those that are late, are listed oldest first, page by page', async () => {
    const store = await (await openFresh()).open()
    const ids: string[] = []
    for (let place = 0; place < 3; place += 1) {
      await doneCheckout(store)
      const claimed = await claimOne(store)
      ids.push(claimed.id)
      await walk(store, claimed, [sending, failed])
    }
    await doneCheckout(store)
    const list = async (page: Partial<Parameters<Store['fiscalReceipts']['listOpen']>[0]>) =>
      (await store.fiscalReceipts.listOpen({ ...OVERDUE, ...page })).map(({ id }) => id)
    expect(await list({})).toEqual(ids)
    const [first] = await store.fiscalReceipts.listOpen({ ...OVERDUE, limit: 1 })
    expect(await list({ after: first ?? null })).toEqual(ids.slice(1))
    expect(await list({ overdueMs: 0 })).toHaveLength(4)
    expect(await store.fiscalReceipts.count()).toEqual({ FAILED: 3, WAITING: 1 })
  })

  test('P3 a failed one is tried again with the right address, once for one key', async () => {
    const database = await openFresh()
    const [one, other] = [await database.open(), await database.open()]
    const { id } = await failOne(one)
    const verdicts = await Promise.all([one, other, one].map((store) => store.fiscalReceipts.retry(order(id))))
    expect(verdicts.map(({ kind }) => kind)).toEqual(['retried', 'retried', 'retried'])
    expect(await one.fiscalReceipts.retry(order(id, { fingerprint: 'other' }))).toEqual({ kind: 'conflict' })
    const claimed = await claimOne(one)
    expect(claimed).toMatchObject({ id, state: 'WAITING', failure: null, contact: { value: '+79121234567' } })
    await walk(one, claimed, [sending, failed])
    expect(await other.fiscalReceipts.retry(order(id))).toMatchObject({ receipt: { state: 'FAILED' } })
    expect(await other.fiscalReceipts.retry(order(id, { idempotencyKey: 'k-2', contact: null }))).toMatchObject({
      receipt: { state: 'WAITING' },
    })
  })

  test('P3 what has not failed is not tried again, and what is not there is not found', async () => {
    const store = await (await openFresh()).open()
    await doneCheckout(store)
    const claimed = await claimOne(store)
    expect(await store.fiscalReceipts.retry(order(claimed.id))).toMatchObject({ kind: 'not_failed' })
    expect(await store.fiscalReceipts.retry(order(crypto.randomUUID()))).toEqual({ kind: 'not_found' })
    await walk(store, claimed, [sending, accepted, { to: 'FAILED', dueInMs: null, failure: 'AMOUNT_DIFFERS' }])
    expect(await store.fiscalReceipts.retry(order(claimed.id))).toMatchObject({
      kind: 'retried',
      receipt: { state: 'ACCEPTED', documentId: 'd-1' },
    })
  })
})
