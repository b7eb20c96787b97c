import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, type RequestHeaders, startGateway } from '../support/gateway.ts'
import { signInMember } from '../support/members.ts'
import { messageInput, ticketClient } from '../support/tickets.ts'

let gateway: Gateway
let token: string
let tickets: ReturnType<typeof ticketClient>
beforeAll(async () => {
  gateway = await startGateway({ operationTimeoutMs: 4000, billingTimeoutMs: 1000 })
  token = await gateway.signIn('100001')
  tickets = ticketClient(gateway)
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

const add = (input: object, as: string | RequestHeaders = token) => tickets.answer('addTicketMessage', input, as)

test('S1 a message is in the helpdesk, in the answer and in the next query', async () => {
  const ticket = await tickets.open('100001')
  const input = messageInput(ticket.id)
  const added = await add(input)
  const own = { text: input.text, author: 'SUBSCRIBER', authorName: null }
  expect(added).toMatchObject({ __typename: 'TicketMessagePosted', ticket: { id: ticket.id } })
  expect(added.ticket?.messages?.nodes.at(-1)).toEqual(own)
  expect((await ticket.whole()).messages.at(-1)).toMatchObject({ side: 0, text: input.text })
  const { data } = await gateway.query<{ ticket: { messages: { nodes: readonly object[] } } }>(
    'query ($id: ID!) { ticket(id: $id) { messages(first: 10) { nodes { text author authorName } } } }',
    { id: ticket.id },
    token,
  )
  expect(data.ticket.messages.nodes.at(-1)).toEqual(own)
})

test('S1 an operator answers through the same mutation, and the subscriber sees who has written', async () => {
  const ticket = await tickets.open('100001')
  const operator = await gateway.signIn('operator')
  await add(messageInput(ticket.id, { text: 'Мастер выехал.' }), operator)
  expect(await ticket.whole()).toMatchObject({ status: 2 })
  const answer = await add(messageInput(ticket.id, { text: 'Спасибо' }))
  expect(answer.ticket?.messages?.nodes.map(({ author, text }) => `${author}: ${text}`)).toEqual([
    'SUBSCRIBER: Горит красная лампочка.',
    'OPERATOR: Мастер выехал.',
    'SUBSCRIBER: Спасибо',
  ])
  expect(answer.ticket?.messages?.nodes[1]).toHaveProperty('authorName', expect.stringMatching(/\S/))
})

test('S1 the same key writes one message, also at the same moment, and something else is refused', async () => {
  const ticket = await tickets.open('100001')
  const input = messageInput(ticket.id)
  const answers = await Promise.all(Array.from({ length: 4 }, () => add(input)))
  answers.push(await add({ ...input, text: ` ${input.text}\r\n` }))
  expect(new Set(answers.map(({ __typename }) => __typename))).toEqual(new Set(['TicketMessagePosted']))
  expect((await ticket.whole()).messages).toHaveLength(2)
  expect(await add({ ...input, text: 'Другое' })).toMatchObject({
    code: 'IDEMPOTENCY_CONFLICT',
    field: 'idempotencyKey',
  })
  const other = await tickets.open('100001')
  expect(await add({ ...input, ticketId: other.id })).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' })
  expect((await other.whole()).messages).toHaveLength(1)
})

test.each([
  ['an error although it was written', 'errorAfterApplying'],
  ['a connection that breaks afterwards', 'dropAfterApplying'],
  ['an answer that stops in the middle', 'truncated'],
])('S1 after %s the message is found again and written once', async (_name, kind) => {
  const ticket = await tickets.open('100001')
  const input = messageInput(ticket.id)
  await gateway.sandbox.setFault('soap.AddTicketMessage', { kind, times: 1 })
  expect(['TicketMessagePosted', 'TicketMessagePending']).toContain((await add(input)).__typename)
  await expect.poll(() => add(input), { timeout: 8000 }).toMatchObject({ __typename: 'TicketMessagePosted' })
  expect((await ticket.whole()).messages).toHaveLength(2)
})

test('S1 while the helpdesk does not answer the message waits, and is written once afterwards', async () => {
  const ticket = await tickets.open('100001')
  const input = messageInput(ticket.id)
  await gateway.sandbox.setFault('soap.AddTicketMessage', 'reset')
  await gateway.sandbox.setFault('soap.FindTicketMessage', 'reset')
  expect(await add(input)).toMatchObject({ __typename: 'TicketMessagePending', retryable: true })
  await gateway.sandbox.clearFaults()
  await expect.poll(() => add(input), { timeout: 10_000 }).toMatchObject({ __typename: 'TicketMessagePosted' })
  expect((await ticket.whole()).messages).toHaveLength(2)
})

test('S1 where success is reported and nothing was written, the message is written all the same, once', async () => {
  const ticket = await tickets.open('100001')
  const input = messageInput(ticket.id)
  await gateway.sandbox.setFault('soap.AddTicketMessage', { kind: 'successWithoutApplying', times: 1 })
  await expect.poll(() => add(input), { timeout: 10_000 }).toMatchObject({ __typename: 'TicketMessagePosted' })
  expect((await ticket.whole()).messages).toHaveLength(2)
})

test('S1 a closed ticket takes no message until it is opened again', async () => {
  const ticket = await tickets.open('100001', { status: 9 })
  const input = messageInput(ticket.id)
  expect(await add(input, { token, language: 'ru' })).toMatchObject({
    code: 'TICKET_CLOSED',
    message: 'Обращение закрыто. Сначала откройте его снова.',
    retryable: false,
  })
  expect((await ticket.whole()).messages).toHaveLength(1)
  await tickets.answer('reopenTicket', { ticketId: ticket.id }, token)
  expect((await add(messageInput(ticket.id))).__typename).toBe('TicketMessagePosted')
})

test("S1 a stranger's ticket, an absent one and what is no ticket cannot be told apart, and nothing is called", async () => {
  const foreign = await tickets.open('100002')
  const { restId } = await gateway.sandbox.findAccount('100002')
  const ids = [
    foreign.id,
    writeId({ type: 'Ticket', accountId: '999999999', ticketId: '1' }),
    writeId({ type: 'Ticket', accountId: String(restId), ticketId: '999999999' }),
    writeId({ type: 'Region', regionId: '1' }),
    'nonsense',
  ]
  const calls = await gateway.countCalls(async () => {
    for (const id of ids) {
      expect(await add(messageInput(id))).toMatchObject({ code: 'TICKET_NOT_FOUND', field: 'ticketId' })
      for (const mutation of ['closeTicket', 'reopenTicket'] as const) {
        expect(await tickets.answer(mutation, { ticketId: id }, token)).toMatchObject({ code: 'TICKET_NOT_FOUND' })
      }
      const rated = await tickets.answer('rateTicket', { ticketId: id, rating: 1 }, token)
      expect(rated).toMatchObject({ code: 'TICKET_NOT_FOUND' })
    }
  })
  expect(calls).toEqual({})
  expect(await foreign.whole()).toMatchObject({ status: 1, messages: [{}] })
})

test("S1 another account's ticket under the own account's id is as absent as one that is nobody's", async () => {
  const foreign = await tickets.open('100002')
  const { restId } = await gateway.sandbox.findAccount('100001')
  for (const ticketId of [String(foreign.ticketId), '999999999', 'word']) {
    const id = writeId({ type: 'Ticket', accountId: String(restId), ticketId })
    expect(await add(messageInput(id))).toMatchObject({ code: 'TICKET_NOT_FOUND', field: 'ticketId' })
    expect(await tickets.answer('closeTicket', { ticketId: id }, token)).toMatchObject({ code: 'TICKET_NOT_FOUND' })
  }
  expect(await foreign.whole()).toMatchObject({ status: 1, messages: [{}] })
})

test.each([
  ['an empty text', { text: ' \n' }, 'text'],
  ['a long text', { text: 'а'.repeat(2001) }, 'text'],
  ['a control character', { text: 'a\u0007b' }, 'text'],
  ['half a character', { text: 'abc\uD800' }, 'text'],
  ['a short key', { idempotencyKey: 'short' }, 'idempotencyKey'],
])('S1 %s is refused before anything is called', async (_name, fields, field) => {
  const ticket = await tickets.open('100001')
  const calls = await gateway.countCalls(async () => {
    expect(await add(messageInput(ticket.id, fields))).toMatchObject({ code: 'INVALID_VALUE', field, retryable: false })
  })
  expect(calls).toEqual({})
})

test('S1 nobody who is not signed in writes, closes, opens again or rates, and no partner', async () => {
  const ticket = await tickets.open('100001')
  const partner = await gateway.openSession({ role: 'PARTNER' })
  const inputs = {
    addTicketMessage: messageInput(ticket.id),
    closeTicket: { ticketId: ticket.id },
    reopenTicket: { ticketId: ticket.id },
    rateTicket: { ticketId: ticket.id, rating: 5 },
  } as const
  for (const mutation of ['addTicketMessage', 'closeTicket', 'reopenTicket', 'rateTicket'] as const) {
    for (const [as, code] of [
      [{}, 'UNAUTHENTICATED'],
      [partner, 'FORBIDDEN'],
    ] as const) {
      const { errors } = await tickets.send(mutation, inputs[mutation], as)
      expect(errors.map(({ extensions }) => extensions.code)).toEqual([code])
    }
  }
  expect(await ticket.whole()).toMatchObject({ status: 1, messages: [{}] })
})

test('S1 a member writes with the right for support, under his name, and without it only looks on', async () => {
  const ticket = await tickets.open('200001')
  const viewing = await gateway.signIn('200001-buh')
  for (const mutation of ['closeTicket', 'reopenTicket'] as const) {
    expect(await tickets.answer(mutation, { ticketId: ticket.id }, viewing)).toMatchObject({ code: 'NOT_ALLOWED' })
  }
  expect(await add(messageInput(ticket.id), viewing)).toMatchObject({ code: 'NOT_ALLOWED', field: null })
  const helping = await signInMember(gateway, ['SUPPORT'])
  const added = await add(messageInput(ticket.id), helping)
  expect(added.ticket?.messages?.nodes.at(-1)).toMatchObject({
    author: 'SUBSCRIBER',
    authorName: expect.stringMatching(/\S/),
  })
  expect(await tickets.answer('closeTicket', { ticketId: ticket.id }, helping)).toMatchObject({
    __typename: 'TicketChanged',
  })
})

test('S1 what was written is in the audit trail, and none of its words', async () => {
  const ticket = await tickets.open('100001')
  await add(messageInput(ticket.id, { text: 'Каракатица' }))
  const rows = await gateway.auditRows()
  expect(rows.filter(({ act }) => act === 'ticket-message').at(-1)?.actor).toMatch(/^SUBSCRIBER:\d+$/)
  expect(JSON.stringify(rows)).not.toContain('Каракатица')
  expect(gateway.logLines().join('\n')).not.toContain('Каракатица')
})

test('S1 the hundred-and-twenty-first message of an account in an hour is refused', async () => {
  const ticket = await tickets.open('100004')
  const other = await gateway.signIn('100004')
  for (let count = 1; count <= 120; count += 1) {
    const { data } = await tickets.send('addTicketMessage', messageInput(ticket.id, { text: String(count) }), other)
    expect(data.answer.__typename).toBe('TicketMessagePosted')
  }
  expect(await add(messageInput(ticket.id), other)).toMatchObject({ code: 'TOO_MANY_TRIES', retryable: true })
}, 60_000)

test('legacy calls of a message: two, to write it and to see that it is there; with the ticket in the answer: four', async () => {
  const ticket = await tickets.open('100001')
  const bare = 'mutation ($input: AddTicketMessageInput!) { addTicketMessage(input: $input) { __typename } }'
  const input = messageInput(ticket.id, { idempotencyKey: randomUUID() })
  expect(await gateway.countCalls(() => gateway.query(bare, { input }, token))).toEqual({
    'soap.AddTicketMessage': 1,
    'soap.FindTicketMessage': 1,
  })
  expect(await gateway.countCalls(() => gateway.query(bare, { input }, token))).toEqual({})
  expect(await gateway.countCalls(() => add(messageInput(ticket.id)))).toEqual({
    'soap.AddTicketMessage': 1,
    'soap.FindTicketMessage': 1,
    'soap.GetTickets': 1,
    'soap.GetTicketMessages': 1,
  })
})
