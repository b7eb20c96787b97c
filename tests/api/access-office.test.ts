import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { receiveCode, receiveMessages } from '../support/messages.ts'

const MUTATIONS = {
  requestOneTimePassword: 'requested expiresInSeconds userErrors { code field } retryAfterSeconds',
  signInWithOneTimePassword: 'session { accessToken accessTokenExpiresAt } userErrors { code field message }',
  changePassword: 'changed login session { accessToken refreshToken } userErrors { code field message }',
  changeLogin: 'changed login userErrors { code field message }',
  proveAgreement: 'requested expiresInSeconds userErrors { code field }',
  setCredentials: 'changed login userErrors { code field message }',
  restoreLogin: 'login oneTimePassword expiresAt userErrors { code field message }',
} as const

interface Payload {
  readonly changed?: boolean
  readonly login?: string | null
  readonly oneTimePassword?: string | null
  readonly session?: { readonly accessToken: string; readonly refreshToken?: string } | null
  readonly userErrors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[]
}

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

async function ask(name: keyof typeof MUTATIONS, input: object, headers: { token?: string; language?: string } = {}) {
  const document = `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${MUTATIONS[name]} } }`
  const answer = await gateway.query<Record<string, Payload> | null>(document, { input }, headers)
  const payload = answer.data?.[name] ?? null
  return { payload, code: answer.errors[0]?.extensions.code ?? payload?.userErrors[0]?.code ?? null, answer }
}

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

