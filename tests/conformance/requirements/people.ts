import { expect } from 'vitest'
import type { CredentialVerdict, KnownLogin } from '../../../src/billing/public.ts'
import { pick, refused, UNKNOWN, UNWRITABLE, unique } from '../kit.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { type ConformanceSubject, call, type OpenedAccount } from '../subject.ts'

const PEOPLE = ['person', 'twoAgreements', 'organization'] as const

const unlessKept = ({ samples }: ConformanceSubject): string | null =>
  samples.keepsLogins === true ? 'a login stays as it was given' : null

/** Who is let in, with which accounts, and how that is changed. */
export const PEOPLE_REQUIREMENTS: readonly Requirement[] = [
  ...PEOPLE.map((who) =>
    requirement(`CREDENTIALS-1.${who}`, `${DESCRIPTIONS()[who]} is let in with the accounts of the agreements.`, {
      parts: [`logins.${who}`],
      prove: async (subject) => {
        const login = pick([subject.logins[who]], who)
        if (login === undefined) return
        const verdict = await check(subject, login)
        expect(numbersOf(verdict)).toEqual(login.numbers)
        expect(verdict).toMatchObject({ hasMoreAccounts: false, displayName: expect.stringMatching(/\S/) })
        const known = new Map((await subject.books.accounts()).map((account) => [account.number, account]))
        for (const { id, kind, number } of accountsOf(verdict)) {
          expect({ id, kind }).toEqual({ id: known.get(number)?.id, kind: known.get(number)?.kind })
        }
      },
    }),
  ),
  requirement('CREDENTIALS-2', 'An operator is let in, and lists no accounts.', {
    parts: ['logins.operator'],
    prove: async (subject) => {
      expect(await check(subject, subject.logins.operator)).toMatchObject({
        kind: 'accepted',
        role: 'OPERATOR',
        accounts: [],
        hasMoreAccounts: false,
      })
    },
  }),
  requirement(
    'CREDENTIALS-3',
    'A wrong password and an unknown login are refused alike, whatever characters they have.',
    {
      parts: ['logins.person'],
      prove: async (subject) => {
        const { login } = subject.logins.person
        for (const credentials of [
          { login, password: 'wrong' },
          { login, password: '' },
          { login: 'nobody', password: 'demo' },
          { login: `${login}' OR '1'='1`, password: `"; <x>&amp;\u0000` },
          { login: 'Абонент', password: 'пароль' },
        ]) {
          expect(await check(subject, credentials)).toEqual(refused('WRONG_CREDENTIALS'))
        }
      },
    },
  ),
  requirement('CREDENTIALS-4', 'A login that is not Unicode lets nobody in.', {
    parts: ['logins.person'],
    prove: async (subject) => {
      const verdict: unknown = await check(subject, { login: '\uD800', password: 'x' }).catch((error: unknown) => error)
      expect([verdict, true]).toEqual([
        verdict instanceof Error ? expect.objectContaining(UNWRITABLE) : refused('WRONG_CREDENTIALS'),
        true,
      ])
    },
  }),
  requirement('CREDENTIALS-5', 'An agreement concluded later signs in at once, and one that has ended does not.', {
    parts: ['office.openAccount', 'office.terminateAccount', 'logins.person'],
    prove: async (subject) => {
      const { id, number, login, password } = await subject.office.openAccount()
      const verdict = await check(subject, { login, password })
      expect(numbersOf(verdict)).toEqual([number])
      await subject.office.terminateAccount(id)
      expect(await check(subject, { login, password })).toMatchObject({ kind: 'refused' })
      const subjectId = verdict.kind === 'accepted' ? verdict.subjectId : ''
      const again = await subject.billing.credentials.findSubject({ subjectId, role: 'SUBSCRIBER' }, call())
      expect(again).toEqual(refused('NO_ACTIVE_AGREEMENT'))
    },
  }),
  ...([...PEOPLE, 'operator'] as const).map((who) =>
    requirement(`CREDENTIALS-6.${who}`, `${DESCRIPTIONS()[who]} is found again without a password.`, {
      parts: [`logins.${who}`],
      prove: async (subject) => {
        const login = pick([subject.logins[who]], who)
        const verdict = await check(subject, login ?? { login: '', password: '' })
        if (verdict.kind !== 'accepted') throw new Error('not let in')
        const { subjectId, role } = verdict
        expect(await subject.billing.credentials.findSubject({ subjectId, role }, call())).toEqual(verdict)
      },
    }),
  ),
  requirement('CREDENTIALS-7', 'An unknown subject, and a role that is not its own, are refused.', {
    parts: ['logins.person'],
    prove: async (subject) => {
      const verdict = await check(subject, subject.logins.person)
      const subjectId = verdict.kind === 'accepted' ? verdict.subjectId : ''
      for (const wrong of [
        { subjectId: subject.samples.unknownAccountId, role: 'SUBSCRIBER' },
        { subjectId: 'no;such', role: 'SUBSCRIBER' },
        { subjectId, role: 'OPERATOR' },
        { subjectId, role: 'PARTNER' },
      ] as const) {
        expect(await subject.billing.credentials.findSubject(wrong, call())).toMatchObject({ kind: 'refused' })
      }
    },
  }),
  requirement('LOGINS-1', 'A login is found by its text, its subject and its account, alike.', {
    parts: ['logins.person'],
    unless: ({ billing }) => (billing.capabilities.credentialChanges ? null : 'logins are looked for to be changed'),
    prove: async (subject) => {
      for (const who of PEOPLE) {
        const login = subject.logins[who]
        if (login === undefined) continue
        const known = await findLogin(subject, login.login)
        const accounts = await subject.books.accounts()
        const ids = login.numbers.map((number) => accounts.find((account) => account.number === number)?.id)
        expect(known).toMatchObject({ login: login.login, role: 'SUBSCRIBER', accountIds: ids })
        const { logins } = subject.billing
        expect(await logins.findLogins({ subjectId: known.subjectId }, call())).toEqual([known])
        const ofAccount = await logins.findLogins({ accountId: known.accountIds[0] ?? '' }, call())
        expect(ofAccount.filter(({ role }) => role === 'SUBSCRIBER')).toEqual([known])
      }
    },
  }),
  requirement('LOGINS-2', 'A login that is not there is not found, whatever characters it has.', {
    parts: ['logins.person'],
    prove: async ({ billing, logins: { person }, samples }) => {
      for (const key of [
        { login: 'nobody' },
        { login: "x' OR '1'='1" },
        { login: `${person.login};${person.login}` },
        { login: '\uD800' },
        { accountId: samples.unknownAccountId },
        { accountId: 'no;such' },
        { subjectId: samples.unknownAccountId },
      ]) {
        expect(await billing.logins.findLogins(key, call())).toEqual([])
      }
    },
  }),
  requirement('LOGINS-3', 'A password is changed, the one before lets nobody in, and the same once more is harmless.', {
    capabilities: ['credentialChanges'],
    parts: ['office.openAccount'],
    prove: async (subject) => {
      const { account, subjectId } = await openPerson(subject)
      const change = { subjectId, login: null, password: 'весна "2026" <года> & \\' }
      for (let time = 0; time < 2; time += 1) {
        expect(await subject.billing.logins.changeCredentials(change, call())).toEqual({ kind: 'changed' })
      }
      expect(await signsIn(subject, account.login, change.password)).toBe(true)
      expect(await signsIn(subject, account.login, account.password)).toBe(false)
    },
  }),
  requirement('LOGINS-4', 'A login is changed alone or with the password, and the one before is free.', {
    capabilities: ['credentialChanges'],
    unless: unlessKept,
    parts: ['office.openAccount'],
    prove: async (subject) => {
      const { account, subjectId } = await openPerson(subject)
      const { logins } = subject.billing
      const [login, other] = [unique('login'), unique('login')]
      expect(await logins.changeCredentials({ subjectId, login, password: null }, call())).toEqual({ kind: 'changed' })
      expect(await signsIn(subject, login, account.password)).toBe(true)
      expect(await signsIn(subject, account.login, account.password)).toBe(false)
      const both = { subjectId, login: other, password: 'another day' }
      expect(await logins.changeCredentials(both, call())).toEqual({ kind: 'changed' })
      expect(await signsIn(subject, other, 'another day')).toBe(true)
      expect(await logins.findLogins({ login }, call())).toEqual([])
    },
  }),
  requirement(
    'LOGINS-5',
    'A login that somebody has, and a subject that is not there, are refused, and nothing changes.',
    {
      capabilities: ['credentialChanges'],
      unless: unlessKept,
      parts: ['office.openAccount', 'logins.person'],
      prove: async (subject) => {
        const { account, subjectId } = await openPerson(subject)
        const { logins } = subject.billing
        const taken = { subjectId, login: subject.logins.person.login, password: 'must not be' }
        expect(await logins.changeCredentials(taken, call())).toEqual(refused('LOGIN_TAKEN'))
        expect(await signsIn(subject, account.login, account.password)).toBe(true)
        expect(await signsIn(subject, account.login, 'must not be')).toBe(false)
        for (const unknown of [subject.samples.unknownAccountId, 'no;such']) {
          const change = { subjectId: unknown, login: null, password: 'long enough' }
          expect(await logins.changeCredentials(change, call())).toEqual(refused('SUBJECT_NOT_FOUND'))
        }
      },
    },
  ),
  requirement('LOGINS-6', 'A password that is not Unicode is refused before it is sent.', {
    capabilities: ['credentialChanges'],
    parts: ['office.openAccount'],
    prove: async (subject) => {
      const { subjectId } = await openPerson(subject)
      const change = { subjectId, login: null, password: '\uD800 and more' }
      await expect(subject.billing.logins.changeCredentials(change, call())).rejects.toMatchObject(UNWRITABLE)
    },
  }),
  ...(['loseAnswer', 'loseRequest', 'htmlPage', 'cutAnswer'] as const).map((kind) =>
    requirement(
      `LOGINS-7.${kind}`,
      `A change of a password that meets ${kind} is of unknown outcome; once more it is as it was meant.`,
      {
        capabilities: ['credentialChanges'],
        parts: ['office.openAccount'],
        faults: [['changeCredentials', kind]],
        prove: async (subject) => {
          const { account, subjectId } = await openPerson(subject)
          const { logins } = subject.billing
          const change = { subjectId, login: null, password: `after ${kind}` }
          await subject.faults?.cause('changeCredentials', kind, {})
          await expect(logins.changeCredentials(change, call())).rejects.toMatchObject(UNKNOWN)
          await subject.faults?.clear()
          expect(await logins.changeCredentials(change, call())).toEqual({ kind: 'changed' })
          expect(await signsIn(subject, account.login, change.password)).toBe(true)
        },
      },
    ),
  ),
]

