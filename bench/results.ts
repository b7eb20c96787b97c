import { availableParallelism } from 'node:os'
import type { Turn } from './measure.ts'
import type { ContenderName, OperationName, Options } from './options.ts'

/** One contender at one operation: medians over the rounds. */
export interface Figures {
  /** User and system time of the server's process, per operation. */
  readonly cpuMicros: number
  /** How far the rounds lie apart: (largest − smallest) ÷ median of `cpuMicros`. */
  readonly spread: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly legacyCalls: number
}

/** How much more the one costs than the other; the median of the rounds' own ratios. */
export interface Ratio {
  readonly of: ContenderName
  readonly to: ContenderName
  readonly operation: OperationName
  readonly ratio: number
  /** Smallest and largest of the rounds. */
  readonly from: number
  readonly upTo: number
  /** What is wanted, and whether it was reached; absent where nothing is. */
  readonly target?: string
  readonly met?: boolean
}

export interface Memory {
  readonly residentMegabytes: number
  readonly peakMegabytes: number
}

export type ByContender<T> = Partial<Record<ContenderName, T>>

/** bench/results/latest.json */
export interface Results {
  readonly measuredAt: string
  readonly machine: { readonly cores: number; readonly node: string }
  readonly options: Pick<Options, 'seconds' | 'rounds' | 'concurrency'>
  readonly operations: Partial<Record<OperationName, ByContender<Figures>>>
  readonly ratios: readonly Ratio[]
  /** After the last round. */
  readonly memory: ByContender<Memory>
}

interface Target {
  readonly of: ContenderName
  readonly to: ContenderName
  readonly operation: OperationName
  readonly atLeast?: number
}

const TARGETS: readonly Target[] = [
  { of: 'apollo', to: 'ours', operation: 'tiny', atLeast: 3 },
  { of: 'apollo', to: 'ours', operation: 'cabinet', atLeast: 4 },
  { of: 'apollo', to: 'ours', operation: 'list', atLeast: 4 },
  { of: 'apollo', to: 'ours', operation: 'statement', atLeast: 15 },
  { of: 'mercurius', to: 'ours', operation: 'tiny' },
  { of: 'mercurius', to: 'ours', operation: 'cabinet', atLeast: 1 },
  { of: 'mercurius', to: 'ours', operation: 'list' },
  { of: 'mercurius', to: 'ours', operation: 'statement', atLeast: 1 },
  { of: 'ours', to: 'limit', operation: 'tiny' },
  { of: 'ours', to: 'limit', operation: 'cabinet' },
  { of: 'ours', to: 'limit', operation: 'list' },
  { of: 'ours', to: 'limit', operation: 'statement' },
]

/** The most memory that the gateway may hold after the benchmark. */
export const MAX_GATEWAY_MEGABYTES = 200

export function summarize(
  turns: readonly Turn[],
  { options, memory }: { readonly options: Options; readonly memory: ByContender<Memory> },
): Results {
  const { seconds, rounds, concurrency } = options
  const operations = options.operations.map((operation) => {
    const figures = options.contenders.map((contender) => {
      const own = turns.filter((turn) => turn.operation === operation && turn.contender === contender)
      return [contender, toFigures(own)] as const
    })
    return [operation, Object.fromEntries(figures)] as const
  })
  return {
    measuredAt: new Date().toISOString(),
    machine: { cores: availableParallelism(), node: process.versions.node },
    options: { seconds, rounds, concurrency },
    operations: Object.fromEntries(operations),
    ratios: TARGETS.flatMap((target) => toRatio(turns, target) ?? []),
    memory,
  }
}

function toFigures(turns: readonly Turn[]): Figures {
  const cpu = turns.map(({ cpuMicros }) => cpuMicros)
  const cpuMicros = median(cpu)
  return {
    cpuMicros: round(cpuMicros, 1),
    spread: round((Math.max(...cpu) - Math.min(...cpu)) / cpuMicros, 3),
    p50Ms: round(median(turns.map(({ p50Ms }) => p50Ms)), 3),
    p99Ms: round(median(turns.map(({ p99Ms }) => p99Ms)), 3),
    legacyCalls: round(median(turns.map(({ legacyCalls }) => legacyCalls)), 2),
  }
}

/** Ratios are taken round by round: what slows a whole round down falls out of them. */
function toRatio(turns: readonly Turn[], { of, to, operation, atLeast }: Target): Ratio | null {
  const cpuOf = (contender: ContenderName, inRound: number) =>
    turns.find((turn) => turn.operation === operation && turn.contender === contender && turn.round === inRound)
      ?.cpuMicros
  const ratios = [...new Set(turns.map((turn) => turn.round))].flatMap((inRound) => {
    const above = cpuOf(of, inRound)
    const below = cpuOf(to, inRound)
    return above === undefined || below === undefined ? [] : [above / below]
  })
  if (ratios.length === 0) return null
  const ratio = round(median(ratios), 2)
  const range = { from: round(Math.min(...ratios), 2), upTo: round(Math.max(...ratios), 2) }
  const verdict = atLeast === undefined ? {} : { target: `at least ${atLeast}`, met: ratio >= atLeast }
  return { of, to, operation, ratio, ...range, ...verdict }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2
}

function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals))
}
