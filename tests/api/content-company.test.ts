import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
let operator: string
let subscriber: string
let account: string

beforeAll(async () => {
  gateway = await startGateway()
  operator = await gateway.signIn('operator')
  subscriber = await gateway.signIn('100001')
  const { restId } = await gateway.sandbox.findAccount('100001')
  account = writeId({ type: 'Account', kind: 'PERSON', accountId: String(restId) })
})
afterAll(() => gateway.close())

interface UserError {
  readonly code: string
  readonly field: string | null
}

interface Method {
  readonly id: string
  readonly code: string
  readonly kind: string
  readonly version: number
  readonly regionId: string | null
}

const codes = (userErrors: readonly UserError[]) => userErrors.map(({ code, field }) => `${code} ${field}`)

async function updateCompany(expectedVersion: number | null, content: object = {}) {
  const document = `mutation ($input: UpdateCompanyInput!) {
    updateCompany(input: $input) { company { name version contacts { label value } } userErrors { code field } }
  }`
  const input = { expectedVersion, content: { name: { en: 'New' }, about: { en: 'About' }, contacts: [], ...content } }
  const { data, text } = await gateway.query<{
    updateCompany: { company: { name: string; version: number } | null; userErrors: readonly UserError[] }
  }>(document, { input }, operator)
  if (!data) throw new Error(text)
  return data.updateCompany
}

async function upsert(input: object) {
  const document = `mutation ($input: UpsertPaymentMethodInput!) {
    answer: upsertPaymentMethod(input: $input) {
      paymentMethod { id code kind version regionId } userErrors { code field }
    }
  }`
  const whole = { kind: 'SHOP', name: { en: 'A shop' }, description: { en: 'Here' }, order: 5, ...input }
  const { data, text } = await gateway.query<{
    answer: { paymentMethod: Method | null; userErrors: readonly UserError[] }
  }>(document, { input: whole }, operator)
  if (!data) throw new Error(text)
  return data.answer
}

async function remove(id: string, expectedVersion: number) {
  const document = `mutation ($input: RemovePaymentMethodInput!) {
    answer: removePaymentMethod(input: $input) { removedId userErrors { code field } }
  }`
  const { data } = await gateway.query<{ answer: { removedId: string | null; userErrors: readonly UserError[] } }>(
    document,
    { input: { id, expectedVersion } },
    operator,
  )
  return data.answer
}

async function methodsOf(accountId = account, token = subscriber): Promise<readonly string[]> {
  const { data, errors } = await gateway.query<{ paymentMethods: readonly Method[] }>(
    'query ($id: ID!) { paymentMethods(accountId: $id) { code } }',
    { id: accountId },
    token,
  )
  expect(errors).toEqual([])
  return data.paymentMethods.map(({ code }) => code)
}

test('S7 A8 the company is written as a whole, once per version', async () => {
  expect(codes((await updateCompany(null)).userErrors)).toEqual(['VERSION_CONFLICT expectedVersion'])
  const contacts = [{ kind: 'HOTLINE', label: { en: 'Call', ru: 'Звоните' }, value: { en: '+7 800 555-01-99' } }]
  const changed = await updateCompany(1, { contacts })
  expect(changed).toMatchObject({ company: { name: 'New', version: 2 }, userErrors: [] })
  expect(await updateCompany(1, { contacts })).toEqual(changed)
  const conflict = await updateCompany(1, { name: { en: 'Other' } })
  expect(codes(conflict.userErrors)).toEqual(['VERSION_CONFLICT expectedVersion'])
  expect(conflict.company?.name).toBe('New')
  const { data } = await gateway.query('{ company { name contacts { label value } } }', {}, { language: 'ru' })
  expect(data).toEqual({ company: { name: 'New', contacts: [{ label: 'Звоните', value: '+7 800 555-01-99' }] } })
})

test('S7 what is wrong with a contact is told with its place', async () => {
  const good = { kind: 'PHONE', label: { en: 'Call' }, value: { en: '1' } }
  const contacts = [good, { ...good, value: {} }, { ...good, regionId: writeId({ type: 'Region', regionId: '77' }) }]
  const { company, userErrors } = await updateCompany(2, { contacts })
  expect(company).toBeNull()
  expect(codes(userErrors)).toEqual([
    'INVALID_VALUE content.contacts.1.value',
    'UNKNOWN_REGION content.contacts.2.regionId',
  ])
  const many = await updateCompany(2, { contacts: Array.from({ length: 51 }, () => good) })
  expect(codes(many.userErrors)).toEqual(['TOO_MANY content.contacts'])
  const broken = await updateCompany(2, { contacts: Array.from({ length: 50 }, () => ({ ...good, label: {} })) })
  expect(broken.userErrors).toHaveLength(20)
})

