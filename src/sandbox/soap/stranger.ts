import type { Desk } from '../desk.ts'
import type { SoapOperationName } from '../operations.ts'
import { type Answer, listOf, oneOf } from '../wire/answer.ts'
import type { XmlElement } from '../wire/xml.ts'
import { debitRow } from './debits.ts'
import { longsOf } from './fields.ts'
import { orderRow } from './orders.ts'
import { promiseRow } from './promised.ts'
import { paymentRow, ticketMessageRow, ticketRow } from './rows.ts'

interface Asked {
  readonly element: XmlElement
  readonly run: (change: (element: XmlElement) => XmlElement) => Answer
}

/** As many agreements or tickets as one call may ask for, and one more. */
const CANDIDATES = 101

/** What the operation would answer about an agreement that was not asked for; null where it answers about none. */
export function swapAgreement(desk: Desk, name: SoapOperationName | undefined, asked: Asked): Answer | null {
  switch (name) {
    case 'GetPayments':
    case 'GetCharges':
    case 'GetStatement':
    case 'GetTickets':
    case 'GetOrders':
    case 'GetPromises':
    case 'GetPromiseOffers':
    case 'GetOrderTerms':
      return runForStranger(asked, listStrangers(desk, asked), withAgreement)
    case 'GetTicketMessages':
    case 'GetTicketStates':
      return runForStranger(asked, listStrangeTickets(desk, asked), withTicket)
    case 'AddPayment':
    case 'CancelPayment':
    case 'FindPayment': {
      // A stranger's write must not be carried out: its echo alone is strange.
      const soapIds = listStrangers(desk, asked).slice(0, 1)
      const payments = desk.books.listPayments({ soapIds, limit: 1 }).map(paymentRow)
      return name === 'FindPayment' ? listOf(payments) : payments[0] === undefined ? null : oneOf(payments[0])
    }
    case 'AddDebit':
    case 'FindDebit': {
      const strangers = new Set(listStrangers(desk, asked))
      const debits = desk.books.listDebits({ afterId: 0, limit: CANDIDATES })
      const rows = debits
        .filter(({ soapId }) => strangers.has(soapId))
        .slice(0, 1)
        .map(debitRow)
      return name === 'FindDebit' ? listOf(rows) : rows[0] === undefined ? null : oneOf(rows[0])
    }
    case 'AddOrder':
    case 'CancelOrder': {
      const orders = desk.books.listOrders({ soapIds: listStrangers(desk, asked), limit: 1 }).map(orderRow)
      return orders[0] === undefined ? null : oneOf(orders[0])
    }
    case 'AddTicketMessage':
    case 'FindTicketMessage': {
      const ticketIds = listStrangeTickets(desk, asked)
      const messages = desk.books.listTicketMessages({ ticketIds, limit: 1 }).map(ticketMessageRow)
      return name === 'FindTicketMessage' ? listOf(messages) : messages[0] === undefined ? null : oneOf(messages[0])
    }
    case 'OpenTicket':
    case 'ChangeTicket':
    case 'FindTicket': {
      const soapIds = listStrangers(desk, asked).slice(0, 1)
      const tickets = desk.books.listTickets({ soapIds, limit: 1 }).map(ticketRow)
      return name === 'FindTicket' ? listOf(tickets) : tickets[0] === undefined ? null : oneOf(tickets[0])
    }
    case 'AddPromise': {
      const promises = desk.books.listPromises({ soapIds: listStrangers(desk, asked), limit: 1 }).map(promiseRow)
      return promises[0] === undefined ? null : oneOf(promises[0])
    }
    case 'Login':
    case 'Logout':
    case 'GetServerTime':
    // They are of all agreements, so that none is strange.
    case 'GetTicketQueue':
    case 'GetRegistryPayments':
    // Its rows name nobody.
    case 'QuoteOrders':
    case undefined:
      break
  }
  return null
}

/** The first answer that has any rows. */
function runForStranger(
  { run }: Asked,
  strangers: readonly number[],
  swap: (element: XmlElement, stranger: number) => XmlElement,
): Answer | null {
  for (const stranger of strangers) {
    const answer = run((original) => swap(original, stranger))
    if (answer.items.length > 0) return answer
  }
  return null
}

/** Agreements that were neither asked for nor own what was asked for. */
function listStrangers({ books }: Desk, { element }: Asked): number[] {
  const ids = (name: string) => askedIds(element, name)
  const recordIds = ids('recordid')
  const rows = { recordIds, limit: CANDIDATES }
  const asked = new Set([
    ...ids('agrmid'),
    ...[...books.listPayments(rows), ...books.listCharges(rows)].map(({ soapId }) => soapId),
    ...books.listOrders({ orderIds: ids('orderid'), limit: CANDIDATES }).map(({ soapId }) => soapId),
    ...books.listTickets({ ticketIds: ids('ticketid'), limit: CANDIDATES }).map(({ soapId }) => soapId ?? 0),
  ])
  const accounts = books.listAccounts({ limit: CANDIDATES, offset: 0 })
  return accounts.map(({ soapId }) => soapId).filter((soapId) => !asked.has(soapId))
}

function listStrangeTickets(desk: Desk, asked: Asked): number[] {
  const tickets = desk.books.listTickets({ soapIds: listStrangers(desk, asked), limit: 1 })
  return tickets.map(({ ticketId }) => ticketId)
}

function askedIds(element: XmlElement, name: string): number[] {
  return [...longsOf(element, name), ...element.children.flatMap((child) => askedIds(child, name))]
}

/** The request about that agreement instead; other filters that could exclude it are dropped. */
function withAgreement(element: XmlElement, soapId: number): XmlElement {
  const isFilter = element.name === 'flt'
  const kept = element.children.filter(({ name }) => name !== 'agrmid' && !(isFilter && name !== 'pgsize'))
  const children = kept.map((inner) => withAgreement(inner, soapId))
  const takesOne = isFilter || element.name === 'GetStatement'
  return { ...element, children: takesOne ? [leaf('agrmid', soapId), ...children] : children }
}

function withTicket(element: XmlElement, ticketId: number): XmlElement {
  if (element.name !== 'flt')
    return { ...element, children: element.children.map((inner) => withTicket(inner, ticketId)) }
  return {
    ...element,
    children: [leaf('ticketid', ticketId), ...element.children.filter(({ name }) => name === 'pgsize')],
  }
}

function leaf(name: string, value: number): XmlElement {
  return { name, uri: '', children: [], text: String(value) }
}
