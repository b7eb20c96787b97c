import { generateKeyPairSync } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startYookassaDouble, type YookassaDouble } from '../doubles/yookassa.ts'
import { createPartner } from '../support/partner-client.ts'
import { createRandom, type Random } from '../support/seeded.ts'
import { makeTrouble, type Troubles, wakeStopped } from './chaos.ts'
import { collectCheckouts, collectEvidence, collectTransfers, waitUntilSettled } from './evidence.ts'
import { judge, type Verdict } from './judge.ts'
import { judgeCheckouts } from './judge-checkouts.ts'
import { judgeTransfers } from './judge-transfers.ts'
import { type Legacy, startLegacy } from './legacy.ts'
import type { Note } from './notes.ts'
import { HELP, readOptions, type SweepOptions } from './options.ts'
import { type CheckoutNote, runPayer, troubleShop } from './payers.ts'
import { createReplica, type Replica } from './replica.ts'
import { printProgress, printVerdict } from './report.ts'
import { createStoreUrl } from './store.ts'
import { runTerminal } from './terminals.ts'
import { TIMING } from './timing.ts'
import { runTransferer, type TransferNote } from './transferers.ts'

const ACCOUNTS = 40
const OLD_PAYMENTS = 40
/** People who give money to others, and accounts whose agreements end while they are given some. */
const TRANSFERERS = 4
const LEAVERS = 12
/** People who pay in the cabinet, and accounts whose agreements end meanwhile. */
const PAYERS = 3
const PAYING_LEAVERS = 8
const PARTNER = 'sweep'
/** Every third terminal pays through the front of OSMP, which only known addresses reach. */
const FRONT = ['--network', '127.0.0.1', '--terminal', 'osmp', '--answer-within', '4s']

process.exitCode = await main(process.argv.slice(2))

/** `npm run sweep`. Answers the exit code: 1 when a promise was broken, 2 for a wrong command line. */
async function main(commandLine: readonly string[]): Promise<number> {
  const reading = readOptions(commandLine, Date.now())
  if (reading.kind === 'help') {
    process.stdout.write(HELP)
    return 0
  }
  if (reading.kind === 'mistakes') {
    process.stderr.write(`${reading.mistakes.join('\n')}\nTry: npm run sweep -- --help\n`)
    return 2
  }
  const folder = await mkdtemp(join(tmpdir(), 'sweep-'))
  const isRight = await sweep(reading.options, folder).catch((error: unknown) => {
    process.stderr.write(`The sweep has failed: ${error instanceof Error ? error.message : String(error)}\n`)
    return false
  })
  if (isRight && !reading.options.keep) await rm(folder, { recursive: true, force: true })
  else process.stdout.write(`Logs and books stand in ${folder}\n`)
  return isRight ? 0 : 1
}

async function sweep(options: SweepOptions, folder: string): Promise<boolean> {
  const startedAt = Date.now()
  const random = createRandom(options.seed)
  const legacy = await startLegacy(join(folder, 'billing.sqlite'))
  const shop = await startYookassaDouble()
  const store = await createStoreUrl(options.store, folder)
  const environment = environmentOf(options, { legacy, shop, storeUrl: store.url })
  const replicas = await createReplicas(options, { environment, folder })
  try {
    await Promise.all(replicas.map((replica) => replica.start()))
    const partner = await createPartner(PARTNER, environment, FRONT)
    const accounts = await createAccounts(legacy, { prefix: 'SW', count: ACCOUNTS })
    const notes: Note[] = []
    const troubles: Troubles = new Map()
    // Without references nothing tells that the billing has taken a payment before.
    const oldPayments = options.reconcile === 'statement' ? [] : await payBefore({ legacy, accounts, random })
    const phase = { legacy, replicas, accounts, random, notes, troubles }
    const trouble = new AbortController()
    const progress = printProgress({ minutes: options.minutes, notes, troubles })
    const terminals = Array.from({ length: options.terminals }, (_, at) =>
      runTerminal({ ...phase, partner, oldPayments, speaksOsmp: at % 3 === 2 }, trouble.signal),
    )
    const transfers: TransferNote[] = []
    const leavers = [...(await createAccounts(legacy, { prefix: 'LV', count: LEAVERS }))]
    // Where references do not tell for sure what was posted there are no transfers.
    const transferers = Array.from({ length: options.reconcile === 'exact' ? TRANSFERERS : 0 }, () =>
      runTransferer({ ...phase, leavers, transfers }, trouble.signal),
    )
    const checkouts: CheckoutNote[] = []
    const left = [...(await createAccounts(legacy, { prefix: 'PL', count: PAYING_LEAVERS }))]
    const paying = { ...phase, leavers: left, shop, checkouts }
    const payers = Array.from({ length: PAYERS }, () => runPayer(paying, trouble.signal))
    const work = [...terminals, ...transferers, ...payers, troubleShop(paying, trouble.signal)]
    const making = makeTrouble({ ...phase, timing: TIMING }, trouble.signal)
    const answered = new AbortController()
    const waking = wakeStopped({ ...phase, timing: TIMING }, answered.signal)
    await delay(options.minutes * 60_000)
    trouble.abort()
    await Promise.all([...work, making])
    answered.abort()
    await waking
    progress.stop()
    const settled = await waitUntilSettled({ legacy, shop, replicas, accounts, storeUrl: store.url, timing: TIMING })
    const evidence = await collectEvidence({ legacy, storeUrl: store.url, notes, startedAt, environment })
    const transferred = await collectTransfers({ legacy, storeUrl: store.url, accounts, notes: transfers, evidence })
    const cabinet = { legacy, shop, storeUrl: store.url, numbers: [...accounts, ...numbersOf('PL', PAYING_LEAVERS)] }
    const collected = await collectCheckouts({ ...cabinet, notes: checkouts, evidence })
    const verdict = mergeVerdicts([judge(evidence), judgeTransfers(transferred), judgeCheckouts(collected)])
    printVerdict({ options, verdict, troubles, replicas, settled })
    return verdict.broken.length === 0 && settled.isInTime
  } finally {
    await Promise.all(replicas.map((replica) => replica.kill()))
    await legacy.stop()
    await shop.close()
    await store.drop()
  }
}

