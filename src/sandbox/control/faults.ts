import type { Capacity } from '../faults/capacity.ts'
import { fits, isKind, KINDS, type Kind } from '../faults/kinds.ts'
import type { FaultSetting, FaultVariant, Latency, Rule } from '../faults/table.ts'
import { OPERATION_NAMES } from '../operations.ts'
import { bad, present, readChoice, readNumber, readObject } from './read.ts'

const LONGEST_MS = 600_000
const MOST_FAULTS = 50

/** The name of an operation, or `*`. */
export function readOperation(name: string): string {
  if (name === '*' || OPERATION_NAMES.includes(name)) return name
  throw bad(`unknown operation '${name.slice(0, 60)}'; known: *, ${OPERATION_NAMES.join(', ')}`)
}

/** `{ latency, errorRate, faults, seed }` → a rule for that operation. */
export function readRule(value: unknown, operation: string): Rule {
  const fields = readObject(value, 'a rule', ['latency', 'errorRate', 'faults', 'seed'])
  const faults = fields['faults'] ?? []
  if (!Array.isArray(faults) || faults.length > MOST_FAULTS)
    throw bad(`'faults' must be a list of at most ${MOST_FAULTS}`)
  return {
    latency: fields['latency'] === undefined || fields['latency'] === null ? null : readLatency(fields['latency']),
    errorRate: readNumber(fields, 'errorRate', { min: 0, max: 1, fraction: true }) ?? 0,
    faults: faults.map((fault: unknown) => readFault(fault, operation)),
    seed: readNumber(fields, 'seed', { min: 0, max: 4_294_967_295 }) ?? 1,
  }
}

/** `{ operation: rule }`, the whole table. */
export function readRules(value: unknown): [string, Rule][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw bad('the fault table must be an object')
  return Object.entries(value).map(([name, rule]) => [readOperation(name), readRule(rule, name)])
}

/** `{ concurrent, serviceTimeMs }`. */
export function readCapacity(value: unknown): Capacity {
  const fields = readObject(value, 'capacity', ['concurrent', 'serviceTimeMs'])
  return {
    concurrent: present(readNumber(fields, 'concurrent', { min: 1, max: 10_000 }), 'concurrent'),
    serviceTimeMs: present(
      readNumber(fields, 'serviceTimeMs', { min: 0, max: LONGEST_MS, fraction: true }),
      'serviceTimeMs',
    ),
  }
}

function readLatency(value: unknown): Latency {
  const range = { min: 0, max: LONGEST_MS, fraction: true }
  if (typeof value === 'number')
    return { fixedMs: present(readNumber({ latency: value }, 'latency', range), 'latency') }
  const fields = readObject(value, 'latency', ['fixedMs', 'p50Ms', 'p99Ms'])
  const fixedMs = readNumber(fields, 'fixedMs', range)
  if (fixedMs !== undefined) {
    if (Object.keys(fields).length > 1) throw bad('latency is either { fixedMs } or { p50Ms, p99Ms }, not both')
    return { fixedMs }
  }
  const p50Ms = present(readNumber(fields, 'p50Ms', { ...range, min: 0.1 }), 'p50Ms')
  const p99Ms = present(readNumber(fields, 'p99Ms', { ...range, min: 0.1 }), 'p99Ms')
  if (p99Ms < p50Ms) throw bad("'p99Ms' must not be below 'p50Ms'")
  return { p50Ms, p99Ms }
}

/** The forms of the faults that have several; the first is the usual one. */
const VARIANTS: ReadonlyMap<Kind, readonly FaultVariant[]> = new Map([
  ['wrongCharset', ['bytes', 'header', 'declaration', 'both']],
  ['successWithoutApplying', ['echo', 'empty']],
])

function readFault(value: unknown, operation: string): FaultSetting {
  const fields = readObject(value, 'a fault', ['kind', 'rate', 'times', 'delayMs', 'variant'])
  const kind = fields['kind']
  if (typeof kind !== 'string' || !isKind(kind)) {
    throw bad(`unknown kind ${JSON.stringify(kind) ?? ''}; known: ${Object.keys(KINDS).join(', ')}`)
  }
  if (!fits(kind, operation)) throw bad(`'${kind}' cannot befall ${operation}`)
  if (fields['delayMs'] !== undefined && kind !== 'applyLate') throw bad("'delayMs' belongs to applyLate")
  const variants = VARIANTS.get(kind)
  if (fields['variant'] !== undefined && variants === undefined)
    throw bad(`'variant' belongs to ${[...VARIANTS.keys()].join(' and ')}`)
  const variant = readChoice(fields, 'variant', variants ?? []) ?? variants?.[0] ?? 'bytes'
  if (variant === 'declaration' && operation.startsWith('rest.'))
    throw bad('JSON has no declaration: use bytes or header')
  return {
    kind,
    rate: readNumber(fields, 'rate', { min: 0, max: 1, fraction: true }) ?? 1,
    times: readNumber(fields, 'times', { min: 1, max: 1_000_000 }) ?? null,
    delayMs: readNumber(fields, 'delayMs', { min: 0, max: LONGEST_MS }) ?? 1000,
    variant,
  }
}
