import { parseArgs } from 'node:util'
import { type AbillsDouble, startAbillsDouble } from './abills.ts'
import { SEEDED_ACCOUNTS } from './abills-seed.ts'

/** `node tests/doubles/abills-main.ts`: the double as a program, for a gateway that is tried by hand. */
const HELP = `A stand-in for the API of an ABillS billing, with ${SEEDED_ACCOUNTS} invented accounts in memory.

  --port <number>       port to listen on; 0, the preset, takes any free one
  --host <address>      address to listen on, 127.0.0.1 by default
  --key <text>          the key that staff's calls send in the header KEY
  --time-zone <name>    the zone of its texts of time, UTC by default
  --start-at <time>     its clock at the start, like 2026-11-22T10:00:00Z; the real time by default
  --latency-ms <n>      how long it works on one call, 120 by default
  --capacity <n>        calls that it works on at once, 4 by default; further ones wait
  --profile-changes     subscribers may change their names and contacts
  --message-rights      the key's employee may open and close messages
  --help                this text
`

const OPTIONS = {
  port: { type: 'string', default: '0' },
  host: { type: 'string', default: '127.0.0.1' },
  key: { type: 'string', default: 'double-api-key' },
  'time-zone': { type: 'string', default: 'UTC' },
  'start-at': { type: 'string' },
  'latency-ms': { type: 'string', default: '120' },
  capacity: { type: 'string', default: '4' },
  'profile-changes': { type: 'boolean', default: false },
  'message-rights': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} satisfies NonNullable<Parameters<typeof parseArgs>[0]>['options']

await main()

async function main(): Promise<void> {
  try {
    const { values } = parseArgs({ options: OPTIONS })
    if (values.help) return void process.stdout.write(HELP)
    const double = await startAbillsDouble({
      port: wholeNumber('port', values.port, 65_535),
      host: values.host,
      timeZone: knownZone(values['time-zone']),
      ...startOf(values['start-at']),
      settings: {
        apiKey: values.key,
        latencyMs: wholeNumber('latency-ms', values['latency-ms'], 60_000),
        capacity: Math.max(1, wholeNumber('capacity', values.capacity, 1000)),
        profileChange: values['profile-changes'],
        messageRights: values['message-rights'],
      },
    })
    announce(double)
    for (const signal of ['SIGINT', 'SIGTERM'])
      process.once(signal, () => void double.close().then(() => process.exit(0)))
  } catch (error) {
    process.stderr.write(`The double cannot start: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 2
  }
}

function announce({ url, apiKey, logins }: AbillsDouble): void {
  const rows = logins.map(({ login, password, uid, text }) => `  ${login} / ${password} — uid ${uid}, ${text}`)
  process.stdout.write(`${[`ABillS double  ${url}`, `Header KEY     ${apiKey}`, 'Demo logins', ...rows].join('\n')}\n`)
}

function wholeNumber(name: string, text: string, max: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) <= max) return Number(text)
  throw new Error(`--${name} ${text} is no whole number up to ${max}.`)
}

function knownZone(name: string): string {
  if (Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC') return name
  throw new Error(`--time-zone ${name} is not known.`)
}

function startOf(text: string | undefined): { startAt?: number } {
  if (text === undefined) return {}
  const startAt = Date.parse(text)
  if (Number.isNaN(startAt)) throw new Error(`--start-at ${text} is no time.`)
  return { startAt }
}
