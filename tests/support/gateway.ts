import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Auth } from '../../src/auth/auth.ts'
import { createAuthAt } from '../../src/auth/create.ts'
import { createDesk } from '../../src/auth/desk.ts'
import { loadSigningKeys } from '../../src/auth/keys.ts'
import { createPartnerAdmin, type PartnerAdmin } from '../../src/auth/partner-admin.ts'
import { createContent } from '../../src/billing/content/index.ts'
import { seedContent } from '../../src/billing/content/seed.ts'
import type { ContentBilling } from '../../src/billing/content-port.ts'
import { createReads } from '../../src/billing/guard/read.ts'
import type { BillingSystem } from '../../src/billing/port.ts'
import type { ReferenceOptions } from '../../src/billing/reference/index.ts'
import { type Cabinet, createCabinet } from '../../src/cabinet/cabinet.ts'
import { createApollo } from '../../src/graphql/apollo.ts'
import { createContextFactory } from '../../src/graphql/request.ts'
import { createSchema } from '../../src/graphql/schema.ts'
import { SYSTEM_CLOCK } from '../../src/payments/clock.ts'
import { createPayments, type Payments } from '../../src/payments/create.ts'
import { startRecovery } from '../../src/payments/recovery.ts'
import { paymentSettings } from '../../src/payments/settings.ts'
import { createAccountTeller } from '../../src/payments/tell-accounts.ts'
import { seedBankDetails } from '../../src/receipts/seed.ts'
import { type RunningHelpdesk, runHelpdesk } from '../../src/running-helpdesk.ts'
import type { LiveLimits } from '../../src/server/live-limits.ts'
import { type ServerOptions, startServer } from '../../src/server/server.ts'
import { openStore } from '../../src/store/open.ts'
import type { AuditStore, Store } from '../../src/store/store.ts'
import { createTestAcquirer, type TestAcquirer } from './acquirer.ts'
import { type AccessOptions, type LookedAt, runTestAccess } from './gateway-access.ts'
import { type CheckoutOptions, chooseAcquirer, runTestCheckouts } from './gateway-checkouts.ts'
import { runTestFiscal } from './gateway-fiscal.ts'
import { post, signIn } from './gateway-http.ts'
import { createTestLive } from './gateway-live.ts'
import { type ReportOptions, startTestReports } from './gateway-reports.ts'
import { createTestSessions, type TestSessions } from './gateway-sessions.ts'
import { createLogRecorder } from './log-recorder.ts'
import { connectBilling, startTestSandbox, type TestSandbox } from './sandbox.ts'

export interface GatewayOptions extends AccessOptions, ReportOptions {
  /** Seeded accounts of the sandbox; 50 by default. */
  readonly accounts?: number
  /** Where the billing's clock begins, in milliseconds since the epoch; now by default. */
  readonly startAt?: number
  /** How the adapter asks for writes and looks them up. */
  readonly reference?: Pick<ReferenceOptions, 'reconcile'>
  readonly production?: boolean
  /** An empty database; a SQLite file of its own by default. */
  readonly storeUrl?: string
  readonly operationTimeoutMs?: number
  /** How payments of the cabinet are followed; without an acquirer nothing can be paid there. */
  readonly checkouts?: CheckoutOptions
  /** How often what is watched is looked at; a second by default. */
  readonly liveIntervalMs?: number
  readonly liveLimits?: Partial<LiveLimits>
  readonly serverLimits?: ServerOptions<object>['limits']
  /** The longest wait for one billing call. */
  readonly billingTimeoutMs?: number
  /** Address of a clamd. */
  readonly scanner?: string
  /** The clock of files, visits, published content and the forum, in milliseconds since the epoch. */
  readonly now?: () => number
  /** Another billing, made of the connected one: one that answers what the sandbox never would. */
  readonly wrapBilling?: (connected: BillingSystem) => BillingSystem
  /** Another way to check tokens, made of the real one. */
  readonly wrapAuth?: (real: Auth) => Auth
  /** Content from elsewhere, made of what the own store has. */
  readonly supplyContent?: (own: ContentBilling) => ContentBilling
}

