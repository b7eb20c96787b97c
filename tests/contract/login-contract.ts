import { expect, test } from 'vitest'
import { type ContractSubject, call } from './subject.ts'

/** Who may sign in by what, and how that is changed. Judged by whether the new pair really signs in. */
export function describeLoginContract(get: () => ContractSubject): void {
  const logins = () => get().billing.logins
  const signsIn = async (login: string, password: string) =>
    (await get().billing.credentials.checkCredentials({ login, password }, call())).kind === 'accepted'

  async function createPerson(number: string) {
    await get().createAccount({ number, login: number, password: 'first-day' })
    const [known] = await logins().findLogins({ login: number }, call())
    if (known === undefined) throw new Error('a new login is not found')
    return known
  }

  test('BIL-290 a login is found by its text, its subject and its account, alike', async () => {
    for (const who of ['person', 'twoAgreements', 'organization'] as const) {
      const { login, numbers } = get().logins[who]
      const [known] = await logins().findLogins({ login }, call())
      if (known === undefined) throw new Error('not found')
      const accounts = await Promise.all(numbers.map((number) => get().findAccount(number)))
      expect(known).toMatchObject({ login, role: 'SUBSCRIBER', accountIds: accounts.map(({ id }) => id) })
      expect(await logins().findLogins({ subjectId: known.subjectId }, call())).toEqual([known])
      const ofAccount = await logins().findLogins({ accountId: known.accountIds[0] ?? '' }, call())
      expect(ofAccount.filter(({ role }) => role === 'SUBSCRIBER')).toEqual([known])
    }
    expect(await logins().findLogins({ login: get().logins.operator.login }, call())).toMatchObject([
      { role: 'OPERATOR', accountIds: [] },
    ])
  })

  test('BIL-291 what is not there is not found, whatever characters it has', async () => {
    const keys = [
      { login: 'nobody' },
      { login: "x' OR '1'='1" },
      { login: '100001;100002' },
      { login: '\uD800' },
      { accountId: '999999999' },
      { accountId: 'no;such' },
      { subjectId: '999999999' },
    ]
    for (const key of keys) expect(await logins().findLogins(key, call())).toEqual([])
  })

  test('BIL-292 a password is changed, and the one before lets nobody in', async () => {
    const { login, subjectId } = await createPerson('92-1')
    const change = { subjectId, login: null, password: 'весна "2026" <года> & \\' }
    expect(await logins().changeCredentials(change, call())).toEqual({ kind: 'changed' })
    // The same once more is harmless.
    expect(await logins().changeCredentials(change, call())).toEqual({ kind: 'changed' })
    expect([await signsIn(login, change.password), await signsIn(login, 'first-day')]).toEqual([true, false])
  })

  test('BIL-293 a login is changed alone or with the password, and the one before is free', async () => {
    const { subjectId } = await createPerson('93-1')
    expect(await logins().changeCredentials({ subjectId, login: 'login.93', password: null }, call())).toEqual({
      kind: 'changed',
    })
    expect([await signsIn('login.93', 'first-day'), await signsIn('93-1', 'first-day')]).toEqual([true, false])
    const both = { subjectId, login: 'other.93', password: 'another day' }
    expect(await logins().changeCredentials(both, call())).toEqual({ kind: 'changed' })
    expect(await signsIn('other.93', 'another day')).toBe(true)
    expect(await logins().findLogins({ login: 'login.93' }, call())).toEqual([])
  })

  test('BIL-294 a login that somebody has, and a subject that is not there, are refused, and nothing changes', async () => {
    const { login, subjectId } = await createPerson('94-1')
    const taken = { subjectId, login: get().logins.person.login, password: 'must not be' }
    expect(await logins().changeCredentials(taken, call())).toEqual({ kind: 'refused', reason: 'LOGIN_TAKEN' })
    expect([await signsIn(login, 'first-day'), await signsIn(login, 'must not be')]).toEqual([true, false])
    for (const unknown of ['999999999', 'no;such']) {
      const change = { subjectId: unknown, login: null, password: 'long enough' }
      expect(await logins().changeCredentials(change, call())).toEqual({ kind: 'refused', reason: 'SUBJECT_NOT_FOUND' })
    }
  })

  test('BIL-295 text that is not Unicode is refused before it is sent', async () => {
    const change = { subjectId: '101', login: null, password: '\uD800 and more' }
    await expect(logins().changeCredentials(change, call())).rejects.toMatchObject({
      code: 'BILLING_UNWRITABLE_REQUEST',
      outcome: 'not_applied',
    })
  })
}
