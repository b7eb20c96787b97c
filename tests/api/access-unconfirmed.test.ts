import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AccessMutation, askAccess } from '../support/access.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { receiveCode, receiveNotices } from '../support/messages.ts'

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.close())
beforeEach(() => gateway.sandbox.clearFaults())

const REQUEST = `mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { requested } }`
const RESET = `mutation ($input: ResetPasswordInput!) {
  resetPassword(input: $input) { changed userErrors { code field message } }
}`
const NEW_PASSWORD = 'зимний вечер 7'

let newcomers = 0
async function createPerson(): Promise<string> {
  newcomers += 1
  const number = `u-${newcomers}`
  await gateway.sandbox.createAccount({ number, type: 'P', login: number, password: 'first-day' })
  return number
}

const signsIn = (login: string, password: string) => gateway.sandbox.books.checkCredentials(login, password) !== null
const ask = (name: AccessMutation, input: object, token: string) =>
  askAccess(gateway, { name, input, headers: { token } })
async function isOpen(token: string): Promise<boolean> {
  return (await gateway.query('{ viewer { role } }', {}, token)).errors.length === 0
}

async function askForCode(login: string): Promise<string> {
  await gateway.query(REQUEST, { input: { login, channel: 'SMS' } })
  return receiveCode(gateway)
}

async function reset(input: object) {
  const { data } = await gateway.query<{
    resetPassword: { changed: boolean; userErrors: readonly { code: string; message: string }[] }
  }>(RESET, { input }, { language: 'ru' })
  return data.resetPassword
}

/** The change is made, its answer is lost, and what signs in cannot be asked. */
async function loseAnswers(): Promise<void> {
  await gateway.sandbox.setFault('rest.setCredentials', { kind: 'dropAfterApplying', times: 1 })
  await gateway.sandbox.setFault('rest.checkCredentials', 'http500')
}

test('A4 a new password that nobody can confirm ends all sessions all the same, and the person hears that it may hold', async () => {
  const login = await createPerson()
  const old = await gateway.signIn(login, 'first-day')
  const code = await askForCode(login)
  await loseAnswers()
  expect(await reset({ login, code, newPassword: NEW_PASSWORD })).toMatchObject({
    changed: false,
    userErrors: [{ code: 'NOT_CONFIRMED', message: expect.stringContaining('могло быть сделано') }],
  })
  expect([signsIn(login, NEW_PASSWORD), await isOpen(old)]).toEqual([true, false])
  await gateway.sandbox.clearFaults()
  expect((await receiveNotices(gateway)).some(({ text }) => text.includes('пароль'))).toBe(true)
  const trail = (await gateway.auditRows()).map(({ act, outcome }) => `${act}: ${outcome}`)
  expect(trail).toContain('password-reset: not confirmed')
  expect(await reset({ login, code, newPassword: NEW_PASSWORD })).toMatchObject({ changed: true, userErrors: [] })
})

test('A10 a changed password that nobody can confirm ends all sessions but the one that changed it', async () => {
  const login = await createPerson()
  const [here, elsewhere] = [await gateway.signIn(login, 'first-day'), await gateway.signIn(login, 'first-day')]
  await gateway.sandbox.setFault('rest.setCredentials', {
    latency: 500,
    faults: [{ kind: 'dropAfterApplying', times: 1 }],
  })
  await gateway.sandbox.resetCalls()
  const change = ask('changePassword', { currentPassword: 'first-day', newPassword: NEW_PASSWORD }, here)
  // The present password was right; while the change is under way, the billing stops to judge any.
  await expect.poll(async () => (await gateway.sandbox.calls())['rest.setCredentials']).toBe(1)
  await gateway.sandbox.setFault('rest.checkCredentials', 'http500')
  expect((await change).code).toBe('NOT_CONFIRMED')
  expect([signsIn(login, NEW_PASSWORD), await isOpen(here), await isOpen(elsewhere)]).toEqual([true, true, false])
})

test('A4 a change that was refused, or never sent, ends no session', async () => {
  const login = await createPerson()
  const old = await gateway.signIn(login, 'first-day')
  const code = await askForCode(login)
  await gateway.sandbox.setFault('rest.setCredentials', 'successWithoutApplying')
  expect(await reset({ login, code, newPassword: NEW_PASSWORD })).toMatchObject({
    userErrors: [{ code: 'BILLING_UNAVAILABLE' }],
  })
  expect([signsIn(login, 'first-day'), await isOpen(old)]).toEqual([true, true])
})

test('A10 whoever leaves while his password is changed keeps no session open by that', async () => {
  const login = await createPerson()
  const [here, elsewhere] = [await gateway.signIn(login, 'first-day'), await gateway.signIn(login, 'first-day')]
  await gateway.sandbox.setFault('rest.setCredentials', { latency: 500 })
  await gateway.sandbox.resetCalls()
  const leaving = new AbortController()
  const change = fetch(gateway.url, {
    method: 'POST',
    signal: leaving.signal,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${here}` },
    body: JSON.stringify({
      query: 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { changed } }',
      variables: { input: { currentPassword: 'first-day', newPassword: NEW_PASSWORD } },
    }),
  })
  await expect.poll(async () => (await gateway.sandbox.calls())['rest.setCredentials']).toBe(1)
  leaving.abort()
  await expect(change).rejects.toThrow('aborted')
  await expect.poll(() => isOpen(elsewhere)).toBe(false)
  expect(await isOpen(here)).toBe(true)
})
