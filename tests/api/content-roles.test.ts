import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

/** Every editing mutation by every kind of caller: only the provider's staff passes. */
let gateway: Gateway
const tokens: Record<string, string | undefined> = {}

beforeAll(async () => {
  gateway = await startGateway()
  tokens['SUBSCRIBER'] = await gateway.signIn('100001')
  tokens['MEMBER'] = await gateway.signIn('200001-buh')
  tokens['PARTNER'] = await gateway.openSession({ role: 'PARTNER' })
  tokens['OPERATOR'] = await gateway.signIn('operator')
  tokens['stale token'] = 'stale'
})
afterAll(() => gateway.close())

const TEXTS = 'title: { en: "t" } body: { en: "b" }'
const CONTENT: Readonly<Record<string, string>> = {
  News: `${TEXTS} publishedAt: "2026-01-01T00:00:00Z"`,
  Promotion: `${TEXTS} validFrom: "2026-01-01T00:00:00Z"`,
  Announcement: `${TEXTS} category: TARIFFS publishedAt: "2026-01-01T00:00:00Z"`,
  HelpArticle: `${TEXTS} topic: OTHER`,
}

const MUTATIONS: readonly (readonly [string, string])[] = [
  ...Object.entries(CONTENT).flatMap(([type, content]) => [
    [`create${type}`, `idempotencyKey: "roles-${type}" content: { ${content} }`] as const,
    [`update${type}`, `id: "none" expectedVersion: 1 content: { ${content} }`] as const,
    [`remove${type}`, 'id: "none" expectedVersion: 1'] as const,
  ]),
  ['updateCompany', 'expectedVersion: 9 content: { name: { en: "n" } about: { en: "a" } contacts: [] }'],
  ['upsertPaymentMethod', 'code: "roles" kind: SHOP expectedVersion: 9 name: { en: "n" } description: { en: "d" }'],
  ['removePaymentMethod', 'id: "none" expectedVersion: 1'],
]

const OUTCOMES = {
  anonymous: 'UNAUTHENTICATED',
  'stale token': 'UNAUTHENTICATED',
  SUBSCRIBER: 'FORBIDDEN',
  MEMBER: 'FORBIDDEN',
  PARTNER: 'FORBIDDEN',
  OPERATOR: 'allowed',
} as const

const ROWS = MUTATIONS.flatMap(([name, input]) =>
  Object.entries(OUTCOMES).map(([caller, outcome]) => ({ name, input, caller, outcome })),
)

test.each(ROWS)('S4 S5 S7 A8 P2 $name by $caller: $outcome', async ({ name, input, caller, outcome }) => {
  const token = tokens[caller]
  const { data, errors } = await gateway.query<Record<string, { userErrors: readonly unknown[] }> | null>(
    `mutation { ${name}(input: { ${input} }) { userErrors { code } } }`,
    {},
    token === undefined ? {} : { token },
  )
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(outcome === 'allowed' ? [] : [outcome])
  const refusals = name.startsWith('create') ? 0 : 1
  expect(data?.[name]?.userErrors.length ?? 'no answer').toBe(outcome === 'allowed' ? refusals : 'no answer')
})

test.each(Object.keys(OUTCOMES))('S4 S5 S7 A8 everybody reads what is published: %s', async (caller) => {
  const token = tokens[caller]
  const { data, errors } = await gateway.query<Record<string, { readonly nodes?: readonly unknown[] } | null>>(
    `{ news(first: 1) { nodes { title } } promotions(first: 1) { nodes { title validTo } }
      announcements(category: BANK_DETAILS, first: 1) { nodes { invalidatesReceipts } }
      helpArticles(first: 1) { nodes { title } } company { name contacts { value } } }`,
    {},
    token === undefined ? {} : { token },
  )
  expect(errors).toEqual([])
  for (const list of ['news', 'promotions', 'announcements', 'helpArticles']) expect(data[list]?.nodes).toHaveLength(1)
  expect(data['announcements']?.nodes).toEqual([{ invalidatesReceipts: true }])
  expect(data['company']).toMatchObject({ name: 'Domlink' })
})

const ACCOUNTS = [
  ['SUBSCRIBER', 'own', 'found'],
  ['SUBSCRIBER', 'foreign', 'null'],
  ['SUBSCRIBER', 'absent', 'null'],
  ['MEMBER', 'foreign', 'null'],
  ['OPERATOR', 'own', 'found'],
  ['OPERATOR', 'absent', 'null'],
  ['PARTNER', 'own', 'FORBIDDEN'],
  ['anonymous', 'own', 'UNAUTHENTICATED'],
] as const

test.each(ACCOUNTS)('P2 paymentMethods asked by %s for an account that is %s: %s', async (caller, whose, outcome) => {
  const number = whose === 'own' ? '100001' : '100002'
  const accountId = whose === 'absent' ? '99999999' : String((await gateway.sandbox.findAccount(number)).restId)
  const token = tokens[caller]
  const { data, errors } = await gateway.query<{ paymentMethods: readonly unknown[] | null } | null>(
    'query ($id: ID!) { paymentMethods(accountId: $id) { code } }',
    { id: writeId({ type: 'Account', kind: 'PERSON', accountId }) },
    token === undefined ? {} : { token },
  )
  const methods = data?.paymentMethods ?? null
  const [error] = errors
  expect(error?.extensions.code ?? (methods === null ? 'null' : 'found')).toBe(outcome)
  expect(methods?.length ?? 0).toBe(outcome === 'found' ? 10 : 0)
})
