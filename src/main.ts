import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createReadOnlyAcquirer } from './acquiring/read-only.ts'
import { connectBilling, servedBy } from './assembly.ts'
import { startHousekeeping } from './auth/housekeeping.ts'
import { loadSigningKeys, type SigningKeys } from './auth/keys.ts'
import { createPartnerAdmin } from './auth/partner-admin.ts'
import { DEMO_PARTNER } from './auth/partner-demo.ts'
import { provideDemoPartner } from './auth/partner-demo-setup.ts'
import { createContent } from './billing/content/index.ts'
import { seedContent } from './billing/content/seed.ts'
import { seedForum } from './billing/content/seed-forum.ts'
import { createReadOnlyBilling } from './billing/cutover/read-only.ts'
import type { Switch } from './billing/cutover/switches.ts'
import { createReads } from './billing/guard/read.ts'
import { SANDBOX_ACCESS } from './billing/reference/sandbox-access.ts'
import type { CallReport } from './billing/transport/http.ts'
import { loadBillingModule, loadOtherModules } from './billing-modules.ts'
import { type Config, readConfig } from './config.ts'
import { type EmbeddedSandbox, startEmbeddedSandbox } from './embedded-sandbox.ts'
import { ConfigError } from './environment.ts'
import { createApollo } from './graphql/apollo.ts'
import { createContextFactory } from './graphql/request.ts'
import { createSchema } from './graphql/schema.ts'
import { forgetStart, giveMemoryBackWhenIdle, tuneCompilers, tuneHeap } from './heap.ts'
import { createLog, type Log } from './observability/log.ts'
import type { Metrics } from './observability/metrics.ts'
import { seedBankDetails } from './receipts/seed.ts'
import { connectAcquirer } from './running-checkouts.ts'
import { connectRegistrar } from './running-fiscal.ts'
import { runLive } from './running-live.ts'
import { createStoreMetrics } from './running-payments.ts'
import { runShadow } from './running-shadow.ts'
import { startMetricsServer } from './server/metrics.ts'
import { type RunningServer, startServer } from './server/server.ts'
import { handleSignals } from './server/signals.ts'
import { WEBHOOK_PATH } from './server/webhooks.ts'
import { assertNothingUndecided } from './serving.ts'
import { openStore } from './store/open.ts'
import type { Store } from './store/store.ts'
import { createUseCases } from './use-cases.ts'
import { VARIABLES, type Variable } from './variables.ts'

// The composition root: reads the configuration, assembles the rings, listens, drains.

const HOUSEKEEPING_INTERVAL_MS = 10 * 60_000

const HELP = `Billing Gateway: one GraphQL API in front of a provider's billing.

Usage: node src/main.ts [--help]

Everything is set by environment variables (npm start needs none of them):

${explainVariables(VARIABLES)}
`

const exitCode = await run(process.argv.slice(2))
if (exitCode !== null) process.exit(exitCode)

/** Answers the exit code, or null while the server runs. */
async function run(options: readonly string[]): Promise<number | null> {
  if (options.includes('--help') || options.includes('-h')) return await help()
  if (options.length > 0) {
    process.stderr.write(`Unknown option ${options[0]}. Try: node src/main.ts --help\n`)
    return 2
  }
  try {
    const mistakes: string[] = []
    const modules = await loadOtherModules(process.env, mistakes)
    await start(readConfig(process.env, await loadBillingModule(process.env), { modules, mistakes }))
    return null
  } catch (error) {
    if (!(error instanceof ConfigError)) {
      process.stderr.write(`Billing Gateway cannot start: ${explain(error)}\n`)
      return 1
    }
    process.stderr.write(`${error.message}\nAll variables are explained by: node src/main.ts --help\n`)
    return 2
  }
}