function environmentOf(
  options: SweepOptions,
  { legacy, shop, storeUrl }: { legacy: Legacy; shop: YookassaDouble; storeUrl: string },
): Readonly<Record<string, string>> {
  const { privateKey } = generateKeyPairSync('ed25519')
  return {
    NODE_ENV: 'development',
    LOG_LEVEL: 'info',
    PORT: '0',
    STORE_URL: storeUrl,
    TOKEN_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    BILLING_REST_URL: `${legacy.url}/rest`,
    BILLING_SOAP_URL: `${legacy.url}/soap`,
    BILLING_REST_KEY: 'sandbox-key',
    BILLING_SOAP_LOGIN: 'gateway',
    BILLING_SOAP_PASSWORD: 'gateway',
    BILLING_TIMEOUT_MS: String(TIMING.requestTimeoutMs),
    BILLING_SETTLE_MS: String(TIMING.settleMs),
    BILLING_MAX_CONCURRENCY: '32',
    BILLING_RECONCILE: options.reconcile,
    // The billing's own check would hide what the engine does.
    BILLING_DUPLICATE_CHECK: 'off',
    ACQUIRER: 'yookassa',
    ACQUIRER_URL: shop.url,
    ACQUIRER_TIMEOUT_MS: String(TIMING.requestTimeoutMs),
    YOOKASSA_SHOP_ID: shop.shopId,
    YOOKASSA_SECRET_KEY: shop.secretKey,
    RETURN_ORIGINS: 'https://cabinet.example',
    SHUTDOWN_TIMEOUT_MS: '5000',
  }
}

async function createReplicas(
  options: SweepOptions,
  { environment, folder }: { environment: Readonly<Record<string, string>>; folder: string },
): Promise<readonly Replica[]> {
  const names = Array.from({ length: options.replicas }, (_, index) => `gateway-${index + 1}`)
  for (const name of names) await mkdir(join(folder, name))
  return names.map((name) =>
    createReplica({
      name,
      environment: { ...environment, DATA_DIR: join(folder, name) },
      logFile: join(folder, `${name}.log`),
    }),
  )
}

async function createAccounts(
  legacy: Legacy,
  { prefix, count }: { prefix: string; count: number },
): Promise<readonly string[]> {
  const numbers = numbersOf(prefix, count)
  for (const number of numbers) await legacy.createAccount(number)
  return numbers
}

function numbersOf(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`)
}

function mergeVerdicts(verdicts: readonly Verdict[]): Verdict {
  return {
    broken: verdicts.flatMap(({ broken }) => broken),
    figures: Object.assign({}, ...verdicts.map(({ figures }) => figures)),
  }
}

/** Payments that this partner's terminals made before there was a gateway, in the billing under the same references. */
async function payBefore({
  legacy,
  accounts,
  random,
}: {
  legacy: Legacy
  accounts: readonly string[]
  random: Random
}): Promise<Note[]> {
  const notes: Note[] = []
  for (let index = 0; index < OLD_PAYMENTS; index += 1) {
    const note: Note = {
      externalId: `OLD-${index}`,
      number: random.pick(accounts),
      amount: '150.00',
      wasAccepted: false,
      finals: [],
      missedConflicts: [],
      isCanceled: false,
    }
    const reference = `${PARTNER}-${note.externalId}`
    // One in ten stands there with another amount: nobody but a person can tell what was meant.
    const amount = index % 10 === 9 ? '151.00' : note.amount
    await legacy.addForeignPayment({ number: note.number, amount, receipt: reference, comment: reference })
    notes.push(note)
  }
  return notes
}
