import type { AccountId } from '../../domain/account.ts'
import type { Ticket, TicketId, TicketMessage, TicketStatusChange } from '../../domain/ticket.ts'
import { assertReadable } from '../adapter/keyed-rows.ts'
import type { BillingCall } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { element, elements, elementText, findElement, findElementText, type XmlElement } from '../transport/xml.ts'
import { findById } from './by-id.ts'
import { readCode, TICKET_AUTHOR } from './codes.ts'
import { tryReading } from './each.ts'
import { keyOf, type Listing } from './pages.ts'
import { readInstant, readKey, readLong, readOptionalKey } from './rows.ts'
import type { LanSide } from './side.ts'
import { type NameMark, readName, readText } from './ticket-marks.ts'

/** lanbilling.wsdl, soapSbssTicket: authortype. */
export const BY_SUBSCRIBER = 1

export interface TicketRow {
  readonly id: TicketId
  readonly bare: Omit<Ticket, 'accountId'>
  /** Whose it is; null for one that a manager has opened. */
  readonly personId: string | null
  /** What the gateway has written into its name; null for one that somebody else has opened. */
  readonly mark: NameMark | null
}

/** One soapSbssTicket. */
function readTicket(row: XmlElement, { context, lists }: LanSide): TicketRow {
  const { onOddity } = context
  const id = readKey(row, 'id')
  const name = elementText(row, 'name')
  const mark = readName(name)
  const classId = readLong(row, 'classid')
  const statusId = readLong(row, 'statusid')
  return {
    id,
    bare: {
      id,
      number: id,
      subject: mark?.subject ?? name,
      category: readCode(lists.ticketClasses, classId, { field: 'tickets.classid', onOddity }),
      status: readCode(lists.ticketStatuses, statusId, { field: 'tickets.statusid', onOddity }),
      createdAt: readInstant(row, 'createdon', context),
      updatedAt: readInstant(row, 'lastpost', context),
      rating: null,
    },
    personId: readLong(row, 'authortype') === BY_SUBSCRIBER ? readOptionalKey(row, 'authorid') : null,
    mark,
  }
}

/** getSbssTickets, of a person, or of all. */
export function ticketListing(side: LanSide, personId: string | null): Listing<TicketRow> {
  return {
    operation: 'getSbssTickets',
    filter: personId === null ? [] : [['userid', personId]],
    order: { column: 'id', newestFirst: true },
    id: keyOf('id'),
    read: (row) => readTicket(row, side),
  }
}

/** What was written, with what the ticket was set to by it. */
export interface PostRow {
  readonly message: TicketMessage
  /** Null where it changed nothing. */
  readonly change: TicketStatusChange | null
  /** For the office alone: no message of the ticket. */
  readonly isInternal: boolean
}

export interface FullTicket extends TicketRow {
  /** Oldest first. */
  readonly posts: readonly PostRow[]
}

const FULL = 'getSbssTicket'

/**
 * A ticket with everything that was written; undefined when there is none. A part that cannot be read may be the one that is
 * looked for, and is the error of the ticket.
 */
export function findFullTicket(side: LanSide, id: TicketId, call: BillingCall): Promise<FullTicket | undefined> {
  return findById(
    side,
    {
      operation: FULL,
      noun: 'Ticket',
      id,
      read: (answer) => {
        const row = findElement(answer, 'ret')
        if (row === null) return undefined
        const ticket = readTicket(element(row, 'ticket'), side)
        if (ticket.id !== id) throw malformed('id: not the one asked for')
        const posts = elements(row, 'posts').map((full) =>
          tryReading(() => readPost(element(full, 'post'), id, side), FULL, side.context.onOddity),
        )
        const read = assertReadable(posts)
        return { ...ticket, posts: read.toSorted((one, other) => Number(one.message.id) - Number(other.message.id)) }
      },
    },
    call,
  )
}

/** One soapSbssPost. */
function readPost(row: XmlElement, ticketId: TicketId, { context, lists }: LanSide): PostRow {
  const { onOddity } = context
  if (readKey(row, 'ticketid') !== ticketId) throw malformed('ticketid: not the one asked for')
  const id = readKey(row, 'id')
  const author = readCode(TICKET_AUTHOR, readLong(row, 'authortype'), { field: 'posts.authortype', onOddity })
  const { text, reference, authorName } = readText(elementText(row, 'text'))
  const at = readInstant(row, 'createdon', context)
  const statusId = readLong(row, 'statusid', -1)
  const status = statusId < 0 ? null : readCode(lists.ticketStatuses, statusId, { field: 'posts.statusid', onOddity })
  return {
    message: {
      id,
      author,
      authorName: authorName ?? findElementText(row, 'authorname'),
      text,
      createdAt: at,
      reference,
    },
    change: status === null ? null : { id, status, author, changedAt: at },
    isInternal: readLong(row, 'spec') !== 0,
  }
}

/** Of which of a person's agreements a ticket is: the one that it names, or the first. */
export function ownerOf({ mark }: Pick<TicketRow, 'mark'>, agreementIds: readonly AccountId[]): AccountId | null {
  const named = mark?.accountId ?? null
  if (named !== null && agreementIds.includes(named)) return named
  return agreementIds[0] ?? null
}
