import type { SQLInputValue } from 'node:sqlite'
import type { Database } from './database.ts'
import { BooksError } from './error.ts'
import { readMeta, writeMeta } from './schema.ts'
import { readMessage, readTicket } from './ticketRows.ts'
import { statusAfter, TICKET_STATUS } from './ticketRules.ts'
import type {
  NewTicket,
  NewTicketMessage,
  TicketBooks,
  TicketChange,
  TicketMessageRow,
  TicketRow,
} from './ticketTypes.ts'
import type { Touch } from './touch.ts'
import { checkInteger } from './values.ts'
import { insertTicket, insertTicketMessage, insertTicketState } from './writing.ts'

const ROWS_MAX = 10_000
const TEXT_MAX = 4000

/**
 * Tickets newest first within an account, messages oldest first within a ticket. A filter that names neither accounts
 * nor tickets sees, in books that are written on first touch, the accounts touched so far.
 */
export function createTicketReads(
  database: Database,
  touch: Touch,
): Pick<TicketBooks, 'listTickets' | 'listTicketMessages'> {
  return {
    listTickets: (filter) => {
      checkInteger('limit', filter.limit, { from: 1, to: ROWS_MAX })
      touch.soapIds(filter.soapIds ?? [])
      touch.tickets(filter.ticketIds ?? [])
      const given: readonly (readonly [string, SQLInputValue | undefined])[] = [
        ['soap_id IN (SELECT value FROM json_each(?))', filter.soapIds && JSON.stringify(filter.soapIds)],
        ['ticket_id IN (SELECT value FROM json_each(?))', filter.ticketIds && JSON.stringify(filter.ticketIds)],
        ['status IN (SELECT value FROM json_each(?))', filter.statuses && JSON.stringify(filter.statuses)],
        ['external_id = ?', filter.externalId],
        ['(soap_id IS NULL) = ?', filter.isWithoutAccount && 1],
        ['ticket_id < ?', filter.beforeId],
      ]
      const used = given.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]))
      const where = used.map(({ sql }) => sql).join(' AND ')
      return database
        .all(
          `SELECT * FROM (
             SELECT *, row_number() OVER (PARTITION BY soap_id ORDER BY ticket_id DESC) AS place
             FROM tickets WHERE ${where === '' ? 'true' : where}
           ) WHERE place <= ? ORDER BY soap_id, ticket_id DESC`,
          ...used.map(({ value }) => value),
          filter.limit,
        )
        .map(readTicket)
    },
    listTicketMessages: ({ ticketIds, afterId, limit }) => {
      checkInteger('limit', limit, { from: 1, to: ROWS_MAX })
      touch.tickets(ticketIds)
      return database
        .all(
          `SELECT * FROM (
             SELECT m.*, t.soap_id, row_number() OVER (PARTITION BY m.ticket_id ORDER BY m.message_id) AS place
             FROM ticket_messages m JOIN tickets t ON t.ticket_id = m.ticket_id
             WHERE m.ticket_id IN (SELECT value FROM json_each(?)) AND m.message_id > ?
           ) WHERE place <= ? ORDER BY ticket_id, message_id`,
          JSON.stringify(ticketIds),
          afterId ?? 0,
          limit,
        )
        .map(readMessage)
    },
  }
}

/** Opens a ticket with its first message. Call it in a transaction. */
export function addTicket(database: Database, wanted: NewTicket, now: number): TicketRow {
  checkInteger('classId', wanted.classId, { from: 1, to: 5 })
  checkText('subject', wanted.subject)
  if (wanted.soapId !== null && !database.find('SELECT 1 FROM accounts WHERE soap_id = ?', wanted.soapId)) {
    throw new BooksError('UNKNOWN_ACCOUNT', `There is no account ${wanted.soapId}.`)
  }
  const ticketId = takeId(database, 'next_ticket_id')
  const { soapId, classId, subject } = wanted
  const fresh = { ticketId, soapId, classId, status: TICKET_STATUS.fresh, subject }
  const { manager = null, externalId = null, contact = null } = wanted
  insertTicket(database, { ...fresh, createdAt: now, updatedAt: now, manager, externalId, contact, mark: null })
  insertTicketState(database, { ticketId, status: TICKET_STATUS.fresh, side: wanted.side, at: now })
  // What opens a ticket is no answer to it: it stays new unless another state is asked for.
  const { text, side, author } = wanted
  const message = { text, side, ...(author === undefined ? {} : { author }), ticketId, soapId }
  writeMessage(database, { ...message, status: wanted.status ?? TICKET_STATUS.fresh }, now)
  return findTicket(database, ticketId)
}

/** Call it in a transaction. */
export function addTicketMessage(
  database: Database,
  { ticketId, message }: { ticketId: number; message: NewTicketMessage },
  now: number,
): TicketMessageRow {
  const ticket = findTicket(database, ticketId)
  const status = message.status ?? statusAfter(ticket.status, message.side)
  return writeMessage(database, { ...message, ticketId, soapId: ticket.soapId, status }, now)
}

type Message = NewTicketMessage & Pick<TicketRow, 'ticketId' | 'soapId' | 'status'>

function writeMessage(database: Database, message: Message, now: number): TicketMessageRow {
  const { ticketId, soapId, side, text, status } = message
  checkText('text', text)
  const messageId = takeId(database, 'next_message_id')
  const row: TicketMessageRow = {
    messageId,
    ticketId,
    soapId,
    side,
    author: message.author ?? null,
    text,
    createdAt: now,
    externalId: message.externalId ?? null,
  }
  insertTicketMessage(database, row)
  setStatus(database, { ticketId, status, side }, now)
  return row
}

/** Call it in a transaction. */
export function changeTicket(database: Database, change: TicketChange, now: number): TicketRow {
  const { ticketId, side, status, mark } = change
  const ticket = findTicket(database, ticketId)
  if (mark !== undefined) {
    checkInteger('mark', mark, { from: 1, to: 5 })
    database.run('UPDATE tickets SET mark = ? WHERE ticket_id = ?', mark, ticketId)
  }
  setStatus(database, { ticketId, status: status ?? ticket.status, side }, now)
  return findTicket(database, ticketId)
}

/** A state that it has already is no new one. */
function setStatus(
  database: Database,
  { ticketId, status, side }: { ticketId: number; status: number; side: 0 | 1 },
  now: number,
): void {
  if (!Object.values<number>(TICKET_STATUS).includes(status)) {
    throw new BooksError('INVALID_VALUE', `status must be one of ${Object.values(TICKET_STATUS).join(', ')}.`)
  }
  const isNew = findTicket(database, ticketId).status !== status
  database.run('UPDATE tickets SET status = ?, updated_at = ? WHERE ticket_id = ?', status, now, ticketId)
  if (isNew) insertTicketState(database, { ticketId, status, side, at: now })
}

function findTicket(database: Database, ticketId: number): TicketRow {
  const row = database.find('SELECT * FROM tickets WHERE ticket_id = ?', ticketId)
  if (!row) throw new BooksError('UNKNOWN_TICKET', `There is no ticket ${ticketId}.`)
  return readTicket(row)
}

function takeId(database: Database, name: 'next_ticket_id' | 'next_message_id'): number {
  const id = readMeta(database, name)
  writeMeta(database, name, id + 1)
  return id
}

function checkText(name: string, value: string): void {
  if (value.trim() !== '' && value.length <= TEXT_MAX) return
  throw new BooksError('INVALID_VALUE', `${name} must have 1 to ${TEXT_MAX} characters.`)
}
