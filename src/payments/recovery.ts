import type { Clock } from './clock.ts'
import type { PaymentEngine } from './engine.ts'

interface RecoveryOptions {
  /** The engine, or whatever else takes up what is due in the same manner. */
  readonly engine: Pick<PaymentEngine, 'recover' | 'idle'>
  readonly clock: Clock
  /** Between two looks when nothing was due. */
  readonly pollMs: number
  readonly random: () => number
  /** The store did not answer; recovery goes on looking. */
  readonly onFailure: (error: unknown) => void
}

/** Takes up what is due, for ever, in every replica. `stop` resolves when this process works on nothing any more. */
export function startRecovery({ engine, clock, pollMs, random, onFailure }: RecoveryOptions): {
  stop(): Promise<void>
} {
  const stopping = new AbortController()

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const taken = await engine.recover().catch((error: unknown) => {
        onFailure(error)
        return 0
      })
      // Replicas that were started together do not go on asking together.
      if (taken === 0) await clock.sleep(pollMs * (0.5 + random()))
    }
  }

  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
      await engine.idle()
    },
  }
}
