import { asyncProperty, assert as check, integer } from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { writeCursor } from '../../src/graphql/page.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
let operator: string
let token: string
beforeAll(async () => {
  gateway = await startGateway()
  operator = await gateway.signIn('operator')
  token = await gateway.signIn('100002')
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

interface Amount {
  readonly amount: string
}
interface Statement {
  readonly from: string
  readonly to: string
  readonly opening: Amount
  readonly credited: Amount
  readonly debited: Amount
  readonly closing: Amount
  readonly freshness: string
  readonly entries: {
    readonly totalCount: number
    readonly nodes: readonly { readonly kind: string; readonly amount: Amount; readonly at: string | null }[]
    readonly edges: readonly { readonly cursor: string }[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
}

const DOCUMENT = `query ($number: String!, $period: PeriodInput!, $first: Int!, $after: String) {
  accounts(numbers: [$number]) { statement(period: $period) { from to freshness
    opening { amount } credited { amount } debited { amount } closing { amount }
    entries(first: $first, after: $after) { totalCount nodes { kind amount { amount } at description }
      edges { cursor } pageInfo { hasNextPage endCursor } } } } }`

const DEMO = ['100001', '100002', '100003', '100004', '100005', '100009', '200001', '200010', '007123']

async function readStatement(number: string, period: object, page: object = {}) {
  const variables = { number, period, first: 1000, ...page }
  const { data, errors } = await gateway.query<{ accounts: readonly { statement: Statement | null }[] }>(
    DOCUMENT,
    variables,
    operator,
  )
  return { statement: data.accounts[0]?.statement ?? null, errors }
}

/** What the billing's own books say of the period (on the wire to the second), worked out here from every payment and charge. */
async function workOut(number: string, { from, to }: { from: string; to: string }) {
  const { soapId } = await gateway.sandbox.findAccount(number)
  const filter = { soapIds: [soapId], limit: 10_000 }
  const { books } = gateway.sandbox
  const rows = [
    ...books
      .listPayments(filter)
      .filter(({ status }) => status === 1)
      .map(({ paidAt, amount, recordId }) => ({ at: paidAt, amount, recordId, kind: 'PAYMENT' })),
    ...books
      .listCharges(filter)
      .map(({ chargedAt, amount, recordId }) => ({ at: chargedAt, amount, recordId, kind: 'CHARGE' })),
  ]
  const start = Date.parse(`${from}T00:00:00+03:00`)
  const end = Date.parse(`${to}T00:00:00+03:00`) + 86_400_000
  const before = rows.filter(({ at }) => at < start)
  const within = rows
    .filter(({ at }) => at >= start && at < end)
    .toSorted((one, other) => one.at - other.at || one.recordId - other.recordId)
  const opening = sum(before, 'PAYMENT') - sum(before, 'CHARGE')
  const [credited, debited] = [sum(within, 'PAYMENT'), sum(within, 'CHARGE')]
  return { opening, credited, debited, closing: opening + credited - debited, entries: within }
}

function sum(rows: readonly { readonly kind: string; readonly amount: bigint }[], kind: string): bigint {
  return rows.filter((row) => row.kind === kind).reduce((total, { amount }) => total + amount, 0n)
}

async function expectRight(number: string, period: { from: string; to: string }): Promise<number> {
  const { statement, errors } = await readStatement(number, period)
  expect(errors).toEqual([])
  const expected = await workOut(number, period)
  expect(statement).toMatchObject({
    ...period,
    opening: { amount: text(expected.opening) },
    credited: { amount: text(expected.credited) },
    debited: { amount: text(expected.debited) },
    closing: { amount: text(expected.closing) },
    freshness: 'LIVE',
  })
  expect(statement?.entries.totalCount).toBe(expected.entries.length)
  expect(statement?.entries.nodes.map(({ kind, amount, at }) => [kind, amount.amount, Date.parse(at ?? '')])).toEqual(
    expected.entries.map(({ kind, amount, at }) => [kind, text(amount), at - (at % 1000)]),
  )
  return expected.entries.length
}

test('B2 the statement of a year adds up for every demo account, and its entries are those of the books', async () => {
  for (const number of DEMO) {
    expect(await expectRight(number, { from: day(-365), to: day(0) })).toBeGreaterThan(4)
  }
})

test('B2 whatever the period, opening + credited − debited = closing, and the books say the same', async () => {
  const days = integer({ min: 0, max: 420 })
  await check(
    asyncProperty(integer({ min: 0, max: DEMO.length - 1 }), days, days, async (index, age, length) => {
      const [from, to] = [day(-age), day(Math.min(-age + (length % 366), 0))]
      expect(await expectRight(DEMO[index] ?? '', { from, to })).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 40 },
  )
})

test('B2 the closing balance of a period is the opening balance of the next, and today closes at the balance', async () => {
  const [one, next] = [
    await readStatement('100001', { from: day(-200), to: day(-100) }),
    await readStatement('100001', { from: day(-99), to: day(0) }),
  ]
  expect(next.statement?.opening).toEqual(one.statement?.closing)
  expect(next.statement?.closing.amount).toBe((await gateway.sandbox.findAccount('100001')).balance)
})

test('B2 paging in sevens yields every entry once, oldest first', async () => {
  const period = { from: day(-365), to: day(0) }
  const whole = await readStatement('100002', period)
  const read: unknown[] = []
  let after: string | null = null
  for (;;) {
    const page = await readStatement('100002', period, { first: 7, after })
    read.push(...(page.statement?.entries.nodes ?? []))
    expect(page.statement?.entries.totalCount).toBe(whole.statement?.entries.totalCount)
    expect(page.statement?.entries.edges.at(-1)?.cursor).toBe(page.statement?.entries.pageInfo.endCursor)
    if (page.statement?.entries.pageInfo.hasNextPage !== true) break
    after = page.statement.entries.pageInfo.endCursor
  }
  expect(read.length).toBeGreaterThan(14)
  expect(read).toEqual(whole.statement?.entries.nodes)
})

test('B2 a statement of more than five hundred entries is read whole in one call', async () => {
  const { soapId } = await gateway.sandbox.findAccount('100003')
  for (let count = 0; count < 520; count += 1) gateway.sandbox.books.addPayment({ soapId, amount: 1_01n, classId: 1 })
  const calls = await gateway.countCalls(() => expectRight('100003', { from: day(-30), to: day(0) }))
  expect(calls).toEqual({ 'rest.accounts': 1, 'soap.GetStatement': 1 })
  const { statement } = await readStatement('100003', { from: day(-30), to: day(0) }, { first: 500 })
  expect(statement?.entries.nodes).toHaveLength(500)
  expect(statement?.entries.pageInfo.hasNextPage).toBe(true)
})

/** The subscriber's own statement. */
function askFor(period: object, language = 'en') {
  return gateway.query<{ viewer: { accounts: readonly { statement: null }[] } }>(
    'query ($period: PeriodInput!) { viewer { accounts { statement(period: $period) { from } } } }',
    { period },
    { token, language },
  )
}

describe('what is no period', () => {
  test.each([
    ['in the wrong order', { from: '2026-02-02', to: '2026-02-01' }, /`period.from` must not be after `period.to`/],
    ['of 367 days', { from: '2025-01-01', to: '2026-01-02' }, /at most 366 days; this one has 367/],
    ['before any billing', { from: '0001-01-01', to: '0001-01-05' }, /between 1900-01-01 and 2999-12-31/],
    ['at the end of time', { from: '9999-12-31', to: '9999-12-31' }, /between 1900-01-01 and 2999-12-31/],
  ])('B2 a period %s is refused with a text that helps, and costs no call', async (_name, period, message) => {
    const calls = await gateway.countCalls(async () => {
      const { data, errors, status } = await askFor(period)
      expect(status).toBe(200)
      expect(data.viewer.accounts.map(({ statement }) => statement)).toEqual([null, null])
      expect(errors[0]?.message).toMatch(message)
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false })
      const russian = await askFor(period, 'ru')
      expect(russian.errors[0]?.message).toMatch(/[а-я]{4}/)
    })
    expect(calls).toEqual({})
  })

  test.each([
    ['with a day that does not exist', { from: '2026-02-30', to: '2026-03-01' }],
    ['with an instant', { from: '2026-02-01T00:00:00Z', to: '2026-03-01' }],
    ['with a number', { from: 20260201, to: '2026-03-01' }],
    ['without its last day', { from: '2026-02-01' }],
    ['of nothing', null],
  ])('B2 a period %s is refused before anything runs', async (_name, period) => {
    const answer = await gateway.query(
      'query ($period: PeriodInput!) { viewer { accounts { statement(period: $period) { from } } } }',
      { period },
      token,
    )
    expect(answer.status).toBe(400)
    expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})

/** The sums need no page, so that they stay. */
test.each([
  ['first: 0', { first: 0 }, /from 1 to 1000/],
  ['first: 1001', { first: 1001 }, /from 1 to 1000/],
  ['a broken cursor', { after: 'broken' }, /`after` must be a cursor/],
  ['a cursor of another period', { after: writeCursor('statement:1:2026-01-01:2026-01-31', '5') }, /`after` must/],
])('B2 entries with %s are refused with a text that helps', async (_name, page, message) => {
  const { statement, errors } = await readStatement('100001', { from: day(-30), to: day(0) }, page)
  expect(statement).toMatchObject({ opening: { amount: expect.any(String) }, entries: null })
  expect(errors.map((error) => error.message)).toEqual([expect.stringMatching(message)])
  expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('B2 a cursor of this statement that names none of its entries is refused too', async () => {
  const period = { from: day(-30), to: day(0) }
  const { restId } = await gateway.sandbox.findAccount('100001')
  const after = writeCursor(`statement:${restId}:${period.from}:${period.to}`, '999999999')
  const { errors } = await readStatement('100001', period, { after })
  expect(errors[0]?.message).toMatch(/`after` must be a cursor/)
})

test("B2 somebody else's statement is absent, and is not asked for", async () => {
  const { restId } = await gateway.sandbox.findAccount('100001')
  const id = writeId({ type: 'Account', kind: 'PERSON', accountId: String(restId) })
  const document =
    'query ($id: ID!, $period: PeriodInput!) { account(id: $id) { statement(period: $period) { from } } }'
  const calls = await gateway.countCalls(async () => {
    const { data, errors } = await gateway.query(document, { id, period: { from: day(-1), to: day(0) } }, token)
    expect(data).toEqual({ account: null })
    expect(errors).toEqual([])
  })
  expect(calls).toEqual({})
})

function text(kopecks: bigint): string {
  const absolute = kopecks < 0n ? -kopecks : kopecks
  return `${kopecks < 0n ? '-' : ''}${absolute / 100n}.${String(absolute % 100n).padStart(2, '0')}`
}

/** A day in Moscow, so many days from the billing's now. */
function day(offset: number): string {
  return new Date(gateway.sandbox.books.now() + offset * 86_400_000 + 3 * 3_600_000).toISOString().slice(0, 10)
}
