import { existsSync, statSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ABSENT_SLICES, NO_CAPABILITIES } from './billing/absent.ts'
import type { BillingModule } from './billing/module.ts'
import { checkRules } from './billing/rules/check.ts'
import { listOtherModules, type OtherModules, readModuleName } from './cutover-config.ts'
import { ConfigError, type Environment } from './environment.ts'

// Which billing is connected. The only file that names those that the gateway brings along; each is loaded when it is wanted.

const BUILT_IN: Readonly<Record<string, () => Promise<BillingModule>>> = {
  abills: async () => (await import('./billing/abills/module.ts')).abillsModule,
  lanbilling: async () => (await import('./billing/lanbilling/module.ts')).lanbillingModule,
  mixed: async () => (await import('./billing/mixed/module.ts')).mixedModule,
  reference: async () => (await import('./billing/reference/module.ts')).referenceModule,
}

const BUILT_IN_BILLINGS = Object.keys(BUILT_IN)

/** What a module outside the repository imports, wherever it stands; see docs/connect-your-billing.md. */
const ENTRY = 'billing-gateway/billing'

/** The module that BILLING_MODULE names. Throws a ConfigError when there is none, or it is none. */
export async function loadBillingModule(environment: Environment): Promise<BillingModule> {
  return loadModule(environment['BILLING_MODULE'] || 'reference', (what) => `BILLING_MODULE ${what}.`)
}

/** The modules that are named beside it. Those that cannot be loaded are left out, and told in `mistakes`. */
export async function loadOtherModules(environment: Environment, mistakes: string[]): Promise<OtherModules> {
  const loaded = new Map<string, BillingModule>()
  for (const [text, variable] of listOtherModules(environment)) {
    try {
      loaded.set(text, await loadModule(readModuleName(text).module, (what) => `${variable} ${what}.`))
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      mistakes.push(...error.mistakes)
    }
  }
  return loaded
}

type Tell = (what: string) => string

async function loadModule(name: string, tell: Tell): Promise<BillingModule> {
  const builtIn = Object.hasOwn(BUILT_IN, name) ? BUILT_IN[name] : undefined
  return builtIn ? await builtIn() : await loadFile(name, (what) => new ConfigError([tell(what)]))
}

async function loadFile(name: string, mistake: (what: string) => ConfigError): Promise<BillingModule> {
  const path = resolve(name)
  if (!/\.[cm]?[jt]s$/.test(name) || !existsSync(path) || !statSync(path).isFile()) {
    throw mistake(
      `names neither a billing of the gateway (${BUILT_IN_BILLINGS.join(', ')}) nor a file ending in .ts or .js that is there: ${JSON.stringify(name)}`,
    )
  }
  provideEntry()
  let loaded: Readonly<Record<string, unknown>>
  try {
    loaded = await import(pathToFileURL(path).href)
  } catch (error) {
    throw mistake(`is ${path}, which cannot be loaded: ${error instanceof Error ? error.message : String(error)}`)
  }
  const { default: found } = loaded
  if (isModule(found)) return underRules(found, (what) => mistake(`is ${path}, ${what}`))
  throw mistake(
    `is ${path}, whose default export is no billing module: it needs name (1–32 letters, digits and hyphens), variables (a list) and configure (a function)`,
  )
}

/**
 * Nobody here has read the code of a module from outside: what it fails at names it, and its answers are held against the rules
 * of the port.
 */
function underRules(module: BillingModule, mistake: (what: string) => ConfigError): BillingModule {
  return {
    ...module,
    configure(read, gateway) {
      const configured = orMistake(
        () => module.configure(read, gateway),
        (why) => mistake(`whose configure fails: ${why}`),
      )
      if (typeof configured?.connect !== 'function')
        throw mistake('whose configure answers no { usesSandbox, connect }; it may not be async')
      return {
        usesSandbox: configured.usesSandbox,
        connect(tools, sandboxUrl) {
          const billing = orMistake(
            () => configured.connect(tools, sandboxUrl),
            (why) => mistake(`whose connect fails: ${why}`),
          )
          const missing = findMissing(billing)
          if (missing.length > 0)
            throw mistake(
              `whose connect answers no billing system (it may not be async): it lacks ${missing.slice(0, MAX_NAMED).join(', ')}${missing.length > MAX_NAMED ? ` and ${missing.length - MAX_NAMED} more` : ''}`,
            )
          return checkRules(billing, { currency: tools.settings.currency, onBroken: tools.onBroken })
        },
      }
    },
  }
}

function orMistake<T>(run: () => T, mistake: (why: string) => ConfigError): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw mistake(error instanceof Error ? error.message : String(error))
  }
}

/** What a billing system must have and this one has not: slices with their methods, capabilities, and an end. */
function findMissing(billing: unknown): readonly string[] {
  const found = fieldsOf(billing)
  const capabilities = fieldsOf(found['capabilities'])
  return [
    ...(typeof found['close'] === 'function' ? [] : ['close']),
    ...Object.entries(NO_CAPABILITIES)
      .filter(([name, none]) => typeof capabilities[name] !== typeof none)
      .map(([name]) => `capabilities.${name}`),
    ...Object.entries({ ...ALWAYS_THERE, ...ABSENT_SLICES }).flatMap(([name, methods]) => {
      const slice = fieldsOf(found[name])
      return Object.keys(methods)
        .filter((method) => typeof slice[method] !== 'function')
        .map((method) => `${name}.${method}`)
    }),
  ]
}

/** No billing can do without these, so that there is none of them among what is absent. */
const ALWAYS_THERE = {
  accounts: { findAccounts: null, findAccountsByNumber: null },
  credentials: { checkCredentials: null, findSubject: null },
  health: { ping: null },
}

/** The compiler names all; here a beginning will do. */
const MAX_NAMED = 6

/** Of a class as well: whatever can be asked for by a name. */
function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  const of = typeof value === 'object' && value !== null ? value : {}
  return new Proxy({}, { get: (_none, name) => Reflect.get(of, name, of) })
}

let isProvided = false

/** So that the module meets the gateway's own port and transports, and no second copy of them. */
function provideEntry(): void {
  if (isProvided) return
  isProvided = true
  const url = new URL('./billing/public.ts', import.meta.url).href
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === ENTRY ? { url, format: 'module-typescript', shortCircuit: true } : next(specifier, context),
  })
}

function isModule(value: unknown): value is BillingModule {
  if (typeof value !== 'object' || value === null) return false
  const { name, variables, configure }: Readonly<Record<string, unknown>> = { ...value }
  const isNamed = typeof name === 'string' && /^[A-Za-z0-9-]{1,32}$/.test(name)
  return isNamed && Array.isArray(variables) && variables.every(isVariable) && typeof configure === 'function'
}

function isVariable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { name, fallback, meaning }: Readonly<Record<string, unknown>> = { ...value }
  return typeof name === 'string' && typeof fallback === 'string' && typeof meaning === 'string'
}
