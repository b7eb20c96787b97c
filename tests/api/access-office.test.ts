import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type AccessMutation, askAccess } from '../support/access.ts'
import { type Gateway, type RequestHeaders, startGateway } from '../support/gateway.ts'
import { receiveCode, receiveMessages, receiveNotices } from '../support/messages.ts'

let gateway: Gateway
let operator: string
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
    { currentPassword: 'first-day', newLogin: `forgotten-${number.toLowerCase()}` },
    { token: await gateway.signIn(number, 'first-day') },
  )
  const input = { agreementNumber: number, documentReference: 'журнал 17, запись 204' }
  const restored = await ask('restoreLogin', input, { token: operator })
  expect(restored.payload).toMatchObject({ login: `forgotten-${number.toLowerCase()}`, userErrors: [] })
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
  const login = `home.${number.toLowerCase()}`
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

test('legacy calls: an agreement that is proven costs its message three, and its new login and password the look-ups, a write and its proof', async () => {
  const number = await createPerson()
  const paper = await paperOf(number)
  const proving = await gateway.countCalls(async () => {
    await ask('proveAgreement', paper)
    await receiveMessages(gateway)
  })
  expect(proving).toEqual({ 'rest.accounts': 1, 'rest.agreements': 1, 'rest.profiles': 1 })
  const code = await receiveCode(gateway)
  const chosen = { agreementNumber: number, code, login: `home.${number.toLowerCase()}`, password: NEW_PASSWORD }
  const setting = await gateway.countCalls(async () => {
    expect((await ask('setCredentials', chosen)).code).toBeNull()
    await receiveNotices(gateway)
  })
  // One of accounts and logins each finds the holder, one and three see that nobody has the login in another case, one of
  // accounts proves the change; each notice reads two.
  expect(setting).toEqual({
    'rest.accounts': 5,
    'rest.logins': 4,
    'rest.setCredentials': 1,
    'rest.checkCredentials': 1,
    'rest.profiles': 2,
  })
  const guess = () => ask('setCredentials', { ...chosen, code: '00000000' })
  expect(await gateway.countCalls(guess)).toEqual({})
})

test('legacy calls: a one-time password costs none before its message; entry costs two look-ups and a wrong guess none', async () => {
  const login = await createPerson()
  const asking = await gateway.countCalls(async () => {
    await ask('requestOneTimePassword', { login, channel: 'SMS' })
    await receiveMessages(gateway)
  })
  expect(asking).toEqual({ 'rest.logins': 1, 'rest.accounts': 1, 'rest.profiles': 1 })
  const oneTimePassword = await receiveCode(gateway)
  const guess = () => ask('signInWithOneTimePassword', { login, oneTimePassword: 'AAAA BBBB CCCC' })
  expect(await gateway.countCalls(guess)).toEqual({})
  const entry = async () => {
    expect((await ask('signInWithOneTimePassword', { login, oneTimePassword })).code).toBeNull()
  }
  expect(await gateway.countCalls(entry)).toEqual({ 'rest.logins': 1, 'rest.subjects': 1, 'rest.accounts': 1 })
})
