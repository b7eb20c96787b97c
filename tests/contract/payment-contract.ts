import { expect, test } from 'vitest'
import type { PaymentPageKey } from '../../src/billing/port.ts'
import { formatMoney } from '../../src/domain/money.ts'
import type { Payment } from '../../src/domain/payment.ts'
import { readable } from '../support/readable.ts'
import { type ContractSubject, call, type TruePayment } from './subject.ts'

/** Payments, their pages, and who may see them. */
export function describePaymentContract(get: () => ContractSubject): void {
  const ids = () => get().accounts.map(({ id }) => id)

  async function readPage(key: PaymentPageKey) {
    const page = (await readable(get().billing.payments.listPayments([key], call()))).get(key)
    if (page === undefined) throw new Error('no page')
    return page
  }

  test('BIL-10 page by page every payment comes once, newest first, as the ledger has it', async () => {
    const [accountId = ''] = ids()
    const truth = get().payments(accountId)
    expect(truth.length).toBeGreaterThan(5)
    const read: Payment[] = []
    let before: string | null = null
    let hasMore = true
    while (hasMore) {
      const page = await readPage({ accountId, first: 3, before })
      read.push(...page.payments)
      hasMore = page.hasMore
      before = page.payments.at(-1)?.id ?? null
    }
    expect(read.map(describePayment)).toEqual(truth)
    expect(read.every((payment) => payment.accountId === accountId)).toBe(true)
  })

  test('BIL-11 whether there is more is right at the very edge', async () => {
    const [accountId = ''] = ids()
    const count = get().payments(accountId).length
    expect((await readPage(newest(accountId, count))).hasMore).toBe(false)
    expect((await readPage(newest(accountId, count - 1))).hasMore).toBe(true)
    expect(await readPage({ accountId, first: 5, before: get().payments(accountId).at(-1)?.id ?? '' })).toEqual({
      payments: [],
      hasMore: false,
    })
  })

  test('BIL-12 the pages of many accounts, of different sizes and places, are not mixed up', async () => {
    const keys = ids().flatMap((accountId, index): PaymentPageKey[] => {
      const second = get().payments(accountId)[1]
      const older = second === undefined ? [] : [{ accountId, first: 2, before: second.id }]
      return [newest(accountId, (index % 3) + 1), ...older]
    })
    const pages = await readable(get().billing.payments.listPayments(keys, call()))
    expect(pages.size).toBe(keys.length)
    for (const key of keys) {
      const truth = get().payments(key.accountId)
      const from = key.before === null ? 0 : 2
      const page = pages.get(key)
      expect(page?.payments.map(describePayment)).toEqual(truth.slice(from, from + key.first))
      expect(page?.hasMore).toBe(truth.length > from + key.first)
    }
  })

  test('BIL-13 the same page asked for by two keys is there twice', async () => {
    const [accountId = ''] = ids()
    const keys = [newest(accountId, 2), newest(accountId, 2)]
    const pages = await readable(get().billing.payments.listPayments(keys, call()))
    const [one, other] = keys.map((key) => pages.get(key))
    expect(one?.payments).toHaveLength(2)
    expect(other).toEqual(one)
  })

  test('BIL-14 an account without payments has an empty page; an unknown one and a broken cursor have none', async () => {
    await get().createAccount({ number: '500002', login: 'thrifty', password: 'x' })
    const { id } = await get().findAccount('500002')
    const [known = ''] = ids()
    const keys: PaymentPageKey[] = [
      newest(id, 5),
      newest('999999999', 5),
      newest('17;23', 5),
      { accountId: known, first: 5, before: '0' },
      { accountId: known, first: 5, before: '-1' },
      { accountId: known, first: 5, before: '<flt/>' },
    ]
    expect([...(await readable(get().billing.payments.listPayments(keys, call())))]).toEqual([
      [keys[0], { payments: [], hasMore: false }],
    ])
  })

  test('BIL-15 a payment is found by its id, under its own account only', async () => {
    const [one = '', other = ''] = ids()
    const [first, second] = get().payments(one)
    const keys = [
      { accountId: one, paymentId: first?.id ?? '' },
      { accountId: one, paymentId: second?.id ?? '' },
      { accountId: other, paymentId: first?.id ?? '' },
      { accountId: one, paymentId: '999999999' },
      { accountId: one, paymentId: '0' },
      { accountId: one, paymentId: "1' OR 1" },
      { accountId: '999999999', paymentId: first?.id ?? '' },
    ]
    const found = await readable(get().billing.payments.findPayments(keys, call()))
    expect([...found].map(([key, payment]) => [keys.indexOf(key), describePayment(payment)])).toEqual([
      [0, first],
      [1, second],
    ])
  })

  test('BIL-16 what a cash desk writes is in the next answer, in the payments and in the balance', async () => {
    const { billing, accounts } = get()
    const account = accounts.at(-1)
    if (account === undefined) throw new Error('no account')
    const before = await readable(billing.accounts.findAccounts([account.id], call()))
    await get().postPayment(account.number, '0.05')
    const after = await readable(billing.accounts.findAccounts([account.id], call()))
    const credited = (found: typeof after) => found.get(account.id)?.balance.credited?.minorUnits ?? 0n
    expect(credited(after) - credited(before)).toBe(5n)
    const page = await readPage(newest(account.id, 1))
    expect(page.payments.map(describePayment)).toEqual(get().payments(account.id).slice(0, 1))
    expect(page.payments[0]).toMatchObject({ method: 'CASH', status: 'DONE', externalId: null })
  })
}

function newest(accountId: string, first: number): PaymentPageKey {
  return { accountId, first, before: null }
}

function describePayment({ id, status, amount, externalId, paidAt }: Payment): TruePayment {
  if (status === 'UNKNOWN') throw new Error('a payment of unknown status')
  return { id, status, amount: formatMoney(amount), externalId, paidAt: paidAt ?? Number.NaN }
}
