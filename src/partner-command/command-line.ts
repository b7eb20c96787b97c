import { type ParseArgsConfig, parseArgs } from 'node:util'
import { mistakeIn } from '../commands.ts'

export const HELP = `Partners of the gateway: who may post payments, how they sign in, how they are limited.

Usage: npm run partner -- COMMAND [ID] [OPTIONS]

  create ID    makes a partner and shows its secrets, once
      --name TEXT            its name (required)
      --network NETWORK      an address or network from which it calls; repeat it for more; none means any
      --min AMOUNT           smallest amount of one payment (1.00)
      --max AMOUNT           largest amount of one payment (15000.00)
      --per-day AMOUNT       largest sum of a day (1000000.00)
      --per-minute NUMBER    most payments within a minute (300)
      --misses NUMBER        most contract numbers within an hour that nobody has, before the 2 more for each
                             100 payments done in that hour (200); then nothing is told of any number
      --template TEXT        how its payments are called in the billing ({externalId}); stays for ever
      --method METHOD        how they are booked: CASH, BANK_CARD, TERMINAL, BANK_TRANSFER, MOBILE, E_WALLET, SBP (TERMINAL)
      --signing              its requests have to be signed
      --terminal PROTOCOL    osmp or sberbank: it calls in this protocol, at /terminals/PROTOCOL/ID, and needs a --network
      --charset CHARSET      of its requests and our answers: utf-8 or windows-1251 (utf-8)
      --zone ZONE            IANA zone of its dates (that of the billing)
      --answer-within TIME   the longest that it waits for an answer, 1s to 45s (10s)
      --password             each of its requests carries id and secret (HTTP Basic)
  update ID    changes what is given of --name, --network, --min, --max, --per-day, --per-minute, --misses, --terminal,
               --charset, --zone, --answer-within, --password
      --any-network          it may call from anywhere
      --no-terminal          it calls in no terminal protocol any more
      --no-password          its terminals are known by their addresses alone
  rotate ID    makes a new secret; the earlier one works on for a while
      --overlap TIME         how long: 24h, 30m, 90s or 0, which ends its sessions too (24h)
      --signing              the signing secret instead; the first one makes signatures necessary
  block ID     ends its sessions and lets it in no more, within five seconds
  unblock ID   lets it in again
  list         all partners
  show ID      one partner

Options of every command:
      --json                 answers as JSON
      --new-store            makes the store when there is none yet: before the first start of the gateway
      --help                 this text

The store is that of the gateway: NODE_ENV, DATA_DIR, STORE_URL, TOKEN_SIGNING_KEY and BILLING_CURRENCY are read as the gateway
reads them; it may run meanwhile. A store that is not there is refused, so that a mistyped place makes no second one. Every act is written to the audit trail as done by "cli".

Exit codes: 0 done; 1 refused, or the store does not work; 2 a mistake on the command line or in the environment.
`

export const HINT = 'All commands and options: npm run partner -- --help'

const OPTIONS = {
  name: { type: 'string' },
  network: { type: 'string', multiple: true },
  'any-network': { type: 'boolean' },
  min: { type: 'string' },
  max: { type: 'string' },
  'per-day': { type: 'string' },
  'per-minute': { type: 'string' },
  misses: { type: 'string' },
  template: { type: 'string' },
  method: { type: 'string' },
  signing: { type: 'boolean' },
  terminal: { type: 'string' },
  charset: { type: 'string' },
  zone: { type: 'string' },
  'answer-within': { type: 'string' },
  password: { type: 'boolean' },
  'no-terminal': { type: 'boolean' },
  'no-password': { type: 'boolean' },
  overlap: { type: 'string' },
  'new-store': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options']

type OptionName = keyof typeof OPTIONS

const LIMITS = ['min', 'max', 'per-day', 'per-minute', 'misses'] as const satisfies readonly OptionName[]

const TERMINAL = ['terminal', 'charset', 'zone', 'answer-within', 'password'] as const satisfies readonly OptionName[]

/** Which options each command takes beside --new-store, --json and --help, and whether it takes an id. */
const COMMANDS = {
  create: { takesId: true, options: ['name', 'network', ...LIMITS, 'template', 'method', 'signing', ...TERMINAL] },
  update: {
    takesId: true,
    options: ['name', 'network', 'any-network', ...LIMITS, ...TERMINAL, 'no-terminal', 'no-password'],
  },
  rotate: { takesId: true, options: ['overlap', 'signing'] },
  block: { takesId: true, options: [] },
  unblock: { takesId: true, options: [] },
  list: { takesId: false, options: [] },
  show: { takesId: true, options: [] },
} as const satisfies Readonly<Record<string, { takesId: boolean; options: readonly OptionName[] }>>

type CommandName = keyof typeof COMMANDS

export interface Values {
  readonly name?: string
  readonly network?: string[]
  readonly 'any-network'?: boolean
  readonly min?: string
  readonly max?: string
  readonly 'per-day'?: string
  readonly 'per-minute'?: string
  readonly misses?: string
  readonly template?: string
  readonly method?: string
  readonly signing?: boolean
  readonly terminal?: string
  readonly charset?: string
  readonly zone?: string
  readonly 'answer-within'?: string
  readonly password?: boolean
  readonly 'no-terminal'?: boolean
  readonly 'no-password'?: boolean
  readonly overlap?: string
  readonly 'new-store'?: boolean
  readonly json?: boolean
  readonly help?: boolean
}

/** `id` is empty for commands that take none. */
export interface Command {
  readonly kind: 'command'
  readonly name: CommandName
  readonly id: string
  readonly values: Values
}

export type CommandLine = { readonly kind: 'help' } | { readonly kind: 'mistake'; readonly message: string } | Command

export function readCommandLine(commandLine: readonly string[]): CommandLine {
  const parsed = parse(commandLine)
  if (typeof parsed === 'string') return mistake(parsed)
  const { values, positionals } = parsed
  const [name, id, ...rest] = positionals
  if (values.help === true || (name === undefined && commandLine.length === 0)) return { kind: 'help' }
  if (name === undefined) return mistake('A command is missing: create, update, rotate, block, unblock, list or show.')
  if (!isCommand(name)) return mistake(`${JSON.stringify(name)} is no command.`)
  const { takesId, options } = COMMANDS[name]
  if (takesId && id === undefined) return mistake(`"${name}" needs the id of a partner.`)
  const surplus = takesId ? rest[0] : id
  if (surplus !== undefined) return mistake(`"${name}" does not know what to do with ${JSON.stringify(surplus)}.`)
  const allowed: readonly string[] = [...options, 'new-store', 'json', 'help']
  const foreign = Object.keys(values).find((option) => !allowed.includes(option))
  if (foreign !== undefined) return mistake(`"${name}" has no option --${foreign}.`)
  return { kind: 'command', name, id: id ?? '', values }
}

function parse(commandLine: readonly string[]): { values: Values; positionals: string[] } | string {
  try {
    const { values, positionals } = parseArgs({ args: [...commandLine], options: OPTIONS, allowPositionals: true })
    return { values, positionals }
  } catch (error) {
    return mistakeIn(error)
  }
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name)
}

function mistake(message: string): CommandLine {
  return { kind: 'mistake', message }
}
