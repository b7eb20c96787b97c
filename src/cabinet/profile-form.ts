import type { AccountKind } from '../domain/account.ts'
import { readEmail } from '../domain/email.ts'
import { readPhone } from '../domain/phone.ts'
import { fieldsOf, OWN_FIELDS, type ProfileChange, type ProfileField, REQUIRED_FIELDS } from '../domain/profile.ts'
import { isInn, isKpp, isPersonInn } from '../domain/tax-number.ts'
import { readLine } from './text.ts'

export type ProfileProblemCode =
  | 'ACCOUNT_NOT_FOUND'
  | 'NOT_ALLOWED'
  | 'INVALID_VALUE'
  | 'INVALID_PHONE'
  | 'INVALID_EMAIL'
  | 'INVALID_TAX_NUMBER'
  | 'CHANGED_BY_OFFICE'
  | 'NO_SUCH_FIELD'
  | 'NOTHING_TO_CHANGE'
  | 'NOT_TAKEN_OVER'
  | 'NOT_CONFIRMED'
  | 'BILLING_UNAVAILABLE'
  | 'PASSWORD_NEEDED'
  | 'WRONG_PASSWORD'
  | 'TOO_MANY_TRIES'

/** What is wrong with one field, or with the whole where `field` is null. */
export interface ProfileProblem {
  readonly code: ProfileProblemCode
  readonly field: string | null
}

type Read = { readonly value: string | null } | { readonly code: ProfileProblemCode }

const MAX_NAME = 100
const MAX_LONG = 200

/** Reads what somebody has written by the rules of each field; all problems at once. */
export function readProfileChange(
  wanted: ProfileChange,
  { kind, isOffice }: { readonly kind: AccountKind; readonly isOffice: boolean },
): { readonly change: ProfileChange; readonly problems: readonly ProfileProblem[] } {
  const change: { -readonly [Field in ProfileField]?: string | null } = {}
  const problems: ProfileProblem[] = []
  for (const [field, text] of entriesOf(wanted)) {
    const read = readField(field, text, { kind, isOffice })
    if ('code' in read) problems.push({ code: read.code, field })
    else change[field] = read.value
  }
  if (problems.length === 0 && !isWholeTaxpayer(change)) problems.push({ code: 'INVALID_TAX_NUMBER', field: 'kpp' })
  if (problems.length === 0 && entriesOf(change).length === 0) {
    problems.push({ code: 'NOTHING_TO_CHANGE', field: null })
  }
  return { change, problems }
}

function readField(
  field: ProfileField,
  text: string | null,
  { kind, isOffice }: { readonly kind: AccountKind; readonly isOffice: boolean },
): Read {
  if (!fieldsOf(kind).includes(field)) return { code: 'NO_SUCH_FIELD' }
  if (!isOffice && !OWN_FIELDS.includes(field)) return { code: 'CHANGED_BY_OFFICE' }
  if (text === null) return REQUIRED_FIELDS.includes(field) ? { code: 'INVALID_VALUE' } : { value: null }
  return READERS[field](text)
}

const READERS: Readonly<Record<ProfileField, (text: string) => Read>> = {
  phone: (text) => valueOr(readPhone(text), 'INVALID_PHONE'),
  email: (text) => valueOr(readEmail(text), 'INVALID_EMAIL'),
  inn: (text) => valueOr(isInn(text.trim()) ? text.trim() : null, 'INVALID_TAX_NUMBER'),
  kpp: (text) => valueOr(isKpp(text.trim()) ? text.trim() : null, 'INVALID_TAX_NUMBER'),
  lastName: (text) => valueOr(readLine(text, { max: MAX_NAME }), 'INVALID_VALUE'),
  firstName: (text) => valueOr(readLine(text, { max: MAX_NAME }), 'INVALID_VALUE'),
  middleName: (text) => valueOr(readLine(text, { max: MAX_NAME }), 'INVALID_VALUE'),
  legalName: (text) => valueOr(readLine(text, { max: MAX_LONG }), 'INVALID_VALUE'),
  address: (text) => valueOr(readLine(text, { max: MAX_LONG }), 'INVALID_VALUE'),
}

function valueOr(value: string | null, code: ProfileProblemCode): Read {
  return value === null ? { code } : { value }
}

/** A sole trader has no reason code. What is not among the given fields is not judged. */
export function isWholeTaxpayer({ inn, kpp }: ProfileChange): boolean {
  return typeof inn !== 'string' || typeof kpp !== 'string' || !isPersonInn(inn)
}

function entriesOf(change: ProfileChange): readonly (readonly [ProfileField, string | null])[] {
  return [...FIELDS].flatMap((field) => {
    const value = change[field]
    return value === undefined ? [] : [[field, value] as const]
  })
}

const FIELDS: ReadonlySet<ProfileField> = new Set([...fieldsOf('PERSON'), ...fieldsOf('ORGANIZATION')])
