import type { Intent, IntentId } from '../domain/payment-intent.ts'
import type { IntentChange, IntentStore } from '../store/intent-store.ts'
import { canLookUp } from './evidence.ts'
import type { PaymentObserver } from './observer.ts'
import { noteOf, type Orderer } from './parts.ts'
import { judgeStanding, type Resolution, type ResolutionRefusal, readReason, settlesAt } from './resolution.ts'
import { type Decision, decideCarriedOut, namesRightly, type RecordParts, refused, watchOf } from './resolve-record.ts'

export interface ResolveParts extends RecordParts {
  readonly intents: Pick<IntentStore, 'find' | 'claim' | 'move' | 'findTakenRecordIds' | 'findInTurn'>
  readonly observer: Pick<PaymentObserver, 'moved'>
}

export interface ResolveOrder {
  readonly intentId: IntentId
  readonly resolution: Resolution
  /** For the audit trail. */
  readonly reason: string
  readonly by: Orderer
}

export type ResolveVerdict =
  /** As the intent is now; a repeat answers the same. */
  | { readonly kind: 'resolved'; readonly intent: Intent }
  | { readonly kind: 'refused'; readonly reason: ResolutionRefusal; readonly intent: Intent | null }

/**
 * Writes a person's decision about an intent, under a claim of its own and with its audit row. Whatever the billing can
 * say against the decision is asked first. Rejects only with a StoreError: nobody knows then whether it was written, and the
 * same again tells.
 */
export async function resolveIntent(parts: ResolveParts, order: ResolveOrder): Promise<ResolveVerdict> {
  const { intents, settings } = parts
  const { resolution } = order
  const reason = readReason(order.reason)
  if (reason === null) return { kind: 'refused', reason: 'INVALID_REASON', intent: null }
  const found = await intents.find(order.intentId)
  if (!found) return { kind: 'refused', reason: 'INTENT_NOT_FOUND', intent: null }
  if (!namesRightly(found, resolution)) return { kind: 'refused', reason: 'INVALID_PAYMENT_ID', intent: found }
  const standing = judgeStanding(found, resolution)
  if (standing === 'repeat') return { kind: 'resolved', intent: found }
  if (standing !== 'fits') return { kind: 'refused', reason: standing, intent: found }
  const claimed = await intents.claim(found.id, { states: [found.state], leaseMs: settings.leaseMs })
  // What the person has looked at must be what is decided.
  if (!claimed || claimed.attention !== found.attention) {
    return { kind: 'refused', reason: 'CHANGED_MEANWHILE', intent: found }
  }
  const decision = await decide(parts, claimed, resolution)
  if (decision.kind === 'refused') return { ...decision, intent: claimed }
  return write(parts, { claimed, decision, reason, by: order.by })
}

async function decide(parts: ResolveParts, intent: Intent, resolution: Resolution): Promise<Decision> {
  switch (resolution.kind) {
    case 'CARRIED_OUT':
      return decideCarriedOut(parts, intent, resolution)
    case 'NOT_CARRIED_OUT':
      return decideNotCarriedOut(parts, intent, resolution)
    case 'LOOK_UP_AGAIN':
      return decideLookUp(parts, intent)
    case 'ACKNOWLEDGE': {
      const dueInMs = intent.watchUntil === null ? null : parts.settings.watchEveryMs
      const change = { to: intent.state, dueInMs, attention: null }
      return { kind: 'write', change, outcome: `ACKNOWLEDGE ${intent.attention}` }
    }
  }
}

async function decideNotCarriedOut(
  parts: ResolveParts,
  intent: Intent,
  { acknowledgesDoubt }: Extract<Resolution, { kind: 'NOT_CARRIED_OUT' }>,
): Promise<Decision> {
  const unsettledMs = await readUnsettledMs(parts, intent)
  if (unsettledMs === 'lost') return refused('CHANGED_MEANWHILE')
  if (unsettledMs > 0) return refused('NOT_SETTLED')
  const found = canLookUp(intent, parts.desk.traceOf(intent.kind).reconcile)
    ? await parts.desk.lookUp(intent)
    : ({ kind: 'ambiguous' } as const)
  switch (found.kind) {
    case 'unread':
      return refused('BILLING_UNAVAILABLE')
    case 'ours':
    case 'doubled':
      return refused('CARRIED_OUT_IN_BILLING')
    case 'conflict':
    case 'ambiguous':
      if (!acknowledgesDoubt) return refused('IN_DOUBT')
      break
    case 'absent':
      break
  }
  // What stands there and is known not to be it would be shown again and again.
  const watch = found.kind === 'conflict' ? { dueInMs: null } : watchOf(parts, intent)
  const change: IntentChange = { to: 'REJECTED', ...watch, refusal: 'CLOSED_BY_OPERATOR', attention: null }
  return { kind: 'write', change, outcome: `NOT_CARRIED_OUT${found.kind === 'absent' ? '' : ' though in doubt'}` }
}

/** Where the billing cannot be asked, nothing found would read as absent, and absent would be sent once more. */
async function decideLookUp(parts: ResolveParts, intent: Intent): Promise<Decision> {
  if (!canLookUp(intent, parts.desk.traceOf(intent.kind).reconcile)) return refused('CANNOT_LOOK_UP')
  const unsettledMs = await readUnsettledMs(parts, intent)
  if (unsettledMs === 'lost') return refused('CHANGED_MEANWHILE')
  const change: IntentChange = { to: 'UNKNOWN', dueInMs: 0, absences: 0, settledInMs: unsettledMs, attention: null }
  return { kind: 'write', change, outcome: 'LOOK_UP_AGAIN' }
}

async function write(
  { intents, observer }: ResolveParts,
  step: { claimed: Intent; decision: Extract<Decision, { kind: 'write' }>; reason: string; by: Orderer },
): Promise<ResolveVerdict> {
  const { claimed, decision, reason, by } = step
  const outcome = `${decision.change.to} ${decision.outcome}: ${reason}`
  const audit = noteOf(claimed, { by, act: 'payment-resolution', outcome })
  const verdict = await intents.move(claimed, decision.change, audit)
  switch (verdict.kind) {
    case 'moved':
      observer.moved(verdict.intent, claimed.state, decision.outcome)
      return { kind: 'resolved', intent: verdict.intent }
    case 'fence_lost':
      return { kind: 'refused', reason: 'CHANGED_MEANWHILE', intent: claimed }
    case 'account_busy':
      return { kind: 'refused', reason: 'ACCOUNT_BUSY', intent: claimed }
  }
}

/**
 * How long an attempt may still be applied, on the store's clock: the store tells its time only by what becomes due. What
 * is due without need is looked at by recovery once, and nothing comes of it.
 */
async function readUnsettledMs({ intents, settings }: ResolveParts, claimed: Intent): Promise<number | 'lost'> {
  const until = settlesAt(claimed, settings)
  if (until === 0) return 0
  const { leaseMs } = settings
  const verdict = await intents.move(claimed, { to: claimed.state, dueInMs: leaseMs }, null)
  if (verdict.kind !== 'moved' || verdict.intent.dueAt === null) return 'lost'
  return Math.max(0, until - (verdict.intent.dueAt - leaseMs))
}