export interface GraphqlAnswer<T> {
  readonly status: number
  /** Null or absent where the operation failed as a whole. */
  readonly data: T
  /** Empty without errors. */
  readonly errors: readonly AnswerError[]
  /** The whole body as it came. */
  readonly text: string
}

export interface AnswerError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly locations?: readonly unknown[]
  readonly extensions: {
    readonly code: string
    readonly retryable: boolean
    readonly requestId: string
    readonly incidentId?: string
  }
}

/** The whole gateway in this process, over a sandbox billing and a store of its own, spoken to over HTTP. */
export interface Gateway extends LookedAt, TestSessions {
  readonly url: string
  readonly sandbox: TestSandbox
  /** The acquirer beside the billing. */
  readonly acquirer: TestAcquirer
  query<T>(
    document: string,
    variables?: Readonly<Record<string, unknown>>,
    headers?: RequestHeaders | string,
  ): Promise<GraphqlAnswer<T>>
  /** Forgets the reference data that is kept, as if a minute had passed. */
  clearReferenceData(): void
  /** The access token of a demo login. */
  signIn(login: string, password?: string): Promise<string>
  /** Creates and changes partners. */
  readonly partners: PartnerAdmin
  /** Everything that moves money, and its store, for tests to bring payments into being. */
  readonly payments: Payments
  readonly store: Store
  /** The connected billing. */
  readonly billing: BillingSystem
  /** The whole audit trail. */
  auditRows(): ReturnType<AuditStore['list']>
  /** Takes the store away, as a database that went down. */
  closeStore(): Promise<void>
  /** Lets the operation run and answers what it cost in legacy calls, by operation. */
  countCalls(run: () => Promise<unknown>): Promise<Readonly<Record<string, number>>>
  readonly helpdesk: RunningHelpdesk
  /** Where files of tickets are put. */
  readonly attachmentsFolder: string
  /** Where messages to people are put, a file each. */
  readonly outboxFolder: string
  /** Everything logged so far, a line each. */
  logLines(): readonly string[]
  close(): Promise<void>
}

export interface RequestHeaders {
  readonly token?: string
  readonly language?: string
  readonly requestId?: string
}

const ISSUER = 'billing-gateway'

