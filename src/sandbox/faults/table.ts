import { seededRandom, textKey } from '../wire/order.ts'
import { fits, type Kind, type Stage, stageOf } from './kinds.ts'

/** How a fault of several forms shows: those of wrongCharset, and those of successWithoutApplying. */
export type FaultVariant = 'bytes' | 'header' | 'declaration' | 'both' | 'echo' | 'empty'

export interface FaultSetting {
  readonly kind: Kind
  /** Share of calls that it befalls, 0 to 1. */
  readonly rate: number
  /** How often, then it ends; null for ever. */
  readonly times: number | null
  readonly delayMs: number
  readonly variant: FaultVariant
}

export type Latency = { readonly fixedMs: number } | { readonly p50Ms: number; readonly p99Ms: number }

/** What may happen to the calls of one operation. */
export interface Rule {
  readonly latency: Latency | null
  /** Share of calls that fail with an ordinary internal error, 0 to 1. */
  readonly errorRate: number
  readonly faults: readonly FaultSetting[]
  readonly seed: number
}

/** What happens to one call. */
export interface Drawn {
  readonly latencyMs: number
  readonly fails: boolean
  readonly faults: ReadonlyMap<Kind, FaultSetting>
}

export interface FaultTable {
  set(operation: string, rule: Rule): void
  clear(operation?: string): void
  /** Each rule, with how often each fault struck. */
  list(): Record<string, Rule & { readonly struck: Readonly<Record<string, number>> }>
  draw(operation: string): Drawn
}

interface Entry {
  readonly rule: Rule
  readonly random: () => number
  readonly struck: number[]
}

/** Rules by operation; `*` applies to every call as well, after the operation's own rule. */
export function createFaultTable(): FaultTable {
  const entries = new Map<string, Entry>()
  return {
    set(operation, rule) {
      const random = seededRandom(rule.seed ^ textKey(operation))
      entries.set(operation, { rule, random, struck: rule.faults.map(() => 0) })
    },
    clear(operation) {
      if (operation === undefined) entries.clear()
      else entries.delete(operation)
    },
    list() {
      return Object.fromEntries(
        [...entries].map(([operation, { rule, struck }]) => [
          operation,
          { ...rule, struck: countByKind(rule, struck) },
        ]),
      )
    },
    draw(operation) {
      const matching = [entries.get(operation), entries.get('*')].filter((entry) => entry !== undefined)
      return drawCall(matching, operation)
    },
  }
}

function drawCall(entries: readonly Entry[], operation: string): Drawn {
  let latencyMs = 0
  let fails = false
  for (const { rule, random } of entries) {
    latencyMs += drawLatency(rule.latency, random)
    fails ||= rule.errorRate > 0 && random() < rule.errorRate
  }
  const faults = new Map<Kind, FaultSetting>()
  const drawStages = (stages: readonly Stage[]) => {
    for (const entry of entries) drawFaults(entry, operation, { faults, stages })
  }
  const struck = (stage: Stage) => [...faults.keys()].some((kind) => stageOf(kind) === stage)
  // An answer that is never given cannot be spoilt: faults that take its place are drawn first.
  if (!fails) {
    drawStages(['instead', 'after'])
    if (!struck('instead')) drawStages(['double'])
    if (!struck('instead') && !struck('after')) drawStages(['answer'])
  }
  return { latencyMs, fails, faults }
}

function drawFaults(
  { rule, random, struck }: Entry,
  operation: string,
  drawn: { readonly faults: Map<Kind, FaultSetting>; readonly stages: readonly Stage[] },
): void {
  for (const [index, fault] of rule.faults.entries()) {
    const count = struck[index] ?? 0
    const ended = fault.times !== null && count >= fault.times
    if (!drawn.stages.includes(stageOf(fault.kind)) || ended || !fits(fault.kind, operation)) continue
    if (excludes(drawn.faults, fault.kind) || random() >= fault.rate) continue
    struck[index] = count + 1
    drawn.faults.set(fault.kind, fault)
  }
}

function decides(kind: Kind): boolean {
  return stageOf(kind) === 'instead' || stageOf(kind) === 'after'
}

/** Only one fault may decide what becomes of the answer. */
function excludes(drawn: ReadonlyMap<Kind, FaultSetting>, kind: Kind): boolean {
  return drawn.has(kind) || (decides(kind) && [...drawn.keys()].some(decides))
}

function drawLatency(latency: Latency | null, random: () => number): number {
  if (latency === null) return 0
  if ('fixedMs' in latency) return latency.fixedMs
  const sigma = Math.log(latency.p99Ms / latency.p50Ms) / 2.326_347_874
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Math.min(latency.p50Ms * Math.exp(sigma * normal), 600_000)
}

function countByKind(rule: Rule, struck: readonly number[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const [index, fault] of rule.faults.entries()) {
    counts[fault.kind] = (counts[fault.kind] ?? 0) + (struck[index] ?? 0)
  }
  return counts
}
