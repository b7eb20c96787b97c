import { expect } from 'vitest'
import type { Account } from '../../../src/domain/account.ts'
import { formatMoney } from '../../../src/domain/money.ts'
import { listIds, listNoIds, pick, read, readOne } from '../kit.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { call } from '../subject.ts'
import type { TrueAccount } from '../truth.ts'

const DAY = /^\d{4}-\d\d-\d\d$/

/** Accounts and agreements. */
export const ACCOUNT_REQUIREMENTS: readonly Requirement[] = [
  requirement('ACCOUNTS-1', 'Every account has the money that the books say, to the kopeck.', {
    prove: async (subject) => {
      const truth = await subject.books.accounts()
      const found = await read(subject.billing.accounts.findAccounts(await listIds(subject), call()))
      expect(truth.map(({ id }) => found.get(id)).map(describeAccount)).toMatchObject(truth)
    },
  }),
  requirement('ACCOUNTS-2', 'What is no id, or nobody has, is absent, and spoils nothing beside it.', {
    prove: async (subject) => {
      const { billing } = subject
      const [known = ''] = await listIds(subject)
      const strange = await listNoIds(subject)
      const found = await read(billing.accounts.findAccounts([...strange, known], call()))
      expect([...found.keys()]).toEqual([known])
      expect(await read(billing.accounts.findAccounts(strange, call()))).toEqual(new Map())
    },
  }),
  requirement('ACCOUNTS-3', 'An id asked for twice is one entry, and the order does not matter.', {
    facts: ['two accounts'],
    prove: async (subject) => {
      const some = (await listIds(subject)).slice(0, 30)
      const find = (ids: readonly string[]) => read(subject.billing.accounts.findAccounts(ids, call()))
      const forward = await find(some)
      expect(await find([...some, ...some].toReversed())).toEqual(forward)
      expect(forward.size).toBe(some.length)
    },
  }),
  requirement('ACCOUNTS-4', 'An account is found by its contract number, to the letter.', {
    prove: async (subject) => {
      const truth = await subject.books.accounts()
      const numbers = truth.map(({ number }) => number)
      const [first = ''] = numbers
      const strange = ['0000001', `0${first}`, `${first}0`, '', ' ', `${first};${numbers[1]}`, `${first}&limit=1`, '%']
      const impossible = [...strange, '1\n2', 'я'.repeat(200), '\uD800'].filter((number) => !numbers.includes(number))
      const found = await read(subject.billing.accounts.findAccountsByNumber([...impossible, ...numbers], call()))
      expect(new Set(found.keys())).toEqual(new Set(numbers))
      expect(truth.map(({ number }) => found.get(number)).map(describeAccount)).toMatchObject(truth)
      expect(await read(subject.billing.accounts.findAccountsByNumber(impossible, call()))).toEqual(new Map())
    },
  }),
  requirement('ACCOUNTS-5', 'A number that begins with zero is not the number without it.', {
    facts: ['a contract number that begins with zero'],
    prove: async (subject) => {
      const truth = await subject.books.accounts()
      const { id, number } = pick(truth, 'such number', (account) => account.number.startsWith('0'))
      const bare = number.replace(/^0+/, '')
      const found = await read(subject.billing.accounts.findAccountsByNumber([number, bare], call()))
      expect(found.get(number)?.id).toBe(id)
      expect(found.get(bare)?.id).toBe(truth.find((account) => account.number === bare)?.id)
    },
  }),
  requirement(
    'ACCOUNTS-6',
    'Something is to be paid to restore services exactly where an account is suspended for debt.',
    {
      facts: ['an account that is suspended for debt'],
      prove: async (subject) => {
        const found = await read(subject.billing.accounts.findAccounts(await listIds(subject), call()))
        const suspended = [...found.values()].filter(({ status }) => status === 'SUSPENDED_FOR_DEBT')
        expect(suspended.length).toBeGreaterThan(0)
        expect([...found.values()].filter(({ amountToRestore }) => amountToRestore !== null)).toEqual(suspended)
        for (const { amountToRestore } of suspended) expect(amountToRestore?.minorUnits).toBeGreaterThan(0n)
      },
    },
  ),
  requirement(
    'ACCOUNTS-7',
    'More accounts than one legacy call takes are answered in one question, none lost and none twice.',
    {
      facts: ['120 accounts'],
      prove: async (subject) => {
        const ids = await listIds(subject)
        const found = await read(subject.billing.accounts.findAccounts(ids, call()))
        expect([...found.keys()].toSorted()).toEqual([...new Set(ids)].toSorted())
        expect([...found].filter(([id, account]) => id !== account.id)).toEqual([])
      },
    },
  ),
  requirement('ACCOUNTS-8', 'An account that was opened just now is in the next answer, by id and by number.', {
    parts: ['office.openAccount'],
    prove: async ({ billing, office }) => {
      const { id, number } = await office.openAccount()
      const byId = await readOne(billing.accounts.findAccounts([id], call()), id)
      expect(byId).toMatchObject({
        id,
        number,
        kind: 'PERSON',
        status: 'ACTIVE',
        balance: { amount: { minorUnits: 0n } },
      })
      expect(await readOne(billing.accounts.findAccountsByNumber([number], call()), number)).toEqual(byId)
    },
  }),
  requirement('ACCOUNTS-9', 'An account whose agreement has ended is still there, and says so.', {
    parts: ['office.openAccount', 'office.terminateAccount'],
    prove: async ({ billing, office }) => {
      const { id } = await office.openAccount()
      await office.terminateAccount(id)
      const account = await readOne(billing.accounts.findAccounts([id], call()), id)
      expect(account).toMatchObject({ id, status: 'TERMINATED' })
    },
  }),
  requirement('AGREEMENTS-1', 'Agreements carry the number of their account, and days or nothing.', {
    parts: ['books.agreement'],
    prove: async (subject) => {
      const ids = await listIds(subject)
      const found = await read(subject.billing.agreements.findAgreements(ids, call()))
      for (const id of ids) {
        expect(found.get(id)).toMatchObject({ accountId: id, ...(await subject.books.agreement(id)) })
        const { concludedOn = null, endsOn = null, termMonths = null, terms = null } = found.get(id) ?? {}
        for (const day of [concludedOn, endsOn]) expect(day ?? '2000-01-01').toMatch(DAY)
        expect(termMonths === null || (termMonths > 0 && endsOn !== null)).toBe(true)
        expect(terms).not.toBe('')
      }
    },
  }),
  requirement('AGREEMENTS-2', 'What is no id, or nobody has, has no agreement.', {
    parts: ['books.agreement'],
    prove: async (subject) => {
      const [known = ''] = await listIds(subject)
      const asked = [...(await listNoIds(subject)), known]
      const found = await read(subject.billing.agreements.findAgreements(asked, call()))
      expect([...found.keys()]).toEqual([known])
    },
  }),
]

function describeAccount(account: Account | undefined): TrueAccount | null {
  if (account === undefined) return null
  const { id, number, kind, balance, regionId, operatorId, amountToRestore } = account
  return {
    id,
    number,
    kind,
    balance: formatMoney(balance.amount),
    ...(balance.credited === null ? {} : { credited: formatMoney(balance.credited) }),
    ...(balance.spent === null ? {} : { spent: formatMoney(balance.spent) }),
    creditLimit: formatMoney(balance.creditLimit),
    regionId,
    operatorId,
    amountToRestore: amountToRestore === null ? null : formatMoney(amountToRestore),
  }
}
