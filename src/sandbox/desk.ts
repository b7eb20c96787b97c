import type { AcquirerDesk } from './acquirer/desk.ts'
import type { Books } from './books/types.ts'
import { type CallCounters, createCallCounters } from './calls.ts'
import type { SandboxConfig } from './config.ts'
import { type CapacityModel, createCapacityModel } from './faults/capacity.ts'
import { createFaultTable, type FaultTable } from './faults/table.ts'
import { createLateWork, type LateWork } from './later.ts'
import type { Registrar } from './registrar/registrar.ts'
import { createSessions, type Sessions } from './soap/sessions.ts'

/** Everything that the fronts work with. */
export interface Desk {
  readonly config: SandboxConfig
  readonly books: Books
  /** Not the billing's: who takes cards, beside it. */
  readonly acquirer: AcquirerDesk
  /** Nor this: who registers receipts. */
  readonly registrar: Registrar
  readonly sessions: Sessions
  readonly faults: FaultTable
  readonly capacity: CapacityModel
  readonly calls: CallCounters
  readonly late: LateWork
  /** Payments that a fault wrote a second time, by their numbers; the first ten thousand. */
  readonly doubles: Set<number>
  /** Aborts when the sandbox closes: waits end, and hung and dripping answers are given up. */
  readonly closing: AbortSignal
}

export function createDesk({
  config,
  books,
  acquirer,
  registrar,
  closing,
}: Pick<Desk, 'config' | 'books' | 'acquirer' | 'registrar' | 'closing'>): Desk {
  return {
    config,
    books,
    acquirer,
    registrar,
    sessions: createSessions(config.sessionTtlMs),
    faults: createFaultTable(),
    capacity: createCapacityModel(),
    calls: createCallCounters(),
    late: createLateWork(),
    doubles: new Set(),
    closing,
  }
}
