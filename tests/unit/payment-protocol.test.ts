import { describe, expect, test } from 'vitest'
import type { Intent, IntentState } from '../../src/domain/payment-intent.ts'
import { type Case, type Decision, PROTOCOL } from '../../src/payments/protocol.ts'
import { paymentSettings } from '../../src/payments/settings.ts'
import { isFinal, isLegalMove, LEGAL_MOVES } from '../../src/payments/states.ts'

const NOW = 1_000_000
const settings = paymentSettings({ settleMs: 600_000, requestTimeoutMs: 5_000 })

const OURS = { kind: 'ours', recordId: '9001', registeredAt: 900_000 } as const

describe('a decision', () => {
  test('PAY-1 a payment that the billing holds already is done without being sent', () => {
    const decision = PROTOCOL.decideAccepted(OURS, given({ state: 'ACCEPTED' }))
    expect(changeOf(decision)).toMatchObject({ to: 'DONE', recordId: '9001', registeredAt: 900_000, dueInMs: null })
  })

  test('PAY-1 a reference that the billing holds for something else is shown to a person, and not sent', () => {
    const decision = PROTOCOL.decideAccepted({ kind: 'conflict' }, given({ state: 'ACCEPTED' }))
    expect(changeOf(decision)).toEqual({ to: 'OPERATOR', dueInMs: null, attention: 'CONFLICT' })
  })

  test('a billing that does not answer the look-up is asked again later, and nothing is sent', () => {
    const decision = PROTOCOL.decideAccepted(unread, given({ state: 'ACCEPTED' }))
    expect(changeOf(decision)).toMatchObject({ to: 'ACCEPTED', dueInMs: expect.any(Number) })
  })

  test('PAY-1 a lost answer is unknown for as long as the billing may still apply it', () => {
    const decision = PROTOCOL.decideSent(
      { kind: 'lost', code: 'BILLING_TIMEOUT' },
      given({ state: 'SENDING', attempt: 1 }),
    )
    expect(changeOf(decision)).toMatchObject({ to: 'UNKNOWN', settledInMs: 600_000 })
  })

  test('PAY-1 a duplicate is looked up and not believed', () => {
    const decision = PROTOCOL.decideSent({ kind: 'duplicate' }, given({ state: 'SENDING', attempt: 1 }))
    expect(changeOf(decision)).toMatchObject({ to: 'UNKNOWN', settledInMs: 0 })
  })

  test('PAY-4 a duplicate that the billing does not show, and tells again, is shown to a person', () => {
    const decision = PROTOCOL.decideSent({ kind: 'duplicate' }, given({ state: 'SENDING', attempt: 2 }))
    expect(changeOf(decision)).toEqual({ to: 'OPERATOR', dueInMs: null, attention: 'AMBIGUOUS' })
  })

  test('PAY-2 only a refusal from before any write rejects', () => {
    const decision = PROTOCOL.decideSent({ kind: 'refused', reason: 'ACCOUNT_CLOSED' }, given({ state: 'SENDING' }))
    expect(changeOf(decision)).toEqual({ to: 'REJECTED', dueInMs: null, refusal: 'ACCOUNT_CLOSED' })
  })

  test.each([
    [1, 'ACCEPTED'],
    [2, 'UNKNOWN'],
  ] as const)('attempt %i that did not leave leads back to %s and is not counted', (attempt, to) => {
    const unsent = { kind: 'unsent', code: 'BILLING_UNREACHABLE' } as const
    expect(changeOf(PROTOCOL.decideSent(unsent, given({ state: 'SENDING', attempt })))).toMatchObject({
      to,
      unsent: true,
    })
  })

  test.each([1, 2])('PAY-4 attempt %i that did not leave is left to a person after a day of them', (attempt) => {
    const unsent = { kind: 'unsent', code: 'BILLING_CANCELED' } as const
    const acceptedAt = NOW - settings.giveUpMs
    const atLast = PROTOCOL.decideSent(unsent, given({ state: 'SENDING', attempt, acceptedAt }))
    expect(changeOf(atLast)).toMatchObject({ unsent: true, dueInMs: expect.any(Number) })
    const afterwards = PROTOCOL.decideSent(unsent, given({ state: 'SENDING', attempt, acceptedAt: acceptedAt - 1 }))
    expect(changeOf(afterwards)).toMatchObject({ to: 'OPERATOR', unsent: true, attention: 'CANNOT_SEND' })
  })

  test('PAY-4 the pauses between attempts that do not leave grow to a quarter of the settle wait', () => {
    const unsent = { kind: 'unsent', code: 'BILLING_CANCELED' } as const
    const pauses = [0, 60_000, 150_000, 3_600_000].map((ageMs) => {
      const known = given({ state: 'SENDING', attempt: 1, acceptedAt: NOW - ageMs })
      return changeOf(PROTOCOL.decideSent(unsent, known)).dueInMs
    })
    expect(pauses).toEqual([settings.retryMinMs, 60_000, 150_000, 150_000])
  })

  test('PAY-2 a refusal of what was sent before is watched, that of a first attempt is not', () => {
    const refused = { kind: 'refused', reason: 'ACCOUNT_CLOSED' } as const
    const [first, second] = [1, 2].map((attempt) =>
      changeOf(PROTOCOL.decideSent(refused, given({ state: 'SENDING', attempt }))),
    )
    expect(first).toEqual({ to: 'REJECTED', dueInMs: null, refusal: 'ACCOUNT_CLOSED' })
    expect(second).toMatchObject({ dueInMs: settings.watchEveryMs, watchForMs: settings.watchMs })
  })

  test('PAY-4 where nothing can be looked up a lost answer is shown to a person and never sent again', () => {
    const known = { ...given({ state: 'SENDING', attempt: 1 }), canLookUp: false }
    const decision = PROTOCOL.decideSent({ kind: 'lost', code: 'BILLING_TIMEOUT' }, known)
    expect(changeOf(decision)).toEqual({ to: 'OPERATOR', dueInMs: null, attention: 'CANNOT_LOOK_UP' })
    expect(changeOf(PROTOCOL.decideAbandoned(known))).toMatchObject({ to: 'OPERATOR' })
  })
})

