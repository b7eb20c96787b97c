import { expect, test } from 'vitest'
import { BillingError } from '../../src/billing/error.ts'
import type { PaymentPageKey } from '../../src/billing/port.ts'
import { formatMoney } from '../../src/domain/money.ts'
import type { PaymentPage } from '../../src/domain/payment.ts'
import { call } from '../conformance/subject.ts'
import { startCaller, startSmall } from '../doubles/abills-client.ts'
import { connectTo, failureOf, paymentOf, posting } from './abills-gateway.ts'

// What an ABillS billing does with money that others do not, seen over the wire of its double.

const POST = 'POST /payments/users/:uid/'
const LOOK = 'GET /payments/'
const DELETE = 'DELETE /payments/users/:uid/:id/'

const keyOf = (reference: string, accountId = '2') => ({ accountId, reference, since: 0, after: null })

test('of many calls with one reference one is posted, and the others are told of it', async () => {
  const { double } = await startSmall()
  const { billing } = connectTo(double)
  const tries = await Promise.all(
    Array.from({ length: 8 }, () => billing.postings.postPayment(paymentOf('2', 'RACE:1'), posting())),
  )
  expect(tries.map(({ kind }) => kind).toSorted()).toEqual([...Array<string>(7).fill('duplicate'), 'posted'])
  expect(double.balanceOf(2)).toBe('-470')
})

test('at no time are more calls under way than the billing works on', async () => {
  const { double } = await startCaller()
  const { billing } = connectTo(double)
  await Promise.all(Array.from({ length: 20 }, (_, at) => billing.services.listServices([String(at + 1)], call())))
  expect(double.mostAtOnce).toBeLessThanOrEqual(4)
  expect(double.mostAtOnce).toBeGreaterThan(1)
})

test('without the check the billing takes the same reference twice, and both rows are found', async () => {
  const { double } = await startSmall()
  const { billing } = connectTo(double, { duplicateCheck: false })
  for (const _ of [1, 2]) {
    expect(await billing.postings.postPayment(paymentOf('2', 'AGAIN:1'), posting())).toMatchObject({ kind: 'posted' })
  }
  const key = keyOf('AGAIN:1')
  expect((await billing.postings.findPostings([key], call())).get(key)).toHaveLength(2)
})

test('a reference is found whoever has it, and nothing that is only like it', async () => {
  const { double } = await startCaller()
  const { billing } = connectTo(double)
  double.office.pay(3, '7.00', { extId: 'KEY:1' })
  double.office.pay(3, '7.00', { extId: 'key:10' })
  double.office.pay(2, '7.00', { extId: 'XKEY:1' })
  const keys = [keyOf('KEY:1'), keyOf('KEY'), keyOf('KEY:1', '3')]
  const found = await billing.postings.findPostings(keys, call())
  expect(keys.map((key) => found.get(key))).toMatchObject([
    [{ payment: { accountId: '3', externalId: 'KEY:1' } }],
    [],
    [{ payment: { accountId: '3' } }],
  ])
})

test('a reference of twenty digits, of which the answer makes a bare number, is found to the last digit', async () => {
  const { double } = await startSmall()
  const { billing } = connectTo(double)
  const [one, other] = ['12345678901234567890', '12345678901234567891']
  expect(await billing.postings.postPayment(paymentOf('2', one), posting())).toMatchObject({
    kind: 'posted',
    payment: { externalId: one },
  })
  const keys = [keyOf(one), keyOf(other)]
  const found = await billing.postings.findPostings(keys, call())
  expect(keys.map((key) => found.get(key))).toMatchObject([[{ payment: { externalId: one } }], []])
})

test.each([
  'A*B',
  'A,B',
  'A;B',
  'A%B',
  'A\\B',
  '!A',
  'true',
  'null',
  '12.50',
  '_SHOW',
  '_EMPTY_',
  '0',
  '-0',
  'now()',
  'A'.repeat(29),
  ' A',
])('a reference such as %j would be changed or mean something else, and nothing is sent', async (reference) => {
  const { double } = await startSmall()
  const { billing } = connectTo(double)
  const before = double.calls.length
  expect([billing.postings.canKeep?.(reference), billing.postings.canKeep?.('TERM:1')]).toEqual([false, true])
  expect(await failureOf(billing.postings.postPayment(paymentOf('2', reference), posting()))).toBe(
    'BILLING_UNWRITABLE_REQUEST not_applied',
  )
  expect(double.calls).toHaveLength(before)
})

