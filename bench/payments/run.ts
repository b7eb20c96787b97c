import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPartner, pay, signInPartner } from '../../tests/support/partner-client.ts'
import { createStoreUrl } from '../../tests/sweep/store.ts'
import { type Billing, CREDENTIALS, startBilling } from '../billing.ts'
import { startProgram } from '../processes.ts'
import { measureInserts } from './inserts.ts'
import { PAYMENTS_HELP, type PaymentOptions, readPaymentOptions, type StoreKind } from './options.ts'

const RESULTS = new URL('../results/payments.json', import.meta.url)
const TARGET_PER_SECOND = 200
const WARM_UP_SECONDS = 2
const ACCOUNTS = 200
const INSERT_SECONDS = 3
const ANSWER_WITHIN_MS = 30_000

/** Figures of one store: medians over the rounds. */
interface StoreFigures {
  readonly paymentsPerSecond: number
  readonly insertsPerSecond: number
  /** Payments for each bare insert. */
  readonly ratio: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Calls of the billing for each payment. */
  readonly legacyCalls: number
}

/** `npm run bench -- payments`. Answers the exit code. */
export async function benchPayments(commandLine: readonly string[]): Promise<number> {
  const reading = readPaymentOptions(commandLine)
  if (reading.kind === 'help') {
    process.stdout.write(PAYMENTS_HELP)
    return 0
  }
  if (reading.kind === 'mistakes') {
    process.stderr.write(`${reading.mistakes.join('\n')}\nTry: npm run bench -- payments --help\n`)
    return 2
  }
  const { options } = reading
  const figures: Partial<Record<StoreKind, StoreFigures>> = {}
  for (const kind of options.stores) {
    figures[kind] = await measureStore(kind, options)
    print(kind, figures[kind])
  }
  if (figures.sqlite && figures.postgres) {
    const machine = { cores: availableParallelism(), node: process.versions.node }
    const { stores: _both, ...setting } = options
    const result = { measuredAt: new Date().toISOString(), machine, options: setting, stores: figures }
    await writeFile(RESULTS, `${JSON.stringify(result, null, 2)}\n`)
  }
  return 0
}

async function measureStore(kind: StoreKind, options: PaymentOptions): Promise<StoreFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-payments-'))
  const store = await createStoreUrl(kind, folder)
  const billing = await startBilling(join(folder, 'billing.sqlite'))
  const environment = environmentOf(billing, { storeUrl: store.url, folder })
  const gateway = await startProgram({ name: 'the gateway', path: 'src/main.ts', environment })
  try {
    const accounts = await createAccounts(billing)
    await setLatency(billing, options.latencyMs)
    const desk = await openDesk(gateway.url, { accounts, environment })
    await desk.payFor(WARM_UP_SECONDS, options.concurrency)
    const rounds = []
    for (let round = 1; round <= options.rounds; round += 1) {
      const where = { folder, postgresUrl: store.url, seconds: INSERT_SECONDS }
      const insertsPerSecond = await measureInserts(kind, where)
      await billing.resetCalls()
      const latenciesMs = await desk.payFor(options.seconds, options.concurrency)
      const legacyCalls = (await billing.countCalls()) / latenciesMs.length
      const paymentsPerSecond = latenciesMs.length / options.seconds
      process.stdout.write(`  ${kind}, round ${round}: ${Math.round(paymentsPerSecond)} payments/s\n`)
      rounds.push({ insertsPerSecond, paymentsPerSecond, legacyCalls, latenciesMs })
    }
    const latenciesMs = rounds.flatMap((round) => round.latenciesMs).toSorted((one, other) => one - other)
    return {
      paymentsPerSecond: median(rounds.map((round) => round.paymentsPerSecond)),
      insertsPerSecond: median(rounds.map((round) => round.insertsPerSecond)),
      ratio: median(rounds.map((round) => round.paymentsPerSecond / round.insertsPerSecond)),
      p50Ms: quantile(latenciesMs, 0.5),
      p99Ms: quantile(latenciesMs, 0.99),
      legacyCalls: median(rounds.map((round) => round.legacyCalls)),
    }
  } finally {
    await gateway.stop()
    await billing.stop()
    await store.drop()
    await rm(folder, { recursive: true, force: true })
  }
}