describe('an unknown outcome', () => {
  const waiting = { state: 'UNKNOWN', attempt: 1, settledAt: NOW + 1 } as const
  const settled = { state: 'UNKNOWN', attempt: 1, settledAt: NOW } as const

  test('PAY-1 is not sent again before it is settled, however often it is absent', () => {
    const decision = PROTOCOL.decideUnknown({ kind: 'absent' }, given({ ...waiting, absences: 9 }))
    expect(changeOf(decision)).toEqual({ to: 'UNKNOWN', dueInMs: 1 })
  })

  test('is done as soon as the billing shows the row', () => {
    expect(changeOf(PROTOCOL.decideUnknown(OURS, given(waiting)))).toMatchObject({
      to: 'DONE',
      recordId: '9001',
      watchForMs: settings.watchMs,
    })
  })

  test.each(['conflict', 'doubled', 'ambiguous'] as const)('waits to be settled before %s rows decide', (kind) => {
    expect(changeOf(PROTOCOL.decideUnknown({ kind }, given(waiting)))).toEqual({ to: 'UNKNOWN', dueInMs: 1 })
    expect(changeOf(PROTOCOL.decideUnknown({ kind }, given(settled)))).toMatchObject({ to: 'OPERATOR' })
  })

  test('PAY-1 must be absent twice before it is sent again', () => {
    const first = PROTOCOL.decideUnknown({ kind: 'absent' }, given(settled))
    expect(changeOf(first)).toEqual({ to: 'UNKNOWN', absences: 1, dueInMs: settings.recheckMs })
    expect(PROTOCOL.decideUnknown({ kind: 'absent' }, given({ ...settled, absences: 1 }))).toEqual({ kind: 'send' })
  })

  test('PAY-4 ends with a person after the last attempt, and after a day without an answer', () => {
    const last = given({ ...settled, absences: 1, attempt: settings.maxAttempts })
    expect(changeOf(PROTOCOL.decideUnknown({ kind: 'absent' }, last))).toMatchObject({ attention: 'TOO_MANY_ATTEMPTS' })
    const old = { ...given(settled), now: NOW + settings.giveUpMs + 1 }
    expect(changeOf(PROTOCOL.decideUnknown(unread, old))).toMatchObject({ to: 'OPERATOR', attention: 'TOO_OLD' })
  })

  test('a refund that is on its way for days is asked about for a week', () => {
    const refund = given({ ...settled, kind: 'REFUND' })
    const waits = PROTOCOL.decideUnknown(unread, { ...refund, now: NOW + settings.giveUpMs + 1 })
    expect(changeOf(waits)).toMatchObject({ to: 'UNKNOWN' })
    const late = PROTOCOL.decideUnknown(unread, { ...refund, now: NOW + settings.giveUpRefundMs + 1 })
    expect(changeOf(late)).toMatchObject({ to: 'OPERATOR', attention: 'TOO_OLD' })
  })

  test('PAY-1 is not sent again when the billing cannot be asked any more', () => {
    const known = { ...given({ ...settled, absences: 1 }), canLookUp: false }
    const decision = PROTOCOL.decideUnknown({ kind: 'absent' }, known)
    expect(changeOf(decision)).toEqual({ to: 'OPERATOR', dueInMs: null, attention: 'CANNOT_LOOK_UP' })
  })

  test('an attempt that never had its mark was not sent', () => {
    const known = given({ state: 'SENDING', attempt: 1, serialKey: '17', mark: null })
    expect(changeOf(PROTOCOL.decideAbandoned(known))).toMatchObject({ to: 'ACCEPTED', unsent: true })
    const marked = given({ state: 'SENDING', attempt: 1, serialKey: '17', mark: '' })
    expect(changeOf(PROTOCOL.decideAbandoned(marked))).toMatchObject({ to: 'UNKNOWN' })
  })
})

