import { expect } from 'vitest'
import { listIds, listNoIds, NOT_APPLIED, pick, read, readOne, refused, UNKNOWN } from '../kit.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { call } from '../subject.ts'

const PERSON_CHANGES = {
  phone: '+79121234567',
  email: 'новый@пример.рф',
  lastName: "О'Нил-Петрова",
  middleName: null,
} as const
const ORGANIZATION_CHANGES = {
  phone: null,
  legalName: 'ООО «Ромашка & <Ко>»',
  inn: '7707083893',
  kpp: '770701001',
} as const

/** Who holds an account, and what the holder has chosen. */
export const PROFILE_REQUIREMENTS: readonly Requirement[] = [
  requirement('PROFILES-1', 'Profiles are of the kind of their account, and leave blank what is not known.', {
    prove: async (subject) => {
      const found = await read(subject.billing.profiles.findProfiles(await listIds(subject), call()))
      for (const { id, kind } of await subject.books.accounts()) {
        const profile = found.get(id)
        expect(profile).toMatchObject({ accountId: id, kind })
        expect(profile?.phone ?? '+70000000000').toMatch(/^\+\d{10,15}$/)
        expect(Object.values(profile ?? {})).not.toContain('')
        const { inn } = profile?.kind === 'ORGANIZATION' ? profile : { inn: '7707083893' }
        expect(inn).toMatch(/^(?:\d{10}|\d{12})$/)
      }
    },
  }),
  requirement('PROFILES-2', 'What is no id, or nobody has, has no profile and no settings.', {
    prove: async (subject) => {
      const { profiles } = subject.billing
      const strange = await listNoIds(subject)
      const [known = ''] = await listIds(subject)
      expect([...(await read(profiles.findProfiles([...strange, known], call()))).keys()]).toEqual([known])
      expect(await read(profiles.findSettings(strange, call()))).toEqual(new Map())
    },
  }),
  requirement(
    'PROFILES-3',
    'The fields of a person that are named are changed, the others stay, and twice does no harm.',
    {
      capabilities: ['profileChanges'],
      parts: ['office.openAccount'],
      prove: async (subject) => {
        const { id } = await subject.office.openAccount()
        await proveChange(subject.billing.profiles, id, PERSON_CHANGES)
      },
    },
  ),
  requirement('PROFILES-4', 'The fields of an organisation that are named are changed, and the others stay.', {
    capabilities: ['profileChanges'],
    facts: ['persons and organisations'],
    prove: async (subject) => {
      const accounts = await subject.books.accounts()
      const { id } = pick(accounts, 'organisation', ({ kind }) => kind === 'ORGANIZATION')
      await proveChange(subject.billing.profiles, id, ORGANIZATION_CHANGES)
    },
  }),
  requirement('PROFILES-5', 'Settings are changed one by one.', {
    capabilities: ['profileChanges'],
    parts: ['office.openAccount'],
    prove: async ({ billing: { profiles }, office }) => {
      const { id } = await office.openAccount()
      for (const change of [
        { language: 'EN' },
        { invoiceDelivery: 'PAPER' },
        { acceptsAdvertising: false },
        { invoiceDelivery: 'NONE', acceptsAdvertising: true },
        { language: 'RU' },
      ] as const) {
        const before = await readOne(profiles.findSettings([id], call()), id)
        expect(await profiles.updateSettings(id, change, call())).toEqual({ kind: 'accepted' })
        expect(await readOne(profiles.findSettings([id], call()), id)).toEqual({ ...before, ...change })
      }
    },
  }),
  requirement('PROFILES-6', 'A change of an account that is not there is refused.', {
    capabilities: ['profileChanges'],
    prove: async ({ billing: { profiles }, samples }) => {
      for (const id of [samples.unknownAccountId, '1;2']) {
        expect(await profiles.updateProfile(id, { email: null }, call())).toEqual(refused('ACCOUNT_NOT_FOUND'))
        expect(await profiles.updateSettings(id, { language: 'RU' }, call())).toEqual(refused('ACCOUNT_NOT_FOUND'))
      }
    },
  }),
  ...(['loseAnswer', 'loseRequest', 'htmlPage'] as const).map((kind) =>
    requirement(
      `PROFILES-8.${kind}`,
      `A change of a profile that meets ${kind} is of unknown outcome; once more it is as it was meant.`,
      {
        capabilities: ['profileChanges'],
        parts: ['office.openAccount'],
        faults: [['updateProfile', kind]],
        prove: async (subject) => {
          const { id } = await subject.office.openAccount()
          const { profiles } = subject.billing
          const change = { email: `after-${kind.toLowerCase()}@example.com` }
          await subject.faults?.cause('updateProfile', kind, {})
          await expect(profiles.updateProfile(id, change, call())).rejects.toMatchObject(UNKNOWN)
          await subject.faults?.clear()
          expect(await profiles.updateProfile(id, change, call())).toEqual({ kind: 'accepted' })
          expect(await readOne(profiles.findProfiles([id], call()), id)).toMatchObject(change)
        },
      },
    ),
  ),
  requirement('PROFILES-7', 'Text that cannot be written is refused before it is sent.', {
    capabilities: ['profileChanges'],
    prove: async (subject) => {
      const [id = ''] = await listIds(subject)
      const change = { email: '\uD800@example.com' }
      await expect(subject.billing.profiles.updateProfile(id, change, call())).rejects.toMatchObject(NOT_APPLIED)
    },
  }),
]

type Profiles = Parameters<Requirement['judge']>[0]['billing']['profiles']

async function proveChange(
  profiles: Profiles,
  id: string,
  change: Parameters<Profiles['updateProfile']>[1],
): Promise<void> {
  const before = await readOne(profiles.findProfiles([id], call()), id)
  for (let time = 0; time < 2; time += 1) {
    expect(await profiles.updateProfile(id, change, call())).toEqual({ kind: 'accepted' })
    expect(await readOne(profiles.findProfiles([id], call()), id)).toEqual({ ...before, ...change })
  }
}
