import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
let operator: string

beforeAll(async () => {
  gateway = await startGateway()
  operator = await gateway.signIn('operator')
})
afterAll(() => gateway.close())

const TVER = writeId({ type: 'Region', regionId: '2' })
const TITLE = { ru: 'Заголовок', en: 'A title' }
const BODY = { ru: 'Текст', en: 'A text' }

interface UserError {
  readonly code: string
  readonly field: string | null
  readonly message: string
}

interface Item {
  readonly id: string
  readonly version: number
  readonly title: string
}

interface Answer {
  readonly item: Item | null
  readonly removedId?: string | null
  readonly userErrors: readonly UserError[]
}

/** The four kinds that are lists of articles: each is created, changed and removed alike. */
const KINDS = [
  { row: 'S4', type: 'News', field: 'news', list: 'news', own: { publishedAt: '2026-01-01T00:00:00Z' } },
  { row: 'S4', type: 'Promotion', field: 'promotion', list: 'promotions', own: { validFrom: '2026-01-01T00:00:00Z' } },
  {
    row: 'S5',
    type: 'Announcement',
    field: 'announcement',
    list: 'announcements',
    own: { category: 'BANK_DETAILS', publishedAt: '2026-01-01T00:00:00Z' },
  },
  { row: 'A8', type: 'HelpArticle', field: 'helpArticle', list: 'helpArticles', own: { topic: 'OTHER' } },
] as const

type Kind = (typeof KINDS)[number]

async function mutate(
  name: string,
  input: object,
  options: { field?: string; language?: string; token?: string } = {},
) {
  const { field, language = 'en', token = operator } = options
  const selection = field === undefined ? 'removedId' : `item: ${field} { id version title }`
  const document = `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) {
    answer: ${name}(input: $input) { ${selection} userErrors { code field message } }
  }`
  return gateway.query<{ answer: Answer }>(document, { input }, { token, language })
}

async function create({ type, field, own }: Kind, content: object = {}, idempotencyKey: string = randomUUID()) {
  const input = { idempotencyKey, content: { title: TITLE, body: BODY, ...own, ...content } }
  const { data, text } = await mutate(`create${type}`, input, { field })
  if (!data?.answer) throw new Error(text)
  return data.answer
}

async function created(kind: Kind, content: object = {}): Promise<Item> {
  const { item, userErrors } = await create(kind, content)
  if (!item) throw new Error(JSON.stringify(userErrors))
  return item
}

async function update({ type, field, own }: Kind, item: { id: string; expectedVersion: number }, content: object = {}) {
  const input = { ...item, content: { title: TITLE, body: BODY, ...own, ...content } }
  return (await mutate(`update${type}`, input, { field })).data.answer
}

async function listed({ list }: Kind): Promise<readonly Item[]> {
  const { data } = await gateway.query<{ list: { nodes: readonly Item[] } }>(
    `{ list: ${list}(first: 100) { nodes { id version title } } }`,
  )
  return data.list.nodes
}

const codes = ({ userErrors }: Answer) => userErrors.map(({ code, field }) => `${code} ${field}`)

