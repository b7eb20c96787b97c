import { assertReference, unwritable } from '../adapter/writing.ts'
import type { TicketOrder } from '../ticket-port.ts'
import { writeElement } from '../transport/xml.ts'
import { MAX_REFERENCE_LENGTH } from './posting-writes.ts'
import { isMarkable } from './ticket-marks.ts'

/** lanbilling.wsdl, soapSbssTicket: what is left of a name beside the mark. */
const MAX_SUBJECT_LENGTH = 160
const MAX_TEXT_LENGTH = 4000
const MAX_CONTACT_LENGTH = 255

/** Blanks at the ends would be lost, and an echo that differs would look like another ticket's. */
export function assertText(field: string, value: string, longest = MAX_TEXT_LENGTH): void {
  if (value === '' || value !== value.trim() || value.length > longest || value.includes('\r')) {
    throw unwritable(`${field}: not one that the helpdesk keeps as it is`)
  }
  // What cannot be sent in the second call must not leave what the first one has written.
  writeElement(field, value)
}

export function assertLine(field: string, value: string, longest = MAX_CONTACT_LENGTH): void {
  assertText(field, value, longest)
  if (value.includes('\n')) throw unwritable(`${field}: more than one line`)
}

export function assertMark(reference: string): void {
  assertReference(reference, MAX_REFERENCE_LENGTH)
  if (!isMarkable(reference)) throw unwritable('reference: not one that can be told from what stands around it')
}

/** Refuses an order that the helpdesk would not keep as it is; nothing is sent then. */
export function assertOrder({ accountId, subject, text, reference, contact }: TicketOrder): void {
  assertMark(reference)
  assertLine('subject', subject, MAX_SUBJECT_LENGTH)
  assertText('text', text)
  if (accountId === null && contact === null) throw unwritable('contact: needed where there is no account')
  if (contact === null) return
  for (const [field, value] of Object.entries<string>({ ...contact })) assertLine(field, value)
}

/** The text with whom to call, for which the helpdesk has no place of its own. */
export function withContact({ text, contact }: Pick<TicketOrder, 'text' | 'contact'>): string {
  return contact === null ? text : [text, '', contact.name, contact.phone, contact.address].join('\n')
}
