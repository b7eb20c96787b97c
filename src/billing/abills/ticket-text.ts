import { assertReference, unwritable } from '../adapter/writing.ts'
import type { TicketOrder } from '../ticket-port.ts'

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
  assertReference(reference, MAX_REFERENCE_LENGTH)
  if (/[\s\]]/u.test(reference)) throw unwritable('reference: not one that stands in a line')
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

/** A line that still is one. */
const MAX_REFERENCE_LENGTH = 100
/** As much as the table of messages takes in every version, and a subject that lists show. */
const MAX_SUBJECT_LENGTH = 200
const MAX_TEXT_LENGTH = 4000
const MAX_CONTACT_LENGTH = 255

/** Throws for an order that the helpdesk would not keep as it is: it cuts blanks, and drops what controls. */
export function assertTicket({ subject, text, contact, accountId }: TicketOrder): void {
  assertLine('subject', subject, MAX_SUBJECT_LENGTH)
  assertText('text', text, MAX_TEXT_LENGTH)
  if (contact === null && accountId === null) throw unwritable('contact: needed where there is no account')
  for (const part of contact === null ? [] : [contact.name, contact.phone, contact.address]) {
    assertLine('contact', part, MAX_CONTACT_LENGTH)
  }
}

function assertLine(field: string, value: string, longest: number): void {
  assertText(field, value, longest)
  if (value.includes('\n')) throw unwritable(`${field}: more than one line`)
}

export function assertText(field: string, value: string, longest = MAX_TEXT_LENGTH): void {
  const controls = /\p{Cc}/u.test(value.replaceAll('\n', ''))
  if (value === '' || value !== value.trim() || value.length > longest || controls || !value.isWellFormed()) {
    throw unwritable(`${field}: not one that the billing keeps as it is`)
  }
}