describe.each(KINDS)('$type', (kind) => {
  test(`${kind.row} an operator creates, changes and removes it, and everybody sees the outcome`, async () => {
    const item = await created(kind)
    expect(item).toMatchObject({ version: 1, title: 'A title' })
    expect(await listed(kind)).toContainEqual(item)

    const title = { ru: 'Другой', en: 'Another title' }
    const changed = await update(kind, { id: item.id, expectedVersion: 1 }, { title })
    expect(changed).toEqual({ item: { id: item.id, version: 2, title: 'Another title' }, userErrors: [] })
    expect(await listed(kind)).toContainEqual(changed.item)

    const removal = await mutate(`remove${kind.type}`, { id: item.id, expectedVersion: 2 })
    expect(removal.data.answer).toEqual({ removedId: item.id, userErrors: [] })
    expect((await listed(kind)).map(({ id }) => id)).not.toContain(item.id)
  })

  test(`${kind.row} creations with the same key, at once and later, make one item`, async () => {
    const key = randomUUID()
    const before = (await listed(kind)).length
    const answers = await Promise.all(Array.from({ length: 5 }, () => create(kind, {}, key)))
    answers.push(await create(kind, {}, key))
    expect(new Set(answers.map(({ item }) => item?.id)).size).toBe(1)
    expect(answers[0]?.item).not.toBeNull()
    expect(await listed(kind)).toHaveLength(before + 1)

    expect(codes(await create(kind, { title: { en: 'Something else' } }, key))).toEqual([
      'IDEMPOTENCY_CONFLICT idempotencyKey',
    ])
    expect(await listed(kind)).toHaveLength(before + 1)
  })

  test(`${kind.row} of two changes of one version, one is done and the other hears how it is now`, async () => {
    const { id } = await created(kind)
    const change = (en: string) => update(kind, { id, expectedVersion: 1 }, { title: { en } })
    const answers = await Promise.all([change('First'), change('Second')])
    const done = answers.filter(({ userErrors }) => userErrors.length === 0)
    const refused = answers.filter(({ userErrors }) => userErrors.length > 0)
    expect([done.length, refused.length]).toEqual([1, 1])
    expect(refused.map(codes)).toEqual([['VERSION_CONFLICT expectedVersion']])
    expect(refused[0]?.item).toEqual(done[0]?.item)
    expect(refused[0]?.item?.version).toBe(2)
  })

  test(`${kind.row} a change and a removal that are repeated change nothing more`, async () => {
    const { id } = await created(kind)
    const title = { en: 'Once' }
    const first = await update(kind, { id, expectedVersion: 1 }, { title })
    expect(await update(kind, { id, expectedVersion: 1 }, { title })).toEqual(first)
    const stale = await mutate(`remove${kind.type}`, { id, expectedVersion: 1 })
    expect(codes(stale.data.answer)).toEqual(['VERSION_CONFLICT expectedVersion'])
    for (let times = 0; times < 2; times += 1) {
      const removal = await mutate(`remove${kind.type}`, { id, expectedVersion: 2 })
      expect(removal.data.answer).toEqual({ removedId: id, userErrors: [] })
    }
    expect(codes(await update(kind, { id, expectedVersion: 3 }))).toEqual(['NOT_FOUND null'])
  })

  test(`${kind.row} a removed item does not come back when its creation is repeated`, async () => {
    const key = randomUUID()
    const { item } = await create(kind, {}, key)
    await mutate(`remove${kind.type}`, { id: item?.id, expectedVersion: 1 })
    expect(codes(await create(kind, {}, key))).toEqual(['NOT_FOUND null'])
    expect((await listed(kind)).map(({ id }) => id)).not.toContain(item?.id)
  })

  test(`${kind.row} an id of another kind, or of nothing, is not found`, async () => {
    const other = writeId({ type: kind.type === 'News' ? 'Promotion' : 'News', contentId: '1' })
    const absent = writeId({ type: kind.type, contentId: '999999' })
    expect(codes(await update(kind, { id: other, expectedVersion: 1 }))).toEqual(['NOT_FOUND id'])
    expect(codes(await update(kind, { id: 'nonsense', expectedVersion: 1 }))).toEqual(['NOT_FOUND id'])
    expect(codes(await update(kind, { id: absent, expectedVersion: 1 }))).toEqual(['NOT_FOUND null'])
    const odd = writeId({ type: kind.type, contentId: '1x' })
    expect(codes((await mutate(`remove${kind.type}`, { id: odd, expectedVersion: 1 })).data.answer)).toEqual([
      'NOT_FOUND null',
    ])
  })

  test.each([
    ['no text in any language', { title: {} }, 'content.title'],
    ['blanks only', { body: { ru: ' \n ', en: '' } }, 'content.body'],
    ['a title that is too long', { title: { en: 'x'.repeat(201) } }, 'content.title.en'],
    ['a body that is too long', { body: { ru: 'ж'.repeat(10_001) } }, 'content.body.ru'],
    ['a line break in a title', { title: { en: 'two\nlines' } }, 'content.title.en'],
    ['a NUL', { body: { en: 'a\u0000b' } }, 'content.body.en'],
    ['an escape character', { body: { en: 'a\u001b[31mb' } }, 'content.body.en'],
    ['half of a surrogate pair', { body: { en: 'a\ud800b' } }, 'content.body.en'],
    ['a character that turns the direction', { title: { ru: 'a\u202eb' } }, 'content.title.ru'],
  ])(`${kind.row} %s is refused`, async (_what, content, field) => {
    const before = await listed(kind)
    const answer = await create(kind, content)
    expect(codes(answer)).toEqual([`INVALID_VALUE ${field}`])
    expect(answer.item).toBeNull()
    expect(await listed(kind)).toEqual(before)
  })

  test.each(['', 'short', 'has a blank in it', 'x'.repeat(65), '..........'])(
    `${kind.row} the idempotency key "%s" is refused`,
    async (key) => {
      expect(codes(await create(kind, {}, key))).toEqual(['INVALID_VALUE idempotencyKey'])
    },
  )
})

