import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { createOrderer, MID_MONTH, readCabinet } from '../support/service-orders.ts'

let gateway: Gateway
let token: string
let accountId: string
beforeEach(async () => {
  gateway = await startGateway({ billingTimeoutMs: 800, startAt: MID_MONTH })
  token = await gateway.signIn('100001')
  await gateway.sandbox.postPayment({ number: '100001', amount: '9000.00' })
  accountId = (await readCabinet(gateway, token)).id
})
afterEach(() => gateway.close())

const extra = (id: number) => writeId({ type: 'ServiceOffering', offeringId: String(id) })
const router = () => ({ accountId, offeringId: writeId({ type: 'EquipmentOffering', offeringId: '202' }) })

/** Repeats an order with its key until it is decided, as a cabinet does. */
async function persist(
  input: Readonly<Record<string, unknown>>,
  mutation: 'orderEquipment' | 'connectService' = 'orderEquipment',
) {
  const { place } = createOrderer(gateway, token)
  for (let turn = 0; turn < 60; turn += 1) {
    const answer = await place(mutation, input)
    if (answer.__typename !== 'ServiceOrderPending') return answer
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('never decided')
}

test.each([
  ['an error although the order was written', 'errorAfterApplying'],
  ['no answer although the order was written', 'dropAfterApplying'],
  ['an answer that is cut short', 'truncated'],
  ['an order that is written late', 'applyLate'],
  ['success although nothing changed', 'successWithoutApplying'],
  ['an error and nothing written', 'http500'],
])('C9 after %s there is one order, and its key says so', async (_name, kind) => {
  await gateway.sandbox.setFault('soap.AddOrder', { kind, times: 1, ...(kind === 'applyLate' ? { delayMs: 300 } : {}) })
  const input = { ...router(), idempotencyKey: randomUUID() }
  const answer = await persist(input)
  expect(answer).toMatchObject({ __typename: 'ServiceOrderAccepted' })
  expect(await gateway.sandbox.orders('100001')).toHaveLength(1)
  expect((await readCabinet(gateway, token)).orders.nodes.map(({ id }) => id)).toEqual([answer.orderId])
})

test.each([
  ['whose answer is an error', [{ kind: 'errorAfterApplying', times: 1 }]],
  ['whose answer is a success', []],
])(
  'C9 a call that the billing carries out twice, %s, is shown to an operator, and never taken for done',
  async (_name, more) => {
    await gateway.sandbox.setFault('soap.AddOrder', { faults: [{ kind: 'doubleCredit', times: 1 }, ...more] })
    const { place } = createOrderer(gateway, token)
    const input = { ...router(), idempotencyKey: randomUUID() }
    expect(await place('orderEquipment', input)).toMatchObject({ __typename: 'ServiceOrderPending', retryable: true })
    await expect
      .poll(
        async () =>
          (await gateway.store.intents.listAttention({ afterId: null, limit: 10 })).map((each) => [
            each.kind,
            each.attention,
          ]),
        { timeout: 5000 },
      )
      .toEqual([['SERVICE_ORDER', 'DOUBLED']])
    expect(await gateway.sandbox.orders('100001')).toHaveLength(2)
    expect(await place('orderEquipment', input)).toMatchObject({ __typename: 'ServiceOrderPending' })
  },
)

test('C9 two people who press at once never make two orders', async () => {
  const first = createOrderer(gateway, token)
  const second = createOrderer(gateway, await gateway.signIn('100001'))
  const operator = createOrderer(gateway, await gateway.signIn('operator'))
  const sets = [() => router(), () => ({ accountId, offeringId: extra(64) })] as const
  for (const [at, mutation] of (['orderEquipment', 'connectService'] as const).entries()) {
    const input = sets[at]?.() ?? {}
    const answers = await Promise.all([first, second, operator].map(({ place }) => place(mutation, input)))
    expect(answers.filter(({ __typename }) => __typename === 'ServiceOrderAccepted')).toHaveLength(1)
    expect(await gateway.sandbox.orders('100001')).toHaveLength(at + 1)
  }
})

test('C9 a billing that does not answer is said to be away, and the key stays free', async () => {
  const { place } = createOrderer(gateway, token)
  const input = { ...router(), idempotencyKey: randomUUID() }
  await gateway.sandbox.setFault('soap.QuoteOrders', 'unavailable')
  expect(await place('orderEquipment', input)).toMatchObject({ code: 'BILLING_UNAVAILABLE', retryable: true })
  await gateway.sandbox.clearFaults()
  expect(await place('orderEquipment', input)).toMatchObject({ __typename: 'ServiceOrderAccepted' })
})

test.each(['errorAfterApplying', 'dropAfterApplying', 'truncated'])(
  'C9 a cancellation that was lost to %s is looked up at once, and repeating it does no harm',
  async (kind) => {
    const { order, cancel } = createOrderer(gateway, token)
    const { id } = await order('orderEquipment', router())
    await gateway.sandbox.setFault('soap.CancelOrder', { kind, times: 1 })
    expect(await cancel(id)).toMatchObject({ __typename: 'ServiceOrderCancelled', order: { status: 'CANCELLED' } })
    expect(await cancel(id)).toMatchObject({ __typename: 'ServiceOrderCancelled' })
    expect((await gateway.sandbox.orders('100001'))[0]?.status).toBe(4)
  },
)

test('C9 a cancellation that is reported and did not happen is not believed', async () => {
  const { order, cancel } = createOrderer(gateway, token)
  const { id } = await order('orderEquipment', router())
  await gateway.sandbox.setFault('soap.CancelOrder', { kind: 'successWithoutApplying', times: 1 })
  expect(await cancel(id)).toMatchObject({ __typename: 'ServiceOrderPending', retryable: true })
  expect(await cancel(id)).toMatchObject({ __typename: 'ServiceOrderCancelled' })
})

test('legacy calls of a cancellation: one to cancel, one to see that it is so', async () => {
  const { order, cancel } = createOrderer(gateway, token)
  const { id } = await order('orderEquipment', router())
  const document = `mutation ($input: CancelServiceOrderInput!) { cancelServiceOrder(input: $input) { __typename } }`
  const calls = await gateway.countCalls(() => gateway.query(document, { input: { orderId: id } }, token))
  expect(calls).toEqual({ 'soap.CancelOrder': 1, 'soap.GetOrders': 1 })
  expect(cancel).toBeTypeOf('function')
})

test('legacy calls of twenty compared tariffs: one quote for all, the service, and their names', async () => {
  const { services } = await readCabinet(gateway, token)
  const serviceId = services.find(({ kind }) => kind === 'INTERNET')?.id
  gateway.clearReferenceData()
  const document = `query ($id: ID!) { compareTariffs(serviceId: $id) { tariff { name } monthlySaving { amount } } }`
  const calls = await gateway.countCalls(() => gateway.query(document, { id: serviceId }, token))
  expect(calls).toEqual({ 'soap.QuoteOrders': 1, 'rest.services': 1, 'rest.availableTariffs': 1, 'rest.tariffs': 1 })
})

test('legacy calls of the orders of ten accounts: one', async () => {
  const ten = await gateway.signIn('200010')
  const document = '{ viewer { accounts { orders(first: 10) { nodes { id status } } } } }'
  expect(await gateway.countCalls(() => gateway.query(document, {}, ten))).toEqual({ 'soap.GetOrders': 1 })
})
