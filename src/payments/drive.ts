import type { Intent } from '../domain/payment-intent.ts'
import type { IntentChange } from '../store/intent-store.ts'
import type { LookUp, SendResult } from './desk.ts'
import { canLookUp } from './evidence.ts'
import { actOf, type EngineParts, noteOf, type Orderer } from './parts.ts'
import { reach } from './points.ts'
import { type Case, type Decision, type Protocol, pauseMs } from './protocol.ts'
import type { PaymentSettings } from './settings.ts'
import { isLegalMove } from './states.ts'

type Parts = EngineParts & { readonly protocol: Protocol }

/** An intent under a claim of this process, with the store's time of the claim. */
interface Claimed {
  readonly intent: Intent
  readonly now: number
}

/**
 * Carries one claimed intent as far as it goes now: to its end, or to the instant when it is due again. Answers what it
 * has become; null when the claim is lost, or it waits for its turn.
 */
export async function drive(parts: Parts, claimed: Intent, by: Orderer): Promise<Intent | null> {
  const known = caseOf(parts, { intent: claimed, now: claimedAt(parts, claimed) })
  const decision = await decide(parts, known)
  return decision.kind === 'write' ? write(parts, claimed, { decision, by }) : attempt(parts, claimed, by)
}

async function decide({ protocol, desk }: Parts, known: Case): Promise<Decision> {
  const { intent } = known
  switch (intent.state) {
    case 'ACCEPTED': {
      const found = await lookFirst({ protocol, desk }, intent)
      reach('looked-up', intent.id)
      return protocol.decideAccepted(found, known)
    }
    case 'SENDING':
      return protocol.decideAbandoned(known)
    case 'UNKNOWN':
      return protocol.decideUnknown(await desk.lookUp(intent), known)
    case 'DONE':
    case 'REJECTED':
    case 'OPERATOR':
      return protocol.decideWatched(await desk.lookUp(intent), known)
  }
}

/**
 * Before the first attempt. One that did not leave asks as well whether anybody is there, before it begins another: a
 * billing that is gone is waited for without an attempt.
 */
async function lookFirst({ protocol, desk }: Pick<Parts, 'protocol' | 'desk'>, intent: Intent): Promise<LookUp> {
  const trace = desk.traceOf(intent.kind)
  const nothing = { kind: 'absent' } as const
  if (protocol.looksUpFirst(trace)) return desk.lookUp(intent)
  if (intent.sentAt === null || trace.reconcile === 'none') return nothing
  if (intent.serialKey === null) return desk.lookUp(intent)
  const reading = await desk.readMark(intent)
  return reading.kind === 'unread' ? reading : nothing
}

/** Begins an attempt, sends, and writes what came of it. */
async function attempt(parts: Parts, intent: Intent, by: Orderer): Promise<Intent | null> {
  const { desk, protocol } = parts
  const sentFor = desk.traceOf(intent.kind).reconcile
  // The mark of an attempt that did not leave is of no use: others have had the turn since.
  const mark = intent.attempt === 0 ? { mark: null } : {}
  const begun = await begin(parts, intent, { change: { sentFor, ...mark }, outcome: 'begun', by })
  if (begun === null) return null
  reach('begun', intent.id)
  const ready = await takeMark(parts, begun, by)
  const result = 'kind' in ready ? ready : await desk.send(ready.intent, ready.mayStart)
  reach('sent', intent.id)
  const sending = begun.intent
  const decision = protocol.decideSent(result, caseOf(parts, { intent: sending, now: sending.changedAt }))
  if (decision.kind === 'send') throw new Error('An attempt was decided to be sent again without being unknown first.')
  const decided = await write(parts, sending, { decision, by })
  reach('decided', intent.id)
  return decided
}

/** An attempt that is durable, and the question that stands before its first byte. */
interface Begun {
  readonly intent: Intent
  readonly mayStart: () => boolean
}

/**
 * The window in which an attempt may be sent opens before the store is asked to begin it: whatever delays this process, the
 * last byte of the attempt has left before recovery believes that it has.
 */
