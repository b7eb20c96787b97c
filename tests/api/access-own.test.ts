import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AccessMutation, askAccess } from '../support/access.ts'
import { type Gateway, type RequestHeaders, startGateway } from '../support/gateway.ts'
import { receiveNotices } from '../support/messages.ts'

let gateway: Gateway
let operator: string
/** Of a member of an organisation; a test changes it. */
let memberLogin = '200001-buh'
beforeAll(async () => {
  gateway = await startGateway()
  operator = await gateway.signIn('operator')
})
afterAll(() => gateway.close())
beforeEach(() => gateway.sandbox.clearFaults())

const ask = (name: AccessMutation, input: object, headers: RequestHeaders = {}) =>
  askAccess(gateway, { name, input, headers })

const signsIn = (login: string, password: string) => gateway.sandbox.books.checkCredentials(login, password) !== null

let newcomers = 0
async function createPerson(): Promise<string> {
  newcomers += 1
  const number = `P-${newcomers}`
  await gateway.sandbox.createAccount({ number, type: 'P', login: number, password: 'first-day' })
  return number
}

const VIEWER = '{ viewer { accounts { number } } }'
const NEW_PASSWORD = 'весна 2026 года'

test.each([
  ['100002', 'LOGIN_NOT_ALLOWED'],
  ['987654', 'LOGIN_NOT_ALLOWED'],
  ['ab', 'LOGIN_NOT_ALLOWED'],
  ['логин', 'LOGIN_NOT_ALLOWED'],
  ['200001-buh', 'LOGIN_TAKEN'],
  ['operator', 'LOGIN_TAKEN'],
  ['Operator', 'LOGIN_NOT_ALLOWED'],
  ['007Bond', 'LOGIN_NOT_ALLOWED'],
])('A10 the login %s cannot be chosen: %s', async (newLogin, code) => {
  const login = await createPerson()
  const token = await gateway.signIn(login, 'first-day')
  const answer = await ask('changeLogin', { currentPassword: 'first-day', newLogin }, { token, language: 'ru' })
  expect(answer.payload).toMatchObject({ changed: false, login: null })
  expect(answer.payload?.userErrors[0]).toMatchObject({
    code,
    field: 'newLogin',
    message: expect.stringMatching(/[а-я]/),
  })
  expect(signsIn(login, 'first-day')).toBe(true)
})

test('a contract number of somebody else, even one with letters, is nobody’s login to choose', async () => {
  for (const number of ['k-77', 'K-78']) {
    await gateway.sandbox.createAccount({ number, type: 'P', login: `of.${number}`, password: 'first-day' })
  }
  const token = await gateway.signIn(await createPerson(), 'first-day')
  const choose = async (newLogin: string) =>
    (await ask('changeLogin', { currentPassword: 'first-day', newLogin }, { token })).code
  expect([await choose('k-77'), await choose('k-78'), await choose('k-79')]).toEqual([
    'LOGIN_NOT_ALLOWED',
    'LOGIN_NOT_ALLOWED',
    null,
  ])
})

test('A10 a login that differs from another one in case alone is taken, for whoever chooses it and by whatever way', async () => {
  for (const [index, login] of ['ANNA.K', 'Anna.l', 'Anna.M'].entries()) {
    await gateway.sandbox.createAccount({ number: `T-${index}`, type: 'P', login, password: 'first-day' })
  }
  const token = await gateway.signIn(await createPerson(), 'first-day')
  for (const newLogin of ['anna.k', 'anna.l', 'anna.m']) {
    const answer = await ask('changeLogin', { currentPassword: 'first-day', newLogin }, { token })
    expect(answer.payload?.userErrors).toMatchObject([{ code: 'LOGIN_TAKEN', field: 'newLogin' }])
    expect(gateway.sandbox.books.checkCredentials(newLogin, 'first-day')).toBeNull()
  }
  // One's own is free in any case.
  const own = await gateway.signIn('Anna.M', 'first-day')
  const answer = await ask('changeLogin', { currentPassword: 'first-day', newLogin: 'anna.m' }, { token: own })
  expect(answer.payload).toMatchObject({ changed: true, login: 'anna.m' })
})

test('whoever knows his password cannot list the logins that there are: ten choices an hour are all', async () => {
  const login = await createPerson()
  const token = await gateway.signIn(login, 'first-day')
  const choose = async (newLogin: string, currentPassword = 'first-day') =>
    (await ask('changeLogin', { currentPassword, newLogin }, { token })).code
  for (let turn = 0; turn < 3; turn += 1) expect(await choose('operator', 'wrong')).toBe('WRONG_PASSWORD')
  const told: (string | null)[] = []
  for (let turn = 0; turn < 12; turn += 1) told.push(await choose('operator'))
  expect(told).toEqual([...Array(10).fill('LOGIN_TAKEN'), 'TOO_MANY_TRIES', 'TOO_MANY_TRIES'])
  expect(await choose('surely.free')).toBe('TOO_MANY_TRIES')
  expect(signsIn(login, 'first-day')).toBe(true)
})

