import { onTestFinished } from 'vitest'
import { createAuthAt } from '../../src/auth/create.ts'
import { createDesk } from '../../src/auth/desk.ts'
import { createPartnerAdmin, type PartnerAdmin } from '../../src/auth/partner-admin.ts'
import { createTerminalAccess } from '../../src/auth/terminal-access.ts'
import { createContent } from '../../src/billing/content/index.ts'
import { createReads } from '../../src/billing/guard/read.ts'
import type { ReferenceOptions } from '../../src/billing/reference/index.ts'
import type { Partner } from '../../src/domain/partner.ts'
import { createApollo } from '../../src/graphql/apollo.ts'
import { createContextFactory } from '../../src/graphql/request.ts'
import { createLog } from '../../src/observability/log.ts'
import { SYSTEM_CLOCK } from '../../src/payments/clock.ts'
import { createPayments } from '../../src/payments/create.ts'
import { DEAF_OBSERVER } from '../../src/payments/observer.ts'
import { startRecovery } from '../../src/payments/recovery.ts'
import { type PaymentSettings, paymentSettings } from '../../src/payments/settings.ts'
import type { PaymentSupervision } from '../../src/payments/supervision.ts'
import { startServer } from '../../src/server/server.ts'
import type { Store } from '../../src/store/store.ts'
import { createTerminals } from '../../src/terminals/terminals.ts'
import { connectTestAcquirer } from './acquirer.ts'
import { KEYS } from './auth.ts'
import { runTestCheckouts } from './gateway-checkouts.ts'
import { NO_ACCESS } from './no-access.ts'
import { NO_ATTACHMENTS } from './no-attachments.ts'
import { NO_CABINET } from './no-cabinet.ts'
import { NO_FISCAL_RECEIPTS } from './no-fiscal-receipts.ts'
import { NO_LIVE } from './no-live.ts'
import { NO_RECEIPTS } from './no-receipts.ts'
import { NO_REPORTS } from './no-reports.ts'
import { connectBilling, startTestSandbox, type TestSandbox } from './sandbox.ts'
import type { FreshDatabase } from './stores.ts'
import { type Ask, createTerminal, type Terminal } from './terminals.ts'

// One for all: each has a listener of its own on the end of the process.
const log = createLog({ level: 'silent', name: 'test' })

/** Several gateways over one store and one sandbox billing, as replicas are; gone when the test is over. */
export interface PaymentGateways {
  readonly sandbox: TestSandbox
  readonly store: Store
  readonly partners: PartnerAdmin
  readonly urls: readonly string[]
  /** Asks one of them after the other. */
  readonly query: Ask
  /** As an operator decides. */
  readonly resolve: PaymentSupervision['resolve']
  /** Takes a payment back, as its partner does through the API; whether that was done. */
  readonly cancel: (partner: Partner, externalId: string) => Promise<boolean>
  /** The stores of all of them fail from now on. */
  readonly closeStores: () => Promise<void>
  readonly terminal: (options?: Parameters<typeof createTerminal>[1]) => Promise<Terminal>
}

interface Options {
  readonly replicas?: number
  /** When the books of the billing begin. */
  readonly startAt?: number
  readonly settings?: Partial<PaymentSettings>
  readonly operationTimeoutMs?: number
  /** What the payments believe that an operation may take, where that is less. */
  readonly payTimeoutMs?: number
  readonly billingTimeoutMs?: number
  /** How long a change of a partner may go unnoticed. */
  readonly sessionCacheMs?: number
  /** How the adapter asks for writes and looks them up. */
  readonly reference?: Pick<ReferenceOptions, 'reconcile' | 'duplicateCheck'>
  /** Whether the billing takes payments back; it does. */
  readonly cancellations?: boolean
}

