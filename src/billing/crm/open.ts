import type { BillingCall, TicketBilling } from '../port.ts'
import type { CrmClient } from './client.ts'

/** The same tickets, for callers who wait: what can be answered without a call is answered to nobody else either. */
export function onlyWhileOpen(tickets: TicketBilling, client: Pick<CrmClient, 'assertOpen'>): TicketBilling {
  async function open<T>(call: BillingCall, ask: () => Promise<T>): Promise<T> {
    client.assertOpen(call)
    return await ask()
  }
  return {
    isMessageId: (id) => tickets.isMessageId(id),
    listTickets: (keys, call) => open(call, () => tickets.listTickets(keys, call)),
    findTickets: (keys, call) => open(call, () => tickets.findTickets(keys, call)),
    listMessages: (keys, call) => open(call, () => tickets.listMessages(keys, call)),
    listHistory: (keys, call) => open(call, () => tickets.listHistory(keys, call)),
    listTicketQueue: (key, call) => open(call, () => tickets.listTicketQueue(key, call)),
    openTicket: (order, call) => open(call, () => tickets.openTicket(order, call)),
    findTicketsByReference: (keys, call) => open(call, () => tickets.findTicketsByReference(keys, call)),
    postTicketMessage: (order, call) => open(call, () => tickets.postTicketMessage(order, call)),
    findMessagesByReference: (keys, call) => open(call, () => tickets.findMessagesByReference(keys, call)),
    changeTicket: (order, call) => open(call, () => tickets.changeTicket(order, call)),
  }
}
