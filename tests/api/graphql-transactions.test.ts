import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { writeCursor } from '../../src/graphql/page.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
let token: string
let operator: string
beforeAll(async () => {
  gateway = await startGateway()
  token = await gateway.signIn('100001')
  operator = await gateway.signIn('operator')
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

interface Row {
  readonly __typename: 'Payment' | 'Charge'
  readonly id: string
  readonly amount: { readonly amount: string }
  readonly description?: string
  readonly period?: string | null
  readonly externalId?: string | null
  readonly account?: { readonly id: string; readonly number: string }
  readonly service?: { readonly id: string; readonly kind: string } | null
}
interface Page {
  readonly nodes: readonly Row[]
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly endCursor: string | null
  }
}
interface Answer {
  readonly viewer: { readonly accounts: readonly { readonly id: string; readonly transactions: Page | null }[] }
}

const DOCUMENT = `query ($first: Int!, $after: String) { viewer { accounts { id transactions(first: $first, after: $after) {
  nodes { __typename ... on Payment { id amount { amount } externalId }
    ... on Charge { id amount { amount } period description account { id number } service { id kind } } }
  edges { cursor node { ... on Payment { id } ... on Charge { id } } }
  pageInfo { hasNextPage hasPreviousPage endCursor } } } } }`

async function readPage(first: number, after: string | null = null): Promise<Page> {
  const { data, errors } = await gateway.query<Answer>(DOCUMENT, { first, after }, token)
  expect(errors).toEqual([])
  const page = data.viewer.accounts[0]?.transactions
  if (!page) throw new Error('no page')
  return page
}

/** Every row of the books in the order of posting, newest first. */
async function listBooks() {
  const { soapId, restId } = await gateway.sandbox.findAccount('100001')
  const filter = { soapIds: [soapId], limit: 10_000 }
  const payments = gateway.sandbox.books.listPayments(filter).map((row) => ({
    __typename: 'Payment',
    key: row.recordId,
    id: writeId({ type: 'Payment', accountId: String(restId), paymentId: String(row.recordId) }),
    amount: row.amount,
  }))
  const charges = gateway.sandbox.books.listCharges(filter).map((row) => ({
    __typename: 'Charge',
    key: row.recordId,
    id: writeId({ type: 'Charge', accountId: String(restId), chargeId: String(row.recordId) }),
    amount: row.amount,
  }))
  return [...payments, ...charges].toSorted((one, other) => other.key - one.key)
}

test.each([1, 3, 7, 100])('B3 pages of %i hold every payment and charge once, newest first', async (first) => {
  const read: Row[] = []
  let after: string | null = null
  for (let pages = 1; ; pages += 1) {
    const { nodes, edges, pageInfo } = await readPage(first, after)
    read.push(...nodes)
    expect(edges.map(({ node }) => node.id)).toEqual(nodes.map(({ id }) => id))
    expect(pageInfo.hasPreviousPage).toBe(pages > 1)
    if (!pageInfo.hasNextPage) break
    expect(nodes).toHaveLength(first)
    after = pageInfo.endCursor
  }
  const expected = await listBooks()
  expect(new Set(expected.map(({ __typename }) => __typename)).size).toBe(2)
  expect(read.map(({ __typename, id }) => ({ __typename, id }))).toEqual(
    expected.map(({ __typename, id }) => ({ __typename, id })),
  )
  expect(read.map(({ amount }) => amount.amount.replace('.', ''))).toEqual(expected.map(({ amount }) => String(amount)))
})

test('B3 a payment that has just come is the newest transaction, and moves nothing on later pages', async () => {
  const { pageInfo } = await readPage(2)
  const next = await readPage(2, pageInfo.endCursor)
  await gateway.sandbox.postPayment({ number: '100001', amount: '7.77', receipt: 'NEW-1', classId: 1 })
  expect((await readPage(1)).nodes[0]).toMatchObject({ externalId: 'NEW-1', amount: { amount: '7.77' } })
  expect(await readPage(2, pageInfo.endCursor)).toEqual(next)
})

test('B3 an account that was never charged pages through its payments alone', async () => {
  await gateway.sandbox.createAccount({ number: '777001', type: 'P', login: '777001', password: 'first' })
  for (const amount of ['1.00', '2.00', '3.00']) {
    await gateway.sandbox.postPayment({ number: '777001', amount, classId: 1 })
  }
  const own = await gateway.signIn('777001', 'first')
  const read = async (after: string | null) => {
    const { data } = await gateway.query<Answer>(DOCUMENT, { first: 2, after }, own)
    return data.viewer.accounts[0]?.transactions
  }
  const first = await read(null)
  expect(first?.nodes.map(({ amount }) => amount.amount)).toEqual(['3.00', '2.00'])
  expect(first?.pageInfo.hasNextPage).toBe(true)
  const rest = await read(first?.pageInfo.endCursor ?? null)
  expect(rest?.nodes.map(({ amount }) => amount.amount)).toEqual(['1.00'])
  expect(rest?.pageInfo.hasNextPage).toBe(false)
})

test('B3 the end of the list is an empty page', async () => {
  const all = await readPage(100)
  expect(all.pageInfo.hasNextPage).toBe(false)
  const { nodes, pageInfo } = await readPage(5, all.pageInfo.endCursor)
  expect(nodes).toEqual([])
  expect(pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: true, endCursor: null })
})

