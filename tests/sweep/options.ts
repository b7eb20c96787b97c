import { parseArgs } from 'node:util'

export interface SweepOptions {
  readonly minutes: number
  readonly replicas: number
  readonly store: 'sqlite' | 'postgres'
  readonly terminals: number
  readonly seed: number
  readonly reconcile: 'exact' | 'comment' | 'statement'
  /** Keeps the folder of logs and books, also when everything was right. */
  readonly keep: boolean
}

export type OptionsReading =
  | { readonly kind: 'options'; readonly options: SweepOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly string[] }

export const HELP = `Lets terminals pay through real gateways over a faulty billing, kills and stops the gateways at every step of a
payment, and judges by the billing's own ledger whether money was lost or doubled.

Usage: npm run sweep -- [options]

  --minutes N       how long faults are injected (default 1, 0.1 to 600)
  --replicas N      gateways on one store (default 3, 1 to 8)
  --store KIND      sqlite or postgres (default sqlite; postgres uses TEST_POSTGRES_URL, by default the local server)
  --terminals N     payments under way at once (default 12, 1 to 200)
  --reconcile MODE  how the gateways look payments up: exact, comment or statement (default exact)
  --seed N          draws the faults; time and scheduling remain the machine's (default: the clock)
  --keep            keeps the folder with the logs and the books (it is kept anyway when something was wrong)
  --help            this text

The exit code is 1 when a promise was broken.
`

const STORES = ['sqlite', 'postgres'] as const
const MODES = ['exact', 'comment', 'statement'] as const

/** The command line → options, or all its mistakes at once. */
export function readOptions(commandLine: readonly string[], now: number): OptionsReading {
  const mistakes: string[] = []
  const given = parse(commandLine, mistakes)
  if (given['help'] === true) return { kind: 'help' }
  const number = (name: string, range: { fallback: number; min: number; max: number; whole: boolean }) => {
    const text = given[name]
    if (text === undefined) return range.fallback
    const isNumber = typeof text === 'string' && (range.whole ? /^\d+$/ : /^\d+(\.\d+)?$/).test(text)
    const value = isNumber ? Number(text) : Number.NaN
    if (value >= range.min && value <= range.max) return value
    mistakes.push(`--${name} must be a ${range.whole ? 'whole ' : ''}number from ${range.min} to ${range.max}.`)
    return range.fallback
  }
  const choice = <Word extends string>(name: string, words: readonly Word[], fallback: Word): Word => {
    const text = given[name]
    if (text === undefined) return fallback
    const found = words.find((word) => word === text)
    if (found === undefined) mistakes.push(`--${name} must be one of ${words.join(', ')}.`)
    return found ?? fallback
  }
  const options: SweepOptions = {
    minutes: number('minutes', { fallback: 1, min: 0.1, max: 600, whole: false }),
    replicas: number('replicas', { fallback: 3, min: 1, max: 8, whole: true }),
    terminals: number('terminals', { fallback: 12, min: 1, max: 200, whole: true }),
    seed: number('seed', { fallback: now % 2 ** 31, min: 0, max: 2 ** 31, whole: true }),
    store: choice('store', STORES, 'sqlite'),
    reconcile: choice('reconcile', MODES, 'exact'),
    keep: given['keep'] === true,
  }
  return mistakes.length === 0 ? { kind: 'options', options } : { kind: 'mistakes', mistakes }
}

function parse(commandLine: readonly string[], mistakes: string[]): Readonly<Record<string, unknown>> {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  try {
    return parseArgs({
      args: [...commandLine],
      options: {
        minutes: text,
        replicas: text,
        store: text,
        terminals: text,
        reconcile: text,
        seed: text,
        keep: flag,
        help: flag,
      },
    }).values
  } catch (error) {
    mistakes.push(error instanceof Error ? error.message : String(error))
    return {}
  }
}
