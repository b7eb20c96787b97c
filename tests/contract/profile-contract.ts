import { expect, test } from 'vitest'
import { readable } from '../support/readable.ts'
import { type ContractSubject, call } from './subject.ts'

/** What a holder changes, judged by the next read. */
export function describeProfileContract(get: () => ContractSubject): void {
  const ofKind = (kind: 'PERSON' | 'ORGANIZATION') => get().accounts.find((account) => account.kind === kind)?.id ?? ''
  const readProfile = async (id: string) => (await readable(get().billing.profiles.findProfiles([id], call()))).get(id)
  const readSettings = async (id: string) => (await readable(get().billing.profiles.findSettings([id], call()))).get(id)

  test('BIL-170 the fields named are changed, and the others stay, for a person and an organisation', async () => {
    const { profiles } = get().billing
    const changes = [
      ['PERSON', { phone: '+79121234567', email: 'новый@пример.рф', lastName: "О'Нил-Петрова", middleName: null }],
      ['ORGANIZATION', { phone: null, legalName: 'ООО «Ромашка & <Ко>»', inn: '7707083893', kpp: '770701001' }],
    ] as const
    for (const [kind, change] of changes) {
      const id = ofKind(kind)
      const before = await readProfile(id)
      expect(await profiles.updateProfile(id, change, call())).toEqual({ kind: 'accepted' })
      expect(await readProfile(id)).toEqual({ ...before, ...change })
      expect(await profiles.updateProfile(id, change, call())).toEqual({ kind: 'accepted' })
      expect(await readProfile(id)).toEqual({ ...before, ...change })
    }
  })

  test('BIL-171 settings are changed one by one', async () => {
    const { profiles } = get().billing
    const id = ofKind('PERSON')
    const before = await readSettings(id)
    for (const change of [
      { language: 'EN' },
      { invoiceDelivery: 'PAPER' },
      { acceptsAdvertising: false },
      { invoiceDelivery: 'NONE', acceptsAdvertising: true },
    ] as const) {
      const earlier = await readSettings(id)
      expect(await profiles.updateSettings(id, change, call())).toEqual({ kind: 'accepted' })
      expect(await readSettings(id)).toEqual({ ...earlier, ...change })
    }
    expect(await readSettings(id)).not.toEqual(before)
  })

  test('BIL-172 an account that is not there is refused; its settings are absent', async () => {
    const { profiles } = get().billing
    for (const id of ['999999999', '1;2']) {
      const refused = { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
      expect(await profiles.updateProfile(id, { email: null }, call())).toEqual(refused)
      expect(await profiles.updateSettings(id, { language: 'RU' }, call())).toEqual(refused)
      expect(await readSettings(id)).toBeUndefined()
    }
  })
}
