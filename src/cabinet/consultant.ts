import { randomUUIDv7 } from 'node:crypto'
import { BillingError } from '../billing/error.ts'
import type { AccountRef } from '../domain/account.ts'
import type { Intent } from '../domain/payment-intent.ts'
import { isOwnKey } from '../domain/reference-template.ts'
import type { OrderWish } from '../domain/service-order.ts'
import { findKeyed, fingerprintOf, submitKeyed } from '../payments/keyed-order.ts'
import { wordsOf } from '../payments/service-order-details.ts'
import { type PlaceRefused, refuseOrder } from '../payments/service-order-refusals.ts'
import { claimWish, wishKeyOf } from '../payments/wishes.ts'
import { actorOf, type CabinetDesk, type CabinetRequest, takeTries } from './desk.ts'
import { type OrderVerdict, ticketLimit, told, writeTicket } from './tickets.ts'

export interface ConsultantWish {
  readonly account: Pick<AccountRef, 'id' | 'number'>
  readonly wish: OrderWish
  /** The client's own key of this wish, as that of an order. */
  readonly idempotencyKey: string
  /** Asked of a key that is new: the words of the ticket, or why there is to be none. */
  readonly judge: () => Promise<WordedWish | PlaceRefused>
}

export interface WordedWish {
  readonly kind: 'worded'
  readonly subject: string
  readonly text: string
}

export type ConsultantVerdict = OrderVerdict | PlaceRefused

/**
 * Makes a wish a ticket of the kind CHANGE_REQUEST: once for its key, and one for the account while a ticket about the same
 * wish is open, whoever of the account presses. A wish that the billing would refuse becomes none.
 */
export async function askConsultant(
  desk: CabinetDesk,
  { account, wish, idempotencyKey, judge }: ConsultantWish,
  request: CabinetRequest,
): Promise<ConsultantVerdict> {
  if (!isOwnKey(idempotencyKey)) return refuseOrder('INVALID_VALUE', { field: 'idempotencyKey' })
  const { intents, wishes } = desk.store
  const keyed = { ...desk, intents, wishes }
  const principal = actorOf(request)
  const key = { principal, kind: 'TICKET', externalId: ticketKeyOf(idempotencyKey) } as const
  const fingerprint = fingerprintOf(['consultant', ...wordsOf(wish).map(String)])
  const arrival = { request: { principal, requestId: request.requestId }, startedAtMs: desk.clock.elapsedMs() }
  const known = await findKeyed(keyed, { key, fingerprint, ...arrival })
  if (known !== null) return told(known)
  const worded = await judge()
  if (worded.kind === 'refused') return worded
  const id = randomUUIDv7()
  const claim = { wish: wishKeyOf('ticket', wish), intentId: id }
  const untilMs = arrival.startedAtMs + desk.waitMs
  const isOver = (holder: Intent) => isTicketOver(desk, holder, request)
  const held = await claimWish(keyed, { ...claim, untilMs, isOver })
  if (held.kind === 'busy') return { kind: 'overloaded' }
  if (held.kind === 'held') return told(await submitKeyed(keyed, held.intent, arrival))
  const take = await takeTries(desk, request, [ticketLimit(account)])
  if (!held.isSure()) {
    await wishes.release(claim)
    return { kind: 'overloaded' }
  }
  const { subject, text } = worded
  const details = { category: 'CHANGE_REQUEST', subject, text, contact: null } as const
  const verdict =
    take.kind === 'taken'
      ? await submitKeyed(keyed, { ...key, ...writeTicket(desk, { id, account, details }), fingerprint }, arrival)
      : take
  if (verdict.kind !== 'kept' || verdict.intent.id !== id) await wishes.release(claim)
  return verdict.kind === 'too_many_tries' ? verdict : told(verdict)
}

/** Keys of orders may be shorter than those of tickets, and have other characters; no client can write this one itself. */
function ticketKeyOf(idempotencyKey: string): string {
  return `wish/${fingerprintOf([idempotencyKey])}`
}

/** A ticket that is closed, or gone, stands in nobody's way; one of which nobody knows may be open. */
async function isTicketOver(
  { billing: { tickets } }: Pick<CabinetDesk, 'billing'>,
  { state, accountId, recordId: ticketId }: Intent,
  { call }: CabinetRequest,
): Promise<boolean> {
  if (state === 'REJECTED') return true
  if (state !== 'DONE' || ticketId === null) return false
  const key = { accountId, ticketId }
  try {
    const found = (await tickets.findTickets([key], call)).get(key)
    return found === undefined || (!(found instanceof BillingError) && found.status === 'CLOSED')
  } catch (error) {
    if (error instanceof BillingError) return false
    throw error
  }
}
