/**
 * Reads just these answers of just this billing: elements in the order of its WSDL, without attributes. Nothing is
 * checked; that is why it is the limit and not a product.
 */
export interface Cursor {
  readonly xml: string
  at: number
}

/** The text of the next element of that name; the cursor moves behind it. */
export function next(cursor: Cursor, name: string): string {
  const start = cursor.xml.indexOf(`<${name}>`, cursor.at) + name.length + 2
  const end = cursor.xml.indexOf('<', start)
  cursor.at = end
  return cursor.xml.slice(start, end)
}

/** The rows of an answer, each read with the cursor at its beginning. */
export function rows<T>(cursor: Cursor, name: string, read: (cursor: Cursor) => T): T[] {
  const found: T[] = []
  const opening = `<${name}>`
  for (;;) {
    const start = cursor.xml.indexOf(opening, cursor.at)
    if (start === -1) return found
    cursor.at = start + opening.length
    found.push(read(cursor))
  }
}

/** Decimal text → with two decimals. */
export function money(text: string) {
  const point = text.indexOf('.')
  const amount = point === -1 ? `${text}.00` : text.length - point === 3 ? text : `${text}0`
  return { amount, currency: 'RUB' }
}

export function unescape(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_whole, name: string) => ENTITIES[name] ?? '')
}

/** `yyyy-MM-dd HH:mm:ss` in Moscow → RFC 3339. */
export function instant(text: string): string {
  return `${text.slice(0, 10)}T${text.slice(11)}.000+03:00`
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
