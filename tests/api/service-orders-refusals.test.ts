import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { signInMember } from '../support/members.ts'
import {
  createOrderer,
  MID_MONTH,
  ORDER_MUTATIONS,
  type OrderMutation,
  placeDocument,
  readCabinet,
} from '../support/service-orders.ts'

let gateway: Gateway
beforeEach(async () => {
  gateway = await startGateway({ startAt: MID_MONTH })
})
afterEach(() => gateway.close())

const DAY_MS = 86_400_000
const tariff = (id: number) => writeId({ type: 'Tariff', tariffId: String(id) })
const extra = (id: number) => writeId({ type: 'ServiceOffering', offeringId: String(id) })
const thing = (id: number) => writeId({ type: 'EquipmentOffering', offeringId: String(id) })

async function enter(login: string) {
  const token = await gateway.signIn(login)
  const cabinet = await readCabinet(gateway, token)
  const [service] = cabinet.services
  return { token, accountId: cabinet.id, serviceId: service?.id ?? '', ...createOrderer(gateway, token), cabinet }
}

const change = (to: number, effective = 'NOW') => ({ tariffId: tariff(to), effective })

const privateTariff = () =>
  gateway.sandbox.books.listTariffs(null).find(({ ownerAccount }) => ownerAccount !== 0)?.id ?? 0

test('C3 an order is refused for debt, for want of money, and where the tariff is not for this account or region', async () => {
  const debtor = await enter('100004')
  const inDebt = await debtor.place('changeTariff', { serviceId: debtor.serviceId, ...change(1) })
  expect(inDebt).toMatchObject({ code: 'DEBT', retryable: true })

  const person = await enter('100001')
  const internet = person.cabinet.services.find(({ kind }) => kind === 'INTERNET')?.id
  const place = (to: number) => person.place('changeTariff', { serviceId: internet, ...change(to) })
  expect(await place(privateTariff())).toMatchObject({ code: 'PRIVATE_TARIFF' })
  const region = gateway.sandbox.books.findAccountByNumber('100001')?.regionId
  const elsewhere = gateway.sandbox.books
    .listTariffs(null)
    .find((each) => each.regionId !== 0 && each.regionId !== region)
  expect(await place(elsewhere?.id ?? 0)).toMatchObject({ code: 'NOT_OFFERED_IN_REGION' })
  expect(await place(99_999)).toMatchObject({ code: 'NOT_FOUND' })
  const dear = await person.place('connectService', { accountId: person.accountId, offeringId: extra(72) })
  expect(dear).toMatchObject({ code: 'NOT_ENOUGH_MONEY', message: 'There is not enough money on the account.' })
  expect(await gateway.sandbox.orders('100001')).toEqual([])
})

test('C3 a refusal uses up no key: the same order is taken when the reason is gone', async () => {
  const { place, accountId } = await enter('100001')
  const input = { accountId, offeringId: extra(71), idempotencyKey: randomUUID() }
  expect(await place('connectService', input)).toMatchObject({ code: 'NOT_ENOUGH_MONEY', retryable: true })
  await gateway.sandbox.postPayment({ number: '100001', amount: '5000.00' })
  expect(await place('connectService', input)).toMatchObject({ order: { status: 'ACKNOWLEDGED' } })
})

test('C3 a refusal that the billing gives only when the order is kept is the last word for its key', async () => {
  await gateway.close()
  const free = { minorUnits: 0n, currency: 'RUB' } as const
  const quote = { price: free, accrued: free, monthlyFee: free, currentMonthlyFee: free, dueAt: null }
  gateway = await startGateway({
    startAt: MID_MONTH,
    wrapBilling: (connected) => ({
      ...connected,
      orders: {
        ...connected.orders,
        quoteOrders: async (wishes) => new Map(wishes.map((wish) => [wish, { kind: 'quoted', quote }])),
      },
    }),
  })
  const { place, accountId } = await enter('100001')
  const dear = { accountId, offeringId: extra(72), idempotencyKey: randomUUID() }
  expect(await place('connectService', dear)).toMatchObject({ code: 'NOT_ENOUGH_MONEY', retryable: false })
  await gateway.sandbox.postPayment({ number: '100001', amount: '9000.00' })
  expect(await place('connectService', dear)).toMatchObject({ code: 'NOT_ENOUGH_MONEY', retryable: false })
  expect(await place('unfreezeAccount', { accountId })).toMatchObject({ code: 'NOT_APPLICABLE', retryable: false })
  // Another key orders it: what was rejected stands in nobody's way.
  expect(await place('connectService', { ...dear, idempotencyKey: randomUUID() })).toMatchObject({
    __typename: 'ServiceOrderAccepted',
  })
})

