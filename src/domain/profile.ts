import type { Profile } from './account.ts'

/** The fields of a profile that can be changed, those of persons and of organisations. */
export const PERSON_FIELDS = ['lastName', 'firstName', 'middleName', 'phone', 'email', 'address'] as const
export const ORGANIZATION_FIELDS = ['legalName', 'inn', 'kpp', 'phone', 'email', 'address'] as const

export type ProfileField = (typeof PERSON_FIELDS)[number] | (typeof ORGANIZATION_FIELDS)[number]

/** What is to become otherwise; null empties a field. */
export type ProfileChange = Readonly<Partial<Record<ProfileField, string | null>>>

/** What holders change by themselves. All other fields stand in the agreement: only the provider's staff changes them. */
export const OWN_FIELDS: readonly ProfileField[] = ['phone', 'email']

/** Where codes for a new password go: whoever changes them could bring somebody else in. */
export const CONTACT_FIELDS = ['phone', 'email'] as const satisfies readonly ProfileField[]

/** What nobody can be without. */
export const REQUIRED_FIELDS: readonly ProfileField[] = ['lastName', 'firstName', 'legalName', 'inn']

export function fieldsOf(kind: Profile['kind']): readonly ProfileField[] {
  return kind === 'PERSON' ? PERSON_FIELDS : ORGANIZATION_FIELDS
}

/** The value of a field; undefined where such a holder has none. */
export function valueOf(profile: Profile, field: ProfileField): string | null | undefined {
  const values: Readonly<Partial<Record<ProfileField, string | null>>> = profile
  return values[field]
}

/** The fields that are not as they should have become. */
export function listNotTaken(profile: Profile, change: ProfileChange): readonly ProfileField[] {
  return fieldsOf(profile.kind).filter((field) => {
    const wanted = change[field]
    return wanted !== undefined && (valueOf(profile, field) ?? null) !== wanted
  })
}
