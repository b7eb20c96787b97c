import { expect } from 'vitest'
import { formatMoney } from '../../../src/domain/money.ts'
import type { Payment } from '../../../src/domain/payment.ts'
import { read, readOne } from '../kit.ts'
import { describePages } from '../pages.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { call } from '../subject.ts'

export const PAYMENT_REQUIREMENTS: readonly Requirement[] = [
  ...describePages<Payment>({
    slice: 'PAYMENTS',
    word: 'payment',
    kind: 'payments',
    capability: 'payments',
    busy: 'an account with six payments',
    list: async (billing, keys) => {
      const pages = await billing.payments.listPayments(keys, call())
      return new Map(
        [...pages].map(([key, page]) => [
          key,
          page instanceof Error ? page : { rows: page.payments, hasMore: page.hasMore },
        ]),
      )
    },
    describe: describePayment,
    fields: ['id', 'status', 'amount', 'externalId', 'paidAt', 'method'],
    find: async (billing, keys) => {
      const asked = keys.map(({ accountId, id }) => ({ accountId, paymentId: id }))
      const found = await read(billing.payments.findPayments(asked, call()))
      return asked.map((key) => found.get(key))
    },
    adding: {
      part: 'office.postPayment',
      add: ({ office }, accountId) => office.postPayment?.({ accountId, amount: '1.05' }),
    },
  }),
  requirement('PAYMENTS-9', 'What a cash desk writes is in the next answer, in the payments and in the balance.', {
    capabilities: ['payments'],
    parts: ['office.openAccount', 'office.postPayment', 'books.payments'],
    prove: async ({ billing, office, books }) => {
      const { id } = await office.openAccount()
      await office.postPayment({ accountId: id, amount: '0.05' })
      const { balance } = await readOne(billing.accounts.findAccounts([id], call()), id)
      expect([balance.amount.minorUnits, balance.credited?.minorUnits ?? 5n]).toEqual([5n, 5n])
      const key = { accountId: id, first: 1, before: null }
      const page = await readOne(billing.payments.listPayments([key], call()), key)
      const [row] = await books.payments(id)
      expect(page.payments).toMatchObject([{ id: row?.id, amount: { minorUnits: 5n } }])
      expect(page.payments[0]).toMatchObject({ status: 'DONE', externalId: null })
    },
  }),
]

function describePayment({ id, status, amount, externalId, paidAt, method }: Payment): object {
  return { id, status, amount: formatMoney(amount), externalId, paidAt, method }
}
