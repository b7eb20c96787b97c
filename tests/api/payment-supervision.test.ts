import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { ASK_A_PERSON, acceptIntent, BEGIN, idOf, moveIntent, newIntent } from '../support/intents.ts'

/** What operators see of payments that wait for a person, and do about them. */
let gateway: Gateway
let operator: string
let account: { readonly restId: number; readonly soapId: number }

beforeAll(async () => {
  gateway = await startGateway()
  operator = await gateway.signIn('operator')
  account = await gateway.sandbox.findAccount('100001')
})
afterAll(() => gateway.close())

const FIELDS = 'id state attention refusal externalId accountNumber amount { amount } paymentId hasMoreHistory'
const HISTORY = 'history { actor act object outcome requestId happenedAt }'
const RESOLVE = `mutation ($input: ResolvePaymentInput!) { resolvePayment(input: $input) {
  __typename
  ... on PaymentResolved { intent { ${FIELDS} ${HISTORY} } }
  ... on ResolutionRefused { code retryable message currentIntent { state } }
} }`

interface IntentView {
  readonly id: string
  readonly state: string
  readonly attention: string | null
  readonly history: readonly { readonly actor: string; readonly outcome: string; readonly requestId: string }[]
}
type Resolved = { readonly resolvePayment: Readonly<Record<string, unknown>> & { readonly intent: IntentView | null } }

/** A payment that the billing holds for another amount, so that a person must judge. */
async function putInConflict(number: number): Promise<string> {
  const order = { ...newIntent(number), accountId: String(account.restId), accountNumber: '100001' }
  const intent = await acceptIntent(gateway.store.intents, order)
  await moveIntent(gateway.store.intents, intent, ASK_A_PERSON)
  return writeId({ type: 'PaymentIntent', intentId: intent.id })
}

function payInBilling(receipt: string, amount: bigint): string {
  const { recordId } = gateway.sandbox.books.addPayment({ soapId: account.soapId, amount, classId: 2, receipt })
  return writeId({ type: 'Payment', accountId: String(account.restId), paymentId: String(recordId) })
}

async function resolve(input: Readonly<Record<string, unknown>>, language = 'en') {
  const headers = { token: operator, language, requestId: 'r-operator' }
  const { data, text } = await gateway.query<Resolved>(RESOLVE, { input }, headers)
  if (!data) throw new Error(text)
  return data.resolvePayment
}

test('PAY-9 a conflict is seen, judged, and gone; who did it and why stays in the history and in the trail', async () => {
  const intentId = await putInConflict(1)
  const paymentId = payInBilling('t1-1', 60_000n)
  const list = `{ paymentsNeedingAttention(first: 10) { nodes { ${FIELDS} } pageInfo { hasNextPage } } }`
  interface List {
    readonly paymentsNeedingAttention: { readonly nodes: readonly IntentView[] }
  }
  const before = await gateway.query<List>(list, {}, operator)
  expect(before.data.paymentsNeedingAttention.nodes).toMatchObject([
    { id: intentId, state: 'OPERATOR', attention: 'CONFLICT', accountNumber: '100001', amount: { amount: '600.45' } },
  ])
  const input = { intentId, resolution: 'CARRIED_OUT', paymentId, reason: 'Кассир принял 600 рублей' }
  expect(await resolve(input)).toMatchObject({
    __typename: 'ResolutionRefused',
    code: 'PAYMENT_DIFFERS',
    retryable: false,
  })
  const first = await resolve({ ...input, acknowledgesDoubt: true })
  expect(first).toMatchObject({ __typename: 'PaymentResolved', intent: { state: 'DONE', attention: null, paymentId } })
  expect(first.intent?.history.at(-1)).toMatchObject({
    act: 'payment-resolution',
    requestId: 'r-operator',
    outcome: expect.stringMatching(/^DONE CARRIED_OUT \d+ though it differs: Кассир принял 600 рублей$/),
  })
  expect(first.intent?.history.at(-1)?.actor).toMatch(/^OPERATOR:/)
  expect(await resolve({ ...input, acknowledgesDoubt: true })).toEqual(first)
  const after = await gateway.query<List>(list, {}, operator)
  expect(after.data.paymentsNeedingAttention.nodes).toEqual([])
  const filter = { act: 'payment-resolution', object: `intent:${idOf(1)}`, actor: first.intent?.history.at(-1)?.actor }
  const trail = await gateway.query<{ auditEntries: { nodes: readonly unknown[] } }>(
    'query ($filter: AuditFilter) { auditEntries(filter: $filter, first: 10) { nodes { outcome object } } }',
    { filter },
    operator,
  )
  expect(trail.data.auditEntries.nodes).toHaveLength(1)
})

test('PAY-2 a payment that was not carried out is closed once nothing can come of it any more', async () => {
  const intentId = await putInConflict(2)
  const verdict = await resolve({ intentId, resolution: 'NOT_CARRIED_OUT', reason: 'в биллинге нет' })
  expect(verdict).toMatchObject({ intent: { state: 'REJECTED', refusal: 'CLOSED_BY_OPERATOR' } })
})

