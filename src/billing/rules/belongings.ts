import type { BillingSystem } from '../port.ts'
import type { Check } from './bulk.ts'
import { override } from './guard.ts'
import { type Finding, judgeOwnRows } from './judges.ts'

interface OwnRow {
  readonly id: string
  readonly accountId: string
}

/** What else belongs to an account is for nobody else's eyes either: tickets, orders, devices, documents. */
export function checkBelongings(
  billing: BillingSystem,
  check: Check,
): Pick<BillingSystem, 'tickets' | 'orders' | 'devices' | 'documents'> {
  const { tickets, orders, devices, documents } = billing
  return {
    tickets: override(tickets, {
      listTickets: (keys, call) =>
        check('tickets.listTickets', keys, {
          answer: tickets.listTickets(keys, call),
          judge: ({ accountId }, page) => judgeOwnRows(page.tickets, accountId),
        }),
      findTickets: (keys, call) =>
        check('tickets.findTickets', keys, {
          answer: tickets.findTickets(keys, call),
          judge: ({ accountId, ticketId }, ticket) => judgeOne(ticket, { id: ticketId, accountId }),
        }),
    }),
    orders: override(orders, {
      listOrders: (keys, call) =>
        check('orders.listOrders', keys, {
          answer: orders.listOrders(keys, call),
          judge: ({ accountId }, page) => judgeOwnRows(page.orders, accountId),
        }),
      findOrders: (keys, call) =>
        check('orders.findOrders', keys, {
          answer: orders.findOrders(keys, call),
          judge: ({ accountId, orderId }, order) => judgeOne(order, { id: orderId, accountId }),
        }),
    }),
    devices: override(devices, {
      listDevices: (ids, call) =>
        check('devices.listDevices', ids, {
          answer: devices.listDevices(ids, call),
          judge: (id, list) => judgeOwnRows(list, id),
        }),
    }),
    documents: override(documents, {
      listDocuments: (ids, call) =>
        check('documents.listDocuments', ids, {
          answer: documents.listDocuments(ids, call),
          judge: (id, list) => judgeOwnRows(list, id),
        }),
    }),
  }
}

function judgeOne(row: OwnRow, { id, accountId }: OwnRow): Finding | null {
  if (row.id !== id) return { rule: 'OWN_ROWS', what: `its value is ${row.id}` }
  return judgeOwnRows([row], accountId)
}
