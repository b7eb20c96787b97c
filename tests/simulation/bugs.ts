import type { Violation } from './judge.ts'

/** A seed that shows a planted mistake, of those found first the one with the fewest steps. */
export interface RecordedBug {
  readonly name: string
  readonly seed: number
  /** Of the promises that break in it, the weightiest. */
  readonly promise: Violation['promise']
}

export const BUGS: readonly RecordedBug[] = [
  { name: 'no-settle-wait', seed: 21, promise: 'PAY-1' },
  { name: 'settle-from-the-start', seed: 331, promise: 'PAY-1' },
  { name: 'one-absence-is-enough', seed: 324, promise: 'PAY-1' },
  { name: 'window-never-closes', seed: 1765, promise: 'PAY-1' },
  { name: 'no-look-up-at-cut-over', seed: 43, promise: 'PAY-1' },
  { name: 'lost-is-refused', seed: 5, promise: 'PAY-2' },
  { name: 'lost-is-unsent', seed: 5, promise: 'PAY-1' },
  { name: 'abandoned-is-refused', seed: 7, promise: 'PAY-2' },
  { name: 'duplicate-is-done', seed: 66, promise: 'PAY-5' },
  { name: 'account-left-in-doubt', seed: 39156, promise: 'PAY-2' },
  { name: 'unsettled-for-ever', seed: 8, promise: 'PAY-4' },
  { name: 'doubt-goes-to-a-person', seed: 8, promise: 'PAY-4' },
  { name: 'no-watch', seed: 2017, promise: 'PAY-1' },
  { name: 'window-opens-late', seed: 1765, promise: 'PAY-1' },
  { name: 'window-asked-early', seed: 460, promise: 'PAY-1' },
  { name: 'retry-on-timeout', seed: 3, promise: 'PAY-1' },
  { name: 'cancellation-retried', seed: 84, promise: 'PAY-1' },
  { name: 'reference-of-the-attempt', seed: 2, promise: 'PAY-2' },
  { name: 'unread-is-absent', seed: 302, promise: 'PAY-1' },
  { name: 'conflict-is-absent', seed: 54, promise: 'PAY-1' },
  { name: 'origin-ignored', seed: 157, promise: 'PAY-5' },
  { name: 'mark-ignored', seed: 44, promise: 'PAY-2' },
  { name: 'taken-rows-count-again', seed: 949, promise: 'PAY-2' },
  { name: 'no-turns', seed: 61, promise: 'PAY-1' },
  { name: 'fingerprint-ignored', seed: 9, promise: 'PAY-6' },
  { name: 'fence-ignored', seed: 31, promise: 'PAY-9' },
  { name: 'recovery-does-not-wait', seed: 123, promise: 'PAY-1' },
  { name: 'accepted-after-the-send', seed: 9, promise: 'PAY-3' },
  { name: 'told-before-durable', seed: 1938, promise: 'PAY-2' },
  { name: 'no-audit-of-outcomes', seed: 2, promise: 'PAY-9' },
  { name: 'limits-asked-before', seed: 5, promise: 'PAY-10' },
  { name: 'limits-in-memory', seed: 5, promise: 'PAY-10' },
  { name: 'repeats-are-limited', seed: 15, promise: 'PAY-10' },
  { name: 'closed-before-settled', seed: 970, promise: 'PAY-2' },
  { name: 'person-is-believed', seed: 161, promise: 'PAY-2' },
  { name: 'named-payment-is-believed', seed: 3624, promise: 'PAY-2' },
  { name: 'compensation-after-unknown', seed: 122, promise: 'PAY-7' },
  { name: 'compensation-of-a-persons-case', seed: 228, promise: 'PAY-7' },
  { name: 'credit-before-debit-is-known', seed: 64, promise: 'PAY-7' },
  { name: 'debit-in-doubt-is-refused', seed: 89, promise: 'PAY-7' },
  { name: 'compensation-and-credit', seed: 1, promise: 'PAY-7' },
  { name: 'saga-forgets-after-crash', seed: 1, promise: 'PAY-4' },
  { name: 'debit-retried-with-new-reference', seed: 89, promise: 'PAY-7' },
  { name: 'refused-return-is-returned', seed: 512, promise: 'PAY-7' },
  { name: 'hint-is-believed', seed: 42, promise: 'PAY-11' },
  { name: 'refund-before-definite-refusal', seed: 13, promise: 'PAY-11' },
  { name: 'credit-in-doubt-is-done', seed: 14, promise: 'PAY-11' },
  { name: 'late-capture-forgotten', seed: 27, promise: 'PAY-11' },
  { name: 'new-key-per-attempt', seed: 11, promise: 'PAY-11' },
  { name: 'refund-key-per-attempt', seed: 8338, promise: 'PAY-11' },
  { name: 'pending-refund-is-refunded', seed: 1395, promise: 'PAY-11' },
  { name: 'amount-not-compared', seed: 75, promise: 'PAY-11' },
]
