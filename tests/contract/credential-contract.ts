import { expect, test } from 'vitest'
import type { CredentialVerdict } from '../../src/billing/port.ts'
import { type ContractSubject, call } from './subject.ts'

/** Who is let in, with which accounts. */
export function describeCredentialContract(get: () => ContractSubject): void {
  const check = (credentials: { login: string; password: string }) =>
    get().billing.credentials.checkCredentials(credentials, call())

  test.each(['person', 'twoAgreements', 'organization'] as const)(
    'BIL-20 %s is let in with the accounts of its agreements',
    async (who) => {
      const login = get().logins[who]
      const verdict = await check(login)
      expect(numbersOf(verdict)).toEqual(login.numbers)
      expect(verdict).toMatchObject({
        kind: 'accepted',
        hasMoreAccounts: false,
        displayName: expect.stringMatching(/\S/),
      })
      const known = new Map(get().accounts.map((account) => [account.number, account]))
      for (const account of verdict.kind === 'accepted' ? verdict.accounts : []) {
        expect(account).toEqual({
          id: known.get(account.number)?.id,
          kind: known.get(account.number)?.kind,
          number: account.number,
          keys: expect.any(Object),
        })
      }
    },
  )

  test('BIL-21 an operator is let in and lists no accounts', async () => {
    expect(await check(get().logins.operator)).toMatchObject({
      kind: 'accepted',
      role: 'OPERATOR',
      accounts: [],
      hasMoreAccounts: false,
    })
  })

  test('BIL-22 a wrong password and an unknown login are refused alike, whatever characters they have', async () => {
    const { login } = get().logins.person
    for (const credentials of [
      { login, password: 'wrong' },
      { login, password: '' },
      { login: 'nobody', password: 'demo' },
      { login: `${login}' OR '1'='1`, password: `"; <x>&amp;\u0000` },
      { login: 'Абонент', password: 'пароль' },
    ]) {
      expect(await check(credentials)).toEqual({ kind: 'refused', reason: 'WRONG_CREDENTIALS' })
    }
  })

  test('BIL-23 text that is not Unicode is refused before it is sent', async () => {
    await expect(check({ login: '\uD800', password: 'x' })).rejects.toMatchObject({
      code: 'BILLING_UNWRITABLE_REQUEST',
      outcome: 'not_applied',
    })
  })

  test('BIL-24 A1 an agreement concluded later signs in at once, and one that has ended does not', async () => {
    const credentials = { login: 'newcomer', password: 'first-day' }
    expect(await check(credentials)).toEqual({ kind: 'refused', reason: 'WRONG_CREDENTIALS' })
    await get().createAccount({ number: '000777', ...credentials })
    const verdict = await check(credentials)
    expect(numbersOf(verdict)).toEqual(['000777'])
    await get().terminateAccount('000777')
    expect(await check(credentials)).toMatchObject({ kind: 'refused' })
    const subjectId = verdict.kind === 'accepted' ? verdict.subjectId : ''
    expect(await get().billing.credentials.findSubject({ subjectId, role: 'SUBSCRIBER' }, call())).toEqual({
      kind: 'refused',
      reason: 'NO_ACTIVE_AGREEMENT',
    })
  })

  test.each(['person', 'twoAgreements', 'organization', 'operator'] as const)(
    'BIL-25 %s is found again without a password',
    async (who) => {
      const verdict = await check(get().logins[who])
      if (verdict.kind !== 'accepted') throw new Error('not let in')
      const { subjectId, role } = verdict
      expect(await get().billing.credentials.findSubject({ subjectId, role }, call())).toEqual(verdict)
    },
  )

  test('BIL-26 an unknown subject and a role that is not its own are refused', async () => {
    const verdict = await check(get().logins.person)
    const subjectId = verdict.kind === 'accepted' ? verdict.subjectId : ''
    for (const subject of [
      { subjectId: '999999999', role: 'SUBSCRIBER' },
      { subjectId: 'no;such', role: 'SUBSCRIBER' },
      { subjectId, role: 'OPERATOR' },
      { subjectId, role: 'PARTNER' },
    ] as const) {
      expect(await get().billing.credentials.findSubject(subject, call())).toMatchObject({ kind: 'refused' })
    }
  })
}

function numbersOf(verdict: CredentialVerdict): readonly string[] {
  return verdict.kind === 'accepted' ? verdict.accounts.map(({ number }) => number) : []
}
