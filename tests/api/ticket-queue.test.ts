import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { type OpenTicket, ticketClient } from '../support/tickets.ts'

let gateway: Gateway
let operator: string
let opened: readonly OpenTicket[]
beforeAll(async () => {
  gateway = await startGateway()
  operator = await gateway.signIn('operator')
  const tickets = ticketClient(gateway)
  const rows: OpenTicket[] = []
  for (const [number, classId, status] of [
    ['100001', 1, 1],
    ['100002', 3, 1],
    ['200001', 1, 2],
    ['100004', 1, 9],
    ['100005', 2, 3],
  ] as const) {
    rows.push(await tickets.open(number, { classId, status }))
  }
  opened = rows.toReversed()
})
afterAll(() => gateway.close())

interface Page {
  readonly nodes: readonly { readonly id: string; readonly status: string; readonly category: string }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

const DOCUMENT = `query ($status: [TicketStatus!], $category: [TicketCategory!], $first: Int!, $after: String) {
  tickets(status: $status, category: $category, first: $first, after: $after) {
    nodes { id status category } pageInfo { hasNextPage endCursor } } }`

const ask = (variables: object, token?: string) =>
  gateway.query<{ tickets: Page }>(DOCUMENT, { first: 100, ...variables }, token ? { token } : {})

async function list(variables: object): Promise<Page> {
  const { data, errors } = await ask(variables, operator)
  expect(errors).toEqual([])
  return data.tickets
}

test('S1 an operator sees the tickets of all accounts, newest first, and answers one of them', async () => {
  const { nodes } = await list({ first: 5 })
  expect(nodes.map(({ id }) => id)).toEqual(opened.map(({ id }) => id))
  const [newest] = nodes
  const tickets = ticketClient(gateway)
  const input = { ticketId: newest?.id, text: 'Занимаемся.', idempotencyKey: randomUUID() }
  expect(await tickets.answer('addTicketMessage', input, operator)).toMatchObject({ ticket: { id: newest?.id } })
  expect((await opened[0]?.whole())?.messages.at(-1)).toMatchObject({ side: 1, text: 'Занимаемся.' })
})

test('S1 the list is narrowed by state and category', async () => {
  const closed = await list({ status: ['CLOSED'], category: ['FAULT'] })
  expect(closed.nodes[0]?.id).toBe(opened[1]?.id)
  expect(new Set(closed.nodes.map(({ status, category }) => `${status} ${category}`))).toEqual(
    new Set(['CLOSED FAULT']),
  )
  const wishes = await list({ category: ['CHANGE_REQUEST', 'CONSULTATION'] })
  expect(wishes.nodes.slice(0, 2).map(({ id }) => id)).toEqual([opened[0]?.id, opened[3]?.id])
})

test('S1 the pages show each ticket once', async () => {
  const all = (await list({})).nodes.map(({ id }) => id)
  const seen: string[] = []
  let after: string | null = null
  do {
    const page: Page = await list({ first: 2, after })
    seen.push(...page.nodes.map(({ id }) => id))
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  } while (after !== null)
  expect(seen).toEqual(all)
  expect(all.length).toBeGreaterThan(5)
})

test('S1 tickets of people without an account are passed over, however many there are', async () => {
  const soap = gateway.sandbox.books
  for (let count = 0; count < 7; count += 1) {
    const contact = { name: 'Анна', phone: '+79121234567', address: 'Екатеринбург' }
    soap.addTicket({ soapId: null, classId: 5, subject: 'Подключение', text: 'Дом', side: 0, contact })
  }
  const { nodes } = await list({ first: 2 })
  expect(nodes.map(({ id }) => id)).toEqual(opened.slice(0, 2).map(({ id }) => id))
})

test('S1 nobody else has this list: subscribers, members, partners, and who has not signed in', async () => {
  for (const [token, code] of [
    [await gateway.signIn('100001'), 'FORBIDDEN'],
    [await gateway.signIn('200001-buh'), 'FORBIDDEN'],
    [await gateway.openSession({ role: 'PARTNER' }), 'FORBIDDEN'],
    [undefined, 'UNAUTHENTICATED'],
  ] as const) {
    const { errors } = await ask({}, token)
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code])
  }
})

test('S1 what cannot be asked for is refused', async () => {
  for (const variables of [
    { first: 0 },
    { first: 101 },
    { status: [] },
    { status: ['UNKNOWN'] },
    { category: ['UNKNOWN'] },
  ]) {
    const { errors } = await ask(variables, operator)
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
  }
  const { pageInfo } = await list({ first: 1, status: ['OPEN'] })
  const { errors } = await ask({ after: pageInfo.endCursor }, operator)
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
})

test('legacy calls of the list: one, and more only to pass over what belongs to nobody', async () => {
  await list({})
  expect(await gateway.countCalls(() => list({}))).toEqual({ 'soap.GetTicketQueue': 1 })
  expect(await gateway.countCalls(() => list({ first: 3 }))).toEqual({ 'soap.GetTicketQueue': 3 })
})
