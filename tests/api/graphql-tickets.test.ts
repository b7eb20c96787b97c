import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { writeCursor } from '../../src/graphql/page.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
let token: string
let restId: string
let soapId: number
beforeAll(async () => {
  gateway = await startGateway()
  token = await gateway.signIn('100001')
  const account = await gateway.sandbox.findAccount('100001')
  restId = String(account.restId)
  soapId = account.soapId
  for (let count = 1; count <= 5; count += 1) addTicket(`Вопрос ${count}`)
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

function addTicket(subject: string) {
  return gateway.sandbox.books.addTicket({ soapId, classId: 1, subject, side: 0, text: `${subject}: почему?` })
}

interface Ticket {
  readonly id: string
  readonly number: string
  readonly subject: string
  readonly category: string
  readonly status: string
  readonly createdAt: string | null
  readonly updatedAt: string | null
}
interface Page<T> {
  readonly nodes: readonly T[]
  readonly edges: readonly { readonly cursor: string }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}
interface Answer {
  readonly viewer: { readonly accounts: readonly { readonly tickets: Page<Ticket> | null }[] }
}

const TICKET = 'id number subject category status createdAt updatedAt'
const DOCUMENT = `query ($status: [TicketStatus!], $first: Int!, $after: String) { viewer { accounts {
  tickets(status: $status, first: $first, after: $after) {
    nodes { ${TICKET} } edges { cursor } pageInfo { hasNextPage endCursor } } } } }`

const ask = (variables: object) => gateway.query<Answer>(DOCUMENT, { first: 100, ...variables }, token)

async function readPage(variables: object = {}): Promise<Page<Ticket>> {
  const { data, errors } = await ask(variables)
  expect(errors).toEqual([])
  const page = data.viewer.accounts[0]?.tickets
  if (!page) throw new Error('no page')
  return page
}

const STATUS: Readonly<Record<number, string>> = { 1: 'OPEN', 2: 'IN_PROGRESS', 3: 'WAITING', 9: 'CLOSED' }
const CATEGORY: Readonly<Record<number, string>> = {
  1: 'FAULT',
  2: 'CHANGE_REQUEST',
  3: 'CONSULTATION',
  4: 'VISIT',
  5: 'CONNECTION',
}

function listBooks(statuses?: readonly number[]) {
  return gateway.sandbox.books
    .listTickets({ soapIds: [soapId], limit: 1000, ...(statuses ? { statuses } : {}) })
    .map(({ ticketId, subject, classId, status, createdAt }) => ({
      id: writeId({ type: 'Ticket', accountId: restId, ticketId: String(ticketId) }),
      subject,
      category: CATEGORY[classId],
      status: STATUS[status],
      createdAt: createdAt - (createdAt % 1000),
    }))
}

test('S1 tickets are those of the billing, newest first', async () => {
  const { nodes, pageInfo } = await readPage()
  expect(nodes.length).toBeGreaterThan(5)
  expect(pageInfo.hasNextPage).toBe(false)
  expect(
    nodes.map(({ id, subject, category, status, createdAt }) => ({
      id,
      subject,
      category,
      status,
      createdAt: Date.parse(createdAt ?? ''),
    })),
  ).toEqual(listBooks())
})

test.each([
  [['OPEN'], [1]],
  [['CLOSED'], [9]],
  [
    ['OPEN', 'IN_PROGRESS', 'WAITING', 'OPEN'],
    [1, 2, 3],
  ],
])('S1 of tickets in the states %j only those are listed', async (status, codes) => {
  const { nodes } = await readPage({ status })
  expect(nodes.map(({ id }) => id)).toEqual(listBooks(codes).map(({ id }) => id))
  expect(nodes.length).toBeGreaterThan(0)
  expect(nodes.every((ticket) => status.includes(ticket.status))).toBe(true)
})

test.each([
  ['all', undefined],
  ['open', ['OPEN']],
])(
  'S1 paging through %s tickets in twos yields each once, also when one is opened in between',
  async (_name, status) => {
    const expected = (await readPage({ status })).nodes.map(({ id }) => id)
    const read: string[] = []
    let after: string | null = null
    for (;;) {
      const page: Page<Ticket> = await readPage({ status, first: 2, after })
      read.push(...page.nodes.map(({ id }) => id))
      if (!page.pageInfo.hasNextPage) break
      after = page.pageInfo.endCursor
      addTicket('Ещё один')
    }
    expect(read).toEqual(expected)
  },
)

test('S1 one ticket with its messages, oldest first, page by page', async () => {
  const { ticketId } = addTicket('Пропал интернет & телевидение')
  for (let count = 1; count <= 6; count += 1) {
    gateway.sandbox.books.addTicketMessage(ticketId, {
      side: count % 2 === 1 ? 1 : 0,
      text: `Ответ ${count} <проверено>\nвторая строка`,
      author: count % 2 === 1 ? 'Оператор Мария' : 'Абонент',
    })
  }
  const id = writeId({ type: 'Ticket', accountId: restId, ticketId: String(ticketId) })
  interface Message {
    readonly author: string
    readonly authorName: string | null
    readonly text: string
  }
  const document = `query ($id: ID!, $first: Int!, $after: String) { ticket(id: $id) { id subject
    messages(first: $first, after: $after) { nodes { author authorName text createdAt } edges { cursor }
      pageInfo { hasNextPage endCursor } } } node(id: $id) { id ... on Ticket { number } } }`
  const read: Message[] = []
  let after: string | null = null
  for (;;) {
    const answer: { data: { ticket: { subject: string; messages: Page<Message> } }; errors: readonly unknown[] } =
      await gateway.query(document, { id, first: 3, after }, token)
    expect(answer.errors).toEqual([])
    expect(answer.data).toMatchObject({ ticket: { subject: 'Пропал интернет & телевидение' }, node: { id } })
    const { nodes, pageInfo } = answer.data.ticket.messages
    read.push(...nodes)
    if (!pageInfo.hasNextPage) break
    after = pageInfo.endCursor
  }
  const rows = gateway.sandbox.books.listTicketMessages({ ticketIds: [ticketId], limit: 1000 })
  expect(rows.length).toBeGreaterThan(6)
  expect(read.map(({ author, authorName, text }) => ({ author, authorName, text }))).toEqual(
    rows.map(({ side, author, text }) => ({
      author: side === 0 ? 'SUBSCRIBER' : 'OPERATOR',
      authorName: author,
      text,
    })),
  )
})

const outside = '`first` must be a whole number from 1 to 100.'
const cursor = '`after` must be a cursor from another page of the same list, exactly as it was given.'
const states = '`status` must name one or more states other than UNKNOWN, or be left out.'

test.each([
  ['first: 0', { first: 0 }, outside],
  ['first: 101', { first: 101 }, outside],
  ['a broken cursor', { after: 'broken' }, cursor],
  ['a cursor of a stranger', { after: writeCursor('tickets:1:', '5') }, cursor],
  ['no state', { status: [] }, states],
  ['the state UNKNOWN', { status: ['OPEN', 'UNKNOWN'] }, states],
])('S1 %s is refused as bad input with a text that helps', async (_name, variables, message) => {
  const { data, errors } = await ask(variables)
  expect(data.viewer.accounts.map(({ tickets }) => tickets)).toEqual([null])
  expect(errors.map((error) => error.message)).toEqual([message])
  expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false })
})

