import type { Acquiring } from './acquiring.ts'
import type { Counts } from './counts.ts'
import type { Legacy } from './legacy.ts'
import type { Plan } from './plan.ts'
import type { Random } from './random.ts'
import type { Process, Scheduler } from './scheduler.ts'

/** An instant in November 2026: what the store's clock says when the world begins. */
export const EPOCH_MS = 1_795_000_000_000

/** What every part of one simulated world shares. */
export interface World {
  readonly plan: Plan
  readonly random: Random
  /** For what was added later: it leaves the draws of everything else as they were. */
  readonly aside: Random
  /** The same for transfers. */
  readonly apart: Random
  /** The same for what is paid at an acquirer. */
  readonly yonder: Random
  /** Null where nothing is paid at an acquirer. */
  readonly acquiring: Acquiring | null
  readonly scheduler: Scheduler
  readonly legacy: Legacy
  readonly counts: Counts
  /** Whether things may still go wrong. */
  readonly isStormy: () => boolean
  /** Whether one that may go wrong does so now. */
  readonly strikes: (probability: number) => boolean
  /** Adds to the trace. The text is made only when somebody reads it. */
  readonly note: (line: () => string) => void
  readonly crash: (process: Process, why: string) => void
  readonly pause: (process: Process, why: string) => void
}
