import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAuth } from '../src/auth/create.ts'
import { loadSigningKeys } from '../src/auth/keys.ts'
import { createContent } from '../src/billing/content/index.ts'
import { createReads } from '../src/billing/guard/read.ts'
import { createApollo } from '../src/graphql/apollo.ts'
import { createContextFactory } from '../src/graphql/request.ts'
import { createLog } from '../src/observability/log.ts'
import { startServer } from '../src/server/server.ts'
import { openStore } from '../src/store/open.ts'
import { createTestBilling } from '../tests/api/execution-billing.ts'
import { refOf } from '../tests/api/execution-rows.ts'
import { NO_ACCESS } from '../tests/support/no-access.ts'
import { NO_ATTACHMENTS } from '../tests/support/no-attachments.ts'
import { NO_CABINET } from '../tests/support/no-cabinet.ts'
import { NO_CHECKOUTS } from '../tests/support/no-checkouts.ts'
import { NO_FISCAL_RECEIPTS } from '../tests/support/no-fiscal-receipts.ts'
import { NO_LIVE } from '../tests/support/no-live.ts'
import { NO_PARTNER_PAYMENTS } from '../tests/support/no-partner-payments.ts'
import { NO_PROMISED_PAYMENTS } from '../tests/support/no-promised-payments.ts'
import { NO_RECEIPTS } from '../tests/support/no-receipts.ts'
import { NO_REPORTS } from '../tests/support/no-reports.ts'
import { NO_SERVICE_ORDERS } from '../tests/support/no-service-orders.ts'
import { NO_TRANSFER_SUPERVISION, NO_TRANSFERS } from '../tests/support/no-transfers.ts'
import { createTestPayments } from '../tests/support/payments.ts'

/**
 * The program that `http-path.ts` measures: the gateway's own server, sign-in, rules and logs over a billing within the
 * process. Tells where it listens, and then its processor time in microseconds as often as it is asked.
 */
const server = await startGateway()
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ cpuMicros: user + system })
})
process.on('disconnect', () => void server.stop().finally(() => process.exit(0)))
process.send?.({ url: server.url, token: server.token })

async function startGateway() {
  const directory = await mkdtemp(join(tmpdir(), 'bench-http-path-'))
  const store = await openStore(`sqlite:${join(directory, 'store.sqlite')}`)
  const billing = createTestBilling({ seed: 4, isOdd: false })
  const log = createLog({ level: 'info', name: 'gateway' })
  const auth = createAuth({
    store,
    billing: { credentials: { checkCredentials: accept, findSubject: accept }, identity: { remember: () => {} } },
    keys: await loadSigningKeys({ pem: null, dataDir: directory }),
    issuer: 'bench',
    audience: 'bench',
    now: Date.now,
    accessTokenTtlMs: 86_400_000,
    log,
  })
  const apollo = await createApollo({ production: false, log })
  const createContext = createContextFactory({
    billing,
    content: createContent({ store, now: Date.now }),
    supervision: createTestPayments(store, billing).supervision,
    auth,
    access: NO_ACCESS,
    partnerPayments: NO_PARTNER_PAYMENTS,
    serviceOrders: NO_SERVICE_ORDERS,
    cabinet: NO_CABINET,
    reports: NO_REPORTS,
    receipts: NO_RECEIPTS,
    attachments: NO_ATTACHMENTS,
    checkouts: NO_CHECKOUTS,
    fiscalReceipts: NO_FISCAL_RECEIPTS,
    promisedPayments: NO_PROMISED_PAYMENTS,
    transfers: NO_TRANSFERS,
    transferSupervision: NO_TRANSFER_SUPERVISION,
    reads: createReads({ now: Date.now }),
    live: NO_LIVE,
    timeZone: 'Europe/Moscow',
  })
  const running = await startServer({
    host: '127.0.0.1',
    port: 0,
    apollo,
    createContext,
    health: { store, billing: billing.health },
    log,
    shutdownTimeoutMs: 1_000,
    limits: { maxRequestsPerConnection: Number.MAX_SAFE_INTEGER },
  })
  const verdict = await auth.signIn(
    { login: 'bench', password: 'bench' },
    { caller: { address: '127.0.0.1', requestId: 'bench' }, call: { signal: new AbortController().signal } },
  )
  if (verdict.kind !== 'opened') throw new Error(`The sign-in answered ${verdict.kind}`)
  return {
    url: running.url,
    token: verdict.session.accessToken,
    async stop() {
      await running.stop()
      await apollo.stop()
      await store.close()
      await rm(directory, { recursive: true })
    },
  }
}

async function accept() {
  return {
    kind: 'accepted',
    subjectId: '1',
    role: 'SUBSCRIBER',
    displayName: 'Bench',
    accounts: [refOf('a1')],
    hasMoreAccounts: false,
  } as const
}
