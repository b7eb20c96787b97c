import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type AccessMutation, askAccess } from '../support/access.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { receiveCode, receiveNotices } from '../support/messages.ts'

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway({ accounts: 60 })
})
afterAll(() => gateway.close())
beforeEach(() => gateway.sandbox.clearFaults())

const UPDATE = `mutation ($input: UpdateProfileInput!) {
  updateProfile(input: $input) { account { id } userErrors { code field message } retryAfterSeconds }
}`

interface Person {
  readonly login: string
  readonly token: string
  readonly accountId: string
  readonly restId: number
}

/** Somebody of his own for each test, with contacts that are nobody else's. */
let newcomers = 0
async function createPerson(): Promise<Person> {
  newcomers += 1
  const login = `N-${newcomers}`
  await gateway.sandbox.createAccount({ number: login, type: 'P', login, password: 'first-day' })
  const { restId } = await gateway.sandbox.findAccount(login)
  const accountId = writeId({ type: 'Account', kind: 'PERSON', accountId: String(restId) })
  const operator = await gateway.signIn('operator')
  await update(operator, { accountId, phone: phoneOf(login), email: `${login}@example.com` })
  return { login, token: await gateway.signIn(login, 'first-day'), accountId, restId }
}

const phoneOf = (login: string) => `+7912${login.slice(2).padStart(7, '0')}`

async function update(token: string, input: object, language = 'en') {
  const { data, errors } = await gateway.query<{
    updateProfile: {
      account: object | null
      userErrors: readonly { code: string; field: string | null; message: string }[]
      retryAfterSeconds: number | null
    }
  }>(UPDATE, { input }, { token, language })
  expect(errors).toEqual([])
  return data.updateProfile
}

/** What came to the contacts that somebody had at first: where to, and which words in which language. */
async function noticesOf({ login }: Person): Promise<readonly string[]> {
  const contacts = [phoneOf(login), `${login}@example.com`]
  const received = (await receiveNotices(gateway)).filter(({ to }) => contacts.includes(to))
  return received.map(({ channel, text }) => `${channel} ${/изменено: ([^.]*)\./.exec(text)?.[1]}`).toSorted()
}

test.each([{ phone: '+79990001122' }, { email: 'thief@example.com' }, { phone: null }])(
  'A10 contacts are changed with the present password only: %o without or with a wrong one changes nothing',
  async (change) => {
    const person = await createPerson()
    const calls = await gateway.countCalls(async () => {
      const missing = await update(person.token, { accountId: person.accountId, ...change }, 'ru')
      expect(missing).toMatchObject({
        account: null,
        userErrors: [{ code: 'PASSWORD_NEEDED', field: 'currentPassword', message: expect.stringMatching(/пароль/) }],
      })
    })
    expect(calls).toEqual({})
    for (const currentPassword of ['', 'wrong', 'first-day\u0000', 'a'.repeat(1000)]) {
      const wrong = await update(person.token, { accountId: person.accountId, ...change, currentPassword })
      expect(wrong.userErrors).toMatchObject([{ code: 'WRONG_PASSWORD', field: 'currentPassword' }])
    }
    expect(gateway.sandbox.books.findProfiles([person.restId])[0]).toMatchObject({
      phone: phoneOf(person.login).slice(1),
      email: `${person.login}@example.com`,
    })
    expect(await noticesOf(person)).toEqual([])
    const rows = await gateway.auditRows()
    expect(rows.findLast(({ act }) => act === 'profile-change')?.outcome).toBe('refused: wrong_password')
  },
)

