import type { Log } from './log.ts'

/** What was odd in an answer of the billing. Never carries personal data. */
export interface CountedOddity {
  readonly kind: string
  readonly field: string
  readonly code: string | null
}

/** Codes come from outside; more different ones than this are counted together. */
const MAX_KINDS = 1_000

/**
 * Counts what adapters read although it is odd, and tells of each kind the first time and at every tenfold: an unlisted
 * status must be seen by somebody, and must not fill the log.
 */
export function countOddities(log: Log): (oddity: CountedOddity) => void {
  const counts = new Map<string, number>()
  return ({ kind, field, code }) => {
    const key = `${kind} ${field} ${code ?? ''}`
    const known = counts.has(key) || counts.size < MAX_KINDS ? key : kind
    const count = (counts.get(known) ?? 0) + 1
    counts.set(known, count)
    if (Number.isInteger(Math.log10(count))) {
      log.warn(
        { kind, field, count, ...(code === null ? {} : { code: code.slice(0, 32) }) },
        'odd answer of the billing',
      )
    }
  }
}
