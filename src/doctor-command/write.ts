import { randomBytes } from 'node:crypto'
import { BillingError } from '../billing/error.ts'
import type { BillingSystem } from '../billing/port.ts'
import type { PaymentOrder } from '../billing/posting-port.ts'
import type { AccountId } from '../domain/account.ts'
import { isSameMoney, type Money } from '../domain/money.ts'
import type { Payment, PaymentId } from '../domain/payment.ts'
import { type Failure, toFailure } from './told.ts'

export interface Posted {
  /** `in_doubt`: the answer was lost, or said nothing. `failed`: nothing was done. */
  readonly kind: 'posted' | 'duplicate' | 'refused' | 'in_doubt' | 'failed' | 'not_sent'
  readonly paymentId: PaymentId | null
  readonly reason: string | null
  readonly failure: Failure | null
  /** By the billing's own clock, as it echoes it. */
  readonly paidAt: number | null
  /** By our clock, in milliseconds since the epoch. */
  readonly postedAt: number
  readonly durationMs: number
}

export interface WriteTrial {
  readonly reference: string
  readonly amount: Money
  readonly first: Posted
  readonly second: Posted
  /** How many payments of the reference were found after each; null where the billing cannot be asked. */
  readonly foundAfterFirst: number | null
  readonly foundAfterSecond: number | null
  readonly lookUpFailure: Failure | null
  readonly canceled: readonly PaymentId[]
  /** Payments that stay in the billing, by their ids. */
  readonly left: readonly PaymentId[]
  readonly cancelFailure: Failure | null
}

export interface TrialOptions {
  readonly accountId: AccountId
  readonly amount: Money
  readonly timeoutMs: number
  readonly now: number
  readonly onProgress: (text: string) => void
}

const NOT_SENT: Posted = {
  kind: 'not_sent',
  paymentId: null,
  reason: null,
  failure: null,
  paidAt: null,
  postedAt: 0,
  durationMs: 0,
}
const DAY_MS = 86_400_000

/**
 * Posts a payment, looks for it, posts the same once more, looks again, and takes back what it finds. The second is not sent
 * where the first is in doubt and cannot be found: nobody repeats what may still come.
 */
export async function tryWriting(billing: BillingSystem, options: TrialOptions): Promise<WriteTrial> {
  const { accountId, amount, now, onProgress } = options
  const { maxReferenceLength, reconcile } = billing.capabilities
  const reference = makeReference(maxReferenceLength)
  const order: PaymentOrder = { accountId, amount, reference, method: 'UNKNOWN', paidAt: null }
  const ledger = openLedger(billing, options, reference)
  await ledger.mark()
  onProgress('posting the payment')
  const first = await post(billing, order, options)
  const foundAfterFirst = await ledger.find(first)
  const mayRepeat = first.kind === 'posted' || (first.kind === 'in_doubt' && (foundAfterFirst?.length ?? 0) > 0)
  if (mayRepeat) onProgress('posting the same payment once more')
  const second = mayRepeat ? await post(billing, order, options) : NOT_SENT
  const found = await ledger.find(first, second)
  const rows = found ?? byAnswers(first, second, { accountId, amount, reference, now })
  onProgress('taking it back')
  const back = await takeBack(billing, rows, { ...options, reference })
  return {
    reference,
    amount,
    first,
    second,
    foundAfterFirst: foundAfterFirst?.length ?? null,
    foundAfterSecond: reconcile === 'none' ? null : (found?.length ?? null),
    lookUpFailure: ledger.failure(),
    ...back,
  }
}

/** Cut, a short one would be that of the trial before, whose payments would be found and taken back. */
function makeReference(maxLength: number): string {
  const random = randomBytes(9).toString('hex')
  const reference = `doctor-${random}`
  return reference.length <= maxLength ? reference : random.slice(0, maxLength)
}

