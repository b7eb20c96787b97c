import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
let token: string
let accountId: string
beforeAll(async () => {
  gateway = await startGateway({ operationTimeoutMs: 4000, billingTimeoutMs: 1000 })
  token = await gateway.signIn('100001')
  accountId = await idOf('100001')
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

async function idOf(number: string, kind: 'PERSON' | 'ORGANIZATION' = 'PERSON'): Promise<string> {
  const { restId } = await gateway.sandbox.findAccount(number)
  return writeId({ type: 'Account', kind, accountId: String(restId) })
}

interface Answer {
  readonly createTicket: {
    readonly __typename: string
    readonly number?: string
    readonly code?: string
    readonly field?: string | null
    readonly message?: string
    readonly retryable?: boolean
    readonly retryAfterSeconds?: number | null
    readonly ticket?: { readonly subject: string } | null
  }
}

const DOCUMENT = `mutation ($input: CreateTicketInput!) { createTicket(input: $input) { __typename
  ... on TicketOpened { number ticket { number subject category status messages(first: 5) { nodes { text author } } } }
  ... on TicketPending { message retryable }
  ... on TicketRefused { code field message retryable retryAfterSeconds } } }`

const FAULT = { category: 'FAULT', subject: 'Нет интернета', text: 'Горит <красная> лампочка.\r\nВторой день.' }

async function create(fields: object = {}, headers: { token?: string; language?: string } = { token }) {
  const input = { idempotencyKey: randomUUID(), accountId, ...FAULT, ...fields }
  const answer = await gateway.query<Answer>(DOCUMENT, { input }, headers)
  expect(answer.errors).toEqual([])
  return answer.data.createTicket
}

const books = (number = '100001') => gateway.sandbox.tickets(number)

test.each(['FAULT', 'CHANGE_REQUEST', 'CONSULTATION', 'VISIT', 'CONNECTION'])(
  'S1 C4 a ticket of the category %s is in the helpdesk, in the answer and in the next query',
  async (category) => {
    const opened = await create({ category })
    const text = 'Горит <красная> лампочка.\nВторой день.'
    expect(opened).toMatchObject({
      __typename: 'TicketOpened',
      ticket: {
        subject: FAULT.subject,
        category,
        status: 'OPEN',
        messages: { nodes: [{ text, author: 'SUBSCRIBER' }] },
      },
    })
    const [newest] = await books()
    expect(newest).toMatchObject({ subject: FAULT.subject, status: 1, messages: [{ side: 0, text }] })
    expect(String(newest?.ticketId)).toBe(opened.number)
    const { data } = await gateway.query(
      '{ viewer { accounts { tickets(first: 1) { nodes { number category } } } } }',
      {},
      token,
    )
    expect(data).toEqual({ viewer: { accounts: [{ tickets: { nodes: [{ number: opened.number, category }] } }] } })
  },
)

test('S1 the same key answers the same ticket, also at the same moment, and something else is refused', async () => {
  const before = (await books()).length
  const idempotencyKey = randomUUID()
  const answers = await Promise.all(Array.from({ length: 4 }, () => create({ idempotencyKey })))
  answers.push(await create({ idempotencyKey, subject: '  Нет   интернета ' }))
  expect(new Set(answers.map(({ number }) => number)).size).toBe(1)
  expect((await books()).length).toBe(before + 1)
  expect(await create({ idempotencyKey, text: 'Другое' })).toMatchObject({
    code: 'IDEMPOTENCY_CONFLICT',
    field: 'idempotencyKey',
    retryable: false,
  })
  expect((await books()).length).toBe(before + 1)
})

test.each([
  ['an error although it was opened', 'errorAfterApplying'],
  ['a connection that breaks afterwards', 'dropAfterApplying'],
  ['an answer that stops in the middle', 'truncated'],
])('S1 after %s the ticket is found again and opened once', async (_name, kind) => {
  const before = (await books()).length
  const idempotencyKey = randomUUID()
  await gateway.sandbox.setFault('soap.OpenTicket', { kind, times: 1 })
  const first = await create({ idempotencyKey })
  expect(['TicketOpened', 'TicketPending']).toContain(first.__typename)
  await expect.poll(() => create({ idempotencyKey }), { timeout: 8000 }).toMatchObject({ __typename: 'TicketOpened' })
  expect((await books()).length).toBe(before + 1)
})

test('S1 a mutation of whose answer a part fails has run once', async () => {
  const before = (await books()).length
  await gateway.sandbox.setFault('soap.GetTicketMessages', 'http500')
  const input = { idempotencyKey: randomUUID(), accountId, ...FAULT }
  const calls = await gateway.countCalls(async () => {
    const { errors } = await gateway.query<Answer>(DOCUMENT, { input }, { token })
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BILLING_UNAVAILABLE'])
  })
  await gateway.sandbox.clearFaults()
  expect(calls).toMatchObject({ 'soap.OpenTicket': 1, 'soap.GetTicketMessages': 1 })
  expect((await books()).length).toBe(before + 1)
})

test('S1 while the helpdesk does not answer the ticket waits, and is opened once afterwards', async () => {
  const before = (await books()).length
  const idempotencyKey = randomUUID()
  await gateway.sandbox.setFault('soap.OpenTicket', 'reset')
  await gateway.sandbox.setFault('soap.FindTicket', 'reset')
  expect(await create({ idempotencyKey })).toMatchObject({ __typename: 'TicketPending', retryable: true })
  expect((await create({ idempotencyKey })).message).toMatch(/^The ticket is kept/)
  await gateway.sandbox.clearFaults()
  await expect.poll(() => create({ idempotencyKey }), { timeout: 10_000 }).toMatchObject({ __typename: 'TicketOpened' })
  expect((await books()).length).toBe(before + 1)
})

test('S1 where success is reported and nothing was opened, the ticket is opened all the same, once', async () => {
  const before = (await books()).length
  const idempotencyKey = randomUUID()
  await gateway.sandbox.setFault('soap.OpenTicket', { kind: 'successWithoutApplying', times: 1 })
  expect(['TicketOpened', 'TicketPending']).toContain((await create({ idempotencyKey })).__typename)
  await expect.poll(() => create({ idempotencyKey }), { timeout: 8000 }).toMatchObject({ __typename: 'TicketOpened' })
  expect((await books()).length).toBe(before + 1)
})

test('S1 a foreign account, an absent one and what is no account cannot be told apart, and nothing is called', async () => {
  const foreign = [
    await idOf('100002'),
    writeId({ type: 'Account', kind: 'PERSON', accountId: '999999999' }),
    writeId({ type: 'Region', regionId: '1' }),
    'nonsense',
  ]
  const calls = await gateway.countCalls(async () => {
    for (const id of foreign) {
      expect(await create({ accountId: id })).toMatchObject({ code: 'ACCOUNT_NOT_FOUND', field: 'accountId' })
    }
  })
  expect(calls).toEqual({})
})

test.each([
  ['an empty subject', { subject: '  ' }, 'subject'],
  ['a subject of two lines', { subject: 'Нет\nинтернета' }, 'subject'],
  ['a long subject', { subject: 'а'.repeat(121) }, 'subject'],
  ['an empty text', { text: '\n' }, 'text'],
  ['a long text', { text: 'а'.repeat(2001) }, 'text'],
  ['a control character', { text: 'a\u0007b' }, 'text'],
  ['half a character', { subject: 'abc\uD800' }, 'subject'],
  ['a text that runs backwards', { text: 'abc\u202Ecba' }, 'text'],
  ['no key', { idempotencyKey: '' }, 'idempotencyKey'],
  ['a short key', { idempotencyKey: 'short' }, 'idempotencyKey'],
  ['a key without end', { idempotencyKey: 'x'.repeat(10_000) }, 'idempotencyKey'],
  ['no category', { category: 'UNKNOWN' }, 'category'],
])('S1 %s is refused before anything is called', async (_name, fields, field) => {
  const calls = await gateway.countCalls(async () => {
    expect(await create(fields)).toMatchObject({ code: 'INVALID_VALUE', field, retryable: false })
  })
  expect(calls).toEqual({})
})

test('S1 an operator opens one for any account, and nobody who is not signed in, and no partner', async () => {
  const operator = await gateway.signIn('operator')
  const opened = await create({ accountId: await idOf('100009') }, { token: operator })
  expect(opened.__typename).toBe('TicketOpened')
  expect(String((await books('100009'))[0]?.ticketId)).toBe(opened.number)
  const input = { idempotencyKey: randomUUID(), accountId, ...FAULT }
  const partner = await gateway.openSession({ role: 'PARTNER' })
  for (const [headers, code] of [
    [{}, 'UNAUTHENTICATED'],
    [{ token: partner }, 'FORBIDDEN'],
  ] as const) {
    const { errors } = await gateway.query(DOCUMENT, { input }, headers)
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code])
  }
})