test('S1 a cursor of the open tickets does not fit the list of all', async () => {
  const after = (await readPage({ status: ['OPEN'], first: 1 })).pageInfo.endCursor
  expect((await ask({ after })).errors.map(({ message }) => message)).toEqual([cursor])
})

test.each([
  ['first: 0', 'messages(first: 0)', outside],
  ['first: 101', 'messages(first: 101)', outside],
  ['a broken cursor', 'messages(first: 1, after: "broken")', cursor],
])('S1 messages with %s are refused, and the ticket stays readable', async (_name, field, message) => {
  const [expected] = (await readPage({ first: 1 })).nodes
  const { data, errors } = await gateway.query(
    `query ($id: ID!) { ticket(id: $id) { subject ${field} { nodes { text } } } }`,
    { id: expected?.id },
    token,
  )
  expect(data).toEqual({ ticket: { subject: expected?.subject, messages: null } })
  expect(errors.map((error) => error.message)).toEqual([message])
})

test('S1 a state that is no state is refused before anything runs', async () => {
  const { status, errors } = await ask({ status: ['OPENED'] })
  expect(status).toBe(400)
  expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('legacy calls of the open tickets of ten accounts with their messages: one and one', async () => {
  const ten = await gateway.signIn('200010')
  const document = `{ viewer { accounts { tickets(status: [OPEN, IN_PROGRESS, WAITING, CLOSED], first: 5) {
    nodes { messages(first: 5) { nodes { text } } } } } } }`
  for (const number of ['200010', '200015']) {
    const account = await gateway.sandbox.findAccount(number)
    gateway.sandbox.books.addTicket({ soapId: account.soapId, classId: 3, subject: 'Счёт', side: 0, text: 'Где счёт?' })
  }
  const calls = await gateway.countCalls(async () => {
    expect((await gateway.query(document, {}, ten)).errors).toEqual([])
  })
  expect(calls).toEqual({ 'soap.GetTickets': 1, 'soap.GetTicketMessages': 1 })
})
