import { graphql } from 'graphql'
import { expect, onTestFinished, test } from 'vitest'
import { BillingError } from '../../src/billing/error.ts'
import { createSchema } from '../../src/graphql/schema.ts'
import { startAuth } from '../support/auth.ts'
import { startGateway } from '../support/gateway.ts'

const SIGN_IN = `mutation ($login: String!) {
  signIn(input: { login: $login, password: "demo" }) { session { refreshToken } userErrors { code } }
}`
const REFRESH = `mutation ($token: String!) {
  refreshSession(input: { refreshToken: $token }) { session { refreshToken } userErrors { code field message } }
}`

interface Payload {
  readonly session: { readonly refreshToken: string } | null
  readonly userErrors: readonly { readonly code: string }[]
}

test('A2 a client whose deadline passes while the billing hangs keeps a refresh token that works', async () => {
  const gateway = await startGateway()
  onTestFinished(() => gateway.close())
  const { data } = await gateway.query<{ signIn: Payload }>(SIGN_IN, { login: '100001' })
  const token = data.signIn.session?.refreshToken
  await gateway.sandbox.setFault('rest.subjects', 'hang')
  const hasty = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-timeout-ms': '150' },
    body: JSON.stringify({ query: REFRESH, variables: { token } }),
  })
  expect(await hasty.json()).toMatchObject({ errors: [{ extensions: { code: 'BILLING_TIMEOUT', retryable: true } }] })
  await gateway.sandbox.clearFaults()
  const { data: later } = await gateway.query<{ refreshSession: Payload }>(REFRESH, { token })
  expect(later.refreshSession).toMatchObject({ session: { refreshToken: expect.any(String) }, userErrors: [] })
})

test('a refresh that is refused for now says why, and is no error of the operation', async () => {
  const { auth, clock, credentials } = await startAuth({ maxAddressRefreshesPerHour: 2 })
  const caller = { address: '192.0.2.1', requestId: 'r-1' }
  const contextValue = {
    authentication: { kind: 'anonymous' },
    auth,
    caller,
    call: { signal: new AbortController().signal },
    language: 'ru',
    timeZone: 'Europe/Moscow',
  }
  const schema = createSchema()
  const opened = await auth.signIn({ login: '100001', password: 'demo' }, { caller, call: contextValue.call })
  if (opened.kind !== 'opened') throw new Error(opened.kind)
  const refresh = async () => {
    const variableValues = { token: opened.session.refreshToken }
    const { data, errors } = await graphql({ schema, source: REFRESH, contextValue, variableValues })
    expect(errors).toBeUndefined()
    return data?.['refreshSession']
  }
  credentials.failure = new BillingError('BILLING_UNREACHABLE', 'down', { outcome: 'not_applied' })
  clock.now += 25 * 3_600_000
  expect(await refresh()).toEqual(refused('BILLING_UNAVAILABLE', 'Повторите позже'))
  expect(await refresh()).toEqual(refused('BILLING_UNAVAILABLE', 'Повторите позже'))
  expect(await refresh()).toEqual(refused('TOO_MANY_TRIES', 'Слишком много попыток'))
  credentials.failure = null
  clock.now += 3_600_000
  expect(await refresh()).toMatchObject({ session: { refreshToken: expect.any(String) }, userErrors: [] })
})

function refused(code: string, words: string) {
  return { session: null, userErrors: [{ code, field: null, message: expect.stringContaining(words) }] }
}
