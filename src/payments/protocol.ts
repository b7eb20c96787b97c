import type { Intent, IntentAttention } from '../domain/payment-intent.ts'
import type { IntentChange } from '../store/intent-store.ts'
import type { LookUp, SendResult, Trace } from './desk.ts'
import type { PaymentSettings } from './settings.ts'

/** What to do next with an intent: write a change, or begin an attempt. `outcome` is the audit trail's word. */
export type Decision =
  | {
      readonly kind: 'write'
      readonly change: IntentChange
      readonly outcome: string
    }
  | { readonly kind: 'send' }

/** What is known when a decision is made: the intent under a fresh claim, and the store's time of that claim. */
export interface Case {
  readonly intent: Intent
  readonly now: number
  readonly settings: PaymentSettings
  /** Whether the billing can be asked what came of an attempt. */
  readonly canLookUp: boolean
}

/**
 * The decisions of the exactly-once protocol, without time, network or store. The engine takes them as an argument, so
 * that a simulation can try what becomes of money when one of them is wrong.
 */
export interface Protocol {
  /** Whether to ask the billing for the reference before the first attempt. */
  readonly looksUpFirst: (trace: Trace) => boolean
  /** Whether an attempt that began so long ago may still be sent. */
  readonly mayStart: (sinceBegunMs: number, settings: PaymentSettings) => boolean
  readonly decideAccepted: (found: LookUp, known: Case) => Decision
  readonly decideSent: (result: SendResult, known: Case) => Decision
  /** An attempt whose process is gone. */
  readonly decideAbandoned: (known: Case) => Decision
  readonly decideUnknown: (found: LookUp, known: Case) => Decision
  readonly decideWatched: (found: LookUp, known: Case) => Decision
}

export const PROTOCOL: Protocol = {
  looksUpFirst: ({ reconcile, honoursExternalId }) =>
    (reconcile === 'exact' || reconcile === 'comment') && !honoursExternalId,
  mayStart: (sinceBegunMs, { sendWindowMs }) => sinceBegunMs < sendWindowMs,

  decideAccepted(found, known) {
    if (found.kind === 'absent') return { kind: 'send' }
    if (found.kind === 'unread') return park(known, 'ACCEPTED')
    return settleByRows(found, known)
  },

  decideSent(result, known) {
    const { intent } = known
    switch (result.kind) {
      case 'applied': {
        const { recordId, registeredAt } = result
        return done({ recordId, registeredAt }, known)
      }
      case 'refused':
        // One that was sent before may still be applied, refused or not.
        return write({ to: 'REJECTED', ...watchOf(known), refusal: result.reason }, result.reason)
      case 'duplicate':
        // This attempt changed nothing and will change nothing, and those before it have been waited out. A billing that
        // has a payment, and twice does not show it, is not asked for ever.
        return intent.attempt > 1 ? ask('AMBIGUOUS') : becomeUnknown(known, { outcome: 'duplicate', settledInMs: 0 })
      case 'lost':
        return becomeUnknown(known, { outcome: 'lost' })
      case 'unsent': {
        // Whatever was sent before has been settled already: this attempt changed nothing.
        const nothing = { unsent: true, settledInMs: 0 } as const
        if (known.now - intent.acceptedAt > known.settings.giveUpMs) {
          return write({ to: 'OPERATOR', ...nothing, dueInMs: null, attention: 'CANNOT_SEND' }, 'CANNOT_SEND')
        }
        const to = intent.attempt > 1 ? 'UNKNOWN' : 'ACCEPTED'
        return write({ to, ...nothing, dueInMs: longPauseMs(known, intent.acceptedAt) }, 'unsent')
      }
    }
  },

  decideAbandoned(known) {
    const { intent, settings } = known
    // Without its mark an attempt is not sent, and nobody but the holder of the claim can write one.
    if (intent.serialKey !== null && intent.mark === null) {
      return write({ to: 'ACCEPTED', unsent: true, dueInMs: settings.retryMinMs }, 'unsent')
    }
    return becomeUnknown(known, { outcome: 'abandoned' })
  },

  decideUnknown(found, known) {
    const { intent, now, settings } = known
    // A billing that could be asked when the attempt was lost, and cannot any more: its silence says nothing.
    if (!known.canLookUp) return ask('CANNOT_LOOK_UP')
    if (found.kind === 'unread') return park(known, 'UNKNOWN')
    if (found.kind === 'ours') return settleByRows(found, known)
    // Until then only a row that is surely ours decides: whatever else is there, ours may still come. Where it could be
    // taken for another payment's, it must have shown itself before the account goes to the next one.
    const isTurn = intent.serialKey !== null && found.kind !== 'absent'
    const leftMs = (intent.settledAt ?? Infinity) - now + (isTurn ? settings.recheckMs : 0)
    if (leftMs > 0) {
      const dueInMs = Math.min(longPauseMs(known, intent.changedAt), leftMs)
      return write({ to: 'UNKNOWN', dueInMs }, 'not settled')
    }
    if (found.kind !== 'absent') return settleByRows(found, known)
    if (intent.absences === 0) return write({ to: 'UNKNOWN', absences: 1, dueInMs: settings.recheckMs }, 'absent')
    if (intent.attempt >= settings.maxAttempts) return ask('TOO_MANY_ATTEMPTS')
    return { kind: 'send' }
  },

  decideWatched(found, { intent, now, settings }) {
    const alarm = (attention: IntentAttention, outcome: string) =>
      write({ to: intent.state, dueInMs: null, watchForMs: null, attention }, outcome)
    const isThere = found.kind === 'ours' || found.kind === 'conflict' || found.kind === 'doubled'
    if (intent.state === 'REJECTED' && isThere) return alarm('APPLIED_AFTER_REFUSAL', 'applied after the refusal')
    if (found.kind === 'doubled') return alarm('DOUBLED', 'doubled')
    const goesOn = intent.watchUntil !== null && now < intent.watchUntil
    if (goesOn) return write({ to: intent.state, dueInMs: settings.watchEveryMs }, 'watched')
    return write({ to: intent.state, dueInMs: null, watchForMs: null }, 'watch over')
  },
}

