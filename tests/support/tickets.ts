import { randomUUID } from 'node:crypto'
import { writeId } from '../../src/graphql/ids.ts'
import type { Gateway, RequestHeaders } from './gateway.ts'

export interface TicketAnswer {
  readonly __typename: string
  readonly code?: string
  readonly field?: string | null
  readonly message?: string
  readonly retryable?: boolean
  readonly retryAfterSeconds?: number | null
  readonly ticket?: {
    readonly id: string
    readonly status: string
    readonly rating: number | null
    readonly messages?: { readonly nodes: readonly { readonly text: string; readonly author: string }[] }
  } | null
}

const REFUSED = '... on TicketChangeRefused { code field message retryable retryAfterSeconds }'

const CHANGED = `__typename ... on TicketChanged { ticket { id status rating } } ${REFUSED}`

const DOCUMENTS = {
  addTicketMessage: `mutation ($input: AddTicketMessageInput!) { answer: addTicketMessage(input: $input) { __typename
    ... on TicketMessagePosted { ticket { id status rating messages(first: 100) { nodes { text author authorName } } } }
    ... on TicketMessagePending { message retryable } ${REFUSED} } }`,
  closeTicket: `mutation ($input: CloseTicketInput!) { answer: closeTicket(input: $input) { ${CHANGED} } }`,
  reopenTicket: `mutation ($input: ReopenTicketInput!) { answer: reopenTicket(input: $input) { ${CHANGED} } }`,
  rateTicket: `mutation ($input: RateTicketInput!) { answer: rateTicket(input: $input) { ${CHANGED} } }`,
} as const

type TicketMutation = keyof typeof DOCUMENTS

/** What people do with tickets that are there, over HTTP. */
export function ticketClient(gateway: Gateway) {
  const send = (mutation: TicketMutation, input: object, who: string | RequestHeaders = {}) =>
    gateway.query<{ answer: TicketAnswer }>(DOCUMENTS[mutation], { input }, who)
  return {
    send,
    async answer(mutation: TicketMutation, input: object, who: string | RequestHeaders = {}): Promise<TicketAnswer> {
      const answer = await send(mutation, input, who)
      if (answer.errors.length > 0) throw new Error(answer.text)
      return answer.data.answer
    },
    /** A ticket of an account, as somebody opens it at the helpdesk itself, by its global id. */
    async open(number: string, fields: Readonly<Record<string, string | number>> = {}): Promise<OpenTicket> {
      const ticket = { number, subject: 'Нет интернета', text: 'Горит красная лампочка.', ...fields }
      const { ticketId } = await gateway.sandbox.postTicket(ticket)
      const { restId } = await gateway.sandbox.findAccount(number)
      const id = writeId({ type: 'Ticket', accountId: String(restId), ticketId: String(ticketId) })
      const whole = async () => {
        const found = (await gateway.sandbox.tickets(number)).find((one) => one.ticketId === ticketId)
        if (!found) throw new Error(`no ticket ${ticketId}`)
        return found
      }
      return { id, ticketId, whole }
    },
  }
}

export interface OpenTicket {
  readonly id: string
  readonly ticketId: number
  /** As the helpdesk itself has it. */
  whole(): ReturnType<Gateway['sandbox']['postTicket']>
}

export function messageInput(ticketId: string, fields: object = {}) {
  return { idempotencyKey: randomUUID(), ticketId, text: 'Лампочка погасла,\nа интернета <нет>.', ...fields }
}
