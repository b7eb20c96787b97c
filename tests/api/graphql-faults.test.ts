import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'

/**
 * Every reading fault of the sandbox, on its REST and on its SOAP side, and what a client hears of it. `read` means that
 * the answer is as good as without the fault; null that the fault cannot befall that side.
 */
const TABLE: readonly (readonly [fault: string, rest: string | null, soap: string])[] = [
  ['http500', 'BILLING_UNAVAILABLE', 'BILLING_UNAVAILABLE'],
  ['unavailable', 'BILLING_OVERLOADED', 'BILLING_OVERLOADED'],
  ['html', 'BILLING_UNAVAILABLE', 'BILLING_UNAVAILABLE'],
  ['empty', 'BILLING_UNAVAILABLE', 'BILLING_UNAVAILABLE'],
  ['faultWith200', 'BILLING_UNAVAILABLE', 'BILLING_UNAVAILABLE'],
  ['hang', 'BILLING_TIMEOUT', 'BILLING_TIMEOUT'],
  ['reset', 'BILLING_UNAVAILABLE', 'BILLING_UNAVAILABLE'],
  ['dropAfterApplying', 'BILLING_UNAVAILABLE', 'BILLING_UNAVAILABLE'],
  ['applyLate', 'BILLING_TIMEOUT', 'BILLING_TIMEOUT'],
  ['errorAfterApplying', 'BILLING_UNAVAILABLE', 'BILLING_UNAVAILABLE'],
  ['notWellFormed', 'BILLING_BAD_ANSWER', 'BILLING_BAD_ANSWER'],
  ['wrongCharset', 'BILLING_BAD_ANSWER', 'BILLING_BAD_ANSWER'],
  ['doctype', null, 'BILLING_BAD_ANSWER'],
  ['truncated', 'BILLING_BAD_ANSWER', 'BILLING_BAD_ANSWER'],
  ['oversize', 'BILLING_BAD_ANSWER', 'BILLING_BAD_ANSWER'],
  ['drip', 'BILLING_TIMEOUT', 'BILLING_TIMEOUT'],
  ['moneyAsDoubles', 'read', 'read'],
  ['moneyBroken', 'BILLING_BAD_ANSWER', 'BILLING_BAD_ANSWER'],
  ['unknownCodes', 'UNKNOWN', 'UNKNOWN'],
  ['wrongOperation', 'BILLING_BAD_ANSWER', 'BILLING_BAD_ANSWER'],
  ['foreignRows', 'read', 'read'],
  ['missingFields', 'BILLING_BAD_ANSWER', 'BILLING_BAD_ANSWER'],
  ['typeFlips', 'read', 'read'],
]

const DOCUMENT = `{ viewer { accounts { number status balance { amount { amount } }
  payments(first: 2) { nodes { status amount { amount } paidAt } } } } }`

let gateway: Gateway
let token: string
let healthy: string

