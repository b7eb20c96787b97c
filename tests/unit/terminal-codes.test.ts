import { expect, test } from 'vitest'
import { OSMP_CANCEL, OSMP_CHECK, OSMP_FIELD, OSMP_PAY } from '../../src/terminals/osmp-codes.ts'
import { SBERBANK_CHECK, SBERBANK_FIELD, SBERBANK_PAY } from '../../src/terminals/sberbank-codes.ts'

/** As docs/payments.md has them: the same request may pass later. */
const RETRYABLE = [
  'TOO_MANY_PAYMENTS',
  'TOO_MANY_TRIES',
  'BILLING_UNAVAILABLE',
  'OVERLOADED',
  // Of a cancellation.
  'PAYMENT_PENDING',
]

test.each([
  ['OSMP, check', OSMP_CHECK],
  ['OSMP, pay', OSMP_PAY],
  ['OSMP, a value', OSMP_FIELD],
  ['OSMP, cancel', OSMP_CANCEL],
  ['Sberbank, check', SBERBANK_CHECK],
  ['Sberbank, payment', SBERBANK_PAY],
  ['Sberbank, a value', SBERBANK_FIELD],
])('P6 %s: codes that are repeated stand for what may still change, and no others do', (_name, table) => {
  const wrong = Object.entries(table).filter(([reason, code]) => RETRYABLE.includes(reason) !== [1, 90].includes(code))
  expect(wrong).toEqual([])
  // What went wrong is never said to have gone well.
  expect(Object.values<number>(table)).not.toContain(0)
})
