import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { HOUR_MS, visitClient } from '../support/visits.ts'

let gateway: Gateway
let visits: ReturnType<typeof visitClient>
let operator: string
let token: string
beforeAll(async () => {
  gateway = await startGateway()
  visits = visitClient(gateway)
  operator = await gateway.signIn('operator')
  token = await gateway.signIn('100001')
})
afterAll(() => gateway.close())

test('S2 only operators open slots and take them back', async () => {
  const [slot] = await visits.open(1)
  const partner = await gateway.openSession({ role: 'PARTNER' })
  for (const [as, code] of [
    [{}, 'UNAUTHENTICATED'],
    [await gateway.signIn('100001'), 'FORBIDDEN'],
    [await gateway.signIn('200001-buh'), 'FORBIDDEN'],
    [partner, 'FORBIDDEN'],
  ] as const) {
    for (const [mutation, input] of [
      ['openVisitSlots', visits.openInput({ crew: 'Чужие' })],
      ['removeVisitSlot', { slotId: slot?.id }],
    ] as const) {
      const { errors } = await visits.send(mutation, input, as)
      expect(errors.map(({ extensions }) => extensions.code)).toEqual([code])
    }
  }
  expect(await visits.answer('removeVisitSlot', { slotId: slot?.id }, operator)).toMatchObject({
    __typename: 'VisitSlotRemoved',
  })
  expect(await visits.answer('removeVisitSlot', { slotId: slot?.id }, operator)).toMatchObject({
    __typename: 'VisitSlotRemoved',
  })
  expect((await visits.free(operator)).map(({ id }) => id)).not.toContain(slot?.id)
})

test.each([
  ['no crew', { crew: ' ' }, 'crew'],
  ['a negative price', { price: '-1.00' }, 'price'],
  ['no slots', { slots: [] }, 'slots'],
  ['a slot in the past', { slots: [{ startsAt: '2020-01-01T10:00:00Z', endsAt: '2020-01-01T11:00:00Z' }] }, 'slots'],
])('S2 slots with %s are not opened', async (_name, fields, field) => {
  const answer = await visits.answer('openVisitSlots', visits.openInput(fields), operator)
  expect(answer).toMatchObject({ code: 'INVALID_VALUE', field })
})

test('S2 slots that overlap, that end before they begin, or of no region are not opened', async () => {
  const open = (fields: object) =>
    visits.answer('openVisitSlots', visits.openInput({ crew: 'Одна', ...fields }), operator)
  const { startsAt, endsAt } = visits.time(50)
  expect((await open({ slots: [{ startsAt, endsAt }] })).__typename).toBe('VisitSlotsOpened')
  expect((await open({ slots: [{ startsAt, endsAt }] })).__typename).toBe('VisitSlotsOpened')
  expect(await open({ slots: [{ startsAt, endsAt }], price: '1.00' })).toMatchObject({ code: 'SLOT_OVERLAPS' })
  const middle = new Date(Date.parse(startsAt) + HOUR_MS / 2).toISOString()
  expect(await open({ slots: [{ startsAt: middle, endsAt: visits.time(51).endsAt }] })).toMatchObject({
    code: 'SLOT_OVERLAPS',
  })
  expect(await open({ slots: [{ startsAt: endsAt, endsAt: startsAt }] })).toMatchObject({ code: 'INVALID_VALUE' })
  for (const regionId of [writeId({ type: 'Region', regionId: '999' }), 'nonsense']) {
    expect(await open({ regionId })).toMatchObject({ code: 'REGION_NOT_FOUND', field: 'regionId' })
  }
})

test('S2 the list of slots comes in pages and for 62 days at most, for whoever is signed in', async () => {
  await visits.open(3)
  const document = `query ($regionId: ID!, $from: DateTime!, $to: DateTime!, $first: Int!, $after: String) {
    visitSlots(regionId: $regionId, from: $from, to: $to, first: $first, after: $after) {
      nodes { id } pageInfo { hasNextPage endCursor } } }`
  interface Page {
    readonly visitSlots: {
      readonly nodes: readonly { readonly id: string }[]
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    }
  }
  const from = new Date().toISOString()
  const to = new Date(Date.now() + 30 * 24 * HOUR_MS).toISOString()
  const seen: string[] = []
  let after: string | null = null
  do {
    const variables: Readonly<Record<string, unknown>> = { regionId: visits.regionId, from, to, first: 2, after }
    const { data } = await gateway.query<Page>(document, variables, token)
    seen.push(...data.visitSlots.nodes.map(({ id }) => id))
    after = data.visitSlots.pageInfo.hasNextPage ? data.visitSlots.pageInfo.endCursor : null
  } while (after !== null)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toEqual((await visits.free(token)).map(({ id }) => id))
  const far = new Date(Date.now() + 63 * 24 * HOUR_MS).toISOString()
  for (const span of [
    { from, to: far },
    { from: to, to: from },
  ]) {
    const { errors } = await gateway.query(document, { regionId: visits.regionId, first: 2, ...span }, token)
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
  }
  const { errors } = await gateway.query(document, { regionId: visits.regionId, from, to, first: 2 })
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED'])
})

test('legacy calls of a visit: one for the region of its account, two to tell the helpdesk, one for the ticket in the answer; of slots none', async () => {
  const { restId } = await gateway.sandbox.findAccount('100001')
  const accountId = writeId({ type: 'Account', kind: 'PERSON', accountId: String(restId) })
  const [first, second] = await visits.open(2, { regionId: await visits.regionOf('100001') })
  const request = (input: object) => visits.answer('requestVisit', input, token)
  // Logs in, and learns whose agreement it is.
  await request(visits.requestInput(accountId, first?.id ?? ''))
  const input = visits.requestInput(accountId, second?.id ?? '')
  expect(await gateway.countCalls(() => request(input))).toEqual({
    'rest.accounts': 1,
    'soap.OpenTicket': 1,
    'soap.FindTicket': 1,
    'soap.GetTickets': 1,
  })
  expect(await gateway.countCalls(() => request(input))).toEqual({ 'soap.GetTickets': 1 })
  expect(await gateway.countCalls(() => visits.free(token))).toEqual({})
})
