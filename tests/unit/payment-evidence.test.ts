import { describe, expect, test } from 'vitest'
import type { Posting } from '../../src/billing/posting-port.ts'
import type { Payment } from '../../src/domain/payment.ts'
import type { Intent } from '../../src/domain/payment-intent.ts'
import { judgePostings } from '../../src/payments/evidence.ts'

const amount = { minorUnits: 10_000n, currency: 'RUB' } as const

describe('where the billing knows no references', () => {
  test('PAY-1 a row of ours that a cashier has taken back meanwhile is a conflict, and not absent', () => {
    expect(judgeStatement([row({ status: 'CANCELED' })])).toEqual({ kind: 'conflict' })
  })

  test('PAY-1 a row of ours beside one that was taken back does not tell which is which', () => {
    expect(judgeStatement([row({ id: '1', status: 'CANCELED' }), row({ id: '2' })])).toEqual({ kind: 'ambiguous' })
  })

  test('a row of ours that stands alone is the payment', () => {
    expect(judgeStatement([row({})])).toMatchObject({ kind: 'ours' })
  })

  test('PAY-1 a row that a payment of before has claimed, which could not have been there then, leaves all in doubt', () => {
    const [phantom, other] = [row({ id: '7' }), row({ id: '8' })]
    const [taken, stale] = [new Set(['7']), new Set(['7'])]
    const judge = (postings: readonly Posting[]) =>
      judgePostings(intent, { postings, taken, stale, reconcile: 'statement' })
    expect(judge([phantom])).toEqual({ kind: 'ambiguous' })
    expect(judge([phantom, other])).toEqual({ kind: 'ambiguous' })
    expect(judge([{ ...phantom, origin: 'foreign' }, other])).toMatchObject({ kind: 'ours', recordId: '8' })
  })

  test('what another payment has claimed, or another login has posted, is no row of ours', () => {
    expect(judgeStatement([row({ id: '7', status: 'CANCELED' })], new Set(['7']))).toEqual({ kind: 'absent' })
    expect(judgeStatement([{ ...row({ status: 'CANCELED' }), origin: 'foreign' }])).toEqual({ kind: 'absent' })
  })
})

function judgeStatement(postings: readonly Posting[], taken: ReadonlySet<string> = new Set()) {
  return judgePostings(intent, { postings, taken, reconcile: 'statement' })
}

function row(change: Partial<Payment>): Posting {
  const payment: Payment = {
    id: '1',
    accountId: '17',
    amount,
    status: 'DONE',
    method: 'TERMINAL',
    paidAt: null,
    externalId: null,
    ...change,
  }
  return { payment, origin: 'ours' }
}

const intent: Intent = {
  id: 'i1',
  kind: 'PAYMENT',
  principal: 'demo-terminal',
  externalId: 'T-1',
  fingerprint: 'f',
  reference: 'T-1',
  accountId: '17',
  accountNumber: '100001',
  amount,
  method: 'TERMINAL',
  paidAt: null,
  relatesTo: null,
  serialKey: '17',
  state: 'UNKNOWN',
  fence: 2,
  attempt: 1,
  acceptedAt: 0,
  sentAt: 0,
  changedAt: 0,
  dueAt: 0,
  settledAt: 0,
  absences: 0,
  watchUntil: null,
  mark: '',
  sentFor: null,
  details: null,
  recordId: null,
  registeredAt: null,
  refusal: null,
  attention: null,
}
