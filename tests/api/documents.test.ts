import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { accountIdOf, download } from '../support/exports.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
let organisation: string
beforeAll(async () => {
  gateway = await startGateway({ startAt: Date.parse('2026-11-20T12:00:00+03:00') })
  organisation = await gateway.signIn('200001')
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

interface Paper {
  readonly id: string
  readonly kind: string
  readonly number: string
  readonly issuedOn: string
  readonly amount: { readonly amount: string } | null
  readonly from: string | null
  readonly to: string | null
  readonly download: { readonly path: string }
}

interface Page {
  readonly nodes: readonly Paper[]
  readonly edges: readonly { readonly cursor: string }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

const FIELDS = 'id kind number issuedOn amount { amount } from to download { path expiresAt } freshness'
const DOCUMENT = `query ($id: ID!, $first: Int!, $after: String, $kind: [DocumentKind!]) { account(id: $id) { number
  documents(first: $first, after: $after, kind: $kind) { nodes { ${FIELDS} } edges { cursor }
    pageInfo { hasNextPage endCursor } } } }`

async function ask(number: string, token: string, page: object = {}) {
  const variables = { id: await accountIdOf(gateway, number), first: 100, ...page }
  return gateway.query<{ account: { number: string; documents: Page | null } | null }>(DOCUMENT, variables, token)
}

async function list(page: object = {}): Promise<Page> {
  const { data, errors } = await ask('200001', organisation, page)
  expect(errors).toEqual([])
  if (!data.account?.documents) throw new Error('There are no documents.')
  return data.account.documents
}

test('B4 an organisation sees its agreement, and for each month an invoice and an act of what was charged', async () => {
  const { nodes } = await list()
  expect(nodes.filter(({ kind }) => kind === 'AGREEMENT')).toMatchObject([
    { number: '200001', amount: null, from: null },
  ])
  const { soapId } = await gateway.sandbox.findAccount('200001')
  const charges = gateway.sandbox.books.listCharges({ soapIds: [soapId], limit: 10_000 })
  const months = [...Map.groupBy(charges, ({ period }) => period)].filter(([period]) => period < '2026-11')
  expect(months.length).toBeGreaterThan(2)
  for (const [period, own] of months) {
    const total = own.reduce((sum, { amount }) => sum + amount, 0n)
    const papers = nodes.filter(({ from }) => from === `${period}-01`)
    expect(papers.map(({ kind }) => kind).toSorted()).toEqual(['ACT', 'INVOICE'])
    for (const { amount } of papers)
      expect(amount?.amount).toBe(`${total / 100n}.${String(total % 100n).padStart(2, '0')}`)
  }
  const days = nodes.map(({ issuedOn }) => issuedOn)
  expect(days).toEqual(days.toSorted().toReversed())
})

test('B4 a document is fetched as the PDF that the billing holds, once by its link', async () => {
  const [act] = (await list({ kind: ['ACT'] })).nodes
  const file = await download(gateway, act?.download.path)
  expect(file.status).toBe(200)
  expect(Object.fromEntries(file.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': expect.stringMatching(
      /^attachment; filename="act-[\w.-]+\.pdf"; filename\*=UTF-8''act-%D0%90%D0%9A%D0%A2-[\w.-]+\.pdf$/,
    ),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  expect(file.bytes.toString('latin1')).toMatch(/^%PDF-1/)
  expect(file.bytes).toHaveLength(Number(file.headers.get('content-length')))
  await gateway.sandbox.resetCalls()
  expect(await download(gateway, act?.download.path)).toMatchObject({ status: 410, code: 'LINK_USED' })
  // A link that somebody has found does not keep the billing busy.
  expect(await gateway.sandbox.calls()).toEqual({})
})

test('B4 the name of a file keeps letters of any alphabet, and nothing that leads out of a folder', async () => {
  const number = 'ЭР-17/7'
  await gateway.sandbox.createAccount({ number, type: 'P', login: 'er177', password: 'demo' })
  const { data } = await ask(number, await gateway.signIn('er177'))
  const file = await download(gateway, data.account?.documents?.nodes[0]?.download.path)
  expect(file.headers.get('content-disposition')).toBe(
    `attachment; filename="agreement-__-17_7.pdf"; filename*=UTF-8''${encodeURIComponent('agreement-ЭР-17_7.pdf')}`,
  )
})

test('B4 documents come page by page and by kind, and a cursor fits its own list alone', async () => {
  const all = (await list()).nodes.map(({ id }) => id)
  const first = await list({ first: 2 })
  const second = await list({ first: 2, after: first.pageInfo.endCursor })
  expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual(all.slice(0, 4))
  expect(first.pageInfo.hasNextPage).toBe(true)
  const papers = await list({ kind: ['INVOICE', 'ACT'] })
  expect(papers.nodes).toHaveLength(all.length - 1)
  for (const page of [
    { after: first.pageInfo.endCursor, kind: ['ACT'] },
    { after: 'nonsense' },
    { first: 0 },
    { first: 101 },
  ]) {
    const { data, errors } = await ask('200001', organisation, page)
    expect([data.account?.documents, errors[0]?.extensions.code]).toEqual([null, 'BAD_USER_INPUT'])
  }
})

test('B4 a person has an agreement, finds it by its id, and nobody sees what is not his own', async () => {
  const person = await gateway.signIn('100001')
  const { data } = await ask('100001', person)
  expect(data.account?.documents?.nodes).toMatchObject([{ kind: 'AGREEMENT', number: '100001' }])
  const id = data.account?.documents?.nodes[0]?.id ?? ''
  const find = async (token: string) => {
    const query = 'query ($id: ID!) { node(id: $id) { __typename id ... on AccountDocument { number } } }'
    return (await gateway.query<{ node: unknown }>(query, { id }, token)).data.node
  }
  expect(await find(person)).toEqual({ __typename: 'AccountDocument', id, number: '100001' })
  expect(await find(organisation)).toBeNull()
  expect((await ask('200001', person)).data.account).toBeNull()
})

test('B4 a list and a file take one call each', async () => {
  expect(await gateway.countCalls(() => list())).toEqual({ 'rest.documents': 1 })
  const [paper] = (await list()).nodes
  expect(await gateway.countCalls(() => download(gateway, paper?.download.path))).toEqual({ 'rest.documentContent': 1 })
})

test.each(['http500', 'html', 'oversize', 'notWellFormed', 'foreignRows', 'reset'])(
  'B4 when the billing answers a document with %s nothing is served, and a new link works later',
  async (kind) => {
    const [paper] = (await list()).nodes
    await gateway.sandbox.setFault('rest.documentContent', kind)
    expect(await download(gateway, paper?.download.path)).toMatchObject({
      status: 503,
      code: 'FILE_SERVICE_UNAVAILABLE',
    })
    await gateway.sandbox.clearFaults()
    expect(await download(gateway, (await list()).nodes[0]?.download.path)).toMatchObject({ status: 200 })
  },
)

test('B4 a billing without documents says so, and the rest of the account is there', async () => {
  const other = await startGateway({
    wrapBilling: (connected) => ({ ...connected, capabilities: { ...connected.capabilities, documents: false } }),
  })
  try {
    const { restId } = await other.sandbox.findAccount('100001')
    const id = writeId({ type: 'Account', kind: 'PERSON', accountId: String(restId) })
    const { data, errors } = await other.query<{ account: unknown; capabilities: unknown }>(
      'query ($id: ID!) { capabilities { documents } account(id: $id) { number documents(first: 1) { nodes { id } } } }',
      { id },
      await other.signIn('100001'),
    )
    expect(data).toEqual({ capabilities: { documents: false }, account: { number: '100001', documents: null } })
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_SUPPORTED_BY_BILLING'])
  } finally {
    await other.close()
  }
})
