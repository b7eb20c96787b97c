import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Auth } from '../../src/auth/auth.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.close())

test('without the store a token cannot be checked: a typed error that says so, in the language of the request', async () => {
  const token = await gateway.openSession({ role: 'OPERATOR' })
  await gateway.closeStore()
  const { status, errors, data, text } = await gateway.query(
    '{ viewer { role } }',
    {},
    { token, language: 'ru', requestId: 'down-1' },
  )
  expect(status).toBe(503)
  expect(data).toBeUndefined()
  expect(errors).toEqual([
    {
      message: 'Сервис сейчас недоступен. Повторите позже.',
      extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true, requestId: 'down-1' },
    },
  ])
  expect(text).not.toMatch(/sqlite|store/i)
  expect(gateway.logLines().join('')).toContain('"code":"STORE_CLOSED"')
  const signIn = await gateway.query(
    'mutation { signIn(input: { login: "100001", password: "demo" }) { userErrors { code } } }',
  )
  expect(signIn.errors[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE')
  const open = await gateway.query('{ capabilities { payments } }')
  expect(open.data).toEqual({ capabilities: { payments: true } })
})

test('a mistake of our own while a token is checked is an incident, and not said to be an outage', async () => {
  const broken = await startGateway({ wrapAuth })
  const { status, errors, text } = await broken.query('{ viewer { role } }', {}, { token: 'any', requestId: 'bug-1' })
  const log = broken.logLines().join('')
  await broken.close()
  expect(status).toBe(500)
  expect(errors.map(({ extensions }) => extensions)).toEqual([
    { code: 'INTERNAL_SERVER_ERROR', retryable: true, requestId: 'bug-1', incidentId: expect.any(String) },
  ])
  expect(text).not.toContain('secret')
  expect(log).toContain(errors[0]?.extensions.incidentId)
})

function wrapAuth(real: Auth): Auth {
  return { ...real, authenticate: () => Promise.reject(new TypeError('secret of the program')) }
}
