import type { MessageRefusal } from '../../domain/ticket.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, TicketBilling } from '../port.ts'
import type { PostingCall } from '../posting-port.ts'
import type { ChangeTicketVerdict, FoundMessage, FoundTicket, TicketMessageOrder, TicketOrder } from '../ticket-port.ts'
import { type HttpAnswer, malformed } from '../transport/answer.ts'
import { readId, writeJson } from '../transport/json.ts'
import { type AbillsRequest, readAnswerObject, SYSTEM } from './client.ts'
import { isId } from './context.ts'
import { findFault, toAnswerError } from './faults.ts'
import { findTicketRows, listReplies } from './ticket-reads.ts'
import { readTicketRow, type TicketRow } from './ticket-rows.ts'
import { assertText, assertTicket, signText } from './ticket-text.ts'
import type { TicketSide } from './tickets.ts'
import { listUsers } from './users.ts'

type Writes = Pick<TicketBilling, 'openTicket' | 'postTicketMessage' | 'changeTicket'>

/** POST /user/msgs and /user/msgs/:id/reply for subscribers, POST and PUT /msgs for staff. Each is sent once. */
export function createTicketWrites(side: TicketSide): Writes {
  return {
    async openTicket(order, call) {
      assertTicket(order)
      const body = writeTicket(order, side)
      if (order.accountId !== null && !(await isThere(order.accountId, side, call))) {
        return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
      }
      const ticketId = await sendTicket(order, body, { side, call })
      return { kind: 'opened', ticket: await readOpened(ticketId, order, { side, call }) }
    },

    async postTicketMessage(order, call) {
      assertText('text', order.text)
      const signed = signText(order.text, order.reference, order.authorName)
      const [row] = (await findTicketRows([order], side, call)).values()
      if (row instanceof BillingError) throw row
      // Nobody asks there whose ticket it is, and a closed one would be opened again.
      const reason: MessageRefusal | null =
        row === undefined ? 'TICKET_NOT_FOUND' : row.ticket.status === 'CLOSED' ? 'TICKET_CLOSED' : null
      if (reason !== null) return { kind: 'refused', reason }
      await sendReply(order, signed, { side, call })
      return { kind: 'posted', message: await readReply(order, side, call) }
    },

    async changeTicket(order, call) {
      const [row] = (await findTicketRows([order], side, call)).values()
      if (row instanceof BillingError) throw row
      const refusal = refuseChange(row, order.change)
      if (refusal !== null) return refusal
      const { status, rating } = order.change
      const fields = {
        ...(status === undefined ? {} : { state: status === 'CLOSED' ? DONE : OPEN }),
        ...(rating === undefined ? {} : { rating }),
      }
      const path = `/msgs/${order.ticketId}`
      const request = { operation: 'changeTicket', method: 'PUT', path, body: writeJson(fields) } as const
      // Without the right to close, a state that closes is left out without a word: the ticket is read again.
      await side.client.write(request, call, (answer) => void readAnswerObject(answer))
      return { kind: 'accepted' }
    },
  }
}

const OPEN = 0
/** "Closed successfully". */
const DONE = 2

function refuseChange(
  row: TicketRow | undefined,
  { status, rating }: { readonly status?: 'OPEN' | 'CLOSED'; readonly rating?: number },
): ChangeTicketVerdict | null {
  if (row === undefined) return { kind: 'refused', reason: 'TICKET_NOT_FOUND' }
  const isClosed = row.ticket.status === 'CLOSED' || status === 'CLOSED'
  return rating !== undefined && !isClosed ? { kind: 'refused', reason: 'TICKET_NOT_CLOSED' } : null
}

/** Whom to call goes into the text where there is no account to ask. */
function writeTicket({ category, subject, text, contact, reference }: TicketOrder, { context }: TicketSide) {
  const whom = contact === null ? '' : `\n\n${contact.name}, ${contact.phone}, ${contact.address}`
  const message = signText(text + whom, reference, null)
  return { subject, message, chapter: context.chapters[category], priority: USUAL }
}

/** As the billing itself sets it. */
const USUAL = 2

async function isThere(accountId: string, { client }: TicketSide, call: BillingCall): Promise<boolean> {
  if (!isId(accountId)) return false
  const rows = await listUsers(client, { filter: 'UID', keys: [accountId], shown: [] }, call)
  return rows.some((row) => readId(row, 'uid') === accountId)
}