test('S1 the twenty-first ticket of an account in an hour is refused, and a repeat of the first is not', async () => {
  const other = await gateway.signIn('100004')
  const id = await idOf('100004')
  const idempotencyKey = randomUUID()
  const first = await create({ accountId: id, idempotencyKey }, { token: other })
  for (let count = 2; count <= 20; count += 1) {
    expect((await create({ accountId: id }, { token: other })).__typename).toBe('TicketOpened')
  }
  const refused = await create({ accountId: id }, { token: other, language: 'ru' })
  expect(refused).toMatchObject({ code: 'TOO_MANY_TRIES', retryable: true, message: expect.stringMatching(/^Слишком/) })
  expect(refused.retryAfterSeconds).toBeGreaterThan(3000)
  expect(await create({ accountId: id, idempotencyKey }, { token: other })).toEqual(first)
})

test('S1 what was ordered is in the audit trail, and none of its words', async () => {
  await create({ text: 'Каракатица' })
  const rows = await gateway.auditRows()
  const own = rows.filter(({ act }) => act === 'ticket')
  expect(own.at(-1)?.actor).toMatch(/^SUBSCRIBER:\d+$/)
  expect(JSON.stringify(rows)).not.toContain('Каракатица')
  expect(gateway.logLines().join('\n')).not.toContain('Каракатица')
})

test('legacy calls of a new ticket: two, to open it and to see that it is there; with the ticket in the answer: three', async () => {
  const bare =
    'mutation ($input: CreateTicketInput!) { createTicket(input: $input) { ... on TicketOpened { number } } }'
  expect(await gateway.countCalls(() => gateway.query(bare, { input: newInput() }, token))).toEqual({
    'soap.OpenTicket': 1,
    'soap.FindTicket': 1,
  })
  const repeated = newInput()
  await gateway.query(bare, { input: repeated }, token)
  expect(await gateway.countCalls(() => gateway.query(bare, { input: repeated }, token))).toEqual({})
  const whole = bare.replace('number', 'number ticket { subject }')
  expect(await gateway.countCalls(() => gateway.query(whole, { input: newInput() }, token))).toEqual({
    'soap.OpenTicket': 1,
    'soap.FindTicket': 1,
    'soap.GetTickets': 1,
  })
})

function newInput() {
  return { idempotencyKey: randomUUID(), accountId, ...FAULT }
}
