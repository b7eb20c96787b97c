import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { type LiveSubscription, watch } from '../support/live-client.ts'

let gateway: Gateway
let token: string
let accountId: string
let soapId: number
beforeAll(async () => {
  gateway = await startGateway({ liveIntervalMs: 600_000 })
  token = await gateway.signIn('100001')
  const account = await gateway.sandbox.findAccount('100001')
  accountId = String(account.restId)
  soapId = account.soapId
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

const ADDED = `subscription ($ticket: ID!, $after: String) {
  ticketMessageAdded(ticketId: $ticket, after: $after) { cursor ticketMessage { text } } }`

interface Added {
  readonly ticketMessageAdded: { readonly cursor: string; readonly ticketMessage: { readonly text: string } }
}

function openTicket() {
  const opened = gateway.sandbox.books.addTicket({ soapId, classId: 3, subject: 'Чат', side: 0, text: 'первое' })
  const { ticketId } = opened
  return { ticketId, id: writeId({ type: 'Ticket', accountId, ticketId: String(ticketId) }) }
}

function answer(ticketId: number, text: string): void {
  gateway.sandbox.books.addTicketMessage(ticketId, { side: 1, text })
  gateway.store.notices.publish(accountId)
}

const listen = (ticket: string, after?: string) =>
  watch<Added>(gateway.url, ADDED, { variables: { ticket, after }, token })

const textOf = async (live: LiveSubscription<Added>, withinMs?: number) =>
  (await live.next(withinMs)).data?.ticketMessageAdded.ticketMessage.text

test('S3 sixty who watch one ticket cost the billing what one costs, and each hears each message once', async () => {
  const { ticketId, id } = openTicket()
  const watching: LiveSubscription<Added>[] = []
  const opening = await gateway.countCalls(async () => {
    for (let count = 0; count < 60; count += 1) watching.push(listen(id))
    await delay(3_000)
  })
  // Those who come at the same moment share it; on a busy machine they come one after the other.
  expect(opening['soap.GetTickets']).toBeLessThanOrEqual(30)
  expect(opening['soap.GetTicketMessages']).toBeLessThanOrEqual(3)
  const calls = await gateway.countCalls(async () => {
    answer(ticketId, 'второе')
    const texts = await Promise.all(watching.map((live) => textOf(live)))
    expect(new Set(texts)).toEqual(new Set(['второе']))
    await delay(2_500)
  })
  expect(calls['soap.GetTicketMessages']).toBeLessThanOrEqual(3)
  expect(calls['soap.GetTickets']).toBeLessThanOrEqual(8)
  answer(ticketId, 'третье')
  const texts = await Promise.all(watching.map((live) => textOf(live)))
  expect(new Set(texts)).toEqual(new Set(['третье']))
  for (const live of watching) live.end()
})

test('S3 while the billing fails, it is asked less and less often, and what was written meanwhile is told afterwards', async () => {
  const { ticketId, id } = openTicket()
  const watching = Array.from({ length: 30 }, () => listen(id))
  await delay(2_000)
  await gateway.sandbox.setFault('soap.GetTicketMessages', { kind: 'unavailable' })
  const calls = await gateway.countCalls(async () => {
    answer(ticketId, 'второе')
    await delay(5_000)
  })
  expect(calls['soap.GetTicketMessages']).toBeGreaterThanOrEqual(1)
  // A read may be repeated at once where its connection broke.
  expect(calls['soap.GetTicketMessages']).toBeLessThanOrEqual(14)
  await gateway.sandbox.clearFaults()
  const texts = await Promise.all(watching.map((live) => textOf(live, 20_000)))
  expect(new Set(texts)).toEqual(new Set(['второе']))
  for (const live of watching) live.end()
}, 40_000)

test('a cursor that no message can have is refused at once', async () => {
  const { ticketId, id } = openTicket()
  for (const position of ['abc', '-1', '0', '9'.repeat(30), '']) {
    const after = Buffer.from(`messages:${accountId}:${ticketId}:${position}`).toString('base64url')
    expect(await listen(id, after).ended).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  }
})
