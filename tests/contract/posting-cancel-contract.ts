import { expect, test } from 'vitest'
import type { CancelOrder } from '../../src/billing/posting-port.ts'
import { createOrders, refused } from './posting-orders.ts'
import { type PostingSubject, postingCall } from './posting-subject.ts'

const DAY_MS = 86_400_000

/** Taking a payment back, where the billing can. */
export function describeCancelContract(get: () => PostingSubject): void {
  const { order, post, find } = createOrders(get)

  /** An account with one payment, and the order that cancels it. */
  async function paid(reference: string) {
    const account = await get().openAccount()
    const verdict = await post(account, reference)
    if (verdict.kind !== 'posted') throw new Error(`not posted: ${verdict.kind}`)
    const { accountId, amount } = order(account, reference)
    return { account, wanted: { accountId, amount, reference, paymentId: verdict.payment.id } satisfies CancelOrder }
  }
  const cancel = (wanted: CancelOrder, mayStart?: () => boolean) =>
    get().billing.postings.cancelPayment(wanted, postingCall(mayStart))

  test('BIL-112 a payment is canceled once: the row stays, the money goes, a second time is told', async () => {
    const { account, wanted } = await paid('C-112')
    expect(get().billing.capabilities.cancellations).toBe(true)
    expect(await cancel(wanted)).toEqual({ kind: 'canceled' })
    expect(await cancel(wanted)).toEqual({ kind: 'already' })
    expect(await get().rowsOf(account.id)).toMatchObject([{ id: wanted.paymentId, status: 'CANCELED' }])
    expect(await get().balance(account.number)).toBe('0.00')
    expect(await find(account, 'C-112')).toMatchObject([{ payment: { status: 'CANCELED' } }])
    expect(await post(account, 'C-112')).toEqual({ kind: 'duplicate' })
  })

  test('BIL-113 only the payment that is meant is canceled: its account, amount and reference are its own', async () => {
    const { account, wanted } = await paid('C-113')
    const other = await get().openAccount()
    const notFound = { kind: 'refused', reason: 'PAYMENT_NOT_FOUND' }
    const amount = { ...wanted.amount, minorUnits: wanted.amount.minorUnits + 1n }
    expect(await cancel({ ...wanted, accountId: other.id })).toEqual(notFound)
    expect(await cancel({ ...wanted, accountId: '999999999' })).toEqual(notFound)
    expect(await cancel({ ...wanted, paymentId: '999999999' })).toEqual(notFound)
    expect(await cancel({ ...wanted, paymentId: "1' OR 1" })).toEqual(notFound)
    expect(await cancel({ ...wanted, amount })).toEqual(notFound)
    expect(await cancel({ ...wanted, reference: 'C-1133' })).toEqual(notFound)
    expect(await get().rowsOf(account.id)).toMatchObject([{ status: 'DONE' }])
  })

  test('BIL-114 what is spent, and what is too old, is refused', async () => {
    const { account: spender, wanted: spent } = await paid('C-114')
    await get().advance(31 * DAY_MS - 60_000)
    const { account, wanted } = await paid('C-114-old')
    await get().spend(spender.number)
    expect(await cancel(wanted)).toEqual(refused('TOO_LATE'))
    expect(await cancel(spent)).toEqual(refused('TOO_LATE'))
    const verdict = await post(account, 'C-114-new')
    const paymentId = verdict.kind === 'posted' ? verdict.payment.id : ''
    expect(await cancel({ ...wanted, reference: 'C-114-new', paymentId })).toEqual(refused('ALREADY_SPENT'))
    expect((await get().rowsOf(account.id)).map(({ status }) => status)).toEqual(['DONE', 'DONE'])
  })

  test.each([
    ['Q2 a connection that is reset afterwards', 'dropAfterApplying', 'CANCELED'],
    ['Q3 an error although it is done', 'errorAfterApplying', 'CANCELED'],
    ['Q4 success about nothing', { kind: 'successWithoutApplying', variant: 'empty' } as const, 'DONE'],
    ['Q5 an HTML page', 'html', 'DONE'],
    ['Q6 XML that is not well-formed', 'notWellFormed', 'CANCELED'],
    ['Q8 an empty body', 'empty', 'DONE'],
    ['an answer that stops in the middle', 'truncated', 'CANCELED'],
    ["another operation's answer", 'wrongOperation', 'CANCELED'],
    ["the echo of somebody else's payment", 'foreignRows', 'CANCELED'],
    ['a status that nobody lists', 'unknownCodes', 'CANCELED'],
  ])('BIL-115 %s is of unknown outcome, and the look-up tells', async (_name, trouble, status) => {
    const reference = `C-115-${JSON.stringify(trouble).length}-${status}-${_name.length}`
    const { account, wanted } = await paid(reference)
    await get().trouble('cancel', trouble)
    await get().resetCalls()
    await expect(cancel(wanted)).rejects.toMatchObject({ outcome: 'unknown' })
    expect(await get().calls('cancel')).toBe(1)
    expect(await find(account, reference)).toMatchObject([{ payment: { status } }])
    expect(await get().rowsOf(account.id)).toMatchObject([{ status }])
  })

  test('BIL-116 a cancellation that may not start is not sent, and one whose session has ended is sent again', async () => {
    const { account, wanted } = await paid('C-116')
    await get().resetCalls()
    await expect(cancel(wanted, () => false)).rejects.toMatchObject({ outcome: 'not_applied' })
    expect(await get().calls('cancel')).toBe(0)
    await get().expireSessions()
    expect(await cancel(wanted)).toEqual({ kind: 'canceled' })
    expect(await get().calls('cancel')).toBe(2)
    expect(await get().rowsOf(account.id)).toMatchObject([{ status: 'CANCELED' }])
  })
}