test('P2 a subscriber sees the ways and places to pay in their order, an organisation those of its own', async () => {
  const person = [
    'bank-card',
    'sbp',
    'e-wallet',
    'mobile',
    'bank-terminal',
    'atm',
    'own-terminal',
    'shops',
    'office',
    'cash-desk',
  ]
  expect(await methodsOf()).toEqual(person)
  const { restId } = await gateway.sandbox.findAccount('200001')
  const organization = writeId({ type: 'Account', kind: 'ORGANIZATION', accountId: String(restId) })
  const own = await methodsOf(organization, await gateway.signIn('200001'))
  expect(own).toEqual([...person.filter((code) => code !== 'e-wallet' && code !== 'mobile'), 'bank-transfer'])
  const { data } = await gateway.query<{ paymentMethods: readonly unknown[] }>(
    'query ($id: ID!) { paymentMethods(accountId: $id) { name kind description } }',
    { id: account },
    { token: subscriber, language: 'ru' },
  )
  expect(data.paymentMethods[0]).toEqual({
    name: 'Банковская карта',
    kind: 'BANK_CARD',
    description: 'В кабинете, без комиссии; деньги поступают сразу.',
  })
})

test('P2 a way to pay of one region or operator is for its accounts only, and costs one legacy call', async () => {
  const books = gateway.sandbox.books.findAccountByNumber('100001')
  const regions = [1, 2, 3, 4].map((id) => String(id))
  const home = String(books?.regionId)
  const away = regions.find((id) => id !== home) ?? ''
  const made: Method[] = []
  for (const [code, regionId] of [
    ['here', home],
    ['there', away],
  ] as const) {
    const { paymentMethod, userErrors } = await upsert({ code, regionId: writeId({ type: 'Region', regionId }) })
    expect(userErrors).toEqual([])
    if (paymentMethod) made.push(paymentMethod)
  }
  const calls = await gateway.countCalls(async () => {
    const codes = await methodsOf()
    expect(codes).toContain('here')
    expect(codes).not.toContain('there')
  })
  expect(calls).toEqual({ 'rest.accounts': 1 })
  for (const { id, version } of made) expect(await remove(id, version)).toEqual({ removedId: id, userErrors: [] })
  expect(await methodsOf()).toHaveLength(10)
})

test('P2 a way to pay is written once per version of its code, and comes back after its removal', async () => {
  const first = await upsert({ code: 'kiosk' })
  expect(first).toMatchObject({ paymentMethod: { code: 'kiosk', version: 1 }, userErrors: [] })
  expect(await upsert({ code: 'kiosk' })).toEqual(first)
  expect(codes((await upsert({ code: 'kiosk', kind: 'ATM' })).userErrors)).toEqual(['VERSION_CONFLICT expectedVersion'])
  const second = await upsert({ code: 'kiosk', kind: 'ATM', expectedVersion: 1 })
  expect(second.paymentMethod).toMatchObject({ id: first.paymentMethod?.id, kind: 'ATM', version: 2 })
  expect(await upsert({ code: 'kiosk', kind: 'ATM', expectedVersion: 1 })).toEqual(second)

  const id = first.paymentMethod?.id ?? ''
  expect(codes((await remove(id, 1)).userErrors)).toEqual(['VERSION_CONFLICT expectedVersion'])
  expect(await remove(id, 2)).toEqual({ removedId: id, userErrors: [] })
  expect(await remove(id, 2)).toEqual({ removedId: id, userErrors: [] })
  expect(codes((await upsert({ code: 'kiosk', expectedVersion: 3 })).userErrors)).toEqual(['NOT_FOUND null'])
  expect((await upsert({ code: 'kiosk' })).paymentMethod).toMatchObject({ id, version: 4 })
  await remove(id, 4)
})

test('P2 writes of the same new way to pay at once make one', async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => upsert({ code: 'at-once' })))
  expect(answers.map(({ userErrors }) => userErrors)).toEqual([[], [], [], [], []])
  expect(new Set(answers.map(({ paymentMethod }) => paymentMethod?.id)).size).toBe(1)
  expect((await methodsOf()).filter((code) => code === 'at-once')).toHaveLength(1)
  await remove(answers[0]?.paymentMethod?.id ?? '', 1)
})

test.each([
  [{ code: '' }, 'INVALID_VALUE code'],
  [{ code: 'two words' }, 'INVALID_VALUE code'],
  [{ code: 'c', order: -1 }, 'INVALID_VALUE order'],
  [{ code: 'c', order: 10_000 }, 'INVALID_VALUE order'],
  [{ code: 'c', url: 'http://example.com' }, 'INVALID_VALUE url'],
  [{ code: 'c', url: 'javascript:alert(1)' }, 'INVALID_VALUE url'],
  [{ code: 'c', url: 'https://user:secret@example.com' }, 'INVALID_VALUE url'],
  [{ code: 'c', url: `https://example.com/${'x'.repeat(500)}` }, 'INVALID_VALUE url'],
  [{ code: 'c', regionId: 'nonsense' }, 'UNKNOWN_REGION regionId'],
  [{ code: 'c', operatorId: writeId({ type: 'Operator', operatorId: '99' }) }, 'UNKNOWN_OPERATOR operatorId'],
])('P2 the way to pay %j is refused', async (input, expected) => {
  const { paymentMethod, userErrors } = await upsert(input)
  expect(codes(userErrors)).toEqual([expected])
  expect(paymentMethod).toBeNull()
})

test('P2 there are at most fifty ways to pay', async () => {
  const made = []
  for (let number = 12; number <= 50; number += 1) made.push((await upsert({ code: `many-${number}` })).paymentMethod)
  expect(codes((await upsert({ code: 'many-51' })).userErrors)).toEqual(['TOO_MANY null'])
  for (const method of made) await remove(method?.id ?? '', 1)
  expect(await methodsOf()).toHaveLength(10)
})
