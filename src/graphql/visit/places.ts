/** Where something stands in a list that is ordered by an instant, as it is written into a cursor. */
export interface Place {
  readonly at: number
  readonly id: string
}

export function writePlace(at: number, id: string): string {
  return `${at}.${id}`
}

/** Null for no place. What names none is behind everything. */
export function readPlace(text: string | null): Place | null {
  if (text === null) return null
  const [at = '', id = ''] = text.split('.')
  return { at: /^\d{1,15}$/.test(at) ? Number(at) : 0, id }
}
