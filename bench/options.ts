import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** The documents of bench/operations. */
export const OPERATION_NAMES = ['tiny', 'cabinet', 'list', 'statement'] as const
export type OperationName = (typeof OPERATION_NAMES)[number]

export const CONTENDER_NAMES = ['limit', 'ours', 'apollo', 'mercurius'] as const
export type ContenderName = (typeof CONTENDER_NAMES)[number]

const BILLINGS = ['recorded', 'sandbox'] as const

export interface Options {
  /** How long one contender is asked one operation without a pause, in seconds. */
  readonly seconds: number
  /** How often each contender has its turn. */
  readonly rounds: number
  /** Requests of one client at once. */
  readonly concurrency: number
  readonly operations: readonly OperationName[]
  readonly contenders: readonly ContenderName[]
  /** Whether the billing's answers are recorded and repeated; otherwise the sandbox makes each anew. */
  readonly isRecorded: boolean
  /** Where to write a processor profile of the gateway; null for none. */
  readonly profileDir: string | null
  /** Whether to write bench/results/latest.json: only what a whole run has measured is kept. */
  readonly isWhole: boolean
}

export type OptionsReading =
  | { readonly kind: 'options'; readonly options: Options }
  | { readonly kind: 'help' }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly string[] }

export const HELP = `Measures what an operation costs the gateway, and what it costs others over the same billing.

Usage: npm run bench -- [options]
       npm run bench -- payments [options]   how many payments a second; see its own --help

  --seconds N          how long each contender is asked each operation in each round (default 1.5, 0.1 to 60)
  --rounds N           how often each contender has its turn (default 5, 1 to 50)
  --concurrency N      requests at once (default 4, 1 to 64)
  --operations a,b     of: ${OPERATION_NAMES.join(', ')} (default: all)
  --contenders a,b     of: ${CONTENDER_NAMES.join(', ')} (default: all)
  --billing KIND       recorded: the sandbox's answers, repeated at no cost (default); sandbox: each made anew, on the same cores
  --profile FOLDER     writes a processor profile of the gateway there (for Chrome's or VS Code's viewer)
  --help               this text

A run of all operations and contenders is kept in bench/results/latest.json. The peers have packages of their own:
npm ci --prefix bench/peers
`

/** The command line → options, or all its mistakes at once. */
export function readOptions(commandLine: readonly string[]): OptionsReading {
  const mistakes: string[] = []
  const given = parse(commandLine, mistakes)
  if (given['help'] === true) return { kind: 'help' }
  const number = (name: string, { fallback, min, max }: { fallback: number; min: number; max: number }) => {
    const text = given[name]
    if (text === undefined) return fallback
    const value = typeof text === 'string' && /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
    if (value >= min && value <= max) return value
    mistakes.push(`--${name} must be a number from ${min} to ${max}.`)
    return fallback
  }
  const choice = <Name extends string>(name: string, known: readonly Name[]) => {
    const text = given[name]
    if (typeof text !== 'string') return known
    const words = text.split(',')
    const unknown = words.filter((word) => !known.some((one) => one === word))
    if (unknown.length > 0) mistakes.push(`--${name}: ${unknown.join(', ')} is none of ${known.join(', ')}.`)
    return known.filter((one) => words.includes(one))
  }
  const { billing = 'recorded' } = given
  if (!BILLINGS.some((kind) => kind === billing)) mistakes.push(`--billing must be one of ${BILLINGS.join(', ')}.`)
  const isRecorded = billing === 'recorded'
  const options: Options = {
    seconds: number('seconds', { fallback: 1.5, min: 0.1, max: 60 }),
    rounds: Math.floor(number('rounds', { fallback: 5, min: 1, max: 50 })),
    concurrency: Math.floor(number('concurrency', { fallback: 4, min: 1, max: 64 })),
    operations: choice('operations', OPERATION_NAMES),
    contenders: choice('contenders', CONTENDER_NAMES),
    isRecorded,
    profileDir: typeof given['profile'] === 'string' ? resolve(given['profile']) : null,
    isWhole:
      given['operations'] === undefined &&
      given['contenders'] === undefined &&
      given['profile'] === undefined &&
      isRecorded,
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
        operations: text,
        contenders: text,
        billing: text,
        profile: text,
        help: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    mistakes.push(error instanceof Error ? error.message : String(error))
    return {}
  }
}
