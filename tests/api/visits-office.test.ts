import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Gateway, type RequestHeaders, startGateway } from '../support/gateway.ts'
import { HOUR_MS, VISIT, type VisitAnswer, visitClient } from '../support/visits.ts'

let gateway: Gateway
let visits: ReturnType<typeof visitClient>
let operator: string
beforeAll(async () => {
  gateway = await startGateway({ operationTimeoutMs: 4000, billingTimeoutMs: 1000 })
  visits = visitClient(gateway)
  operator = await gateway.signIn('operator')
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

const request = (input: object, who: string | RequestHeaders) => visits.answer('requestVisit', input, who)
const cancel = (visitId: string, token: string) => visits.answer('cancelVisit', { visitId }, token)

test('S2 an operator gives a visit up and withdraws its slot, which nobody books again, and the visit still tells of it', async () => {
  const { token, accountId } = await visits.subscriber()
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
  expect((await visits.listed(accountId, token))[0]).toMatchObject({ id: visitId, status: 'CANCELLED', slot })
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
  const { token, accountId, number } = await visits.subscriber()
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

test('S2 a master of another region is not called, by nobody, and nothing is booked while nobody knows the region', async () => {
  const { token, accountId } = await visits.subscriber()
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
  expect(await visits.listed(accountId, token)).toHaveLength(1)
})
