import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { createOrderer, MID_MONTH, type OrderMutation, readCabinet } from '../support/service-orders.ts'

// The billing of these tests takes the same order again and again: only the gateway keeps people from ordering twice.

let gateway: Gateway
let storeFile: string
let token: string
let accountId: string
let serviceId: string
beforeEach(async () => {
  storeFile = join(await mkdtemp(join(tmpdir(), 'wishes-')), 'gateway.sqlite')
  gateway = await startGateway({ startAt: MID_MONTH, storeUrl: `sqlite:${storeFile}` })
  await gateway.sandbox.setOrderConflicts('taken')
  await gateway.sandbox.postPayment({ number: '100001', amount: '50000.00' })
  token = await gateway.signIn('100001')
  const cabinet = await readCabinet(gateway, token)
  accountId = cabinet.id
  serviceId = cabinet.services.find(({ kind }) => kind === 'INTERNET')?.id ?? ''
})
afterEach(async () => {
  await gateway.close()
  await rm(dirname(storeFile), { recursive: true })
})

/** Lets all wishes be older by so many minutes. */
function age(minutes: number): void {
  const database = new DatabaseSync(storeFile)
  database.prepare('update wishes set claimed_at = claimed_at - ?').run(Math.round(minutes * 60_000))
  database.close()
}

const thing = (id: number) => writeId({ type: 'EquipmentOffering', offeringId: String(id) })
const extra = (id: number) => writeId({ type: 'ServiceOffering', offeringId: String(id) })
const router = () => ({ accountId, offeringId: thing(202) })
const place = (input: object, mutation: OrderMutation = 'orderEquipment') =>
  createOrderer(gateway, token).place(mutation, { ...input })

test.each<[string, OrderMutation, () => object]>([
  ['C16 equipment', 'orderEquipment', router],
  ['C16 work', 'orderSetUp', () => ({ accountId, offeringId: thing(301) })],
  ['C9 a service', 'connectService', () => ({ accountId, offeringId: extra(71) })],
])(
  '%s that several people order at once is ordered once, and the others hear of the first',
  async (_name, mutation, input) => {
    const people = [token, await gateway.signIn('100001'), await gateway.signIn('operator')]
    const answers = await Promise.all(
      people.map((each) => createOrderer(gateway, each).place(mutation, { ...input() })),
    )
    const [first, ...others] = answers.filter(({ __typename }) => __typename === 'ServiceOrderAccepted')
    expect(others).toEqual([])
    const refused = answers.filter(({ __typename }) => __typename === 'ServiceOrderRefused')
    expect(refused).toHaveLength(2)
    for (const each of refused) {
      expect(each).toMatchObject({ code: 'ALREADY_ORDERED', retryable: false, placedOrderId: first?.orderId })
      expect(each.placedOrder).toEqual({ id: first?.orderId })
    }
    expect(await gateway.sandbox.orders('100001')).toHaveLength(1)
  },
)

test('C14 addresses that several people change at once are changed once; the billing itself may say that it is too early', async () => {
  const people = [token, await gateway.signIn('100001'), await gateway.signIn('operator')]
  const answers = await Promise.all(
    people.map((each) => createOrderer(gateway, each).place('requestIpChange', { serviceId })),
  )
  expect(answers.filter(({ __typename }) => __typename === 'ServiceOrderAccepted')).toHaveLength(1)
  const codes = answers.flatMap(({ code }) => code ?? [])
  expect(codes.every((code) => code === 'ALREADY_ORDERED' || code === 'TOO_EARLY')).toBe(true)
  expect(await gateway.sandbox.orders('100001')).toHaveLength(1)
})

