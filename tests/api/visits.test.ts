import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, type RequestHeaders, startGateway } from '../support/gateway.ts'
import { signInMember } from '../support/members.ts'
import { HOUR_MS, VISIT, type VisitAnswer, visitClient } from '../support/visits.ts'

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

async function accountOf(number: string, kind: 'PERSON' | 'ORGANIZATION' = 'PERSON') {
  const { restId } = await gateway.sandbox.findAccount(number)
  return writeId({ type: 'Account', kind, accountId: String(restId) })
}

let people = 0
/** A new subscriber, whose account no other test asks for, where masters come by default. */
async function subscriber() {
  let number: string
  do {
    people += 1
    number = String(800_000 + people)
    await gateway.sandbox.createAccount({ number, type: 'P', login: number, password: 'demo' })
  } while ((await visits.regionOf(number)) !== visits.regionId)
  return { number, token: await gateway.signIn(number), accountId: await accountOf(number) }
}

const request = (input: object, who: string | RequestHeaders) => visits.answer('requestVisit', input, who)
const cancel = (visitId: string, token: string) => visits.answer('cancelVisit', { visitId }, token)

async function listed(accountId: string, token: string): Promise<readonly NonNullable<VisitAnswer['visit']>[]> {
  const document = `query ($id: ID!) { account(id: $id) { visits(first: 100) { nodes { ${VISIT} } } } }`
  const answer = await gateway.query<{ account: { visits: { nodes: readonly NonNullable<VisitAnswer['visit']>[] } } }>(
    document,
    { id: accountId },
    token,
  )
  return answer.data.account.visits.nodes
}

test('S2 an operator opens slots, a subscriber takes one at its price, and a ticket tells the helpdesk', async () => {
  const { token, accountId, number } = await subscriber()
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
  expect(await listed(accountId, token)).toEqual([visit])
  const [ticket] = await gateway.sandbox.tickets(number)
  expect(ticket).toMatchObject({ ticketId: Number(visit?.ticket?.number), classId: 4, status: 1 })
  expect(ticket?.subject).toMatch(/^Выезд мастера \d\d\.\d\d\.\d{4} \d\d:\d\d–\d\d:\d\d$/)
  expect(ticket?.messages[0]?.text).toContain('Цена: 1500.00 RUB\nТелефон: +79121234567\nЗвонок <не работает>')
  const { data } = await gateway.query(`query ($id: ID!) { visit(id: $id) { ${VISIT} } }`, { id: visit?.id }, token)
  expect(data).toEqual({ visit })
})

test('S2 of all who ask for one slot at the same moment one gets it, and the others hear that it is taken', async () => {
  const [slot] = await visits.open(1)
  const asking = await Promise.all(Array.from({ length: 6 }, () => subscriber()))
  const answers = await Promise.all(
    asking.map(({ token, accountId }) => request(visits.requestInput(accountId, slot?.id ?? ''), token)),
  )
  expect(answers.filter(({ __typename }) => __typename === 'VisitRequested')).toHaveLength(1)
  const refused = answers.filter(({ code }) => code !== undefined)
  expect(refused.map(({ code, field }) => [code, field])).toEqual(refused.map(() => ['SLOT_TAKEN', 'slotId']))
  const all = await Promise.all(asking.map(({ token, accountId }) => listed(accountId, token)))
  expect(all.flat()).toHaveLength(1)
})

test('S2 the same key answers the same visit, also at the same moment, and something else is refused', async () => {
  const { token, accountId, number } = await subscriber()
  const [slot, other] = await visits.open(2)
  const before = (await gateway.sandbox.tickets(number)).length
  const input = visits.requestInput(accountId, slot?.id ?? '')
  const answers = await Promise.all(Array.from({ length: 4 }, () => request(input, token)))
  answers.push(await request(input, token))
  expect(new Set(answers.map(({ visit }) => visit?.id)).size).toBe(1)
  expect(await listed(accountId, token)).toHaveLength(1)
  expect(await gateway.sandbox.tickets(number)).toHaveLength(before + 1)
  expect(await request({ ...input, slotId: other?.id }, token)).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' })
  expect(await request({ ...input, comment: 'Другое' }, { token, language: 'ru' })).toMatchObject({
    code: 'IDEMPOTENCY_CONFLICT',
    message: expect.stringMatching(/^Этот ключ/),
  })
})

