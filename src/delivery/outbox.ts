import { setTimeout as delay } from 'node:timers/promises'
import type { Channel, Message } from '../domain/message.ts'
import type { Log } from '../observability/log.ts'
import { codeOf } from '../observability/thrown.ts'
import type { ClaimedDelivery, DeliveryEnd, DeliveryStore } from '../store/access-types.ts'
import { type Courier, DeliveryError } from './port.ts'

export interface OutboxSettings {
  /** How often it is looked for what others have put in, or what is due again. */
  readonly pollMs: number
  /** One message, from looking up its recipient to the provider's answer. */
  readonly sendTimeoutMs: number
  /** The pause after the first failure; it doubles with each. */
  readonly firstPauseMs: number
  readonly longestPauseMs: number
  /** Given up after so many tries, or when what it holds has expired. */
  readonly maxAttempts: number
}

export const OUTBOX_SETTINGS: OutboxSettings = {
  pollMs: 1_000,
  sendTimeoutMs: 20_000,
  firstPauseMs: 2_000,
  longestPauseMs: 120_000,
  maxAttempts: 8,
}

type Prepared =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'dropped'; readonly reason: string }
  /** Not to be sent now; it does not count as a try. */
  | { readonly kind: 'later'; readonly delayMs: number }

interface OutboxParts {
  readonly store: DeliveryStore
  readonly couriers: Readonly<Partial<Record<Channel, Courier>>>
  /** Rejects when it should be tried again later. */
  readonly prepare: (delivery: ClaimedDelivery, call: { readonly signal: AbortSignal }) => Promise<Prepared>
  readonly log: Log
  readonly settings: OutboxSettings
  /** Of these kinds one is sent for as long as it lives: nobody asks for it again. */
  readonly patientKinds?: readonly string[]
  /** Hears of each message that is done with. */
  readonly onEnd?: (kind: string, end: DeliveryEnd) => void
}

export interface Outbox {
  /** Something was put in just now. */
  nudge(): void
  /** Resolves when this process sends nothing any more; what waits stays for the next. */
  stop(): Promise<void>
}

/** What is being sent when the process ends may finish: broken off, it would be sent twice. */
const GRACE_MS = 5_000
/** Another process may take a message only when this one cannot be at it any more. */
const LEASE_SLACK_MS = 10_000

/**
 * Sends what waits in the store, each at least once. Every replica does: a message is claimed before it is sent, and a
 * process that dies in between leaves it to the next after its lease. Each way has a queue of its own, and no message waits
 * for another that is under way: a provider that hangs holds up what it would have had to send, and nothing else.
 */
export function startOutbox(parts: OutboxParts): Outbox {
  const leaving = new AbortController()
  const giveUp = new AbortController()
  const queues = CHANNELS.map((channel) =>
    startQueue(parts, channel, { leaving: leaving.signal, giveUp: giveUp.signal }),
  )
  return {
    nudge: () => queues.forEach((queue) => queue.nudge()),
    async stop() {
      leaving.abort()
      const grace = setTimeout(() => giveUp.abort(), GRACE_MS)
      await Promise.all(queues.map(({ ended }) => ended))
      clearTimeout(grace)
    },
  }
}

/** Half an hour between two tries of what is sent for a day. */
const PATIENCE = 15

const CHANNELS: readonly Channel[] = ['SMS', 'EMAIL']

interface Ending {
  readonly leaving: AbortSignal
  readonly giveUp: AbortSignal
}

interface Queue {
  nudge(): void
  readonly ended: Promise<void>
}

function startQueue(parts: OutboxParts, channel: Channel, { leaving, giveUp }: Ending): Queue {
  const { settings, log, store } = parts
  const leaseMs = settings.sendTimeoutMs + LEASE_SLACK_MS
  // Where there is no way to send it, a message only finds that out.
  const maxAtOnce = parts.couriers[channel]?.maxAtOnce ?? 1
  const underWay = new Set<Promise<void>>()
  let wake = Promise.withResolvers<void>()
  const warn = (error: unknown) =>
    log.warn({ operation: 'outbox', kind: channel, code: codeOf(error, 'unknown') }, 'the outbox could not be read')

  /** True when there may be more. */
  async function claim(): Promise<boolean> {
    const limit = maxAtOnce - underWay.size
    if (limit === 0) return true
    const claimed = await store.claim({ channel, limit, leaseMs })
    for (const delivery of claimed) {
      const sending: Promise<void> = deliver(parts, delivery, giveUp)
        .catch(warn)
        .finally(() => underWay.delete(sending))
      underWay.add(sending)
    }
    return claimed.length === limit
  }

  async function run(): Promise<void> {
    while (!leaving.aborted) {
      const mayBeMore = await claim().catch((error: unknown) => {
        warn(error)
        return false
      })
      if (mayBeMore) {
        if (underWay.size > 0) await Promise.race(underWay)
        continue
      }
      await Promise.race([wake.promise, delay(settings.pollMs, undefined, { signal: leaving }).catch(() => {})])
      wake = Promise.withResolvers()
    }
    await Promise.all(underWay)
  }

  return { nudge: () => wake.resolve(), ended: run() }
}

async function deliver(parts: OutboxParts, delivery: ClaimedDelivery, giveUp: AbortSignal): Promise<void> {
  const { settings, log } = parts
  const { kind, requestId, attempts } = delivery
  if (delivery.isExpired) return end(parts, delivery, { state: 'FAILED', outcome: 'given up: expired' })
  try {
    const signal = AbortSignal.any([giveUp, AbortSignal.timeout(settings.sendTimeoutMs)])
    const prepared = await parts.prepare(delivery, { signal })
    if (prepared.kind === 'dropped') {
      return await end(parts, delivery, { state: 'DROPPED', outcome: `not sent: ${prepared.reason}` })
    }
    if (prepared.kind === 'later') return void (await parts.store.postpone(delivery, prepared.delayMs, 'not a try'))
    const { message } = prepared
    const courier = parts.couriers[message.channel]
    // Another replica may be configured otherwise, and had promised it.
    if (courier === undefined) throw new DeliveryError('DELIVERY_FAILED', `There is no way to send ${message.channel}.`)
    const url = await courier.send(message, { signal })
    log.info({ operation: 'outbox', kind, requestId, url }, 'message sent')
    await end(parts, delivery, { state: 'SENT', outcome: `sent: ${message.channel}` })
  } catch (error) {
    const attempt = attempts + 1
    log.warn({ operation: 'outbox', kind, requestId, attempt, code: codeOf(error, 'unknown') }, 'message not sent')
    // One that leaves has not failed: the next process may send it at once.
    if (giveUp.aborted) return void (await parts.store.postpone(delivery, 0))
    const isPatient = parts.patientKinds?.includes(kind) === true
    if (attempt >= settings.maxAttempts && !isPatient) {
      return end(parts, delivery, { state: 'FAILED', outcome: `given up: ${attempt} tries` })
    }
    const pauseMs = Math.min(
      settings.firstPauseMs * 2 ** attempts,
      settings.longestPauseMs * (isPatient ? PATIENCE : 1),
    )
    await parts.store.postpone(delivery, pauseMs)
  }
}

async function end(
  { store, onEnd }: OutboxParts,
  delivery: ClaimedDelivery,
  { state, outcome }: { state: DeliveryEnd; outcome: string },
): Promise<void> {
  const { id, kind, requestId } = delivery
  const isOurs = await store.settle(delivery, {
    state,
    note: { actor: 'gateway', act: 'delivery', object: `${kind}:${id}`, outcome, requestId },
  })
  if (isOurs) onEnd?.(kind, state)
}
