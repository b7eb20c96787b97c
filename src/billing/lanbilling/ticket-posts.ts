import type { TicketId, TicketStatus } from '../../domain/ticket.ts'
import type { PostingCall } from '../posting-port.ts'
import { writeElement } from '../transport/xml.ts'
import { codeOf } from './codes.ts'
import { isNotFound } from './faults.ts'
import { readKey } from './rows.ts'
import type { LanSide } from './side.ts'
import { BY_SUBSCRIBER } from './ticket-rows.ts'

export interface NewPost {
  readonly ticketId: TicketId
  /** The person who writes; null for the provider's people. */
  readonly author: string | null
  readonly text: string
  /** What the ticket is set to with it; null leaves it as it is. */
  readonly status: Exclude<TicketStatus, 'UNKNOWN'> | null
  readonly isInternal?: boolean
}

/** insupdSbssPost, sent once: the number of what was written; null for a ticket that is not there. */
export function writePost(
  { soap, lists }: LanSide,
  { ticketId, author, text, status, isInternal = false }: NewPost,
  call: PostingCall,
): Promise<{ readonly id: string | null }> {
  const statusId = status === null ? '-1' : codeOf(lists.ticketStatuses, status)
  const val = [
    writeElement('id', 0),
    writeElement('ticketid', ticketId),
    writeElement('authortype', author === null ? 0 : BY_SUBSCRIBER),
    writeElement('authorid', author ?? 0),
    writeElement('spec', isInternal ? 1 : 0),
    writeElement('statusid', statusId ?? '-1'),
    writeElement('text', text),
  ]
  const request = { name: 'insupdSbssPost', content: `${writeElement('isInsert', 1)}<val>${val.join('')}</val>` }
  return soap.write<{ readonly id: string | null }>(request, call, {
    answer: (element) => ({ id: readKey(element, 'ret') }),
    refusal: (fault) => (isNotFound(fault, 'Ticket', ticketId) ? { id: null } : null),
  })
}
