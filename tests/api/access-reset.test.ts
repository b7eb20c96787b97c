import { stat } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { receiveCode, receiveMessages, receiveNotices } from '../support/messages.ts'

const REQUEST = `mutation ($input: RequestPasswordResetInput!) {
  requestPasswordReset(input: $input) { requested expiresInSeconds userErrors { code field message } retryAfterSeconds }
}`
const RESET = `mutation ($input: ResetPasswordInput!) {
  resetPassword(input: $input) { changed login userErrors { code field message } retryAfterSeconds }
}`

interface Payload {
  readonly userErrors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[]
  readonly retryAfterSeconds: number | null
}

const codeOf = ({ userErrors }: Payload) => userErrors[0]?.code

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.close())
beforeEach(() => gateway.sandbox.clearFaults())

const request = async (input: object, headers = {}) =>
  (await gateway.query<{ requestPasswordReset: Payload }>(REQUEST, { input }, headers)).data.requestPasswordReset
const reset = async (input: object, headers = {}) =>
  (await gateway.query<{ resetPassword: Payload }>(RESET, { input }, headers)).data.resetPassword
const signsIn = (login: string, password: string) => gateway.sandbox.books.checkCredentials(login, password) !== null
const profileOf = async (number: string) => {
  const { restId } = await gateway.sandbox.findAccount(number)
  return gateway.sandbox.books.findProfiles([restId])[0]
}

const PROMISED = { requested: true, expiresInSeconds: 900, userErrors: [], retryAfterSeconds: null }
const NEW_PASSWORD = 'Зимний вечер 7'

/** A login of its own for each test: what one uses up must not be missing in another. */
let newcomers = 0
async function createPerson(): Promise<string> {
  newcomers += 1
  const number = `R-${newcomers}`
  await gateway.sandbox.createAccount({ number, type: 'P', login: number, password: 'first-day' })
  return number
}

function isOfNotice({ act, object }: { act: string; object: string }): boolean {
  return (act === 'delivery' ? object : act).startsWith('notice')
}

async function askForCode(login: string): Promise<string> {
  expect(await request({ login, channel: 'SMS' })).toEqual(PROMISED)
  return receiveCode(gateway)
}

