import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
let token: string
let account: string

beforeAll(async () => {
  gateway = await startGateway()
  token = await gateway.signIn('100001')
  const { restId } = await gateway.sandbox.findAccount('100001')
  account = writeId({ type: 'Account', kind: 'PERSON', accountId: String(restId) })
})
afterAll(() => gateway.close())

/** One account's payments under as many names, each another page. */
function pages(count: number): string {
  const fields = Array.from(
    { length: count },
    (_, index) => `a${index}: payments(first: ${60 + index}) { nodes { id } }`,
  )
  return `query ($account: ID!) { account(id: $account) { ${fields.join(' ')} } }`
}

test('thirty pages of one account are refused with the figures, and the billing hears nothing of them', async () => {
  const calls = await gateway.countCalls(async () => {
    const { status, data, errors } = await gateway.query(pages(30), { account }, token)
    expect(status).toBe(400)
    expect(data).toBeUndefined()
    expect(errors).toEqual([
      {
        message: expect.stringMatching(/^The operation may cost 12\d{5}; at most 1000000 is allowed\.$/),
        extensions: { code: 'OPERATION_TOO_COMPLEX', retryable: false, requestId: expect.any(String) },
      },
    ])
  })
  expect(calls).toEqual({})
  expect((await gateway.query(pages(10), { account }, token)).errors).toEqual([])
})

test('the same document passes or does not by its variables', async () => {
  const document = `query ($account: ID!, $first: Int!) { account(id: $account) { tickets(first: $first) { nodes {
    messages(first: 100) { nodes { id: text author createdAt } } } } } }`
  expect((await gateway.query(document, { account, first: 5 }, token)).errors).toEqual([])
  const costly = `query ($account: ID!, $first: Int!) { account(id: $account) { tickets(first: $first) { nodes {
    a: messages(first: 100) { edges { node { text } } nodes { text author createdAt } }
    b: messages(first: 99) { edges { node { text } } nodes { text author createdAt } } } } } }`
  expect((await gateway.query(costly, { account, first: 5 }, token)).errors).toEqual([])
  const refused = await gateway.query(costly, { account, first: 100 }, token)
  expect(refused.errors.map(({ extensions }) => extensions.code)).toEqual(['OPERATION_TOO_COMPLEX'])
})

test('the refusal is told in the language of the request', async () => {
  const { errors } = await gateway.query(pages(30), { account }, { token, language: 'ru' })
  expect(errors[0]?.message).toMatch(/^Стоимость операции — до \d+; допустимо не больше 1000000\.$/)
})

test('bad variables stay bad input: the cost has no opinion of them', async () => {
  const { status, errors } = await gateway.query(
    'query ($n: Int!) { viewer { accounts { payments(first: $n) { nodes { id } } } } }',
    { n: 'many' },
    token,
  )
  expect(status).toBe(400)
  expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('in production the refusal names no figures', async () => {
  const production = await startGateway({ production: true })
  const held = await production.openSession({ role: 'OPERATOR' })
  const { status, errors } = await production.query(pages(30), { account }, held)
  await production.close()
  expect(status).toBe(400)
  expect(errors.map(({ message, extensions }) => [message, extensions.code])).toEqual([
    ['The operation asks for too much at once.', 'OPERATION_TOO_COMPLEX'],
  ])
})
