import { randomUUIDv7 } from 'node:crypto'
import type { AccountRef } from '../domain/account.ts'
import { MAX_ATTACHMENTS_PER_MESSAGE } from '../domain/attachment.ts'
import type { Intent } from '../domain/payment-intent.ts'
import type { MessageRefusal, TicketId } from '../domain/ticket.ts'
import { ownsAccount, type Viewer } from '../domain/viewer.ts'
import {
  findKeyed,
  fingerprintOf,
  type KeyedVerdict,
  type OrderKey,
  referenceOf,
  submitKeyed,
} from '../payments/keyed-order.ts'
import { writeMessageDetails } from '../payments/ticket-message-desk.ts'
import { actorOf, type CabinetDesk, type CabinetRequest, takeTries } from './desk.ts'
import type { ViewerRequest } from './member-guard.ts'
import { isIdempotencyKey, readLine, readLines } from './text.ts'

const MAX_TEXT_CHARACTERS = 2000
const MAX_NAME_CHARACTERS = 100
const MAX_MESSAGES_PER_HOUR = 120

export interface NewMessage {
  readonly account: Pick<AccountRef, 'id' | 'number'>
  readonly ticketId: TicketId
  readonly text: string
  /** Files of this ticket that the writer has announced; at most five. */
  readonly attachmentIds: readonly string[]
  /** The client's own key of this message. */
  readonly idempotencyKey: string
}

export type MessageField = 'text' | 'attachmentIds' | 'idempotencyKey'

export type MessageVerdict =
  | { readonly kind: 'posted' }
  /** It is durable, and will be written. */
  | { readonly kind: 'pending' }
  /** The same key was used for something else; nothing was done. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'too_many_tries'; readonly retryAfterSeconds: number }
  | { readonly kind: 'overloaded' }
  | { readonly kind: 'refused'; readonly reason: MessageRefusal | 'CLOSED_BY_OPERATOR' | 'ATTACHMENT_NOT_FOUND' }
  | { readonly kind: 'invalid_value'; readonly field: MessageField }

/** Writes a message into a ticket, once for each key of who asks. Whether the account may be seen is for the caller to know. */
export async function addTicketMessage(
  desk: CabinetDesk,
  wanted: NewMessage,
  request: ViewerRequest,
): Promise<MessageVerdict> {
  const { account, ticketId, idempotencyKey } = wanted
  if (!isIdempotencyKey(idempotencyKey)) return { kind: 'invalid_value', field: 'idempotencyKey' }
  const text = readLines(wanted.text, { max: MAX_TEXT_CHARACTERS })
  if (text === null) return { kind: 'invalid_value', field: 'text' }
  const key = { principal: actorOf(request), kind: 'TICKET_MESSAGE', externalId: idempotencyKey } as const
  const details = writeMessageDetails({ ticketId, text, ...writerOf(request.viewer, account.id) })
  const attachmentIds = [...new Set(wanted.attachmentIds)].toSorted()
  if (attachmentIds.length > MAX_ATTACHMENTS_PER_MESSAGE) return { kind: 'invalid_value', field: 'attachmentIds' }
  return orderMessage(desk, { key, account, ticketId, text, details, attachmentIds }, request)
}

/** As others see who has written: the holder needs no name beside his own ticket. */
function writerOf(viewer: Viewer, accountId: string) {
  const author = viewer.role === 'OPERATOR' ? 'OPERATOR' : 'SUBSCRIBER'
  const isHolder = author === 'SUBSCRIBER' && ownsAccount(viewer, accountId)
  const authorName = isHolder
    ? null
    : readLine(viewer.displayName.slice(0, MAX_NAME_CHARACTERS), { max: MAX_NAME_CHARACTERS })
  return { author, authorName } as const
}

interface MessageOrder {
  readonly key: OrderKey
  readonly account: Pick<AccountRef, 'id' | 'number'>
  readonly ticketId: TicketId
  readonly text: string
  readonly details: string
  readonly attachmentIds: readonly string[]
}

/** A known key comes first: whatever has changed since, a repeat hears what became of the first, and counts for nothing. */
async function orderMessage(desk: CabinetDesk, order: MessageOrder, request: CabinetRequest): Promise<MessageVerdict> {
  const { key, account, ticketId, text, details, attachmentIds } = order
  const keyed = { ...desk, intents: desk.store.intents }
  const by = { principal: actorOf(request), requestId: request.requestId }
  const arrival = { request: by, startedAtMs: desk.clock.elapsedMs() }
  // Not the writer's name: one that has changed since makes no other message.
  const fingerprint = fingerprintOf([account.id, ticketId, text, ...attachmentIds])
  const known = await findKeyed(keyed, { key, fingerprint, ...arrival })
  if (known !== null) return told(known)
  const limit = { act: 'ticket-message', subject: `ticket-message:${account.id}`, max: MAX_MESSAGES_PER_HOUR }
  const take = await takeTries(desk, request, [limit])
  if (take.kind === 'too_many_tries') return take
  const reference = referenceOf('message', key)
  // Before the order: a message must not stand there without its files. What is never ordered is released after a day.
  if (!(await attach(desk, order, reference))) return { kind: 'refused', reason: 'ATTACHMENT_NOT_FOUND' }
  const message = {
    ...key,
    id: randomUUIDv7(),
    fingerprint,
    reference,
    accountId: account.id,
    accountNumber: account.number,
    amount: { minorUnits: 0n, currency: desk.currency },
    method: null,
    paidAt: null,
    details,
    relatesTo: null,
    recordId: null,
  }
  const verdict = told(await submitKeyed(keyed, message, arrival))
  if (verdict.kind === 'refused') await desk.store.attachments.release(reference)
  return verdict
}

async function attach(
  { store, now }: CabinetDesk,
  { key, account, ticketId, attachmentIds }: MessageOrder,
  reference: string,
): Promise<boolean> {
  if (attachmentIds.length === 0) return true
  const place = { accountId: account.id, ticketId, actor: key.principal }
  const notBefore = now() - USABLE_ATTACHMENT_MS
  return store.attachments.attach({ ...place, ids: attachmentIds, reference, notBefore })
}

/** Some time before they are deleted, so that none is lost between being attached and being ordered. */
const USABLE_ATTACHMENT_MS = 20 * 3_600_000

function told(verdict: KeyedVerdict): MessageVerdict {
  return verdict.kind === 'kept' ? answer(verdict.intent) : verdict
}

function answer({ state, refusal }: Intent): MessageVerdict {
  if (state === 'DONE') return { kind: 'posted' }
  if (state !== 'REJECTED') return { kind: 'pending' }
  const isTold = refusal === 'TICKET_NOT_FOUND' || refusal === 'TICKET_CLOSED'
  return { kind: 'refused', reason: isTold ? refusal : 'CLOSED_BY_OPERATOR' }
}