function settleByRows(found: Exclude<LookUp, { kind: 'absent' | 'unread' }>, known: Case): Decision {
  switch (found.kind) {
    case 'ours':
      return done({ recordId: found.recordId, registeredAt: found.registeredAt }, known)
    case 'conflict':
      return ask('CONFLICT')
    case 'doubled':
      return ask('DOUBLED')
    case 'ambiguous':
      return ask('AMBIGUOUS')
  }
}

function done(record: { recordId: string | null; registeredAt: number | null }, known: Case): Decision {
  return write({ to: 'DONE', ...record, ...watchOf(known) }, 'done')
}

/** A payment that was ever in doubt is looked up again for a while: a request that was given up may still be applied. */
function watchOf({ intent, settings, canLookUp }: Case): Pick<IntentChange, 'dueInMs' | 'watchForMs'> {
  const wasInDoubt = intent.state === 'UNKNOWN' || intent.attempt > 1
  const watches = wasInDoubt && canLookUp && intent.kind !== 'CANCELLATION' && intent.serialKey === null
  return watches ? { dueInMs: settings.watchEveryMs, watchForMs: settings.watchMs } : { dueInMs: null }
}

/** An early look-up can only find it; that it is absent counts from the end of the settle wait on. */
function becomeUnknown(
  { settings, canLookUp }: Case,
  { outcome, settledInMs = settings.settleMs }: { outcome: string; settledInMs?: number },
): Decision {
  if (!canLookUp) return ask('CANNOT_LOOK_UP')
  return write({ to: 'UNKNOWN', settledInMs, dueInMs: settings.retryMinMs }, outcome)
}

function ask(attention: IntentAttention): Decision {
  return write({ to: 'OPERATOR', dueInMs: null, attention }, attention)
}

/** The billing does not answer: try again later, and tell a person when that has gone on for too long. */
function park(known: Case, to: 'ACCEPTED' | 'UNKNOWN'): Decision {
  const { intent, now, settings } = known
  const inTroubleSince = Math.max(intent.acceptedAt, intent.settledAt ?? 0)
  const isOnItsWay = intent.kind === 'REFUND' && to === 'UNKNOWN'
  if (now - inTroubleSince > (isOnItsWay ? settings.giveUpRefundMs : settings.giveUpMs)) return ask('TOO_OLD')
  const pause = to === 'UNKNOWN' ? longPauseMs : pauseMs
  return write({ to, dueInMs: pause(known, intent.changedAt) }, 'not answered')
}

/** As long again as the trouble has lasted, within bounds. */
export function pauseMs({ now, settings }: Pick<Case, 'now' | 'settings'>, since: number): number {
  return Math.min(settings.retryMaxMs, Math.max(settings.retryMinMs, now - since))
}

/**
 * Of attempts that do not leave each is two rows of the trail, and of payments in doubt each look-up takes the turn of
 * somebody's call. The pause grows to a part of the settle wait, which whoever waits for a payment in doubt waits as well.
 */
function longPauseMs({ now, settings }: Pick<Case, 'now' | 'settings'>, since: number): number {
  const { retryMinMs, retryMaxMs, settleMs } = settings
  const longestMs = Math.max(retryMaxMs, Math.min(settleMs / 4, MAX_LONG_PAUSE_MS))
  return Math.min(longestMs, Math.max(retryMinMs, now - since))
}

const MAX_LONG_PAUSE_MS = 5 * 60_000

function write(change: IntentChange, outcome: string): Decision {
  return { kind: 'write', change, outcome }
}
