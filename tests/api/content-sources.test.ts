import { expect, onTestFinished, test } from 'vitest'
import type { ContentBilling, NewsBilling } from '../../src/billing/content-port.ts'
import type { News } from '../../src/domain/news.ts'
import { type Gateway, type GatewayOptions, startGateway } from '../support/gateway.ts'

async function open(options: GatewayOptions = {}): Promise<Gateway> {
  const gateway = await startGateway(options)
  onTestFinished(() => gateway.close())
  return gateway
}

const CREATE = `mutation { createNews(input: { idempotencyKey: "key-0001", content: {
  title: { en: "t" } body: { en: "b" } publishedAt: "2026-01-01T00:00:00Z"
} }) { news { title } userErrors { code } } }`

const EVERYTHING = `{
  capabilities { managesContent }
  news(first: 9) { nodes { title } } promotions(first: 9) { nodes { title } }
  announcements(first: 9) { nodes { title } } helpArticles(first: 9) { nodes { title } }
  company { name }
}`

test('S4 S5 S7 A8 in production the content is empty until an operator writes it', async () => {
  const gateway = await open({ production: true })
  const { data, errors } = await gateway.query(EVERYTHING)
  expect(errors).toEqual([])
  expect(data).toEqual({
    capabilities: { managesContent: true },
    news: { nodes: [] },
    promotions: { nodes: [] },
    announcements: { nodes: [] },
    helpArticles: { nodes: [] },
    company: null,
  })
  const created = await gateway.query(CREATE, {}, await gateway.signIn('operator'))
  expect(created.data).toEqual({ createNews: { news: { title: 't' }, userErrors: [] } })
  const document = `mutation { updateCompany(input: { content: { name: { ru: "Имя" } about: { ru: "О нас" } contacts: [] } }) {
    company { name version } userErrors { code } } }`
  const company = await gateway.query(document, {}, await gateway.signIn('operator'))
  expect(company.data).toEqual({ updateCompany: { company: { name: 'Имя', version: 1 }, userErrors: [] } })
  expect((await gateway.query(EVERYTHING)).data).toMatchObject({
    news: { nodes: [{ title: 't' }] },
    company: { name: 'Имя' },
  })
})

/** A content system that is managed elsewhere: one piece of news, nothing to edit. */
const foreignNews: NewsBilling = {
  list: async (keys) =>
    new Map(keys.map((key) => [key, { entries: [{ position: 'a1', item: FOREIGN }], hasMore: false }] as const)),
  find: async (keys) => new Map(keys.filter(({ id }) => id === FOREIGN.id).map((key) => [key, FOREIGN] as const)),
  editing: null,
}

const FOREIGN: News = {
  noun: 'news',
  id: 'cms-7',
  version: 1,
  updatedAt: 0,
  title: { ru: 'Из другой системы', en: null },
  body: { ru: 'Текст', en: null },
  regionId: null,
  publishedAt: 0,
}

test('S4 another system may hold the news: it is read there, and editing it here is refused by name', async () => {
  const gateway = await open({ supplyContent: (own): ContentBilling => ({ ...own, news: foreignNews }) })
  const read = await gateway.query(
    '{ capabilities { managesContent } news(first: 1) { nodes { title } } promotions(first: 1) { nodes { title } } }',
  )
  expect(read.data).toEqual({
    capabilities: { managesContent: false },
    news: { nodes: [{ title: 'Из другой системы' }] },
    promotions: { nodes: [{ title: 'Bring a neighbour' }] },
  })
  const edited = await gateway.query(CREATE, {}, await gateway.signIn('operator'))
  expect(edited.data).toEqual({ createNews: { news: null, userErrors: [{ code: 'NOT_MANAGED' }] } })
})

test('S4 S7 a store that is down is a typed error per field, without a word of its own', async () => {
  const gateway = await open()
  await gateway.closeStore()
  const { data, errors, text } = await gateway.query('{ news(first: 1) { nodes { title } } company { name } }')
  expect(data).toEqual({ news: null, company: null })
  expect(errors.map(({ extensions }) => extensions)).toEqual([
    expect.objectContaining({ code: 'SERVICE_UNAVAILABLE', retryable: true }),
    expect.objectContaining({ code: 'SERVICE_UNAVAILABLE', retryable: true }),
  ])
  expect(text).not.toContain('STORE')
})

test('S4 every edit is one row of the audit trail: who, what, to which item, with what outcome', async () => {
  const gateway = await open()
  const token = await gateway.signIn('operator')
  const send = (document: string, requestId: string) => gateway.query(document, {}, { token, requestId })
  await send(CREATE, 'request-1')
  await send(CREATE, 'request-2')
  await send(CREATE.replace('"t"', '"other"'), 'request-3')
  const rows = await gateway.auditRows()
  const edits = rows.filter(({ act }) => act.startsWith('content.'))
  expect(edits.map(({ act, outcome, requestId }) => [act, outcome, requestId])).toEqual([
    ['content.create', 'created', 'request-1'],
    ['content.create', 'repeated', 'request-2'],
    ['content.create', 'key_conflict', 'request-3'],
  ])
  expect(new Set(edits.map(({ object }) => object)).size).toBe(1)
  for (const { actor, object } of edits) {
    expect(actor).toMatch(/^OPERATOR:\w+$/)
    expect(object).toMatch(/^news:\d+$/)
  }
})
