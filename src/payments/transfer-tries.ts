import type { KeyedRequest } from './keyed-order.ts'
import type { TransferDesk } from './transfers.ts'

/** Numbers that nobody has, for each of those who transfer and over all replicas. People mistype a few. */
const MAX_TRIES = 10
const WINDOW_MS = 3_600_000

export type TransferTry =
  | { readonly kind: 'taken'; readonly triedAt: number }
  | { readonly kind: 'too_many'; readonly retryAfterSeconds: number }

/** Counts one look at a number. Beyond the limit nothing is told, hit or miss; the first beyond it is audited. */
export async function takeTransferTry(
  { store, now }: Pick<TransferDesk, 'store' | 'now'>,
  { principal, requestId, call }: KeyedRequest,
): Promise<TransferTry> {
  const triedAt = now()
  const subject = subjectOf(principal)
  const audit = {
    at: triedAt,
    actor: principal,
    act: 'transfer-number',
    object: principal,
    outcome: 'limited',
    requestId,
  }
  const { count, oldestAt } = await store.tries.record(
    { subject, now: triedAt, windowMs: WINDOW_MS, max: MAX_TRIES, audit },
    call,
  )
  if (count <= MAX_TRIES) return { kind: 'taken', triedAt }
  return { kind: 'too_many', retryAfterSeconds: Math.max(1, Math.ceil((oldestAt + WINDOW_MS - triedAt) / 1000)) }
}

/** It was no miss. Without the client's signal: who leaves early shall not pay for a hit. */
export function giveBackTry(
  { store }: Pick<TransferDesk, 'store'>,
  { principal }: KeyedRequest,
  { triedAt }: Extract<TransferTry, { kind: 'taken' }>,
): Promise<void> {
  return store.tries.forget([{ subject: subjectOf(principal), triedAt }])
}

function subjectOf(principal: string): string {
  return `transfer-number:${principal}`
}
