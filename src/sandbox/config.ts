import { DEMO_NUMBERS } from './books/seed/demo.ts'

export interface SandboxConfig {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  readonly accounts: number
  readonly file: string
  /** The billing's clock at the first start, milliseconds since the epoch. */
  readonly startAt: number
  readonly restKey: string
  readonly soapLogin: string
  readonly soapPassword: string
  readonly sessionTtlMs: number
}

export type ConfigReading =
  | { readonly kind: 'config'; readonly config: SandboxConfig }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly string[] }

interface Setting {
  readonly name: string
  readonly preset: string
  readonly text: string
}

export const SETTINGS: readonly Setting[] = [
  { name: 'SANDBOX_HOST', preset: '127.0.0.1', text: 'Address to listen on.' },
  { name: 'SANDBOX_PORT', preset: '4100', text: 'Port to listen on; 0 takes any free one.' },
  {
    name: 'SANDBOX_ACCOUNTS',
    preset: '1000',
    text: `Accounts to seed at the first start, ${DEMO_NUMBERS.length} to 1000000.`,
  },
  { name: 'SANDBOX_FILE', preset: './.data/sandbox.sqlite', text: 'SQLite file of the books.' },
  {
    name: 'SANDBOX_START_AT',
    preset: '',
    text: "The billing's clock at the first start, like 2026-11-22T10:00:00Z; the real time by default.",
  },
  { name: 'SANDBOX_REST_KEY', preset: 'sandbox-key', text: 'The key that REST callers send in X-Api-Key.' },
  { name: 'SANDBOX_SOAP_LOGIN', preset: 'gateway', text: 'Login of the SOAP side.' },
  { name: 'SANDBOX_SOAP_PASSWORD', preset: 'gateway', text: 'Password of the SOAP side.' },
  { name: 'SANDBOX_SESSION_TTL_MS', preset: '600000', text: 'How long a SOAP session lives, in milliseconds.' },
]

const KNOWN_NAMES = new Set(SETTINGS.map(({ name }) => name))

/** The environment → configuration, or all its mistakes at once. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>, now: number): ConfigReading {
  const mistakes: string[] = []
  if (environment['NODE_ENV'] === 'production') {
    mistakes.push('NODE_ENV=production: the sandbox has demo logins and refuses to run in production.')
  }
  for (const name of Object.keys(environment)) {
    if (name.startsWith('SANDBOX_') && !KNOWN_NAMES.has(name))
      mistakes.push(`${name} is not known; --help lists the settings.`)
  }
  const text = (name: string) => {
    const value = environment[name] ?? SETTINGS.find((setting) => setting.name === name)?.preset ?? ''
    if (value.trim() === '') mistakes.push(`${name} is empty.`)
    return value
  }
  const whole = (name: string, min: number, max: number) => {
    const value = text(name)
    const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN
    if (number >= min && number <= max) return number
    if (value.trim() !== '') mistakes.push(`${name}=${value} must be a whole number from ${min} to ${max}.`)
    return min
  }
  const config: SandboxConfig = {
    host: text('SANDBOX_HOST'),
    port: whole('SANDBOX_PORT', 0, 65_535),
    accounts: whole('SANDBOX_ACCOUNTS', DEMO_NUMBERS.length, 1_000_000),
    file: text('SANDBOX_FILE'),
    startAt: readStart(environment['SANDBOX_START_AT'], { now, mistakes }),
    restKey: text('SANDBOX_REST_KEY'),
    soapLogin: text('SANDBOX_SOAP_LOGIN'),
    soapPassword: text('SANDBOX_SOAP_PASSWORD'),
    sessionTtlMs: whole('SANDBOX_SESSION_TTL_MS', 1, 86_400_000),
  }
  return mistakes.length === 0 ? { kind: 'config', config } : { kind: 'mistakes', mistakes }
}

function readStart(value: string | undefined, { now, mistakes }: { now: number; mistakes: string[] }): number {
  if (value === undefined || value === '') return now
  const at = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : Number.NaN
  if (!Number.isNaN(at)) return at
  mistakes.push(`SANDBOX_START_AT=${value} must be an instant like 2026-11-22T10:00:00Z.`)
  return now
}