/** With the variables of the billing that BILLING_MODULE names. */
async function help(): Promise<number> {
  process.stdout.write(HELP)
  try {
    const { name, variables } = await loadBillingModule(process.env)
    process.stdout.write(`\nThe billing ${name} (BILLING_MODULE) reads besides:\n\n${explainVariables(variables)}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

function explainVariables(variables: readonly Variable[]): string {
  return variables.map(({ name, fallback, meaning }) => `  ${name}\n      ${meaning} (default: ${fallback})`).join('\n')
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'EEXIST')
    return 'DATA_DIR is a file. Set it to a folder, which is made when it is absent.'
  const isTaken = 'code' in error && error.code === 'EADDRINUSE' && 'port' in error
  return isTaken ? `port ${String(error.port)} is already in use. Set PORT to another one.` : error.message
}

async function start(config: Config): Promise<void> {
  tuneHeap()
  tuneCompilers()
  const log = createLog({ level: config.logLevel, name: 'gateway' })
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const sandbox = config.sandbox && (await startSandbox(config, config.sandbox, log))
  try {
    await assemble({ config, sandbox, log })
  } catch (error) {
    await sandbox?.stop()
    throw error
  }
  giveMemoryBackWhenIdle()
}

/** Everything behind the port that listens, and in which order it ends: no part before those that use it. */
async function assemble(parts: { config: Config; sandbox: EmbeddedSandbox | null; log: Log }): Promise<void> {
  const { config, sandbox, log } = parts
  const store = await openGatewayStore(config)
  const keys = await loadSigningKeys({ pem: config.tokens.signingKeyPem, dataDir: config.dataDir })
  const metrics = createStoreMetrics(store)
  const connected = connect({ config, sandbox, metrics, log, secret: keys.subjectSecret })
  const { billing, acquirer } = connected
  const acceptsDemoPartner = sandbox !== null
  const useCases = createUseCases({ config, store, ...connected, keys, metrics, log, acceptsDemoPartner })
  const { auth, access, notifications, payments, checkouts, fiscal, cabinet, helpdesk, reports, terminals } = useCases
  const hasDemoPartner = await seed({ store, keys, config, hasSandbox: sandbox !== null })
  const housekeeping = startHousekeeping({ store, now: Date.now, intervalMs: HOUSEKEEPING_INTERVAL_MS, log })
  const schema = createSchema()
  const apollo = await createApollo({ schema, production: config.production, log })
  const reads = createReads({ now: Date.now })
  const { live, parts: liveParts } = runLive({ config, store, billing, ...payments, ...checkouts, reads, schema, log })
  const createContext = createContextFactory({
    billing,
    content: createContent({ store, now: Date.now }),
    auth,
    access: access.access,
    cabinet,
    reports: reports.reports,
    receipts: reports.receipts,
    attachments: helpdesk.attachments,
    ...payments,
    ...checkouts,
    fiscalReceipts: fiscal.fiscalReceipts,
    reads,
    live,
    ...contextSettings(config),
  })
  const server = await startServer({
    ...serverSettings(config),
    apollo,
    createContext,
    health: { store, billing: billing.health, readOnly: config.readOnly },
    downloads: reports.downloads,
    attachments: helpdesk.attachments,
    terminals,
    ...checkouts.webhooks,
    log,
    live: liveParts,
  })
  if (sandbox && acquirer) await sandbox.announceWebhooks(`${server.url}${WEBHOOK_PATH}`)
  const metricsServer = await serveMetrics({ config, metrics, log })
  handleSignals({
    log,
    stop: () =>
      endInOrder([
        () => server.stop(),
        () => live.stop(),
        () => reports.stop(),
        () => notifications.stop(),
        () => access.stop(),
        () => checkouts.stop(),
        () => fiscal.stop(),
        () => payments.stop(),
        () => housekeeping.stop(),
        () => helpdesk.stop(),
        async () => metricsServer?.stop(),
        () => apollo.stop(),
        async () => acquirer?.close(),
        () => billing.close(),
        async () => sandbox?.stop(),
        () => store.close(),
      ]),
  })
  announce({ server, sandbox, hasDemoPartner, log, store: store.kind })
}

/** Refused where it holds orders of a billing that would not be asked for them any more. */
async function openGatewayStore(config: Config): Promise<Store> {
  const store = await openStore(config.storeUrl, { redisUrl: config.redisUrl })
  const serving = { home: config.billing.name, servedBy: (of: Switch) => servedBy(config, of) }
  await assertNothingUndecided(store, serving, Date.now)
  return store
}

function contextSettings({ billing, readOnly }: Config) {
  return { timeZone: billing.timeZone, readOnly }
}

function serverSettings(config: Config) {
  const { host, port, shutdownTimeoutMs, operationTimeoutMs, drainDelayMs, trustedProxies, allowedOrigins } = config
  const limits = { operationTimeoutMs }
  const showPage = !config.production
  return { host, port, shutdownTimeoutMs, limits, drainDelayMs, trustedProxies, allowedOrigins, showPage }
}

interface Observed {
  readonly config: Config
  readonly metrics: Metrics
  readonly log: Log
}

/** Every system that this gateway asks. */
function connect(parts: Observed & { readonly sandbox: EmbeddedSandbox | null; readonly secret: Uint8Array }) {
  const { config, sandbox, metrics, log, secret } = parts
  const connecting = { sandboxUrl: sandbox?.url ?? null, log, onCall: (report: CallReport) => metrics.call(report) }
  const billing = runShadow(connectBilling(config, connecting), { config, secret, metrics, log })
  for (const [kind, { name: system }] of config.cutover.slices) log.info({ kind, system }, 'served by another billing')
  const acquirer = connectAcquirer(config, connecting)
  if (config.readOnly) log.warn({}, 'read only: nothing is written to the billing and the acquirer')
  return {
    billing: config.readOnly ? createReadOnlyBilling(billing) : billing,
    acquirer: acquirer !== null && config.readOnly ? createReadOnlyAcquirer(acquirer) : acquirer,
    registrar: connectRegistrar(config, connecting),
  }
}

async function serveMetrics({ config, metrics, log }: Observed) {
  const server = config.metrics && (await startMetricsServer({ ...config.metrics, metrics, log }))
  if (server) log.info({ url: `${server.url}/metrics` }, 'metrics')
  return server
}

/** Invented content for developers. Of the sandbox alone it is known which operators there are; whether it has its partner now. */
async function seed(parts: { store: Store; keys: SigningKeys; config: Config; hasSandbox: boolean }): Promise<boolean> {
  const { store, keys, config, hasSandbox } = parts
  if (!config.production) await Promise.all([seedContent(store.content), seedForum(store.forum)])
  if (!hasSandbox) return false
  await seedBankDetails(store.bankDetails)
  return provideDemoPartner(createPartnerAdmin({ store: store.partners, keys, now: Date.now }), config.billing.currency)
}

/** One part that cannot end does not keep the others from ending; the first failure is told after the last end. */
async function endInOrder(ends: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = []
  for (const end of ends) await end().catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}

function startSandbox(
  config: Config,
  { port, accounts }: { port: number; accounts: number },
  log: Log,
): Promise<EmbeddedSandbox> {
  const file = join(config.dataDir, 'sandbox.sqlite')
  return startEmbeddedSandbox({ port, accounts, file, ...SANDBOX_ACCESS, log })
}

function announce({
  server,
  sandbox,
  hasDemoPartner,
  log,
  store,
}: {
  server: RunningServer
  sandbox: EmbeddedSandbox | null
  hasDemoPartner: boolean
  log: Log
  store: string
}): void {
  if (sandbox) {
    log.info({ url: sandbox.url }, 'sandbox billing')
    const logins = sandbox.logins.map(
      ({ login, password, description }) => `  ${login.padEnd(13)} ${password}   ${description}`,
    )
    const { id, secret } = DEMO_PARTNER
    const partner = hasDemoPartner ? `\n  ${id} ${secret}   a partner that takes payments (signInPartner)` : ''
    process.stdout.write(`\nDemo logins of the sandbox billing:\n${logins.join('\n')}${partner}\n\n`)
  }
  forgetStart()
  log.info({ url: `${server.url}/graphql`, store }, 'listening')
}