export async function startPaymentGateways(database: FreshDatabase, options: Options = {}): Promise<PaymentGateways> {
  const sandbox = await startTestSandbox({
    accounts: 18,
    ...(options.startAt === undefined ? {} : { startAt: options.startAt }),
  })
  onTestFinished(() => sandbox.close())
  const store = await database.open()
  const stores = [await database.open()]
  const first = await startReplica({ sandbox, store: stores[0] ?? store, options })
  const urls = [first.url]
  while (urls.length < (options.replicas ?? 2)) {
    const another = await database.open()
    stores.push(another)
    urls.push((await startReplica({ sandbox, store: another, options })).url)
  }
  const partners = createPartnerAdmin({ store: store.partners, keys: KEYS, now: Date.now })
  const { url } = first
  let turn = 0
  const query: Ask = async (document, variables, { token, language = 'en' }) => {
    turn += 1
    const response = await fetch(urls[turn % urls.length] ?? url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'accept-language': language },
      body: JSON.stringify({ query: document, variables }),
    })
    const text = await response.text()
    const { data, errors = [] } = JSON.parse(text)
    return { status: response.status, data, errors, text }
  }
  return {
    sandbox,
    store,
    partners,
    urls,
    query,
    resolve: (order) => first.supervision.resolve(order),
    cancel: async (partner, externalId) => {
      const order = { externalId, idempotencyKey: `C-${externalId}`, reason: null }
      const call = { signal: AbortSignal.timeout(10_000) }
      const verdict = await first.partnerPayments.cancelPayment(order, { partner, requestId: 'test', call })
      return verdict.kind === 'canceled'
    },
    closeStores: async () => void (await Promise.all(stores.map((each) => each.close()))),
    terminal: (given) => createTerminal({ partners, url, query }, given),
  }
}

async function startReplica(parts: { sandbox: TestSandbox; store: Store; options: Options }) {
  const { sandbox, store, options } = parts
  const { operationTimeoutMs = 10_000, billingTimeoutMs: requestTimeoutMs = 2_000 } = options
  const connected = connectBilling(sandbox, { timeoutMs: requestTimeoutMs, ...options.reference })
  const { cancellations = connected.capabilities.cancellations } = options
  const billing = { ...connected, capabilities: { ...connected.capabilities, cancellations } }
  const now = Date.now
  const timeZone = 'Europe/Moscow'
  const acquirer = connectTestAcquirer(sandbox.url)
  const { engine, saga, ...orders } = createPayments({
    billing,
    acquirer,
    store,
    settings: {
      ...paymentSettings({ settleMs: 400, requestTimeoutMs }),
      retryMinMs: 50,
      recheckMs: 100,
      ...options.settings,
    },
    observer: DEAF_OBSERVER,
    now,
    timeZone,
    operationTimeoutMs: options.payTimeoutMs ?? operationTimeoutMs,
  })
  const checkouts = runTestCheckouts({ acquirer, store, billing: connected, engine, operationTimeoutMs })
  const recoveries = [engine, saga].map((one) =>
    startRecovery({ engine: one, clock: SYSTEM_CLOCK, pollMs: 50, random: Math.random, onFailure: () => {} }),
  )
  const apollo = await createApollo({ production: false, log })
  const desk = createDesk({
    store,
    billing,
    keys: KEYS,
    issuer: 'test',
    audience: 'test',
    now,
    log,
    ...(options.sessionCacheMs === undefined ? {} : { sessionCacheMs: options.sessionCacheMs }),
  })
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    apollo,
    createContext: createContextFactory({
      billing,
      content: createContent({ store, now }),
      auth: createAuthAt(desk),
      access: NO_ACCESS,
      checkouts: checkouts.checkouts,
      fiscalReceipts: NO_FISCAL_RECEIPTS,
      ...orders,
      cabinet: NO_CABINET,
      reports: NO_REPORTS,
      receipts: NO_RECEIPTS,
      attachments: NO_ATTACHMENTS,
      reads: createReads({ now }),
      live: NO_LIVE,
      timeZone,
    }),
    health: { store, billing: billing.health },
    terminals: {
      access: createTerminalAccess(desk),
      terminals: createTerminals({ payments: orders.partnerPayments, timeZone, log }),
    },
    // So that a network of terminals can come from any address.
    trustedProxies: ['127.0.0.1'],
    log,
    shutdownTimeoutMs: 1_000,
    limits: { operationTimeoutMs },
  })
  onTestFinished(async () => {
    await server.stop()
    await checkouts.stop()
    await Promise.all(recoveries.map((recovery) => recovery.stop()))
    await apollo.stop()
    await acquirer.close()
    await billing.close()
  })
  return { url: `${server.url}/graphql`, supervision: orders.supervision, partnerPayments: orders.partnerPayments }
}
