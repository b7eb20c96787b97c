import { expect, test } from 'vitest'
import type { ChargePageKey } from '../../src/billing/port.ts'
import type { Charge } from '../../src/domain/charge.ts'
import { formatMoney } from '../../src/domain/money.ts'
import { readable } from '../support/readable.ts'
import { type ContractSubject, call, type TrueCharge } from './subject.ts'

/** Charges, their pages, and who may see them. */
export function describeChargeContract(get: () => ContractSubject): void {
  const ids = () => get().accounts.map(({ id }) => id)

  async function readPage(key: ChargePageKey) {
    const page = (await readable(get().billing.charges.listCharges([key], call()))).get(key)
    if (page === undefined) throw new Error('no page')
    return page
  }

  test('BIL-40 page by page every charge comes once, newest first, as the ledger has it', async () => {
    const [accountId = ''] = ids()
    const truth = get().charges(accountId)
    expect(truth.length).toBeGreaterThan(5)
    const read: Charge[] = []
    let before: string | null = null
    let hasMore = true
    while (hasMore) {
      const page = await readPage({ accountId, first: 7, before })
      read.push(...page.charges)
      hasMore = page.hasMore
      before = page.charges.at(-1)?.id ?? null
    }
    expect(read.map(describeCharge)).toEqual(truth)
    expect(read.every((charge) => charge.accountId === accountId)).toBe(true)
  })

  test('BIL-41 whether there is more is right at the very edge', async () => {
    const [accountId = ''] = ids()
    const truth = get().charges(accountId)
    expect((await readPage(newest(accountId, truth.length))).hasMore).toBe(false)
    expect((await readPage(newest(accountId, truth.length - 1))).hasMore).toBe(true)
    expect(await readPage({ accountId, first: 5, before: truth.at(-1)?.id ?? '' })).toEqual({
      charges: [],
      hasMore: false,
    })
  })

  test('BIL-42 the pages of many accounts, of different sizes and places, are not mixed up', async () => {
    const keys = ids().flatMap((accountId, index): ChargePageKey[] => {
      const second = get().charges(accountId)[1]
      const older = second === undefined ? [] : [{ accountId, first: 2, before: second.id }]
      return [newest(accountId, (index % 3) + 1), ...older]
    })
    const pages = await readable(get().billing.charges.listCharges(keys, call()))
    expect(pages.size).toBe(keys.length)
    for (const key of keys) {
      const truth = get().charges(key.accountId)
      const from = key.before === null ? 0 : 2
      const page = pages.get(key)
      expect(page?.charges.map(describeCharge)).toEqual(truth.slice(from, from + key.first))
      expect(page?.hasMore).toBe(truth.length > from + key.first)
    }
  })

  test('BIL-43 an account without charges has an empty page; an unknown one and a broken cursor have none', async () => {
    await get().createAccount({ number: '500003', login: 'unused', password: 'x' })
    const { id } = await get().findAccount('500003')
    const [known = ''] = ids()
    const keys: ChargePageKey[] = [
      newest(id, 5),
      newest('999999999', 5),
      newest('17;23', 5),
      { accountId: known, first: 5, before: '0' },
      { accountId: known, first: 5, before: '-1' },
      { accountId: known, first: 5, before: '<flt/>' },
    ]
    expect([...(await readable(get().billing.charges.listCharges(keys, call())))]).toEqual([
      [keys[0], { charges: [], hasMore: false }],
    ])
  })

  test('BIL-44 a charge is found by its id, under its own account only', async () => {
    const [one = '', other = ''] = ids()
    const [first, second] = get().charges(one)
    const keys = [
      { accountId: one, chargeId: first?.id ?? '' },
      { accountId: one, chargeId: second?.id ?? '' },
      { accountId: other, chargeId: first?.id ?? '' },
      // An id of the same ledger that is a payment's.
      { accountId: one, chargeId: get().payments(one)[0]?.id ?? '' },
      { accountId: one, chargeId: '999999999' },
      { accountId: one, chargeId: '0' },
      { accountId: one, chargeId: "1' OR 1" },
      { accountId: '999999999', chargeId: first?.id ?? '' },
    ]
    const found = await readable(get().billing.charges.findCharges(keys, call()))
    expect([...found].map(([key, charge]) => [keys.indexOf(key), describeCharge(charge)])).toEqual([
      [0, first],
      [1, second],
    ])
  })

  test('BIL-45 the charges of an account are of its own services', async () => {
    const some = ids().slice(0, 20)
    const services = await readable(get().billing.services.listServices(some, call()))
    const pages = await readable(
      get().billing.charges.listCharges(
        some.map((accountId) => newest(accountId, 10)),
        call(),
      ),
    )
    for (const [{ accountId }, { charges }] of pages) {
      const own = new Set(services.get(accountId)?.map(({ id }) => id))
      expect(charges.filter(({ serviceId }) => serviceId !== null && !own.has(serviceId))).toEqual([])
    }
  })

  test('BIL-46 no id is both a payment and a charge, so that both have one order', () => {
    for (const id of ids().slice(0, 20)) {
      const payments = new Set(
        get()
          .payments(id)
          .map((payment) => payment.id),
      )
      expect(
        get()
          .charges(id)
          .filter((charge) => payments.has(charge.id)),
      ).toEqual([])
    }
  })
}

function newest(accountId: string, first: number): ChargePageKey {
  return { accountId, first, before: null }
}

function describeCharge({ id, serviceId, amount, chargedAt, period, description }: Charge): TrueCharge {
  return {
    id,
    serviceId: serviceId ?? '',
    amount: formatMoney(amount),
    chargedAt: chargedAt ?? Number.NaN,
    period: period ?? '',
    description,
  }
}