test('a payment that is watched and found twice is shown to a person and stays done', () => {
  const known = given({ state: 'DONE', watchUntil: NOW + 1 })
  expect(changeOf(PROTOCOL.decideWatched({ kind: 'doubled' }, known))).toEqual({
    to: 'DONE',
    dueInMs: null,
    watchForMs: null,
    attention: 'DOUBLED',
  })
  expect(changeOf(PROTOCOL.decideWatched(OURS, known))).toMatchObject({
    dueInMs: settings.watchEveryMs,
  })
  const over = given({ state: 'DONE', watchUntil: NOW })
  expect(changeOf(PROTOCOL.decideWatched(OURS, over))).toMatchObject({ dueInMs: null })
})

test.each([OURS, { kind: 'conflict' }, { kind: 'doubled' }] as const)(
  'PAY-2 a refused payment that is watched and there is shown to a person and stays refused: $kind',
  (found) => {
    const known = given({ state: 'REJECTED', watchUntil: NOW + 1 })
    expect(changeOf(PROTOCOL.decideWatched(found, known))).toEqual({
      to: 'REJECTED',
      dueInMs: null,
      watchForMs: null,
      attention: 'APPLIED_AFTER_REFUSAL',
    })
    expect(changeOf(PROTOCOL.decideWatched({ kind: 'absent' }, known))).toMatchObject({
      dueInMs: settings.watchEveryMs,
    })
  },
)

test('PAY-2 nothing leads out of a final state', () => {
  const states: readonly IntentState[] = ['ACCEPTED', 'SENDING', 'UNKNOWN', 'DONE', 'REJECTED', 'OPERATOR']
  expect(states.filter(isFinal)).toEqual(['DONE', 'REJECTED'])
  expect(isLegalMove('DONE', 'REJECTED')).toBe(false)
  expect(LEGAL_MOVES.DONE).toEqual([])
})

const unread = { kind: 'unread', code: 'BILLING_TIMEOUT' } as const

function changeOf(decision: Decision) {
  if (decision.kind !== 'write') throw new Error('It was decided to send.')
  return decision.change
}

function given(change: Partial<Intent>): Case {
  const intent: Intent = {
    id: 'i1',
    kind: 'PAYMENT',
    principal: 'demo-terminal',
    externalId: 'T-1',
    fingerprint: 'f',
    reference: 'T-1',
    accountId: '17',
    accountNumber: '100001',
    amount: { minorUnits: 60_045n, currency: 'RUB' },
    method: 'TERMINAL',
    paidAt: null,
    relatesTo: null,
    serialKey: null,
    state: 'ACCEPTED',
    fence: 1,
    attempt: 0,
    acceptedAt: NOW - 100,
    sentAt: null,
    changedAt: NOW - 100,
    dueAt: null,
    settledAt: null,
    absences: 0,
    watchUntil: null,
    mark: null,
    sentFor: null,
    details: null,
    recordId: null,
    registeredAt: null,
    refusal: null,
    attention: null,
    ...change,
  }
  return { intent, now: NOW, settings, canLookUp: true }
}