test('A6 a one-time password comes by SMS, lets in once and only to a new password, which signs in', async () => {
  const login = await createPerson()
  const old = await gateway.signIn(login, 'first-day')
  expect((await ask('requestOneTimePassword', { login, channel: 'SMS' })).payload).toEqual({
    requested: true,
    expiresInSeconds: 3600,
    userErrors: [],
    retryAfterSeconds: null,
  })
  const oneTimePassword = await receiveCode(gateway)
  const typed = oneTimePassword.toLowerCase().replace(/^(....)(....)/, '$1 $2-')
  const entered = await ask('signInWithOneTimePassword', { login, oneTimePassword: typed })
  const token = entered.payload?.session?.accessToken ?? ''
  expect((await ask('signInWithOneTimePassword', { login, oneTimePassword })).code).toBe('WRONG_CODE')
  const viewer = await gateway.query(VIEWER, {}, { token, language: 'ru' })
  expect(viewer.errors[0]).toMatchObject({
    message: expect.stringContaining('Сначала задайте новый пароль'),
    extensions: { code: 'FORBIDDEN' },
  })

  const changed = await ask('changePassword', { newPassword: NEW_PASSWORD }, { token })
  expect(changed.payload).toMatchObject({ changed: true, login, userErrors: [] })
  expect([signsIn(login, NEW_PASSWORD), signsIn(login, 'first-day')]).toEqual([true, false])
  const whole = changed.payload?.session?.accessToken ?? ''
  expect((await gateway.query(VIEWER, {}, whole)).data).toEqual({ viewer: { accounts: [{ number: login }] } })
  for (const ended of [old, token]) {
    expect((await gateway.query(VIEWER, {}, ended)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED')
  }
})

test('A7 an operator restores a lost login with a one-time password, by the number under which the papers were noted', async () => {
  const number = await createPerson()
  await ask(
    'changeLogin',
    { currentPassword: 'first-day', newLogin: `forgotten-${number}` },
    { token: await gateway.signIn(number, 'first-day') },
  )
  const input = { agreementNumber: number, documentReference: 'журнал 17, запись 204' }
  const restored = await ask('restoreLogin', input, { token: operator })
  expect(restored.payload).toMatchObject({ login: `forgotten-${number}`, userErrors: [] })
  const { login, oneTimePassword } = restored.payload ?? {}
  // Nothing changed yet for whoever knows the password.
  expect(signsIn(login ?? '', 'first-day')).toBe(true)
  const entered = await ask('signInWithOneTimePassword', { login, oneTimePassword })
  const token = entered.payload?.session?.accessToken ?? ''
  expect((await ask('changePassword', { newPassword: NEW_PASSWORD }, { token })).payload).toMatchObject({
    changed: true,
  })
  expect([signsIn(login ?? '', NEW_PASSWORD), signsIn(login ?? '', 'first-day')]).toEqual([true, false])
  const row = (await gateway.auditRows()).findLast(({ act }) => act === 'restore-login')
  expect(row).toMatchObject({ actor: expect.stringMatching(/^OPERATOR:/), outcome: 'issued: журнал 17, запись 204' })

  const others = {
    anonymous: undefined,
    subscriber: await gateway.signIn('100001'),
    member: await gateway.signIn('200001-buh'),
    partner: await gateway.openSession({ role: 'PARTNER' }),
    restricted: token,
  }
  const codes = await Promise.all(
    Object.values(others).map(
      async (other) => (await ask('restoreLogin', input, other === undefined ? {} : { token: other })).code,
    ),
  )
  expect(codes).toEqual(['UNAUTHENTICATED', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'UNAUTHENTICATED'])
})

test.each([
  ['a passport number', { agreementNumber: '100001', documentReference: 'паспорт 45 12 345678' }, 'INVALID_VALUE'],
  ['no reference', { agreementNumber: '100001', documentReference: '  ' }, 'INVALID_VALUE'],
  ['an agreement that is not there', { agreementNumber: '555', documentReference: 'запись 1' }, 'AGREEMENT_NOT_FOUND'],
  ['an agreement that has ended', { agreementNumber: '100009', documentReference: 'запись 1' }, 'AGREEMENT_NOT_FOUND'],
])('a login is not restored for %s', async (_what, input, code) => {
  expect((await ask('restoreLogin', input, { token: operator })).code).toBe(code)
})

/** What stands in somebody's agreement, as the billing has it. */
async function paperOf(number: string) {
  const { restId } = await gateway.sandbox.findAccount(number)
  const [account] = gateway.sandbox.books.findAccounts([restId])
  const [agreement] = gateway.sandbox.books.findAgreements([restId])
  const [profile] = gateway.sandbox.books.findProfiles([restId])
  const regionId = writeId({ type: 'Region', regionId: String(account?.regionId) })
  return {
    agreementNumber: number,
    regionId,
    proof: { concludedOn: agreement?.concludedOn, holder: profile?.type === 'O' ? profile.inn : profile?.surname },
  }
}

test('A3 a person proves the agreement by region, day and name, and chooses login and password with the code that comes', async () => {
  const number = await createPerson()
  const paper = await paperOf(number)
  const before = (await receiveMessages(gateway)).length
  const holder = ` ${paper.proof.holder?.toUpperCase()} `
  expect((await ask('proveAgreement', { ...paper, proof: { ...paper.proof, holder } })).payload).toEqual({
    requested: true,
    expiresInSeconds: 900,
    userErrors: [],
  })
  expect(await receiveMessages(gateway)).toHaveLength(before + 1)
  const code = await receiveCode(gateway)
  const login = `home.${number}`
  const chosen = { agreementNumber: number, code, login, password: NEW_PASSWORD }
  expect((await ask('setCredentials', chosen)).payload).toEqual({ changed: true, login, userErrors: [] })
  expect([signsIn(login, NEW_PASSWORD), signsIn(number, 'first-day')]).toEqual([true, false])
  const token = await gateway.signIn(login, NEW_PASSWORD)
  expect((await gateway.query(VIEWER, {}, token)).data).toEqual({ viewer: { accounts: [{ number }] } })
  expect((await ask('setCredentials', chosen)).code).toBe('WRONG_CODE')
})

test('A3 an organisation proves its agreement by its tax number, and only the right paper brings a code', async () => {
  const paper = await paperOf('200001')
  const before = (await receiveMessages(gateway)).length
  const otherRegion = paper.regionId === writeId({ type: 'Region', regionId: '1' }) ? '2' : '1'
  for (const wrong of [
    { ...paper, regionId: writeId({ type: 'Region', regionId: otherRegion }) },
    { ...paper, proof: { ...paper.proof, concludedOn: '2001-01-01' } },
    { ...paper, agreementNumber: '200001000' },
  ]) {
    expect((await ask('proveAgreement', wrong)).payload).toMatchObject({ requested: true, userErrors: [] })
  }
  expect(await receiveMessages(gateway)).toHaveLength(before)
  expect((await ask('proveAgreement', paper)).payload).toMatchObject({ requested: true })
  expect(await receiveMessages(gateway)).toHaveLength(before + 1)
  expect((await ask('proveAgreement', { ...paper, regionId: 'no id' })).payload).toMatchObject({
    userErrors: [{ code: 'INVALID_VALUE', field: 'regionId' }],
  })
})

test.each([
  ['100002', 'LOGIN_NOT_ALLOWED'],
  ['987654', 'LOGIN_NOT_ALLOWED'],
  ['ab', 'LOGIN_NOT_ALLOWED'],
  ['логин', 'LOGIN_NOT_ALLOWED'],
  ['200001-buh', 'LOGIN_TAKEN'],
  ['operator', 'LOGIN_TAKEN'],
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
  const victim = await createPerson()
  await ask(
    'changeLogin',
    { currentPassword: 'first-day', newLogin: `free-${victim}` },
    { token: await gateway.signIn(victim, 'first-day') },
  )
  const thief = await createPerson()
  const token = await gateway.signIn(thief, 'first-day')
  expect((await ask('changeLogin', { currentPassword: 'first-day', newLogin: victim }, { token })).code).toBe(
    'LOGIN_NOT_ALLOWED',
  )
})

test('A10 a login is changed by every role that has one, with the present password, and the next sign-in needs it', async () => {
  const login = await createPerson()
  const token = await gateway.signIn(login, 'first-day')
  const newLogin = `my.${login}`
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

test('legacy calls: a change of login or password costs its look-ups, the check of the present password, a write and its proof', async () => {
  const login = await createPerson()
  const token = await gateway.signIn(login, 'first-day')
  const change = { currentPassword: 'first-day', newPassword: NEW_PASSWORD }
  expect(await gateway.countCalls(() => ask('changePassword', change, { token }))).toEqual({
    'rest.logins': 1,
    'rest.setCredentials': 1,
    'rest.checkCredentials': 2,
    'rest.accounts': 2,
  })
  const input = { currentPassword: NEW_PASSWORD, newLogin: `l.${login}` }
  expect(await gateway.countCalls(() => ask('changeLogin', input, { token }))).toEqual({
    'rest.logins': 1,
    'rest.setCredentials': 1,
    'rest.checkCredentials': 2,
    'rest.accounts': 3,
  })
  const papers = { agreementNumber: login, documentReference: 'запись 3' }
  expect(await gateway.countCalls(() => ask('restoreLogin', papers, { token: operator }))).toEqual({
    'rest.accounts': 1,
    'rest.logins': 1,
  })
})
