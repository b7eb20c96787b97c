import { unwritable } from '../adapter/writing.ts'
import type { TicketOrder } from '../ticket-port.ts'
import { writeElement } from '../transport/xml.ts'
import { codesOf, TICKET_CATEGORY } from './codes.ts'
import { assertReference } from './posting-orders.ts'

/** billing.wsdl, NewTicket: longer texts are refused by the billing, not cut. */
const MAX_SUBJECT_LENGTH = 255
export const MAX_TEXT_LENGTH = 4000
export const MAX_CONTACT_LENGTH = 255

/** The content of OpenTicket. Throws for an order that the helpdesk would not keep as it is; nothing is sent then. */
export function writeOpenTicket(order: TicketOrder, agreementKey: string | null): string {
  const { category, subject, text, reference, contact } = order
  assertReference(reference)
  assertLine('subject', subject, MAX_SUBJECT_LENGTH)
  assertText('text', text, MAX_TEXT_LENGTH)
  if (agreementKey === null && contact === null) throw unwritable('contact: needed where there is no account')
  const [classId] = codesOf(TICKET_CATEGORY, [category])
  if (classId === undefined) throw unwritable('category: one that the billing has no code for')
  const parts = [
    agreementKey === null ? '' : writeElement('agrmid', agreementKey),
    writeElement('classid', classId),
    writeElement('subject', subject),
    writeElement('text', text),
    writeElement('extid', reference),
    contact === null ? '' : writeContact(contact),
  ]
  return `<val>${parts.join('')}</val>`
}

function writeContact({ name, phone, address }: NonNullable<TicketOrder['contact']>): string {
  const parts = [
    ['contact', name],
    ['phone', phone],
    ['address', address],
  ] as const
  for (const [field, value] of parts) assertLine(field, value, MAX_CONTACT_LENGTH)
  return parts.map(([field, value]) => writeElement(field, value)).join('')
}

export function assertLine(field: string, value: string, longest: number): void {
  assertText(field, value, longest)
  if (value.includes('\n')) throw unwritable(`${field}: more than one line`)
}

/** Blanks at the ends would be lost, and an echo that differs would look like another ticket's. */
export function assertText(field: string, value: string, longest: number): void {
  if (value === '' || value !== value.trim() || value.length > longest || value.includes('\r')) {
    throw unwritable(`${field}: not one that the billing keeps as it is`)
  }
}
