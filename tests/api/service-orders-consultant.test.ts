import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { NO_ORDER_BILLING } from '../support/no-service-orders.ts'
import {
  createOrderer,
  MID_MONTH,
  type OrderMutation,
  type PlaceAnswer,
  placeDocument,
  readCabinet,
} from '../support/service-orders.ts'

let gateway: Gateway
let token: string
let accountId: string
let serviceId: string | undefined
beforeEach(async () => {
  gateway = await startGateway({
    startAt: MID_MONTH,
    wrapBilling: (connected) => ({
      ...connected,
      capabilities: { ...connected.capabilities, selfServiceOrders: false },
    }),
  })
  token = await gateway.signIn('100001')
  await gateway.sandbox.postPayment({ number: '100001', amount: '9000.00' })
  const cabinet = await readCabinet(gateway, token)
  accountId = cabinet.id
  serviceId = cabinet.services.find(({ kind }) => kind === 'INTERNET')?.id
})
afterEach(() => gateway.close())

const tariffId = writeId({ type: 'Tariff', tariffId: '3' })
const CHANGE = `mutation ($input: ChangeTariffInput!) { changeTariff(input: $input) { __typename
  ... on ServiceOrderBecameTicket { number message ticket { number category subject messages(first: 1) { nodes { text } } } }
  ... on ServiceOrderRefused { code } } }`

const CLOSED = 9
const thing = (id: number) => writeId({ type: 'EquipmentOffering', offeringId: String(id) })
const change = (to: number) => ({ tariffId: writeId({ type: 'Tariff', tariffId: String(to) }), effective: 'NOW' })
const period = (from: string, until: string) => ({ from, until })
const privateTariff = () =>
  gateway.sandbox.books.listTariffs(null).find(({ ownerAccount }) => ownerAccount !== 0)?.id ?? 0
const numberOf = (globalId: string | undefined) =>
  Buffer.from(globalId ?? '', 'base64url')
    .toString()
    .split(':')[2] ?? ''
const absentService = () => {
  const id = String(gateway.sandbox.books.findAccountByNumber('100001')?.restId)
  return writeId({ type: 'Service', accountId: id, serviceId: '999999999' })
}

async function ask(mutation: OrderMutation, input: object, { language = 'en' } = {}) {
  const variables = { input: { idempotencyKey: randomUUID(), ...input } }
  const { data, text } = await gateway.query<{ answer: PlaceAnswer } | null>(placeDocument(mutation), variables, {
    token,
    language,
  })
  if (!data) throw new Error(text)
  return data
}

interface Answer {
  readonly changeTariff: { readonly __typename: string; readonly number?: string }
}

