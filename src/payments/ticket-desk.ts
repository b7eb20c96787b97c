import { BillingError } from '../billing/error.ts'
import type { BillingSystem } from '../billing/port.ts'
import type { TicketContact, TicketOpening, TicketOrder } from '../billing/ticket-port.ts'
import type { Intent } from '../domain/payment-intent.ts'
import type { OpenableCategory } from '../domain/ticket.ts'
import type { KindDesk } from './desk.ts'
import type { Evidence } from './evidence.ts'

export interface TicketSlices extends Pick<BillingSystem, 'capabilities'> {
  readonly tickets: TicketOpening
}

/** What an intent of a ticket says beside its account. */
export type TicketDetails = Pick<TicketOrder, 'category' | 'subject' | 'text' | 'contact'>

/** The account of a ticket of somebody who has none. */
export const NOBODY = ''

/**
 * A ticket that is to be opened. Its reference is the gateway's own and new for each, so that nothing needs to be looked
 * for before the first attempt. Where one was opened twice all the same, the first is the one: the helpdesk closes the other.
 * One that is reported as open and cannot be found would be a wish that nobody ever reads, so each is read back.
 */
export function createTicketDesk({ tickets }: TicketSlices): KindDesk {
  async function lookUp({ reference, accountId }: Intent, signal: AbortSignal): Promise<Evidence> {
    const key = { reference, accountId: accountId === NOBODY ? null : accountId }
    const found = (await tickets.findTicketsByReference([key], { signal })).get(key) ?? []
    if (found instanceof BillingError) throw found
    const [first] = found
    if (first === undefined) return { kind: 'absent' }
    const record = { recordId: first.id, registeredAt: null }
    if ((first.accountId ?? NOBODY) !== accountId) return { kind: 'conflict', records: [record] }
    return { kind: 'ours', ...record }
  }

  return {
    trace: { reconcile: 'exact', honoursExternalId: true },
    lookUp,

    async send(intent, call) {
      const verdict = await tickets.openTicket(readOrder(intent), call)
      if (verdict.kind === 'refused') return verdict
      const kept = await lookUp(intent, call.signal).catch(asUnknown)
      if (kept.kind !== 'ours') throw notKept(kept.kind)
      return { kind: 'applied', recordId: kept.recordId, registeredAt: null }
    },

    readMark() {
      throw new Error('A ticket needs no mark.')
    },
  }
}

/** The ticket was sent and answered: what fails after that leaves it unknown, and never unsent. */
function asUnknown(error: unknown): never {
  throw notKept(error)
}

function notKept(cause: unknown): BillingError {
  const message = 'The ticket that was reported as open cannot be read back.'
  return new BillingError('BILLING_MALFORMED_ANSWER', message, { outcome: 'unknown', cause })
}

/** One text for equal details, whatever order their fields were written in. */
export function writeTicketDetails({ category, subject, text, contact }: TicketDetails): string {
  return JSON.stringify({ category, subject, text, contact })
}

function readOrder({ id, accountId, reference, details }: Intent): TicketOrder {
  const read: unknown = JSON.parse(details ?? 'null')
  if (!isDetails(read)) throw new Error(`The ticket ${id} has no details that can be read.`)
  return { accountId: accountId === NOBODY ? null : accountId, reference, ...read }
}

function isDetails(value: unknown): value is TicketDetails {
  if (typeof value !== 'object' || value === null) return false
  const fields: Readonly<Record<string, unknown>> = { ...value }
  const { category, subject, text, contact } = fields
  const isText = typeof subject === 'string' && typeof text === 'string'
  return isText && isCategory(category) && (contact === null || isContact(contact))
}

const CATEGORIES: Readonly<Record<OpenableCategory, true>> = {
  FAULT: true,
  CHANGE_REQUEST: true,
  CONSULTATION: true,
  VISIT: true,
  CONNECTION: true,
}

function isCategory(value: unknown): value is OpenableCategory {
  return typeof value === 'string' && Object.hasOwn(CATEGORIES, value)
}

function isContact(value: unknown): value is TicketContact {
  if (typeof value !== 'object' || value === null) return false
  const { name, phone, address }: Readonly<Record<string, unknown>> = { ...value }
  return typeof name === 'string' && typeof phone === 'string' && typeof address === 'string'
}