interface Desk {
  /** Takes payments for so long, so many at once; answers how long each took. Rejects when one is not accepted. */
  payFor(seconds: number, concurrency: number): Promise<readonly number[]>
}

async function openDesk(
  url: string,
  { accounts, environment }: { accounts: readonly string[]; environment: Readonly<Record<string, string>> },
): Promise<Desk> {
  const credentials = await createPartner('bench', environment)
  let count = 0
  return {
    async payFor(seconds, concurrency) {
      const token = await signInPartner(url, credentials, AbortSignal.timeout(ANSWER_WITHIN_MS))
      if (token === null) throw new Error('The partner could not sign in.')
      const latenciesMs: number[] = []
      const until = performance.now() + seconds * 1000
      const payOn = async () => {
        while (performance.now() < until) {
          count += 1
          const accountNumber = accounts[count % accounts.length] ?? ''
          const startedAt = performance.now()
          const signal = AbortSignal.timeout(ANSWER_WITHIN_MS)
          const answer = await pay({ externalId: `B-${count}`, accountNumber, amount: '10.00' }, { url, token, signal })
          if (answer.kind !== 'answer' || answer.typename !== 'PaymentAccepted') {
            throw new Error(`A payment was not accepted: ${JSON.stringify(answer)}`)
          }
          latenciesMs.push(performance.now() - startedAt)
        }
      }
      await Promise.all(Array.from({ length: concurrency }, payOn))
      return latenciesMs
    },
  }
}

function environmentOf(billing: Billing, { storeUrl, folder }: { storeUrl: string; folder: string }) {
  return {
    NODE_ENV: 'development',
    LOG_LEVEL: 'info',
    PORT: '0',
    DATA_DIR: join(folder, 'gateway'),
    STORE_URL: storeUrl,
    BILLING_REST_URL: `${billing.url}/rest`,
    BILLING_SOAP_URL: `${billing.url}/soap`,
    BILLING_REST_KEY: CREDENTIALS.restKey,
    BILLING_SOAP_LOGIN: CREDENTIALS.soapLogin,
    BILLING_SOAP_PASSWORD: CREDENTIALS.soapPassword,
    BILLING_MAX_CONCURRENCY: '64',
  }
}

/** Accounts that nobody closes. */
async function createAccounts(billing: Billing): Promise<readonly string[]> {
  const numbers = Array.from({ length: ACCOUNTS }, (_, index) => `BP-${index + 1}`)
  for (const number of numbers)
    await control(billing, { method: 'POST', path: 'accounts', body: { number, password: 'demo' } })
  return numbers
}

function setLatency(billing: Billing, latencyMs: number): Promise<void> {
  return control(billing, { method: 'PUT', path: 'faults/*', body: { latency: latencyMs } })
}

async function control(
  { url }: Billing,
  { method, path, body }: { method: 'POST' | 'PUT'; path: string; body: object },
): Promise<void> {
  const answer = await fetch(`${url}/control/${path}`, { method, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`The sandbox refuses ${method} ${path}: ${await answer.text()}`)
}

function print(kind: StoreKind, figures: StoreFigures | undefined): void {
  if (!figures) return
  const { paymentsPerSecond, insertsPerSecond, ratio, p50Ms, p99Ms, legacyCalls } = figures
  const verdict = paymentsPerSecond >= TARGET_PER_SECOND ? 'met' : 'missed'
  process.stdout.write(
    `${kind}: ${Math.round(paymentsPerSecond)} payments/s (at least ${TARGET_PER_SECOND}: ${verdict}), ` +
      `${Math.round(insertsPerSecond)} bare inserts/s, ratio ${ratio.toFixed(2)}, ` +
      `p50 ${p50Ms.toFixed(0)} ms, p99 ${p99Ms.toFixed(0)} ms, ${legacyCalls.toFixed(2)} billing calls a payment\n`,
  )
}

function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((one, other) => one - other),
    0.5,
  )
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
