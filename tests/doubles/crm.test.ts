import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CrmDouble, startCrmDouble } from './crm.ts'
import type { CrmFault } from './crm-wire.ts'

const AT = Date.parse('2026-03-14T09:00:00.000Z')
const NEW = { category: 'fault', subject: 'Нет сигнала', text: 'Совсем.\nС утра.', externalReference: 'R-1' }

interface Heard {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  readonly headers: Headers
}

let double: CrmDouble
let customerId: string

beforeEach(async () => {
  double = await startCrmDouble({ at: AT })
  customerId = double.books.customer('0077001')?.id ?? ''
})
afterEach(() => double.close())

test('a customer is found by the contract exactly as it is written', async () => {
  const found = await get('/customers?contract=0077014&contract=77014&contract=0077001')
  expect(items(found).map((one) => one['contract'])).toEqual(['0077001', '0077014'])
  expect(items(found)[0]).toEqual({
    id: customerId,
    contract: '0077001',
    name: 'Иванова Мария Петровна',
    phone: '79275550000',
    email: 'c0@mail.example',
  })
  expect((await get(`/customers/${customerId}`)).body['contract']).toBe('0077001')
  expect(codeOf(await get('/customers/C1'))).toEqual([404, 'NOT_FOUND', null])
})

test('without its token every call but the ping is refused', async () => {
  const bare = await fetch(`${double.url}/api/tickets`)
  expect([bare.status, await bare.json()]).toEqual([
    401,
    { error: { code: 'UNAUTHORIZED', message: expect.any(String), field: null } },
  ])
  const ping = await fetch(`${double.url}/api/ping`)
  expect([ping.status, await ping.json()]).toEqual([200, { ok: true, tokenAccepted: false }])
  expect((await get('/ping')).body).toEqual({ ok: true, tokenAccepted: true })
})

test('a new ticket has its first message and its first state, and its moments have an offset', async () => {
  const opened = await post('/tickets', { customerId, ...NEW })
  const { id } = opened.body
  expect(opened.status).toBe(201)
  expect(opened.headers.get('location')).toBe(`/api/tickets/${String(id)}`)
  expect(opened.body).toEqual({
    id: expect.stringMatching(/^T-\d+$/),
    number: expect.stringMatching(/^2026\/\d+$/),
    customerId,
    contact: null,
    subject: 'Нет сигнала',
    category: 'fault',
    status: 'new',
    externalReference: 'R-1',
    rating: null,
    messageCount: 1,
    createdAt: expect.stringMatching(/^2026-03-14T12:00:\d\d\+03:00$/),
    updatedAt: expect.stringMatching(/^2026-03-14T12:00:\d\d\+03:00$/),
  })
  expect(items(await get(`/tickets/${String(id)}/messages`))).toEqual([
    {
      id: expect.stringMatching(/^M-\d+$/),
      ticketId: id,
      author: { kind: 'customer', name: null },
      visibility: 'public',
      text: 'Совсем.\nС утра.',
      externalReference: null,
      createdAt: opened.body['createdAt'],
    },
  ])
  expect(items(await get(`/tickets/${String(id)}/history`))).toEqual([
    {
      id: expect.stringMatching(/^H-\d+$/),
      ticketId: id,
      status: 'new',
      changedBy: { kind: 'customer', name: null },
      changedAt: opened.body['createdAt'],
    },
  ])
})

test('the same request twice makes two tickets, which are found by their reference', async () => {
  await post('/tickets', { customerId, ...NEW })
  await post('/tickets', { customerId, ...NEW })
  const found = items(await get('/tickets?reference=R-1&order=oldest'))
  expect(found).toHaveLength(2)
  expect(found[0]?.['id']).not.toBe(found[1]?.['id'])
})

test('somebody without a contract gives a contact instead', async () => {
  const contact = { name: 'Нина', phone: '+79270000101', address: 'ул. Новая, 3' }
  const opened = await post('/tickets', { contact, ...NEW, category: 'connection' })
  expect([opened.status, opened.body['customerId'], opened.body['contact']]).toEqual([201, null, contact])
  expect(codeOf(await post('/tickets', { customerId, contact, ...NEW }))).toEqual([422, 'INVALID', 'customerId'])
  const poor = { contact: { ...contact, phone: '' }, ...NEW }
  expect(codeOf(await post('/tickets', poor))).toEqual([422, 'INVALID', 'contact.phone'])
})

test.each([
  [{ customerId: 'C1' }, 'CUSTOMER_NOT_FOUND', 'customerId'],
  [{ category: 'complaint' }, 'INVALID', 'category'],
  [{ subject: 'a\nb' }, 'INVALID', 'subject'],
  [{ text: 'x'.repeat(4001) }, 'INVALID', 'text'],
  [{ externalReference: 'x'.repeat(101) }, 'INVALID', 'externalReference'],
  [{ priority: 'high' }, 'INVALID', 'priority'],
])('a ticket with %j is refused, and nothing is written', async (change, code, field) => {
  const before = double.books.state.tickets.length
  expect(codeOf(await post('/tickets', { customerId, ...NEW, ...change }))).toEqual([422, code, field])
  expect(double.books.state.tickets).toHaveLength(before)
})

