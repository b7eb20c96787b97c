import type { TicketMessageRow, TicketRow, TicketStateRow } from '../books/ticketTypes.ts'
import type { ChargeRow, PaymentRow, Statement } from '../books/types.ts'
import { code, instant, money, optional, type Row, text, whole } from '../wire/answer.ts'

// Element names and their order are those of contract/billing.wsdl.

export function paymentRow(payment: PaymentRow): Row {
  return {
    recordid: whole(payment.recordId),
    agrmid: whole(payment.soapId),
    status: code(payment.status),
    amount: money(payment.amount),
    currency: text('RUB'),
    classid: code(payment.classId),
    paydate: instant(payment.paidAt),
    localdate: instant(payment.postedAt),
    receipt: optional(payment.receipt),
    comment: optional(payment.comment),
    mgr: optional(payment.manager),
  }
}

export function chargeRow(charge: ChargeRow): Row {
  return {
    recordid: whole(charge.recordId),
    agrmid: whole(charge.soapId),
    vgid: whole(charge.serviceId ?? 0),
    amount: money(charge.amount),
    chargedate: instant(charge.chargedAt),
    period: text(charge.period),
    descr: text(charge.description),
  }
}

export function ticketRow(ticket: TicketRow): Row {
  return {
    ticketid: whole(ticket.ticketId),
    agrmid: whole(ticket.soapId ?? 0),
    classid: code(ticket.classId),
    status: code(ticket.status),
    subject: text(ticket.subject),
    created: instant(ticket.createdAt),
    updated: instant(ticket.updatedAt),
    mgr: optional(ticket.manager),
    extid: optional(ticket.externalId),
    mark: optional(ticket.mark === null ? null : String(ticket.mark)),
  }
}

export function ticketMessageRow(message: TicketMessageRow): Row {
  return {
    messageid: whole(message.messageId),
    ticketid: whole(message.ticketId),
    agrmid: whole(message.soapId ?? 0),
    side: code(message.side),
    author: optional(message.author),
    text: text(message.text),
    created: instant(message.createdAt),
    extid: optional(message.externalId),
  }
}

export function ticketStateRow(state: TicketStateRow): Row {
  return {
    recordid: whole(state.stateId),
    ticketid: whole(state.ticketId),
    agrmid: whole(state.soapId ?? 0),
    status: code(state.status),
    side: code(state.side),
    changed: instant(state.changedAt),
  }
}

/** Entries oldest first. */
export function statementRow(statement: Statement): Row {
  const entries = [
    ...statement.payments.map((payment) => ({ at: payment.paidAt, id: payment.recordId, row: paymentEntry(payment) })),
    ...statement.charges.map((charge) => ({ at: charge.chargedAt, id: charge.recordId, row: chargeEntry(charge) })),
  ]
  const oldestFirst = entries.toSorted((one, other) => one.at - other.at || one.id - other.id)
  return {
    agrmid: whole(statement.soapId),
    opening: money(statement.opening),
    credits: money(statement.credits),
    debits: money(statement.debits),
    closing: money(statement.closing),
    entry: { kind: 'rows', rows: oldestFirst.map(({ row }) => row) },
  }
}

function paymentEntry(payment: PaymentRow): Row {
  return {
    recordid: whole(payment.recordId),
    kind: code(1),
    amount: money(payment.amount),
    date: instant(payment.paidAt),
    descr: text(payment.comment ?? 'Платёж'),
  }
}

function chargeEntry(charge: ChargeRow): Row {
  return {
    recordid: whole(charge.recordId),
    kind: code(2),
    amount: money(charge.amount),
    date: instant(charge.chargedAt),
    descr: text(charge.description),
  }
}