test('legacy calls of transactions: one for payments and one for charges, also for ten accounts, at once', async () => {
  const ten = await gateway.signIn('200010')
  const document = '{ viewer { accounts { transactions(first: 10) { nodes { __typename } } } } }'
  await gateway.sandbox.setFault('soap.GetPayments', { latency: 200 })
  await gateway.sandbox.setFault('soap.GetCharges', { latency: 200 })
  const calls = await gateway.countCalls(async () => {
    const answered = gateway.query<Answer>(document, {}, ten)
    await expect.poll(() => gateway.sandbox.inFlight(), { timeout: 180, interval: 10 }).toBe(2)
    const { data, errors } = await answered
    expect(errors).toEqual([])
    expect(data.viewer.accounts).toHaveLength(10)
  })
  expect(calls).toEqual({ 'soap.GetPayments': 1, 'soap.GetCharges': 1 })
})

test('P1 everything is paid from the account: a charge names it, and the service that it was for', async () => {
  const { nodes } = await readPage(100)
  const { restId } = await gateway.sandbox.findAccount('100001')
  const services = gateway.sandbox.books.listServices([restId]).map(({ id }) => String(id))
  const charges = nodes.filter(({ __typename }) => __typename === 'Charge')
  expect(charges.length).toBeGreaterThan(5)
  for (const { account, service, period, description } of charges) {
    expect(account?.number).toBe('100001')
    expect(services.map((serviceId) => writeId({ type: 'Service', accountId: String(restId), serviceId }))).toContain(
      service?.id,
    )
    expect(period).toMatch(/^\d{4}-\d{2}$/)
    expect(description).toMatch(/\S/)
  }
})

test.each([
  ['the subscriber', () => token],
  ['an operator', () => operator],
])('P1 one charge by its id is the one of the list, for %s', async (_name, tokenOf) => {
  const expected = (await readPage(100)).nodes.find(({ __typename }) => __typename === 'Charge')
  const document = `query ($id: ID!) { node(id: $id) { __typename ... on Charge {
    id amount { amount } period description account { id number } service { id kind } } } }`
  const { data, errors } = await gateway.query(document, { id: expected?.id }, tokenOf())
  expect(errors).toEqual([])
  expect(data).toEqual({ node: expected })
})

const outside = '`first` must be a whole number from 1 to 100.'
const cursor = '`after` must be a cursor from another page of the same list, exactly as it was given.'

test.each([
  ['first: 0', { first: 0 }, outside],
  ['first: 101', { first: 101 }, outside],
  ['a broken cursor', { first: 1, after: 'broken' }, cursor],
  ["a cursor of the payments' list", { first: 1, after: writeCursor('payments:1', '5') }, cursor],
  ['a cursor of a stranger', { first: 1, after: writeCursor('transactions:1', '5') }, cursor],
])('B3 %s is refused as bad input with a text that helps', async (_name, variables, message) => {
  const { data, errors } = await gateway.query<Answer>(DOCUMENT, variables, token)
  expect(data.viewer.accounts.map(({ transactions }) => transactions)).toEqual([null])
  expect(errors.map((error) => error.message)).toEqual([message])
  expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false })
})

test('B3 a cursor of this list whose position cannot be is refused', async () => {
  const { restId } = await gateway.sandbox.findAccount('100001')
  const after = writeCursor(`transactions:${restId}`, 'zero')
  const { data, errors } = await gateway.query<Answer>(DOCUMENT, { first: 1, after }, token)
  expect(errors.map(({ message }) => message)).toEqual([cursor])
  expect(data.viewer.accounts.map(({ transactions }) => transactions)).toEqual([null])
})

test('B3 with either side down the list fails as a whole: half of it would look complete', async () => {
  for (const operation of ['soap.GetPayments', 'soap.GetCharges']) {
    await gateway.sandbox.clearFaults()
    await gateway.sandbox.setFault(operation, 'http500')
    const { data, errors } = await gateway.query<Answer>(DOCUMENT, { first: 5 }, token)
    expect(data.viewer.accounts[0]?.transactions).toBeNull()
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BILLING_UNAVAILABLE'])
  }
})
