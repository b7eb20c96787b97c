import type { BillingSystem } from '../billing/port.ts'
import type { AccountRef } from '../domain/account.ts'
import type { SliceResult } from './read-slices.ts'
import { toFailure } from './told.ts'

export interface SubscriberSignIn {
  readonly result: SliceResult
  readonly accounts: readonly AccountRef[]
}

/** Signs a subscriber in as the cabinet would. Null for nobody, whose slice is skipped. */
export async function signInSubscriber(
  { credentials }: Pick<BillingSystem, 'credentials'>,
  subscriber: { readonly login: string; readonly password: string } | null,
  timeoutMs: number,
): Promise<SubscriberSignIn> {
  const nothing = { slice: 'credentials', count: 0, durationMs: 0, failure: null, ability: null } as const
  if (subscriber === null) return { result: { ...nothing, state: 'skipped' }, accounts: [] }
  const startedAt = performance.now()
  try {
    const verdict = await credentials.checkCredentials(subscriber, { signal: AbortSignal.timeout(timeoutMs * 4) })
    const durationMs = performance.now() - startedAt
    if (verdict.kind === 'accepted') {
      const { accounts } = verdict
      return { result: { ...nothing, state: 'ok', count: accounts.length, durationMs }, accounts }
    }
    const failure = { code: null, message: `The subscriber is not let in: ${verdict.reason}.` }
    const state = verdict.reason === 'NOT_SUPPORTED' ? 'refused' : 'failed'
    return { result: { ...nothing, state, durationMs, failure }, accounts: [] }
  } catch (error) {
    const durationMs = performance.now() - startedAt
    return { result: { ...nothing, state: 'failed', durationMs, failure: toFailure(error) }, accounts: [] }
  }
}