export async function startGateway(options: GatewayOptions = {}): Promise<Gateway> {
  const directory = await mkdtemp(join(tmpdir(), 'gateway-'))
  const sandbox = await startTestSandbox({
    accounts: options.accounts ?? 50,
    ...(options.startAt === undefined ? {} : { startAt: options.startAt }),
  })
  const connected = connectBilling(sandbox, {
    timeoutMs: options.billingTimeoutMs ?? 5000,
    ...options.reference,
  })
  const billing = options.wrapBilling?.(connected) ?? connected
  const store = await openStore(options.storeUrl ?? `sqlite:${join(directory, 'gateway.sqlite')}`)
  const content = createContent({ store, now: options.now ?? Date.now })
  if (options.production !== true) await seedContent(store.content)
  if (options.hasBankDetails !== false) await seedBankDetails(store.bankDetails)
  const keys = await loadSigningKeys({ pem: null, dataDir: directory })
  const { log, lines } = createLogRecorder()
  const reads = createReads({ now: Date.now })
  const partners = createPartnerAdmin({ store: store.partners, keys, now: Date.now })
  const acceptsDemoPartner = options.production !== true
  const tokenSettings = { keys, issuer: ISSUER, audience: ISSUER, now: Date.now }
  const desk = createDesk({ store, billing, acceptsDemoPartner, ...tokenSettings })
  const realAuth = createAuthAt(desk)
  const outboxFolder = join(directory, 'outbox')
  const runningAccess = runTestAccess({ ...options, desk, store, billing, keys, log, outboxFolder })
  const helpdesk = runHelpdesk({
    store,
    dataDir: directory,
    secret: keys.subjectSecret,
    scanner: options.scanner ?? null,
    tellVisits: () => cabinet.tellUntoldVisits(),
    settings: { tellMs: 200 },
    log,
    ...(options.now === undefined ? {} : { now: options.now }),
  })
  const auth = options.wrapAuth?.(realAuth) ?? realAuth
  const operationTimeoutMs = options.operationTimeoutMs ?? 10_000
  const timeZone = 'Europe/Moscow'
  const running = startTestReports({ ...options, ...keys, store, billing, dataDir: directory, timeZone, log })
  const acquirer = chooseAcquirer(sandbox.url, options.checkouts)
  const payments = createPayments({
    billing,
    acquirer,
    store,
    settings: paymentSettings({ settleMs: 500, requestTimeoutMs: options.billingTimeoutMs ?? 5000 }),
    observer: createAccountTeller(store.notices),
    now: Date.now,
    timeZone,
    operationTimeoutMs,
  })
  const { checkouts: settings } = options
  const { engine } = payments
  const checkouts = runTestCheckouts({ acquirer, store, billing, engine, operationTimeoutMs, settings })
  const fiscal = runTestFiscal(store, sandbox.url)
  const cabinet: Cabinet = createCabinet({
    attachments: helpdesk.attachments,
    billing,
    store,
    access: runningAccess.access,
    notices: runningAccess.notices,
    invitations: runningAccess.invitations,
    engine: payments.engine,
    notifications: runningAccess.notifications,
    now: options.now ?? Date.now,
    secret: keys.subjectSecret,
    currency: 'RUB',
    timeZone,
    operationTimeoutMs,
  })
  const [recovery, sagaRecovery] = [payments.engine, payments.saga].map((engine) =>
    startRecovery({ engine, clock: SYSTEM_CLOCK, pollMs: 100, random: Math.random, onFailure: () => {} }),
  )
  const production = options.production ?? false
  const schema = createSchema()
  const apollo = await createApollo({ schema, production, log })
  const livePieces = { billing, ...payments, ...checkouts, reads, store, schema, production, log }
  const { live, parts: liveParts } = createTestLive({ ...options, ...livePieces })
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    apollo,
    createContext: createContextFactory({
      billing,
      content: options.supplyContent?.(content) ?? content,
      supervision: payments.supervision,
      auth,
      access: runningAccess.access,
      checkouts: checkouts.checkouts,
      fiscalReceipts: fiscal.fiscalReceipts,
      partnerPayments: payments.partnerPayments,
      serviceOrders: payments.serviceOrders,
      attachments: helpdesk.attachments,
      cabinet,
      reports: running.reports,
      receipts: running.receipts,
      promisedPayments: payments.promisedPayments,
      transfers: payments.transfers,
      transferSupervision: payments.transferSupervision,
      reads,
      live,
      timeZone,
    }),
    live: liveParts,
    health: { store, billing: billing.health },
    downloads: running.downloads,
    attachments: helpdesk.attachments,
    ...(acquirer ? { takeHint: checkouts.takeHint } : {}),
    log,
    shutdownTimeoutMs: 1000,
    limits: { operationTimeoutMs, ...options.serverLimits },
  })
  const url = `${server.url}/graphql`
  const shop = createTestAcquirer(sandbox.url)
  if (acquirer) await shop.set({ webhookUrl: `${server.url}/webhooks/acquirer` })
  return {
    url,
    sandbox,
    acquirer: shop,
    query: (document, variables = {}, headers = {}) =>
      post(url, { query: document, variables }, typeof headers === 'string' ? { token: headers } : headers),
    payments,
    store,
    billing,
    countLooks: runningAccess.countLooks,
    clearReferenceData: () => reads.reference.clear(),
    signIn: (login, password = 'demo') => signIn(url, { login, password }),
    partners,
    ...createTestSessions({ store, partners, tokenSettings }),
    auditRows: () => store.audit.list({ afterId: 0, limit: 1000 }),
    helpdesk,
    attachmentsFolder: join(directory, 'attachments'),
    outboxFolder,
    closeStore: () => store.close(),
    async countCalls(run) {
      await sandbox.resetCalls()
      await run()
      return sandbox.calls()
    },
    logLines: lines,
    async close() {
      await server.stop()
      await running.stop()
      await helpdesk.stop()
      await live.stop()
      await runningAccess.stop()
      await checkouts.stop()
      await fiscal.stop()
      await sagaRecovery?.stop()
      await recovery?.stop()
      await Promise.all([apollo.stop(), billing.close(), acquirer?.close()])
      await sandbox.close()
      await store.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