test('S4 S5 the region of an item must be one that the billing knows', async () => {
  for (const kind of KINDS.slice(0, 3)) {
    for (const regionId of [
      writeId({ type: 'Region', regionId: '99' }),
      'nonsense',
      writeId({ type: 'News', contentId: '1' }),
    ]) {
      expect(codes(await create(kind, { regionId }))).toEqual(['UNKNOWN_REGION content.regionId'])
    }
    const { id } = await created(kind, { regionId: TVER })
    expect((await listed(kind)).map((item) => item.id)).not.toContain(id)
  }
})

test('S4 a promotion must end after it begins', async () => {
  const [, promotion] = KINDS
  const validFrom = '2026-05-01T00:00:00+03:00'
  for (const validTo of [validFrom, '2026-04-30T23:59:59+03:00', '2026-05-01T01:00:00+04:00']) {
    expect(codes(await create(promotion, { validFrom, validTo }))).toEqual(['INVALID_VALUE content.validTo'])
  }
  expect(codes(await create(promotion, { validFrom, validTo: '2026-05-01T00:00:01+03:00' }))).toEqual([])
})

test.each(['0000-01-01T00:00:00+14:00', '1999-12-31T23:59:59Z', '2100-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])(
  'S4 S5 the instant %s is out of range, so that no list breaks on it',
  async (instant) => {
    const [news, promotion, announcement] = KINDS
    expect(codes(await create(news, { publishedAt: instant }))).toEqual(['INVALID_VALUE content.publishedAt'])
    expect(codes(await create(promotion, { validFrom: instant }))).toEqual(['INVALID_VALUE content.validFrom'])
    expect(codes(await create(announcement, { effectiveAt: instant }))).toEqual(['INVALID_VALUE content.effectiveAt'])
  },
)

test('S4 everything that is wrong is told at once, in the language of the editor', async () => {
  const content = { title: {}, body: {}, publishedAt: '2026-01-01T00:00:00Z', regionId: 'nonsense' }
  const input = { idempotencyKey: '', content }
  const { data } = await mutate('createNews', input, { field: 'news', language: 'ru' })
  expect(data.answer.userErrors.map(({ field }) => field)).toEqual([
    'idempotencyKey',
    'content.title',
    'content.body',
    'content.regionId',
  ])
  for (const { message } of data.answer.userErrors) expect(message).toMatch(/^[А-Я]/)
})

test('S4 texts are kept as they are written: Markdown, angle brackets, line breaks', async () => {
  const body = '**Bold** <script>alert(1)</script> & "quotes"\n\n\t- item \u{1F4E1}'
  const { id } = await created(KINDS[0], { body: { en: body.replaceAll('\n', '\r\n') } })
  const document = 'query ($id: ID!) { node(id: $id) { ... on News { body bodyTexts { ru en } } } }'
  const { data } = await gateway.query(document, { id }, operator)
  expect(data).toEqual({ node: { body, bodyTexts: { ru: null, en: body } } })
})
