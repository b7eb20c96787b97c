/** The tables of the CRM. Moments are milliseconds. */
export interface CrmState {
  lastTicket: number
  lastMessage: number
  lastEntry: number
  readonly customers: Customer[]
  readonly tickets: CrmTicket[]
  readonly messages: CrmMessage[]
  readonly history: CrmEntry[]
}

export interface Customer {
  readonly id: string
  contract: string
  readonly name: string
  readonly phone: string | null
  readonly email: string | null
}

export interface CrmAuthor {
  readonly kind: string
  readonly name: string | null
}

export interface CrmContact {
  readonly name: string
  readonly phone: string
  readonly address: string
}

export interface CrmTicket {
  readonly id: string
  readonly number: string
  readonly customerId: string | null
  readonly contact: CrmContact | null
  readonly subject: string
  category: string
  status: string
  readonly externalReference: string | null
  rating: number | null
  readonly createdAt: number
  updatedAt: number
}

export interface CrmMessage {
  readonly id: string
  readonly ticketId: string
  readonly author: CrmAuthor
  readonly visibility: 'public' | 'internal'
  readonly text: string
  readonly externalReference: string | null
  readonly createdAt: number
}

export interface CrmEntry {
  readonly id: string
  readonly ticketId: string
  readonly status: string
  readonly changedBy: CrmAuthor
  readonly changedAt: number
}

export const OFFICE: CrmAuthor = { kind: 'agent', name: 'Смирнова Ольга' }
const CUSTOMER: CrmAuthor = { kind: 'customer', name: null }

export interface CrmBooks {
  /** The tables as they are now; a fault that takes a write back replaces them, so they are not to be kept. */
  readonly state: CrmState
  customer(contract: string): Customer | undefined
  ticket(id: string): CrmTicket | undefined
  messages(ticketId: string): readonly CrmMessage[]
  history(ticketId: string): readonly CrmEntry[]
  open(
    ticket: Omit<CrmTicket, 'id' | 'number' | 'status' | 'rating' | 'createdAt' | 'updatedAt'>,
    text: string,
  ): CrmTicket
  write(message: Omit<CrmMessage, 'id' | 'createdAt'>): CrmMessage
  setStatus(ticket: CrmTicket, status: string, by: CrmAuthor): void
  rate(ticket: CrmTicket, rating: number): void
  snapshot(): CrmState
  restore(state: CrmState): void
}

export function openCrmBooks(now: () => number, initial: CrmState): CrmBooks {
  let state = initial
  const books: CrmBooks = {
    get state() {
      return state
    },
    customer: (contract) => state.customers.find((one) => one.contract === contract),
    ticket: (id) => state.tickets.find((one) => one.id === id),
    messages: (ticketId) => state.messages.filter((one) => one.ticketId === ticketId),
    history: (ticketId) => state.history.filter((one) => one.ticketId === ticketId),
    open(row, text) {
      const serial = (state.lastTicket += 1)
      const at = now()
      const number = `${new Date(at).getUTCFullYear()}/${serial}`
      const times = { createdAt: at, updatedAt: at }
      const ticket: CrmTicket = { id: `T-${serial}`, number, status: '', rating: null, ...times, ...row }
      state.tickets.push(ticket)
      books.setStatus(ticket, 'new', CUSTOMER)
      const message = { ticketId: ticket.id, author: CUSTOMER, text, externalReference: null }
      books.write({ ...message, visibility: 'public' })
      return ticket
    },
    write(row) {
      const message = { id: `M-${(state.lastMessage += 1)}`, createdAt: now(), ...row }
      state.messages.push(message)
      const ticket = books.ticket(row.ticketId)
      if (ticket === undefined) return message
      ticket.updatedAt = message.createdAt
      const { kind } = row.author
      const isAwake = kind === 'customer' ? ['pending', 'solved'] : kind === 'agent' ? ['new'] : []
      if (row.visibility === 'public' && isAwake.includes(ticket.status)) books.setStatus(ticket, 'open', row.author)
      return message
    },
    setStatus(ticket, status, changedBy) {
      if (ticket.status === status) return
      const changedAt = now()
      ticket.status = status
      ticket.updatedAt = changedAt
      state.history.push({ id: `H-${(state.lastEntry += 1)}`, ticketId: ticket.id, status, changedBy, changedAt })
    },
    rate(ticket, rating) {
      if (ticket.rating === rating) return
      ticket.rating = rating
      ticket.updatedAt = now()
    },
    snapshot: () => structuredClone(state),
    restore: (saved) => void (state = saved),
  }
  return books
}