test('pages go on where the last one ended, though tickets are opened meanwhile', async () => {
  const all = double.books.state.tickets.filter((one) => one.customerId === customerId).map(({ id }) => id)
  const seen: unknown[] = []
  let cursor = ''
  for (;;) {
    const page = await get(`/tickets?customer=${customerId}&limit=7${cursor}`)
    seen.push(...items(page).map(({ id }) => id))
    double.desk.openTicket({ contract: '0077001', category: 'fault', subject: 'x', text: 'x' })
    const { next } = page.body
    if (typeof next !== 'string') break
    cursor = `&cursor=${next}`
  }
  expect(seen).toEqual(all.toReversed())
})

test('tickets can be asked for by state, category and what they are older than', async () => {
  const [middle] = double.books.state.tickets.filter((one) => one.customerId === customerId).slice(9, 10)
  const older = items(await get(`/tickets?customer=${customerId}&before=${middle?.id ?? ''}&limit=100`))
  expect(older).toHaveLength(9)
  const some = items(await get('/tickets?status=pending&status=closed&category=visit&limit=100'))
  expect(some.length).toBeGreaterThan(1)
  for (const one of some) {
    expect(['pending', 'closed']).toContain(one['status'])
    expect(one['category']).toBe('visit')
  }
  expect(items(await get('/tickets?hasCustomer=false')).map((one) => one['customerId'])).toEqual([null, null, null])
  expect(codeOf(await get('/tickets?before=T-1'))).toEqual([404, 'NOT_FOUND', null])
})

test.each([
  ['/tickets?limit=0', 'limit'],
  ['/tickets?limit=101', 'limit'],
  ['/tickets?stauts=new', 'stauts'],
  ['/tickets?order=up', 'order'],
  ['/tickets?cursor=zzz', 'cursor'],
  ['/tickets?limit=5&limit=6', 'limit'],
  ['/customers', 'contract'],
  [`/messages?${'reference=a&'.repeat(51)}`, 'reference'],
])('%s is refused', async (path, field) => {
  expect(codeOf(await get(path))).toEqual([400, 'BAD_PARAMETER', field])
})

test('a message is found by its reference, opens what waits for the customer, and is refused when all is closed', async () => {
  const ticket = double.desk.openTicket({ contract: '0077001', category: 'fault', subject: 'x', text: 'x' })
  double.desk.setStatus(ticket.id, 'pending')
  const message = { author: { kind: 'customer', name: 'Мария' }, text: 'Работает', externalReference: 'RM-1' }
  const written = await post(`/tickets/${ticket.id}/messages`, message)
  expect([written.status, written.body]).toEqual([201, expect.objectContaining(message)])
  expect(double.books.ticket(ticket.id)?.status).toBe('open')
  expect(items(await get('/messages?reference=RM-1&reference=RM-2'))).toEqual([written.body])
  expect(items(await get('/messages?reference=RM-1&ticket=T-1'))).toEqual([])
  double.desk.setStatus(ticket.id, 'closed')
  expect(codeOf(await post(`/tickets/${ticket.id}/messages`, message))).toEqual([409, 'TICKET_CLOSED', null])
})

test('what the office writes for itself is marked, and can be left out', async () => {
  const ticket = double.desk.openTicket({ contract: '0077001', category: 'fault', subject: 'x', text: 'первое' })
  double.desk.reply({ ticketId: ticket.id, text: 'между нами', isInternal: true })
  const { id } = double.desk.reply({ ticketId: ticket.id, text: 'ответ' })
  const all = items(await get(`/tickets/${ticket.id}/messages`))
  expect(all.map((one) => one['visibility'])).toEqual(['public', 'internal', 'public'])
  const shown = items(await get(`/tickets/${ticket.id}/messages?visibility=public`))
  expect(shown.map((one) => one['text'])).toEqual(['первое', 'ответ'])
  const after = items(await get(`/tickets/${ticket.id}/messages?after=${String(all[0]?.['id'])}&visibility=public`))
  expect(after.map((one) => one['id'])).toEqual([id])
})

