import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
let token: string
beforeAll(async () => {
  gateway = await startGateway()
  token = await gateway.signIn('100001')
})
afterAll(() => gateway.close())

const TABLE: readonly (readonly [name: string, document: string, status: number, code: string, message: RegExp])[] = [
  ['an empty selection', '{ }', 400, 'GRAPHQL_PARSE_FAILED', /Expected Name/],
  ['a text that is no document', 'give me money', 400, 'GRAPHQL_PARSE_FAILED', /Unexpected Name/],
  ['more than 1000 tokens', `{ ${'__typename '.repeat(1001)} }`, 400, 'GRAPHQL_PARSE_FAILED', /1000 tokens/],
  ['an unknown field', '{ vewer { role } }', 400, 'GRAPHQL_VALIDATION_FAILED', /Did you mean "viewer"/],
  ['a missing argument', '{ account { id } }', 400, 'GRAPHQL_VALIDATION_FAILED', /"id" of type "ID!" is required/],
  [
    'a literal of the wrong type',
    '{ account(id: 1.5) { id } }',
    400,
    'GRAPHQL_VALIDATION_FAILED',
    /ID cannot represent/,
  ],
  [
    'two operations without a name',
    'query A { __typename } query B { __typename }',
    400,
    'OPERATION_RESOLUTION_FAILURE',
    /operation name/,
  ],
  ['a subscription', 'subscription { ticketUpdated(accountId: "x") { id } }', 400, 'BAD_USER_INPUT', /WebSocket/],
  [
    'thirty-one aliases of __typename',
    `{ ${Array.from({ length: 31 }, (_, index) => `a${index}: __typename`).join(' ')} }`,
    400,
    'OPERATION_TOO_COMPLEX',
    /more than 30 aliases/,
  ],
  [
    'two sign-ins under two names',
    'mutation { a: signIn(input: {login: "1", password: "1"}) { retryAfterSeconds } b: signIn(input: {login: "1", password: "2"}) { retryAfterSeconds } }',
    400,
    'BAD_USER_INPUT',
    /only one of/,
  ],
  [
    'a sign-in and a refresh through fragments',
    `mutation { ...a ...b } fragment a on Mutation { signIn(input: {login: "1", password: "1"}) { retryAfterSeconds } }
     fragment b on Mutation { ... on Mutation { refreshSession(input: {refreshToken: "x"}) { session { accessToken } } } }`,
    400,
    'BAD_USER_INPUT',
    /only one of/,
  ],
  [
    'fragments that multiply',
    `{ ...f0 } ${Array.from({ length: 14 }, (_, index) => `fragment f${index} on Query { ...f${index + 1} ...f${index + 1} }`).join(' ')}
     fragment f14 on Query { __typename }`,
    400,
    'OPERATION_TOO_COMPLEX',
    /too much at once/,
  ],
  [
    'a fragment in a circle',
    '{ ...f } fragment f on Query { ...f }',
    400,
    'GRAPHQL_VALIDATION_FAILED',
    /spread fragment "f" within itself/,
  ],
]

test.each(TABLE)('%s ends in a typed error', async (...[, document, expectedStatus, code, message]) => {
  const { errors, status, data } = await gateway.query(document, {}, { token, requestId: 'table-1' })
  expect(status).toBe(expectedStatus)
  expect(data).toBeUndefined()
  expect(errors[0]?.extensions).toMatchObject({ code, retryable: false })
  expect(errors[0]?.message).toMatch(message)
})

test('the introspection query of the usual tools is answered outside production', async () => {
  const { errors, data } = await gateway.query<{ __schema: { types: readonly object[] } }>(
    getIntrospectionQuery(),
    {},
    token,
  )
  expect(errors).toEqual([])
  expect(data.__schema.types.length).toBeGreaterThan(30)
})

test.each([
  ['an expired token', 'expired', /The access token has expired/],
  ['a forged token', 'forged', /The access token is not valid/],
  ['a token of nobody', 'nonsense', /The access token is not valid/],
])(
  '%s is UNAUTHENTICATED where somebody has to be signed in, and public fields still answer',
  async (_name, kind, message) => {
    const { data, errors } = await gateway.query(
      '{ viewer { role } account(id: "x") { id } capabilities { payments } }',
      {},
      {
        token: await staleToken(kind),
      },
    )
    expect(data).toEqual({ viewer: null, account: null, capabilities: { payments: true } })
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED'])
    expect(errors[0]?.message).toMatch(message)
  },
)

