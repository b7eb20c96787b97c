import { createHmac, randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { createAuth } from '../../src/auth/create.ts'
import { createPartnerAdmin, type NewPartner, type PartnerAdmin } from '../../src/auth/partner-admin.ts'
import { createContent } from '../../src/billing/content/index.ts'
import { createReads } from '../../src/billing/guard/read.ts'
import { createApollo } from '../../src/graphql/apollo.ts'
import { createContextFactory } from '../../src/graphql/request.ts'
import { createLog } from '../../src/observability/log.ts'
import { startServer } from '../../src/server/server.ts'
import type { Store } from '../../src/store/store.ts'
import { createTestBilling } from '../api/execution-billing.ts'
import { KEYS } from './auth.ts'
import { NO_ACCESS } from './no-access.ts'
import { NO_ATTACHMENTS } from './no-attachments.ts'
import { NO_CABINET } from './no-cabinet.ts'
import { NO_CHECKOUTS } from './no-checkouts.ts'
import { NO_FISCAL_RECEIPTS } from './no-fiscal-receipts.ts'
import { NO_LIVE } from './no-live.ts'
import { NO_PARTNER_PAYMENTS } from './no-partner-payments.ts'
import { NO_PROMISED_PAYMENTS } from './no-promised-payments.ts'
import { NO_RECEIPTS } from './no-receipts.ts'
import { NO_REPORTS } from './no-reports.ts'
import { NO_SERVICE_ORDERS } from './no-service-orders.ts'
import { NO_TRANSFER_SUPERVISION, NO_TRANSFERS } from './no-transfers.ts'
import { NOW, partnerOf } from './partners.ts'
import { createTestPayments } from './payments.ts'
import type { FreshDatabase } from './stores.ts'

const BY = { actor: 'cli' }

/** Gateways over one store, a billing that nobody asks, and one clock that the test sets. */
export interface PartnerGateways {
  readonly clock: { now: number }
  readonly store: Store
  readonly admin: PartnerAdmin
  /** One address to post to for each replica. */
  readonly urls: readonly string[]
  /** Makes a partner and answers its secrets; what is given replaces the usual. */
  readonly create: (
    values?: Partial<NewPartner>,
  ) => Promise<{ readonly secret: string; readonly signingSecret: string }>
  /** Why partners were let in or not, in order. */
  readonly outcomes: () => Promise<readonly string[]>
}

export async function startPartnerGateways(
  database: FreshDatabase,
  { replicas = ['development'] }: { replicas?: readonly ('development' | 'production')[] } = {},
): Promise<PartnerGateways> {
  const clock = { now: NOW }
  const now = () => clock.now
  const store = await database.open()
  const admin = createPartnerAdmin({ store: store.partners, keys: KEYS, now })
  const urls: string[] = []
  for (const mode of replicas) {
    urls.push(await startReplica({ store: await database.open(), now, production: mode === 'production' }))
  }
  return {
    clock,
    store,
    admin,
    urls,
    create: async (values = {}) => {
      const { state: _state, createdAt: _createdAt, updatedAt: _updatedAt, ...given } = partnerOf(values)
      const partner = { ...given, signs: values.signs ?? false }
      const verdict = await admin.create(partner, BY)
      if (verdict.kind !== 'created') throw new Error(JSON.stringify(verdict))
      const { secret, signingSecret } = verdict.secrets
      return { secret: secret ?? '', signingSecret: signingSecret ?? '' }
    },
    outcomes: async () =>
      (await store.audit.list({ afterId: 0, limit: 1000 }))
        .filter(({ act }) => act.startsWith('partner-'))
        .map(({ outcome }) => outcome),
  }
}

async function startReplica(options: { store: Store; now: () => number; production: boolean }): Promise<string> {
  const { store, now, production } = options
  const billing = createTestBilling({ seed: 4, isOdd: false })
  const log = createLog({ level: 'silent', name: 'test', destination: { write() {} } })
  const issuer = { issuer: 'test', audience: 'test' }
  const auth = createAuth({ store, billing, keys: KEYS, ...issuer, now, acceptsDemoPartner: !production, log })
  const apollo = await createApollo({ production, log })
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    apollo,
    createContext: createContextFactory({
      billing,
      content: createContent({ store, now }),
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
      reads: createReads({ now }),
      live: NO_LIVE,
      timeZone: 'Europe/Moscow',
    }),
    health: { store, billing: billing.health },
    log,
    shutdownTimeoutMs: 1_000,
    // So that a test can come from any address.
    trustedProxies: ['127.0.0.1'],
  })
  onTestFinished(async () => {
    await server.stop()
    await apollo.stop()
  })
  return `${server.url}/graphql`
}

export interface Answer {
  readonly status: number
  readonly data: Record<string, unknown> | null
  /** The code of the first error, or null without one. */
  readonly code: string | null
  readonly text: string
}

export async function post(url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
  const text = await response.text()
  const { data = null, errors = [] } = JSON.parse(text)
  return { status: response.status, data, code: errors[0]?.extensions.code ?? null, text }
}

const SIGN_IN = `mutation ($input: SignInPartnerInput!) {
  signInPartner(input: $input) {
    session { accessToken accessTokenExpiresAt partner { partnerId name } }
    userErrors { code field message }
    retryAfterSeconds
  }
}`

interface SignedIn {
  readonly session: { readonly accessToken: string; readonly accessTokenExpiresAt: string } | null
  readonly userErrors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[]
  readonly retryAfterSeconds: number | null
}

export async function signInPartner(
  url: string,
  input: { partnerId: string; secret: string },
  headers: Readonly<Record<string, string>> = {},
): Promise<SignedIn> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: SIGN_IN, variables: { input } }),
  })
  const { data }: { data: { signInPartner: SignedIn } } = JSON.parse(await response.text())
  return data.signInPartner
}

export async function tokenOf(url: string, input: { partnerId: string; secret: string }): Promise<string> {
  const { session, userErrors } = await signInPartner(url, input)
  if (session === null) throw new Error(JSON.stringify(userErrors))
  return session.accessToken
}

/** The three headers of a signed request; what is given replaces the usual. */
export function signBody(
  body: string,
  { key, at = NOW, nonce = randomUUID() }: { key: string; at?: number | string; nonce?: string },
): Record<string, string> {
  const signature = createHmac('sha256', key).update(`${at}.${nonce}.${body}`).digest('hex')
  return { 'x-signature': signature, 'x-timestamp': String(at), 'x-nonce': nonce }
}
