import { expect, test } from 'vitest'
import type { Posting, PostingPageKey } from '../../src/billing/posting-port.ts'
import { formatMoney } from '../../src/domain/money.ts'
import { createOrders } from './posting-orders.ts'
import { type PostingSubject, postingCall, type TrueRow } from './posting-subject.ts'
import { call } from './subject.ts'

const DAY_MS = 86_400_000

/** The ledger over all accounts, which the daily reconciliation reads. */
export function describeRegistryContract(get: () => PostingSubject): void {
  const { order, post } = createOrders(get)
  const list = (key: PostingPageKey) => get().billing.postings.listPostings(key, call())

  /** Every page of a period, each of that size. */
  async function readAll(period: { from: number; to: number }, first: number): Promise<readonly Posting[]> {
    const read: Posting[] = []
    let hasMore = true
    while (hasMore) {
      const page = await list({ ...period, first, after: read.at(-1)?.payment.id ?? null })
      expect(page.postings.length).toBe(page.hasMore ? first : page.postings.length)
      read.push(...page.postings)
      hasMore = page.hasMore
    }
    return read
  }

  const references = async (from: number, to: number) =>
    (await readAll({ from, to }, 500)).map(({ payment }) => payment.externalId)

  test('BIL-128 page by page it has every row of the period, as the ledger has it', async () => {
    const account = await get().openAccount()
    const verdict = await post(account, 'R-128-canceled')
    const paymentId = verdict.kind === 'posted' ? verdict.payment.id : ''
    const { accountId, amount } = order(account, '')
    await get().billing.postings.cancelPayment(
      { accountId, amount, reference: 'R-128-canceled', paymentId },
      postingCall(),
    )
    await get().postForeign({ number: account.number, amount: '2.00', reference: 'R-128-desk' })
    await post(account, 'R-128', { paidAt: Date.parse('2026-01-01T00:00:00Z') })
    const to = (await get().now()) + 1000
    const period = { from: to - 30 * DAY_MS, to }
    const truth = (await get().allRows()).filter(({ postedAt }) => postedAt >= wholeSecond(period.from))
    expect(truth.length).toBeGreaterThan(10)
    for (const first of [3, 500]) expect((await readAll(period, first)).map(describeRow)).toEqual(truth.map(writeRow))
    const ours = new Set((await readAll(period, 500)).filter(({ origin }) => origin === 'ours').map(describeRow))
    expect(ours.has(`${paymentId} ${account.id} 10.00 CANCELED R-128-canceled`)).toBe(true)
    expect([...ours].some((row) => row.includes('R-128-desk'))).toBe(false)
  })

  test('BIL-129 a period begins with its first instant and ends before its last', async () => {
    const account = await get().openAccount()
    await get().advance(DAY_MS)
    await post(account, 'R-129')
    const postedAt = wholeSecond((await get().rowsOf(account.id))[0]?.postedAt ?? 0)
    expect(await references(postedAt, postedAt + 1000)).toContain('R-129')
    expect(await references(postedAt - 60_000, postedAt)).not.toContain('R-129')
    expect(await references(postedAt + 1000, postedAt + 60_000)).not.toContain('R-129')
  })

  test.each<readonly [string, Partial<PostingPageKey>]>([
    ['more than 31 days', { from: 0, to: 31 * DAY_MS + 1 }],
    ['an end before its beginning', { from: 2, to: 1 }],
    ['no time at all', { from: 1, to: 1 }],
    ['a page of nothing', { first: 0 }],
    ['a page of more than 500', { first: 501 }],
    ['a place that is none', { after: '0' }],
    ['an instant that is none', { from: Number.NaN }],
  ])('BIL-130 %s is refused and not asked for', async (_name, wrong) => {
    await get().resetCalls()
    const key = { from: 0, to: DAY_MS, after: null, first: 10, ...wrong }
    await expect(list(key)).rejects.toMatchObject({ code: 'BILLING_UNWRITABLE_REQUEST', outcome: 'not_applied' })
    expect(await get().calls('registry')).toBe(0)
  })

  test.each(['html', 'empty', 'truncated', 'wrongOperation', 'missingFields', 'moneyBroken', 'faultWith200'])(
    'BIL-131 an answer spoilt by %s is an error, never a shorter ledger',
    async (kind) => {
      await post(await get().openAccount(), `R-131-${kind}`)
      const to = (await get().now()) + 1000
      await get().trouble('registry', kind)
      await expect(list({ from: to - DAY_MS, to, after: null, first: 100 })).rejects.toMatchObject({
        outcome: 'not_applied',
      })
    },
  )
}

function describeRow({ payment }: Posting): string {
  const { id, accountId, amount, status, externalId } = payment
  return `${id} ${accountId} ${formatMoney(amount)} ${status} ${externalId}`
}

function writeRow({ id, accountId, amount, status, reference }: TrueRow): string {
  return `${id} ${accountId} ${amount} ${status} ${reference}`
}

/** Dates on the wire have no more. */
function wholeSecond(at: number): number {
  return Math.floor(at / 1000) * 1000
}
