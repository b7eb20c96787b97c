import { expect, test } from 'vitest'
import type { Payment } from '../../src/domain/payment.ts'
import type { Intent } from '../../src/domain/payment-intent.ts'
import { isOfTemplate } from '../../src/domain/reference-template.ts'
import { judgeBooks, judgeCanceled, judgeStray } from '../../src/payments/reconcile.ts'
import { newIntent } from '../support/intents.ts'

const INTENT: Intent = {
  ...newIntent(1),
  state: 'DONE',
  fence: 2,
  attempt: 1,
  acceptedAt: 0,
  sentAt: 0,
  changedAt: 0,
  dueAt: null,
  settledAt: null,
  absences: 0,
  watchUntil: null,
  mark: null,
  sentFor: null,
  details: null,
  recordId: 'p-1',
  registeredAt: 0,
  refusal: null,
  attention: null,
}

function row(changes: Partial<Payment> = {}): Payment {
  const { accountId, amount, reference: externalId } = INTENT
  return { id: 'p-1', accountId, amount, status: 'DONE', method: 'TERMINAL', paidAt: 0, externalId, ...changes }
}

function kindsOf(rows: readonly Payment[], hasCancellation = false): readonly string[] {
  return judgeBooks({ intent: INTENT, rows, hasCancellation }).map(({ kind, paymentId }) => `${kind} ${paymentId}`)
}

const OTHER_AMOUNT = { minorUnits: 60_046n, currency: 'RUB' } as const

test.each<[string, readonly Payment[], boolean, readonly string[]]>([
  ['its row as it was asked for', [row()], false, []],
  ['no row', [], false, ['MISSING_IN_BILLING null']],
  ['two rows', [row(), row({ id: 'p-2' })], false, ['DOUBLED p-2']],
  ['two rows, the first of which the engine did not note', [row({ id: 'p-0' }), row()], false, ['DOUBLED p-0']],
  ['a kopeck more', [row({ amount: OTHER_AMOUNT })], false, ['AMOUNT_MISMATCH p-1']],
  ['another account', [row({ accountId: '18' })], false, ['ACCOUNT_MISMATCH p-1']],
  ['a row taken back by somebody', [row({ status: 'CANCELED' })], false, ['CANCELED_IN_BILLING p-1']],
  ['a row taken back by us', [row({ status: 'CANCELED' })], true, []],
  ['a row that we are taking back', [row()], true, []],
  ['a second row that somebody has taken back', [row(), row({ id: 'p-2', status: 'CANCELED' })], false, []],
  ['the noted one of two rows taken back', [row({ status: 'CANCELED' }), row({ id: 'p-2' })], false, []],
  ['one of two rows taken back by us', [row({ status: 'CANCELED' }), row({ id: 'p-2' })], true, ['DOUBLED p-2']],
  ['its row entered anew under another id', [row({ id: 'p-9' })], false, []],
  ['a row whose status nobody knows', [row(), row({ id: 'p-2', status: 'UNKNOWN' })], false, ['DOUBLED p-2']],
])('PAY-5 a payment that is done, with %s', (...[, rows, hasCancellation, kinds]) => {
  expect(kindsOf(rows, hasCancellation)).toEqual(kinds)
})

test('PAY-5 a cancellation that is done, with a row that still counts, is a difference', () => {
  expect(judgeCanceled(INTENT, row()).map(({ kind }) => kind)).toEqual(['MISSING_IN_BILLING'])
  expect(judgeCanceled(INTENT, row({ status: 'CANCELED' }))).toEqual([])
  expect(judgeCanceled(INTENT, undefined)).toEqual([])
})

test.each([
  ['of our login', 'ours', 'cash-7', 'DONE', true],
  ['of our login, taken back', 'ours', null, 'CANCELED', true],
  ['of another login in the form of a partner', 'foreign', 't1-77', 'DONE', true],
  ['of another login in the form of a partner, taken back', 'foreign', 't1-77', 'CANCELED', false],
  ['of a cash desk', 'foreign', 'cash-7', 'DONE', false],
  ['without anything', 'unknown', null, 'DONE', false],
] as const)('PAY-5 a row without an intent, %s', (...[, origin, externalId, status, isDifference]) => {
  const difference = judgeStray({ payment: row({ externalId, status }), origin }, (text) =>
    isOfTemplate('t1-{externalId}', text),
  )
  expect(difference?.kind ?? null).toBe(isDifference ? 'WITHOUT_INTENT' : null)
})

test('a reference has the form of a template only where the template says something of its own', () => {
  expect(isOfTemplate('t1-{externalId}', 't1-5')).toBe(true)
  expect(isOfTemplate('t1-{externalId}', 't1-')).toBe(false)
  expect(isOfTemplate('t1-{externalId}', 't2-5')).toBe(false)
  expect(isOfTemplate('a{externalId}a', 'a')).toBe(false)
  expect(isOfTemplate('{externalId}', '5')).toBe(false)
})
