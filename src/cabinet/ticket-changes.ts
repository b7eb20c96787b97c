import { BillingError } from '../billing/error.ts'
import type { TicketKey } from '../billing/port.ts'
import type { ChangeTicketVerdict } from '../billing/ticket-port.ts'
import type { Ticket, TicketChange } from '../domain/ticket.ts'
import { actorOf, type CabinetDesk } from './desk.ts'
import type { ViewerRequest } from './member-guard.ts'
import type { Reread } from './profile.ts'

export type TicketChangeVerdict =
  /** Read afterwards: it is as it was asked for. */
  | { readonly kind: 'changed' }
  | {
      readonly kind: 'refused'
      readonly reason:
        | 'TICKET_NOT_FOUND'
        | 'TICKET_NOT_CLOSED'
        | 'NOT_TAKEN_OVER'
        | 'NOT_SUPPORTED'
        | 'NOT_CONFIRMED'
        | 'BILLING_UNAVAILABLE'
    }

/** Changes a ticket, and believes what it reads afterwards instead of what it was told. */
export async function changeTicket(
  desk: CabinetDesk,
  { key, change, reread }: { readonly key: TicketKey; readonly change: TicketChange; readonly reread: Reread<Ticket> },
  request: ViewerRequest,
): Promise<TicketChangeVerdict> {
  const author = request.viewer.role === 'OPERATOR' ? 'OPERATOR' : 'SUBSCRIBER'
  const sent = await desk.billing.tickets
    .changeTicket({ ...key, author, change }, request.call)
    .catch((error: unknown) => readFailure(error))
  const verdict = typeof sent === 'string' ? await judge(sent, change, reread) : await read(sent, change, reread)
  await desk.store.audit.append({
    at: desk.now(),
    actor: actorOf(request),
    act: 'ticket-change',
    object: `ticket:${key.accountId}:${key.ticketId}`,
    outcome: `${verdict.kind === 'changed' ? 'changed' : verdict.reason} (${Object.entries(change).flat().join(' ')})`,
    requestId: request.requestId,
  })
  return verdict
}

function readFailure(error: unknown): 'unsupported' | 'unsent' | 'unknown' {
  if (!(error instanceof BillingError)) throw error
  // Some helpdesks keep no ratings.
  if (error.code === 'BILLING_NOT_SUPPORTED') return 'unsupported'
  return error.outcome === 'not_applied' ? 'unsent' : 'unknown'
}

async function read(sent: ChangeTicketVerdict, change: TicketChange, reread: Reread<Ticket>) {
  return sent.kind === 'refused' ? sent : await judge('accepted', change, reread)
}

/** Where the answer was lost, what is not there yet may still come: that is not confirmed, rather than not taken over. */
async function judge(
  sent: 'accepted' | 'unsupported' | 'unsent' | 'unknown',
  change: TicketChange,
  reread: Reread<Ticket>,
): Promise<TicketChangeVerdict> {
  if (sent === 'unsupported') return { kind: 'refused', reason: 'NOT_SUPPORTED' }
  if (sent === 'unsent') return { kind: 'refused', reason: 'BILLING_UNAVAILABLE' }
  const found = await reread().catch((error: unknown) => {
    if (error instanceof BillingError) return null
    throw error
  })
  if (found !== null && isAsAsked(found, change)) return { kind: 'changed' }
  const isLost = found === null || sent === 'unknown'
  return { kind: 'refused', reason: isLost ? 'NOT_CONFIRMED' : 'NOT_TAKEN_OVER' }
}

/** A ticket that was opened again may be in somebody's hands already. */
function isAsAsked({ status, rating }: Ticket, change: TicketChange): boolean {
  if (change.rating !== undefined && change.rating !== rating) return false
  if (change.status === undefined) return true
  return change.status === 'CLOSED' ? status === 'CLOSED' : status !== 'CLOSED'
}
