import { createClient } from 'graphql-ws'
import { expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { AccountRef } from '../../src/domain/account.ts'
import { writeId } from '../../src/graphql/ids.ts'
import { openEvents } from '../support/event-client.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

const TOKEN_MS = 2_000

interface Added {
  readonly ticketMessageAdded: { readonly cursor: string; readonly ticketMessage: { readonly text: string } }
}

const DOCUMENT = `subscription ($ticket: ID!, $after: String) {
  ticketMessageAdded(ticketId: $ticket, after: $after) { cursor ticketMessage { text } } }`

interface Scene {
  readonly gateway: Gateway
  readonly person: AccountRef
  readonly variables: { readonly ticket: string; after: string | null }
  readonly answer: (text: string) => void
}

async function start(checkIntervalMs: number): Promise<Scene> {
  const gateway = await startGateway({ liveLimits: { checkIntervalMs } })
  onTestFinished(() => gateway.close())
  const { restId, soapId } = await gateway.sandbox.findAccount('100001')
  const accountId = String(restId)
  const { ticketId } = gateway.sandbox.books.addTicket({ soapId, classId: 3, subject: 'Чат', side: 0, text: 'первое' })
  const ticket = writeId({ type: 'Ticket', accountId, ticketId: String(ticketId) })
  const person: AccountRef = { id: accountId, kind: 'PERSON', number: '100001', keys: {} }
  const answer = (text: string) => void gateway.sandbox.books.addTicketMessage(ticketId, { side: 1, text })
  const { data } = await gateway.query<{ ticket: { messages: { pageInfo: { endCursor: string } } } }>(
    'query ($ticket: ID!) { ticket(id: $ticket) { messages(first: 10) { pageInfo { endCursor } } } }',
    { ticket },
    await gateway.openSession({ role: 'SUBSCRIBER', accounts: [person] }),
  )
  return { gateway, person, answer, variables: { ticket, after: data.ticket.messages.pageInfo.endCursor } }
}

/** As docs/live.md tells clients to do, with the settings that the client has by itself. */
function chat({ gateway, person, variables }: Scene) {
  const seen = { texts: new Array<string>(), tokens: 0, closes: new Array<number>(), ended: '' }
  const client = createClient({
    url: gateway.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: async () => {
      seen.tokens += 1
      const lived = seen.tokens === 1 ? { tokenMs: TOKEN_MS } : {}
      const token = await gateway.openSession({ role: 'SUBSCRIBER', accounts: [person], ...lived })
      return { authorization: `Bearer ${token}` }
    },
    on: { closed: (event) => seen.closes.push(codeOf(event)) },
  })
  onTestFinished(() => client.dispose())
  client.subscribe<Added>(
    { query: DOCUMENT, variables },
    {
      next({ data, errors }) {
        if (!data) return void seen.texts.push(JSON.stringify(errors))
        seen.texts.push(data.ticketMessageAdded.ticketMessage.text)
        // The client sends these variables again with each connection.
        variables.after = data.ticketMessageAdded.cursor
      },
      error: (error) => {
        seen.ended = `error ${codeOf(error)}`
      },
      complete: () => {
        seen.ended = 'complete'
      },
    },
  )
  return seen
}

test('S3 a client of graphql-ws lives through the end of its token, and every message comes once', {
  timeout: 40_000,
}, async () => {
  const scene = await start(500)
  const seen = chat(scene)
  scene.answer('второе')
  await vi.waitFor(() => expect(seen.texts).toEqual(['второе']), 5_000)
  await vi.waitFor(() => expect(seen.closes).toEqual([4403]), 10_000)
  scene.answer('третье')
  await vi.waitFor(() => expect(seen.texts).toEqual(['второе', 'третье']), 15_000)
  scene.answer('четвёртое')
  await vi.waitFor(() => expect(seen.texts).toEqual(['второе', 'третье', 'четвёртое']), 5_000)
  expect([seen.tokens, seen.ended]).toEqual([2, ''])
})

test('S3 a message that comes when the token has just ended is not lost either', { timeout: 40_000 }, async () => {
  const scene = await start(600_000)
  const seen = chat(scene)
  scene.answer('второе')
  await vi.waitFor(() => expect(seen.texts).toEqual(['второе']), 5_000)
  await new Promise((resolve) => setTimeout(resolve, TOKEN_MS + 3_000))
  scene.answer('третье')
  await vi.waitFor(() => expect(seen.closes).toEqual([4403]), 5_000)
  await vi.waitFor(() => expect(seen.texts).toEqual(['второе', 'третье']), 15_000)
  expect([seen.tokens, seen.ended]).toEqual([2, ''])
})

test('a stream breaks off when a message comes after its token has ended: it is not complete', {
  timeout: 20_000,
}, async () => {
  const { gateway, person, variables, answer } = await start(600_000)
  const token = await gateway.openSession({ role: 'SUBSCRIBER', accounts: [person], tokenMs: TOKEN_MS })
  const stream = await openEvents<Added>(gateway.url, { query: DOCUMENT, variables }, { token })
  answer('второе')
  expect((await stream.next()).data?.ticketMessageAdded.ticketMessage.text).toBe('второе')
  await new Promise((resolve) => setTimeout(resolve, TOKEN_MS + 3_000))
  answer('третье')
  expect(await stream.ended).toBe('broken')
  expect(stream.text()).not.toContain('третье')
  const refused = await openEvents(gateway.url, { query: DOCUMENT, variables }, { token })
  expect(refused.status).toBe(401)
})

function codeOf(event: unknown): number {
  return typeof event === 'object' && event !== null && 'code' in event ? Number(event.code) : 0
}
