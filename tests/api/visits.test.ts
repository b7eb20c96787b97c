import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { accountIdOf } from '../support/exports.ts'
import { type Gateway, type RequestHeaders, startGateway } from '../support/gateway.ts'
import { signInMember } from '../support/members.ts'
import { VISIT, visitClient } from '../support/visits.ts'

let gateway: Gateway
let visits: ReturnType<typeof visitClient>
let operator: string
let clock = 0
beforeAll(async () => {
  gateway = await startGateway({ operationTimeoutMs: 4000, billingTimeoutMs: 1000, now: () => Date.now() + clock })
  visits = visitClient(gateway)
  operator = await gateway.signIn('operator')
})
beforeEach(async () => {
  clock = 0
  await gateway.sandbox.clearFaults()
})
afterAll(() => gateway.close())

const request = (input: object, who: string | RequestHeaders) => visits.answer('requestVisit', input, who)
const cancel = (visitId: string, token: string) => visits.answer('cancelVisit', { visitId }, token)

test('S2 an operator opens slots, a subscriber takes one at its price, and a ticket tells the helpdesk', async () => {
  const { token, accountId, number } = await visits.subscriber()
  const [slot, other] = await visits.open(2)
  expect((await visits.free(token)).map(({ id }) => id)).toEqual(expect.arrayContaining([slot?.id, other?.id]))
  const input = visits.requestInput(accountId, slot?.id ?? '', {
    phone: '8 (912) 123-45-67',
    comment: 'Звонок <не работает>',
  })
  const { visit } = await request(input, token)
  expect(visit).toMatchObject({
    status: 'BOOKED',
    comment: 'Телефон: +79121234567\nЗвонок <не работает>',
    price: { amount: '1500.00', currency: 'RUB' },
    slot,
    ticket: { category: 'VISIT' },
  })
  expect((await visits.free(token)).map(({ id }) => id)).not.toContain(slot?.id)
  expect(await visits.listed(accountId, token)).toEqual([visit])
  const [ticket] = await gateway.sandbox.tickets(number)
  expect(ticket).toMatchObject({ ticketId: Number(visit?.ticket?.number), classId: 4, status: 1 })
  expect(ticket?.subject).toMatch(/^Выезд мастера \d\d\.\d\d\.\d{4} \d\d:\d\d–\d\d:\d\d$/)
  expect(ticket?.messages[0]?.text).toContain('Цена: 1500.00 RUB\nТелефон: +79121234567\nЗвонок <не работает>')
  const { data } = await gateway.query(`query ($id: ID!) { visit(id: $id) { ${VISIT} } }`, { id: visit?.id }, token)
  expect(data).toEqual({ visit })
})

test('S2 of all who ask for one slot at the same moment one gets it, and the others hear that it is taken', async () => {
  const [slot] = await visits.open(1)
  const asking = await Promise.all(Array.from({ length: 6 }, () => visits.subscriber()))
  const answers = await Promise.all(
    asking.map(({ token, accountId }) => request(visits.requestInput(accountId, slot?.id ?? ''), token)),
  )
  expect(answers.filter(({ __typename }) => __typename === 'VisitRequested')).toHaveLength(1)
  const refused = answers.filter(({ code }) => code !== undefined)
  expect(refused.map(({ code, field }) => [code, field])).toEqual(refused.map(() => ['SLOT_TAKEN', 'slotId']))
  const all = await Promise.all(asking.map(({ token, accountId }) => visits.listed(accountId, token)))
  expect(all.flat()).toHaveLength(1)
})

test('S2 the same key answers the same visit, also at the same moment, and something else is refused', async () => {
  const { token, accountId, number } = await visits.subscriber()
  const [slot, other] = await visits.open(2)
  const before = (await gateway.sandbox.tickets(number)).length
  const input = visits.requestInput(accountId, slot?.id ?? '')
  const answers = await Promise.all(Array.from({ length: 4 }, () => request(input, token)))
  answers.push(await request(input, token))
  expect(new Set(answers.map(({ visit }) => visit?.id)).size).toBe(1)
  expect(await visits.listed(accountId, token)).toHaveLength(1)
  expect(await gateway.sandbox.tickets(number)).toHaveLength(before + 1)
  expect(await request({ ...input, slotId: other?.id }, token)).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' })
  expect(await request({ ...input, comment: 'Другое' }, { token, language: 'ru' })).toMatchObject({
    code: 'IDEMPOTENCY_CONFLICT',
    message: expect.stringMatching(/^Этот ключ/),
  })
})

test('S2 a visit that is given up frees its slot, and the helpdesk reads of it', async () => {
  const { token, accountId, number } = await visits.subscriber()
  const [slot] = await visits.open(1)
  const { visit } = await request(visits.requestInput(accountId, slot?.id ?? ''), token)
  expect(await cancel(visit?.id ?? '', token)).toMatchObject({
    __typename: 'VisitCancelled',
    visit: { status: 'CANCELLED' },
  })
  expect(await cancel(visit?.id ?? '', token)).toMatchObject({ visit: { status: 'CANCELLED' } })
  expect((await visits.free(token)).map(({ id }) => id)).toContain(slot?.id)
  const [ticket] = await gateway.sandbox.tickets(number)
  expect(ticket?.messages.map(({ text, side }) => [text, side]).slice(1)).toEqual([['Выезд отменён.', 0]])
  const again = await request(visits.requestInput(accountId, slot?.id ?? ''), token)
  expect(again.visit?.id).not.toBe(visit?.id)
  await cancel(again.visit?.id ?? '', operator)
  const [newest] = await gateway.sandbox.tickets(number)
  expect(newest?.messages.at(-1)).toMatchObject({ text: 'Выезд отменён.', side: 1 })
})