interface TicketWriting {
  readonly side: TicketSide
  readonly call: PostingCall
}

/**
 * As the subscriber where there is a session of his, so that it is his ticket; by staff otherwise, who need the right to that.
 * Neither is tried after the other has been sent.
 */
async function sendTicket(
  { accountId }: TicketOrder,
  body: ReturnType<typeof writeTicket>,
  { side: { client, sessions }, call }: TicketWriting,
): Promise<string> {
  if (accountId !== null && (await sessions.isOpen(accountId, call))) {
    const request: AbillsRequest = {
      operation: 'openTicket',
      method: 'POST',
      path: '/user/msgs',
      body: writeJson(body),
    }
    return await sessions.tell({ uid: accountId, ...request }, call, readTicketId)
  }
  const staffBody = writeJson({ ...body, uid: accountId === null ? 0 : Number(accountId) })
  const request: AbillsRequest = { operation: 'openTicket', method: 'POST', path: '/msgs', body: staffBody }
  return await client.write(request, call, readTicketId)
}

/** "ERR_NO_PERMISSION_ADD_MESSAGE", for the chapter or at all; asked before anything is written. */
const NO_RIGHT: readonly number[] = [1_071_001, 1_071_002, 1_071_003, 1_071_008]

/** `id` and `name` of the answer are those of the chapter. */
function readTicketId(answer: HttpAnswer): string {
  assertRight(answer)
  return readId(readAnswerObject(answer), 'msgId')
}

function assertRight(answer: HttpAnswer): void {
  const fault = findFault(answer)
  if (fault === null) return
  if (NO_RIGHT.includes(fault.number)) {
    throw new BillingError('BILLING_ACCESS_DENIED', `${SYSTEM}: error ${fault.number}.`, { outcome: 'not_applied' })
  }
  throw toAnswerError(fault)
}

/** The ticket as the helpdesk has it: of that account, in that chapter, with the reference. */
async function readOpened(
  ticketId: string,
  order: TicketOrder,
  { side: { client, context }, call }: TicketWriting,
): Promise<FoundTicket> {
  const request: AbillsRequest = { operation: 'ticket', method: 'GET', path: `/msgs/${ticketId}`, body: null }
  const row = await client
    .send(request, call, (answer) => readTicketRow(readAnswerObject(answer), context))
    .catch((cause: unknown) => inDoubt('openTicket', cause))
  const { ticket, chapter, reference } = row
  const isAsAsked =
    ticket.id === ticketId &&
    ticket.accountId === (order.accountId ?? '') &&
    chapter === context.chapters[order.category] &&
    reference === order.reference
  if (!isAsAsked) return inDoubt('openTicket', malformed('ticket: not the one asked for'))
  return { id: ticket.id, number: ticket.number, accountId: order.accountId }
}

async function sendReply(
  { accountId, ticketId, author }: TicketMessageOrder,
  signed: string,
  { side: { client, sessions }, call }: TicketWriting,
): Promise<void> {
  const body = writeJson({ replyText: signed })
  const request: AbillsRequest = { operation: 'postMessage', method: 'POST', path: `/msgs/${ticketId}/reply`, body }
  if (author === 'OPERATOR') await client.write(request, call, assertTaken)
  else {
    const own = { ...request, uid: accountId, path: `/user/msgs/${ticketId}/reply` }
    await sessions.tell(own, call, assertTaken)
  }
}

function assertTaken(answer: HttpAnswer): void {
  assertRight(answer)
  readAnswerObject(answer)
}

/** The answer to a subscriber's reply is "OK" and no more: the message is found by its reference. */
async function readReply(
  { ticketId, reference }: TicketMessageOrder,
  side: TicketSide,
  call: BillingCall,
): Promise<FoundMessage> {
  const replies = await listReplies(ticketId, side, call).catch((cause: unknown) => inDoubt('postMessage', cause))
  const written = replies.findLast((reply) => reply.reference === reference)
  return written === undefined ? inDoubt('postMessage', null) : { id: written.id, ticketId }
}

function inDoubt(operation: string, cause: unknown): never {
  const code = cause instanceof BillingError ? cause.code : 'BILLING_MALFORMED_ANSWER'
  const message = `${SYSTEM} ${operation}: taken, and it cannot be read back.`
  throw new BillingError(code, message, { outcome: 'unknown', ...(cause === null ? {} : { cause }) })
}
