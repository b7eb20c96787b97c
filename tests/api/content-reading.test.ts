import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway

beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.close())

const MOSCOW = writeId({ type: 'Region', regionId: '1' })
const TVER = writeId({ type: 'Region', regionId: '2' })

interface Page {
  readonly nodes: readonly { readonly title: string; readonly id: string }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

/** The titles of a list, in the language asked for. */
async function titles(list: string, language = 'en'): Promise<readonly string[]> {
  const { data, errors } = await gateway.query<{ list: Page }>(
    `{ list: ${list} { nodes { title } } }`,
    {},
    { language },
  )
  expect(errors).toEqual([])
  return data.list.nodes.map(({ title }) => title)
}

test('S4 news is public, the newest first, and differs by region', async () => {
  expect(await titles('news(first: 100)')).toEqual([
    'Opening hours during the May holidays',
    'The cabinet has been renewed',
  ])
  expect(await titles(`news(regionId: "${TVER}", first: 100)`)).toEqual([
    'Opening hours during the May holidays',
    'A gigabit has come to Rzhev and Torzhok',
    'The cabinet has been renewed',
  ])
})

test('S4 only promotions that are valid now are shown, by region', async () => {
  expect(await titles('promotions(first: 100)')).toEqual(['Bring a neighbour'])
  expect(await titles(`promotions(regionId: "${TVER}", first: 100)`)).toEqual([
    'Mix at half price in the Tver region',
    'Bring a neighbour',
  ])
  expect(await titles(`promotions(regionId: "${MOSCOW}", first: 100)`)).toEqual(['Bring a neighbour'])
})

test('S5 announcements are listed by category, and only a change of bank details is marked as such', async () => {
  const document = `query ($category: AnnouncementCategory) {
    announcements(category: $category, regionId: "${TVER}", first: 10) { nodes { category invalidatesReceipts effectiveAt } }
  }`
  interface Announcements {
    readonly announcements: {
      readonly nodes: readonly {
        readonly category: string
        readonly invalidatesReceipts: boolean
        readonly effectiveAt: string | null
      }[]
    }
  }
  const all = await gateway.query<Announcements>(document)
  expect(
    all.data.announcements.nodes.map(({ category, invalidatesReceipts }) => [category, invalidatesReceipts]),
  ).toEqual([
    ['SERVICE_PROCEDURE', false],
    ['TARIFFS', false],
    ['BANK_DETAILS', true],
    ['NETWORK_SETTINGS', false],
  ])
  const some = await gateway.query<Announcements>(document, { category: 'BANK_DETAILS' })
  expect(some.data.announcements.nodes).toEqual([
    { category: 'BANK_DETAILS', invalidatesReceipts: true, effectiveAt: '2026-04-01T00:00:00.000+03:00' },
  ])
})

test('A8 whoever cannot log in finds help and the hotline without signing in, in Russian and English', async () => {
  const document = `{
    helpArticles(topic: CANNOT_LOG_IN, first: 10) { nodes { topic title body } }
    company { contacts(kind: HOTLINE) { label value hours } }
  }`
  const russian = await gateway.query<unknown>(document, {}, { language: 'ru' })
  expect(russian.errors).toEqual([])
  expect(russian.data).toMatchObject({
    helpArticles: {
      nodes: [
        {
          topic: 'CANNOT_LOG_IN',
          title: 'Не получается войти в кабинет',
          body: expect.stringContaining('номер договора'),
        },
        { topic: 'CANNOT_LOG_IN', title: 'Я не помню логин' },
      ],
    },
    company: { contacts: [{ label: 'Горячая линия', value: '8 800 555-01-00', hours: 'круглосуточно' }] },
  })
  const english = await gateway.query<unknown>(document, {}, { language: 'en' })
  expect(english.data).toMatchObject({
    helpArticles: { nodes: [{ title: 'I cannot log in' }, { title: 'I do not remember the login' }] },
    company: { contacts: [{ label: 'Hotline', value: '+7 800 555-01-00', hours: 'day and night' }] },
  })
})

test('S7 the company tells who it is, how to be connected and to pay, and its contacts by region', async () => {
  const { data } = await gateway.query<{
    company: Record<'name' | 'about' | 'connection' | 'prices' | 'payment', string> & {
      readonly here: readonly { readonly label: string }[]
      readonly all: readonly unknown[]
    }
  }>(`{ company { name about connection prices payment
    all: contacts { label } here: contacts(regionId: "${TVER}", kind: OFFICE) { label regionId } } }`)
  const { name, about, connection, prices, payment, here, all } = data.company
  expect(name).toBe('Domlink')
  for (const text of [about, connection, prices, payment]) expect(text).toMatch(/[a-z]{3}/)
  expect(here).toEqual([{ label: 'Office in Tver', regionId: TVER }])
  expect(all).toHaveLength(6)
})

test('S4 a text that was never translated is shown in the other language', async () => {
  expect(await titles(`news(regionId: "${MOSCOW}", first: 1)`, 'en')).toEqual(['Works on the backbone in Moscow'])
  const { data } = await gateway.query<unknown>(
    `{ news(regionId: "${MOSCOW}", first: 1) { nodes { body bodyTexts { ru en } } } }`,
    {},
    { language: 'en' },
  )
  expect(data).toMatchObject({
    news: { nodes: [{ body: expect.stringContaining('18 сентября'), bodyTexts: { en: null } }] },
  })
})

test('S4 pages follow each other without a gap, and a cursor fits its own list only', async () => {
  const seen: string[] = []
  let after: string | null = null
  for (let page = 1; page <= 3; page += 1) {
    const document = `query ($after: String) {
      news(regionId: "${TVER}", first: 1, after: $after) { nodes { title } pageInfo { hasNextPage endCursor } }
    }`
    const { data }: { data: { news: Page } } = await gateway.query(document, { after })
    expect(data.news.pageInfo.hasNextPage).toBe(page < 3)
    seen.push(...data.news.nodes.map(({ title }) => title))
    after = data.news.pageInfo.endCursor
  }
  expect(seen).toEqual(await titles(`news(regionId: "${TVER}", first: 100)`))
  for (const list of ['news(first: 1', `promotions(regionId: "${TVER}", first: 1`]) {
    const { errors } = await gateway.query(`{ list: ${list}, after: "${after}") { nodes { id } } }`)
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
  }
})

test.each(['news(first: 0)', 'promotions(first: 101)', 'announcements(first: -1)', 'helpArticles(first: 1000)'])(
  'S4 S5 A8 %s is refused as bad input',
  async (list) => {
    const { errors, data } = await gateway.query<{ list: unknown }>(`{ list: ${list} { nodes { id } } }`)
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
    expect(data.list).toBeNull()
  },
)

test('S4 an id that names no region is no region', async () => {
  for (const id of ['nonsense', '', writeId({ type: 'Tariff', tariffId: '1' })]) {
    const document = 'query ($id: ID!) { news(regionId: $id, first: 1) { nodes { id } } }'
    const { data, errors } = await gateway.query(document, { id })
    expect([data, errors]).toEqual([{ news: null }, []])
  }
})

test('S4 S5 S7 A8 P2 content needs no legacy call, also while the billing is down', async () => {
  const token = await gateway.signIn('100001')
  const account = writeId({
    type: 'Account',
    kind: 'PERSON',
    accountId: String((await gateway.sandbox.findAccount('100001')).restId),
  })
  const document = `{
    news(regionId: "${TVER}", first: 9) { nodes { title regionId } }
    promotions(regionId: "${TVER}", first: 9) { nodes { title validTo } }
    announcements(first: 9) { nodes { title } }
    helpArticles(first: 9) { nodes { title } }
    company { name contacts { value regionId } }
    paymentMethods(accountId: "${account}") { name }
  }`
  await gateway.sandbox.setFault('*', 'http500')
  const calls = await gateway.countCalls(async () => {
    const { errors, data } = await gateway.query<Record<string, unknown>>(document, {}, token)
    expect(errors).toEqual([])
    expect(Object.values(data)).not.toContain(null)
  })
  await gateway.sandbox.clearFaults()
  expect(calls).toEqual({})
})

test('S4 a piece of content is found by its global id', async () => {
  const { data } = await gateway.query<{ promotions: Page }>('{ promotions(first: 1) { nodes { id title } } }')
  const [promotion] = data.promotions.nodes
  const found = await gateway.query(
    'query ($id: ID!) { node(id: $id) { __typename ... on Promotion { title } } }',
    { id: promotion?.id },
    await gateway.signIn('100001'),
  )
  expect(found.data).toEqual({ node: { __typename: 'Promotion', title: 'Bring a neighbour' } })
})

test('S4 hidden items are for operators: the past, the future and all regions', async () => {
  const document = '{ promotions(first: 100, includeHidden: true) { nodes { id validFrom } } }'
  interface Promotions {
    readonly promotions: Page | null
  }
  const operator = await gateway.query<Promotions>(document, {}, await gateway.signIn('operator'))
  expect(operator.data.promotions?.nodes).toHaveLength(4)
  const subscriber = await gateway.signIn('100001')
  for (const token of [subscriber, await gateway.openSession({ role: 'PARTNER' })]) {
    const refused = await gateway.query<Promotions>(document, {}, token)
    expect(refused.data.promotions).toBeNull()
    expect(refused.errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
  }
  const anonymous = await gateway.query<Promotions>(document)
  expect(anonymous.errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED'])

  const future = operator.data.promotions?.nodes[0]?.id
  const look = (token: string) => gateway.query('query ($id: ID!) { node(id: $id) { id } }', { id: future }, token)
  expect((await look(subscriber)).data).toEqual({ node: null })
  expect((await look(await gateway.signIn('operator'))).data).toEqual({ node: { id: future } })
})
