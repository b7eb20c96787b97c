import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { ticketClient } from '../support/tickets.ts'

let gateway: Gateway
let token: string
let operator: string
let tickets: ReturnType<typeof ticketClient>
beforeAll(async () => {
  gateway = await startGateway({ operationTimeoutMs: 4000, billingTimeoutMs: 1000 })
  token = await gateway.signIn('100001')
  operator = await gateway.signIn('operator')
  tickets = ticketClient(gateway)
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

const close = (ticketId: string, as = token) => tickets.answer('closeTicket', { ticketId }, as)
const reopen = (ticketId: string, as = token) => tickets.answer('reopenTicket', { ticketId }, as)
const rate = (ticketId: string, rating: number, as = token) => tickets.answer('rateTicket', { ticketId, rating }, as)

interface History {
  readonly ticket: {
    readonly history: {
      readonly nodes: readonly { readonly status: string; readonly author: string; readonly changedAt: string }[]
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    }
  }
}

async function historyOf(id: string, first = 100, after: string | null = null) {
  const document = `query ($id: ID!, $first: Int!, $after: String) { ticket(id: $id) { history(first: $first, after: $after)
    { nodes { status author changedAt } pageInfo { hasNextPage endCursor } } } }`
  return (await gateway.query<History>(document, { id, first, after }, token)).data.ticket.history
}

test('S1 a ticket is closed, rated, opened again and closed by the provider, and its history tells all of it', async () => {
  const ticket = await tickets.open('100001')
  expect(await close(ticket.id)).toMatchObject({
    __typename: 'TicketChanged',
    ticket: { status: 'CLOSED', rating: null },
  })
  expect(await rate(ticket.id, 4)).toMatchObject({ ticket: { status: 'CLOSED', rating: 4 } })
  expect(await ticket.whole()).toMatchObject({ status: 9, mark: 4 })
  expect(await reopen(ticket.id)).toMatchObject({ ticket: { status: 'OPEN', rating: 4 } })
  expect(await close(ticket.id, operator)).toMatchObject({ ticket: { status: 'CLOSED' } })
  const { nodes } = await historyOf(ticket.id)
  expect(nodes.map(({ status, author }) => `${status} ${author}`)).toEqual([
    'OPEN SUBSCRIBER',
    'CLOSED SUBSCRIBER',
    'OPEN SUBSCRIBER',
    'CLOSED OPERATOR',
  ])
  const instants = nodes.map(({ changedAt }) => Date.parse(changedAt))
  expect(instants).toEqual(instants.toSorted((one, other) => one - other))
})

test('S1 the history comes in pages that show each state once', async () => {
  const ticket = await tickets.open('100001')
  await close(ticket.id)
  await reopen(ticket.id)
  const first = await historyOf(ticket.id, 2)
  expect(first.pageInfo.hasNextPage).toBe(true)
  const second = await historyOf(ticket.id, 2, first.pageInfo.endCursor)
  expect(second.pageInfo.hasNextPage).toBe(false)
  expect([...first.nodes, ...second.nodes].map(({ status }) => status)).toEqual(['OPEN', 'CLOSED', 'OPEN'])
})

test('S1 closing what is closed and opening what is open change nothing', async () => {
  const ticket = await tickets.open('100001', { status: 2 })
  expect(await reopen(ticket.id)).toMatchObject({ __typename: 'TicketChanged', ticket: { status: 'IN_PROGRESS' } })
  await close(ticket.id)
  expect(await close(ticket.id)).toMatchObject({ ticket: { status: 'CLOSED' } })
  expect((await historyOf(ticket.id)).nodes.at(-1)).toMatchObject({ status: 'CLOSED' })
  expect(await ticket.whole()).toMatchObject({ status: 9 })
})

test('S1 only a closed ticket is rated, from one to five, and not by operators', async () => {
  const ticket = await tickets.open('100001')
  expect(await rate(ticket.id, 5)).toMatchObject({ code: 'TICKET_NOT_CLOSED', retryable: false })
  await close(ticket.id)
  for (const rating of [0, 6, -1]) expect(await rate(ticket.id, rating)).toMatchObject({ code: 'INVALID_VALUE' })
  expect(await rate(ticket.id, 5, operator)).toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await ticket.whole()).toMatchObject({ mark: null })
  await rate(ticket.id, 1)
  expect(await rate(ticket.id, 5)).toMatchObject({ ticket: { rating: 5 } })
})

test('S1 where success is reported and nothing was changed, the answer says so', async () => {
  const ticket = await tickets.open('100001')
  await gateway.sandbox.setFault('soap.ChangeTicket', { kind: 'successWithoutApplying', times: 1 })
  expect(await close(ticket.id)).toMatchObject({ code: 'NOT_TAKEN_OVER', retryable: false })
  expect(await ticket.whole()).toMatchObject({ status: 1 })
})

test.each(['errorAfterApplying', 'dropAfterApplying', 'truncated'])(
  'S1 after %s the ticket is looked at, and closed it is',
  async (kind) => {
    const ticket = await tickets.open('100001')
    await gateway.sandbox.setFault('soap.ChangeTicket', { kind, times: 1 })
    expect(await close(ticket.id)).toMatchObject({ ticket: { status: 'CLOSED' } })
  },
)

test('S1 a change that may still come is not confirmed, and one that was not sent is to be tried again', async () => {
  const ticket = await tickets.open('100001')
  await gateway.sandbox.setFault('soap.ChangeTicket', { kind: 'reset', times: 1 })
  expect(await close(ticket.id)).toMatchObject({ code: 'NOT_CONFIRMED' })
  await gateway.sandbox.setFault('soap.ChangeTicket', { kind: 'errorAfterApplying', times: 1 })
  await gateway.sandbox.setFault('soap.GetTickets', { kind: 'http500', times: 1 })
  expect(await close(ticket.id)).toMatchObject({ code: 'NOT_CONFIRMED' })
  expect(await close(ticket.id)).toMatchObject({ ticket: { status: 'CLOSED' } })
})

test('S1 every change is in the audit trail with who made it and what came of it', async () => {
  const ticket = await tickets.open('100001')
  await close(ticket.id, operator)
  const rows = (await gateway.auditRows()).filter(({ object }) => object.endsWith(`:${ticket.ticketId}`))
  expect(rows.map(({ act, outcome }) => `${act} ${outcome}`)).toEqual(['ticket-change changed (status CLOSED)'])
  expect(rows[0]?.actor).toMatch(/^OPERATOR:/)
})

test('legacy calls of a change: one, and one to read it back; of opening again one more before', async () => {
  const ticket = await tickets.open('100001')
  expect(await gateway.countCalls(() => close(ticket.id))).toEqual({ 'soap.ChangeTicket': 1, 'soap.GetTickets': 1 })
  expect(await gateway.countCalls(() => reopen(ticket.id))).toEqual({ 'soap.ChangeTicket': 1, 'soap.GetTickets': 2 })
  expect(await gateway.countCalls(() => historyOf(ticket.id))).toEqual({
    'soap.GetTickets': 1,
    'soap.GetTicketStates': 1,
  })
})