test('a ticket is changed in what is named, twice without harm, and rated when it is done', async () => {
  const { id } = double.desk.openTicket({ contract: '0077001', category: 'fault', subject: 'x', text: 'x' })
  expect(codeOf(await patch(`/tickets/${id}`, { rating: 5 }))).toEqual([409, 'TICKET_NOT_DONE', null])
  const close = { status: 'closed', changedBy: { kind: 'customer', name: 'Мария' } }
  await patch(`/tickets/${id}`, close)
  const closed = await patch(`/tickets/${id}`, close)
  expect([closed.status, closed.body['status']]).toEqual([200, 'closed'])
  expect(items(await get(`/tickets/${id}/history`)).map((one) => [one['status'], one['changedBy']])).toEqual([
    ['new', { kind: 'customer', name: null }],
    ['closed', { kind: 'customer', name: 'Мария' }],
  ])
  expect((await patch(`/tickets/${id}`, { rating: 4 })).body['rating']).toBe(4)
  expect(codeOf(await patch(`/tickets/${id}`, { rating: 6 }))).toEqual([422, 'INVALID', 'rating'])
  expect(codeOf(await patch(`/tickets/${id}`, { status: 'merged' }))).toEqual([422, 'INVALID', 'status'])
  expect(double.books.ticket(id)).toMatchObject({ status: 'closed', rating: 4 })
})

test('a body that is no JSON, too large or of another type is refused', async () => {
  expect(await statusOf('{', 'application/json')).toBe(400)
  expect(await statusOf('{}', 'text/plain')).toBe(415)
  expect(await statusOf(`{"text":"${'x'.repeat(300_000)}"}`, 'application/json; charset=utf-8')).toBe(413)
})

const SPOILT: readonly { fault: CrmFault; status: number | null; isDone: boolean }[] = [
  { fault: { kind: 'drop', isDone: false }, status: null, isDone: false },
  { fault: { kind: 'drop', isDone: true }, status: null, isDone: true },
  { fault: { kind: 'cut' }, status: null, isDone: true },
  { fault: { kind: 'error', status: 500, isDone: true }, status: 500, isDone: true },
  { fault: { kind: 'error', status: 500, isDone: false }, status: 500, isDone: false },
  { fault: { kind: 'proxy', status: 502, isDone: false }, status: 502, isDone: false },
  { fault: { kind: 'html', isDone: true }, status: 200, isDone: true },
  { fault: { kind: 'empty', isDone: false }, status: 200, isDone: false },
  { fault: { kind: 'nothing', isDone: true }, status: 200, isDone: true },
  { fault: { kind: 'successWithoutWrite' }, status: 201, isDone: false },
  { fault: { kind: 'tooMany', retryAfterSeconds: 3 }, status: 429, isDone: false },
  { fault: { kind: 'slow', delayMs: 50 }, status: 201, isDone: true },
]

test.each(SPOILT)('an answer can go wrong once, with the work done or not: %j', async ({ fault, status, isDone }) => {
  double.break('POST /tickets', fault)
  const opened = () => double.books.state.tickets.filter((one) => one.externalReference === 'R-1').length
  const heard = await rawStatus('/tickets', { customerId, ...NEW })
  expect([heard, opened()]).toEqual([status, isDone ? 1 : 0])
  expect((await post('/tickets', { customerId, ...NEW })).status).toBe(201)
  expect(double.calls).toEqual(['POST /tickets', 'POST /tickets'])
})

test('a write can come after its caller has given up', async () => {
  double.break('POST /tickets', { kind: 'lateWrite', delayMs: 30 })
  const before = double.books.state.tickets.length
  expect(await rawStatus('/tickets', { customerId, ...NEW }, AbortSignal.timeout(40))).toBeNull()
  expect(double.books.state.tickets).toHaveLength(before)
  await double.settled()
  expect(double.books.state.tickets).toHaveLength(before + 1)
})

test('the tables are the same every time', async () => {
  const other = await startCrmDouble({ at: AT })
  expect(other.books.state).toEqual(double.books.state)
  await other.close()
})

async function ask(method: string, path: string, body?: object): Promise<Heard> {
  const response = await fetch(`${double.url}/api${path}`, {
    method,
    headers: { 'x-api-token': double.token, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const value: unknown = await response.json()
  return { status: response.status, body: Object(value), headers: response.headers }
}

function get(path: string): Promise<Heard> {
  return ask('GET', path)
}

function post(path: string, body: object): Promise<Heard> {
  return ask('POST', path, body)
}

function patch(path: string, body: object): Promise<Heard> {
  return ask('PATCH', path, body)
}

async function statusOf(body: string, type: string): Promise<number> {
  const headers = { 'x-api-token': double.token, 'content-type': type }
  return (await fetch(`${double.url}/api/tickets`, { method: 'POST', headers, body })).status
}

/** The status of a whole answer; null when there is none. */
async function rawStatus(path: string, body: object, signal?: AbortSignal): Promise<number | null> {
  try {
    const response = await fetch(`${double.url}/api${path}`, {
      method: 'POST',
      headers: { 'x-api-token': double.token, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...(signal ? { signal } : {}),
    })
    await response.text()
    return response.status
  } catch {
    return null
  }
}

function items({ body }: Heard): readonly Readonly<Record<string, unknown>>[] {
  const found = body['items']
  return Array.isArray(found) ? found.map((one: unknown) => Object(one)) : []
}

function codeOf({ status, body }: Heard): unknown[] {
  const error = Object(body['error'])
  return [status, error.code, error.field]
}