function DESCRIPTIONS(): Readonly<Record<(typeof PEOPLE)[number] | 'operator', string>> {
  return {
    person: 'A person',
    twoAgreements: 'A person with two agreements',
    organization: 'An organisation',
    operator: 'An operator',
  }
}

function check({ billing }: ConformanceSubject, { login, password }: { login: string; password: string }) {
  return billing.credentials.checkCredentials({ login, password }, call())
}

function accountsOf(verdict: CredentialVerdict) {
  return verdict.kind === 'accepted' ? verdict.accounts : []
}

function numbersOf(verdict: CredentialVerdict): readonly string[] {
  return accountsOf(verdict).map(({ number }) => number)
}

async function signsIn(subject: ConformanceSubject, login: string, password: string): Promise<boolean> {
  const isLetIn = (await check(subject, { login, password })).kind === 'accepted'
  const truth = await subject.books.signsIn?.(login, password)
  if (truth !== undefined) expect(isLetIn).toBe(truth)
  return isLetIn
}

async function findLogin({ billing }: ConformanceSubject, login: string): Promise<KnownLogin> {
  const found = await billing.logins.findLogins({ login }, call())
  expect(found).toHaveLength(1)
  return pick(found, `login ${login}`)
}

async function openPerson(
  subject: ConformanceSubject & { readonly office: { openAccount(): OpenedAccount | Promise<OpenedAccount> } },
): Promise<{ readonly account: OpenedAccount; readonly subjectId: string }> {
  const account = await subject.office.openAccount()
  return { account, subjectId: (await findLogin(subject, account.login)).subjectId }
}
