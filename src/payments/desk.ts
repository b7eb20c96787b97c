import { BillingError, type BillingErrorCode } from '../billing/error.ts'
import type { Capabilities } from '../billing/port.ts'
import type { PostingCall } from '../billing/posting-port.ts'
import type { Intent, IntentKind, IntentRefusal } from '../domain/payment-intent.ts'
import type { Clock } from './clock.ts'
import type { Evidence } from './evidence.ts'

/** What came of one attempt. */
export type SendResult =
  /** `recordId` is null where the billing names no record. */
  | { readonly kind: 'applied'; readonly recordId: string | null; readonly registeredAt: number | null }
  /** The billing decided before it wrote anything. */
  | { readonly kind: 'refused'; readonly reason: IntentRefusal }
  /** The billing says that it has done this already. */
  | { readonly kind: 'duplicate' }
  /** Nothing was applied and nothing will be. */
  | { readonly kind: 'unsent'; readonly code: BillingErrorCode }
  /** Nobody knows. */
  | { readonly kind: 'lost'; readonly code: BillingErrorCode }

export type LookUp = Evidence | { readonly kind: 'unread'; readonly code: BillingErrorCode }
/** The newest record of an account, or "" where it has none. */
export type MarkReading =
  | { readonly kind: 'mark'; readonly mark: string }
  | { readonly kind: 'unread'; readonly code: BillingErrorCode }

/** How the billing can be asked about intents of one kind. */
export type Trace = Pick<Capabilities, 'reconcile' | 'honoursExternalId'>

/** The billing as the engine sees it. Nothing here rejects: each way of failing has its answer. */
export interface IntentDesk {
  traceOf(kind: IntentKind): Trace
  /** `mayStart` is asked as late as the client allows; when it says no, no byte leaves. */
  send(intent: Intent, mayStart: () => boolean): Promise<SendResult>
  lookUp(intent: Intent): Promise<LookUp>
  readMark(intent: Intent): Promise<MarkReading>
}

/**
 * What one kind of intent means to the billing. Every method may reject with a BillingError, whose outcome is believed;
 * what else it throws counts as the worst that it can mean.
 */
export interface KindDesk {
  readonly trace: Trace
  send(intent: Intent, call: PostingCall): Promise<Exclude<SendResult, { kind: 'unsent' | 'lost' }>>
  lookUp(intent: Intent, signal: AbortSignal): Promise<Evidence>
  /** Needed only where `trace.reconcile` is `statement`. */
  readMark(intent: Intent, signal: AbortSignal): Promise<string>
}

interface DeskOptions {
  readonly kinds: Readonly<Record<IntentKind, KindDesk>>
  readonly clock: Clock
  readonly requestTimeoutMs: number
}

export function createDesk(options: DeskOptions): IntentDesk {
  const { kinds } = options
  return {
    traceOf: (kind) => kinds[kind].trace,
    send: (intent, mayStart) =>
      within(
        options,
        'unknown',
        (signal): Promise<SendResult> => kinds[intent.kind].send(intent, { signal, mayStart }),
      ).catch(readSendFailure),
    async lookUp(intent) {
      // Where money of an account moves one by one nothing is sent without a mark; all rows of the account would be newer.
      if (intent.serialKey !== null && intent.mark === null) return { kind: 'absent' }
      return within(options, 'not_applied', (signal): Promise<LookUp> => {
        return kinds[intent.kind].lookUp(intent, signal)
      }).catch(readLookUpFailure)
    },
    readMark: (intent) =>
      within(options, 'not_applied', async (signal): Promise<MarkReading> => {
        return { kind: 'mark', mark: await kinds[intent.kind].readMark(intent, signal) }
      }).catch(readLookUpFailure),
  }
}

/** One deadline for one call. What an adapter throws against its contract counts as the worst that it can mean. */
async function within<T>(
  { clock, requestTimeoutMs }: DeskOptions,
  outcome: 'unknown' | 'not_applied',
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = clock.deadline(requestTimeoutMs)
  try {
    return await call(deadline.signal)
  } catch (error) {
    if (error instanceof BillingError) throw error
    throw new BillingError('BILLING_FAILED', 'The adapter failed.', { outcome, cause: error })
  } finally {
    deadline.stop()
  }
}

function readSendFailure(error: unknown): SendResult {
  const { outcome, code } = billingErrorOf(error)
  return { kind: outcome === 'not_applied' ? 'unsent' : 'lost', code }
}

function readLookUpFailure(error: unknown): { kind: 'unread'; code: BillingErrorCode } {
  return { kind: 'unread', code: billingErrorOf(error).code }
}

function billingErrorOf(error: unknown): Pick<BillingError, 'outcome' | 'code'> {
  return error instanceof BillingError ? error : { outcome: 'unknown', code: 'BILLING_FAILED' }
}