test('C3 a tariff that was just changed rests, and says until when', async () => {
  const { place, order, cabinet } = await enter('100001')
  await gateway.sandbox.postPayment({ number: '100001', amount: '5000.00' })
  const serviceId = cabinet.services.find(({ kind }) => kind === 'INTERNET')?.id
  await order('changeTariff', { serviceId, tariffId: tariff(3), effective: 'NOW' })
  const again = await place('changeTariff', { serviceId, tariffId: tariff(1), effective: 'NOW' })
  const rested = new Date((await gateway.sandbox.now()) + 7 * DAY_MS + 3 * 3_600_000).toISOString().slice(0, 10)
  expect(again).toMatchObject({ code: 'TOO_EARLY', earliestOn: rested })
})

test('C3 an order that cannot be paid when it is due fails, says why, and charges nothing', async () => {
  const { order, token, accountId } = await enter('100001')
  const cost = { accountId, offeringId: thing(301) }
  const setUp = await order('orderSetUp', cost)
  const tv = await order('connectService', { accountId, offeringId: extra(64) })
  expect([setUp.status, tv.status]).toEqual(['ACKNOWLEDGED', 'COMPLETED'])
  await gateway.sandbox.advanceClock(4 * DAY_MS)
  const { orders } = await readCabinet(gateway, token)
  expect(orders.nodes.find(({ id }) => id === setUp.id)).toMatchObject({
    status: 'FAILED',
    failure: 'NOT_ENOUGH_MONEY',
  })
  const { charges } = await gateway.sandbox.ledger()
  expect(charges.some(({ amount }) => amount === '500.00')).toBe(false)
})

test('C3 what is ordered of an agreement that has ended is refused, and what waited fails', async () => {
  const { order, place, serviceId, token } = await enter('100001')
  const input = { serviceId, tariffId: tariff(1), effective: 'NEXT_PERIOD' }
  const waiting = await order('disconnectService', { serviceId, effective: 'NEXT_PERIOD' })
  await gateway.sandbox.terminateAccount('100001')
  expect(await place('changeTariff', input)).toMatchObject({ code: 'AGREEMENT_ENDED' })
  const { orders } = await readCabinet(gateway, token)
  expect(orders.nodes).toMatchObject([{ id: waiting.id, status: 'FAILED', failure: 'AGREEMENT_ENDED' }])
})

test('C3 ids that name nothing, or two accounts, and keys that are none are refused by name', async () => {
  const { place, serviceId, accountId } = await enter('100002')
  const change = { tariffId: tariff(1), effective: 'NOW' }
  expect(await place('changeTariff', { serviceId: accountId, ...change })).toMatchObject({ code: 'NOT_FOUND' })
  expect(await place('changeTariff', { serviceId: 'nonsense', ...change })).toMatchObject({ code: 'NOT_FOUND' })
  for (const idempotencyKey of ['', 'with blanks', 'x'.repeat(10_000)]) {
    const noKey = { serviceId, ...change, idempotencyKey }
    expect(await place('changeTariff', noKey)).toMatchObject({ code: 'INVALID_VALUE', field: 'idempotencyKey' })
  }
  const both = { accountId, tariffId: tariff(41), offeringId: extra(62) }
  expect(await place('connectService', both)).toMatchObject({ code: 'INVALID_VALUE', field: 'offeringId' })
  // A service of somebody else under an account of one's own.
  const foreign = gateway.sandbox.books.listServices([
    gateway.sandbox.books.findAccountByNumber('100001')?.restId ?? 0,
  ])[0]
  const own = String(gateway.sandbox.books.findAccountByNumber('100002')?.restId)
  const forged = writeId({ type: 'Service', accountId: own, serviceId: String(foreign?.id) })
  expect(await place('disconnectService', { serviceId: forged, effective: 'NOW' })).toMatchObject({ code: 'NOT_FOUND' })
  expect(await gateway.sandbox.orders('100001')).toEqual([])
})

const INPUTS: Readonly<Record<OrderMutation, (at: { serviceId: string; accountId: string }) => object>> = {
  changeTariff: ({ serviceId }) => ({ serviceId, tariffId: tariff(1), effective: 'NOW' }),
  connectService: ({ accountId }) => ({ accountId, offeringId: extra(62) }),
  disconnectService: ({ serviceId }) => ({ serviceId, effective: 'NOW' }),
  changeServiceOption: ({ serviceId }) => ({ serviceId, option: 'SPEED', value: 350 }),
  freezeService: ({ serviceId }) => ({ serviceId, from: '2030-01-01', until: '2030-02-01' }),
  unfreezeService: ({ serviceId }) => ({ serviceId }),
  freezeAccount: ({ accountId }) => ({ accountId, from: '2030-01-01', until: '2030-02-01' }),
  unfreezeAccount: ({ accountId }) => ({ accountId }),
  requestIpChange: ({ serviceId }) => ({ serviceId }),
  orderEquipment: ({ accountId }) => ({ accountId, offeringId: thing(202) }),
  orderSetUp: ({ accountId }) => ({ accountId, offeringId: thing(301) }),
}

