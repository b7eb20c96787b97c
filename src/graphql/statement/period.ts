import type { Period } from '../../domain/statement.ts'
import { MAX_EXPORT_DAYS } from '../../domain/statement-export.ts'
import { ClientError } from '../errors.ts'

/** A leap year, both its ends included. */
const MAX_DAYS = 366
const DAY_MS = 86_400_000
/** No billing kept books before, and years of other lengths have no place in a date. */
const FIRST_DAY = '1900-01-01'
const LAST_DAY = '2999-12-31'

/** A period that a billing can be asked for. Days are real days already: the scalar `Date` takes no others. */
export function readPeriod({ from, to }: Period): Period {
  if (from < FIRST_DAY || to > LAST_DAY) {
    throw new ClientError('BAD_USER_INPUT', {
      en: `\`period\` must lie between ${FIRST_DAY} and ${LAST_DAY}.`,
      ru: `\`period\` должен лежать между ${FIRST_DAY} и ${LAST_DAY}.`,
    })
  }
  if (from > to) {
    throw new ClientError('BAD_USER_INPUT', {
      en: '`period.from` must not be after `period.to`.',
      ru: '`period.from` не может быть позже `period.to`.',
    })
  }
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1
  if (days <= MAX_DAYS) return { from, to }
  throw new ClientError('BAD_USER_INPUT', {
    en: `\`period\` may have at most ${MAX_DAYS} days; this one has ${days}.`,
    ru: `\`period\` — не больше ${MAX_DAYS} дней; здесь ${days}.`,
  })
}

/** The period of a file, which may be far longer; null where it cannot be. */
export function readExportPeriod({ from, to }: Period): Period | null {
  const isOrdered = from >= FIRST_DAY && to <= LAST_DAY && from <= to
  return isOrdered && (Date.parse(to) - Date.parse(from)) / DAY_MS < MAX_EXPORT_DAYS ? { from, to } : null
}
