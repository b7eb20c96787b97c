import type { SettingsChange } from '../books/settingsTypes.ts'
import type { Books, ProfileChange } from '../books/types.ts'
import { type Answer, oneOf, whole } from '../wire/answer.ts'
import { RefusalError } from '../wire/refusal.ts'

interface Posted {
  readonly body: unknown
}

/** The fields of a profile that can be written: those of its row. */
const PROFILE_FIELDS = ['surname', 'name', 'patronymic', 'company', 'inn', 'kpp', 'phone', 'email', 'address'] as const

/** Success, whatever was taken over: what does not fit its column stays as it was, and nobody is told. */
const DONE: Answer = oneOf({ ok: whole(1) })

/** POST /profiles/update: what is left out stays. */
export function updateProfile(books: Books, { body }: Posted): Answer {
  const change: ProfileChange = Object.fromEntries(
    PROFILE_FIELDS.flatMap((name) => {
      const value = readField(body, name)
      return value === undefined ? [] : [[name, name === 'phone' ? value.replace(/\D/g, '') : value]]
    }),
  )
  books.updateProfile(readAccountId(body), change)
  return DONE
}

/** POST /settings/update: a value that is none is passed over as well. */
export function updateSettings(books: Books, { body }: Posted): Answer {
  const [language, invoice, ads] = ['lang', 'invoice', 'ads'].map((name) => readField(body, name))
  const change: SettingsChange = {
    ...(language === 'ru' || language === 'en' ? { language } : {}),
    ...(invoice === 'E' || invoice === 'P' || invoice === 'N' ? { invoice } : {}),
    ...(ads === '0' || ads === '1' ? { advertising: ads === '1' } : {}),
  }
  books.updateSettings(readAccountId(body), change)
  return DONE
}

function readAccountId(body: unknown): number {
  const value = readField(body, 'account_id') ?? ''
  if (!/^\d{1,15}$/.test(value)) throw new RefusalError(400, "'account_id' is missing or no id")
  return Number(value)
}

function readField(body: unknown, name: string): string | undefined {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}
