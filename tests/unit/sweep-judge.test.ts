import { expect, test } from 'vitest'
import type { Intent } from '../../src/domain/payment-intent.ts'
import { newIntent } from '../support/intents.ts'
import { type Evidence, judge } from '../sweep/judge.ts'
import type { LedgerRow } from '../sweep/legacy.ts'
import type { Note } from '../sweep/notes.ts'

// The judge of the sweep must not excuse what the engine has done.

const PAID = intent({ recordId: '11' })

test('PAY-1 two rows of one payment are the engine’s doing, however close, unless the billing says that they are its own', () => {
  const ledger = [row({}), row({ recordId: 12 })]
  const reported = [{ kind: 'DOUBLED', intentId: PAID.id }]
  expect(told({ ledger, reported })).toEqual(['PAY-1 payment e-1 (DONE) is in the ledger 2 times: doubled'])
  expect(told({ ledger, reported, doubles: new Set([12]) })).toEqual([])
  const three = [...ledger, row({ recordId: 13 })]
  expect(told({ ledger: three, reported, doubles: new Set([12]) })).toHaveLength(1)
})

test('PAY-1 a row that the billing wrote twice must be told of', () => {
  const ledger = [row({}), row({ recordId: 12 })]
  expect(told({ ledger, doubles: new Set([12]) })).toContain(
    'PAY-1 payment e-1 (DONE) was doubled by the billing, and nobody was told',
  )
})

test('PAY-5 what was taken back is what a cancellation that is done names', () => {
  const back = intent({ ...newIntent(2), kind: 'CANCELLATION', relatesTo: PAID.id, recordId: '11' })
  const audited = new Map([[`intent:${back.id}`, 'DONE'] as const, [`intent:${PAID.id}`, 'DONE'] as const])
  const taken = [row({ status: 2 })]
  expect(told({ ledger: taken, intents: [PAID, back], audited })).toEqual([])
  expect(told({ ledger: [row({})], intents: [PAID, back], audited })).toEqual([
    'PAY-5 cancellation e-2 is done, and row 11 counts',
  ])
  expect(told({ ledger: taken })).toEqual(['PAY-5 row 11 was taken back, and no cancellation is done that names it'])
})

test('PAY-2 a cancellation that a terminal heard of is done', () => {
  expect(told({ notes: [note({ isCanceled: true })] })).toEqual([
    `PAY-2 payment ${PAID.id} was answered as canceled, and no cancellation of it is done`,
  ])
})

function note(change: Partial<Note>): Note {
  const order = { externalId: 'e-1', number: '100001', amount: '600.45' }
  const finals: Note['finals'] = [{ state: 'DONE', text: '' }]
  return { ...order, wasAccepted: true, finals, missedConflicts: [], isCanceled: false, ...change }
}

function told(change: Partial<Evidence>): readonly string[] {
  return judge({
    notes: [note({})],
    ledger: [row({})],
    doubles: new Set(),
    intents: [PAID],
    audited: new Map([[`intent:${PAID.id}`, 'DONE']]),
    reported: [],
    ...change,
  }).broken
}

function row(change: Partial<LedgerRow>): LedgerRow {
  const common = { comment: null, manager: 'gateway', postedAt: '2026-11-28T12:00:00+03:00' }
  return { recordId: 11, soapId: 1, status: 1, amount: '600.45', receipt: 't1-1', ...common, ...change }
}

function intent(change: Partial<Intent>): Intent {
  return {
    ...newIntent(1),
    state: 'DONE',
    fence: 1,
    attempt: 1,
    acceptedAt: 0,
    sentAt: 0,
    changedAt: 0,
    dueAt: null,
    settledAt: null,
    absences: 0,
    watchUntil: null,
    mark: null,
    sentFor: 'exact',
    registeredAt: 0,
    refusal: null,
    attention: null,
    ...change,
  }
}
