import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'

/** What a production gateway tells of its schema: nothing. */
let gateway: Gateway
let token: string
beforeAll(async () => {
  gateway = await startGateway({ production: true, operationTimeoutMs: 1000 })
  token = await gateway.signIn('100001')
})
afterAll(() => gateway.close())

const GUESSES: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
  ['an unknown field', '{ vewer { role } }', {}],
  ['several unknown fields', '{ vewer { role } acount { id } nod { id } }', {}],
  ['known fields beside an unknown one', '{ viewer { role } capabilities { payments } secrets }', {}],
  ['a missing argument', '{ account { id } }', {}],
  ['a literal of the wrong type', '{ account(id: 1.5) { id } }', {}],
  ['a variable of the wrong type', 'query ($id: ID!) { account(id: $id) { id } }', { id: { nested: true } }],
  [
    'an unknown input field',
    'mutation ($i: SignInInput!) { signIn(input: $i) { retryAfterSeconds } }',
    { i: { lgin: 'x' } },
  ],
  ['an unknown type', 'query ($i: Secret) { viewer { role } }', {}],
  ['introspection', getIntrospectionQuery(), {}],
  ['introspection of one type', '{ __type(name: "Account") { fields { name } } }', {}],
  ['a syntax error', '{ viewer { role }', {}],
]

test.each(GUESSES)('%s gets the one constant text, once and without a place', async (_name, document, variables) => {
  const { errors, status, text, data } = await gateway.query(document, variables, { token, requestId: 'silent-1' })
  expect(status).toBe(400)
  expect(data).toBeUndefined()
  expect(errors).toHaveLength(1)
  expect(errors[0]).not.toHaveProperty('locations')
  expect(['The request is not valid.', 'A value in the request cannot be used.']).toContain(errors[0]?.message)
  expect(text).not.toMatch(/viewer|account|node|SignIn|login|Did you mean|introspection/i)
})

test('what a client does wrong with a known operation is still explained', async () => {
  const { errors } = await gateway.query('{ viewer { accounts { payments(first: 0) { nodes { id } } } } }', {}, token)
  expect(errors[0]?.message).toBe('`first` must be a whole number from 1 to 100.')
  expect(errors[0]?.path).toEqual(['viewer', 'accounts', 0, 'payments'])
})

test('the deadline of an operation ends a hanging billing call, as a timeout', async () => {
  await gateway.sandbox.setFault('rest.accounts', 'hang')
  const startedAt = performance.now()
  const { errors } = await gateway.query('{ viewer { accounts { balance { asOf } } } }', {}, token)
  expect(performance.now() - startedAt).toBeLessThan(3000)
  expect(errors[0]?.extensions).toMatchObject({ code: 'BILLING_TIMEOUT', retryable: true })
  await gateway.sandbox.clearFaults()
})

test('a client that leaves takes its billing calls along', async () => {
  await gateway.sandbox.setFault('rest.accounts', 'hang')
  const leaving = new AbortController()
  const request = fetch(gateway.url, {
    method: 'POST',
    signal: leaving.signal,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ viewer { accounts { balance { asOf } } } }' }),
  })
  const left = request.catch((error: unknown) => error)
  await expect.poll(() => gateway.sandbox.inFlight(), { timeout: 800 }).toBe(1)
  leaving.abort()
  expect(await left).toMatchObject({ name: 'AbortError' })
  const leftAt = performance.now()
  await expect.poll(() => gateway.sandbox.inFlight(), { timeout: 5000 }).toBe(0)
  expect(performance.now() - leftAt).toBeLessThan(700)
  await gateway.sandbox.clearFaults()
})
