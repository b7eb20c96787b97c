import type { Database } from './database.ts'
import { readMessage, readState, readTicket } from './ticketRows.ts'
import type { TicketBooks } from './ticketTypes.ts'
import type { Touch } from './touch.ts'
import { checkInteger } from './values.ts'

const ROWS_MAX = 10_000

/** What is read of tickets beside themselves and their messages. */
export function createHelpdeskReads(
  database: Database,
  touch: Touch,
): Pick<TicketBooks, 'findTicketMessages' | 'listTicketStates' | 'listTicketQueue'> {
  return {
    findTicketMessages: (externalId) =>
      database
        .all(
          `SELECT m.*, t.soap_id FROM ticket_messages m JOIN tickets t ON t.ticket_id = m.ticket_id
           WHERE m.external_id = ? ORDER BY m.message_id LIMIT ${ROWS_MAX}`,
          externalId,
        )
        .map(readMessage),
    listTicketStates: ({ ticketIds, afterId, limit }) => {
      checkInteger('limit', limit, { from: 1, to: ROWS_MAX })
      touch.tickets(ticketIds)
      return database
        .all(
          `SELECT * FROM (
             SELECT s.*, t.soap_id, row_number() OVER (PARTITION BY s.ticket_id ORDER BY s.state_id) AS place
             FROM ticket_states s JOIN tickets t ON t.ticket_id = s.ticket_id
             WHERE s.ticket_id IN (SELECT value FROM json_each(?)) AND s.state_id > ?
           ) WHERE place <= ? ORDER BY ticket_id, state_id`,
          JSON.stringify(ticketIds),
          afterId ?? 0,
          limit,
        )
        .map(readState)
    },
    listTicketQueue: ({ statuses, classIds, beforeId, limit }) => {
      checkInteger('limit', limit, { from: 1, to: ROWS_MAX })
      return database
        .all(
          `SELECT * FROM tickets
           WHERE ${isIn('status', 1)} AND ${isIn('class_id', 2)} AND ticket_id < ?3
           ORDER BY ticket_id DESC LIMIT ?4`,
          JSON.stringify(statuses),
          JSON.stringify(classIds),
          beforeId ?? Number.MAX_SAFE_INTEGER,
          limit,
        )
        .map(readTicket)
    },
  }
}

/** Any value where the list of that place is empty. */
function isIn(column: string, place: number): string {
  return `(json_array_length(?${place}) = 0 OR ${column} IN (SELECT value FROM json_each(?${place})))`
}
