import { BillingError } from '../billing/error.ts'
import type { BillingSystem } from '../billing/port.ts'
import type { FoundPromise } from '../billing/promised-payment-port.ts'
import type { Intent, IntentKind } from '../domain/payment-intent.ts'
import type { IntentStore } from '../store/intent-store.ts'
import type { KindDesk } from './desk.ts'
import type { BillingRecord, Evidence } from './evidence.ts'

export type PromiseSlices = Pick<BillingSystem, 'capabilities' | 'promisedPayments'>

/** The mark of an account that never had a promised payment. */
const NO_PROMISES = ''

const PROMISE_KINDS: readonly IntentKind[] = ['PROMISED_PAYMENT']

interface Parts {
  readonly billing: PromiseSlices
  readonly intents: Pick<IntentStore, 'findTakenRecordIds'>
}

/**
 * Promised payments. Where the billing keeps a reference beside each, that finds ours. Where it keeps none, those of one
 * account are taken one by one, and since at most one runs, the one of our own login that is newer than the mark is ours.
 */
export function createPromiseDesk({ billing, intents }: Parts): KindDesk {
  const { promisedPayments, capabilities } = billing
  const keepsReferences = capabilities.promiseReferences

  async function list({ accountId }: Pick<Intent, 'accountId'>, signal: AbortSignal): Promise<readonly FoundPromise[]> {
    const found = (await promisedPayments.listPromises([accountId], { signal })).get(accountId) ?? []
    if (found instanceof BillingError) throw found
    return found
  }

  async function lookUp(intent: Intent, signal: AbortSignal): Promise<Evidence> {
    const found = await list(intent, signal)
    if (keepsReferences) return judgeByReference(intent, found)
    const recordIds = found.map(({ promise }) => promise.id)
    const taken = await intents.findTakenRecordIds({ kinds: PROMISE_KINDS, recordIds, except: intent.id })
    return judgeByMark(intent, found, taken)
  }

  return {
    trace: { reconcile: keepsReferences ? 'exact' : 'statement', honoursExternalId: false },
    lookUp,
    readMark: async (intent, signal) => (await list(intent, signal))[0]?.promise.id ?? NO_PROMISES,

    async send(intent, call) {
      const { accountId, amount, reference } = intent
      const verdict = await promisedPayments.takePromise({ accountId, amount, reference }, call)
      if (verdict.kind === 'refused' && verdict.reason !== 'ALREADY_ACTIVE') return verdict
      // What runs may be this very one, of an attempt that was lost; and a success that is reported may not have happened.
      const found = await lookUp(intent, call.signal).catch((cause: unknown) => doubt(verdict.kind, cause))
      if (found.kind === 'ours') {
        return { kind: 'applied', recordId: found.recordId, registeredAt: found.registeredAt }
      }
      if (found.kind === 'absent' && verdict.kind === 'refused') return verdict
      if (verdict.kind === 'taken' && isOnly(found, verdict.promise.id)) {
        return { kind: 'applied', recordId: verdict.promise.id, registeredAt: verdict.promise.takenAt }
      }
      return doubt(verdict.kind, found.kind)
    },
  }
}

/** Judges those that carry the reference, whatever has become of one since. */
function judgeByReference(intent: Intent, found: readonly FoundPromise[]): Evidence {
  const carrying = found.filter(({ reference }) => reference === intent.reference)
  const [first, ...others] = carrying
  if (!first) return { kind: 'absent' }
  if (others.length > 0) return { kind: 'doubled', records: oldestFirst(carrying) }
  return judgeOne(intent, first)
}

/** What the office gives carries another login; one of nobody's could be ours, or not. */
function judgeByMark(intent: Intent, found: readonly FoundPromise[], taken: ReadonlySet<string>): Evidence {
  const { mark } = intent
  const end = found.findIndex(({ promise }) => promise.id === mark)
  // A mark that is not among the newest any more stands behind them all.
  const newer = found.slice(0, end === -1 ? found.length : end)
  const candidates = newer.filter(({ promise, origin }) => origin !== 'foreign' && !taken.has(promise.id))
  const [first, ...others] = candidates
  if (!first) return { kind: 'absent' }
  if (others.length > 0 || first.origin !== 'ours') return { kind: 'ambiguous', records: oldestFirst(candidates) }
  return judgeOne(intent, first)
}

function judgeOne(intent: Intent, found: FoundPromise): Evidence {
  const record = recordOf(found)
  return isOfOrder(intent, found) ? { kind: 'ours', ...record } : { kind: 'conflict', records: [record] }
}

/**
 * Whether the one record that could be ours is the very one that the answer has named. A billing that does not say who took a
 * promise leaves it open whose a record is; what it has answered to us does not.
 */
function isOnly(found: Evidence, recordId: string): boolean {
  const records = found.kind === 'ambiguous' ? (found.records ?? []) : []
  return records.length === 1 && records[0]?.recordId === recordId
}

/** The billing lists the newest first. */
function oldestFirst(found: readonly FoundPromise[]): readonly BillingRecord[] {
  return found.map(recordOf).toReversed()
}

function recordOf({ promise: { id, takenAt } }: FoundPromise): BillingRecord {
  return { recordId: id, registeredAt: takenAt }
}

function isOfOrder({ amount }: Intent, { promise }: FoundPromise): boolean {
  return promise.amount.minorUnits === amount.minorUnits && promise.amount.currency === amount.currency
}

/** It was sent and answered: what cannot be told after that is unknown, and never unsent. */
function doubt(verdict: string, cause: unknown): never {
  const message = `A promised payment was answered with ${verdict}, and its record does not tell the same.`
  throw new BillingError('BILLING_MALFORMED_ANSWER', message, { outcome: 'unknown', cause })
}
