import { parseArgs } from 'node:util'

const STORES = ['sqlite', 'postgres'] as const
export type StoreKind = (typeof STORES)[number]

export interface PaymentOptions {
  /** How long payments are taken in each round, in seconds. */
  readonly seconds: number
  readonly rounds: number
  /** Payments under way at once. */
  readonly concurrency: number
  /** How long the billing thinks about each call. */
  readonly latencyMs: number
  readonly stores: readonly StoreKind[]
}

export type PaymentOptionsReading =
  | { readonly kind: 'options'; readonly options: PaymentOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly string[] }

export const PAYMENTS_HELP = `Measures how many payments a second one gateway makes durable and carries out, through GraphQL, over the sandbox.

Usage: npm run bench -- payments [options]

  --seconds N       how long payments are taken in each round (default 8, 1 to 600)
  --rounds N        how often (default 3, 1 to 20)
  --concurrency N   payments under way at once (default 32, 1 to 256)
  --latency N       how long the billing thinks about each call, in milliseconds (default 5, 0 to 10000)
  --store KIND      sqlite or postgres (default: both; postgres uses TEST_POSTGRES_URL, by default the local server)
  --help            this text

Beside it, in the same rounds: single rows that are inserted and committed one by one into the same store.
A run of both stores is kept in bench/results/payments.json.
`

/** The command line → options, or all its mistakes at once. */
export function readPaymentOptions(commandLine: readonly string[]): PaymentOptionsReading {
  const mistakes: string[] = []
  const given = parse(commandLine, mistakes)
  if (given['help'] === true) return { kind: 'help' }
  const number = (name: string, { fallback, min, max }: { fallback: number; min: number; max: number }) => {
    const text = given[name]
    if (text === undefined) return fallback
    const value = typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (value >= min && value <= max) return value
    mistakes.push(`--${name} must be a whole number from ${min} to ${max}.`)
    return fallback
  }
  const store = given['store']
  const stores = STORES.filter((kind) => store === undefined || store === kind)
  if (stores.length === 0) mistakes.push(`--store must be one of ${STORES.join(', ')}.`)
  const options: PaymentOptions = {
    seconds: number('seconds', { fallback: 8, min: 1, max: 600 }),
    rounds: number('rounds', { fallback: 3, min: 1, max: 20 }),
    concurrency: number('concurrency', { fallback: 32, min: 1, max: 256 }),
    latencyMs: number('latency', { fallback: 5, min: 0, max: 10_000 }),
    stores,
  }
  return mistakes.length === 0 ? { kind: 'options', options } : { kind: 'mistakes', mistakes }
}

function parse(commandLine: readonly string[], mistakes: string[]): Readonly<Record<string, unknown>> {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...commandLine],
      options: {
        seconds: text,
        rounds: text,
        concurrency: text,
        latency: text,
        store: text,
        help: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    mistakes.push(error instanceof Error ? error.message : String(error))
    return {}
  }
}
