import { readdirSync, readFileSync } from 'node:fs'
import { assert, asyncProperty, nat, pre } from 'fast-check'
import {
  type DocumentNode,
  type GraphQLSchema,
  getIntrospectionQuery,
  getOperationAST,
  Kind,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql'
import { beforeAll, expect, test } from 'vitest'
import type { Auth, Authentication } from '../../src/auth/auth.ts'
import { createContent } from '../../src/billing/content/index.ts'
import { seedContent } from '../../src/billing/content/seed.ts'
import { createReads } from '../../src/billing/guard/read.ts'
import type { Role } from '../../src/domain/viewer.ts'
import { createExecutor, type Executor } from '../../src/graphql/executor/executor.ts'
import { writeId } from '../../src/graphql/ids.ts'
import { createContextFactory } from '../../src/graphql/request.ts'
import { createSchema } from '../../src/graphql/schema.ts'
import type { Store } from '../../src/store/store.ts'
import { NO_ACCESS } from '../support/no-access.ts'
import { NO_ATTACHMENTS } from '../support/no-attachments.ts'
import { NO_CABINET } from '../support/no-cabinet.ts'
import { NO_CHECKOUTS } from '../support/no-checkouts.ts'
import { NO_FISCAL_RECEIPTS } from '../support/no-fiscal-receipts.ts'
import { NO_LIVE } from '../support/no-live.ts'
import { NO_PARTNER_PAYMENTS } from '../support/no-partner-payments.ts'
import { NO_PROMISED_PAYMENTS } from '../support/no-promised-payments.ts'
import { NO_RECEIPTS } from '../support/no-receipts.ts'
import { NO_REPORTS } from '../support/no-reports.ts'
import { NO_SERVICE_ORDERS } from '../support/no-service-orders.ts'
import { NO_TRANSFER_SUPERVISION, NO_TRANSFERS } from '../support/no-transfers.ts'
import { createTestPayments } from '../support/payments.ts'
import { openFreshSqlite } from '../support/stores.ts'
import { createTestBilling } from './execution-billing.ts'
import { askBoth, type Comparison } from './execution-comparison.ts'
import { operations } from './execution-documents.ts'
import { NOW, refOf } from './execution-rows.ts'

const RUNS = Number(process.env['EXECUTION_RUNS'] ?? 2000)

let schema: GraphQLSchema
let executor: Executor
beforeAll(() => {
  schema = createSchema()
  executor = createExecutor(schema)
})

const CALLERS: readonly Authentication[] = [
  { kind: 'anonymous' },
  { kind: 'refused', reason: 'expired' },
  viewer('SUBSCRIBER', ['a1', 'a2']),
  viewer('MEMBER', ['o1']),
  viewer('PARTNER', []),
  viewer('OPERATOR', []),
]

const POOL = {
  ID: [
    ...idsOf('a1'),
    ...idsOf('o1'),
    ...idsOf('a9'),
    writeId({ type: 'Tariff', tariffId: 't1' }),
    'r1',
    'nonsense',
    7,
  ],
  String: ['100a1', '100o1', '100a9', 'Y3Vyc29y', ''],
  Int: [1, 2, 3, 4, 3, 2, 100, 0, 101, -1, 2_147_483_648],
  Boolean: [true, false],
  Date: ['2026-01-01', '2026-03-31', '2026-01-01', '2026-02-01', '2026-03-31', '2026-02-30', 5],
  DateTime: ['2026-01-01T00:00:00+03:00', 'yesterday'],
  Decimal: ['10.00', '1'],
}

test('random documents of every role answer as graphql-js answers over the same resolvers and rules', async () => {
  const store = await openStore()
  const seen = { asked: 0, withErrors: 0, withData: 0, races: 0 }
  const property = asyncProperty(
    nat({ max: 1000 }),
    nat({ max: CALLERS.length - 1 }),
    operations(schema, POOL),
    async (seed, caller, random) => {
      const document = parse(random.text)
      pre(validate(schema, document).length === 0)
      const asked = { document, variables: random.variables }
      const answer = await ask(asked, { store, seed, caller: CALLERS[caller] })
      expect(answer.compiled).toEqual(answer.general)
      seen.asked += 1
      seen.withErrors += answer.general.errors.length > 0 ? 1 : 0
      seen.withData += /:[^n{]/.test(answer.general.data) ? 1 : 0
      seen.races += answer.races
    },
  )
  await assert(property, { numRuns: RUNS, seed: 20261122, maxSkipsPerRun: 1000 })
  expect(seen.withErrors).toBeGreaterThan(RUNS / 5)
  expect(seen.withData).toBeGreaterThan(RUNS / 5)
  expect(seen.races).toBeLessThan(RUNS / 20)
}, 300_000)

test('every document that the tests and the benchmarks ask answers as graphql-js answers', async () => {
  const store = await openStore()
  const documents = listDocuments()
  expect(documents.length).toBeGreaterThan(40)
  let compiled = 0
  for (const document of documents) {
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue
      const operationName = definition.name?.value
      const operation = getOperationAST(document, operationName) ?? undefined
      if (!operation || operation.operation !== OperationTypeNode.QUERY) continue
      if (executor.compiles({ document, operation })) compiled += 1
      for (const caller of CALLERS) {
        for (const variables of VARIABLES) {
          const asked = { document, variables, ...(operationName === undefined ? {} : { operationName }) }
          const answer = await ask(asked, { store, seed: 1, caller })
          expect(answer.compiled).toEqual(answer.general)
        }
      }
    }
  }
  expect(compiled).toBeGreaterThan(40)
}, 120_000)

const [OWN = ''] = idsOf('a1')
const VARIABLES: readonly Readonly<Record<string, unknown>>[] = [
  { id: OWN, account: OWN, numbers: ['100a1', '100o1'], first: 2, period: { from: '2026-01-01', to: '2026-03-31' } },
  { id: null, account: 5, numbers: '100a1', first: '2', period: { from: 'x' } },
  {},
]

const CALLER = { address: '192.0.2.1', requestId: 'r-1' }

interface Circumstances {
  readonly store: Store
  readonly seed: number
  readonly caller: Authentication | undefined
}

function ask(
  asked: { document: DocumentNode; variables: Readonly<Record<string, unknown>> },
  { store, seed, caller = { kind: 'anonymous' } }: Circumstances,
): Promise<Comparison> {
  const billing = createTestBilling({ seed, isOdd: seed % 4 !== 0 })
  const auth: Auth = {
    signIn: never,
    signInPartner: never,
    refreshSession: never,
    signOut: never,
    authenticate: async () => caller,
  }
  return askBoth({
    schema,
    executor,
    asked,
    createContext: () =>
      createContextFactory({
        billing,
        content: createContent({ store, now: () => NOW }),
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
        reads: createReads({ now: () => NOW }),
        live: NO_LIVE,
        timeZone: 'Europe/Moscow',
      })({ caller: CALLER, body: null, headers: {}, signal: new AbortController().signal }),
  })
}

async function never(): Promise<never> {
  throw new Error('Queries do not sign in or out.')
}

async function openStore(): Promise<Store> {
  const store = await (await openFreshSqlite()).open()
  await seedContent(store.content)
  return store
}

function viewer(role: Role, ids: readonly string[]): Authentication {
  const accounts = ids.map((id) => refOf(id))
  const common = { sessionId: 's', subjectId: '1', displayName: role, accounts, hasMoreAccounts: false }
  return { kind: 'viewer', viewer: { role, ...common } }
}

function idsOf(accountId: string): readonly string[] {
  return [
    writeId({ type: 'Account', kind: refOf(accountId).kind, accountId }),
    writeId({ type: 'Payment', accountId, paymentId: `p${accountId}.0` }),
    writeId({ type: 'Service', accountId, serviceId: `s${accountId}.0` }),
    writeId({ type: 'Charge', accountId, chargeId: `c${accountId}.0` }),
    writeId({ type: 'Ticket', accountId, ticketId: `k${accountId}.0` }),
  ]
}

/** Whatever stands in backquotes or quotes in a test and is a valid document, and the measured operations. */
function listDocuments(): readonly DocumentNode[] {
  const measured = readFolder(new URL('../../bench/operations/', import.meta.url), '.graphql')
  const texts = readFolder(new URL('./', import.meta.url), '.test.ts').flatMap((text) =>
    [...text.matchAll(/[`'"]((?:query|fragment|\{)[^`]*?)[`'"]/g)].map(([, document]) => document ?? ''),
  )
  return [...measured, ...texts, getIntrospectionQuery()].flatMap((text) => readDocument(text))
}

function readFolder(folder: URL, ending: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(ending))
  return names.map((name) => readFileSync(new URL(name, folder), 'utf8'))
}

function readDocument(text: string): readonly DocumentNode[] {
  try {
    const document = parse(text)
    return validate(schema, document).length === 0 ? [document] : []
  } catch {
    return []
  }
}