test('PAY-4 what is looked up again is decided by the engine, by the rows of the billing', async () => {
  const intentId = await putInConflict(3)
  const paymentId = payInBilling('t1-3', 60_045n)
  expect(await resolve({ intentId, resolution: 'LOOK_UP_AGAIN', reason: 'mended by hand' })).toMatchObject({
    intent: { state: 'UNKNOWN' },
  })
  const read = () =>
    gateway.query<{ paymentIntent: IntentView }>(
      `query ($id: ID!) { paymentIntent(id: $id) { ${FIELDS} ${HISTORY} } }`,
      { id: intentId },
      operator,
    )
  await expect
    .poll(async () => (await read()).data.paymentIntent, { timeout: 10_000 })
    .toMatchObject({
      state: 'DONE',
      paymentId,
    })
})

test.each([
  [{ resolution: 'CARRIED_OUT' }, 'INVALID_PAYMENT_ID'],
  [{ resolution: 'CARRIED_OUT', paymentId: 'none' }, 'INVALID_PAYMENT_ID'],
  [{ resolution: 'LOOK_UP_AGAIN', paymentId: 'none' }, 'INVALID_PAYMENT_ID'],
  [{ resolution: 'NOT_CARRIED_OUT', intentId: 'none' }, 'INTENT_NOT_FOUND'],
  [{ resolution: 'NOT_CARRIED_OUT', reason: 'a' }, 'INVALID_REASON'],
  [{ resolution: 'NOT_CARRIED_OUT', reason: 'карта 4111 1111 1111 1111' }, 'INVALID_REASON'],
  [{ resolution: 'ACKNOWLEDGE' }, 'NOT_WAITING'],
])('the decision %j is refused as %s, in the language of the operator', async (changes, code) => {
  const intentId = await acceptedOnce()
  const refusal = await resolve({ intentId, reason: 'because', ...changes }, 'ru')
  expect(refusal).toMatchObject({ __typename: 'ResolutionRefused', code, message: expect.stringMatching(/[а-я]/) })
})

let accepted: string | null = null

/** One payment that is being sent, for all refusals. */
async function acceptedOnce(): Promise<string> {
  if (accepted !== null) return accepted
  const intent = await acceptIntent(gateway.store.intents, newIntent(50))
  await moveIntent(gateway.store.intents, intent, BEGIN)
  accepted = writeId({ type: 'PaymentIntent', intentId: intent.id })
  return accepted
}

test('lists of payments and of the trail are paged without gaps or repetitions', async () => {
  const ids = [await putInConflict(60), await putInConflict(61), await putInConflict(62)]
  for (const list of ['paymentsNeedingAttention', 'auditEntries']) {
    const field = list === 'auditEntries' ? 'object happenedAt outcome' : 'id'
    const seen: unknown[] = []
    let after: string | null = null
    for (;;) {
      interface Page {
        readonly nodes: readonly unknown[]
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
      }
      const document = `query ($after: String) { page: ${list}(first: 2, after: $after) { nodes { ${field} } pageInfo { hasNextPage endCursor } } }`
      const { data }: { data: { page: Page } } = await gateway.query(document, { after }, operator)
      seen.push(...data.page.nodes)
      after = data.page.pageInfo.endCursor
      if (!data.page.pageInfo.hasNextPage) break
    }
    const expected = { auditEntries: (await gateway.auditRows()).length, paymentsNeedingAttention: ids.length }[list]
    expect(seen).toHaveLength(expected ?? 0)
    expect(new Set(seen.map((node) => JSON.stringify(node))).size).toBeGreaterThanOrEqual(ids.length)
  }
})

const QUESTIONS = [
  '{ paymentsNeedingAttention(first: 1) { nodes { id } } }',
  '{ paymentIntent(id: "none") { id } }',
  '{ auditEntries(first: 1) { nodes { act } } }',
  'mutation { resolvePayment(input: { intentId: "none", resolution: ACKNOWLEDGE, reason: "because" }) { __typename } }',
]

test.each(
  QUESTIONS.flatMap((question) =>
    ['anonymous', 'SUBSCRIBER', 'MEMBER', 'PARTNER', 'OPERATOR'].map((role) => [role, question]),
  ),
)('%s asks %s', async (role = '', question = '') => {
  const tokens: Record<string, () => Promise<string>> = {
    SUBSCRIBER: () => gateway.signIn('100001'),
    MEMBER: () => gateway.signIn('200001-buh'),
    PARTNER: () => gateway.openSession({ role: 'PARTNER' }),
    OPERATOR: async () => operator,
  }
  const token = await tokens[role]?.()
  const { errors } = await gateway.query(question, {}, token === undefined ? {} : { token })
  const expected = role === 'OPERATOR' ? [] : [role === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN']
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(expected)
})

test('a payment intent is no object that anybody can ask for as a node', async () => {
  const id = writeId({ type: 'PaymentIntent', intentId: idOf(1) })
  const { data } = await gateway.query<{ node: unknown }>(`{ node(id: "${id}") { id } }`, {}, operator)
  expect(data.node).toBeNull()
})
