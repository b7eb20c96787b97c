import { setTimeout as delay } from 'node:timers/promises'
import type { Sealer } from '../auth/sealing.ts'
import type { AccountId } from '../domain/account.ts'
import type { Channel } from '../domain/message.ts'
import { NOTIFICATION_KINDS } from '../domain/notification.ts'
import type { NotificationStore, WatchedNotification } from '../store/notification-types.ts'
import { judge } from './judge.ts'
import { lookAt, type WatchedBilling } from './look.ts'
import { type NotificationOrder, wantedChannels, writeOrders } from './order.ts'
import { readState, writeState } from './state.ts'

export interface WatchParts {
  readonly store: NotificationStore
  readonly billing: WatchedBilling
  readonly notices: { listen(hear: (accountId: AccountId) => void): () => void }
  readonly sealer: Sealer<NotificationOrder>
  /** By which messages can be sent. */
  readonly channels: readonly Channel[]
  readonly timeZone: string
  readonly now: () => number
  /** How long an account is left alone; longer when so many are watched that the budget is used up. */
  readonly intervalMs: number
  /** From one look to the next: what all that is watched may cost the billing. */
  readonly gapMs: number
  readonly timeoutMs: number
  readonly maxWaiting: number
  /** Messages were put into the outbox. */
  readonly onMessages: () => void
  readonly onDropped: (kind: string, reason: string) => void
  readonly onFailure: (error: unknown) => void
}

export interface Watch {
  /** Resolves when nothing is looked at any more. */
  stop(): Promise<void>
}

const BATCH = 50
const LEASE_SLACK_MS = 10_000
/** Accounts that have changed and wait for the next look; further ones have their turn anyway. */
const MAX_TOUCHED = 1_000

/**
 * Finds what people want to hear of. The billing alone is asked, also for what was done through the gateway, so that nothing is told
 * twice or lost between two sources; a notice of a change only makes the look come sooner. Every replica does: an account is claimed
 * before it is looked at, and what was seen is kept in one transaction with the messages that tell it.
 */
export function startWatch(parts: WatchParts): Watch {
  const leaving = new AbortController()
  const touched = new Set<AccountId>()
  const stopListening = parts.notices.listen((accountId) => {
    if (touched.size < MAX_TOUCHED) touched.add(accountId)
  })

  async function run(): Promise<void> {
    while (!leaving.signal.aborted) {
      await look(parts, { touched, leaving: leaving.signal }).catch(parts.onFailure)
      await delay(parts.gapMs, undefined, { signal: leaving.signal }).catch(() => {})
    }
  }

  const running = run()
  return {
    async stop() {
      stopListening()
      leaving.abort()
      await running
    },
  }
}

async function look(
  parts: WatchParts,
  { touched, leaving }: { readonly touched: Set<AccountId>; readonly leaving: AbortSignal },
): Promise<void> {
  const { store, timeoutMs } = parts
  const changed = [...touched]
  touched.clear()
  await store.hasten(changed)
  const claimed = await store.claimDue({ limit: BATCH, leaseMs: timeoutMs + LEASE_SLACK_MS })
  if (claimed.length === 0) return
  const watching = claimed.map((row) => ({
    row,
    accountId: row.account.id,
    kinds: NOTIFICATION_KINDS.filter((kind) => wantedChannels(row.preferences, { kind }, parts.channels).length > 0),
    state: readState(row.state),
  }))
  parts.billing.identity.remember(claimed.map(({ account }) => account))
  const call = { signal: AbortSignal.any([leaving, AbortSignal.timeout(timeoutMs)]) }
  const looks = await lookAt(parts.billing, watching, { call, onFailure: parts.onFailure })
  // What was broken off by the end of this process is looked at by the next.
  if (leaving.aborted) return
  for (const [place, { row, state, kinds }] of watching.entries()) {
    const { account, ...lists } = looks[place] ?? {}
    const seen = account && kinds.includes('LOW_BALANCE') ? { account, ...lists } : lists
    const isOver = account?.status === 'TERMINATED'
    const judgement = judge(state, seen, { ...parts, now: parts.now(), preferences: row.preferences })
    // It is looked at again when its lease ends; the others are kept.
    await keep(parts, row, { judgement, isOver }).catch(parts.onFailure)
  }
}

async function keep(
  parts: WatchParts,
  row: WatchedNotification,
  { judgement, isOver }: { readonly judgement: ReturnType<typeof judge>; readonly isOver: boolean },
): Promise<void> {
  const { state, happenings, dropped } = judgement
  const messages = happenings.flatMap((happening) => writeOrders(row, happening, { ...parts, now: parts.now() }))
  const verdict = await parts.store.advance(row, {
    state: writeState(state),
    // Some terminated agreements come back to life.
    dueInMs: isOver ? Math.max(parts.intervalMs, DAY_MS) : parts.intervalMs,
    messages,
    notes: dropped.map(({ kind, reason }) => ({
      actor: 'gateway',
      act: 'notification',
      object: `notifications:${row.id}`,
      outcome: `dropped: ${kind} ${reason}`,
      requestId: 'notifications',
    })),
    maxWaiting: parts.maxWaiting,
  })
  if (verdict !== 'advanced') return
  if (messages.length > 0) parts.onMessages()
  for (const { kind, reason } of dropped) parts.onDropped(kind, reason)
}

const DAY_MS = 86_400_000
