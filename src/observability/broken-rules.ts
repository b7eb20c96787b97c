import type { Log } from './log.ts'

/** A rule of the port that an adapter has broken. */
export interface TellableRule {
  readonly method: string
  readonly rule: string
  /** In words, with the key at which it was seen. */
  readonly what: string
}

/** Tells of each rule that a method breaks the first time and at every tenfold: it has to be mended, and must not fill the log. */
export function tellOfBrokenRules(log: Log): (broken: TellableRule) => void {
  const counts = new Map<string, number>()
  return ({ method, rule, what }) => {
    const key = `${method} ${rule}`
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    if (Number.isInteger(Math.log10(count))) {
      log.error(
        { operation: method, kind: rule, errorMessage: what, count },
        'the billing module breaks a rule of the port',
      )
    }
  }
}