describe('the language of messages', () => {
  const SIGN_IN = 'mutation { signIn(input: { login: "100001", password: "no" }) { userErrors { code message } } }'

  test.each([
    ['ru-RU,ru;q=0.9,en;q=0.8', 'Сначала войдите.', 'Неверный логин или пароль, либо нет действующего договора.'],
    ['en', 'Sign in first.', 'Login and password do not fit, or there is no active agreement.'],
    ['de', 'Sign in first.', 'Login and password do not fit, or there is no active agreement.'],
  ])('%s', async (language, error, userError) => {
    const denied = await gateway.query('{ account(id: "x") { id } }', {}, { language })
    expect(denied.errors[0]?.message).toBe(error)
    expect(denied.errors[0]?.extensions.code).toBe('UNAUTHENTICATED')
    const refused = await gateway.query<{ signIn: object }>(SIGN_IN, {}, { language })
    expect(refused.data.signIn).toEqual({ userErrors: [{ code: 'WRONG_CREDENTIALS', message: userError }] })
  })
})

const STATEMENT = `query ($period: PeriodInput!) { viewer { accounts { statement(period: $period) { from } } } }`
const firstError = async (document: string, variables: Readonly<Record<string, unknown>>, language: string) =>
  (await gateway.query(document, variables, { token, language })).errors[0]

describe('a value of a scalar that cannot be one', () => {
  test.each(['x', '" at "elsewhere"; Date must be a day as yyyy-MM-dd.'])(
    'is told in the language of the reader, with its place: %j',
    async (from) => {
      const variables = { period: { from, to: '2026-01-31' } }
      expect(await firstError(STATEMENT, variables, 'ru')).toMatchObject({
        message: `period.from: Date — это день в виде гггг-ММ-дд.`,
        extensions: { code: 'BAD_USER_INPUT' },
      })
      expect((await firstError(STATEMENT, variables, 'en'))?.message).toMatch(
        /at "period\.from"; Date must be a day as yyyy-MM-dd\.$/,
      )
    },
  )

  test('is told so also where the value stands in the document', async () => {
    const literal = STATEMENT.replace('($period: PeriodInput!)', '').replace('$period', '{ from: "x", to: "y" }')
    expect(await firstError(literal, {}, 'ru')).toMatchObject({
      message: 'Date — это день в виде гггг-ММ-дд.',
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    })
  })

  test('says nothing of it in production', async () => {
    const production = await startGateway({ production: true })
    const { errors, text } = await production.query(
      STATEMENT,
      { period: { from: 'x', to: 'y' } },
      { token: await production.signIn('100001'), language: 'ru' },
    )
    await production.close()
    expect(errors[0]?.message).toMatch(/[а-я]/)
    expect(text).not.toMatch(/Date|period|yyyy|гггг/)
  })
})

test('an operation is logged by name, role and outcome, and never with its variables', async () => {
  const document = `mutation LogsNothingSecret($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }`
  await gateway.query(
    document,
    { input: { login: 'canary-login', password: 'canary-password' } },
    { requestId: 'log-1' },
  )
  const line = gateway.logLines().find((text) => text.includes('LogsNothingSecret'))
  expect(JSON.parse(line ?? '{}')).toMatchObject({
    requestId: 'log-1',
    operationName: 'LogsNothingSecret',
    operationType: 'mutation',
    role: 'anonymous',
    outcome: 'ok',
  })
  expect(gateway.logLines().join('')).not.toMatch(/canary/)
})

/** Expired, or with a role that the signature does not cover, or no token at all. */
async function staleToken(kind: string): Promise<string> {
  if (kind === 'expired') return gateway.expiredToken()
  if (kind === 'nonsense') return 'nonsense'
  const [header = '', payload = '', signature = ''] = token.split('.')
  const claims = Buffer.from(payload, 'base64url').toString().replace('SUBSCRIBER', 'OPERATOR')
  return [header, Buffer.from(claims).toString('base64url'), signature].join('.')
}
