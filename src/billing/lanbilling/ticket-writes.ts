import { notSupported } from '../absent.ts'
import { byId } from '../adapter/context.ts'
import { unwritable } from '../adapter/writing.ts'
import type { FoundMessage, TicketWriting } from '../ticket-port.ts'
import { codeOf } from './codes.ts'
import { askEach, doubt } from './each.ts'
import type { LanSide } from './side.ts'
import { writeText } from './ticket-marks.ts'
import { findOwn } from './ticket-owners.ts'
import { writePost } from './ticket-posts.ts'
import { type FullTicket, findFullTicket } from './ticket-rows.ts'
import { assertLine, assertMark, assertText } from './ticket-texts.ts'

const POST = 'insupdSbssPost'
const MAX_AUTHOR_LENGTH = 100
const NO_TICKET = { kind: 'refused', reason: 'TICKET_NOT_FOUND' } as const

/** insupdSbssPost, sent once for each message and each change; what it names is read before anything is said of a message. */
export function createTicketWrites(side: LanSide): TicketWriting {
  return {
    async postTicketMessage(order, call) {
      const { text, reference, authorName, author, ticketId } = order
      assertMark(reference)
      assertText('text', text)
      if (authorName !== null) assertLine('author', authorName, MAX_AUTHOR_LENGTH)
      const ticket = await findOwn(side, order, { signal: call.signal })
      if (ticket === undefined) return NO_TICKET
      if (ticket.bare.status === 'CLOSED') return { kind: 'refused', reason: 'TICKET_CLOSED' }
      const post = {
        ticketId,
        author: author === 'SUBSCRIBER' ? ticket.personId : null,
        text: writeText({ text, reference, authorName }),
        status: null,
      }
      const { id } = await writePost(side, post, call)
      if (id === null) return NO_TICKET
      const written = await findFullTicket(side, ticketId, { signal: call.signal }).catch((cause: unknown) => {
        throw doubt(POST, 'what was written cannot be read', cause)
      })
      const message = written?.posts.find((one) => one.message.id === id)?.message
      if (message?.reference !== reference || message.author !== author || message.text !== text) {
        throw doubt(POST, 'what was written is not what was asked for')
      }
      return { kind: 'posted', message: { id, ticketId } }
    },

    async findMessagesByReference(keys, call) {
      for (const { reference } of keys) assertMark(reference)
      return await askEach(keys, async (key): Promise<readonly FoundMessage[]> => {
        const ticket = await findOwn(side, key, call)
        return ticket === undefined ? [] : findIn(ticket, key.reference)
      })
    },

    async changeTicket(order, call) {
      const { status, rating } = order.change
      // Nobody can be told that it was taken: there is no place for it.
      if (rating !== undefined) throw notSupported('ratings of tickets')
      const ticket = await findOwn(side, order, call)
      if (ticket === undefined) return NO_TICKET
      if (status === undefined || ticket.bare.status === status) return { kind: 'accepted' }
      if (codeOf(side.lists.ticketStatuses, status) === null) throw unwritable('status: the helpdesk has none such')
      const post = {
        ticketId: order.ticketId,
        author: order.author === 'SUBSCRIBER' ? ticket.personId : null,
        text: NOTES[status],
        status,
        // For the office alone: nobody has written anything.
        isInternal: true,
      }
      const { id } = await writePost(side, post, { ...call, mayStart: () => true })
      return id === null ? NO_TICKET : { kind: 'accepted' }
    },
  }
}

/** What the office reads of a change. */
const NOTES = { OPEN: 'Открыто снова.', CLOSED: 'Закрыто.' } as const

function findIn({ id, posts }: FullTicket, reference: string): readonly FoundMessage[] {
  const written = posts.filter(({ message, isInternal }) => message.reference === reference && !isInternal)
  return written.map(({ message }) => ({ id: message.id, ticketId: id })).toSorted(byId)
}