beforeAll(async () => {
  gateway = await startGateway({ billingTimeoutMs: 400 })
  token = await gateway.signIn('100001')
  healthy = (await gateway.query(DOCUMENT, {}, token)).text
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

interface Answer {
  readonly viewer: {
    readonly accounts: readonly {
      readonly number: string
      readonly status: string | null
      readonly balance: object | null
      readonly payments: { readonly nodes: readonly { readonly status: string }[] } | null
    }[]
  }
}

const CASES = TABLE.flatMap(([fault, rest, soap]) => [
  ...(rest === null ? [] : [{ fault, operation: 'rest.accounts', expected: rest, field: 'balance' } as const]),
  { fault, operation: 'soap.GetPayments', expected: soap, field: 'payments' } as const,
])

/** Sets the fault and asks for what both sides know. */
async function askWith({ operation, fault }: (typeof CASES)[number]) {
  await gateway.sandbox.setFault(operation, fault)
  // A request id of letters that no word is made of: a random one may spell one.
  const answer = await gateway.query<Answer>(DOCUMENT, {}, { token, requestId: 'fault-1' })
  expect(answer.status).toBe(200)
  expectNothingLegacy(answer.text)
  return { ...answer, account: answer.data.viewer.accounts[0] }
}

test.each(CASES.filter(({ expected }) => expected.startsWith('BILLING')))(
  '$fault on $operation reads as $expected and leaves the other side readable',
  async (row) => {
    const { account, errors } = await askWith(row)
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set([row.expected]))
    expect(errors.every(({ extensions }) => extensions.retryable && extensions.requestId !== '')).toBe(true)
    expect(account?.number).toBe('100001')
    expect(account?.[row.field]).toBeNull()
    expect(account?.[row.field === 'balance' ? 'payments' : 'balance']).toEqual(expect.anything())
  },
)

test.each(CASES.filter(({ expected }) => expected === 'read'))(
  '$fault on $operation is read as if nothing were wrong',
  async (row) => {
    expect((await askWith(row)).text).toBe(healthy)
  },
)

test('codes that no table lists are UNKNOWN, and everything else is still read', async () => {
  const cases = CASES.filter(({ expected }) => expected === 'UNKNOWN')
  expect(new Set(cases.map(({ field }) => field)).size).toBe(2)
  for (const row of cases) {
    const { account, errors } = await askWith(row)
    expect(errors).toEqual([])
    expect(row.field === 'balance' ? account?.status : account?.payments?.nodes[0]?.status).toBe('UNKNOWN')
    expect(account?.[row.field]).toEqual(expect.anything())
  }
})

test('a date that the billing has lost is null and takes nothing else along', async () => {
  await gateway.sandbox.setFault('soap.GetPayments', 'zeroDates')
  const { data, errors } = await gateway.query<{
    viewer: { accounts: readonly { payments: { nodes: readonly { paidAt: string | null; amount: object }[] } }[] }
  }>(DOCUMENT, {}, token)
  expect(errors).toEqual([])
  const nodes = data.viewer.accounts[0]?.payments.nodes ?? []
  expect(nodes).toHaveLength(2)
  expect(nodes.some(({ paidAt }) => paidAt === null)).toBe(true)
})

test('an expired session of the gateway is renewed without anybody noticing', async () => {
  await gateway.sandbox.setFault('soap.GetPayments', { kind: 'expiredSession', times: 1 })
  expect((await gateway.query(DOCUMENT, {}, token)).text).toBe(healthy)
})

test('with the whole billing down a signed-in subscriber still sees accounts and numbers, and each field says why not', async () => {
  await gateway.sandbox.setFault('*', 'reset')
  const { data, errors, text } = await gateway.query<Answer>(DOCUMENT, {}, { token, requestId: 'fault-2' })
  expectNothingLegacy(text)
  expect(data.viewer.accounts).toEqual([{ number: '100001', status: null, balance: null, payments: null }])
  expect(
    errors.map(({ path }) => path?.at(-1)).toSorted((one, other) => String(one).localeCompare(String(other))),
  ).toEqual(['balance', 'payments', 'status'])
  const signIn = await gateway.query<{ signIn: object }>(
    'mutation { signIn(input: { login: "100001", password: "demo" }) { session { accessToken } userErrors { code message } } }',
  )
  expect(signIn.errors).toEqual([])
  expect(signIn.data.signIn).toMatchObject({ session: null, userErrors: [{ code: 'BILLING_UNAVAILABLE' }] })
})

test('a failure is logged for engineers with its request and without the words of the billing in the answer', async () => {
  await gateway.sandbox.setFault('rest.accounts', 'http500')
  const answer = await gateway.query(DOCUMENT, {}, { token, requestId: 'find-me-1' })
  expect(answer.errors[0]?.extensions.requestId).toBe('find-me-1')
  const line = gateway.logLines().find((text) => text.includes('find-me-1') && text.includes('a billing call failed'))
  expect(line).toContain('"code":"BILLING_FAILED"')
})

/** Words of the sandbox's own errors, and words that only the billing's side of the adapters may use. */
function expectNothingLegacy(text: string): void {
  // Request and incident ids are random and may spell anything.
  const told = text.replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, '')
  expect(told).not.toMatch(
    /DBD|mysql|Db\.pm|line 412|<html|Maintenance|Ivanov|errno|errstr|soap|agrmid|vgid|GetPayments|faultcode|ECONN|127\.0\.0\.1/i,
  )
}
