import { expect, test } from 'vitest'
import type { DebitVerdict } from '../../src/billing/posting-port.ts'
import { readable } from '../support/readable.ts'
import { createOrders, refused } from './posting-orders.ts'
import { type PostingSubject, postingCall } from './posting-subject.ts'
import { call } from './subject.ts'

const DESCRIPTION = 'Перевод на счёт 00****7'

function orderOf(accountId: string, reference: string, minorUnits: bigint) {
  return {
    accountId,
    amount: { minorUnits, currency: 'RUB' as const },
    reference,
    description: DESCRIPTION,
  }
}

/** Money that is taken from an account for another one. The judge is the billing's own ledger. */
export function describeDebitContract(get: () => PostingSubject): void {
  const { post } = createOrders(get)
  const debit = (account: { readonly id: string }, reference: string, minorUnits = 1000n): Promise<DebitVerdict> =>
    get().billing.postings.postDebit(orderOf(account.id, reference, minorUnits), postingCall())
  const find = async (reference: string) =>
    (await readable(get().billing.postings.findDebits([reference], call()))).get(reference)

  async function openPaid(reference: string, minorUnits = 10_000n) {
    const account = await get().openAccount()
    await post(account, `${reference}-paid`, { minorUnits })
    return account
  }

  test('BIL-312 a debit is taken once, is a charge of the account, and its reference finds it', async () => {
    const account = await openPaid('D-160')
    const verdict = await debit(account, 'D-160', 2_550n)
    const [row, ...others] = await get().debitsOf(account.id)
    expect(others).toEqual([])
    expect(row).toMatchObject({ amount: '25.50', reference: 'D-160', description: DESCRIPTION })
    const told = {
      id: row?.id,
      accountId: account.id,
      amount: { minorUnits: 2_550n, currency: 'RUB' },
      reference: 'D-160',
    }
    expect(verdict).toMatchObject({ kind: 'debited', debit: told })
    expect(await find('D-160')).toMatchObject([told])
    expect(await find('D-160-other')).toEqual([])
    expect(await get().balance(account.number)).toBe('74.50')
    const key = { accountId: account.id, first: 1, before: null }
    const page = (await readable(get().billing.charges.listCharges([key], call()))).get(key)
    expect(page?.charges[0]).toMatchObject({ id: row?.id, serviceId: null, period: null, description: DESCRIPTION })
  })

  test('BIL-313 an account gives what it owns to the kopeck, and not a kopeck more, however many ask at once', async () => {
    const account = await openPaid('D-161', 1_000n)
    const verdicts = await Promise.all(['a', 'b', 'c'].map((end) => debit(account, `D-161-${end}`, 400n)))
    expect(verdicts.filter(({ kind }) => kind === 'debited')).toHaveLength(2)
    expect(verdicts.filter(({ kind }) => kind === 'refused')).toEqual([refused('NOT_ENOUGH_MONEY')])
    expect(await debit(account, 'D-161-rest', 200n)).toMatchObject({ kind: 'debited' })
    expect(await debit(account, 'D-161-more', 1n)).toEqual(refused('NOT_ENOUGH_MONEY'))
    expect(await get().balance(account.number)).toBe('0.00')
  })

  test('BIL-314 an account that is not there, or has ended, is a refusal, and nothing is written', async () => {
    const ended = await openPaid('D-162')
    await get().terminateAccount(ended.number)
    expect(await debit({ id: '999999999' }, 'D-162')).toEqual(refused('ACCOUNT_NOT_FOUND'))
    expect(await debit({ id: '1;2' }, 'D-162')).toEqual(refused('ACCOUNT_NOT_FOUND'))
    expect(await debit(ended, 'D-162')).toEqual(refused('ACCOUNT_CLOSED'))
    expect(await find('D-162')).toEqual([])
  })

  test('BIL-315 Q1 a reference is debited as often as it is asked for, unless the check is asked for', async () => {
    const account = await openPaid('D-163')
    const unchecked = get().connect({ duplicateCheck: false })
    for (let count = 0; count < 2; count += 1) {
      const order = orderOf(account.id, 'D-163', 1000n)
      expect((await unchecked.postings.postDebit(order, postingCall())).kind).toBe('debited')
    }
    expect(await debit(account, 'D-163')).toEqual({ kind: 'duplicate' })
    expect(await find('D-163')).toHaveLength(2)
  })

  test.each([
    ['no reference', orderOf('1', '', 100n)],
    ['a reference that is too long', orderOf('1', 'x'.repeat(2000), 100n)],
    ['nothing', orderOf('1', 'D-164', 0n)],
    ['less than nothing', orderOf('1', 'D-164', -1n)],
    ['no description', { ...orderOf('1', 'D-164', 100n), description: '' }],
    ['another currency', { ...orderOf('1', 'D-164', 100n), amount: { minorUnits: 100n, currency: 'USD' as const } }],
  ])('BIL-316 %s is refused and not sent', async (_name, order) => {
    const account = await get().openAccount()
    await get().resetCalls()
    const posting = get().billing.postings.postDebit({ ...order, accountId: account.id }, postingCall())
    await expect(posting).rejects.toMatchObject({ code: 'BILLING_UNWRITABLE_REQUEST', outcome: 'not_applied' })
    expect(await get().calls('debit')).toBe(0)
  })

  test.each([
    ['Q2 a connection that is reset after the debit was written', 'dropAfterApplying', 1],
    ['a connection that is reset before', 'reset', 0],
    ['Q3 an error although it was written', 'errorAfterApplying', 1],
    ['Q5 an HTML page with HTTP 200', 'html', 0],
    ['an HTTP 500', 'http500', 0],
    ['an HTTP 503', 'unavailable', 0],
    ['Q8 an empty body with HTTP 200', 'empty', 0],
    ['an answer that stops in the middle', 'truncated', 1],
    ["another operation's answer", 'wrongOperation', 1],
    ['an echo without some fields', 'missingFields', 1],
    ['Q9 an amount in the echo that is none', 'moneyBroken', 1],
  ])('BIL-317 %s is of unknown outcome, is sent once, and the look-up tells', async (_name, kind, rows) => {
    const account = await openPaid(`D-165-${kind}`)
    await get().trouble('debit', kind)
    await get().resetCalls()
    await expect(debit(account, `D-165-${kind}`)).rejects.toMatchObject({ outcome: 'unknown' })
    expect(await get().calls('debit')).toBe(1)
    expect(await find(`D-165-${kind}`)).toHaveLength(rows)
    expect(await get().debitsOf(account.id)).toHaveLength(rows)
  })

  test('BIL-318 a debit that may not start is not sent', async () => {
    const account = await openPaid('D-166')
    await get().resetCalls()
    const order = orderOf(account.id, 'D-166', 100n)
    await expect(
      get().billing.postings.postDebit(
        order,
        postingCall(() => false),
      ),
    ).rejects.toMatchObject({
      code: 'BILLING_CANCELED',
      outcome: 'not_applied',
    })
    expect(await get().calls('debit')).toBe(0)
  })

  test('BIL-319 a look-up that fails has found nothing out, and costs one call for each reference', async () => {
    const account = await openPaid('D-167')
    await debit(account, 'D-167')
    await get().resetCalls()
    expect((await readable(get().billing.postings.findDebits(['D-167', 'D-167', 'D-167-b'], call()))).size).toBe(2)
    expect(await get().calls('findDebit')).toBe(2)
    for (const kind of ['http500', 'truncated', 'moneyBroken', 'empty']) {
      await get().trouble('findDebit', kind)
      await expect(find('D-167')).rejects.toMatchObject({ outcome: 'not_applied' })
    }
  })
}
