import { createPrivateKey } from 'node:crypto'
import { isAbsolute, join, resolve } from 'node:path'
import { type AcquirerConfig, readAcquirer } from './acquirer-config.ts'
import { type DeliveryConfig, readDelivery, readUnsubscribeUrl } from './delivery-config.ts'
import { CURRENCIES, type Currency } from './domain/money.ts'
import type { PaymentQrCharset } from './domain/payment-qr.ts'
import { type Environment, reader } from './environment.ts'
import { type FiscalConfig, readFiscal } from './fiscal-config.ts'

/** What the gateway runs with. Read once at start; nothing else reads the environment. */
export interface Config {
  readonly production: boolean
  readonly host: string
  readonly port: number
  readonly dataDir: string
  readonly storeUrl: string
  /** Over which replicas tell each other of changes; null for PostgreSQL itself, or nobody. */
  readonly redisUrl: string | null
  readonly logLevel: string
  /** The embedded sandbox billing, or null when a real billing is configured. */
  readonly sandbox: { readonly port: number; readonly accounts: number } | null
  readonly billing: {
    /** Unset with the sandbox: then its address is known only when it listens. */
    readonly restUrl: string | null
    readonly soapUrl: string | null
    readonly restKey: string
    readonly soapLogin: string
    readonly soapPassword: string
    readonly timeZone: string
    readonly currency: Currency
    readonly timeoutMs: number
    readonly maxConcurrency: number
    /** The longest time in which the billing may still apply a request that was given up. */
    readonly settleMs: number
    /** How payments of unknown outcome are looked up, and whether the billing is asked to refuse a receipt that it has. */
    readonly reconcile: 'exact' | 'comment' | 'statement' | 'none'
    readonly duplicateCheck: boolean
    /** Whether subscribers place orders themselves; otherwise their wishes become tickets. */
    readonly selfServiceOrders: boolean
  }
  /** Where payments of the cabinet are paid. */
  readonly acquirer: AcquirerConfig
  /** Who registers receipts of them. */
  readonly fiscal: FiscalConfig
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
const RECONCILES = ['exact', 'comment', 'statement', 'none'] as const
const RECEIPT_CHARSETS = ['utf-8', 'windows-1251', 'koi8-r'] as const
/**
 * Reads and checks the whole environment; a ConfigError lists every mistake at once. What the embedded sandbox gives as
 * defaults (addresses and credentials) is not available in production.
 */
export function readConfig(environment: Environment): Config {
  const read = reader(environment)
  const { production, dataDir, storeUrl, signingKeyPem } = readStore(read)
  const billing = readBilling(read, production)
  const sandbox = readSandbox(read, { production, embedded: billing.restUrl === null && billing.soapUrl === null })
  const allowedOrigins = read.origins('ALLOWED_ORIGINS')
  const hasSandbox = sandbox !== null
  const { currency } = billing
  const acquirer = readAcquirer(read, { production, hasSandbox, currency, allowedOrigins })
  const acquirerMakesReceipts = acquirer.yookassa !== null && acquirer.yookassa.receipts !== null
  const config: Config = {
    production,
    host: read.text('HOST', '127.0.0.1'),
    port: read.integer('PORT', { fallback: 4000, min: 0, max: 65_535 }),
    dataDir,
    storeUrl,
    redisUrl: readRedisUrl(read),
    logLevel: read.choice('LOG_LEVEL', LOG_LEVELS, 'info'),
    sandbox,
    billing,
    acquirer,
    fiscal: readFiscal(read, { production, hasSandbox, currency, acquirerMakesReceipts }),
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

type Reader = ReturnType<typeof reader>

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

/** What the sandbox cannot be told by the gateway. Set without an address, they would fail at the first sign-in. */
const OF_A_REAL_BILLING = [
  'BILLING_REST_KEY',
  'BILLING_SOAP_LOGIN',
  'BILLING_SOAP_PASSWORD',
  'BILLING_TIME_ZONE',
  'BILLING_CURRENCY',
] as const

/** Environment files often hold the line breaks of a PEM as two characters. */
function isEd25519Key(pem: string): boolean {
  try {
    return createPrivateKey(pem.replaceAll('\\n', '\n')).asymmetricKeyType === 'ed25519'
  } catch {
    return false
  }
}

function readBilling(read: Reader, production: boolean): Config['billing'] {
  const restUrl = read.httpUrl('BILLING_REST_URL')
  const soapUrl = read.httpUrl('BILLING_SOAP_URL')
  if (production) {
    if (!read.has('BILLING_REST_URL')) read.missing('BILLING_REST_URL', 'the sandbox is not for production')
    if (!read.has('BILLING_SOAP_URL')) read.missing('BILLING_SOAP_URL', 'the sandbox is not for production')
  } else if (read.has('BILLING_REST_URL') !== read.has('BILLING_SOAP_URL')) {
    const absent = read.has('BILLING_REST_URL') ? 'BILLING_SOAP_URL' : 'BILLING_REST_URL'
    read.missing(absent, 'set both addresses, or neither for the embedded sandbox')
  }
  const external = production || read.has('BILLING_REST_URL') || read.has('BILLING_SOAP_URL')
  if (!external) {
    for (const name of OF_A_REAL_BILLING) {
      if (read.has(name)) read.mistake(name, 'describes a real billing: set BILLING_REST_URL and BILLING_SOAP_URL too')
    }
  }
  const secret = (name: string, sandboxValue: string) => {
    if (external && !read.has(name)) read.missing(name, 'a real billing has credentials of its own')
    else if (production && read.text(name, '') === sandboxValue) {
      read.mistake(name, "is the sandbox's, and the sandbox is not for production")
    }
    return read.text(name, sandboxValue)
  }
  return {
    restUrl,
    soapUrl,
    restKey: secret('BILLING_REST_KEY', 'sandbox-key'),
    soapLogin: secret('BILLING_SOAP_LOGIN', 'gateway'),
    soapPassword: secret('BILLING_SOAP_PASSWORD', 'gateway'),
    timeZone: read.timeZone('BILLING_TIME_ZONE', 'Europe/Moscow'),
    currency: readCurrency(read),
    timeoutMs: read.integer('BILLING_TIMEOUT_MS', { fallback: 5_000, min: 100, max: 60_000 }),
    maxConcurrency: read.integer('BILLING_MAX_CONCURRENCY', { fallback: 8, min: 1, max: 256 }),
    settleMs: read.integer('BILLING_SETTLE_MS', { fallback: 600_000, min: 100, max: 86_400_000 }),
    reconcile: read.choice('BILLING_RECONCILE', RECONCILES, 'exact'),
    duplicateCheck: read.choice('BILLING_DUPLICATE_CHECK', ['on', 'off'] as const, 'on') === 'on',
    selfServiceOrders: read.choice('BILLING_SELF_SERVICE_ORDERS', ['on', 'off'] as const, 'on') === 'on',
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
