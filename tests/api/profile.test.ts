import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
let person: string
let organization: string
let operator: string
let personId: string
let organizationId: string
beforeAll(async () => {
  gateway = await startGateway({ billingTimeoutMs: 1000 })
  person = await gateway.signIn('100001')
  organization = await gateway.signIn('200001')
  operator = await gateway.signIn('operator')
  personId = await idOf('100001', 'PERSON')
  organizationId = await idOf('200001', 'ORGANIZATION')
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

async function idOf(number: string, kind: 'PERSON' | 'ORGANIZATION'): Promise<string> {
  const { restId } = await gateway.sandbox.findAccount(number)
  return writeId({ type: 'Account', kind, accountId: String(restId) })
}

/** The row as the billing itself holds it. */
async function bookOf(number: string) {
  const { restId } = await gateway.sandbox.findAccount(number)
  const [profile] = gateway.sandbox.books.findProfiles([restId])
  const [settings] = gateway.sandbox.books.findSettings([restId])
  if (profile === undefined || settings === undefined) throw new Error('no holder')
  return { ...profile, ...settings }
}

interface UserError {
  readonly code: string
  readonly field: string | null
  readonly message: string
}
interface Profile {
  readonly [field: string]: string | null
}

const PROFILE = `... on PersonAccount { profile { lastName firstName middleName phone email address } }
  ... on OrganizationAccount { profile { legalName inn kpp phone email address } }`
const UPDATE = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) {
  account { ${PROFILE} } userErrors { code field message } retryAfterSeconds } }`
const SETTINGS = `mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) {
  settings { language invoiceDelivery acceptsAdvertising freshness } userErrors { code field message } } }`

/** With the password of the demo logins, unless something else is given. */
async function update(token: string, wanted: object, language = 'en') {
  const input = token === operator ? wanted : { currentPassword: 'demo', ...wanted }
  const { data, errors } = await gateway.query<{
    updateProfile: {
      account: { profile: Profile } | null
      userErrors: readonly UserError[]
      retryAfterSeconds: number | null
    }
  }>(UPDATE, { input }, { token, language })
  expect(errors).toEqual([])
  return data.updateProfile
}

async function choose(token: string, input: object) {
  const { data, errors } = await gateway.query<{
    updateSettings: { settings: Readonly<Record<string, unknown>> | null; userErrors: readonly UserError[] }
  }>(SETTINGS, { input }, token)
  expect(errors).toEqual([])
  return data.updateSettings
}

const codes = (userErrors: readonly UserError[]) => userErrors.map(({ code, field }) => [code, field])

test('A10 a subscriber changes telephone and e-mail; the billing has them, and the next query shows them', async () => {
  const before = await bookOf('100001')
  const { account, userErrors } = await update(person, {
    accountId: personId,
    phone: '8 (912) 123-45-67',
    email: ' Новый.Ящик@Пример.РФ ',
  })
  expect(userErrors).toEqual([])
  expect(account?.profile).toMatchObject({ phone: '+79121234567', email: 'Новый.Ящик@пример.рф' })
  expect(await bookOf('100001')).toEqual({ ...before, phone: '79121234567', email: 'Новый.Ящик@пример.рф' })
  const { data } = await gateway.query(
    `{ viewer { accounts { ... on PersonAccount { profile { phone email } } } } }`,
    {},
    person,
  )
  expect(data).toEqual({
    viewer: { accounts: [{ profile: { phone: '+79121234567', email: 'Новый.Ящик@пример.рф' } }] },
  })
})

test('A10 null empties a field, and what is left out stays', async () => {
  const { phone } = await bookOf('200001')
  expect((await update(organization, { accountId: organizationId, email: null })).userErrors).toEqual([])
  expect(await bookOf('200001')).toMatchObject({ phone, email: '' })
})

test('A10 what stands in the agreement is changed by operators only, and nothing is done beside it', async () => {
  const before = [await bookOf('100001'), await bookOf('200001')]
  const calls = await gateway.countCalls(async () => {
    const named = await update(person, {
      accountId: personId,
      lastName: 'Другая',
      address: 'Луна',
      phone: '+79120000000',
    })
    expect(named.account).toBeNull()
    expect(codes(named.userErrors)).toEqual([
      ['CHANGED_BY_OFFICE', 'lastName'],
      ['CHANGED_BY_OFFICE', 'address'],
    ])
    const taxed = await update(organization, { accountId: organizationId, inn: '7707083893' })
    expect(codes(taxed.userErrors)).toEqual([['CHANGED_BY_OFFICE', 'inn']])
  })
  expect(calls).toEqual({})
  expect([await bookOf('100001'), await bookOf('200001')]).toEqual(before)
})

test('A10 an operator changes names and tax numbers, by their check digits', async () => {
  const { userErrors, account } = await update(operator, {
    accountId: organizationId,
    legalName: 'ООО «Ромашка & <Ко>»',
    inn: '7707083893',
    kpp: '770701001',
    address: 'г. Москва, ул. Мира, д. 5',
  })
  expect(userErrors).toEqual([])
  expect(account?.profile).toMatchObject({ legalName: 'ООО «Ромашка & <Ко>»', inn: '7707083893', kpp: '770701001' })
  expect(await bookOf('200001')).toMatchObject({ company: 'ООО «Ромашка & <Ко>»', inn: '7707083893' })
  const person = await update(operator, { accountId: personId, lastName: "О'Нил-Петрова", middleName: null })
  expect(person.account?.profile).toMatchObject({ lastName: "О'Нил-Петрова", middleName: null })
})

test.each([
  ['a phone of another length', { phone: '8 912 123-45-6' }, 'INVALID_PHONE'],
  ['a phone with letters', { phone: '8-800-DOMLINK' }, 'INVALID_PHONE'],
  ['an empty phone', { phone: '' }, 'INVALID_PHONE'],
  ['an address without a domain', { email: 'a@b' }, 'INVALID_EMAIL'],
  ['two addresses', { email: 'a@example.com, b@example.com' }, 'INVALID_EMAIL'],
  ['a header in an address', { email: 'a@example.com\r\nBcc: b@example.com' }, 'INVALID_EMAIL'],
  ['a name that is empty', { lastName: ' ' }, 'INVALID_VALUE'],
  ['a name that is taken away', { firstName: null }, 'INVALID_VALUE'],
  ['a name of control characters', { lastName: 'a\u0000' }, 'INVALID_VALUE'],
  ['a name that runs backwards', { lastName: 'а\u202Eб' }, 'INVALID_VALUE'],
  ['a name beyond all length', { lastName: 'а'.repeat(101) }, 'INVALID_VALUE'],
  ['a field of organisations', { inn: '7707083893' }, 'NO_SUCH_FIELD'],
])('A10 %s is refused for a person before anything is called', async (_name, fields, code) => {
  const calls = await gateway.countCalls(async () => {
    const { account, userErrors } = await update(operator, { accountId: personId, ...fields })
    expect([account, codes(userErrors)]).toEqual([null, [[code, Object.keys(fields)[0]]]])
  })
  expect(calls).toEqual({ 'rest.accounts': 1 })
})

test.each([
  ['7707083894', '770701001', 'inn'],
  ['0000000000', '770701001', 'inn'],
  ['770708389', '770701001', 'inn'],
  ['7707083893', '77070100', 'kpp'],
  ['7707083893', '7707я1001', 'kpp'],
  ['500100732259', '770701001', 'kpp'],
])('A10 INN %s with KPP %s is refused', async (inn, kpp, field) => {
  const { userErrors } = await update(operator, { accountId: organizationId, inn, kpp })
  expect(codes(userErrors)).toEqual([['INVALID_TAX_NUMBER', field]])
})

test('A10 a field that the billing passes over in silence is named, and the others are changed', async () => {
  const email = `${'a'.repeat(60)}@example.com`
  const { account, userErrors } = await update(person, { accountId: personId, phone: '+7 495 123-45-67', email }, 'ru')
  expect(userErrors).toEqual([{ code: 'NOT_TAKEN_OVER', field: 'email', message: expect.stringMatching(/не приняла/) }])
  expect(account?.profile).toMatchObject({ phone: '+74951234567' })
  expect(account?.profile['email']).not.toBe(email)
})

test('A10 where success is reported and nothing changed, every field is named', async () => {
  const before = await bookOf('100001')
  await gateway.sandbox.setFault('rest.updateProfile', 'successWithoutApplying')
  const { userErrors } = await update(person, { accountId: personId, phone: '+79990000001', email: 'x@example.com' })
  expect(codes(userErrors)).toEqual([
    ['NOT_TAKEN_OVER', 'phone'],
    ['NOT_TAKEN_OVER', 'email'],
  ])
  expect(await bookOf('100001')).toEqual(before)
})

test.each(['errorAfterApplying', 'dropAfterApplying', 'truncated', 'wrongOperation'])(
  'A10 after %s the profile is read, and the change is told as done',
  async (kind) => {
    await gateway.sandbox.setFault('rest.updateProfile', { kind, times: 1 })
    const phone = `+7912${String(kind.length).padStart(7, '5')}`
    const { account, userErrors } = await update(person, { accountId: personId, phone })
    expect([userErrors, account?.profile['phone']]).toEqual([[], phone])
    expect((await bookOf('100001')).phone).toBe(phone.slice(1))
  },
)

test.each([
  ['an error before anything was done', 'http500'],
  ['an answer that never comes', 'hang'],
])('A10 after %s nobody knows, which is said, and it is not sent again', async (_name, kind) => {
  await gateway.sandbox.setFault('rest.updateProfile', { kind, times: 1 })
  const before = await bookOf('100001')
  const calls = await gateway.countCalls(async () => {
    const { userErrors } = await update(person, { accountId: personId, phone: '+79990000002' })
    expect(codes(userErrors)).toEqual([['NOT_CONFIRMED', 'phone']])
  })
  expect(calls).toMatchObject({ 'rest.updateProfile': 1, 'rest.profiles': 2 })
  expect(await bookOf('100001')).toEqual(before)
})

test('A10 where the profile cannot be read again, that is said; a repeated call does no harm', async () => {
  await gateway.sandbox.setFault('rest.profiles', 'http500')
  const change = { accountId: personId, middleName: 'Вторая' }
  const { data } = await gateway.query<{ updateProfile: { userErrors: readonly UserError[] } }>(
    UPDATE,
    { input: change },
    operator,
  )
  expect(codes(data.updateProfile.userErrors)).toEqual([['NOT_CONFIRMED', null]])
  await gateway.sandbox.clearFaults()
  expect((await update(operator, change)).userErrors).toEqual([])
  expect((await bookOf('100001')).patronymic).toBe('Вторая')
})

test('A10 settings are changed one by one, shown by the next query, and taken over or named', async () => {
  const first = await choose(person, { accountId: personId, invoiceDelivery: 'PAPER' })
  expect(first).toMatchObject({ settings: { invoiceDelivery: 'PAPER', freshness: 'LIVE' }, userErrors: [] })
  await choose(person, { accountId: personId, language: 'EN', acceptsAdvertising: false })
  expect(await bookOf('100001')).toMatchObject({ language: 'en', invoice: 'P', advertising: false })
  const { data } = await gateway.query(
    '{ viewer { accounts { settings { language invoiceDelivery acceptsAdvertising } } } }',
    {},
    person,
  )
  const chosen = { language: 'EN', invoiceDelivery: 'PAPER', acceptsAdvertising: false }
  expect(data).toEqual({ viewer: { accounts: [{ settings: chosen }] } })
  await gateway.sandbox.setFault('rest.updateSettings', 'successWithoutApplying')
  const refused = await choose(person, { accountId: personId, language: 'RU', acceptsAdvertising: false })
  expect([codes(refused.userErrors), refused.settings]).toEqual([
    [['NOT_TAKEN_OVER', 'language']],
    expect.objectContaining(chosen),
  ])
})

test('A10 nothing to change, and what cannot be chosen, is refused', async () => {
  expect(codes((await update(person, { accountId: personId })).userErrors)).toEqual([['NOTHING_TO_CHANGE', null]])
  expect(codes((await choose(person, { accountId: personId })).userErrors)).toEqual([['NOTHING_TO_CHANGE', null]])
  const unknown = { accountId: personId, language: 'UNKNOWN', invoiceDelivery: 'UNKNOWN', acceptsAdvertising: true }
  expect(codes((await choose(person, unknown)).userErrors)).toEqual([
    ['INVALID_VALUE', 'language'],
    ['INVALID_VALUE', 'invoiceDelivery'],
  ])
})

test('A10 foreign accounts look absent, and nobody without a token, and no partner, changes anything', async () => {
  for (const accountId of [organizationId, writeId({ type: 'Account', kind: 'PERSON', accountId: '9' }), 'nonsense']) {
    expect(codes((await update(person, { accountId, phone: null })).userErrors)).toEqual([['ACCOUNT_NOT_FOUND', null]])
    expect(codes((await choose(person, { accountId, language: 'RU' })).userErrors)).toEqual([
      ['ACCOUNT_NOT_FOUND', null],
    ])
  }
  const partner = await gateway.openSession({ role: 'PARTNER' })
  for (const [document, input] of [
    [UPDATE, { accountId: personId, phone: null }],
    [SETTINGS, { accountId: personId, language: 'RU' }],
  ] as const) {
    const anonymous = await gateway.query(document, { input })
    const terminal = await gateway.query(document, { input }, partner)
    expect([anonymous, terminal].map(({ errors }) => errors[0]?.extensions.code)).toEqual([
      'UNAUTHENTICATED',
      'FORBIDDEN',
    ])
  }
})

test('A10 the trail tells who changed which fields, and never what stands in them', async () => {
  await update(person, { accountId: personId, phone: '+79995554433' })
  const rows = await gateway.auditRows()
  expect(rows.findLast(({ act }) => act === 'profile-change')).toMatchObject({ outcome: 'sent changed (phone)' })
  expect(JSON.stringify(rows) + gateway.logLines().join('')).not.toContain('9995554433')
})

test('legacy calls of a change of the profile: the password, the profile before, the write, and one read that also answers the query', async () => {
  const calls = await gateway.countCalls(() => update(person, { accountId: personId, phone: '+79990000009' }))
  expect(calls).toEqual({
    'rest.logins': 1,
    'rest.checkCredentials': 1,
    'rest.accounts': 1,
    'rest.updateProfile': 1,
    'rest.profiles': 2,
  })
  const named = await gateway.countCalls(() => update(operator, { accountId: personId, firstName: 'Анна' }))
  expect(named).toEqual({ 'rest.accounts': 1, 'rest.updateProfile': 1, 'rest.profiles': 1 })
  const chosen = await gateway.countCalls(() => choose(person, { accountId: personId, language: 'RU' }))
  expect(chosen).toEqual({ 'rest.updateSettings': 1, 'rest.settings': 1 })
})
