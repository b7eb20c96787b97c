import { STATE } from '../books/rules.ts'
import type { Cancellation, NewPayment } from '../books/types.ts'
import type { Desk } from '../desk.ts'
import type { SoapOperationName } from '../operations.ts'
import { type Answer, listOf, oneOf, text } from '../wire/answer.ts'
import { instantText } from '../wire/dates.ts'
import { readDouble } from '../wire/money.ts'
import { RefusalError } from '../wire/refusal.ts'
import type { XmlElement } from '../wire/xml.ts'
import { addDebit, findDebits } from './debits.ts'
import { child, instantOf, invalid, longOf, readShortText, requiredText, textOf } from './fields.ts'
import { findPayment, listCharges, listPayments, listRegistry } from './lists.ts'
import { addOrder, cancelOrder, listOrders, listOrderTerms, quoteOrders } from './orders.ts'
import { addPromise, listPromiseOffers, listPromises } from './promised.ts'
import { paymentRow, statementRow, ticketMessageRow, ticketRow } from './rows.ts'
import {
  findTickets,
  listTicketMessages,
  listTicketQueue,
  listTicketStates,
  listTickets,
  readNewTicket,
} from './tickets.ts'
import { addMessage, changeTicket } from './ticketWrites.ts'

export type SoapOperation = (desk: Desk, request: XmlElement, sessnum: string) => Answer

const NOTHING: Answer = { shape: 'list', items: [] }

/** The operations of contract/billing.wsdl. All but Login need a live session, which the caller has checked. */
export const OPERATIONS: Readonly<Record<SoapOperationName, SoapOperation>> = {
  Login: logIn,
  Logout({ sessions }, _request, sessnum) {
    sessions.end(sessnum)
    return NOTHING
  },
  GetServerTime: ({ books }) => ({ shape: 'one', items: [text(instantText(books.now()))] }),
  GetPayments: ({ books }, request) => listPayments(books, request),
  FindPayment: ({ books }, request) => listOf(findPayment(books, requiredText(request, 'receipt')).map(paymentRow)),
  AddPayment: addPayment,
  CancelPayment: ({ books }, request) => oneOf(paymentRow(books.cancelPayment(readCancellation(request)))),
  AddDebit: addDebit,
  FindDebit: findDebits,
  GetPromiseOffers: ({ books }, request) => listPromiseOffers(books, request),
  GetPromises: ({ books }, request) => listPromises(books, request),
  AddPromise: addPromise,
  GetRegistryPayments: ({ books }, request) => listRegistry(books, request),
  GetCharges: ({ books }, request) => listCharges(books, request),
  GetStatement: getStatement,
  GetTickets: ({ books }, request) => listTickets(books, request),
  GetTicketMessages: ({ books }, request) => listTicketMessages(books, request),
  QuoteOrders: ({ books }, request) => quoteOrders(books, request),
  GetOrderTerms: ({ books }, request) => listOrderTerms(books, request),
  AddOrder: addOrder,
  CancelOrder: cancelOrder,
  GetOrders: ({ books }, request) => listOrders(books, request),
  OpenTicket: ({ books }, request) => oneOf(ticketRow(books.addTicket(readNewTicket(books, request)))),
  FindTicket: ({ books }, request) => findTickets(books, requiredText(request, 'extid')),
  AddTicketMessage: ({ books }, request) => oneOf(ticketMessageRow(addMessage(books, request))),
  FindTicketMessage: ({ books }, request) =>
    listOf(books.findTicketMessages(requiredText(request, 'extid')).map(ticketMessageRow)),
  ChangeTicket: ({ books }, request) => oneOf(ticketRow(changeTicket(books, request))),
  GetTicketStates: ({ books }, request) => listTicketStates(books, request),
  GetTicketQueue: ({ books }, request) => listTicketQueue(books, request),
}

/** The payment that an AddPayment request asks for; refuses when it cannot be written. */
export function readNewPayment({ books, config }: Desk, request: XmlElement): NewPayment {
  const value = child(request, 'val')
  const amount = readDouble(requiredText(value, 'amount'))
  if (amount === null || amount <= 0n) throw new RefusalError(400, 'Invalid amount')
  const soapId = longOf(value, 'agrmid') ?? 0
  const [account] = books.findAccountsBySoapId([soapId])
  if (account === undefined) throw new RefusalError(400, `Agreement not found (${soapId})`)
  if (account.state === STATE.closed) throw new RefusalError(400, `Agreement is closed (${soapId})`)
  const classId = longOf(value, 'classid') ?? 3
  if (classId < 1 || classId > 99) throw invalid('classid')
  const paidAt = instantOf(value, 'paydate')
  const receipt = readShortText(value, 'receipt', RECEIPT_MAX)
  const comment = readShortText(value, 'comment', COMMENT_MAX)
  return {
    soapId,
    amount,
    classId,
    ...(paidAt === null ? {} : { paidAt }),
    ...(receipt === null ? {} : { receipt }),
    ...(comment === null ? {} : { comment }),
    manager: config.soapLogin,
  }
}

/** The payment that a CancelPayment request means; what it does not tell is not compared. */
function readCancellation(request: XmlElement): Cancellation {
  const receipt = textOf(request, 'receipt')
  const amountText = textOf(request, 'amount')
  const amount = amountText === null ? null : readDouble(amountText)
  if (amountText !== null && amount === null) throw new RefusalError(400, 'Invalid amount')
  return {
    recordId: longOf(request, 'recordid') ?? 0,
    soapId: longOf(request, 'agrmid') ?? 0,
    ...(amount === null ? {} : { amount }),
    ...(receipt === null ? {} : { receipt }),
  }
}

const RECEIPT_MAX = 64
const COMMENT_MAX = 255

function logIn({ config, sessions, calls }: Desk, request: XmlElement): Answer {
  if (textOf(request, 'login') !== config.soapLogin || textOf(request, 'pass') !== config.soapPassword) {
    throw new RefusalError(403, 'User not found or password incorrect')
  }
  calls.login()
  const maxAge = Math.ceil(config.sessionTtlMs / 1000)
  const cookie = `sessnum=${sessions.open()};Path=/;Version=1;Max-Age=${maxAge};HttpOnly`
  return { ...NOTHING, headers: { 'set-cookie': cookie } }
}

function addPayment(desk: Desk, request: XmlElement): Answer {
  const payment = readNewPayment(desk, request)
  if (longOf(request, 'notexists') === 1 && payment.receipt !== undefined) {
    const existing = findPayment(desk.books, payment.receipt)[0]
    if (existing !== undefined) throw new RefusalError(400, `Payment already exists (record_id = ${existing.recordId})`)
  }
  return oneOf(paymentRow(desk.books.addPayment(payment)))
}

function getStatement({ books }: Desk, request: XmlElement): Answer {
  const soapId = longOf(request, 'agrmid') ?? 0
  const from = instantOf(request, 'dtfrom')
  const to = instantOf(request, 'dtto')
  if (from === null) throw invalid('dtfrom')
  if (to === null || to < from) throw invalid('dtto')
  const statement = books.statement(soapId, from, to)
  if (statement === null) throw new RefusalError(400, `Agreement not found (${soapId})`)
  return oneOf(statementRow(statement))
}
