import { parseMoney } from '../../domain/money.ts'
import { type NotificationPreferences, readMinute } from '../../domain/notification.ts'
import type { UpdateNotificationPreferencesInput } from '../../generated/schema.ts'

type Change = (before: NotificationPreferences) => NotificationPreferences

const MAX_MINOR_UNITS = 100_000_000n

/** What the form makes of what was wanted before, or the field that cannot be. */
export function readForm(
  input: UpdateNotificationPreferencesInput,
): { readonly kind: 'change'; readonly change: Change } | { readonly kind: 'invalid'; readonly field: string } {
  const { choices, lowBalance, quietHours, language } = input
  const kinds = (choices ?? []).map(({ kind }) => kind)
  if (new Set(kinds).size < kinds.length) return { kind: 'invalid', field: 'choices' }
  const chosen = Object.fromEntries(
    (choices ?? []).map(({ kind, channels }) => [
      kind,
      (['SMS', 'EMAIL'] as const).filter((one) => channels.includes(one)),
    ]),
  )
  const minorUnits = typeof lowBalance === 'string' ? readAmount(lowBalance) : undefined
  if (minorUnits === null) return { kind: 'invalid', field: 'lowBalance' }
  const quiet = quietHours ? readQuietHours(quietHours) : quietHours
  if (quiet === 'invalid') return { kind: 'invalid', field: 'quietHours' }
  return {
    kind: 'change',
    change: (before) => ({
      choices: { ...before.choices, ...chosen },
      lowBalance: minorUnits === undefined ? before.lowBalance : { ...before.lowBalance, minorUnits },
      quietHours: quiet === undefined ? before.quietHours : quiet,
      language: language ? (language === 'RU' ? 'ru' : 'en') : before.language,
    }),
  }
}

/** The scalar has let only decimals pass. */
function readAmount(text: string): bigint | null {
  if (!/^-?\d{1,7}(?:\.\d{1,2})?$/.test(text)) return null
  const { minorUnits } = parseMoney(text, 'RUB')
  return minorUnits > MAX_MINOR_UNITS || minorUnits < -MAX_MINOR_UNITS ? null : minorUnits
}

function readQuietHours({ from, until }: { readonly from: string; readonly until: string }) {
  const [first, last] = [readMinute(from), readMinute(until)]
  return first === null || last === null || first === last ? 'invalid' : { from: first, until: last }
}