test('S2 a visit that is given up frees its slot, and the helpdesk reads of it', async () => {
  const { token, accountId, number } = await subscriber()
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

test.each([
  ['an error although it was opened', 'soap.OpenTicket', { kind: 'errorAfterApplying', times: 1 }],
  ['a helpdesk that does not answer', 'soap.OpenTicket', { kind: 'reset', times: 3 }],
])(
  'S2 after %s the visit stands, and its ticket is opened once, by itself',
  async (_name, operation, fault) => {
    const { token, accountId, number } = await subscriber()
    const [slot] = await visits.open(1)
    const before = (await gateway.sandbox.tickets(number)).length
    await gateway.sandbox.setFault(operation, fault)
    const { visit } = await request(visits.requestInput(accountId, slot?.id ?? ''), token)
    expect(visit).toMatchObject({ status: 'BOOKED' })
    await expect
      .poll(async () => (await listed(accountId, token))[0]?.ticket, { timeout: 15_000 })
      .toMatchObject({ category: 'VISIT' })
    expect(await gateway.sandbox.tickets(number)).toHaveLength(before + 1)
  },
  30_000,
)

test('S2 a cancellation that the helpdesk could not hear of reaches it later, once', async () => {
  const { token, accountId, number } = await subscriber()
  const [slot] = await visits.open(1)
  const { visit } = await request(visits.requestInput(accountId, slot?.id ?? ''), token)
  await gateway.sandbox.setFault('soap.AddTicketMessage', { kind: 'dropAfterApplying', times: 1 })
  expect(await cancel(visit?.id ?? '', token)).toMatchObject({ visit: { status: 'CANCELLED' } })
  const told = async () => (await gateway.sandbox.tickets(number))[0]?.messages.length
  await expect.poll(told, { timeout: 8000 }).toBe(2)
  await expect
    .poll(() => gateway.store.visits.listUntold({ from: 0, to: Date.now(), dueBy: Number.MAX_SAFE_INTEGER }, 10), {
      timeout: 8000,
    })
    .toEqual([])
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect(await told()).toBe(2)
})

test('S2 another price, a slot that is not there, one that has begun and a fourth visit are refused', async () => {
  const { token, accountId } = await subscriber()
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
  const [latest] = await listed(accountId, token)
  expect(await cancel(latest?.id ?? '', token)).toMatchObject({ code: 'TOO_LATE' })
  expect(await cancel(latest?.id ?? '', operator)).toMatchObject({ visit: { status: 'CANCELLED' } })
})

test('S2 a master of another region is not called, by nobody, and nothing is booked while nobody knows the region', async () => {
  const { token, accountId } = await subscriber()
  const regions = await gateway.query<{ regions: readonly { id: string }[] }>('{ regions { id } }', {}, token)
  const other = regions.data.regions.find(({ id }) => id !== visits.regionId)?.id ?? ''
  const [far] = await visits.open(1, { regionId: other })
  const [near] = await visits.open(1)
  const ask = (slotId: string, who: RequestHeaders) => request(visits.requestInput(accountId, slotId), who)
  expect(await ask(far?.id ?? '', { token })).toMatchObject({ code: 'SLOT_OF_OTHER_REGION', field: 'slotId' })
  expect(await ask(far?.id ?? '', { token: operator, language: 'ru' })).toMatchObject({
    code: 'SLOT_OF_OTHER_REGION',
    message: expect.stringMatching(/^Это время другого региона/),
  })
  await gateway.sandbox.setFault('rest.accounts', 'http500')
  const input = visits.requestInput(accountId, near?.id ?? '')
  expect(await request(input, token)).toMatchObject({ code: 'BILLING_UNAVAILABLE', retryable: true })
  await gateway.sandbox.clearFaults()
  expect((await request(input, token)).__typename).toBe('VisitRequested')
  // What was booked stays, whatever the billing says of the account by then.
  await gateway.sandbox.setFault('rest.accounts', 'http500')
  expect((await request(input, token)).__typename).toBe('VisitRequested')
  expect(await listed(accountId, token)).toHaveLength(1)
})

test('S2 an operator gives a visit up and withdraws its slot, which nobody books again, and the visit still tells of it', async () => {
  const { token, accountId } = await subscriber()
  const [slot, other] = await visits.open(2)
  const { visit } = await request(visits.requestInput(accountId, slot?.id ?? ''), token)
  const visitId = visit?.id ?? ''
  expect(await visits.answer('removeVisitSlot', { slotId: slot?.id }, operator)).toMatchObject({
    code: 'SLOT_BOOKED',
    field: 'slotId',
  })
  const withdrawing = { visitId, withdrawSlot: true }
  expect(await visits.answer('cancelVisit', withdrawing, { token, language: 'ru' })).toMatchObject({
    code: 'OPERATORS_ONLY',
    field: 'withdrawSlot',
    message: 'Слоты снимают только операторы.',
  })
  for (let times = 0; times < 2; times += 1) {
    expect(await visits.answer('cancelVisit', withdrawing, operator)).toMatchObject({ visit: { status: 'CANCELLED' } })
  }
  expect((await visits.free(token)).map(({ id }) => id)).not.toContain(slot?.id)
  expect(await request(visits.requestInput(accountId, slot?.id ?? ''), token)).toMatchObject({ code: 'SLOT_NOT_FOUND' })
  expect((await listed(accountId, token))[0]).toMatchObject({ id: visitId, status: 'CANCELLED', slot })
  // One that its subscriber has given up is withdrawn later, unless somebody else has it by then.
  const second = await request(visits.requestInput(accountId, other?.id ?? ''), token)
  await cancel(second.visit?.id ?? '', token)
  const third = await request(visits.requestInput(accountId, other?.id ?? ''), token)
  const late = { visitId: second.visit?.id, withdrawSlot: true }
  expect(await visits.answer('cancelVisit', late, operator)).toMatchObject({
    code: 'SLOT_BOOKED',
    field: 'withdrawSlot',
  })
  await cancel(third.visit?.id ?? '', token)
  expect(await visits.answer('cancelVisit', late, operator)).toMatchObject({ visit: { status: 'CANCELLED' } })
  expect((await visits.free(token)).map(({ id }) => id)).not.toContain(other?.id)
})

const OF_DAY = `query ($regionId: ID!, $date: Date!, $first: Int!, $after: String) {
  visits(regionId: $regionId, date: $date, first: $first, after: $after) {
    nodes { ${VISIT} accountNumber slot { crew } } pageInfo { hasNextPage endCursor } } }`

interface Day {
  readonly visits: {
    readonly nodes: readonly (NonNullable<VisitAnswer['visit']> & { readonly accountNumber: string })[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
}

test('S2 operators see the visits of a day page by page, with account and crew, and nobody else does', async () => {
  const { token, accountId, number } = await subscriber()
  const date = new Date(Date.now() + 3 * 24 * HOUR_MS).toISOString().slice(0, 10)
  const times = [10, 11, 12].map((hour) => ({
    startsAt: `${date}T${hour}:00:00+03:00`,
    endsAt: `${date}T${hour + 1}:00:00+03:00`,
  }))
  const [slot, near, given] = await visits.open(3, { slots: times })
  const booked: (string | undefined)[] = []
  for (const { id } of [near, slot].flatMap((one) => one ?? [])) {
    booked.push((await request(visits.requestInput(accountId, id), token)).visit?.id)
  }
  const away = await request(visits.requestInput(accountId, given?.id ?? ''), token)
  await cancel(away.visit?.id ?? '', token)
  const seen: Day['visits']['nodes'][number][] = []
  let after: string | null = null
  do {
    const variables: Readonly<Record<string, unknown>> = { regionId: visits.regionId, date, first: 1, after }
    const { data } = await gateway.query<Day>(OF_DAY, variables, operator)
    seen.push(...data.visits.nodes)
    after = data.visits.pageInfo.hasNextPage ? data.visits.pageInfo.endCursor : null
  } while (after !== null)
  const own = seen.filter(({ accountNumber }) => accountNumber === number)
  expect(own.map(({ id }) => id)).toEqual(booked.toReversed())
  expect(own[0]).toMatchObject({ slot: { crew: expect.stringMatching(/^Бригада/) }, ticket: { category: 'VISIT' } })
  const begins = seen.map(({ slot: { startsAt } }) => startsAt)
  expect(begins).toEqual(begins.toSorted())
  for (const [as, code] of [
    [{}, 'UNAUTHENTICATED'],
    [token, 'FORBIDDEN'],
    [await gateway.openSession({ role: 'PARTNER' }), 'FORBIDDEN'],
  ] as const) {
    const { errors } = await gateway.query(OF_DAY, { regionId: visits.regionId, date, first: 1 }, as)
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code])
  }
})

test.each([
  ['a short key', { idempotencyKey: 'short' }, 'idempotencyKey'],
  ['no telephone number', { phone: '12' }, 'phone'],
  ['a long comment', { comment: 'а'.repeat(501) }, 'comment'],
  ['a control character', { comment: 'a\u0007b' }, 'comment'],
])('S2 %s is refused before anything is booked', async (_name, fields, field) => {
  const { token, accountId } = await subscriber()
  const [slot] = await visits.open(1)
  const calls = await gateway.countCalls(async () => {
    const answer = await request(visits.requestInput(accountId, slot?.id ?? '', fields), token)
    expect(answer).toMatchObject({ code: 'INVALID_VALUE', field })
  })
  expect(calls).toEqual({})
  expect((await visits.free(token)).map(({ id }) => id)).toContain(slot?.id)
})

test('S2 a foreign account and a foreign visit are as absent as none; nobody else books, and no partner', async () => {
  const { token, accountId } = await subscriber()
  const { token: stranger } = await subscriber()
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
  expect((await listed(accountId, token)).map(({ status }) => status)).toEqual(['BOOKED'])
})

test('S2 a member calls the master with the right to order, and without it does not', async () => {
  const accountId = await accountOf('200001', 'ORGANIZATION')
  const [slot] = await visits.open(1, { regionId: await visits.regionOf('200001') })
  const input = visits.requestInput(accountId, slot?.id ?? '')
  expect(await request(input, await gateway.signIn('200001-buh'))).toMatchObject({ code: 'NOT_ALLOWED' })
  expect((await request(input, await signInMember(gateway, ['ORDER']))).__typename).toBe('VisitRequested')
})

test('S2 who has booked and given up what is in the audit trail', async () => {
  const { token, accountId } = await subscriber()
  const [slot] = await visits.open(1)
  const { visit } = await request(visits.requestInput(accountId, slot?.id ?? ''), token)
  await cancel(visit?.id ?? '', token)
  const rows = (await gateway.auditRows()).filter(({ act }) => act === 'visit').slice(-2)
  expect(rows.map(({ outcome }) => outcome)).toEqual([`booked slot ${slot?.id}`, 'cancelled'])
  expect(rows[0]?.actor).toMatch(/^SUBSCRIBER:/)
})

test('S2 visits whose tickets the helpdesk refuses for good do not keep it from hearing of the others', async () => {
  const { accountId, number, token } = await subscriber()
  const { restId } = await gateway.sandbox.findAccount(number)
  const now = Date.now()
  const audit = { at: now, actor: 'x', act: 'visit', object: 'visit', outcome: 'x', requestId: 'r' }
  const price = { minorUnits: 0n, currency: 'RUB' } as const
  const slots = Array.from({ length: 61 }, (_, at) => {
    const startsAt = now + (1000 + at) * HOUR_MS
    return { id: randomUUID(), regionId: '1', crew: 'Все', startsAt, endsAt: startsAt + HOUR_MS, price }
  })
  await gateway.store.visits.openSlots(slots, audit)
  for (const [at, { id: slotId }] of slots.entries()) {
    const isLast = at === slots.length - 1
    const booking = {
      id: randomUUID(),
      slotId,
      regionId: null,
      accountId: isLast ? String(restId) : '999999999',
      accountNumber: isLast ? number : '999999',
      principal: 'SUBSCRIBER:1',
      externalId: randomUUID(),
      fingerprint: 'f',
      comment: null,
      expectedMinorUnits: 0n,
      now: now - 10_000 + at,
      maxOpen: 1000,
    }
    await gateway.store.visits.book(booking, audit)
  }
  await expect
    .poll(async () => (await listed(accountId, token))[0]?.ticket, { timeout: 20_000 })
    .toMatchObject({ category: 'VISIT' })
}, 40_000)