async function begin(
  parts: Parts,
  intent: Intent,
  { change, outcome, by }: { change: Partial<IntentChange>; outcome: string; by: Orderer },
): Promise<Begun | null> {
  const { clock, protocol, settings } = parts
  const openedAt = clock.elapsedMs()
  const begins = { ...change, to: 'SENDING', begins: true, dueInMs: attemptMs(settings) } as const
  const begun = await move(parts, intent, { change: begins, outcome, by })
  if (begun === null) return null
  return { intent: begun, mayStart: () => protocol.mayStart(clock.elapsedMs() - openedAt, settings) }
}

/**
 * Where the billing knows no references, notes its newest row before the first attempt: what is newer could be ours. Read
 * while it is this intent's turn, so that no other intent of the account adds a row in between; and kept for good, since
 * a later row could come of any attempt. However long the reading has taken, the attempt begins anew with the mark.
 */
async function takeMark(parts: Parts, begun: Begun, by: Orderer): Promise<Begun | SendResult> {
  const { serialKey, attempt: count } = begun.intent
  if (serialKey === null || count > 1) return begun
  const reading = await parts.desk.readMark(begun.intent)
  if (reading.kind === 'unread') return { kind: 'unsent', code: reading.code }
  const change = { mark: reading.mark, unsent: true }
  const marked = await begin(parts, begun.intent, { change, outcome: 'marked', by })
  return marked ?? { kind: 'unsent', code: 'BILLING_CANCELED' }
}

/** From the mark of an attempt on, how long its process may still be at work with it. */
function attemptMs({ sendWindowMs, requestTimeoutMs }: PaymentSettings): number {
  return sendWindowMs + requestTimeoutMs
}

function write(
  parts: Parts,
  intent: Intent,
  { decision, by }: { decision: Extract<Decision, { kind: 'write' }>; by: Orderer },
): Promise<Intent | null> {
  return move(parts, intent, { change: decision.change, outcome: decision.outcome, by })
}

/** One durable change under the claim; null when the claim is lost, or the account's turn has not come. */
async function move(
  parts: Parts,
  intent: Intent,
  { change, outcome, by }: { change: IntentChange; outcome: string; by: Orderer },
): Promise<Intent | null> {
  const { intents, observer } = parts
  const from = intent.state
  if (!isLegalMove(from, change.to)) throw new Error(`No intent moves from ${from} to ${change.to}.`)
  const isAudited = from !== change.to || change.attention !== undefined
  const audit = isAudited ? noteOf(intent, { by, act: actOf(intent.kind), outcome: wordsOf(change, outcome) }) : null
  const verdict = await intents.move(intent, change, audit)
  switch (verdict.kind) {
    case 'moved':
      observer.moved(verdict.intent, from, outcome)
      return verdict.intent
    case 'fence_lost':
      observer.fenceLost(intent.id)
      return null
    case 'account_busy':
      // Another payment of the account is under way; this one waits for its turn, which may take a settle wait.
      await intents.move(intent, { to: from, dueInMs: turnPauseMs(parts, intent) }, null)
      return null
  }
}

/** Short enough that several which wait for one account have all had their turn soon after it is free. */
function turnPauseMs(parts: Parts, intent: Intent): number {
  const { settings } = parts
  return Math.min(settings.retryMaxMs / 4, pauseMs({ now: claimedAt(parts, intent), settings }, intent.acceptedAt))
}

/** A claim makes an intent due again after the lease, so that tells the store's time. */
function claimedAt({ settings }: Parts, { dueAt, changedAt }: Intent): number {
  return (dueAt ?? changedAt) - settings.leaseMs
}

function wordsOf({ to }: IntentChange, outcome: string): string {
  return `${to} ${outcome}`
}

function caseOf({ settings, desk }: Parts, { intent, now }: Claimed): Case {
  return { intent, now, settings, canLookUp: canLookUp(intent, desk.traceOf(intent.kind).reconcile) }
}
