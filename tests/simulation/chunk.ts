import type { Reconcile } from '../../src/billing/port.ts'
import { MISTAKES } from './catalogue.ts'
import { createCounts } from './counts.ts'
import type { Violation } from './judge.ts'
import { MODES } from './plan.ts'
import { simulate } from './simulate.ts'

/** A run of neighbouring seeds. */
export interface Chunk {
  readonly from: number
  readonly seeds: number
  readonly mode: Reconcile | undefined
  readonly bug: string | null
}

export interface ChunkResult {
  readonly from: number
  /** How many were run: fewer than asked for when one of them broke a promise. */
  readonly seeds: number
  readonly counts: Readonly<Record<string, number>>
  readonly failure: Failure | null
}

export interface Failure {
  readonly seed: number
  readonly violations: readonly Violation[]
}

/** Runs seed after seed until one of them breaks a promise. */
export async function runChunk({ from, seeds, mode, bug }: Chunk): Promise<ChunkResult> {
  const counts = createCounts()
  const planted = MISTAKES.find(({ name }) => name === bug) ?? null
  for (let seed = from; seed < from + seeds; seed += 1) {
    const violations = await simulate({ seed, mode, planted, counts })
    if (violations.length > 0) {
      return { from, seeds: seed - from + 1, counts: counts.values, failure: { seed, violations } }
    }
  }
  return { from, seeds, counts: counts.values, failure: null }
}

export function readChunk(message: unknown): Chunk {
  if (typeof message !== 'object' || message === null) throw new Error('A chunk of seeds was expected.')
  const { from, seeds, mode, bug }: { from?: unknown; seeds?: unknown; mode?: unknown; bug?: unknown } = message
  if (typeof from !== 'number' || typeof seeds !== 'number') throw new Error('A chunk of seeds was expected.')
  return { from, seeds, mode: MODES.find((known) => known === mode), bug: typeof bug === 'string' ? bug : null }
}