async function post(billing: BillingSystem, order: PaymentOrder, { timeoutMs }: TrialOptions): Promise<Posted> {
  const startedAt = performance.now()
  const nothing = { paymentId: null, reason: null, failure: null, paidAt: null, postedAt: Date.now() }
  const end = (posted: Omit<Posted, 'durationMs'>): Posted => ({ ...posted, durationMs: performance.now() - startedAt })
  try {
    const call = { signal: AbortSignal.timeout(timeoutMs * 2), mayStart: () => true }
    const verdict = await billing.postings.postPayment(order, call)
    if (verdict.kind === 'refused') return end({ ...nothing, kind: 'refused', reason: verdict.reason })
    if (verdict.kind === 'duplicate') return end({ ...nothing, kind: 'duplicate' })
    const { id: paymentId, paidAt } = verdict.payment
    return end({ ...nothing, kind: 'posted', paymentId, paidAt })
  } catch (error) {
    const isKnown = error instanceof BillingError && error.outcome === 'not_applied'
    return end({ ...nothing, kind: isKnown ? 'failed' : 'in_doubt', failure: toFailure(error) })
  }
}

/** Looks payments up as `reconcile` says that this billing can. */
function openLedger(billing: BillingSystem, { accountId, amount, timeoutMs, now }: TrialOptions, reference: string) {
  const { postings, capabilities } = billing
  const signal = () => ({ signal: AbortSignal.timeout(timeoutMs * 2) })
  let after: PaymentId | null = null
  let failure: Failure | null = null
  const note = (error: unknown) => {
    failure ??= toFailure(error)
    return null
  }
  return {
    failure: () => failure,
    /** Remembers the newest payment, where new ones are told by nothing else. */
    async mark(): Promise<void> {
      if (capabilities.reconcile !== 'statement') return
      try {
        const mark = (await postings.findMarks([accountId], signal())).get(accountId)
        if (mark instanceof BillingError) note(mark)
        else after = mark ?? null
      } catch (error) {
        note(error)
      }
    },
    /** The payments of the reference, or null where they cannot be looked up. */
    async find(...posted: readonly Posted[]): Promise<readonly Payment[] | null> {
      if (capabilities.reconcile === 'none') return null
      const key = { accountId, reference, since: now - DAY_MS, after }
      try {
        const rows = (await postings.findPostings([key], signal())).get(key)
        if (rows instanceof BillingError) return note(rows)
        const ids = posted.map(({ paymentId }) => paymentId)
        // In a statement there may be payments of others.
        const isOurs = ({ id, externalId, amount: paid }: Payment) =>
          externalId === reference || ids.includes(id) || (externalId === null && isSameMoney(paid, amount))
        return (rows ?? []).map(({ payment }) => payment).filter(isOurs)
      } catch (error) {
        return note(error)
      }
    },
  }
}

interface Known extends Pick<PaymentOrder, 'accountId' | 'amount' | 'reference'> {
  readonly now: number
}

/** Where nothing can be looked up, what the answers said. */
function byAnswers(first: Posted, second: Posted, known: Known): readonly Payment[] {
  const { accountId, amount, reference } = known
  return [first, second].flatMap(({ paymentId: id, paidAt }) =>
    id === null ? [] : [{ id, accountId, amount, status: 'DONE', method: 'UNKNOWN', paidAt, externalId: reference }],
  )
}

async function takeBack(
  billing: BillingSystem,
  rows: readonly Payment[],
  { accountId, amount, reference, timeoutMs }: TrialOptions & { readonly reference: string },
): Promise<Pick<WriteTrial, 'canceled' | 'left' | 'cancelFailure'>> {
  const open = rows.filter(({ status }) => status !== 'CANCELED').map(({ id }) => id)
  if (!billing.capabilities.cancellations) return { canceled: [], left: open, cancelFailure: null }
  const canceled: PaymentId[] = []
  let cancelFailure: Failure | null = null
  for (const paymentId of open) {
    try {
      const call = { signal: AbortSignal.timeout(timeoutMs * 2), mayStart: () => true }
      const verdict = await billing.postings.cancelPayment({ accountId, paymentId, amount, reference }, call)
      if (verdict.kind === 'refused') cancelFailure ??= { code: null, message: `refused: ${verdict.reason}` }
      else canceled.push(paymentId)
    } catch (error) {
      cancelFailure ??= toFailure(error)
    }
  }
  return { canceled, left: open.filter((id) => !canceled.includes(id)), cancelFailure }
}
