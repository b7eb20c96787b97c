import type { KeyedRequest } from './keyed-order.ts'
import type { TransferDesk } from './transfers.ts'

/** Numbers that nobody has, for each of those who transfer and over all replicas. People mistype a few. */
const MAX_TRIES = 10
const WINDOW_MS = 3_600_000

/** Different numbers that can be looked at, hit or miss; nobody gives to as many people within an hour. */
const MAX_RECIPIENTS = 50

export type TransferTry =
  | { readonly kind: 'taken'; readonly triedAt: number }
  | { readonly kind: 'too_many'; readonly retryAfterSeconds: number }

/**
 * Counts one look at a number, and the number among all that were looked at. Beyond either limit nothing is told, hit or miss;
 * the first beyond it is audited.
 */
export async function takeTransferTry(
  desk: Pick<TransferDesk, 'store' | 'now'>,
  request: KeyedRequest,
  accountNumber: string,
): Promise<TransferTry> {
  const { principal } = request
  const recipient = { subject: `transfer-recipient:${principal}`, spelling: accountNumber, isOncePerSpelling: true }
  const look = await take(desk, request, { ...recipient, max: MAX_RECIPIENTS })
  return look.kind === 'too_many' ? look : take(desk, request, { subject: subjectOf(principal), max: MAX_TRIES })
}

async function take(
  { store, now }: Pick<TransferDesk, 'store' | 'now'>,
  { principal, requestId, call }: KeyedRequest,
  counted: Pick<Parameters<TransferDesk['store']['tries']['record']>[0], 'subject' | 'spelling' | 'max'>,
): Promise<TransferTry> {
  const triedAt = now()
  const note = { at: triedAt, actor: principal, act: 'transfer-number', object: principal, requestId }
  const audit = { ...note, outcome: 'limited' }
  const { count, oldestAt } = await store.tries.record({ ...counted, now: triedAt, windowMs: WINDOW_MS, audit }, call)
  if (count <= counted.max) return { kind: 'taken', triedAt }
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
