import { describe, expect, test } from 'vitest'
import { BillingError } from '../../src/billing/error.ts'
import type { Posting } from '../../src/billing/posting-port.ts'
import { readable } from '../support/readable.ts'
import { createOrders } from './posting-orders.ts'
import { type PostingSubject, postingCall } from './posting-subject.ts'
import { call } from './subject.ts'

/** What became of a payment, in each of the ways in which a system lets it be found. */
export function describeLookupContract(get: () => PostingSubject): void {
  const { order, post, find } = createOrders(get)

  test('BIL-117 by reference every row is found, on whatever account and of whoever posted it', async () => {
    const account = await get().openAccount()
    const other = await get().openAccount()
    const unchecked = get().connect({ duplicateCheck: false })
    await get().postForeign({ number: other.number, amount: '3.00', reference: 'L-117' })
    await unchecked.postings.postPayment(order(account, 'L-117'), postingCall())
    await unchecked.postings.postPayment(order(account, 'L-117', { minorUnits: 7n }), postingCall())
    await unchecked.postings.postPayment(order(account, 'L-1177'), postingCall())
    expect((await find(account, 'L-117')).map(describePosting)).toEqual([
      [other.id, 300n, 'foreign', 'L-117'],
      [account.id, 1000n, 'ours', 'L-117'],
      [account.id, 7n, 'ours', 'L-117'],
    ])
  })

  test('BIL-118 many references at once: each key has its own list, and what is not there has an empty one', async () => {
    const account = await get().openAccount()
    const references = Array.from({ length: 20 }, (_, index) => `L-118-${index}`)
    for (const reference of references.slice(0, 10)) await post(account, reference)
    const keys = [...references, 'L-118-0'].map((reference) => ({
      accountId: account.id,
      reference,
      since: 0,
      after: null,
    }))
    const found = await readable(get().billing.postings.findPostings(keys, call()))
    expect(keys.map((key) => found.get(key)?.length)).toEqual(
      [...keys.keys()].map((at) => (at < 10 || at === 20 ? 1 : 0)),
    )
  })

  test.each([
    ['Q5 an HTML page', 'html'],
    ['Q8 an empty body', 'empty'],
    ['Q8 a fault with HTTP 200', 'faultWith200'],
    ['an answer that stops in the middle', 'truncated'],
    ["another operation's answer", 'wrongOperation'],
    ['rows of somebody else', 'foreignRows'],
    ['rows without some fields', 'missingFields'],
    ['references that look like numbers and lose their zeros', 'typeFlips'],
  ])('BIL-119 %s never reads as "not found"', async (_name, kind) => {
    const account = await get().openAccount()
    const reference = kind === 'typeFlips' ? '000119' : `L-119-${kind}`
    await post(account, reference)
    await get().trouble('find', kind)
    await expect(find(account, reference)).rejects.toMatchObject({ outcome: 'not_applied' })
    await get().clearTrouble()
    expect(await find(account, reference)).toHaveLength(1)
  })

  test('BIL-120 a look-up that fails for one reference fails for that alone', async () => {
    const account = await get().openAccount()
    const references = ['L-120-a', 'L-120-b', 'L-120-c']
    for (const reference of references) await post(account, reference)
    const keys = references.map((reference) => ({ accountId: account.id, reference, since: 0, after: null }))
    await get().trouble('find', { kind: 'html', times: 1 })
    const found = await get().billing.postings.findPostings(keys, call())
    const errors = keys.filter((key) => found.get(key) instanceof BillingError)
    expect([errors.length, found.size]).toEqual([1, 3])
  })

  test('BIL-121 the mark of an account is its newest payment, or null', async () => {
    const account = await get().openAccount()
    const empty = await get().openAccount()
    await post(account, 'L-121-a')
    await post(account, 'L-121-b')
    const marks = await get().billing.postings.findMarks([account.id, empty.id, '999999999'], call())
    const newest = (await get().rowsOf(account.id)).at(-1)?.id
    expect([...marks]).toEqual([
      [account.id, newest],
      [empty.id, null],
    ])
  })

  test.each([
    ['exact', 'comment'],
    ['comment', 'exact'],
    ['exact', 'statement'],
  ] as const)(
    'BIL-151 what was written for %s is found by a system that is asked by %s since',
    async (by, reconcile) => {
      const [before, since] = [get().connect({ reconcile: by }), get().connect({ reconcile })]
      const account = await get().openAccount()
      const reference = `L-151-${by}-${reconcile}`
      await before.postings.postPayment(order(account, reference), postingCall())
      const key = { accountId: account.id, reference, since: 0, after: null }
      const [old, fresh] = [
        { ...key, by },
        { ...key, reference: 'L-151-never', by },
      ]
      const found = await readable(since.postings.findPostings([old, fresh], call()))
      expect(found.get(old)?.map(describePosting)).toEqual([[account.id, 1000n, 'ours', reference]])
      expect(found.get(fresh)).toEqual([])
    },
  )

  describe('where it stands in a comment', () => {
    test('BIL-122 it is written there and found there, whoever wrote it, and no other row is taken for it', async () => {
      const system = get().connect({ reconcile: 'comment' })
      const account = await get().openAccount()
      expect(system.capabilities.reconcile).toBe('comment')
      await get().postForeign({ number: account.number, amount: '10.00', comment: 'L-122-other' })
      await get().postForeign({ number: account.number, amount: '4.00', comment: 'L-122' })
      const verdict = await system.postings.postPayment(order(account, 'L-122'), postingCall())
      expect(verdict).toMatchObject({ kind: 'posted', payment: { externalId: 'L-122' } })
      expect((await get().rowsOf(account.id)).at(-1)?.comment).toBe('L-122')
      expect((await find(account, 'L-122', { system })).map(describePosting)).toEqual([
        [account.id, 400n, 'foreign', 'L-122'],
        [account.id, 1000n, 'ours', 'L-122'],
      ])
      expect(await find(account, 'L-1', { system })).toEqual([])
    })

    test('BIL-123 it is found among hundreds of others, whatever day the payer told, and not before the day', async () => {
      const system = get().connect({ reconcile: 'comment' })
      const account = await get().openAccount()
      const told = { paidAt: Date.parse('2026-01-02T03:04:05Z') }
      await system.postings.postPayment(order(account, 'L-123', told), postingCall())
      for (let count = 0; count < 230; count += 1) await get().postForeign({ number: account.number, amount: '1.00' })
      expect(await find(account, 'L-123', { system })).toHaveLength(1)
      await get().advance(3 * 86_400_000)
      for (let count = 0; count < 100; count += 1) await get().postForeign({ number: account.number, amount: '1.00' })
      await get().resetCalls()
      expect(await find(account, 'L-123', { system })).toEqual([])
      expect(await get().calls('list')).toBe(2)
    }, 30_000)

    test.each(['missingFields', 'moneyBroken', 'html', 'wrongOperation'])(
      'BIL-124 an answer spoilt by %s never reads as "not found"',
      async (kind) => {
        const system = get().connect({ reconcile: 'comment' })
        const account = await get().openAccount()
        await system.postings.postPayment(order(account, `L-124-${kind}`), postingCall())
        await get().trouble('list', kind)
        await expect(find(account, `L-124-${kind}`, { system })).rejects.toMatchObject({ outcome: 'not_applied' })
      },
    )
  })

  describe('where only the statement tells', () => {
    test('BIL-125 the rows after the mark are all there, each with who posted it', async () => {
      const system = get().connect({ reconcile: 'statement' })
      const account = await get().openAccount()
      await get().postForeign({ number: account.number, amount: '10.00' })
      const marks = await readable(system.postings.findMarks([account.id], call()))
      const after = marks.get(account.id) ?? null
      expect(await find(account, 'L-125', { system, after })).toEqual([])
      await get().trouble('post', 'dropAfterApplying')
      await expect(system.postings.postPayment(order(account, 'L-125'), postingCall())).rejects.toMatchObject({
        outcome: 'unknown',
      })
      await get().postForeign({ number: account.number, amount: '10.00' })
      const found = await find(account, 'L-125', { system, after })
      expect(found.map(({ origin, payment }) => [origin, payment.amount.minorUnits])).toEqual([
        ['ours', 1000n],
        ['foreign', 1000n],
      ])
      expect(found.map(({ payment }) => payment.id)).toEqual(
        (await get().rowsOf(account.id)).slice(1).map(({ id }) => id),
      )
    })

    test('BIL-126 an account without a mark has all its rows, and several keys of one account share what is read', async () => {
      const system = get().connect({ reconcile: 'statement' })
      const account = await get().openAccount()
      const first = await post(account, 'L-126-a')
      await post(account, 'L-126-b')
      const mark = first.kind === 'posted' ? first.payment.id : ''
      const key = { accountId: account.id, reference: 'L-126', since: 0 }
      const keys = [
        { ...key, after: null },
        { ...key, after: mark },
        { ...key, accountId: '999999999', after: null },
      ]
      await get().resetCalls()
      const found = await readable(system.postings.findPostings(keys, call()))
      expect(keys.map((one) => found.get(one)?.length)).toEqual([2, 1, undefined])
      expect(await get().calls('list')).toBe(1)
      const broken = [{ ...key, after: '<flt/>' }]
      await expect(system.postings.findPostings(broken, call())).rejects.toMatchObject({
        code: 'BILLING_UNWRITABLE_REQUEST',
      })
    })
  })

  test('BIL-127 where nothing can be looked up nothing is asked, and the list says nothing', async () => {
    const system = get().connect({ reconcile: 'none' })
    const account = await get().openAccount()
    await system.postings.postPayment(order(account, 'L-127'), postingCall())
    await get().resetCalls()
    expect(await find(account, 'L-127', { system })).toEqual([])
    expect([system.capabilities.reconcile, await get().calls('find'), await get().calls('list')]).toEqual([
      'none',
      0,
      0,
    ])
  })
}

function describePosting({ payment, origin }: Posting): readonly unknown[] {
  return [payment.accountId, payment.amount.minorUnits, origin, payment.externalId]
}
