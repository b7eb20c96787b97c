import type { Checkout } from '../domain/checkout.ts'
import type { CheckoutDesk } from './checkout-desk.ts'
import { driveCheckout } from './checkout-drive.ts'

/** Takes up checkouts that are due, for ever, in every replica. `stop` resolves when this process works on none any more. */
export function startCheckoutDriver(
  desk: CheckoutDesk,
  options: {
    /** Between two looks when nothing was due. */
    readonly pollMs: number
    readonly random: () => number
    /** The store did not answer; it is looked at again. */
    readonly onFailure: (error: unknown) => void
  },
): { stop(): Promise<void> } {
  const { pollMs, random, onFailure } = options
  const { checkouts, clock, observer, settings } = desk
  const asks = { acquirer: desk.acquirer?.name ?? null, othersAfterMs: settings.othersAfterMs }
  const stopping = new AbortController()
  const works = new Set<Promise<unknown>>()

  function start(claimed: Checkout): void {
    const work = driveCheckout(desk, claimed)
      .catch((error: unknown) => observer.failed(claimed.id, error))
      .finally(() => works.delete(work))
    works.add(work)
  }

  async function take(): Promise<number> {
    const limit = settings.maxRunning - works.size
    if (limit <= 0) return 0
    const claimed = await checkouts.claimDue({ limit, leaseMs: settings.leaseMs, asks })
    for (const checkout of claimed) start(checkout)
    return claimed.length
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const taken = await take().catch((error: unknown) => {
        onFailure(error)
        return 0
      })
      // Replicas that were started together do not go on asking together.
      if (taken === 0) await clock.sleep(pollMs * (0.5 + random()), stopping.signal)
    }
  }

  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
      await Promise.all(works)
    },
  }
}
