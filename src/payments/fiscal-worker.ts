import { setTimeout as delay } from 'node:timers/promises'
import type { ClaimedReceipt } from '../store/fiscal-types.ts'
import { type FiscalDesk, workOn } from './fiscal-work.ts'

export interface FiscalWorker {
  /** Resolves when this process works on no receipt any more; what it was at goes on elsewhere. */
  stop(): Promise<void>
}

/** What one call may still need when the process leaves. */
const GRACE_MS = 3_000

/**
 * Registers receipts that are due, a few at a time in each replica. One is claimed with a lease; a process that dies leaves it
 * to the next.
 */
export function startFiscalWorker(desk: FiscalDesk): FiscalWorker {
  const { settings, receipts, observer } = desk
  const leaving = new AbortController()
  const giveUp = new AbortController()
  const { signal } = leaving

  async function work(claimed: ClaimedReceipt, claimedAt: number): Promise<void> {
    const deadline = AbortSignal.any([giveUp.signal, AbortSignal.timeout(settings.requestTimeoutMs)])
    const holds = () => performance.now() - claimedAt < settings.leaseMs - settings.requestTimeoutMs
    await workOn(desk, claimed, { signal: deadline, holds }).catch((error: unknown) => observer.failed(error))
  }

  async function turn(): Promise<boolean> {
    // Counted from before the claim: a pause between here and there is ours, not the next claimer's.
    const claimedAt = performance.now()
    const claimed = await receipts.claimDue({ limit: settings.maxRunning, leaseMs: settings.leaseMs })
    await Promise.all(claimed.map((one) => work(one, claimedAt)))
    return claimed.length > 0
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const hasWorked = await turn().catch((error: unknown) => {
        observer.failed(error)
        return false
      })
      if (!hasWorked) await delay(settings.pollMs, undefined, { signal }).catch(() => {})
    }
  }

  const running = run()
  return {
    async stop() {
      leaving.abort()
      const grace = setTimeout(() => giveUp.abort(), GRACE_MS)
      await running
      clearTimeout(grace)
    },
  }
}