test('A10 whoever holds a session cannot guess its password by the profile: it counts with the sign-ins of that login', async () => {
  const person = await createPerson()
  const change = { accountId: person.accountId, phone: '+79990001122' }
  for (let turn = 0; turn < 20; turn += 1) {
    const { userErrors } = await update(person.token, { ...change, currentPassword: `guess ${turn}` })
    expect(userErrors).toMatchObject([{ code: 'WRONG_PASSWORD' }])
  }
  const refused = await update(person.token, { ...change, currentPassword: 'first-day' })
  expect(refused.userErrors).toMatchObject([{ code: 'TOO_MANY_TRIES', field: null }])
  expect(refused.retryAfterSeconds).toBeGreaterThan(3000)
  await expect(gateway.signIn(person.login, 'first-day')).rejects.toThrow('TOO_MANY_TRIES')
  const aliases = `mutation ($input: UpdateProfileInput!) {
    a: updateProfile(input: $input) { userErrors { code } } b: updateProfile(input: $input) { userErrors { code } }
  }`
  const both = await gateway.query(aliases, { input: change }, person.token)
  expect(both.errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('A10 those whom the former contacts reach hear once each of a change, in both languages and without the new ones', async () => {
  const person = await createPerson()
  const change = { accountId: person.accountId, phone: '+79995550011', email: 'new@example.com' }
  const input = { ...change, currentPassword: 'first-day' }
  expect((await update(person.token, input)).userErrors).toEqual([])
  expect(await noticesOf(person)).toEqual(['EMAIL телефон, e-mail', 'SMS телефон, e-mail'])
  const [message] = (await receiveNotices(gateway)).filter(({ to }) => to === phoneOf(person.login))
  expect(message?.text).toBe(
    'В вашем кабинете изменено: телефон, e-mail. Не вы? Позвоните нам. Changed in your account: phone, e-mail. Not you? Call us.',
  )
  // The same again changes nothing, and nobody hears of it.
  expect((await update(person.token, input)).userErrors).toEqual([])
  expect((await receiveNotices(gateway)).filter(({ to }) => to === '+79995550011')).toEqual([])
  const trail = JSON.stringify(await gateway.auditRows()) + gateway.logLines().join('')
  expect(trail).not.toContain('9995550011')
  expect(trail).not.toContain(phoneOf(person.login).slice(1))
})

test('A10 a change by an operator takes no password of the holder, and is told all the same', async () => {
  const person = await createPerson()
  const operator = await gateway.signIn('operator')
  expect((await update(operator, { accountId: person.accountId, email: null })).userErrors).toEqual([])
  expect(await noticesOf(person)).toEqual(['EMAIL e-mail', 'SMS e-mail'])
})

test('A10 what the billing kept is not told of, and what may have been changed is', async () => {
  const person = await createPerson()
  const change = { accountId: person.accountId, phone: '+79990001133', currentPassword: 'first-day' }
  await gateway.sandbox.setFault('rest.updateProfile', 'successWithoutApplying')
  expect((await update(person.token, change)).userErrors).toMatchObject([{ code: 'NOT_TAKEN_OVER' }])
  expect(await noticesOf(person)).toEqual([])
  await gateway.sandbox.clearFaults()
  await gateway.sandbox.setFault('rest.updateProfile', { kind: 'http500', times: 1 })
  expect((await update(person.token, change)).userErrors).toMatchObject([{ code: 'NOT_CONFIRMED' }])
  expect(await noticesOf(person)).toEqual(['EMAIL телефон', 'SMS телефон'])
})

test('A10 where nobody knows whom the former contacts reach, they are not changed', async () => {
  const person = await createPerson()
  await gateway.sandbox.setFault('rest.profiles', 'http500')
  const input = { accountId: person.accountId, phone: '+79990001133', currentPassword: 'first-day' }
  const calls = await gateway.countCalls(async () => {
    const { account, userErrors } = await update(person.token, input)
    expect([account, userErrors]).toMatchObject([null, [{ code: 'BILLING_UNAVAILABLE', field: null }]])
  })
  expect(calls).not.toHaveProperty(['rest.updateProfile'])
})

const ask = (name: AccessMutation, input: object, token?: string) =>
  askAccess(gateway, { name, input, headers: token === undefined ? {} : { token } })

test('A10 another password and another login are told to phone and e-mail', async () => {
  const person = await createPerson()
  const newPassword = 'тихий вечер 5'
  expect((await ask('changePassword', { currentPassword: 'wrong', newPassword }, person.token)).code).toBe(
    'WRONG_PASSWORD',
  )
  expect(await noticesOf(person)).toEqual([])
  expect((await ask('changePassword', { currentPassword: 'first-day', newPassword }, person.token)).code).toBeNull()
  expect(await noticesOf(person)).toEqual(['EMAIL пароль', 'SMS пароль'])
  const input = { currentPassword: newPassword, newLogin: `my.${person.login.toLowerCase()}` }
  expect((await ask('changeLogin', input, person.token)).code).toBeNull()
  expect(await noticesOf(person)).toEqual(['EMAIL логин', 'EMAIL пароль', 'SMS логин', 'SMS пароль'])
  const texts = (await receiveNotices(gateway)).map(({ text, subject }) => text + subject).join('\n')
  for (const secret of [newPassword, input.newLogin, 'first-day']) expect(texts).not.toContain(secret)
})

test('A4 a password that was set by a code is told as well, also while the billing is down at first', async () => {
  const person = await createPerson()
  const request = `mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { requested } }`
  await gateway.query(request, { input: { login: person.login, channel: 'SMS' } })
  const code = await receiveCode(gateway)
  // The contacts are looked up when the notice is sent; the first look-up fails.
  await gateway.sandbox.setFault('rest.profiles', { kind: 'http500', times: 1 })
  const reset = `mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { changed userErrors { code } } }`
  const { data } = await gateway.query(reset, { input: { login: person.login, code, newPassword: 'зимний вечер 8' } })
  expect(data).toEqual({ resetPassword: { changed: true, userErrors: [] } })
  expect(await noticesOf(person)).toEqual(['EMAIL пароль', 'SMS пароль'])
})

test('notices of one person end at ten an hour, and the trail says so', async () => {
  const person = await createPerson()
  for (let turn = 0; turn < 11; turn += 1) {
    const input = { currentPassword: turn === 0 ? 'first-day' : `вечер номер ${turn - 1}` }
    const changed = await ask('changePassword', { ...input, newPassword: `вечер номер ${turn}` }, person.token)
    expect(changed.code).toBeNull()
  }
  expect(await noticesOf(person)).toHaveLength(20)
  expect(
    (await gateway.auditRows()).filter(({ act, outcome }) => act === 'notice' && outcome === 'limited'),
  ).toHaveLength(1)
})

test('staff hear of their own changes by no message', async () => {
  const before = (await receiveNotices(gateway)).length
  const operator = await gateway.signIn('operator')
  const changed = await ask('changePassword', { currentPassword: 'demo', newPassword: 'смена началась 9' }, operator)
  expect(changed.code).toBeNull()
  expect(await receiveNotices(gateway)).toHaveLength(before)
})
