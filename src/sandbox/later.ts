/** Requests whose caller has long been sent away, and which are carried out nevertheless. */
export interface LateWork {
  add(delayMs: number, work: () => void): void
  /** How much is still to be done. */
  waiting(): number
  /** Does at once what is still waiting. */
  finish(): void
}

export function createLateWork(): LateWork {
  const waiting = new Map<NodeJS.Timeout, () => void>()
  return {
    add(delayMs, work) {
      const timer = setTimeout(() => {
        waiting.delete(timer)
        attempt(work)
      }, delayMs)
      waiting.set(timer, work)
    },
    waiting: () => waiting.size,
    finish() {
      for (const [timer, work] of waiting) {
        clearTimeout(timer)
        attempt(work)
      }
      waiting.clear()
    },
  }
}

function attempt(work: () => void): void {
  try {
    work()
  } catch (error) {
    // Nobody waits for the answer any more; a refusal ends here, as it would in the old system.
    process.stderr.write(`late work failed: ${error instanceof Error ? error.message : String(error)}\n`)
  }
}
