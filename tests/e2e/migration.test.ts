import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { post, signIn } from '../support/gateway-http.ts'
import { createPartner, pay, signInPartner } from '../support/partner-client.ts'
import { type Program, startProgram } from '../support/program.ts'
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts'
import {
  ANNA,
  addressOf,
  BORIS,
  createAccounts,
  type SecondBilling,
  startSecondBilling,
} from '../support/two-billings.ts'

// Walks through docs/migration.md with its own settings, from a billing to another one that knows the people by other ids.

const page = readFileSync(new URL('../../docs/migration.md', import.meta.url), 'utf8')

/** The settings of each step, with a billing that is at hand. */
const [, shadow = {}, first = {}, still = {}, moving = {}, moved = {}, ...others] = [
  ...page.matchAll(/^```env\n([\s\S]*?)^```$/gm),
].map(([, block = '']) => readBlock(block))

function readBlock(block: string): Record<string, string> {
  const lines = block.trim().split('\n')
  const pairs = lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const)
  return Object.fromEntries(pairs.map(([name, value]) => [name, value.replaceAll('lanbilling', 'reference')]))
}

let home: TestSandbox
let second: SecondBilling
let dataDir: string
let partner: Awaited<ReturnType<typeof createPartner>>
let running: Program | null = null

beforeAll(async () => {
  home = await startTestSandbox({ accounts: 20 })
  await createAccounts(home, [ANNA, BORIS])
  second = await startSecondBilling(20)
  dataDir = await mkdtemp(join(tmpdir(), 'migration-'))
  partner = await createPartner('kiosk', { DATA_DIR: dataDir })
}, 60_000)
afterAll(async () => {
  await running?.stop()
  await home.close()
  await second.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function start(settings: Record<string, string>): Promise<Program> {
  await running?.stop()
  const environment = { ...addressOf(home, ''), ...addressOf(second.sandbox, 'NEW_') }
  running = await startProgram({ DATA_DIR: dataDir, METRICS_PORT: '0', ...environment, ...settings })
  return running
}

async function payAt({ url }: Program, externalId: string): Promise<string> {
  const { signal } = new AbortController()
  const token = (await signInPartner(url, partner, signal)) ?? ''
  const answer = await pay({ externalId, accountNumber: ANNA, amount: '30.00' }, { url, token, signal })
  return answer.kind === 'answer' ? answer.typename : answer.kind === 'none' ? answer.code : answer.kind
}

async function balanceAt({ url }: Program): Promise<string | undefined> {
  const token = await signIn(url, { login: ANNA, password: 'demo' })
  interface Cabinet {
    readonly viewer: {
      readonly accounts: readonly { readonly balance: { readonly amount: { readonly amount: string } } }[]
    }
  }
  const query = '{ viewer { accounts { balance { amount { amount } } payments(first: 5) { nodes { id } } } } }'
  return (await post<Cabinet>(url, { query }, { token })).data.viewer.accounts[0]?.balance.amount.amount
}

async function openTicketAt({ url }: Program, subject: string): Promise<string> {
  const token = await signIn(url, { login: ANNA, password: 'demo' })
  interface Viewer {
    readonly viewer: { readonly accounts: readonly { readonly id: string }[] }
  }
  const { data } = await post<Viewer>(url, { query: '{ viewer { accounts { id } } }' }, { token })
  const accountId = data.viewer.accounts[0]?.id
  const input = { accountId, category: 'FAULT', subject, text: subject, idempotencyKey: `ticket-${subject}` }
  const query = `mutation ($input: CreateTicketInput!) { createTicket(input: $input) { __typename } }`
  return (await post(url, { query, variables: { input } }, { token })).text
}

async function metricsOf(program: Program): Promise<string> {
  const url = /"url":"(?<url>[^"]+)","msg":"metrics"/.exec(program.output())?.groups?.['url'] ?? ''
  return (await fetch(url)).text()
}

const receiptsIn = async (sandbox: TestSandbox) =>
  (await sandbox.ledger()).payments.flatMap(({ receipt }) => (receipt?.startsWith('kiosk-') ? receipt : []))

