import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { createCallTimes } from './call-times.ts'

/** Numbers for operators, in the text format of Prometheus. Labels are words of ours and never come from a client. */
export interface Metrics {
  readonly contentType: string
  /** Everything as it is now. Rejects never: what cannot be read is left out, and said so by a number of its own. */
  read(): Promise<string>
  accept(order: { readonly kind: string }): void
  move(step: { readonly from: string; readonly to: string }): void
  decide(end: { readonly kind: string; readonly state: string; readonly durationMs: number }): void
  loseFence(): void
  /** A message to a person is done with, or something is not told. */
  deliver(message: { readonly kind: string; readonly end: string }): void
  /** A payment of the cabinet has another state. */
  checkout(step: { readonly from: string; readonly to: string }): void
  fail(what: 'payment' | 'transfer' | 'recovery' | 'reconciliation' | 'checkout' | 'fiscal'): void
  /** A read of two billings is over. */
  compare(read: { readonly slice: string; readonly method: string; readonly end: string }): void
  /** Two answers differ in a place, which is a path of names of ours. */
  differ(read: { readonly slice: string; readonly method: string; readonly place: string }): void
  /** A null code is an answer that was read. */
  call(report: {
    readonly system: string
    readonly operation: string
    readonly code: string | null
    readonly durationMs: number
  }): void
}

/** What is not counted by this process, but read from the store of all replicas when somebody asks. */
export interface StoredNumbers {
  readonly countIntents: () => Promise<Readonly<Record<string, number>>>
  readonly countCheckouts: () => Promise<Readonly<Record<string, number>>>
  readonly countFiscalReceipts: () => Promise<Readonly<Record<string, number>>>
  /** Null before the first run. */
  readonly readReconciliation: () => Promise<{
    readonly day: string
    readonly finishedAt: number
    readonly open: number
    readonly differences: Readonly<Record<string, number>>
  } | null>
}

/** Seconds. A slow billing answers in a few; a payment may take its settle wait of ten minutes, and a day with a person. */
const CALL_BUCKETS = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
const DECISION_BUCKETS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600, 86_400]

/** Each look wakes the process up, and the default of ten milliseconds would do so a hundred times a second for ever. */
const LAG_PRECISION_MS = 50

export function createMetrics(stored: StoredNumbers): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LAG_PRECISION_MS })
  const calls = createCallTimes({
    name: 'billing_gateway_billing_call_seconds',
    help: 'Calls of the billing system, waiting for a connection included, by what came of them.',
    buckets: CALL_BUCKETS,
  })
  const gauges = createGauges(registry)
  return {
    contentType: registry.contentType,
    async read() {
      await refresh(gauges, stored)
      return `${await registry.metrics()}${calls.write()}`
    },
    ...createCounts(registry),
    call: ({ system, operation, code, durationMs }) =>
      calls.observe({ system, operation, code: code ?? 'OK', durationMs }),
  }
}

function createCounts(registry: Registry): Omit<Metrics, 'contentType' | 'read' | 'call'> {
  const registers = [registry]
  const accepted = new Counter({
    name: 'billing_gateway_payments_accepted_total',
    help: 'Orders to move money that were made durable.',
    labelNames: ['kind'],
    registers,
  })
  const moves = new Counter({
    name: 'billing_gateway_payment_moves_total',
    help: 'Changes of state of orders to move money.',
    labelNames: ['from', 'to'],
    registers,
  })
  const decisions = new Histogram({
    name: 'billing_gateway_payment_decision_seconds',
    help: 'From the acceptance of an order to move money to its end, or to a person.',
    labelNames: ['kind', 'state'],
    buckets: DECISION_BUCKETS,
    registers,
  })
  const fences = new Counter({
    name: 'billing_gateway_payment_fences_lost_total',
    help: 'Steps that were given up because another replica, or an operator, had taken the order over.',
    registers,
  })
  const failures = new Counter({
    name: 'billing_gateway_payment_failures_total',
    help: 'Steps that failed unexpectedly and are tried again.',
    labelNames: ['what'],
    registers,
  })
  const messages = new Counter({
    name: 'billing_gateway_messages_total',
    help: 'Messages to people that are done with, and what was not told, by what came of them.',
    labelNames: ['kind', 'end'],
    registers,
  })
  const checkouts = new Counter({
    name: 'billing_gateway_checkout_moves_total',
    help: 'Changes of state of payments that were begun in the cabinet.',
    labelNames: ['from', 'to'],
    registers,
  })
  return {
    accept: ({ kind }) => accepted.inc({ kind }),
    move: ({ from, to }) => moves.inc({ from, to }),
    decide: ({ kind, state, durationMs }) => decisions.observe({ kind, state }, Math.max(0, durationMs) / 1_000),
    loseFence: () => fences.inc(),
    deliver: ({ kind, end }) => messages.inc({ kind, end: end.toLowerCase().replaceAll(' ', '_') }),
    checkout: ({ from, to }) => checkouts.inc({ from, to }),
    fail: (what) => failures.inc({ what }),
    ...createShadowCounts(registers),
  }
}

