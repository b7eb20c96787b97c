import { sleep } from '../wire/sleep.ts'
import type { Settings, ShopEvent } from './types.ts'

/** Tells the shop that something has happened. The shop is not told twice of its own accord, and may never be told. */
export interface Hints {
  send(event: ShopEvent): void
}

/** How long a hint that is to be overtaken waits for the one that overtakes it. */
const OVERTAKEN_AFTER_MS = 1_500
const ANSWER_TIMEOUT_MS = 3_000
/** Pauses before the next try, where the shop does not take a hint. */
const RETRY_PAUSES_MS = [500, 2_000, 10_000] as const

export function createHints(settings: () => Settings, closing: AbortSignal): Hints {
  const held: ShopEvent[] = []

  async function deliver(event: ShopEvent): Promise<void> {
    const { webhookUrl } = settings()
    if (webhookUrl === null) return
    for (const pauseMs of [...RETRY_PAUSES_MS, null]) {
      if (closing.aborted || (await isTaken(webhookUrl, event, closing))) return
      if (pauseMs !== null) await sleep(pauseMs, closing)
    }
  }

  async function release(): Promise<void> {
    for (const event of held.splice(0).toReversed()) await deliver(event)
  }

  async function send(event: ShopEvent): Promise<void> {
    const { hints, hintDelayMs } = settings()
    switch (hints) {
      case 'never':
        return
      case 'late':
        await sleep(hintDelayMs, closing)
        return deliver(event)
      case 'twice':
        await deliver(event)
        return deliver(event)
      case 'reordered':
        held.push(event)
        if (held.length === 1) await sleep(OVERTAKEN_AFTER_MS, closing)
        return release()
      case 'now':
        return deliver(event)
    }
  }

  return { send: (event) => void send(event) }
}

/** Nothing but which payment it is about counts for a careful shop; the rest is what acquirers send besides. */
async function isTaken(url: string, { event, paymentId }: ShopEvent, closing: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'notification', event, object: { id: paymentId } }),
      redirect: 'manual',
      signal: AbortSignal.any([closing, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
    })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}
