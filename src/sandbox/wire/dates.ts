const MOSCOW_OFFSET_MS = 3 * 3_600_000

export const ZERO_INSTANT = '0000-00-00 00:00:00'
export const ZERO_DAY = '0000-00-00'

/** `yyyy-MM-dd HH:mm:ss` in Moscow time, which is UTC+3 all year. */
export function instantText(at: number): string {
  return new Date(at + MOSCOW_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')
}

/** `yyyy-MM-dd HH:mm:ss` or `yyyy-MM-dd`, Moscow time → milliseconds; null when it is no such date. */
export function readInstant(value: string): number | null {
  const match = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d))?$/.exec(value)
  if (match === null) return null
  const utc = `${match[1] ?? ''}T${match[2] ?? '00:00:00'}.000Z`
  const at = Date.parse(utc)
  if (Number.isNaN(at) || new Date(at).toISOString() !== utc) return null
  return at - MOSCOW_OFFSET_MS
}