test('a success about nothing is of unknown outcome, and the look-up tells', async () => {
  const { double } = await startSmall()
  const { billing } = connectTo(double)
  double.break(POST, { kind: 'answer', status: 200, body: '{"insertId":77,"paymentId":77,"uid":2}' })
  expect(await failureOf(billing.postings.postPayment(paymentOf('2', 'LOST:1'), posting()))).toMatch(/ unknown$/)
  const key = keyOf('LOST:1')
  expect((await billing.postings.findPostings([key], call())).get(key)).toEqual([])
})

test('a payment that cannot be read back is in doubt although it is posted', async () => {
  const { double } = await startSmall()
  const { billing } = connectTo(double)
  double.break(LOOK, { kind: 'html' })
  expect(await failureOf(billing.postings.postPayment(paymentOf('2', 'DOUBT:1'), posting()))).toMatch(/ unknown$/)
  expect(double.balanceOf(2)).toBe('-470')
  const key = keyOf('DOUBT:1')
  expect((await billing.postings.findPostings([key], call())).get(key)).toHaveLength(1)
})

test.each([
  ['a page of HTML with 200 after the work', { kind: 'html', isApplied: true }],
  ['a page of HTML with 200 instead of the work', { kind: 'html', isApplied: false }],
  ['"Unknown error, please try later"', { kind: 'badGateway', isApplied: true }],
  ['an empty list with 200', { kind: 'emptyList' }],
  ['no body with 200', { kind: 'emptyBody' }],
  ['an error that nobody lists, with 200', { kind: 'answer', status: 200, body: '{"errno":4242,"errstr":"?"}' }],
  ['a busy server', { kind: 'busy' }],
] as const)('after %s a payment is of unknown outcome', async (_, fault) => {
  const { double } = await startSmall()
  const { billing } = connectTo(double)
  double.break(POST, fault)
  expect(await failureOf(billing.postings.postPayment(paymentOf('2', 'ODD:1'), posting()))).toMatch(/ unknown$/)
})

test.each([
  ['a sum that is not bigger than zero', '{"errno":10067,"errstr":"?"}', 'AMOUNT_NOT_ACCEPTED'],
  ['a sum above the limit of the key', '{"errno":10068,"errstr":"?"}', 'AMOUNT_NOT_ACCEPTED'],
  ['a user who is gone meanwhile', '{"errno":15,"errstr":"User not found with uid 2"}', 'ACCOUNT_NOT_FOUND'],
])('%s is a refusal, also in an answer with 200', async (_, body, reason) => {
  const { double } = await startSmall()
  const { billing } = connectTo(double)
  double.break(POST, { kind: 'answer', status: 200, body })
  expect(await billing.postings.postPayment(paymentOf('2', 'NO:1'), posting())).toEqual({ kind: 'refused', reason })
})

test('a wrong key is access denied, and nothing is applied', async () => {
  const { double } = await startSmall()
  const { billing } = connectTo(double, { key: 'wrong' })
  expect(await failureOf(billing.postings.postPayment(paymentOf('2', 'KEY:1'), posting()))).toBe(
    'BILLING_ACCESS_DENIED not_applied',
  )
})

test('a payment that was deleted meanwhile is told as canceled already, and as absent afterwards', async () => {
  const { double } = await startSmall()
  const { billing } = connectTo(double)
  const posted = await billing.postings.postPayment(paymentOf('2', 'DEL:1'), posting())
  if (posted.kind !== 'posted') throw new Error(posted.kind)
  const { id: paymentId, amount } = posted.payment
  const order = { accountId: '2', paymentId, amount, reference: 'DEL:1' }
  double.break(DELETE, { kind: 'answer', status: 400, body: '{"errno":10122,"errstr":"Payment does not exist"}' })
  expect(await billing.postings.cancelPayment(order, posting())).toEqual({ kind: 'already' })
  expect(await billing.postings.cancelPayment(order, posting())).toEqual({ kind: 'canceled' })
  expect(await billing.postings.cancelPayment(order, posting())).toEqual({
    kind: 'refused',
    reason: 'PAYMENT_NOT_FOUND',
  })
  expect(double.balanceOf(2)).toBe('-480')
})

