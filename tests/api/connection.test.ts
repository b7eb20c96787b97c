import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway({ operationTimeoutMs: 4000, billingTimeoutMs: 1000 })
})
beforeEach(async () => {
  await gateway.sandbox.clearFaults()
  // Each test is as if an hour had passed.
  await gateway.store.tries.deleteBefore(Date.now() + 1000)
})
afterAll(() => gateway.close())

const regionId = writeId({ type: 'Region', regionId: '2' })
const ADDRESS = { regionId, city: 'Тверь', street: 'улица Мира', house: '12а', apartment: '7' }

interface Refused {
  readonly __typename: string
  readonly code?: string
  readonly field?: string | null
  readonly message: string
  readonly retryAfterSeconds?: number | null
}

const AVAILABILITY = `query ($address: ConnectionAddressInput!) { connectionAvailability(address: $address) { __typename
  ... on ConnectionAvailability { status plannedOn message }
  ... on ConnectionRefused { code field message retryable retryAfterSeconds } } }`
const REQUEST = `mutation ($input: RequestConnectionInput!) { requestConnection(input: $input) { __typename
  ... on ConnectionRequested { number message }
  ... on ConnectionPending { message retryable }
  ... on ConnectionRefused { code field message retryable retryAfterSeconds } } }`

async function ask(address: object = {}, language = 'en') {
  const { data, errors } = await gateway.query<{
    connectionAvailability: Refused & { status?: string; plannedOn?: string | null }
  }>(AVAILABILITY, { address: { ...ADDRESS, ...address } }, { language })
  expect(errors).toEqual([])
  return data.connectionAvailability
}

async function request(fields: object = {}, language = 'en') {
  const input = {
    idempotencyKey: randomUUID(),
    address: ADDRESS,
    name: 'Иванова Анна',
    phone: '8 (912) 123-45-67',
    ...fields,
  }
  const { data, errors } = await gateway.query<{ requestConnection: Refused & { number?: string } }>(
    REQUEST,
    { input },
    { language },
  )
  expect(errors).toEqual([])
  return data.requestConnection
}

const books = () => gateway.sandbox.tickets('none')
const phoneNumber = (last: number) => `+7912000${String(last).padStart(4, '0')}`

test.each([
  ['COVERED', { house: '90' }],
  ['PLANNED', { house: '91' }],
  ['NOT_COVERED', { house: 'д. 92 к. 1' }],
  ['PLANNED', { street: 'ул. Новая', house: '3' }],
  ['NOT_COVERED', { street: 'Дальняя', house: '3' }],
  ['UNKNOWN_ADDRESS', { house: '500' }],
  ['UNKNOWN_ADDRESS', { street: 'ул. Несуществующая' }],
  ['UNKNOWN_ADDRESS', { street: 'проспект Мира' }],
  ['UNKNOWN_ADDRESS', { city: 'Москва' }],
] as const)('A0 an address is %s: %j, without a token', async (status, address) => {
  const answer = await ask(address)
  expect(answer).toMatchObject({ __typename: 'ConnectionAvailability', status })
  expect(typeof answer.plannedOn === 'string').toBe(status === 'PLANNED')
  const russian = await ask(address, 'ru')
  expect([russian.status, /[а-я]/.test(russian.message), /[а-я]/.test(answer.message)]).toEqual([status, true, false])
})

test.each([
  ['UNKNOWN_REGION', 'address.regionId', { regionId: 'nonsense' }],
  ['INVALID_VALUE', 'address.city', { city: ' ' }],
  ['INVALID_VALUE', 'address.street', { street: 'а'.repeat(121) }],
  ['INVALID_VALUE', 'address.house', { house: '' }],
  ['INVALID_VALUE', 'address.apartment', { apartment: 'а\u0000' }],
])('A0 a question is refused with %s at %s before anything is called', async (code, field, address) => {
  const calls = await gateway.countCalls(async () => {
    expect(await ask(address)).toMatchObject({ __typename: 'ConnectionRefused', code, field })
  })
  expect(calls).toEqual({})
})

test('A0 a billing that does not answer is told of as a value', async () => {
  await gateway.sandbox.setFault('rest.coverage', 'http500')
  expect(await ask()).toMatchObject({ code: 'BILLING_UNAVAILABLE', retryable: true })
})

test('A0 a request becomes a connection ticket of nobody, with its number in the answer', async () => {
  const before = (await books()).length
  const answer = await request({ comment: 'Звоните после шести.\nСобака!' })
  expect(answer).toMatchObject({ __typename: 'ConnectionRequested' })
  const [ticket, ...older] = await books()
  expect(older).toHaveLength(before)
  expect(String(ticket?.ticketId)).toBe(answer.number)
  expect(ticket).toMatchObject({
    soapId: null,
    classId: 5,
    status: 1,
    subject: 'Подключение: Тверь, улица Мира, 12а, кв. 7',
    contact: {
      name: 'Иванова Анна',
      phone: '+79121234567',
      address: 'Тверская область, Тверь, улица Мира, 12а, кв. 7',
    },
  })
  expect(ticket?.messages[0]?.text).toBe(
    'Адрес: Тверская область, Тверь, улица Мира, 12а, кв. 7\nИмя: Иванова Анна\nТелефон: +79121234567\nЗвоните после шести.\nСобака!',
  )
})

