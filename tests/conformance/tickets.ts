import type { TicketMessageOrder, TicketOrder } from '../../src/billing/ticket-port.ts'
import { readOne, unique } from './kit.ts'
import { type ConformanceSubject, call, type OpenedAccount, type Told, writingCall } from './subject.ts'

export interface OwnTicket {
  readonly accountId: string
  readonly ticketId: string
  readonly reference: string
}

export type Opening = ConformanceSubject & { readonly office: { openAccount(): Told<OpenedAccount> } }

export const CONTACT = { name: 'Иванова Анна', phone: '+79121234567', address: 'Екатеринбург, ул. Мира, д. 5, кв. 7' }

export function ticketOrder(accountId: string | null, fields: Partial<TicketOrder> = {}): TicketOrder {
  return {
    accountId,
    contact: null,
    category: 'FAULT',
    subject: 'Нет интернета',
    text: 'Горит <красная> лампочка & гудит.\nВторая строка',
    reference: unique('T'),
    ...fields,
  }
}

export function openTicket({ billing }: ConformanceSubject, order: TicketOrder, mayStart?: () => boolean) {
  return billing.tickets.openTicket(order, writingCall(mayStart))
}

/** A ticket with one message, of an account of its own. */
export async function openOwn(subject: Opening): Promise<OwnTicket> {
  const { id: accountId } = await subject.office.openAccount()
  const { reference, ...order } = ticketOrder(accountId)
  const verdict = await openTicket(subject, { ...order, reference })
  if (verdict.kind !== 'opened') throw new Error(`not opened: ${verdict.reason}`)
  return { accountId, ticketId: verdict.ticket.id, reference }
}

export function findTickets(
  { billing }: ConformanceSubject,
  { accountId, reference }: { readonly accountId: string | null; readonly reference: string },
) {
  const key = { accountId, reference }
  return readOne(billing.tickets.findTicketsByReference([key], call()), key)
}

export function messageOrder(ticket: OwnTicket, fields: Partial<TicketMessageOrder> = {}): TicketMessageOrder {
  const { accountId, ticketId } = ticket
  const text = 'Лампочка <погасла> & гудит.\nВторая строка'
  return { accountId, ticketId, author: 'SUBSCRIBER', authorName: null, text, reference: unique('M'), ...fields }
}

export function postMessage({ billing }: ConformanceSubject, order: TicketMessageOrder, mayStart?: () => boolean) {
  return billing.tickets.postTicketMessage(order, writingCall(mayStart))
}

export function findMessages({ billing }: ConformanceSubject, { accountId, ticketId, reference }: TicketMessageOrder) {
  const key = { accountId, ticketId, reference }
  return readOne(billing.tickets.findMessagesByReference([key], call()), key)
}
