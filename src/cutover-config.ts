import { explainNoSwitch, isSwitch, type Switch } from './billing/cutover/switches.ts'
import type { BillingModule, BillingSettings, ConfiguredBilling } from './billing/module.ts'
import { type Environment, reader } from './environment.ts'

/** A billing beside the one that has the accounts. */
export interface SecondBilling {
  /** As logs and metrics call it: its prefix, or its module. */
  readonly name: string
  /** As the audit trail calls it: with its module, since the same prefix may name another one the next time. */
  readonly servesAs: string
  readonly settings: BillingSettings
  readonly connect: ConfiguredBilling['connect']
}

export interface CutoverConfig {
  /** Who serves what instead of the billing that has the accounts. One that serves several is one object. */
  readonly slices: ReadonlyMap<Switch, SecondBilling>
  /** What is asked the same beside it, and for how many of a hundred reads; null where nothing is compared. */
  readonly shadow: (SecondBilling & { readonly percent: number }) | null
}

/** A module as it is named: `lanbilling`, or `NEW:lanbilling` where its variables begin with `NEW_`. */
export interface ModuleName {
  readonly text: string
  readonly prefix: string
  readonly module: string
}

/** The modules that are named beside BILLING_MODULE, by the text that names them. */
export type OtherModules = ReadonlyMap<string, BillingModule>

export function readModuleName(text: string): ModuleName {
  const { prefix, module } = /^(?<prefix>[A-Z][A-Z0-9_]+):(?<module>.+)$/.exec(text)?.groups ?? {}
  if (prefix === undefined || module === undefined) return { text, prefix: '', module: text }
  return { text, prefix: `${prefix}_`, module }
}

/** Every module that is named beside BILLING_MODULE, each once, with the variable that names it. */
export function listOtherModules(environment: Environment): ReadonlyMap<string, string> {
  const shadow = environment['BILLING_SHADOW_MODULE'] || null
  const named = listParts(environment['BILLING_SLICES'] ?? '').flatMap(([, text]) => text ?? [])
  return new Map([
    ...named.filter((text) => text !== '').map((text): [string, string] => [text, 'BILLING_SLICES']),
    ...(shadow === null ? [] : [[shadow, 'BILLING_SHADOW_MODULE'] as const]),
  ])
}

function listParts(text: string): (readonly [name: string, module: string | undefined])[] {
  const parts = text.split(',').map((part) => part.trim())
  return parts
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=')
      return at === -1 ? [part, undefined] : [part.slice(0, at).trim(), part.slice(at + 1).trim()]
    })
}

interface CutoverParts {
  readonly mistakes: string[]
  readonly modules: OtherModules
  readonly production: boolean
  /** The billing that has the accounts. */
  readonly main: BillingSettings & { readonly name: string }
}

/** Mistakes go to `mistakes`, to be told with all others. */
export function readCutover(environment: Environment, parts: CutoverParts): CutoverConfig {
  const { mistakes } = parts
  const read = reader(environment, { mistakes })
  const seconds = new Map<string, SecondBilling | null>()
  const second = (text: string, variable: string): SecondBilling | null => {
    const known = seconds.get(text)
    if (known !== undefined) return known
    const made = readSecond(environment, { ...parts, name: readModuleName(text), variable })
    seconds.set(text, made)
    return made
  }
  const slices = new Map<Switch, SecondBilling>()
  for (const [name, text] of listParts(read.text('BILLING_SLICES', ''))) {
    if (!isSwitch(name)) read.mistake('BILLING_SLICES', `names ${JSON.stringify(name)}, which ${explainNoSwitch(name)}`)
    else if (!text) read.mistake('BILLING_SLICES', `says nobody for ${name}: write ${name}=MODULE`)
    else if (slices.has(name)) read.mistake('BILLING_SLICES', `names ${name} twice`)
    else {
      const serving = second(text, 'BILLING_SLICES')
      if (serving) slices.set(name, serving)
    }
  }
  const shadowName = read.optional('BILLING_SHADOW_MODULE')
  const percent = read.integer('BILLING_SHADOW_PERCENT', { fallback: 10, min: 1, max: 100 })
  const found = shadowName === null ? null : second(shadowName, 'BILLING_SHADOW_MODULE')
  for (const name of ['BILLING_SHADOW_PERCENT', 'BILLING_SHADOW_TIME_ZONE']) {
    if (shadowName === null && read.has(name)) read.mistake(name, 'needs BILLING_SHADOW_MODULE')
  }
  if (found === null) return { slices, shadow: null }
  const timeZone = read.timeZone('BILLING_SHADOW_TIME_ZONE', found.settings.timeZone)
  return { slices, shadow: { ...found, settings: { ...found.settings, timeZone }, percent } }
}

/** Null when it cannot be; why is among the mistakes. */
function readSecond(
  environment: Environment,
  parts: CutoverParts & { readonly name: ModuleName; readonly variable: string },
): SecondBilling | null {
  const { mistakes, modules, production, main, variable } = parts
  const { text, prefix } = parts.name
  const module = modules.get(text)
  // Why it could not be loaded was told before.
  if (module === undefined) return null
  const read = reader(environment, { mistakes, prefix })
  const { usesSandbox, connect } = module.configure(read, { production })
  const complain = (what: string) => void mistakes.push(`${variable} names ${text}, ${what}.`)
  const hint = `such as NEW:${module.name}, whose variables then begin with NEW_`
  if (prefix === '' && module.name === main.name)
    complain(`which is BILLING_MODULE itself: name it with a prefix, ${hint}`)
  else if (usesSandbox)
    complain('which has no address: the sandbox that the gateway brings along is for BILLING_MODULE alone')
  const { timeoutMs = main.timeoutMs, maxConcurrency = main.maxConcurrency } = module.defaults ?? {}
  const own = prefix === '' ? null : read
  const name = prefix === '' ? module.name : prefix.slice(0, -1).toLowerCase().replaceAll('_', '-')
  return {
    name,
    servesAs: prefix === '' ? module.name : `${name}:${module.name}`,
    connect,
    settings: {
      currency: main.currency,
      timeZone: own?.timeZone('BILLING_TIME_ZONE', main.timeZone) ?? main.timeZone,
      timeoutMs: own?.integer('BILLING_TIMEOUT_MS', { fallback: timeoutMs, min: 100, max: 60_000 }) ?? timeoutMs,
      maxConcurrency:
        own?.integer('BILLING_MAX_CONCURRENCY', { fallback: maxConcurrency, min: 1, max: 256 }) ?? maxConcurrency,
    },
  }
}
