import { isIP } from 'node:net'

export type Environment = Readonly<Record<string, string | undefined>>

/** Everything that is wrong with the environment, one line a mistake. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(
      `The configuration has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}:\n${mistakes.map((line) => `  ${line}`).join('\n')}`,
    )
    this.mistakes = mistakes
  }
}

/** Reads one environment; see `reader`. */
export type Reader = ReturnType<typeof reader>

/**
 * Reads variables by type and collects mistakes instead of throwing, so that `finish` can report all of them. An empty
 * value counts as unset. A refused value is shown only for variables that hold no secret. With a `prefix` every variable is
 * read, and called, by its name behind it; readers that share `mistakes` report together.
 */
export function reader(
  environment: Environment,
  { prefix = '', mistakes = [] }: { readonly prefix?: string; readonly mistakes?: string[] } = {},
) {
  const mistake = (name: string, what: string) => void mistakes.push(`${prefix}${name} ${what}.`)
  const optional = (name: string): string | null => environment[`${prefix}${name}`] || null

  return {
    mistake,
    optional,
    has: (name: string): boolean => optional(name) !== null,
    missing: (name: string, hint: string): void => mistake(name, `is required: ${hint}`),
    text: (name: string, fallback: string): string => optional(name) ?? fallback,
    /** The value, or a mistake and a blank: whoever reads on does nothing with it before `finish`. */
    requiredText(name: string, hint: string): string {
      const text = optional(name)
      if (text === null) mistake(name, `is required: ${hint}`)
      return text ?? ''
    },
    integer(name: string, range: { fallback: number; min: number; max: number }): number {
      const text = optional(name)
      if (text === null) return range.fallback
      const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
      if (value >= range.min && value <= range.max) return value
      mistake(name, `must be a whole number from ${range.min} to ${range.max}, not ${JSON.stringify(text)}`)
      return range.fallback
    },
    choice<T extends string>(name: string, choices: readonly T[], fallback: T): T {
      const text = optional(name)
      if (text === null) return fallback
      const found = choices.find((choice) => choice === text)
      if (found === undefined) mistake(name, `must be one of ${choices.join(', ')}, not ${JSON.stringify(text)}`)
      return found ?? fallback
    },
    httpUrl(name: string): string | null {
      const text = optional(name)
      if (text === null) return null
      const what = findAddressMistake(text)
      if (what === null) return text.replace(/\/+$/, '')
      mistake(name, what)
      return null
    },
    /** As `httpUrl`, and a mistake when there is none; then the answer is an address at which nobody is. */
    requiredHttpUrl(name: string, hint: string): string {
      if (optional(name) === null) mistake(name, `is required: ${hint}`)
      return this.httpUrl(name) ?? 'http://unset.invalid'
    },
    timeZone(name: string, fallback: string): string {
      const text = optional(name) ?? fallback
      if (isTimeZone(text)) return text
      mistake(name, `must be an IANA time zone such as Europe/Moscow, not ${JSON.stringify(text)}`)
      return fallback
    },
    networks(name: string): readonly string[] {
      const addresses = list(optional(name))
      for (const address of addresses)
        if (!isNetwork(address))
          mistake(name, `has ${JSON.stringify(address)}, which is neither an IP address nor a network`)
      return addresses
    },
    origins(name: string): readonly string[] {
      const origins = list(optional(name))
      for (const origin of origins) {
        if (!/^https?:/.test(origin) || URL.parse(origin)?.origin !== origin)
          mistake(name, `has ${JSON.stringify(origin)}, which is not an origin such as https://cabinet.example`)
      }
      return origins
    },
    finish(): void {
      if (mistakes.length > 0) throw new ConfigError(mistakes)
    },
  }
}

function findAddressMistake(text: string): string | null {
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return 'must be an http:// or https:// address'
  if (url.username || url.password) return 'must not carry credentials; they have variables of their own'
  return url.search || url.hash ? 'must have neither a query nor a fragment' : null
}

/** "192.0.2.1", "10.0.0.0/8", "2001:db8::/32" */
function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/')
  const bits = isIP(address) === 4 ? 32 : 128
  return (
    isIP(address) !== 0 &&
    rest.length === 0 &&
    (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits))
  )
}

function list(text: string | null): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
