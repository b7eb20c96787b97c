/** What was called how often since the last reset, and how many calls were in flight at once. */
interface CallCount {
  readonly calls: number
  readonly inFlight: number
  readonly peakInFlight: number
}

export interface CallCounters {
  /** Counts a call; the function that comes back says that the billing is done with it. */
  enter(operation: string): () => void
  login(): void
  /** `logins` are sessions opened, not tries. */
  report(): CallCount & { readonly logins: number; readonly operations: Readonly<Record<string, CallCount>> }
  /** Back to zero; what is in flight stays in flight. */
  reset(): void
  inFlight(): number
  /** Resolves when nothing is in flight. */
  idle(): Promise<void>
}

interface Counter {
  calls: number
  inFlight: number
  peakInFlight: number
}

export function createCallCounters(): CallCounters {
  const operations = new Map<string, Counter>()
  const all: Counter = { calls: 0, inFlight: 0, peakInFlight: 0 }
  let logins = 0
  let waiters: (() => void)[] = []
  return {
    enter(operation) {
      const one = operations.get(operation) ?? { calls: 0, inFlight: 0, peakInFlight: 0 }
      operations.set(operation, one)
      for (const counter of [one, all]) count(counter)
      return () => {
        one.inFlight -= 1
        all.inFlight -= 1
        if (all.inFlight > 0) return
        for (const wake of waiters) wake()
        waiters = []
      }
    },
    login: () => void logins++,
    report: () => ({
      ...all,
      logins,
      operations: Object.fromEntries([...operations].map(([name, counter]) => [name, { ...counter }])),
    }),
    reset() {
      logins = 0
      for (const counter of [all, ...operations.values()]) {
        counter.calls = 0
        counter.peakInFlight = counter.inFlight
      }
    },
    inFlight: () => all.inFlight,
    idle: () => (all.inFlight === 0 ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve))),
  }
}

function count(counter: Counter): void {
  counter.calls += 1
  counter.inFlight += 1
  counter.peakInFlight = Math.max(counter.peakInFlight, counter.inFlight)
}
