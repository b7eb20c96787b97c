import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { watch } from '../support/live-client.ts'

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
  await baselineOf('soap.GetTickets')
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
  expect((await live.next()).data).toEqual({ ticketUpdated: { subject: 'Роутер', status: 'OPEN' } })
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
  await baselineOf('soap.GetOrders')
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
  const told = await live.next()
  expect(told.data?.serviceOrderUpdated.status).toBe('PENDING')
  const canceled = await gateway.query<{ cancelServiceOrder: { __typename: string } }>(
    'mutation ($input: CancelServiceOrderInput!) { cancelServiceOrder(input: $input) { __typename } }',
    { input: { orderId: told.data?.serviceOrderUpdated.id } },
    token,
  )
  expect(canceled.data.cancelServiceOrder.__typename).toBe('ServiceOrderCancelled')
  expect((await live.next(3_000)).data?.serviceOrderUpdated.status).toBe('CANCELLED')
})

/** Waits until what is watched was read for the first time: changes are told from there on. */
async function baselineOf(operation: string): Promise<void> {
  await gateway.sandbox.resetCalls()
  for (let tries = 0; tries < 100; tries += 1) {
    const calls = await gateway.sandbox.calls()
    if ((calls[operation] ?? 0) > 0) return void (await new Promise((resolve) => setTimeout(resolve, 100)))
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${operation} was not called.`)
}

function answer(ticketId: number, text: string): void {
  gateway.sandbox.books.addTicketMessage(ticketId, { side: 1, text })
}
