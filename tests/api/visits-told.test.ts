import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Gateway, type RequestHeaders, startGateway } from '../support/gateway.ts'
import { HOUR_MS, visitClient } from '../support/visits.ts'

let gateway: Gateway
let visits: ReturnType<typeof visitClient>
beforeAll(async () => {
  gateway = await startGateway({ operationTimeoutMs: 4000, billingTimeoutMs: 1000 })
  visits = visitClient(gateway)
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

const request = (input: object, who: string | RequestHeaders) => visits.answer('requestVisit', input, who)
const cancel = (visitId: string, token: string) => visits.answer('cancelVisit', { visitId }, token)

test.each([
  ['an error although it was opened', 'soap.OpenTicket', { kind: 'errorAfterApplying', times: 1 }],
  ['a helpdesk that does not answer', 'soap.OpenTicket', { kind: 'reset', times: 3 }],
])(
  'S2 after %s the visit stands, and its ticket is opened once, by itself',
  async (_name, operation, fault) => {
    const { token, accountId, number } = await visits.subscriber()
    const [slot] = await visits.open(1)
    const before = (await gateway.sandbox.tickets(number)).length
    await gateway.sandbox.setFault(operation, fault)
    const { visit } = await request(visits.requestInput(accountId, slot?.id ?? ''), token)
    expect(visit).toMatchObject({ status: 'BOOKED' })
    await expect
      .poll(async () => (await visits.listed(accountId, token))[0]?.ticket, { timeout: 15_000 })
      .toMatchObject({ category: 'VISIT' })
    expect(await gateway.sandbox.tickets(number)).toHaveLength(before + 1)
  },
  30_000,
)

test('S2 a cancellation that the helpdesk could not hear of reaches it later, once', async () => {
  const { token, accountId, number } = await visits.subscriber()
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

test('S2 visits whose tickets the helpdesk refuses for good do not keep it from hearing of the others', async () => {
  const { accountId, number, token } = await visits.subscriber()
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
    .poll(async () => (await visits.listed(accountId, token))[0]?.ticket, { timeout: 20_000 })
    .toMatchObject({ category: 'VISIT' })
}, 40_000)