test('A4 a lost password: a code comes to the phone of the agreement, and the password chosen with it signs in', async () => {
  const old = await gateway.signIn('100001')
  expect(await request({ login: ' 100001 ', channel: 'SMS' }, { language: 'ru' })).toEqual(PROMISED)
  const [message, ...others] = await receiveMessages(gateway)
  expect(others).toEqual([])
  expect(message).toMatchObject({
    channel: 'SMS',
    to: `+${(await profileOf('100001'))?.phone}`,
    text: expect.stringContaining('код для нового пароля, действует 15 мин'),
  })
  expect(((await stat(message?.file ?? '')).mode & 0o777).toString(8)).toBe('600')

  const code = message?.code ?? ''
  const done = { changed: true, login: '100001', userErrors: [], retryAfterSeconds: null }
  const typed = ` ${code.slice(0, 4)}-${code.slice(4)}`
  expect(await reset({ login: '100001', code: typed, newPassword: NEW_PASSWORD })).toEqual(done)
  expect([signsIn('100001', NEW_PASSWORD), signsIn('100001', 'demo')]).toEqual([true, false])
  const token = await gateway.signIn('100001', NEW_PASSWORD)
  const viewer = '{ viewer { accounts { number } } }'
  expect((await gateway.query(viewer, {}, token)).data).toEqual({ viewer: { accounts: [{ number: '100001' }] } })
  expect((await gateway.query(viewer, {}, old)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED')
  expect(await reset({ login: '100001', code, newPassword: 'another one 8' })).toMatchObject({
    changed: false,
    userErrors: [{ code: 'WRONG_CODE', field: 'code' }],
  })
  const logged = gateway.logLines().join('\n')
  expect(logged).toContain('/outbox/')
  expect([code, typed, NEW_PASSWORD].filter((secret) => logged.includes(secret))).toEqual([])
  expect((await receiveNotices(gateway)).map(({ channel }) => channel).toSorted()).toEqual(['EMAIL', 'SMS'])
  const rows = await gateway.auditRows()
  expect(rows.filter(isOfNotice).map(({ outcome }) => outcome)).toHaveLength(4)
  const trail = rows.filter((row) => !isOfNotice(row)).map(({ act, outcome }) => `${act}: ${outcome}`)
  expect(trail).toEqual([
    'sign-in: accepted',
    'password-reset: requested',
    'delivery: sent: SMS',
    'password-reset: changed',
    'password-reset: ended',
    'sign-in: accepted',
    'password-reset: wrong code',
  ])
})

test('A4 every role may ask for a code, and nobody gets one for the staff or for an agreement that has ended', async () => {
  const tokens = {
    anonymous: undefined,
    subscriber: await gateway.signIn('100002'),
    member: await gateway.signIn('200001-buh'),
    operator: await gateway.signIn('operator'),
    partner: await gateway.openSession({ role: 'PARTNER' }),
  }
  const before = (await receiveMessages(gateway)).length
  for (const token of Object.values(tokens)) {
    const login = await createPerson()
    expect(await request({ login, channel: 'SMS' }, token === undefined ? {} : { token })).toEqual(PROMISED)
  }
  expect(await receiveMessages(gateway)).toHaveLength(before + 5)
  for (const login of ['operator', '100009', 'nobody at all']) {
    expect(await request({ login, channel: 'SMS' })).toEqual(PROMISED)
  }
  expect(await receiveMessages(gateway)).toHaveLength(before + 5)
  const dropped = (await gateway.auditRows()).filter(({ outcome }) => outcome.startsWith('not sent'))
  expect(dropped.map(({ outcome }) => outcome).toSorted()).toEqual([
    'not sent: login of staff',
    'not sent: no active agreement',
    'not sent: unknown login',
  ])
})

test('A5 a code comes to the e-mail address of the agreement, and to no other', async () => {
  const login = await createPerson()
  const email = (await profileOf(login))?.email ?? ''
  const before = (await receiveMessages(gateway)).length
  expect(await request({ login, channel: 'EMAIL', email: 'thief@example.com' })).toEqual(PROMISED)
  expect(await receiveMessages(gateway)).toHaveLength(before)
  expect(await request({ login, channel: 'EMAIL', email: email.toUpperCase() })).toEqual(PROMISED)
  const message = (await receiveMessages(gateway)).at(-1)
  expect(message).toMatchObject({ channel: 'EMAIL', to: email, subject: 'Code for a new password' })
  const code = message?.code
  expect(await reset({ login, code, newPassword: NEW_PASSWORD })).toMatchObject({ changed: true, login })
  expect([signsIn(login, NEW_PASSWORD), signsIn(login, 'first-day')]).toEqual([true, false])
  await gateway.signIn(login, NEW_PASSWORD)
  for (const address of [null, '', 'no address', 'two@example.com three@example.com']) {
    expect(await request({ login, channel: 'EMAIL', email: address }, { language: 'ru' })).toMatchObject({
      requested: false,
      userErrors: [{ code: 'INVALID_VALUE', field: 'email', message: expect.stringContaining('Значение') }],
    })
  }
})

test('five guesses are all, a new code brings no more, and three codes are all in an hour', async () => {
  const login = await createPerson()
  const first = await askForCode(login)
  const wrong = first === '00000000' ? '11111111' : '00000000'
  const guess = (code: string) => reset({ login, code, newPassword: NEW_PASSWORD })
  for (const code of [wrong, wrong, 'not even a code']) expect(codeOf(await guess(code))).toBe('WRONG_CODE')
  const second = await askForCode(login)
  expect(codeOf(await guess(first))).toBe('WRONG_CODE')
  expect(codeOf(await guess(wrong))).toBe('WRONG_CODE')
  const beyond = await guess(second)
  expect(beyond).toMatchObject({ changed: false, userErrors: [{ code: 'TOO_MANY_TRIES', field: null }] })
  expect(beyond.retryAfterSeconds).toBeGreaterThan(3500)
  // Spellings that a billing may take for one login are counted as one.
  expect(codeOf(await reset({ login: login.toLowerCase(), code: wrong, newPassword: NEW_PASSWORD }))).toBe(
    'TOO_MANY_TRIES',
  )
  await askForCode(login)
  expect(codeOf(await guess(await receiveCode(gateway)))).toBe('TOO_MANY_TRIES')
  expect(await request({ login: login.toLowerCase(), channel: 'SMS' })).toMatchObject({
    requested: false,
    userErrors: [{ code: 'TOO_MANY_TRIES' }],
  })
  expect(signsIn(login, 'first-day')).toBe(true)
})

test('a right code takes the guesses back, and a code for one spelling of a login is none for another', async () => {
  const login = await createPerson()
  await gateway.sandbox.createAccount({
    number: `${login}x`,
    type: 'P',
    login: login.toLowerCase(),
    password: 'victim-day',
  })
  const code = await askForCode(login)
  const victim = { login: login.toLowerCase(), code, newPassword: NEW_PASSWORD }
  expect((await reset(victim)).userErrors[0]?.code).toBe('WRONG_CODE')
  expect(signsIn(login.toLowerCase(), 'victim-day')).toBe(true)
  expect(await reset({ login, code, newPassword: NEW_PASSWORD })).toMatchObject({ changed: true })
})

test.each([
  ['short 1', 'PASSWORD_TOO_SHORT', 'не меньше 8'],
  ['я'.repeat(129), 'PASSWORD_TOO_LONG', 'не больше 128'],
  ['пароль\u0000секрет', 'PASSWORD_NOT_USABLE', 'недопустимые'],
  ['Password123', 'PASSWORD_TOO_COMMON', 'подбирают'],
  ['aaaaaaaaaa', 'PASSWORD_TOO_COMMON', 'подбирают'],
  ['😀😁'.repeat(35), 'PASSWORD_TOO_LONG', 'не больше 128'],
  ['LONG-LOGIN', 'PASSWORD_IS_LOGIN', 'совпадать'],
  ['Long-Loginlong-login', 'PASSWORD_IS_LOGIN', 'состоять'],
  ['long-login2026', 'PASSWORD_IS_LOGIN', 'состоять'],
  ['2026_long-login', 'PASSWORD_IS_LOGIN', 'состоять'],
])('a new password that is %j is refused as %s, and costs no guess', async (newPassword, code, words) => {
  expect(await reset({ login: 'long-login', code: '12345678', newPassword }, { language: 'ru' })).toMatchObject({
    changed: false,
    userErrors: [{ code, field: 'newPassword', message: expect.stringContaining(words) }],
  })
})

test('legacy calls: a request costs none before its message, which costs three; a reset costs a look-up, a write and its proof, and two for each notice', async () => {
  const login = await createPerson()
  expect(await gateway.countCalls(() => askForCode(login))).toEqual({
    'rest.logins': 1,
    'rest.accounts': 1,
    'rest.profiles': 1,
  })
  const code = await receiveCode(gateway)
  const calls = await gateway.countCalls(async () => {
    await reset({ login, code, newPassword: NEW_PASSWORD })
    await receiveNotices(gateway)
  })
  expect(calls).toEqual({
    'rest.logins': 1,
    'rest.setCredentials': 1,
    'rest.checkCredentials': 1,
    'rest.accounts': 3,
    'rest.profiles': 2,
  })
})

test.each(['errorAfterApplying', 'dropAfterApplying', 'truncated', 'html'])(
  'a change that was answered with %s is what the billing says when it is asked again',
  async (kind) => {
    const login = await createPerson()
    const code = await askForCode(login)
    await gateway.sandbox.setFault('rest.setCredentials', kind)
    const answer = await reset({ login, code, newPassword: NEW_PASSWORD })
    const isApplied = signsIn(login, NEW_PASSWORD)
    expect(isApplied).toBe(kind !== 'html')
    expect(answer).toMatchObject(isApplied ? { changed: true } : { userErrors: [{ code: 'NOT_CONFIRMED' }] })
  },
)

test('success that changed nothing is told from success, and the same code works when the billing does', async () => {
  const login = await createPerson()
  const code = await askForCode(login)
  await gateway.sandbox.setFault('rest.setCredentials', 'successWithoutApplying')
  expect(await reset({ login, code, newPassword: NEW_PASSWORD }, { language: 'ru' })).toMatchObject({
    changed: false,
    userErrors: [{ code: 'BILLING_UNAVAILABLE', message: expect.stringContaining('Повторите позже') }],
  })
  expect(signsIn(login, 'first-day')).toBe(true)
  await gateway.sandbox.clearFaults()
  expect(await reset({ login, code, newPassword: NEW_PASSWORD })).toMatchObject({ changed: true })
  expect(signsIn(login, NEW_PASSWORD)).toBe(true)
})

test('a message waits while the billing is down, and comes when it is up again', async () => {
  const login = await createPerson()
  const before = (await receiveMessages(gateway)).length
  await gateway.sandbox.setFault('rest.logins', { kind: 'http500', times: 2 })
  await askForCode(login)
  expect(await receiveMessages(gateway)).toHaveLength(before + 1)
  expect(gateway.logLines().filter((line) => line.includes('message not sent'))).toHaveLength(2)
})
