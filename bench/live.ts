import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { writeId } from '../src/graphql/ids.ts'
import { type Billing, CREDENTIALS, startBilling } from './billing.ts'
import { type Contender, startContender } from './contenders.ts'

/**
 * `npm run bench:live`: what a thousand subscribers cost who wait for their balances to change, each by a WebSocket of its own: memory of the
 * gateway's process, its processor time, and calls of the billing. Exits with 1 when the memory is more than the aim.
 */
const SUBSCRIBERS = 1_000
const IDLE_SECONDS = 30
const AIM_BYTES = 100 * 1024 * 1024
const MEGABYTE = 1024 * 1024
const SETTLE_MS = 5_000

/** From several addresses, as subscribers come: one address may hold so many sockets and no more. */
let opened = 0
class FromElsewhere extends WebSocket {
  constructor(url: string, protocols?: string | string[]) {
    opened += 1
    super(url, protocols, { localAddress: `127.0.0.${1 + (opened % 10)}` })
  }
}

const folder = await mkdtemp(join(tmpdir(), 'gateway-bench-'))
let billing: Billing | null = null
let ours: Contender | null = null
try {
  billing = await startBilling(join(folder, 'sandbox.sqlite'))
  ours = await startContender('ours', { billing, dataDir: folder, profileDir: null })
  process.exitCode = await measure(ours, billing)
} finally {
  await ours?.program.stop()
  await billing?.stop()
  await rm(folder, { recursive: true, force: true })
}

async function measure({ program, tokens }: Contender, billing: Billing): Promise<number> {
  const accounts = await listAccounts(billing.url)
  await delay(SETTLE_MS)
  const before = program.memory().residentBytes
  const told = { count: 0, failures: 0 }
  const clients: ReturnType<typeof subscribe>[] = []
  for (const accountId of accounts) {
    clients.push(subscribe(program.url, { accountId, token: tokens.operator, told }))
    // An operator's first question about an account is a call of its own, and the billing takes few at once.
    for (let waited = 0; clients.length - told.count - told.failures > 20 && waited < 200; waited += 1) await delay(50)
  }
  for (let waited = 0; told.count + told.failures < accounts.length && waited < 600; waited += 1) await delay(100)
  await delay(SETTLE_MS)
  await billing.resetCalls()
  const cpuBefore = program.cpuMicros()
  await delay(IDLE_SECONDS * 1_000)
  const grown = program.memory().residentBytes - before
  const cpuShare = (program.cpuMicros() - cpuBefore) / (IDLE_SECONDS * 1e6)
  const calls = await billing.countCalls()
  process.stdout.write(
    `${told.count} of ${accounts.length} subscribers were told their balance (${told.failures} failed); idle for ${IDLE_SECONDS} s:\n` +
      `  memory  +${(grown / MEGABYTE).toFixed(0)} MB (at most ${AIM_BYTES / MEGABYTE}: ${grown <= AIM_BYTES ? 'met' : 'MISSED'})\n` +
      `  processor  ${(cpuShare * 100).toFixed(1)} % of a core\n` +
      `  billing calls  ${calls}, ${(calls / IDLE_SECONDS).toFixed(2)} a second\n`,
  )
  for (const client of clients) await client.dispose()
  return told.count === accounts.length && grown <= AIM_BYTES ? 0 : 1
}

/** Ids of persons' accounts. */
async function listAccounts(url: string): Promise<readonly string[]> {
  const ids: string[] = []
  for (let offset = 0; ids.length < SUBSCRIBERS; offset += 500) {
    const path = `/rest/accounts?limit=500&offset=${offset}`
    const answer = await fetch(url + path, { headers: { 'x-api-key': CREDENTIALS.restKey } })
    const rows: unknown = await answer.json()
    if (!Array.isArray(rows) || rows.length === 0) break
    ids.push(...rows.flatMap((row) => (row.type === 'P' ? [String(row.id)] : [])))
  }
  return ids.slice(0, SUBSCRIBERS)
}

function subscribe(
  url: string,
  { accountId, token, told }: { accountId: string; token: string; told: { count: number; failures: number } },
) {
  const client = createClient({
    url: url.replace('http', 'ws'),
    webSocketImpl: FromElsewhere,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${token}` },
  })
  const id = writeId({ type: 'Account', kind: 'PERSON', accountId })
  client.subscribe(
    {
      query: 'subscription ($id: ID!) { accountBalanceChanged(accountId: $id) { amount { amount } } }',
      variables: { id },
    },
    {
      next: ({ errors }) => {
        if (errors) told.failures += 1
        else told.count += 1
      },
      error: () => {
        told.failures += 1
      },
      complete: () => {},
    },
  )
  return client
}