test('nothing but the very payment that is meant is deleted', async () => {
  const { double } = await startSmall()
  const { billing } = connectTo(double)
  const posted = await billing.postings.postPayment(paymentOf('2', 'MINE:1'), posting())
  if (posted.kind !== 'posted') throw new Error(posted.kind)
  const { id: paymentId, amount } = posted.payment
  const order = { accountId: '2', paymentId, amount, reference: 'MINE:1' }
  const { amount: cheaper } = paymentOf('2', 'x', '9.99')
  const wrong = [{ accountId: '1' }, { amount: cheaper }, { reference: 'MINE:2' }, { paymentId: '1' }]
  for (const change of wrong) {
    expect(await billing.postings.cancelPayment({ ...order, ...change }, posting())).toMatchObject({ kind: 'refused' })
  }
  expect(double.calls.filter((line) => line.startsWith('DELETE'))).toEqual([])
})

test('a lost answer to a deletion is of unknown outcome, and the row is gone', async () => {
  const { double } = await startSmall()
  const { billing } = connectTo(double)
  const posted = await billing.postings.postPayment(paymentOf('2', 'GONE:1'), posting())
  if (posted.kind !== 'posted') throw new Error(posted.kind)
  const { id: paymentId, amount } = posted.payment
  double.break(DELETE, { kind: 'lostAnswer' })
  const order = { accountId: '2', paymentId, amount, reference: 'GONE:1' }
  expect(await failureOf(billing.postings.cancelPayment(order, posting()))).toMatch(/ unknown$/)
  const key = keyOf('GONE:1')
  expect((await billing.postings.findPostings([key], call())).get(key)).toEqual([])
})

test.each([
  ['12.345678', '12.34'],
  ['-0.001', '-0.01'],
])('of a balance of %s less than a cent is left out, downwards', async (deposit, amount) => {
  const { account, oddities } = await readBalance(deposit)
  if (account === undefined || account instanceof Error) throw account ?? new Error('no account')
  expect(formatMoney(account.balance.amount)).toBe(amount)
  expect(oddities).toEqual([expect.stringMatching(/^money_fraction /)])
})

test('a balance with an exponent is none', async () => {
  expect((await readBalance('1.5e2')).account).toBeInstanceOf(BillingError)
})

async function readBalance(deposit: string) {
  const { double } = await startSmall()
  const { billing, oddities } = connectTo(double)
  const row = `{"companyId":0,"companyCredit":0,"credit":0,"deposit":${deposit},"disable":0,"login":"luch500","loginStatus":0,"uid":2}`
  double.break('GET /users/all/', { kind: 'answer', status: 200, body: `[${row}]` })
  return { account: (await billing.accounts.findAccounts(['2'], call())).get('2'), oddities }
}

test('all pages of a long history come although a page has 25 rows unless told otherwise', async () => {
  const { double } = await startSmall()
  const { billing } = connectTo(double)
  for (let number = 1; number <= 60; number += 1) double.office.pay(2, '1.00', { extId: `N:${number}` })
  const seen: (string | null)[] = []
  let before: string | null = null
  let hasMore = true
  while (hasMore) {
    const key: PaymentPageKey = { accountId: '2', first: 17, before }
    const page: PaymentPage | Error | undefined = (await billing.payments.listPayments([key], call())).get(key)
    if (page === undefined || page instanceof Error) throw page ?? new Error('no page')
    seen.push(...page.payments.map(({ externalId }) => externalId))
    before = page.payments.at(-1)?.id ?? null
    hasMore = page.hasMore
  }
  expect(seen).toEqual(Array.from({ length: 60 }, (_, at) => `N:${60 - at}`))
})
