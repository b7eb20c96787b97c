import { expect, test } from 'vitest'
import type { Account } from '../../src/domain/account.ts'
import { formatMoney } from '../../src/domain/money.ts'
import { readable } from '../support/readable.ts'
import { type ContractSubject, call, type TrueAccount } from './subject.ts'

const DAY = /^\d{4}-\d\d-\d\d$/
/** Things that could be an id, and are none. */
export const NOT_IDS = [
  '0',
  '-1',
  '1e3',
  '1.5',
  '',
  ' ',
  '17;23',
  '17&limit=1',
  'abc',
  '９９',
  '999999999999999',
  `1${'0'.repeat(30)}`,
  '*',
]

/** Accounts, agreements, profiles, tariffs and services. */
export function describeAccountContract(get: () => ContractSubject): void {
  const ids = () => get().accounts.map(({ id }) => id)

  test('BIL-1 every account has the money that the ledger says, to the kopeck', async () => {
    const { billing, accounts } = get()
    const found = await readable(billing.accounts.findAccounts(ids(), call()))
    expect(new Map([...found].map(([id, account]) => [id, describeAccount(account)]))).toEqual(
      new Map(accounts.map((account) => [account.id, account])),
    )
  })

  test('BIL-2 what is no id, or nobody has, is absent', async () => {
    const { billing } = get()
    const [known = ''] = ids()
    const asked = [...NOT_IDS, known]
    expect([...(await readable(billing.accounts.findAccounts(asked, call()))).keys()]).toEqual([known])
    expect([...(await readable(billing.agreements.findAgreements(asked, call()))).keys()]).toEqual([known])
    expect([...(await readable(billing.profiles.findProfiles(asked, call()))).keys()]).toEqual([known])
    expect((await readable(billing.tariffs.findTariffs(NOT_IDS, call()))).size).toBe(0)
    expect(await readable(billing.accounts.findAccounts(NOT_IDS, call()))).toEqual(new Map())
  })

  test('BIL-3 an id asked for twice is one entry, and the order does not matter', async () => {
    const { billing } = get()
    const some = ids().slice(0, 30)
    const forward = await readable(billing.accounts.findAccounts(some, call()))
    const backward = await readable(billing.accounts.findAccounts([...some, ...some].toReversed(), call()))
    expect(backward).toEqual(forward)
    expect(forward.size).toBe(30)
  })

  test('BIL-8 an account is found by its contract number, to the letter', async () => {
    const { billing, accounts } = get()
    const zeros = accounts.find(({ number }) => number.startsWith('0'))
    const numbers = accounts.map(({ number }) => number)
    const strange = ['0000001', `0${numbers[0]}`, `${numbers[0]}0`, zeros?.number.replace(/^0+/, '') ?? '0', '', ' ']
    const notNumbers = ['100001;100002', '100001&limit=1', '%', '1\n2', 'я'.repeat(200), '\uD800']
    const found = await readable(billing.accounts.findAccountsByNumber([...strange, ...notNumbers, ...numbers], call()))
    expect(new Map([...found].map(([number, account]) => [number, describeAccount(account)]))).toEqual(
      new Map(accounts.map((account) => [account.number, account])),
    )
    expect(await readable(billing.accounts.findAccountsByNumber(notNumbers, call()))).toEqual(new Map())
  })

  test('BIL-9 something is to be paid to restore services exactly where an account is suspended for debt', async () => {
    const { billing, accounts } = get()
    const found = [...(await readable(billing.accounts.findAccounts(ids(), call()))).values()]
    const suspended = found.filter(({ status }) => status === 'SUSPENDED_FOR_DEBT')
    expect(suspended.length).toBeGreaterThan(0)
    expect(found.filter(({ amountToRestore }) => amountToRestore !== null)).toEqual(suspended)
    expect(accounts.filter(({ amountToRestore }) => amountToRestore !== null)).toHaveLength(suspended.length)
    for (const { amountToRestore } of suspended) expect(amountToRestore?.minorUnits).toBeGreaterThan(0n)
  })

  test('BIL-4 agreements carry the number of their account, days, and an end only where there is one', async () => {
    const { billing, accounts } = get()
    const found = await readable(billing.agreements.findAgreements(ids(), call()))
    expect(found.size).toBe(accounts.length)
    for (const { id, number } of accounts) {
      expect(found.get(id)).toMatchObject({ accountId: id, number, concludedOn: expect.stringMatching(DAY) })
    }
    const ends = [...found.values()].map(({ endsOn }) => endsOn)
    expect(ends.filter((endsOn) => endsOn !== null).every((endsOn) => DAY.test(endsOn))).toBe(true)
    expect(ends).toContain(null)
    const terms = [...found.values()].map(({ termMonths, endsOn }) => [termMonths, endsOn] as const)
    expect(terms.some(([months]) => months !== null)).toBe(true)
    for (const [months, endsOn] of terms) expect(months === null || (months > 0 && endsOn !== null)).toBe(true)
    const words = [...found.values()].flatMap((agreement) => agreement.terms ?? [])
    expect(words.length).toBeGreaterThan(0)
    expect(words.filter((text) => text.trim() === '')).toEqual([])
  })

  test('BIL-5 profiles are of the kind of their account and leave blank what is not known', async () => {
    const { billing, accounts } = get()
    const found = await readable(billing.profiles.findProfiles(ids(), call()))
    expect(new Set(accounts.map(({ kind }) => kind))).toEqual(new Set(['PERSON', 'ORGANIZATION']))
    for (const { id, kind } of accounts) {
      const profile = found.get(id)
      expect(profile).toMatchObject({ accountId: id, kind })
      const isComplete =
        profile?.kind === 'PERSON'
          ? profile.lastName !== '' && profile.firstName !== ''
          : /^(?:\d{10}|\d{12})$/.test(profile?.inn ?? '') && profile?.legalName !== ''
      expect(isComplete).toBe(true)
      expect(profile?.phone ?? '+70000000000').toMatch(/^\+\d{10,15}$/)
      expect(Object.values(profile ?? {})).not.toContain('')
    }
  })

  test('BIL-6 every service is there with its account and tariff, and accounts are not mixed up', async () => {
    const { billing } = get()
    const found = await readable(billing.services.listServices(ids(), call()))
    expect(new Set(found.keys())).toEqual(new Set(ids()))
    const services = [...found].flatMap(([id, list]) => list.map((service) => ({ id, service })))
    expect(services.length).toBeGreaterThan(found.size)
    expect(services.filter(({ id, service }) => service.accountId !== id)).toEqual([])
    expect(new Set(services.map(({ service }) => service.id)).size).toBe(services.length)
    expect(services.filter(({ service }) => service.kind === 'UNKNOWN' || service.status === 'UNKNOWN')).toEqual([])
    const [first = ''] = ids()
    const alone = await readable(billing.services.listServices([first], call()))
    expect(alone.get(first)).toEqual(found.get(first))
  })

  test('BIL-7 every tariff of a service is found, with its price and its owner', async () => {
    const { billing } = get()
    const services = [...(await readable(billing.services.listServices(ids(), call()))).values()].flat()
    const tariffIds = new Set(services.map(({ tariffId }) => tariffId))
    const found = await readable(billing.tariffs.findTariffs([...tariffIds], call()))
    expect(new Set(found.keys())).toEqual(tariffIds)
    for (const [id, tariff] of found) {
      expect(tariff).toMatchObject({ id, name: expect.stringMatching(/\S/) })
      expect(tariff.monthlyFee.minorUnits >= 0n).toBe(true)
      expect(tariff.speedMbps).not.toBe(0)
    }
    const owned = services.filter(({ tariffId }) => (found.get(tariffId)?.ownerAccountId ?? null) !== null)
    for (const { accountId, tariffId } of owned) expect(found.get(tariffId)?.ownerAccountId).toBe(accountId)
  })
}

function describeAccount({ id, number, kind, balance, regionId, operatorId, amountToRestore }: Account): TrueAccount {
  return {
    id,
    number,
    kind,
    balance: formatMoney(balance.amount),
    credited: balance.credited === null ? '' : formatMoney(balance.credited),
    spent: balance.spent === null ? '' : formatMoney(balance.spent),
    creditLimit: formatMoney(balance.creditLimit),
    regionId,
    operatorId,
    amountToRestore: amountToRestore === null ? null : formatMoney(amountToRestore),
  }
}
