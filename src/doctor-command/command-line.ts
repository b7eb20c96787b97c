import { parseArgs } from 'node:util'
import { mistakeIn } from '../commands.ts'
import type { Currency, Money } from '../domain/money.ts'
import { MoneyError, parseMoney } from '../domain/money.ts'

export const HELP = `Examines the billing that is configured, as the gateway would use it, and says what the gateway can do with it.

Usage: npm run doctor -- [--account NUMBER] [--sign-in LOGIN] [--no-load] [--json]
       npm run doctor -- --write NUMBER [--amount 0.01] [--yes] [--json]

  --account NUMBER   reads the samples of this account; without it, of one that the billing's own lists name
  --sign-in LOGIN    signs this subscriber in, whose password is asked for or is the first line of the standard input;
                     some billings show the rest to nobody else
  --no-load          leaves out the measuring of what the billing can take
  --write NUMBER     posts a payment to this TEST account, looks it up, posts the same once more, and cancels both
                     where that is possible; asks first
  --amount AMOUNT    how much each of these payments is of, at most 100 (default: 0.01)
  --yes              does not ask
  --json             prints one JSON document instead of lines
  --help             prints this

Reads BILLING_MODULE and the variables of that billing as the gateway does; without them it examines the sandbox of a
gateway that runs here. Nothing is written but by --write. Neither secrets nor personal data are printed.

Exit codes:
  0  everything is fine
  1  something is wrong, and was told
  2  the options or the configuration have mistakes
  3  the billing cannot be reached
`

/** The longest contract number or login that anybody has. */
const LONGEST_NUMBER = 64

export interface Examination {
  readonly kind: 'examine'
  /** A contract number; null for one that is found in the lists of the billing. */
  readonly account: string | null
  /** The login of a subscriber who is signed in; null for nobody. */
  readonly signsIn: string | null
  readonly measuresLoad: boolean
  /** Null where nothing is written. The amount is decimal text. */
  readonly write: { readonly account: string; readonly amount: string; readonly isConfirmed: boolean } | null
  readonly asJson: boolean
}

export type CommandLine =
  | { readonly kind: 'help' }
  | { readonly kind: 'mistake'; readonly message: string }
  | Examination

const OPTIONS = {
  account: { type: 'string' },
  'sign-in': { type: 'string' },
  'no-load': { type: 'boolean' },
  write: { type: 'string' },
  amount: { type: 'string' },
  yes: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

export function readCommandLine(commandLine: readonly string[]): CommandLine {
  try {
    const { values } = parseArgs({ args: [...commandLine], options: OPTIONS })
    if (values.help === true) return { kind: 'help' }
    const { account = null, write, amount, yes = false, json = false } = values
    if (account !== null && !isNumber(account)) return mistake('--account must be a contract number.')
    const signsIn = values['sign-in'] ?? null
    if (signsIn !== null && !isNumber(signsIn)) return mistake('--sign-in must be the login of a subscriber.')
    if (signsIn !== null && write !== undefined && !yes) return mistake('--sign-in with --write needs --yes as well.')
    if (write === undefined && amount !== undefined) return mistake('--amount belongs to --write.')
    if (write === undefined && yes) return mistake('--yes belongs to --write.')
    if (write !== undefined && !isNumber(write))
      return mistake('--write must be the contract number of a test account.')
    if (amount !== undefined && readAmount(amount, 'RUB') === null) {
      return mistake('--amount must be an amount above zero such as 0.01, at most 100.')
    }
    return {
      kind: 'examine',
      account,
      signsIn,
      measuresLoad: values['no-load'] !== true,
      write: write === undefined ? null : { account: write, amount: amount ?? '0.01', isConfirmed: yes },
      asJson: json,
    }
  } catch (error) {
    return mistake(mistakeIn(error))
  }
}

/** A trial is no payment: a slip of the finger must not become one. */
const MAX_MINOR_UNITS = 100_00n

/** An amount above zero and not too large, or null. */
export function readAmount(text: string, currency: Currency): Money | null {
  try {
    const amount = parseMoney(text, currency)
    return amount.minorUnits > 0n && amount.minorUnits <= MAX_MINOR_UNITS ? amount : null
  } catch (error) {
    if (error instanceof MoneyError) return null
    throw error
  }
}

function isNumber(text: string): boolean {
  return text.length <= LONGEST_NUMBER && /^\S(?:.*\S)?$/u.test(text) && !/\p{Cc}/u.test(text)
}

function mistake(message: string): CommandLine {
  return { kind: 'mistake', message }
}