test.each([
  'C3 changeTariff',
  'C9 connectService',
  'C9 disconnectService',
  'C8 changeServiceOption',
  'C11 freezeService',
  'C11 unfreezeService',
  'C11 freezeAccount',
  'C11 unfreezeAccount',
  'C14 requestIpChange',
  'C16 orderEquipment',
  'C16 orderSetUp',
])('%s: nobody orders without signing in, for a foreign account, or as a partner', async (title) => {
  const mutation = Object.keys(ORDER_MUTATIONS).find((name): name is OrderMutation => title.endsWith(` ${name}`))
  if (!mutation) throw new Error(title)
  const owner = await enter('100001')
  const input = { idempotencyKey: randomUUID(), ...INPUTS[mutation](owner) }
  const ask = (token: string | null) => gateway.query(placeDocument(mutation), { input }, token === null ? {} : token)
  expect((await ask(null)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED')
  expect((await ask(await gateway.openSession({ role: 'PARTNER' }))).errors[0]?.extensions.code).toBe('FORBIDDEN')
  const stranger = await gateway.signIn('100002')
  const calls = await gateway.countCalls(async () => {
    expect((await ask(stranger)).data).toMatchObject({ answer: { code: 'NOT_FOUND' } })
  })
  expect(calls).toEqual({})
  expect(await gateway.sandbox.orders('100001')).toEqual([])
})

test('C3 the owner, a member who was given the right and an operator order; a member without it, or without the account, does not', async () => {
  const owner = await enter('200001')
  await gateway.sandbox.postPayment({ number: '200001', amount: '50000.00' })
  const input = (offering: number) => ({ accountId: owner.accountId, offeringId: extra(offering) })
  const looker = createOrderer(gateway, await gateway.signIn('200001-buh'))
  const refused = await looker.place('connectService', input(63))
  expect(refused).toMatchObject({ __typename: 'ServiceOrderRefused', code: 'NOT_ALLOWED' })
  const member = createOrderer(gateway, await signInMember(gateway, ['ORDER']))
  const operator = createOrderer(gateway, await gateway.signIn('operator'))
  const outsider = createOrderer(gateway, await gateway.openSession({ role: 'MEMBER', accounts: [] }))
  const answers = [
    await owner.place('connectService', input(62)),
    await member.place('connectService', input(63)),
    await operator.place('connectService', input(64)),
    await outsider.place('connectService', input(81)),
  ]
  expect(answers.map(({ __typename }) => __typename)).toEqual([
    'ServiceOrderAccepted',
    'ServiceOrderAccepted',
    'ServiceOrderAccepted',
    'ServiceOrderRefused',
  ])
  const rows = await gateway.auditRows()
  const orderers = rows.filter(({ act, outcome }) => act === 'service-order' && outcome === 'accepted')
  expect(orderers.map(({ actor }) => actor.split(':')[0])).toEqual(['SUBSCRIBER', 'MEMBER', 'OPERATOR'])
})

test('C3 an order is shown to those who see its account, and to nobody else', async () => {
  const { order, cancel, serviceId } = await enter('100001')
  const { id } = await order('disconnectService', { serviceId, effective: 'NEXT_PERIOD' })
  const document = `query ($id: ID!) { serviceOrder(id: $id) { id } node(id: $id) { id } }`
  const ask = async (login: string) => (await gateway.query(document, { id }, await gateway.signIn(login))).data
  expect(await ask('100001')).toEqual({ serviceOrder: { id }, node: { id } })
  expect(await ask('operator')).toEqual({ serviceOrder: { id }, node: { id } })
  expect(await ask('100002')).toEqual({ serviceOrder: null, node: null })
  const stranger = createOrderer(gateway, await gateway.signIn('100002'))
  expect(await stranger.cancel(id)).toMatchObject({ code: 'ORDER_NOT_FOUND' })
  expect((await gateway.sandbox.orders('100001'))[0]?.status).toBe(1)
  expect(await cancel(id)).toMatchObject({ __typename: 'ServiceOrderCancelled' })
})

test('C3 the orders of an account are paged, newest first', async () => {
  const { order, token, accountId } = await enter('100001')
  await gateway.sandbox.postPayment({ number: '100001', amount: '50000.00' })
  const ids: string[] = []
  for (const offering of [62, 63, 64]) {
    ids.unshift((await order('connectService', { accountId, offeringId: extra(offering) })).id)
  }
  const PAGE = `query ($after: String) { viewer { accounts { orders(first: 2, after: $after) {
    nodes { id } pageInfo { hasNextPage endCursor } } } } }`
  interface Answer {
    readonly viewer: {
      readonly accounts: readonly {
        readonly orders: {
          readonly nodes: readonly { readonly id: string }[]
          readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
        }
      }[]
    }
  }
  const read = async (after: string | null) =>
    (await gateway.query<Answer>(PAGE, { after }, token)).data.viewer.accounts[0]?.orders
  const first = await read(null)
  const second = await read(first?.pageInfo.endCursor ?? null)
  expect([...(first?.nodes ?? []), ...(second?.nodes ?? [])].map(({ id }) => id)).toEqual(ids)
  expect([first?.pageInfo.hasNextPage, second?.pageInfo.hasNextPage]).toEqual([true, false])
})
