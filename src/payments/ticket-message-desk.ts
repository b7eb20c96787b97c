import { BillingError } from '../billing/error.ts'
import type { TicketMessageOrder, TicketWriting } from '../billing/ticket-port.ts'
import type { Intent } from '../domain/payment-intent.ts'
import type { KindDesk } from './desk.ts'
import type { Evidence } from './evidence.ts'

export interface TicketMessageSlices {
  readonly tickets: Pick<TicketWriting, 'postTicketMessage' | 'findMessagesByReference'>
}

/** What an intent of a message says beside its account. */
export type MessageDetails = Pick<TicketMessageOrder, 'ticketId' | 'author' | 'authorName' | 'text'>

/**
 * A message that is to be written into a ticket. As with tickets, its reference is new for each, and one that is reported as
 * written is read back: one that cannot be found would be words that nobody ever reads.
 */
export function createTicketMessageDesk({ tickets }: TicketMessageSlices): KindDesk {
  async function lookUp(intent: Intent, signal: AbortSignal): Promise<Evidence> {
    const { reference, accountId } = intent
    const { ticketId } = readOrder(intent)
    const key = { reference, accountId, ticketId }
    const found = (await tickets.findMessagesByReference([key], { signal })).get(key) ?? []
    if (found instanceof BillingError) throw found
    const [first] = found
    if (first === undefined) return { kind: 'absent' }
    const record = { recordId: first.id, registeredAt: null }
    if (first.ticketId !== ticketId) return { kind: 'conflict', records: [record] }
    return { kind: 'ours', ...record }
  }

  return {
    trace: { reconcile: 'exact', honoursExternalId: true },
    lookUp,

    async send(intent, call) {
      const verdict = await tickets.postTicketMessage(readOrder(intent), call)
      if (verdict.kind === 'refused') return verdict
      const kept = await lookUp(intent, call.signal).catch(asUnknown)
      if (kept.kind !== 'ours') throw notKept(kept.kind)
      return { kind: 'applied', recordId: kept.recordId, registeredAt: null }
    },

    readMark() {
      throw new Error('A message needs no mark.')
    },
  }
}

/** The message was sent and answered: what fails after that leaves it unknown, and never unsent. */
function asUnknown(error: unknown): never {
  throw notKept(error)
}

function notKept(cause: unknown): BillingError {
  const message = 'The message that was reported as written cannot be read back.'
  return new BillingError('BILLING_MALFORMED_ANSWER', message, { outcome: 'unknown', cause })
}

/** One text for equal details, whatever order their fields were written in. */
export function writeMessageDetails({ ticketId, author, authorName, text }: MessageDetails): string {
  return JSON.stringify({ ticketId, author, authorName, text })
}

function readOrder({ id, accountId, reference, details }: Intent): TicketMessageOrder {
  const read: unknown = JSON.parse(details ?? 'null')
  if (!isDetails(read)) throw new Error(`The message ${id} has no details that can be read.`)
  return { accountId, reference, ...read }
}

function isDetails(value: unknown): value is MessageDetails {
  if (typeof value !== 'object' || value === null) return false
  const { ticketId, author, authorName, text }: Readonly<Record<string, unknown>> = { ...value }
  const isWritten = typeof ticketId === 'string' && typeof text === 'string'
  const isNamed = authorName === null || typeof authorName === 'string'
  return isWritten && isNamed && (author === 'SUBSCRIBER' || author === 'OPERATOR')
}