test('S2 another price, a slot that is not there, one that has begun and a fourth visit are refused', async () => {
  const { token, accountId } = await visits.subscriber()
  const slots = await visits.open(5)
  const ask = (slotId: string, fields: object = {}) => request(visits.requestInput(accountId, slotId, fields), token)
  expect(await ask(slots[0]?.id ?? '', { expectedPrice: '1499.99' })).toMatchObject({
    code: 'PRICE_CHANGED',
    field: 'expectedPrice',
  })
  expect(await ask('nonsense')).toMatchObject({ code: 'SLOT_NOT_FOUND', field: 'slotId' })
  for (const { id } of slots.slice(0, 3)) expect((await ask(id)).__typename).toBe('VisitRequested')
  expect(await ask(slots[3]?.id ?? '')).toMatchObject({ code: 'TOO_MANY_VISITS' })
  clock = Date.parse(slots[4]?.startsAt ?? '') - Date.now()
  expect(await ask(slots[4]?.id ?? '')).toMatchObject({ code: 'SLOT_NOT_FOUND' })
  const [latest] = await visits.listed(accountId, token)
  expect(await cancel(latest?.id ?? '', token)).toMatchObject({ code: 'TOO_LATE' })
  expect(await cancel(latest?.id ?? '', operator)).toMatchObject({ visit: { status: 'CANCELLED' } })
})

test.each([
  ['a short key', { idempotencyKey: 'short' }, 'idempotencyKey'],
  ['no telephone number', { phone: '12' }, 'phone'],
  ['a long comment', { comment: 'а'.repeat(501) }, 'comment'],
  ['a control character', { comment: 'a\u0007b' }, 'comment'],
])('S2 %s is refused before anything is booked', async (_name, fields, field) => {
  const { token, accountId } = await visits.subscriber()
  const [slot] = await visits.open(1)
  const calls = await gateway.countCalls(async () => {
    const answer = await request(visits.requestInput(accountId, slot?.id ?? '', fields), token)
    expect(answer).toMatchObject({ code: 'INVALID_VALUE', field })
  })
  expect(calls).toEqual({})
  expect((await visits.free(token)).map(({ id }) => id)).toContain(slot?.id)
})

test('S2 a foreign account and a foreign visit are as absent as none; nobody else books, and no partner', async () => {
  const { token, accountId } = await visits.subscriber()
  const { token: stranger } = await visits.subscriber()
  const partner = await gateway.openSession({ role: 'PARTNER' })
  const [slot, other] = await visits.open(2)
  const input = visits.requestInput(accountId, slot?.id ?? '')
  for (const id of [accountId, writeId({ type: 'Region', regionId: '1' }), 'nonsense']) {
    expect(await request({ ...input, accountId: id }, stranger)).toMatchObject({ code: 'ACCOUNT_NOT_FOUND' })
  }
  const { visit } = await request(input, token)
  for (const id of [visit?.id ?? '', writeId({ type: 'Visit', visitId: randomUUID() }), 'nonsense']) {
    expect(await cancel(id, stranger)).toMatchObject({ code: 'VISIT_NOT_FOUND', field: 'visitId' })
    const { data } = await gateway.query('query ($id: ID!) { visit(id: $id) { id } }', { id }, stranger)
    expect(data).toEqual({ visit: null })
  }
  for (const [as, code] of [
    [{}, 'UNAUTHENTICATED'],
    [partner, 'FORBIDDEN'],
  ] as const) {
    for (const [mutation, given] of [
      ['requestVisit', { ...input, idempotencyKey: randomUUID(), slotId: other?.id }],
      ['cancelVisit', { visitId: visit?.id }],
    ] as const) {
      const { errors } = await visits.send(mutation, given, as)
      expect(errors.map(({ extensions }) => extensions.code)).toEqual([code])
    }
  }
  expect((await visits.listed(accountId, token)).map(({ status }) => status)).toEqual(['BOOKED'])
})

test('S2 a member calls the master with the right to order, and without it does not', async () => {
  const accountId = await accountIdOf(gateway, '200001')
  const [slot] = await visits.open(1, { regionId: await visits.regionOf('200001') })
  const input = visits.requestInput(accountId, slot?.id ?? '')
  expect(await request(input, await gateway.signIn('200001-buh'))).toMatchObject({ code: 'NOT_ALLOWED' })
  expect((await request(input, await signInMember(gateway, ['ORDER']))).__typename).toBe('VisitRequested')
})

test('S2 who has booked and given up what is in the audit trail', async () => {
  const { token, accountId } = await visits.subscriber()
  const [slot] = await visits.open(1)
  const { visit } = await request(visits.requestInput(accountId, slot?.id ?? ''), token)
  await cancel(visit?.id ?? '', token)
  const rows = (await gateway.auditRows()).filter(({ act }) => act === 'visit').slice(-2)
  expect(rows.map(({ outcome }) => outcome)).toEqual([`booked slot ${slot?.id}`, 'cancelled'])
  expect(rows[0]?.actor).toMatch(/^SUBSCRIBER:/)
})
