import { expect } from 'vitest'
import type { Charge } from '../../../src/domain/charge.ts'
import { formatMoney } from '../../../src/domain/money.ts'
import { listIds, read } from '../kit.ts'
import { describePages } from '../pages.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { call } from '../subject.ts'

export const CHARGE_REQUIREMENTS: readonly Requirement[] = [
  ...describePages<Charge>({
    slice: 'CHARGES',
    word: 'charge',
    kind: 'charges',
    capability: null,
    busy: 'an account with six charges',
    list: async (billing, keys) => {
      const pages = await billing.charges.listCharges(keys, call())
      return new Map(
        [...pages].map(([key, page]) => [
          key,
          page instanceof Error ? page : { rows: page.charges, hasMore: page.hasMore },
        ]),
      )
    },
    fields: ['id', 'serviceId', 'amount', 'chargedAt', 'period', 'description'],
    describe: ({ id, serviceId, amount, chargedAt, period, description }) => ({
      id,
      serviceId,
      amount: formatMoney(amount),
      chargedAt,
      period,
      description,
    }),
    find: async (billing, keys) => {
      const asked = keys.map(({ accountId, id }) => ({ accountId, chargeId: id }))
      const found = await read(billing.charges.findCharges(asked, call()))
      return asked.map((key) => found.get(key))
    },
    adding: {
      part: 'office.charge',
      add: ({ office }, accountId) => office.charge?.(accountId, '1.05'),
    },
  }),
  requirement('CHARGES-9', 'The charges of an account are of its own services.', {
    capabilities: ['services'],
    parts: ['books.charges'],
    prove: async (subject) => {
      const some = (await listIds(subject)).slice(0, 20)
      const { services, charges } = subject.billing
      const own = await read(services.listServices(some, call()))
      const keys = some.map((accountId) => ({ accountId, first: 10, before: null }))
      for (const [{ accountId }, page] of await read(charges.listCharges(keys, call()))) {
        const ids = new Set(own.get(accountId)?.map(({ id }) => id))
        expect(page.charges.filter(({ serviceId }) => serviceId !== null && !ids.has(serviceId))).toEqual([])
      }
    },
  }),
  requirement('CHARGES-10', 'No id is both a payment and a charge, so that both have one order.', {
    capabilities: ['payments'],
    parts: ['books.charges', 'books.payments'],
    prove: async ({ billing, books }) => {
      for (const { id } of (await books.accounts()).slice(0, 20)) {
        const key = { accountId: id, first: 100, before: null }
        const payments = await read(billing.payments.listPayments([key], call()))
        const charges = await read(billing.charges.listCharges([key], call()))
        const paid = new Set(payments.get(key)?.payments.map((payment) => payment.id))
        expect(charges.get(key)?.charges.filter((charge) => paid.has(charge.id))).toEqual([])
      }
    },
  }),
]