test('A0 repeating it with the same key and telephone answers the same number, in whatever spelling', async () => {
  const before = (await books()).length
  const idempotencyKey = randomUUID()
  const first = await request({ idempotencyKey })
  const again = await Promise.all([
    request({ idempotencyKey, phone: '+7 912 123 45 67' }),
    request({ idempotencyKey, name: ' Иванова  Анна ' }),
  ])
  expect(again.map(({ number }) => number)).toEqual([first.number, first.number])
  expect(await request({ idempotencyKey, name: 'Другая' })).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' })
  // Somebody else may have chosen the same key.
  expect((await request({ idempotencyKey, phone: phoneNumber(1) })).number).not.toBe(first.number)
  expect(await books()).toHaveLength(before + 2)
})

test.each(['errorAfterApplying', 'dropAfterApplying'])(
  'A0 after %s there is one ticket, and its number is told',
  async (kind) => {
    const before = (await books()).length
    const fields = { idempotencyKey: randomUUID(), phone: phoneNumber(kind.length) }
    await gateway.sandbox.setFault('soap.OpenTicket', { kind, times: 1 })
    expect(['ConnectionRequested', 'ConnectionPending']).toContain((await request(fields)).__typename)
    await expect.poll(() => request(fields), { timeout: 8000 }).toMatchObject({ __typename: 'ConnectionRequested' })
    expect(await books()).toHaveLength(before + 1)
  },
)

test.each([
  ['INVALID_VALUE', 'idempotencyKey', { idempotencyKey: 'a b' }],
  ['INVALID_VALUE', 'name', { name: '1' }],
  ['INVALID_VALUE', 'name', { name: '12345' }],
  ['INVALID_VALUE', 'comment', { comment: 'а'.repeat(1001) }],
  ['INVALID_VALUE', 'address.house', { address: { ...ADDRESS, house: ' ' } }],
  [
    'UNKNOWN_REGION',
    'address.regionId',
    { address: { ...ADDRESS, regionId: writeId({ type: 'Region', regionId: '77' }) } },
  ],
  ['INVALID_PHONE', 'phone', { phone: '12345' }],
  ['INVALID_PHONE', 'phone', { phone: '8 912 123' }],
])('A0 a request is refused with %s at %s, and no ticket is opened', async (code, field, fields) => {
  const before = (await books()).length
  expect(await request(fields)).toMatchObject({ __typename: 'ConnectionRefused', code, field })
  expect(await books()).toHaveLength(before)
})

test('A0 the fourth request of a telephone in an hour is refused, and the eleventh of a network', async () => {
  const phone = phoneNumber(500)
  for (let count = 1; count <= 3; count += 1) expect((await request({ phone })).number).toBeTruthy()
  const fourth = await request({ phone: '8 912 000-05-00' }, 'ru')
  expect(fourth).toMatchObject({ code: 'TOO_MANY_TRIES', message: expect.stringMatching(/^Слишком/) })
  expect(fourth.retryAfterSeconds).toBeGreaterThan(3000)
  for (let count = 5; count <= 10; count += 1)
    expect((await request({ phone: phoneNumber(500 + count) })).number).toBeTruthy()
  expect(await request({ phone: phoneNumber(599) })).toMatchObject({ code: 'TOO_MANY_TRIES' })
  const limited = (await gateway.auditRows()).filter(({ outcome }) => outcome === 'limited')
  expect(limited.map(({ act }) => act)).toEqual(['connection', 'connection'])
})

test('A0 the sixty-first question of a network in an hour is refused', async () => {
  const limits = await Promise.all(Array.from({ length: 60 }, () => ask()))
  expect(new Set(limits.map(({ __typename }) => __typename))).toEqual(new Set(['ConnectionAvailability']))
  expect(await ask()).toMatchObject({ code: 'TOO_MANY_TRIES' })
})

test('A0 no name, telephone or address is in the log or the audit trail', async () => {
  await request({ name: 'Каракатица', phone: '+79998887766' })
  const kept = JSON.stringify(await gateway.auditRows()) + gateway.logLines().join('\n')
  for (const secret of ['Каракатица', '9998887766', 'улица Мира']) expect(kept).not.toContain(secret)
})

test('legacy calls of a question: one; of a request: one, with the regions known', async () => {
  expect(await gateway.countCalls(() => ask())).toEqual({ 'rest.coverage': 1 })
  await request({ phone: phoneNumber(700) })
  expect(await gateway.countCalls(() => request({ phone: phoneNumber(701) }))).toEqual({
    'soap.OpenTicket': 1,
    'soap.FindTicket': 1,
  })
})
