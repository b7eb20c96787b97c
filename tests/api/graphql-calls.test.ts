import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

/** What each operation costs the billing. The numbers are the least that is possible with the billing's own calls. */
let gateway: Gateway
let tokens: { ten: string; two: string; one: string; operator: string }

beforeAll(async () => {
  gateway = await startGateway()
  const [ten, two, one, operator] = await Promise.all(
    ['200010', '100002', '100001', 'operator'].map((login) => gateway.signIn(login)),
  )
  tokens = { ten: ten ?? '', two: two ?? '', one: one ?? '', operator: operator ?? '' }
  // Opens the SOAP session, which all later operations share.
  await gateway.query('{ viewer { accounts { payments(first: 1) { nodes { id } } } } }', {}, tokens.one)
})
afterAll(() => gateway.close())

interface Accounts {
  readonly viewer: { readonly accounts: readonly Readonly<Record<string, unknown>>[] }
}

async function cost(selection: string, token: string, accounts: number) {
  return gateway.countCalls(async () => {
    const { data, errors } = await gateway.query<Accounts>(`{ viewer { accounts { ${selection} } } }`, {}, token)
    expect(errors).toEqual([])
    expect(data.viewer.accounts).toHaveLength(accounts)
    for (const account of data.viewer.accounts) expect(Object.values(account)).not.toContain(null)
  })
}

const PAYMENTS = 'payments(first: 10) { nodes { amount { amount } } }'
const SERVICES = 'services { tariff { name } }'
const BALANCE = 'balance { amount { amount } }'

test('legacy calls of the viewer with the ids and numbers of ten accounts: none', async () => {
  expect(await cost('id number __typename', tokens.ten, 10)).toEqual({})
})

test('legacy calls of the balance of ten accounts: one', async () => {
  expect(await cost(BALANCE, tokens.ten, 10)).toEqual({ 'rest.accounts': 1 })
})

test('legacy calls of balance, status and freshness together: still one', async () => {
  expect(await cost(`${BALANCE} status asOf freshness`, tokens.ten, 10)).toEqual({ 'rest.accounts': 1 })
})

test('legacy calls of the payments of ten accounts: one', async () => {
  expect(await cost(PAYMENTS, tokens.ten, 10)).toEqual({ 'soap.GetPayments': 1 })
})

test('legacy calls of the agreements and holders of ten accounts: one each', async () => {
  const selection = 'agreement { number } ... on OrganizationAccount { profile { inn } }'
  expect(await cost(selection, tokens.ten, 10)).toEqual({ 'rest.agreements': 1, 'rest.profiles': 1 })
})

test('legacy calls of the services and tariffs of ten accounts: one each', async () => {
  expect(await cost(SERVICES, tokens.ten, 10)).toEqual({ 'rest.services': 1, 'rest.tariffs': 1 })
})

test('legacy calls of a cabinet with balance, services, tariffs and payments: one of each kind', async () => {
  expect(await cost(`${BALANCE} ${SERVICES} ${PAYMENTS}`, tokens.two, 2)).toEqual({
    'rest.accounts': 1,
    'rest.services': 1,
    'rest.tariffs': 1,
    'soap.GetPayments': 1,
  })
})

test('legacy calls of the same account asked for under three names: one', async () => {
  const id = await idOf('100001')
  const document = `query ($id: ID!) { a: account(id: $id) { ...it } b: account(id: $id) { ...it } c: node(id: $id) { ...it } }
    fragment it on Account { balance { amount { amount } } }`
  const calls = await gateway.countCalls(async () => {
    const { data } = await gateway.query<Record<string, unknown>>(document, { id }, tokens.one)
    expect(data['a']).toEqual(data['c'])
    expect(data['a']).toEqual({ balance: { amount: { amount: expect.any(String) } } })
  })
  expect(calls).toEqual({ 'rest.accounts': 1 })
})

test("legacy calls of an operator's look at an account: one, the balance included", async () => {
  const document = `query ($id: ID!) { account(id: $id) { number ${BALANCE} } }`
  const id = await idOf('100001')
  const calls = await gateway.countCalls(async () => {
    const { data } = await gateway.query<{ account: { number: string } }>(document, { id }, tokens.operator)
    expect(data.account.number).toBe('100001')
  })
  expect(calls).toEqual({ 'rest.accounts': 1 })
})

test('legacy calls for what belongs to somebody else, is malformed or refused: none', async () => {
  const id = await idOf('100002')
  const payment = writeId({ type: 'Payment', accountId: '1', paymentId: '1' })
  const service = writeId({ type: 'Service', accountId: '1', serviceId: '1' })
  const calls = await gateway.countCalls(async () => {
    await gateway.query('query ($id: ID!) { account(id: $id) { number balance { asOf } } }', { id }, tokens.one)
    await gateway.query('query ($id: ID!) { payment(id: $id) { id } }', { id: payment }, tokens.one)
    await gateway.query('query ($id: ID!) { node(id: $id) { id } }', { id: service }, tokens.one)
    await gateway.query('query ($id: ID!) { node(id: $id) { id } }', { id: 'nonsense' }, tokens.operator)
    await gateway.query('{ viewer { accounts { payments(first: 0) { nodes { id } } } } }', {}, tokens.one)
    await gateway.query('query ($id: ID!) { account(id: $id) { number balance { asOf } } }', { id })
  })
  expect(calls).toEqual({})
})

test('legacy calls of an operation of which a part fails: no more than of one that does not', async () => {
  await gateway.sandbox.setFault('rest.services', 'http500')
  const calls = await gateway.countCalls(async () => {
    const { errors } = await gateway.query(`{ viewer { accounts { ${BALANCE} ${SERVICES} } } }`, {}, tokens.one)
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BILLING_UNAVAILABLE'])
  })
  await gateway.sandbox.clearFaults()
  expect(calls).toEqual({ 'rest.accounts': 1, 'rest.services': 1 })
})

async function idOf(number: string): Promise<string> {
  const { restId } = await gateway.sandbox.findAccount(number)
  return writeId({ type: 'Account', kind: 'PERSON', accountId: String(restId) })
}
