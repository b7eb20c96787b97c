import { unwritable } from '../adapter/writing.ts'

/**
 * The helpdesk has no field for the reference of a program, nor for the name of whoever an answer is shown as: both go into
 * the last line of the text, and are taken off again when it is read. "[#P-17 Анна]" is a line that nobody writes by hand.
 */
export interface SignedText {
  readonly text: string
  readonly reference: string | null
  readonly authorName: string | null
}

const FOOTER = /\n\n\[#(?<reference>[^\s\]]+)(?: (?<name>[^\n\]]*))?\]$/u

export function signText(text: string, reference: string, authorName: string | null): string {
  if (/[\s\]]/u.test(reference) || reference === '') throw unwritable('reference: not one that stands in a line')
  const name = authorName === null ? '' : ` ${authorName.replaceAll(']', ')').replaceAll('\n', ' ')}`
  return `${text}\n\n[#${reference}${name}]`
}

/** What people have written themselves has no last line of ours. */
export function readSigned(signed: string): SignedText {
  const groups = FOOTER.exec(signed)?.groups
  if (groups === undefined) return { text: signed, reference: null, authorName: null }
  const text = signed.replace(FOOTER, '')
  return { text, reference: groups['reference'] ?? null, authorName: groups['name'] || null }
}