test('the page has the settings of each step, and no others', () => {
  expect(others).toEqual([])
  expect(moved).toEqual({ BILLING_SLICES: 'tickets=NEW:reference,money=NEW:reference' })
  expect(moving).toEqual({ READ_ONLY: 'on', ...moved })
})

test('a provider moves step by step, every step shows what the page says, and each can be taken back', async () => {
  const comparing = await start({ ...shadow, BILLING_SHADOW_PERCENT: '100' })
  expect(comparing.output()).toContain('"msg":"never compared"')
  expect(await balanceAt(comparing)).toBe('0.00')
  const equal = 'billing_gateway_shadow_comparisons_total{slice="payments",method="listPayments",end="equal"} 1'
  await expect.poll(() => metricsOf(comparing), { timeout: 5_000 }).toContain(equal)
  expect(await payAt(comparing, 'P-1')).toBe('PaymentAccepted')
  expect(await balanceAt(comparing)).toBe('30.00')
  const place =
    'billing_gateway_shadow_differences_total{slice="payments",method="listPayments",field="payments[] missing"} 1'
  await expect.poll(() => metricsOf(comparing), { timeout: 5_000 }).toContain(place)
  await expect.poll(() => comparing.output(), { timeout: 5_000 }).toContain('"msg":"billings differ"')
  expect(await metricsOf(comparing)).toContain('system="shadow-')
  expect(await receiptsIn(second.sandbox)).toEqual([])

  const parts = await start(first)
  expect(parts.output()).toMatch(/"kind":"tickets".*"msg":"served by another billing"/)
  expect(await openTicketAt(parts, 'moved')).toContain('TicketOpened')
  expect((await second.sandbox.tickets(ANNA)).map(({ subject }) => subject)).toEqual(['moved'])
  expect(await openTicketAt(await start({}), 'back')).toContain('TicketOpened')
  expect((await home.tickets(ANNA)).map(({ subject }) => subject)).toEqual(['back'])

  const holding = await start({ ...first, ...still })
  expect(await payAt(holding, 'P-2')).toBe('READ_ONLY')
  expect(await openTicketAt(holding, 'held')).toContain('READ_ONLY')
  expect(await balanceAt(holding)).toBe('30.00')
  const left = await metricsOf(holding)
  for (const state of ['ACCEPTED', 'SENDING', 'UNKNOWN', 'OPERATOR']) {
    expect(left).toContain(`billing_gateway_payment_intents{state="${state}"} 0`)
  }
  // The money is copied by the means of the two billings, with its references.
  const { soapId } = await second.sandbox.findAccount(ANNA)
  await second.sandbox.postPayment({ number: ANNA, amount: '30.00', receipt: 'kiosk-P-1' })

  const looking = await start(moving)
  expect(await balanceAt(looking)).toBe('30.00')
  expect(await payAt(looking, 'P-2')).toBe('READ_ONLY')

  const free = await start(moved)
  expect(await payAt(free, 'P-2')).toBe('PaymentAccepted')
  expect(await payAt(free, 'P-1')).toBe('PaymentAccepted')
  expect(await balanceAt(free)).toBe('60.00')
  expect(await receiptsIn(second.sandbox)).toEqual(['kiosk-P-1', 'kiosk-P-2'])
  expect(await receiptsIn(home)).toEqual(['kiosk-P-1'])
  const rows = (await second.sandbox.ledger()).payments.filter((row) => row.receipt?.startsWith('kiosk-'))
  expect(new Set(rows.map((row) => row.soapId))).toEqual(new Set([soapId]))

  // Back: what the new one has taken is brought to the old one, and the money with it.
  await start({ ...moving })
  await home.postPayment({ number: ANNA, amount: '30.00', receipt: 'kiosk-P-2' })
  const back = await start(first)
  expect(await balanceAt(back)).toBe('60.00')
  expect(await payAt(back, 'P-2')).toBe('PaymentAccepted')
  expect(await payAt(back, 'P-3')).toBe('PaymentAccepted')
  expect(await receiptsIn(home)).toEqual(['kiosk-P-1', 'kiosk-P-2', 'kiosk-P-3'])
  expect(await receiptsIn(second.sandbox)).toEqual(['kiosk-P-1', 'kiosk-P-2'])
}, 240_000)
