import { randomUUIDv7 } from 'node:crypto'
import type { Currency } from '../domain/money.ts'
import type { Visit } from '../domain/visit.ts'
import { findKeyed, fingerprintOf, type KeyedDesk, referenceOf, submitKeyed } from '../payments/keyed-order.ts'
import { writeMessageDetails } from '../payments/ticket-message-desk.ts'
import type { IntentStore } from '../store/intent-store.ts'
import type { Store } from '../store/store.ts'
import type { CabinetRequest } from './desk.ts'
import type { OrderVerdict } from './tickets.ts'

export interface VisitTelling {
  readonly store: { readonly visits: Pick<Store['visits'], 'setTicket' | 'setTold'>; readonly intents: IntentStore }
  readonly now: () => number
  /** The same ticket however often it is called. */
  readonly openTicket: (visit: Visit, request: CabinetRequest) => Promise<OrderVerdict>
  readonly keyed: Omit<KeyedDesk, 'intents'> & { readonly currency: Currency }
}

/**
 * Opens the ticket of a visit, and writes into it when the visit is given up. Each step is kept before it is carried out, so
 * that a process that dies in between leaves it to whoever looks next. Answers the visit with what is known by then.
 */
export async function tellHelpdesk(telling: VisitTelling, visit: Visit, request: CabinetRequest): Promise<Visit> {
  const { store, now } = telling
  let { ticketId } = visit
  if (ticketId === null) {
    const verdict = await telling.openTicket(visit, request)
    if (verdict.kind !== 'opened') return visit
    ticketId = verdict.ticketId
    await store.visits.setTicket(visit.id, ticketId)
  }
  if (visit.status === 'CANCELLED' && (await writeCancellation(telling, { ...visit, ticketId }, request))) {
    await store.visits.setTold(visit.id, now())
  }
  return { ...visit, ticketId }
}

const CANCELLED_TEXT = 'Выезд отменён.'

/** True when it is kept, or nobody will ever take it. */
async function writeCancellation(
  { store, keyed }: VisitTelling,
  visit: Visit & { readonly ticketId: string },
  { requestId }: CabinetRequest,
): Promise<boolean> {
  const { id, principal, accountId, accountNumber, ticketId } = visit
  const key = { principal, kind: 'TICKET_MESSAGE', externalId: `visit-${id}` } as const
  const desk = { ...keyed, intents: store.intents }
  const arrival = { request: { principal, requestId }, startedAtMs: keyed.clock.elapsedMs() }
  const fingerprint = fingerprintOf([accountId, ticketId, CANCELLED_TEXT])
  const known = await findKeyed(desk, { key, fingerprint, ...arrival })
  const message = {
    ...key,
    id: randomUUIDv7(),
    fingerprint,
    reference: referenceOf('message', key),
    accountId,
    accountNumber,
    amount: { minorUnits: 0n, currency: keyed.currency },
    method: null,
    paidAt: null,
    details: writeMessageDetails({ ticketId, text: CANCELLED_TEXT, author: authorOf(visit), authorName: null }),
    relatesTo: null,
    recordId: null,
  }
  const verdict = known ?? (await submitKeyed(desk, message, arrival))
  return verdict.kind !== 'overloaded'
}

function authorOf({ cancelledBy }: Visit) {
  return cancelledBy?.startsWith('OPERATOR:') ? 'OPERATOR' : 'SUBSCRIBER'
}
