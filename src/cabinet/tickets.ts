import { randomUUIDv7 } from 'node:crypto'
import type { AccountRef } from '../domain/account.ts'
import type { Intent, IntentId } from '../domain/payment-intent.ts'
import type { OpenableCategory } from '../domain/ticket.ts'
import { findKeyed, fingerprintOf, type KeyedVerdict, submitKeyed } from '../payments/keyed-order.ts'
import { NOBODY, type TicketDetails, writeTicketDetails } from '../payments/ticket-desk.ts'
import { actorOf, type CabinetDesk, type CabinetRequest, type TryLimit, takeTries } from './desk.ts'
import { isIdempotencyKey, readLine, readLines } from './text.ts'

export const MAX_SUBJECT_CHARACTERS = 120
const MAX_TEXT_CHARACTERS = 2000
const MAX_TICKETS_PER_HOUR = 20

export interface NewTicket {
  readonly account: Pick<AccountRef, 'id' | 'number'>
  readonly category: OpenableCategory
  readonly subject: string
  readonly text: string
  /** The client's own key of this ticket. */
  readonly idempotencyKey: string
}

export type TicketField = 'subject' | 'text' | 'idempotencyKey'

export type OrderVerdict =
  | { readonly kind: 'opened'; readonly ticketId: string }
  /** It is durable, and will be opened; nobody knows the number yet. */
  | { readonly kind: 'pending' }
  /** The same key was used for something else; nothing was done. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'too_many_tries'; readonly retryAfterSeconds: number }
  | { readonly kind: 'overloaded' }
  | { readonly kind: 'account_not_found' }
  | { readonly kind: 'closed_by_operator' }

export type TicketVerdict = OrderVerdict | { readonly kind: 'invalid_value'; readonly field: TicketField }

/** Opens a ticket of an account, once for each key of who asks. */
export async function createTicket(
  desk: CabinetDesk,
  wanted: NewTicket,
  request: CabinetRequest,
): Promise<TicketVerdict> {
  const { account, category, idempotencyKey } = wanted
  if (!isIdempotencyKey(idempotencyKey)) return { kind: 'invalid_value', field: 'idempotencyKey' }
  const subject = readLine(wanted.subject, { min: 3, max: MAX_SUBJECT_CHARACTERS })
  if (subject === null) return { kind: 'invalid_value', field: 'subject' }
  const text = readLines(wanted.text, { max: MAX_TEXT_CHARACTERS })
  if (text === null) return { kind: 'invalid_value', field: 'text' }
  const limit = ticketLimit(account)
  const order = { principal: actorOf(request), account, details: { category, subject, text, contact: null } }
  return orderTicket(desk, { ...order, idempotencyKey, limits: [limit] }, request)
}

/** However a ticket of an account comes into being, it counts. */
export function ticketLimit({ id }: Pick<AccountRef, 'id'>): TryLimit {
  return { act: 'ticket', subject: `ticket:${id}`, max: MAX_TICKETS_PER_HOUR }
}

interface TicketOrder {
  /** Whose key it is. */
  readonly principal: string
  /** Null for somebody who has none. */
  readonly account: Pick<AccountRef, 'id' | 'number'> | null
  readonly details: TicketDetails
  readonly idempotencyKey: string
  readonly limits: readonly TryLimit[]
}

/** A known key comes first: whatever has changed since, a repeat hears what became of the first, and counts for nothing. */
export async function orderTicket(
  desk: CabinetDesk,
  order: TicketOrder,
  request: CabinetRequest,
): Promise<OrderVerdict> {
  const { principal, account, idempotencyKey, limits } = order
  const ticket = writeTicket(desk, { id: randomUUIDv7(), account, details: order.details })
  const fingerprint = fingerprintOf([ticket.accountId, ticket.details])
  const key = { principal, kind: 'TICKET', externalId: idempotencyKey } as const
  const keyed = { ...desk, intents: desk.store.intents }
  const by = { principal: actorOf(request), requestId: request.requestId }
  const arrival = { request: by, startedAtMs: desk.clock.elapsedMs() }
  const known = await findKeyed(keyed, { key, fingerprint, ...arrival })
  if (known !== null) return told(known)
  const take = await takeTries(desk, request, limits)
  if (take.kind === 'too_many_tries') return take
  return told(await submitKeyed(keyed, { ...key, ...ticket, fingerprint }, arrival))
}

/** What an intent of a ticket holds beside its key. */
export function writeTicket(
  { currency }: Pick<CabinetDesk, 'currency'>,
  { id, account, details }: { readonly id: IntentId } & Pick<TicketOrder, 'account' | 'details'>,
) {
  return {
    id,
    reference: `T-${id}`,
    accountId: account?.id ?? NOBODY,
    accountNumber: account?.number ?? NOBODY,
    amount: { minorUnits: 0n, currency },
    method: null,
    paidAt: null,
    details: writeTicketDetails(details),
    relatesTo: null,
    recordId: null,
  }
}

export function told(verdict: KeyedVerdict): OrderVerdict {
  return verdict.kind === 'kept' ? answer(verdict.intent) : verdict
}

function answer({ state, recordId, refusal }: Intent): OrderVerdict {
  if (state === 'DONE' && recordId !== null) return { kind: 'opened', ticketId: recordId }
  if (state !== 'REJECTED') return { kind: 'pending' }
  return { kind: refusal === 'ACCOUNT_NOT_FOUND' ? 'account_not_found' : 'closed_by_operator' }
}
