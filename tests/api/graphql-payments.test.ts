import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { writeCursor } from '../../src/graphql/page.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
let token: string
beforeAll(async () => {
  gateway = await startGateway()
  token = await gateway.signIn('100002')
})
afterAll(() => gateway.close())

interface Node {
  readonly id: string
  readonly amount: { readonly amount: string }
  readonly externalId: string | null
  readonly paidAt: string | null
}

interface Page {
  readonly viewer: {
    readonly accounts: readonly {
      readonly number: string
      readonly payments: {
        readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[]
        readonly nodes: readonly Node[]
        readonly pageInfo: {
          readonly hasNextPage: boolean
          readonly hasPreviousPage: boolean
          readonly startCursor: string | null
          readonly endCursor: string | null
        }
      } | null
    }[]
  }
}

const PAGE = `query ($first: Int!, $after: String) { viewer { accounts { number payments(first: $first, after: $after) {
  edges { cursor node { id } } nodes { id amount { amount } externalId paidAt }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }`

/** The first account's page: a cursor fits one list only, so the second account refuses it. */
async function readPage(first: number, after: string | null) {
  const { data } = await gateway.query<Page>(PAGE, { first, after }, token)
  const payments = data.viewer.accounts[0]?.payments
  if (!payments) throw new Error('no page')
  return payments
}

test('P7 paging in threes yields every payment of the billing once, newest first', async () => {
  const read: Node[] = []
  let after: string | null = null
  for (let pages = 1; ; pages++) {
    const { nodes, edges, pageInfo } = await readPage(3, after)
    read.push(...nodes)
    expect(edges.map(({ node }) => node.id)).toEqual(nodes.map(({ id }) => id))
    expect(pageInfo.hasPreviousPage).toBe(pages > 1)
    expect(pageInfo.startCursor).toBe(edges[0]?.cursor ?? null)
    expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor ?? null)
    if (!pageInfo.hasNextPage) break
    expect(nodes).toHaveLength(3)
    after = pageInfo.endCursor
  }
  const { soapId } = await gateway.sandbox.findAccount('100002')
  const { payments } = await gateway.sandbox.ledger()
  const expected = payments
    .filter((payment) => payment.soapId === soapId)
    .toSorted((left, right) => right.recordId - left.recordId)
  expect(expected.length).toBeGreaterThan(6)
  expect(read.map(({ amount, externalId }) => ({ amount: amount.amount, externalId }))).toEqual(
    expected.map(({ amount, receipt }) => ({ amount, externalId: receipt })),
  )
  expect(read.map(({ paidAt }) => Date.parse(paidAt ?? ''))).toEqual(expected.map(({ paidAt }) => Date.parse(paidAt)))
  expect(new Set(read.map(({ id }) => id)).size).toBe(read.length)
})

test('P7 a payment that arrives between two pages moves nothing', async () => {
  const { pageInfo } = await readPage(2, null)
  const next = await readPage(2, pageInfo.endCursor)
  await gateway.sandbox.postPayment({ number: '100002', amount: '1.00', classId: 1 })
  expect(await readPage(2, pageInfo.endCursor)).toEqual(next)
})

test('P7 one payment by its id is the one of the list', async () => {
  const [expected] = (await readPage(1, null)).nodes
  const document = `query ($id: ID!) {
    payment(id: $id) { ...it } node(id: $id) { ...it } }
    fragment it on Payment { id amount { amount } externalId paidAt }`
  const { data } = await gateway.query(document, { id: expected?.id }, token)
  expect(data).toEqual({ payment: expected, node: expected })
})

test('P7 the end of the list is an empty page without cursors', async () => {
  const all = await readPage(100, null)
  const { edges, pageInfo } = await readPage(5, all.pageInfo.endCursor)
  expect(all.pageInfo.hasNextPage).toBe(false)
  expect(edges).toEqual([])
  expect(pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null })
})

const outside = '`first` must be a whole number from 1 to 100.'
const cursor = '`after` must be a cursor from another page of the same list, exactly as it was given.'

test.each([
  ['first: 0', { first: 0 }, outside],
  ['first: -1', { first: -1 }, outside],
  ['first: 101', { first: 101 }, outside],
  ['a broken cursor', { first: 1, after: 'broken' }, cursor],
  ['an empty cursor', { first: 1, after: '' }, cursor],
  ['a cursor of a stranger', { first: 1, after: writeCursor('payments:1', '5') }, cursor],
])('P7 %s is refused as bad input with a text that helps', async (_name, variables, message) => {
  const { data, errors, status } = await gateway.query<Page>(PAGE, variables, token)
  expect(status).toBe(200)
  expect(data.viewer.accounts.map(({ payments }) => payments)).toEqual([null, null])
  expect(new Set(errors.map((error) => error.message))).toEqual(new Set([message]))
  expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false })
})

test('P7 a cursor of this list whose position cannot be is refused, and any that can be has its page', async () => {
  const { restId } = await gateway.sandbox.findAccount('100002')
  const id = writeId({ type: 'Account', kind: 'PERSON', accountId: String(restId) })
  const document = `query ($id: ID!, $after: String) { account(id: $id) { number payments(first: 1, after: $after) {
    nodes { id } } } }`
  const ask = (position: string) =>
    gateway.query(document, { id, after: writeCursor(`payments:${restId}`, position) }, token)
  for (const position of ['zero', '1e3', '-1', '007', '9'.repeat(24)]) {
    const { data, errors } = await ask(position)
    expect(data).toEqual({ account: { number: '100002', payments: null } })
    expect(errors.map((error) => error.message)).toEqual([cursor])
  }
  expect(await ask('999999999')).toMatchObject({ errors: [], data: { account: { payments: { nodes: [{}] } } } })
})

test.each([
  ['no first', {}, 400],
  ['first as text', { first: '5' }, 400],
  ['first beyond an Int', { first: 4_000_000_000 }, 400],
  ['first as null', { first: null }, 400],
  ['a cursor that is a number', { first: 1, after: 5 }, 400],
])('P7 %s is refused before anything runs', async (_name, variables, status) => {
  const answer = await gateway.query(PAGE, variables, token)
  expect(answer.status).toBe(status)
  expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('P7 a null that reaches `first` through a default is bad input and no incident', async () => {
  const document = 'query ($n: Int = 5) { viewer { accounts { payments(first: $n) { nodes { id } } } } }'
  const { errors } = await gateway.query(document, { n: null }, token)
  expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false })
})
