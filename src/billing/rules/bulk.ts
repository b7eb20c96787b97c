import type { Currency } from '../../domain/money.ts'
import { BillingError } from '../error.ts'
import type { Bulk } from '../port.ts'
import type { Tell } from './guard.ts'
import { type Finding, judgeSafely, judgeValue } from './judges.ts'

export interface BulkRules<K, V> {
  readonly judge: (key: K, value: V) => Finding | null
  /** Why a key must have an entry, or null where it may be absent. */
  readonly mustHave?: (key: K) => string | null
}

/** Holds the answer of a bulk read against the rules, key by key. */
export type Check = <K, V>(
  method: string,
  keys: readonly K[],
  read: BulkRules<K, V> & { readonly answer: Promise<Bulk<K, V>> },
) => Promise<Bulk<K, V>>

export function createCheck(tell: Tell, currency: Currency): Check {
  return async (method, keys, { answer, judge, mustHave }) => {
    const found = await answer
    if (!(found instanceof Map)) throw tell(method, { rule: 'ERRORS', what: 'answered no Map' })
    const asked = new Set(keys)
    const checked = new Map(found)
    for (const [key, value] of found) {
      if (!asked.has(key)) {
        throw tell(method, { rule: 'ASKED_KEYS', what: `answered for ${name(key)}, which nobody asked for` })
      }
      if (value instanceof BillingError) continue
      const finding = judgeSafely(() => judgeValue(value, currency) ?? judge(key, value), value)
      if (finding !== null) {
        checked.set(key, tell(method, { ...finding, what: `answered for ${name(key)} that ${finding.what}` }))
      }
    }
    for (const key of asked) {
      const reason = found.has(key) ? null : (mustHave?.(key) ?? null)
      if (reason === null) continue
      checked.set(key, tell(method, { rule: 'EVERY_KEY', what: `answered no entry for ${name(key)}, ${reason}` }))
    }
    return checked
  }
}

function name(key: unknown): string {
  if (typeof key !== 'object' || key === null) return String(key)
  return 'accountId' in key ? `account ${String(key.accountId)}` : JSON.stringify(key)
}
