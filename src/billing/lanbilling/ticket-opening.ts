import type { TicketId } from '../../domain/ticket.ts'
import { byId } from '../adapter/context.ts'
import { unwritable } from '../adapter/writing.ts'
import { BillingError } from '../error.ts'
import type { BillingCall } from '../port.ts'
import type { PostingCall } from '../posting-port.ts'
import type { FoundTicket, OpenTicketVerdict, TicketOpening, TicketOrder } from '../ticket-port.ts'
import { writeElement } from '../transport/xml.ts'
import { codeOf } from './codes.ts'
import { askEach, doubt } from './each.ts'
import { isNotFound } from './faults.ts'
import { readList } from './pages.ts'
import { readKey } from './rows.ts'
import { type LanSide, SOAP } from './side.ts'
import { writeName, writeText } from './ticket-marks.ts'
import { findOwner, type Owner } from './ticket-owners.ts'
import { writePost } from './ticket-posts.ts'
import { BY_SUBSCRIBER, findFullTicket, type TicketRow, ticketListing } from './ticket-rows.ts'
import { assertMark, assertOrder, withContact } from './ticket-texts.ts'

const OPEN = 'insupdSbssTicket'

/**
 * insupdSbssTicket and then insupdSbssPost: a ticket without what was written in it is not open yet. One that an attempt has left
 * so is gone on with, since its name tells whose it is.
 */
export function createTicketOpening(side: LanSide): TicketOpening {
  async function finish(order: TicketOrder, id: TicketId, call: PostingCall): Promise<OpenTicketVerdict> {
    const { reference, accountId } = order
    const text = writeText({ text: withContact(order), reference, authorName: null })
    const author = accountId === null ? null : await findOwner(side, accountId, { signal: call.signal })
    // From here on there is a ticket, whatever becomes of its text.
    await writePost(side, { ticketId: id, author: author?.personId ?? null, text, status: 'OPEN' }, call).catch(inDoubt)
    const [ticket] = await findComplete(side, { order, id }, call).catch((cause: unknown) => {
      throw doubt(OPEN, 'the ticket cannot be read', cause)
    })
    if (ticket === undefined) throw doubt(OPEN, 'the ticket is not what was asked for')
    return { kind: 'opened', ticket }
  }

  return {
    async openTicket(order, call) {
      assertOrder(order)
      const classId = codeOf(side.lists.ticketClasses, order.category)
      const statusId = codeOf(side.lists.ticketStatuses, 'OPEN')
      if (classId === null || statusId === null) throw unwritable('category: one that the helpdesk has no number for')
      const reading = { signal: call.signal }
      const owner = order.accountId === null ? null : await findOwner(side, order.accountId, reading)
      if (owner === undefined) return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
      const known = await listMarked(side, { ...order, owner }, reading)
      for (const { id } of known) {
        const [complete] = await findComplete(side, { order, id }, reading)
        if (complete !== undefined) return { kind: 'opened', ticket: complete }
      }
      const [begun] = known
      if (begun !== undefined) return await finish(order, begun.id, call)
      const content = writeTicket(order, { classId, statusId, personId: owner?.personId ?? null })
      const opened = await side.soap.write<OpenTicketVerdict | { readonly kind: 'written'; readonly id: TicketId }>(
        { name: OPEN, content },
        call,
        {
          answer: (element) => ({ kind: 'written', id: readKey(element, 'ret') }),
          refusal: (fault) =>
            owner !== null && isNotFound(fault, 'Account', owner.personId)
              ? { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
              : null,
        },
      )
      return opened.kind === 'written' ? await finish(order, opened.id, call) : opened
    },

    async findTicketsByReference(keys, call) {
      for (const { reference } of keys) assertMark(reference)
      return await askEach(keys, async (key) => {
        const owner = key.accountId === null ? null : await findOwner(side, key.accountId, call)
        if (owner === undefined) return []
        const marked = await listMarked(side, { ...key, owner }, call)
        const found = await Promise.all(marked.map(({ id }) => findComplete(side, { order: key, id }, call)))
        return found.flat().toSorted(byId)
      })
    },
  }
}

type Sought = Pick<TicketOrder, 'accountId' | 'reference'>

/** Tickets whose names carry the reference, oldest first, with or without what was written. */
async function listMarked(
  side: LanSide,
  { accountId, reference, owner }: Sought & { readonly owner: Owner | null },
  call: BillingCall,
): Promise<readonly TicketRow[]> {
  const rows = await readList(side, ticketListing(side, owner?.personId ?? null), call)
  const marked = rows.flatMap(({ value }) => {
    // It may be the one, spoilt.
    if (value instanceof BillingError) throw value
    if (value.mark?.reference !== reference || value.mark.accountId !== accountId) return []
    // The mark is the gateway's own: with another person it is the ticket, spoilt, and no reason to say that there is none.
    if (value.personId !== (owner?.personId ?? null)) throw doubtful()
    return [value]
  })
  return marked.toSorted(byId)
}

function doubtful(): BillingError {
  const message = `${SOAP} getSbssTickets: a ticket of the gateway's with somebody else's name.`
  return new BillingError('BILLING_MALFORMED_ANSWER', message, { outcome: 'not_applied' })
}

/** The ticket, when the text that it was opened with is there as well; none otherwise. */
async function findComplete(
  side: LanSide,
  { order, id }: { readonly order: Sought & Partial<Pick<TicketOrder, 'category' | 'subject'>>; readonly id: TicketId },
  { signal }: BillingCall,
): Promise<readonly FoundTicket[]> {
  const ticket = await findFullTicket(side, id, { signal })
  const isComplete = ticket?.posts.some(({ message }) => message.reference === order.reference) ?? false
  if (ticket === undefined || !isComplete || ticket.mark?.reference !== order.reference) return []
  const isAsAsked =
    ticket.mark.accountId === order.accountId &&
    (order.category === undefined || ticket.bare.category === order.category) &&
    (order.subject === undefined || ticket.bare.subject === order.subject)
  return isAsAsked ? [{ id, number: id, accountId: order.accountId }] : []
}

function writeTicket(
  { subject, accountId, reference }: TicketOrder,
  { classId, statusId, personId }: { classId: string; statusId: string; personId: string | null },
): string {
  const val = [
    writeElement('id', 0),
    writeElement('authortype', personId === null ? 0 : BY_SUBSCRIBER),
    writeElement('authorid', personId ?? 0),
    writeElement('responsibleman', 0),
    writeElement('classid', classId),
    writeElement('statusid', statusId),
    writeElement('name', writeName({ subject, accountId, reference })),
    writeElement('seen', 'false'),
  ]
  return `${writeElement('isInsert', 1)}<val>${val.join('')}</val>`
}

/** A ticket that has begun is not unbegun by what its text met: also what was surely not written leaves it so. */
function inDoubt(cause: unknown): never {
  if (cause instanceof BillingError && cause.outcome === 'unknown') throw cause
  throw doubt(OPEN, 'the ticket is there and its text is not', cause)
}
