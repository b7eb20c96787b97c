import type { Log } from '../observability/log.ts'
import { thrownFields } from '../observability/thrown.ts'

/**
 * Ends the process in order on SIGTERM and SIGINT: exit code 0 after a clean stop, 1 after one that failed, and 1 at
 * once on a second signal. Answers a function that stops listening.
 */
export function handleSignals({ stop, log }: { stop: () => Promise<void>; log: Log }): () => void {
  let isStopping = false

  async function finish(): Promise<number> {
    try {
      await stop()
      return 0
    } catch (error) {
      log.error(thrownFields(error), 'The stop failed')
      return 1
    }
  }

  function onSignal(signal: NodeJS.Signals): void {
    if (isStopping) {
      log.warn({ signal }, 'A second signal: leaving at once')
      process.exit(1)
    }
    isStopping = true
    log.info({ signal }, 'Stopping')
    void finish().then((exitCode) => process.exit(exitCode))
  }

  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
  return () => {
    process.off('SIGTERM', onSignal)
    process.off('SIGINT', onSignal)
  }
}
