import { createPrivateKey } from 'node:crypto'
import { isAbsolute, join, resolve } from 'node:path'
import { type AcquirerConfig, readAcquirer } from './acquirer-config.ts'
import type { BillingModule, BillingSettings, ConfiguredBilling } from './billing/module.ts'
import { type CutoverConfig, type OtherModules, readCutover } from './cutover-config.ts'
import { type DeliveryConfig, readDelivery, readUnsubscribeUrl } from './delivery-config.ts'
import type { ReceiptRules } from './domain/fiscal-terms.ts'
import { CURRENCIES, type Currency } from './domain/money.ts'
import type { PaymentQrCharset } from './domain/payment-qr.ts'
import { type Environment, type Reader, reader } from './environment.ts'
import { type FiscalConfig, readFiscal, readReceiptRules } from './fiscal-config.ts'

/** What the gateway runs with. Read once at start; nothing else reads the environment. */
export interface Config {
  readonly production: boolean
  /** Whether nothing is written to the billing and the acquirer. */
  readonly readOnly: boolean
  readonly host: string
  readonly port: number
  readonly dataDir: string
  readonly storeUrl: string
  /** Over which replicas tell each other of changes; null for PostgreSQL itself, or nobody. */
  readonly redisUrl: string | null
  readonly logLevel: string
  /** The embedded sandbox billing, or null when a real billing is configured. */
  readonly sandbox: { readonly port: number; readonly accounts: number } | null
  readonly billing: BillingSettings & {
    /** As logs and metrics call it. */
    readonly name: string
    /** The longest time in which the billing may still apply a request that was given up. */
    readonly settleMs: number
    readonly connect: ConfiguredBilling['connect']
  }
  /** Other billings beside it, while the provider moves. */
  readonly cutover: CutoverConfig
  /** Where payments of the cabinet are paid. */
  readonly acquirer: AcquirerConfig
  /** Who registers receipts of them. */
  readonly fiscal: FiscalConfig
  /** Of what is begun from now on. */
  readonly receiptRules: ReceiptRules
  readonly delivery: DeliveryConfig
  /** Where clamd looks through what people send, or null when nothing does. */
  readonly attachmentScanner: string | null
  /** Where the numbers for operators are served, or null when nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | null
  readonly tokens: { readonly signingKeyPem: string | null; readonly issuer: string }
  /** In which charset the codes on receipts are. */
  readonly receiptCharset: PaymentQrCharset
  readonly operationTimeoutMs: number
  /** What subscribers may transfer, in minor units of the billing's currency. */
  readonly transfers: { readonly maxMinorUnits: bigint; readonly maxMinorUnitsPerDay: bigint }
  /** How often what is watched is looked at in the billing. */
  readonly liveIntervalMs: number
  /** How often accounts are looked at of which somebody wants to hear. */
  readonly notificationIntervalMs: number
  /** Where people end their e-mails, with {token} in it. */
  readonly unsubscribeUrl: string | null
  readonly shutdownTimeoutMs: number
  readonly drainDelayMs: number
  readonly trustedProxies: readonly string[]
  readonly allowedOrigins: readonly string[]
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const RECEIPT_CHARSETS = ['utf-8', 'windows-1251', 'koi8-r'] as const
/**
 * Reads and checks the whole environment; a ConfigError lists every mistake at once. What the embedded sandbox gives as
 * defaults (addresses and credentials) is not available in production.
 */
export function readConfig(
  environment: Environment,
  module: BillingModule,
  others: { readonly modules: OtherModules; readonly mistakes: readonly string[] } = NO_OTHERS,
): Config {
  const mistakes = [...others.mistakes]
  const read = reader(environment, { mistakes })
  const { production, dataDir, storeUrl, signingKeyPem } = readStore(read)
  // Which module it is was read before: it is what configures the rest.
  read.optional('BILLING_MODULE')
  const { usesSandbox, connect } = module.configure(read, { production })
  const billing = { ...readBilling(read, module), name: module.name, connect }
  const sandbox = readSandbox(read, { production, embedded: usesSandbox })
  const allowedOrigins = read.origins('ALLOWED_ORIGINS')
  const hasSandbox = sandbox !== null
  const { currency } = billing
  const acquirer = readAcquirer(read, { production, hasSandbox, currency, allowedOrigins })
  const acquirerMakesReceipts = acquirer.yookassa?.makesReceipts === true
  const fiscal = readFiscal(read, { production, hasSandbox, currency })
  const config: Config = {
    production,
    readOnly: read.choice('READ_ONLY', ['on', 'off'] as const, 'off') === 'on',
    host: read.text('HOST', '127.0.0.1'),
    port: read.integer('PORT', { fallback: 4000, min: 0, max: 65_535 }),
    dataDir,
    storeUrl,
    redisUrl: readRedisUrl(read),
    logLevel: read.choice('LOG_LEVEL', LOG_LEVELS, 'info'),
    sandbox,
    billing,
    cutover: readCutover(environment, { mistakes, modules: others.modules, production, main: billing }),
    acquirer,
    fiscal,
    receiptRules: readReceiptRules(read, { fiscal, acquirerMakesReceipts }),
    delivery: readDelivery(read),
    attachmentScanner: readScanner(read),
    metrics: readMetrics(read),
    tokens: { signingKeyPem, issuer: read.text('TOKEN_ISSUER', 'billing-gateway') },
    receiptCharset: read.choice('RECEIPT_CHARSET', RECEIPT_CHARSETS, 'utf-8'),
    operationTimeoutMs: read.integer('OPERATION_TIMEOUT_MS', { fallback: 10_000, min: 100, max: 60_000 }),
    transfers: readTransfers(read),
    liveIntervalMs: read.integer('LIVE_INTERVAL_MS', { fallback: 10_000, min: 1_000, max: 600_000 }),
    notificationIntervalMs: read.integer('NOTIFICATION_INTERVAL_MS', { fallback: 60_000, min: 1_000, max: 3_600_000 }),
    unsubscribeUrl: readUnsubscribeUrl(read),
    shutdownTimeoutMs: read.integer('SHUTDOWN_TIMEOUT_MS', { fallback: 10_000, min: 0, max: 300_000 }),
    drainDelayMs: read.integer('DRAIN_DELAY_MS', { fallback: 0, min: 0, max: 60_000 }),
    trustedProxies: read.networks('TRUSTED_PROXIES'),
    allowedOrigins,
  }
  read.finish()
  return config
}

const NO_OTHERS = { modules: new Map(), mistakes: [] }

/** What a program needs that works on the store alone, beside a gateway that may run. */
export interface StoreConfig extends Pick<Config, 'production' | 'dataDir' | 'storeUrl'> {
  readonly signingKeyPem: string | null
  readonly currency: Currency
}

/** Reads the same variables as the gateway, and needs none of those that describe its billing. */
export function readStoreConfig(environment: Environment): StoreConfig {
  const read = reader(environment)
  const config = { ...readStore(read), currency: readCurrency(read) }
  read.finish()
  return config
}

/** What a program needs that speaks with the billing alone. */
export type BillingConfig = Pick<Config, 'billing' | 'sandbox'>

/** Reads the same variables of the billing as the gateway, and needs none of the others. */
export function readBillingConfig(environment: Environment, module: BillingModule): BillingConfig {
  const read = reader(environment)
  const production =
    read.choice('NODE_ENV', ['production', 'development', 'test'] as const, 'development') === 'production'
  const { usesSandbox, connect } = module.configure(read, { production })
  const billing = { ...readBilling(read, module), name: module.name, connect }
  const sandbox = readSandbox(read, { production, embedded: usesSandbox })
  read.finish()
  return { billing, sandbox }
}

function readRedisUrl(read: Reader): string | null {
  const url = read.optional('REDIS_URL')
  if (url !== null && !(/^rediss?:\/\//.test(url) && URL.canParse(url))) {
    read.mistake('REDIS_URL', 'must be `redis://host:port` or `rediss://user:password@host:port`')
  }
  return url
}

function readStore(read: Reader): Omit<StoreConfig, 'currency'> {
  const production =
    read.choice('NODE_ENV', ['production', 'development', 'test'] as const, 'development') === 'production'
  const dataDir = resolve(read.text('DATA_DIR', './.data'))
  const storeUrl = readStoreUrl(read, { production, dataDir })
  const signingKeyPem = read.optional('TOKEN_SIGNING_KEY')
  if (signingKeyPem === null && production)
    read.missing('TOKEN_SIGNING_KEY', 'make one with `openssl genpkey -algorithm ed25519`')
  if (signingKeyPem !== null && !isEd25519Key(signingKeyPem)) {
    read.mistake(
      'TOKEN_SIGNING_KEY',
      'is not the PEM text of an Ed25519 private key; make one with `openssl genpkey -algorithm ed25519`',
    )
  }
  return { production, dataDir, storeUrl, signingKeyPem }
}

function readCurrency(read: Reader): Currency {
  return read.choice('BILLING_CURRENCY', CURRENCIES, 'RUB')
}

/** Environment files often hold the line breaks of a PEM as two characters. */
function isEd25519Key(pem: string): boolean {
  try {
    return createPrivateKey(pem.replaceAll('\\n', '\n')).asymmetricKeyType === 'ed25519'
  } catch {
    return false
  }
}

function readBilling(read: Reader, { defaults = {} }: BillingModule): Omit<Config['billing'], 'name' | 'connect'> {
  const { timeoutMs = 5_000, maxConcurrency = 8 } = defaults
  return {
    timeZone: read.timeZone('BILLING_TIME_ZONE', 'Europe/Moscow'),
    currency: readCurrency(read),
    timeoutMs: read.integer('BILLING_TIMEOUT_MS', { fallback: timeoutMs, min: 100, max: 60_000 }),
    maxConcurrency: read.integer('BILLING_MAX_CONCURRENCY', { fallback: maxConcurrency, min: 1, max: 256 }),
    settleMs: read.integer('BILLING_SETTLE_MS', { fallback: 600_000, min: 100, max: 86_400_000 }),
  }
}

function readTransfers(read: Reader): Config['transfers'] {
  const max = read.integer('TRANSFER_MAX_AMOUNT', { fallback: 15_000, min: 1, max: 9_999_999 })
  const maxPerDay = read.integer('TRANSFER_MAX_PER_DAY', { fallback: 30_000, min: 1, max: 99_999_999 })
  if (maxPerDay < max) read.mistake('TRANSFER_MAX_PER_DAY', 'must not be below TRANSFER_MAX_AMOUNT')
  return { maxMinorUnits: BigInt(max) * 100n, maxMinorUnitsPerDay: BigInt(maxPerDay) * 100n }
}

function readScanner(read: Reader): string | null {
  const address = read.optional('ATTACHMENT_SCANNER')
  if (address !== null && !/^(?:tcp:\/\/[^/:]+:\d{1,5}|unix:\/.+)$/.test(address)) {
    read.mistake('ATTACHMENT_SCANNER', 'must be like `tcp://127.0.0.1:3310` or `unix:/run/clamd.sock`')
  }
  return address
}

function readMetrics(read: Reader): Config['metrics'] {
  const host = read.text('METRICS_HOST', '127.0.0.1')
  const port = read.integer('METRICS_PORT', { fallback: 0, min: 0, max: 65_535 })
  return read.has('METRICS_PORT') ? { host, port } : null
}

function readSandbox(
  read: Reader,
  { production, embedded }: { production: boolean; embedded: boolean },
): Config['sandbox'] {
  const port = read.integer('SANDBOX_PORT', { fallback: 4100, min: 0, max: 65_535 })
  const accounts = read.integer('SANDBOX_ACCOUNTS', { fallback: 1_000, min: 18, max: 1_000_000 })
  return embedded && !production ? { port, accounts } : null
}

function readStoreUrl(read: Reader, { production, dataDir }: { production: boolean; dataDir: string }): string {
  const given = read.optional('STORE_URL')
  if (given === null) {
    if (production)
      read.missing('STORE_URL', 'say where sessions are kept: `postgres://…` or `sqlite:/path/file.sqlite`')
    return `sqlite:${join(dataDir, 'gateway.sqlite')}`
  }
  if (given.startsWith('sqlite:')) {
    const file = given.slice('sqlite:'.length)
    if (file === '') read.mistake('STORE_URL', 'names no file; write `sqlite:/path/file.sqlite`')
    return isAbsolute(file) ? given : `sqlite:${resolve(file)}`
  }
  if (!/^postgres(?:ql)?:\/\/./.test(given)) read.mistake('STORE_URL', 'must begin with `sqlite:` or `postgres://`')
  return given
}
