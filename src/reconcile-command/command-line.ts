import { parseArgs } from 'node:util'
import { mistakeIn } from '../commands.ts'
import { isDay } from '../domain/date.ts'

export const HELP = `Compares one day of the billing's ledger with the payments and cancellations that the gateway has accepted.
Service orders, promised payments and tickets have no rows there; they are counted and not compared.

Usage: npm run reconcile -- [--date yyyy-MM-dd] [--json]

  --date   the day in the billing's time zone (default: yesterday)
  --json   print one JSON document instead of lines
  --help   print this

Reads the same environment as the gateway, which may run meanwhile, and changes nothing.

Exit codes:
  0  the books agree
  1  there are differences, each on a line of its own
  2  the options or the configuration have mistakes
  3  the billing or the store could not be read
`

export type CommandLine =
  | { readonly kind: 'help' }
  | { readonly kind: 'mistake'; readonly message: string }
  /** `day` is null for yesterday. */
  | { readonly kind: 'compare'; readonly day: string | null; readonly asJson: boolean }

const OPTIONS = {
  date: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

export function readCommandLine(commandLine: readonly string[]): CommandLine {
  try {
    const { values } = parseArgs({ args: [...commandLine], options: OPTIONS })
    if (values.help === true) return { kind: 'help' }
    const { date = null, json = false } = values
    if (date !== null && !isDay(date))
      return mistake(`--date must be a day as 2026-11-27, not ${JSON.stringify(date)}.`)
    return { kind: 'compare', day: date, asJson: json }
  } catch (error) {
    return mistake(mistakeIn(error))
  }
}

function mistake(message: string): CommandLine {
  return { kind: 'mistake', message }
}
