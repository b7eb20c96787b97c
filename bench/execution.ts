import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ExecutionResult, execute, type GraphQLSchema, getOperationAST, parse } from 'graphql'
import { compileQuery, isCompiledQuery } from 'graphql-jit'
import type { Auth } from '../src/auth/auth.ts'
import { createContent } from '../src/billing/content/index.ts'
import { createReads } from '../src/billing/guard/read.ts'
import type { GraphqlContext } from '../src/graphql/context.ts'
import { createExecutor } from '../src/graphql/executor/executor.ts'
import { writeId } from '../src/graphql/ids.ts'
import { createContextFactory } from '../src/graphql/request.ts'
import { createSchema } from '../src/graphql/schema.ts'
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
 * CPU of executing one operation, contenders rotated, median of rounds: our executor, graphql-js and graphql-jit over the
 * same shielded schema, resolvers and loaders. The billing is in the process and answers at once, and everything kept is
 * kept, so what is measured is execution.
 */
const ROUNDS = 15
const OPERATIONS_PER_ROUND = 300

type Run = (contextValue: GraphqlContext) => ExecutionResult | PromiseLike<ExecutionResult>

const schema = createSchema()
const directory = await mkdtemp(join(tmpdir(), 'bench-execution-'))
const store = await openStore(`sqlite:${join(directory, 'store.sqlite')}`)
const createContext = prepareContext()
for (const [name, variables] of Object.entries(readOperations())) await measure(name, variables)
await store.close()
await rm(directory, { recursive: true })

function readOperations(): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const account = writeId({ type: 'Account', kind: 'PERSON', accountId: 'a1' })
  return {
    tiny: { account },
    cabinet: { account },
    list: { numbers: Array.from({ length: 50 }, (_, index) => `100a${index}`) },
    statement: { account, period: { from: '2026-01-01', to: '2026-03-31' } },
  }
}

async function measure(name: string, variables: Readonly<Record<string, unknown>>): Promise<void> {
  const contenders = createContenders(schema, { text: readDocument(name), variables })
  const answers = await Promise.all(Object.values(contenders).map(async (run) => run(await createContext())))
  if (new Set(answers.map((answer) => JSON.stringify(answer))).size !== 1) throw new Error(`${name}: answers differ`)
  if (answers[0]?.errors) throw new Error(`${name}: ${answers[0].errors[0]?.message}`)
  const micros: Record<string, number[]> = {}
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [contender, run] of Object.entries(contenders)) (micros[contender] ??= []).push(await time(run))
  }
  const medians = Object.entries(micros).map(([contender, values]) => [contender, median(values)] as const)
  const ours = medians.find(([contender]) => contender === 'ours')?.[1] ?? Number.NaN
  const columns = medians.map(
    ([contender, value]) => `${contender} ${value.toFixed(1)} µs (${(value / ours).toFixed(2)})`,
  )
  process.stdout.write(`${name.padEnd(10)} ${columns.join('   ')}\n`)
}

/** The contexts are made before: they cost the same for everybody. */
async function time(run: Run): Promise<number> {
  const contexts = await Promise.all(Array.from({ length: OPERATIONS_PER_ROUND }, () => createContext()))
  const before = process.cpuUsage()
  for (const context of contexts) await run(context)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / OPERATIONS_PER_ROUND
}

function createContenders(
  schema: GraphQLSchema,
  { text, variables }: { text: string; variables: Readonly<Record<string, unknown>> },
): Readonly<Record<string, Run>> {
  const document = parse(text)
  const operation = getOperationAST(document) ?? undefined
  const executor = createExecutor(schema)
  const compiled = compileQuery(schema, parse(text))
  if (!isCompiledQuery(compiled)) throw new Error('graphql-jit does not compile this operation')
  return {
    ours: (contextValue) => executor.execute({ document, operation, operationName: null, variables, contextValue }),
    'graphql-js': (contextValue) => execute({ schema, document, variableValues: variables, contextValue }),
    'graphql-jit': (contextValue) => compiled.query(undefined, contextValue, variables),
  }
}

function readDocument(name: string): string {
  return readFileSync(new URL(`operations/${name}.graphql`, import.meta.url), 'utf8')
}

function prepareContext(): () => Promise<GraphqlContext> {
  const accounts = [refOf('a1')]
  const viewer = {
    sessionId: 's',
    subjectId: '1',
    role: 'OPERATOR',
    displayName: '',
    accounts,
    hasMoreAccounts: false,
  } as const
  const auth: Auth = {
    signIn: never,
    signInPartner: never,
    refreshSession: never,
    signOut: never,
    authenticate: async () => ({ kind: 'viewer', viewer }),
  }
  const billing = createTestBilling({ seed: 4, isOdd: false })
  const factory = createContextFactory({
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
    reads: createReads({ now: () => 1_790_000_000_000 }),
    live: NO_LIVE,
    timeZone: 'Europe/Moscow',
  })
  const { signal } = new AbortController()
  return () => factory({ caller: { address: '192.0.2.1', requestId: 'bench' }, body: null, headers: {}, signal })
}

async function never(): Promise<never> {
  throw new Error('Nobody signs in or out here.')
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN
}
