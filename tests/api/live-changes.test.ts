import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { type LiveSubscription, watch } from '../support/live-client.ts'

let gateway: Gateway
let token: string
let accountId: string
let restId: string
let soapId: number
beforeAll(async () => {
  // Looked at so seldom that whatever comes in time was told and not found.
  gateway = await startGateway({ liveIntervalMs: 600_000 })
  token = await gateway.signIn('100001')
  const account = await gateway.sandbox.findAccount('100001')
  restId = String(account.restId)
  soapId = account.soapId
  accountId = writeId({ type: 'Account', kind: 'PERSON', accountId: restId })
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

test('S3 a ticket opened through the gateway is told at once', async () => {
  const live = watch<{ ticketUpdated: { subject: string; status: string } }>(
    gateway.url,
    'subscription ($account: ID!) { ticketUpdated(accountId: $account) { subject status } }',
    { variables: { account: accountId }, token },
  )
  const input = {
    accountId,
    category: 'CONSULTATION',
    subject: 'Роутер',
    text: 'Какой взять?',
    idempotencyKey: 'live-ticket-1',
  }
  const opened = await gateway.query<{ createTicket: { number: string } }>(
    'mutation ($input: CreateTicketInput!) { createTicket(input: $input) { ... on TicketOpened { number } } }',
    { input },
    token,
  )
  expect(opened.errors).toEqual([])
  const told = await nextWhere(live, ({ ticketUpdated: { subject } }) => subject === 'Роутер')
  expect(told).toEqual({ ticketUpdated: { subject: 'Роутер', status: 'OPEN' } })
})

test('S3 the newest tickets are told as they are, oldest first, and then what changes: nothing is missed between two connections', async () => {
  const document = 'subscription ($account: ID!) { ticketUpdated(accountId: $account) { number status } }'
  const begin = () =>
    watch<{ ticketUpdated: { number: string; status: string } }>(gateway.url, document, {
      variables: { account: accountId },
      token,
    })
  const { data } = await gateway.query<{ account: { tickets: { nodes: { number: string; status: string }[] } } }>(
    'query ($account: ID!) { account(id: $account) { tickets(first: 20) { nodes { number status } } } }',
    { account: accountId },
    token,
  )
  const listed = data.account.tickets.nodes.toReversed()
  expect(listed.length).toBeGreaterThan(0)
  const live = begin()
  for (const ticket of listed) expect((await live.next()).data?.ticketUpdated).toEqual(ticket)
  live.end()
  const missed = gateway.sandbox.books.addTicket({ soapId, classId: 3, subject: 'Обрыв', side: 0, text: 'нет связи' })
  const again = begin()
  await nextWhere(again, ({ ticketUpdated: { number } }) => number === String(missed.ticketId))
})

test('S3 messages come once each and in their order, and after a broken connection what was missed', async () => {
  const { ticketId } = gateway.sandbox.books.addTicket({ soapId, classId: 3, subject: 'Чат', side: 0, text: 'первое' })
  const id = writeId({ type: 'Ticket', accountId: restId, ticketId: String(ticketId) })
  const document = `subscription ($ticket: ID!, $after: String) {
    ticketMessageAdded(ticketId: $ticket, after: $after) { cursor ticketMessage { author text } } }`
  interface Added {
    readonly ticketMessageAdded: { readonly cursor: string; readonly ticketMessage: { readonly text: string } }
  }
  const { data } = await gateway.query<{ ticket: { messages: { pageInfo: { endCursor: string } } } }>(
    'query ($ticket: ID!) { ticket(id: $ticket) { messages(first: 10) { pageInfo { endCursor } } } }',
    { ticket: id },
    token,
  )
  const live = watch<Added>(gateway.url, document, {
    variables: { ticket: id, after: data.ticket.messages.pageInfo.endCursor },
    token,
  })
  answer(ticketId, 'второе')
  const second = await live.next()
  expect(second.data?.ticketMessageAdded.ticketMessage).toEqual({ author: 'OPERATOR', text: 'второе' })
  live.end()
  answer(ticketId, 'третье')
  answer(ticketId, 'четвёртое')
  const again = watch<Added>(gateway.url, document, {
    variables: { ticket: id, after: second.data?.ticketMessageAdded.cursor },
    token,
  })
  const texts = [await again.next(), await again.next()].map(({ data }) => data?.ticketMessageAdded.ticketMessage.text)
  expect(texts).toEqual(['третье', 'четвёртое'])
  answer(ticketId, 'пятое')
  gateway.store.notices.publish(restId)
  expect((await again.next()).data?.ticketMessageAdded.ticketMessage.text).toBe('пятое')
})

test('S8 an order is told when the billing has it, and when it is canceled', async () => {
  const live = watch<{ serviceOrderUpdated: { id: string; status: string } }>(
    gateway.url,
    'subscription ($account: ID!) { serviceOrderUpdated(accountId: $account) { id status } }',
    { variables: { account: accountId }, token },
  )
  const { data } = await gateway.query<{ viewer: { accounts: { services: { id: string }[] }[] } }>(
    '{ viewer { accounts { services { id } } } }',
    {},
    token,
  )
  const serviceId = data.viewer.accounts[0]?.services[0]?.id
  const tariffs = await gateway.query<{
    viewer: { accounts: { services: { availableTariffs: { id: string }[] }[] }[] }
  }>('{ viewer { accounts { services { availableTariffs { id } } } } }', {}, token)
  const tariffId = tariffs.data.viewer.accounts[0]?.services[0]?.availableTariffs[0]?.id
  const input = { serviceId, tariffId, effective: 'NEXT_PERIOD', idempotencyKey: 'live-order-1' }
  const placed = await gateway.query<{ changeTariff: { __typename: string } }>(
    'mutation ($input: ChangeTariffInput!) { changeTariff(input: $input) { __typename } }',
    { input },
    token,
  )
  expect(placed.data.changeTariff.__typename).toBe('ServiceOrderAccepted')
  const told = await nextWhere(live, ({ serviceOrderUpdated: { status } }) => status === 'PENDING')
  const canceled = await gateway.query<{ cancelServiceOrder: { __typename: string } }>(
    'mutation ($input: CancelServiceOrderInput!) { cancelServiceOrder(input: $input) { __typename } }',
    { input: { orderId: told.serviceOrderUpdated.id } },
    token,
  )
  expect(canceled.data.cancelServiceOrder.__typename).toBe('ServiceOrderCancelled')
  const ended = await nextWhere(live, ({ serviceOrderUpdated: { id } }) => id === told.serviceOrderUpdated.id)
  expect(ended.serviceOrderUpdated.status).toBe('CANCELLED')
})

/** The next result that fits: first comes what there is already. */
async function nextWhere<T>(live: LiveSubscription<T>, fits: (data: T) => boolean): Promise<T> {
  for (;;) {
    const { data } = await live.next()
    if (data && fits(data)) return data
  }
}

function answer(ticketId: number, text: string): void {
  gateway.sandbox.books.addTicketMessage(ticketId, { side: 1, text })
}
