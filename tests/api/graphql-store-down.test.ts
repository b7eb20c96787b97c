import { afterAll, beforeAll, expect, test } from 'vitest'
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