test('C16 the same is ordered once more when the order that is known is named, and then once', async () => {
  const first = await place(router())
  expect(await place(router())).toMatchObject({ code: 'ALREADY_ORDERED', placedOrderId: first.orderId })
  expect(await place({ ...router(), offeringId: thing(201) })).toMatchObject({ __typename: 'ServiceOrderAccepted' })
  // An order of somebody else, or of something else, confirms nothing.
  const strange = writeId({ type: 'ServiceOrder', accountId: '999', orderId: '1' })
  expect(await place({ ...router(), orderAgainAfter: strange })).toMatchObject({ code: 'ALREADY_ORDERED' })
  const again = { ...router(), orderAgainAfter: first.orderId }
  const answers = await Promise.all([place(again), place(again), place(again)])
  const second = answers.find(({ __typename }) => __typename === 'ServiceOrderAccepted')
  const others = answers.filter((each) => each !== second)
  for (const each of others) expect(each).toMatchObject({ code: 'ALREADY_ORDERED', placedOrderId: second?.orderId })
  expect(await gateway.sandbox.orders('100001')).toHaveLength(3)
})

test('C16 a key that heard of the first order is free, and orders once it is confirmed', async () => {
  const first = await place(router())
  const idempotencyKey = randomUUID()
  expect(await place({ ...router(), idempotencyKey })).toMatchObject({ code: 'ALREADY_ORDERED' })
  const confirmed = { ...router(), idempotencyKey, orderAgainAfter: first.orderId }
  const second = await place(confirmed)
  expect(second).toMatchObject({ __typename: 'ServiceOrderAccepted' })
  expect((await place(confirmed)).orderId).toBe(second.orderId)
  expect(await gateway.sandbox.orders('100001')).toHaveLength(2)
})

test('C16 what was canceled is ordered again without a word', async () => {
  const { order, cancel } = createOrderer(gateway, token)
  const { id } = await order('orderEquipment', router())
  await cancel(id)
  expect(await place(router())).toMatchObject({ __typename: 'ServiceOrderAccepted' })
})

test('C16 ten minutes later the same is a new wish, if it is known what became of the first', async () => {
  const first = await place(router())
  expect(first).toMatchObject({ __typename: 'ServiceOrderAccepted' })
  age(9)
  expect(await place(router())).toMatchObject({ code: 'ALREADY_ORDERED' })
  age(1.1)
  expect(await place(router())).toMatchObject({ __typename: 'ServiceOrderAccepted' })
  await gateway.sandbox.setFault('soap.AddOrder', { kind: 'doubleCredit', times: 1 })
  const doubtful = { ...router(), offeringId: thing(201) }
  expect(await place(doubtful)).toMatchObject({ __typename: 'ServiceOrderPending' })
  age(60)
  expect(await place(doubtful)).toMatchObject({ code: 'ALREADY_ORDERED', placedOrderId: null })
})

test('C16 a wish whose holder died on the way to its order is free again after a while', async () => {
  await place(router())
  const database = new DatabaseSync(storeFile)
  database.exec(`update wishes set intent_id = 'never-made', claimed_at = claimed_at - 30000`)
  database.close()
  expect(await place(router())).toMatchObject({ __typename: 'ServiceOrderAccepted' })
})

test('C16 the same key at once is one order and one answer, as it always was', async () => {
  const input = { ...router(), idempotencyKey: randomUUID() }
  const answers = await Promise.all([place(input), place(input), place(input)])
  expect(new Set(answers.map(({ orderId }) => orderId)).size).toBe(1)
  expect(answers[0]).toMatchObject({ __typename: 'ServiceOrderAccepted' })
})

test('C16 while nobody knows what became of the first, the same is not ordered by anybody', async () => {
  await gateway.sandbox.setFault('soap.AddOrder', { kind: 'doubleCredit', times: 1 })
  expect(await place(router())).toMatchObject({ __typename: 'ServiceOrderPending' })
  expect(await place(router())).toMatchObject({ code: 'ALREADY_ORDERED', placedOrderId: null, placedOrder: null })
  expect(await gateway.sandbox.orders('100001')).toHaveLength(2)
})

test('C16 accounts do not stand in each other’s way', async () => {
  await gateway.sandbox.postPayment({ number: '100002', amount: '50000.00' })
  const other = await gateway.signIn('100002')
  const { id } = await readCabinet(gateway, other)
  expect(await place(router())).toMatchObject({ __typename: 'ServiceOrderAccepted' })
  const theirs = await createOrderer(gateway, other).place('orderEquipment', { ...router(), accountId: id })
  expect(theirs).toMatchObject({ __typename: 'ServiceOrderAccepted' })
})