test('A10 a login is changed by every role that has one, with the present password, and the next sign-in needs it', async () => {
  const login = await createPerson()
  const token = await gateway.signIn(login, 'first-day')
  const newLogin = `my.${login.toLowerCase()}`
  expect((await ask('changeLogin', { currentPassword: 'wrong', newLogin }, { token })).code).toBe('WRONG_PASSWORD')
  expect((await ask('changeLogin', { currentPassword: 'first-day', newLogin }, { token })).payload).toEqual({
    changed: true,
    login: newLogin,
    userErrors: [],
  })
  expect([signsIn(newLogin, 'first-day'), signsIn(login, 'first-day')]).toEqual([true, false])
  expect((await gateway.query(VIEWER, {}, token)).data).toEqual({ viewer: { accounts: [{ number: login }] } })
  const member = await gateway.signIn(memberLogin)
  expect(
    (await ask('changeLogin', { currentPassword: 'demo', newLogin: 'buh-new' }, { token: member })).payload,
  ).toMatchObject({ changed: true })
  memberLogin = 'buh-new'
  await gateway.signIn(memberLogin)
  const partner = await gateway.openSession({ role: 'PARTNER' })
  expect((await ask('changeLogin', { currentPassword: 'x', newLogin: 'abc' }, { token: partner })).code).toBe(
    'FORBIDDEN',
  )
  expect((await ask('changeLogin', { currentPassword: 'x', newLogin: 'abc' })).code).toBe('UNAUTHENTICATED')
})

test('A10 a password is changed with the present one by subscriber, member and operator; all their other sessions end', async () => {
  const person = await createPerson()
  const people = [
    [person, 'first-day'],
    [memberLogin, 'demo'],
    ['operator', 'demo'],
  ] as const
  for (const [login, password] of people) {
    const [here, elsewhere] = [await gateway.signIn(login, password), await gateway.signIn(login, password)]
    const newPassword = `${NEW_PASSWORD} ${login}`
    const refused = await ask(
      'changePassword',
      { currentPassword: 'not it', newPassword },
      { token: here, language: 'ru' },
    )
    expect(refused.payload?.userErrors[0]).toMatchObject({
      code: 'WRONG_PASSWORD',
      field: 'currentPassword',
      message: 'Текущий пароль неверен.',
    })
    expect((await ask('changePassword', { newPassword }, { token: here })).code).toBe('WRONG_PASSWORD')
    const changed = await ask('changePassword', { currentPassword: password, newPassword }, { token: here })
    expect(changed.payload).toEqual({ changed: true, login, session: null, userErrors: [] })
    expect([signsIn(login, newPassword), signsIn(login, password)]).toEqual([true, false])
    const query = '{ viewer { role } }'
    expect((await gateway.query(query, {}, here)).errors).toEqual([])
    expect((await gateway.query(query, {}, elsewhere)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED')
    expect((await ask('changePassword', { currentPassword: password, newPassword }, { token: here })).code).toBe(
      'WRONG_PASSWORD',
    )
  }
  operator = await gateway.signIn('operator', `${NEW_PASSWORD} operator`)
  const partner = await gateway.openSession({ role: 'PARTNER' })
  expect((await ask('changePassword', { newPassword: NEW_PASSWORD }, { token: partner })).code).toBe('FORBIDDEN')
  expect((await ask('changePassword', { newPassword: NEW_PASSWORD })).code).toBe('UNAUTHENTICATED')
})

test('whoever holds a session cannot guess its password: it counts with the sign-ins of that login', async () => {
  const login = await createPerson()
  const token = await gateway.signIn(login, 'first-day')
  for (let turn = 0; turn < 20; turn += 1) {
    const input = { currentPassword: `guess ${turn}`, newPassword: NEW_PASSWORD }
    expect((await ask('changePassword', input, { token })).code).toBe('WRONG_PASSWORD')
  }
  expect(
    (await ask('changePassword', { currentPassword: 'first-day', newPassword: NEW_PASSWORD }, { token })).code,
  ).toBe('TOO_MANY_TRIES')
  expect(signsIn(login, 'first-day')).toBe(true)
})

test('legacy calls: a change of login or password costs its look-ups, the check of the present password, a write and its proof; its two notices look the contacts up', async () => {
  const count = (name: AccessMutation, input: object, token: string) =>
    gateway.countCalls(async () => {
      await ask(name, input, { token })
      await receiveNotices(gateway)
    })
  const login = await createPerson()
  const token = await gateway.signIn(login, 'first-day')
  const change = { currentPassword: 'first-day', newPassword: NEW_PASSWORD }
  expect(await count('changePassword', change, token)).toEqual({
    'rest.logins': 1,
    'rest.setCredentials': 1,
    'rest.checkCredentials': 2,
    'rest.accounts': 4,
    'rest.profiles': 2,
  })
  const input = { currentPassword: NEW_PASSWORD, newLogin: `l.${login.toLowerCase()}` }
  expect(await count('changeLogin', input, token)).toEqual({
    // Its own, and the same letters in other cases.
    'rest.logins': 3,
    'rest.setCredentials': 1,
    'rest.checkCredentials': 2,
    'rest.accounts': 5,
    'rest.profiles': 2,
  })
  const papers = { agreementNumber: login, documentReference: 'запись 3' }
  expect(await count('restoreLogin', papers, operator)).toEqual({
    'rest.accounts': 1,
    'rest.logins': 1,
  })
})
