import { type Row, readInteger, readIntegerOrNull, readText, readTextOrNull } from './database.ts'
import type { TicketContact, TicketMessageRow, TicketRow, TicketStateRow } from './ticketTypes.ts'

export function readTicket(row: Row): TicketRow {
  return {
    ticketId: readInteger(row, 'ticket_id'),
    soapId: readIntegerOrNull(row, 'soap_id'),
    classId: readInteger(row, 'class_id'),
    status: readInteger(row, 'status'),
    subject: readText(row, 'subject'),
    createdAt: readInteger(row, 'created_at'),
    updatedAt: readInteger(row, 'updated_at'),
    manager: readTextOrNull(row, 'manager'),
    externalId: readTextOrNull(row, 'external_id'),
    contact: readContact(row),
    mark: readIntegerOrNull(row, 'mark'),
  }
}

function readContact(row: Row): TicketContact | null {
  const name = readTextOrNull(row, 'contact_name')
  if (name === null) return null
  return { name, phone: readText(row, 'contact_phone'), address: readText(row, 'contact_address') }
}

export function readMessage(row: Row): TicketMessageRow {
  return {
    messageId: readInteger(row, 'message_id'),
    ticketId: readInteger(row, 'ticket_id'),
    soapId: readIntegerOrNull(row, 'soap_id'),
    side: readInteger(row, 'side') === 1 ? 1 : 0,
    author: readTextOrNull(row, 'author'),
    text: readText(row, 'text'),
    createdAt: readInteger(row, 'created_at'),
    externalId: readTextOrNull(row, 'external_id'),
  }
}

export function readState(row: Row): TicketStateRow {
  return {
    stateId: readInteger(row, 'state_id'),
    ticketId: readInteger(row, 'ticket_id'),
    soapId: readIntegerOrNull(row, 'soap_id'),
    status: readInteger(row, 'status'),
    side: readInteger(row, 'side') === 1 ? 1 : 0,
    changedAt: readInteger(row, 'changed_at'),
  }
}