function createShadowCounts(registers: Registry[]): Pick<Metrics, 'compare' | 'differ'> {
  const comparisons = new Counter({
    name: 'billing_gateway_shadow_comparisons_total',
    help: 'Reads that were compared with another billing, by what came of it.',
    labelNames: ['slice', 'method', 'end'],
    registers,
  })
  const differences = new Counter({
    name: 'billing_gateway_shadow_differences_total',
    help: 'Answers of two billings that differ, by the place in them.',
    labelNames: ['slice', 'method', 'field'],
    registers,
  })
  return {
    compare: ({ slice, method, end }) => comparisons.inc({ slice, method, end }),
    differ: ({ slice, method, place }) => differences.inc({ slice, method, field: place }),
  }
}

type Gauges = ReturnType<typeof createGauges>

function createGauges(registry: Registry) {
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name: `billing_gateway_${name}`, help, labelNames: [...labelNames], registers: [registry] })
  return {
    isReadable: gauge('store_readable', 'Whether the numbers of the store could be read: 1 or 0.'),
    intents: gauge('payment_intents', 'Orders to move money that are not decided, by state.', ['state']),
    checkouts: gauge('checkouts', 'Payments of the cabinet that are not over, by state.', ['state']),
    fiscalReceipts: gauge('fiscal_receipts', 'Receipts of payments in the cabinet that are not registered, by state.', [
      'state',
    ]),
    checkoutAttention: gauge('checkouts_with_attention', 'Payments of the cabinet that need a person.'),
    attention: gauge('payment_intents_with_attention', 'Orders to move money with which something is wrong.'),
    differences: gauge('reconciliation_differences', 'What the last daily comparison found, by kind.', ['kind']),
    open: gauge('reconciliation_open', 'Orders of the compared day that were not decided when it was compared.'),
    ranAt: gauge('reconciliation_last_run_timestamp_seconds', 'When the last daily comparison ended.'),
    day: gauge('reconciliation_day_timestamp_seconds', 'The last day that was compared, as midnight in UTC.'),
  }
}

/** What could not be read, or has not happened yet, is left out rather than told as it was. */
async function refresh({ isReadable, ...all }: Gauges, stored: StoredNumbers): Promise<void> {
  const numbers = await readNumbers(stored)
  for (const gauge of [all.intents, all.checkouts, all.fiscalReceipts, all.differences]) gauge.reset()
  for (const gauge of [all.attention, all.checkoutAttention, all.open, all.ranAt, all.day]) gauge.remove()
  isReadable.set(numbers ? 1 : 0)
  if (!numbers) return
  const { attention = 0, ...states } = numbers.intents
  for (const [state, count] of Object.entries(states)) all.intents.set({ state }, count)
  all.attention.set(attention)
  const { attention: waiting = 0, ...begun } = numbers.checkouts
  for (const [state, count] of Object.entries(begun)) all.checkouts.set({ state }, count)
  all.checkoutAttention.set(waiting)
  for (const [state, count] of Object.entries(numbers.receipts)) all.fiscalReceipts.set({ state }, count)
  if (!numbers.last) return
  const { day, finishedAt, open, differences } = numbers.last
  for (const [kind, count] of Object.entries(differences)) all.differences.set({ kind }, count)
  all.open.set(open)
  all.ranAt.set(finishedAt / 1_000)
  all.day.set(Date.parse(`${day}T00:00:00Z`) / 1_000)
}

async function readNumbers(stored: StoredNumbers) {
  try {
    const [intents, checkouts, receipts, last] = await Promise.all([
      stored.countIntents(),
      stored.countCheckouts(),
      stored.countFiscalReceipts(),
      stored.readReconciliation(),
    ])
    return { intents, checkouts, receipts, last }
  } catch {
    return null
  }
}
