import { parseArgs } from 'node:util'
import type { Reconcile } from '../../src/billing/port.ts'
import { MISTAKES } from './catalogue.ts'
import { MODES } from './plan.ts'

export interface Options {
  readonly from: number
  readonly seeds: number
  readonly workers: number
  readonly mode: Reconcile | undefined
  /** Names of planted mistakes to look for; empty for the engine as it is. */
  readonly bugs: readonly string[]
  readonly isTraced: boolean
}

export type OptionsReading =
  | { readonly kind: 'options'; readonly options: Options }
  | { readonly kind: 'help' }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly string[] }

export const HELP = `Runs the payment engine through simulated worlds in which everything goes wrong, and judges each by the ledger.

Usage: npm run simulate -- [options]

  --seeds N       how many worlds (default 20000, 1 to 100000000)
  --from S        the first seed (default 1)
  --seed S        this one alone
  --mode M        only billings that are looked up so: ${MODES.join(', ')}
  --workers N     processes' worth of threads (default 2, 1 to 64)
  --trace         with one seed: what happened in it, line by line, and the hash of it
  --bug NAME      plants a mistake in the engine, and succeeds when a seed shows it
  --bugs          the same with each planted mistake
  --help          this text

Exit code 1 names the first seed that broke a promise, and the command that shows it again.

Mistakes that can be planted:
${MISTAKES.map(({ name, mistake }) => `  ${name.padEnd(26)} ${mistake}`).join('\n')}
`

/** The command line → options, or all its mistakes at once. */
export function readOptions(commandLine: readonly string[]): OptionsReading {
  const mistakes: string[] = []
  const given = parse(commandLine, mistakes)
  if (given['help'] === true) return { kind: 'help' }
  const number = (name: string, { fallback, min, max }: { fallback: number; min: number; max: number }) => {
    const text = given[name]
    if (text === undefined) return fallback
    const value = typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
    if (value >= min && value <= max) return value
    mistakes.push(`--${name} must be a whole number from ${min} to ${max}.`)
    return fallback
  }
  const seed = number('seed', { fallback: -1, min: 0, max: Number.MAX_SAFE_INTEGER })
  const mode = MODES.find((known) => known === given['mode'])
  if (given['mode'] !== undefined && mode === undefined) mistakes.push(`--mode must be one of ${MODES.join(', ')}.`)
  const names = MISTAKES.map(({ name }) => name)
  const bugs = given['bugs'] === true ? names : names.filter((name) => name === given['bug'])
  if (given['bug'] !== undefined && bugs.length === 0) mistakes.push('--bug names no planted mistake; see --help.')
  const isTraced = given['trace'] === true
  if (isTraced && seed < 0) mistakes.push('--trace needs --seed.')
  const from = number('from', { fallback: 1, min: 0, max: Number.MAX_SAFE_INTEGER })
  const options: Options = {
    from: seed < 0 ? from : seed,
    seeds: seed < 0 ? number('seeds', { fallback: 20_000, min: 1, max: 100_000_000 }) : 1,
    workers: number('workers', { fallback: 2, min: 1, max: 64 }),
    mode,
    bugs,
    isTraced,
  }
  return mistakes.length === 0 ? { kind: 'options', options } : { kind: 'mistakes', mistakes }
}

function parse(commandLine: readonly string[], mistakes: string[]): Readonly<Record<string, unknown>> {
  const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const
  try {
    const options = { seeds: text, from: text, seed: text, mode: text, workers: text, bug: text }
    const flags = { bugs: flag, trace: flag, help: flag }
    return parseArgs({ args: [...commandLine], options: { ...options, ...flags } }).values
  } catch (error) {
    mistakes.push(error instanceof Error ? error.message : String(error))
    return {}
  }
}