test('C4 where the billing forbids self-service the wish becomes a change request, once, and the answer says so', async () => {
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
      messages: {
        nodes: [
          {
            text: [
              'Услуга: Интернет 300 (№ SERVICE)',
              'Тариф: Интернет 1000 (№ 3)',
              'Когда: со следующего периода',
              'Цена: 0.00 RUB',
              'Абонентская плата после: 900.00 RUB',
            ]
              .join('\n')
              .replace('SERVICE', numberOf(serviceId)),
          },
        ],
      },
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
  const input = { serviceId, tariffId, effective: 'NOW', idempotencyKey: randomUUID() }
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

test('C4 an English reader reads the ticket in English, and the provider’s people below it in their own language', async () => {
  const { answer } = await ask('orderEquipment', { accountId, offeringId: thing(201), expectedPrice: '3490.00' })
  expect(answer.ticket?.subject).toBe('Buy equipment / Купить оборудование')
  expect(answer.ticket?.messages.nodes[0]?.text).toBe(
    [
      'Offering: Роутер AX-1800 (№ 201)',
      'Price: 3490.00 RUB',
      '',
      'Купить оборудование',
      'Предложение: Роутер AX-1800 (№ 201)',
      'Цена: 3490.00 RUB',
    ].join('\n'),
  )
})

test('C4 a hold says its days and no moment that contradicts them', async () => {
  const [from, until] = ['2026-12-10', '2027-01-10']
  const { answer } = await ask('freezeService', { serviceId, from, until }, { language: 'ru' })
  const text = answer.ticket?.messages.nodes[0]?.text
  expect(text).toContain(`С: ${from}\nДо: ${until}`)
  expect(text).not.toContain('Когда')
})

test.each<[string, OrderMutation, () => object, string, string | null]>([
  ['a tariff that is not there', 'changeTariff', () => ({ serviceId, ...change(99_999) }), 'NOT_FOUND', null],
  ['a private tariff', 'changeTariff', () => ({ serviceId, ...change(privateTariff()) }), 'PRIVATE_TARIFF', null],
  [
    'a service that is not there',
    'disconnectService',
    () => ({ serviceId: absentService(), effective: 'NOW' }),
    'NOT_FOUND',
    null,
  ],
  [
    'channels below zero',
    'changeServiceOption',
    () => ({ serviceId, option: 'CHANNELS', value: -1 }),
    'VALUE_NOT_ALLOWED',
    'value',
  ],
  [
    'a hold that ends before it begins',
    'freezeService',
    () => ({ serviceId, ...period('2026-12-10', '2026-12-01') }),
    'PERIOD_NOT_ALLOWED',
    'until',
  ],
  [
    'a hold in the past',
    'freezeAccount',
    () => ({ accountId, ...period('2020-01-01', '2020-02-01') }),
    'PERIOD_NOT_ALLOWED',
    'from',
  ],
  ['the end of a hold that is none', 'unfreezeAccount', () => ({ accountId }), 'NOT_APPLICABLE', null],
  [
    'another price than was shown',
    'orderEquipment',
    () => ({ accountId, offeringId: thing(201), expectedPrice: '1.00' }),
    'PRICE_CHANGED',
    'expectedPrice',
  ],
])(
  'C4 %s is refused as the billing would refuse it, and no ticket is opened',
  async (...[, mutation, input, code, field]) => {
    const before = (await gateway.sandbox.tickets('100001')).length
    const { answer } = await ask(mutation, input())
    expect(answer).toMatchObject({ __typename: 'ServiceOrderRefused', code, field, retryable: false })
    expect(await gateway.sandbox.tickets('100001')).toHaveLength(before)
  },
)

test('C4 however often and by whomever the same is wished for, one ticket is open; when it is closed another may be', async () => {
  await gateway.sandbox.postPayment({ number: '200001', amount: '9000.00' })
  const owner = await gateway.signIn('200001')
  const internet = (await readCabinet(gateway, owner)).services.find(
    ({ kind }) => kind === 'INTERNET' || kind === 'MIX',
  )
  const before = (await gateway.sandbox.tickets('200001')).length
  const wish = (by: string) => createOrderer(gateway, by).place('requestIpChange', { serviceId: internet?.id })
  const people = [owner, owner, owner, await gateway.signIn('operator')]
  const answers = await Promise.all(people.map(wish))
  expect(answers.map(({ __typename }) => __typename)).toEqual(people.map(() => 'ServiceOrderBecameTicket'))
  expect(new Set(answers.map(({ number }) => number)).size).toBe(1)
  expect(await gateway.sandbox.tickets('200001')).toHaveLength(before + 1)
  expect((await wish(owner)).number).toBe(answers[0]?.number)
  await gateway.sandbox.postTicket({
    ticketId: Number(answers[0]?.number),
    text: 'Готово.',
    side: 1,
    author: 'Консультант',
    status: CLOSED,
  })
  const next = await wish(owner)
  expect(next.__typename).toBe('ServiceOrderBecameTicket')
  expect(next.number).not.toBe(answers[0]?.number)
  expect(await gateway.sandbox.tickets('200001')).toHaveLength(before + 2)
})

test('C4 where the billing has no orders at all the wish becomes a ticket without a price', async () => {
  await gateway.close()
  gateway = await startGateway({
    startAt: MID_MONTH,
    wrapBilling: (connected) => ({
      ...connected,
      orders: NO_ORDER_BILLING,
      capabilities: { ...connected.capabilities, orders: false, selfServiceOrders: false },
    }),
  })
  token = await gateway.signIn('100001')
  const { answer } = await ask('orderEquipment', { accountId, offeringId: thing(201) }, { language: 'ru' })
  expect(answer.ticket?.messages.nodes[0]?.text).toBe('Предложение: Роутер AX-1800 (№ 201)')
})

test.each(['a', 'k:1234567', 'tour-1', 'x'.repeat(64)])('C4 the key %s is one, as it is for orders', async (key) => {
  const input = { accountId, offeringId: thing(201), idempotencyKey: key }
  const { answer } = await ask('orderEquipment', input)
  expect(answer).toMatchObject({ __typename: 'ServiceOrderBecameTicket' })
  expect((await ask('orderEquipment', input)).answer.number).toBe(answer.number)
  const other = await ask('orderEquipment', { ...input, offeringId: thing(202) })
  expect(other.answer).toMatchObject({ __typename: 'IdempotencyConflict' })
})

test.each(['', 'with blanks', 'x'.repeat(65)])('C4 the key "%s" is none, and is named', async (idempotencyKey) => {
  const { answer } = await ask('orderEquipment', { accountId, offeringId: thing(201), idempotencyKey })
  expect(answer).toMatchObject({ code: 'INVALID_VALUE', field: 'idempotencyKey' })
})

test('legacy calls of a wish for a consultant: its price, its names, the ticket, and whether it is there', async () => {
  const input = { serviceId, tariffId, effective: 'NOW', idempotencyKey: randomUUID() }
  const document = 'mutation ($input: ChangeTariffInput!) { changeTariff(input: $input) { __typename } }'
  const calls = await gateway.countCalls(() => gateway.query(document, { input }, token))
  expect(calls).toMatchObject({ 'soap.QuoteOrders': 1, 'rest.services': 1, 'soap.OpenTicket': 1, 'soap.FindTicket': 1 })
  // A repeat is answered from what is kept here.
  expect(await gateway.countCalls(() => gateway.query(document, { input }, token))).toEqual({})
})
