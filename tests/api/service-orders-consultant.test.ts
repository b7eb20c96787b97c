import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { readCabinet } from '../support/service-orders.ts'

let gateway: Gateway
let token: string
beforeEach(async () => {
  gateway = await startGateway({
    wrapBilling: (connected) => ({
      ...connected,
      capabilities: { ...connected.capabilities, selfServiceOrders: false },
    }),
  })
  token = await gateway.signIn('100001')
})
afterEach(() => gateway.close())

const tariffId = writeId({ type: 'Tariff', tariffId: '3' })
const CHANGE = `mutation ($input: ChangeTariffInput!) { changeTariff(input: $input) { __typename
  ... on ServiceOrderBecameTicket { number message ticket { number category subject messages(first: 1) { nodes { text } } } }
  ... on ServiceOrderRefused { code } } }`

interface Answer {
  readonly changeTariff: { readonly __typename: string; readonly number?: string }
}

test('C4 where the billing forbids self-service the wish becomes a change request, once, and the answer says so', async () => {
  const { services } = await readCabinet(gateway, token)
  const serviceId = services.find(({ kind }) => kind === 'INTERNET')?.id
  const before = (await gateway.sandbox.tickets('100001')).length
  const input = { serviceId, tariffId, effective: 'NEXT_PERIOD', idempotencyKey: randomUUID() }
  const run = () => gateway.query<Answer>(CHANGE, { input }, { token, language: 'ru' })
  const answers = await Promise.all([run(), run(), run()])
  const [first] = answers
  expect(first?.data.changeTariff).toMatchObject({
    __typename: 'ServiceOrderBecameTicket',
    message: 'Ваше пожелание передано консультанту: он ответит в обращении.',
    ticket: {
      category: 'CHANGE_REQUEST',
      subject: 'Сменить тариф',
      messages: { nodes: [{ text: expect.stringContaining('Тариф: 3') }] },
    },
  })
  expect(new Set(answers.map(({ data }) => data.changeTariff.number)).size).toBe(1)
  const tickets = await gateway.sandbox.tickets('100001')
  expect(tickets).toHaveLength(before + 1)
  expect(tickets[0]).toMatchObject({ classId: 2, subject: 'Сменить тариф' })
  expect(await gateway.sandbox.orders('100001')).toEqual([])
  const capable = await gateway.query('{ capabilities { selfServiceOrders orders } }')
  expect(capable.data).toEqual({ capabilities: { selfServiceOrders: false, orders: true } })
})

test('C4 a consultant is asked by those who see the account, and by nobody else', async () => {
  const { services } = await readCabinet(gateway, token)
  const input = { serviceId: services[0]?.id, tariffId, effective: 'NOW', idempotencyKey: randomUUID() }
  const before = (await gateway.sandbox.tickets('100001')).length
  const ask = (given: string | null) => gateway.query<Answer>(CHANGE, { input }, given === null ? {} : given)
  expect((await ask(null)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED')
  expect((await ask(await gateway.openSession({ role: 'PARTNER' }))).errors[0]?.extensions.code).toBe('FORBIDDEN')
  expect((await ask(await gateway.signIn('100002'))).data.changeTariff).toMatchObject({ code: 'NOT_FOUND' })
  expect((await ask(await gateway.openSession({ role: 'MEMBER', accounts: [] }))).data.changeTariff).toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(await gateway.sandbox.tickets('100001')).toHaveLength(before)
  expect((await ask(await gateway.signIn('operator'))).data.changeTariff.__typename).toBe('ServiceOrderBecameTicket')
  expect(await gateway.sandbox.tickets('100001')).toHaveLength(before + 1)
})

test('legacy calls of a wish for a consultant: the ticket', async () => {
  const { services } = await readCabinet(gateway, token)
  const input = { serviceId: services[0]?.id, tariffId, effective: 'NOW', idempotencyKey: randomUUID() }
  const document = 'mutation ($input: ChangeTariffInput!) { changeTariff(input: $input) { __typename } }'
  const calls = await gateway.countCalls(() => gateway.query(document, { input }, token))
  expect(calls).toEqual({ 'soap.OpenTicket': 1, 'soap.FindTicket': 1 })
})
