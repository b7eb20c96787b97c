import { stat } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { receiveCode, receiveMessages } from '../support/messages.ts'

const REQUEST = `mutation ($input: RequestPasswordResetInput!) {
  requestPasswordReset(input: $input) { requested expiresInSeconds userErrors { code field message } retryAfterSeconds }
}`
const RESET = `mutation ($input: ResetPasswordInput!) {
  resetPassword(input: $input) { changed login userErrors { code field message } retryAfterSeconds }
}`

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.close())

const request = async (input: object, headers = {}) =>
  (await gateway.query<{ requestPasswordReset: unknown }>(REQUEST, { input }, headers)).data.requestPasswordReset
const reset = async (input: object, headers = {}) =>
  (await gateway.query<{ resetPassword: unknown }>(RESET, { input }, headers)).data.resetPassword
const signsIn = (login: string, password: string) => gateway.sandbox.books.checkCredentials(login, password) !== null

const DONE = { changed: true, login: '100001', userErrors: [], retryAfterSeconds: null }

test('A4 a lost password: a code comes to the phone of the agreement, and a password of ones own choice signs in', async () => {
  const old = await gateway.signIn('100001')
  expect(await request({ login: '100001', channel: 'SMS' }, { language: 'ru' })).toEqual({
    requested: true,
    expiresInSeconds: 900,
    userErrors: [],
    retryAfterSeconds: null,
  })
  const messages = await receiveMessages(gateway)
  const { restId } = await gateway.sandbox.findAccount('100001')
  const [profile] = gateway.sandbox.books.findProfiles([restId])
  expect(messages).toHaveLength(1)
  expect(messages[0]).toMatchObject({
    channel: 'SMS',
    to: `+${profile?.phone}`,
    text: expect.stringContaining('код для нового пароля'),
  })
  expect(((await stat(messages[0]?.file ?? '')).mode & 0o777).toString(8)).toBe('600')

  const code = await receiveCode(gateway)
  expect(await reset({ login: '100001', code, newPassword: 'Зимний вечер 7' })).toEqual(DONE)
  expect(signsIn('100001', 'Зимний вечер 7')).toBe(true)
  expect(signsIn('100001', 'demo')).toBe(false)
  const token = await gateway.signIn('100001', 'Зимний вечер 7')
  const viewer = '{ viewer { accounts { number } } }'
  expect((await gateway.query(viewer, {}, token)).data).toEqual({ viewer: { accounts: [{ number: '100001' }] } })
  expect((await gateway.query(viewer, {}, old)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED')
  expect(await reset({ login: '100001', code, newPassword: 'another one 8' })).toMatchObject({
    changed: false,
    userErrors: [{ code: 'WRONG_CODE', field: 'code' }],
  })
  expect(gateway.logLines().join('\n')).not.toContain(code)
})
