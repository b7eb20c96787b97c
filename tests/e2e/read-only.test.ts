import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { post, signIn } from '../support/gateway-http.ts'
import { createPartner, type Line, pay, signInPartner } from '../support/partner-client.ts'
import { runPartnerCommand } from '../support/partner-command.ts'
import { type Program, startProgram } from '../support/program.ts'
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts'
import { askTerminal, osmpDate, sberbankDate } from '../support/terminal-fronts.ts'

let sandbox: TestSandbox
let dataDir: string
let partner: Awaited<ReturnType<typeof createPartner>>
let running: Program | null = null

beforeAll(async () => {
  sandbox = await startTestSandbox({ accounts: 30 })
  dataDir = await mkdtemp(join(tmpdir(), 'read-only-'))
  partner = await createPartner('kiosk', { DATA_DIR: dataDir })
  for (const [name, protocol, template] of [
    ['osmp-net', 'osmp', 'osmp-{externalId}'],
    ['sber', 'sberbank', 'sber-{externalId}'],
  ] as const) {
    const front = ['--terminal', protocol, '--network', '127.0.0.1']
    const line = ['create', name, '--name', name, '--template', template, ...LIMITS, ...front]
    const { code, stderr } = await runPartnerCommand(line, { DATA_DIR: dataDir })
    if (code !== 0) throw new Error(stderr)
  }
}, 120_000)
afterAll(async () => {
  await running?.stop()
  await sandbox.close()
  await rm(dataDir, { recursive: true, force: true })
})

const LIMITS = ['--min', '1.00', '--max', '15000.00', '--per-day', '900000.00', '--per-minute', '1000']

async function start(environment: Record<string, string> = {}): Promise<Program> {
  await running?.stop()
  running = await startProgram({
    DATA_DIR: dataDir,
    BILLING_REST_URL: sandbox.restUrl,
    BILLING_SOAP_URL: sandbox.soapUrl,
    BILLING_REST_KEY: 'sandbox-key',
    BILLING_SOAP_LOGIN: 'gateway',
    BILLING_SOAP_PASSWORD: 'gateway',
    BILLING_TIMEOUT_MS: '1000',
    BILLING_SETTLE_MS: '500',
    ...environment,
  })
  return running
}

async function lineTo({ url }: Program): Promise<Line> {
  const { signal } = new AbortController()
  return { url, signal, token: (await signInPartner(url, partner, signal)) ?? '' }
}

const rowsOf = async (receipt: string) =>
  (await sandbox.ledger()).payments.filter((row) => row.receipt === receipt).map(({ amount }) => amount)

async function writes(): Promise<readonly string[]> {
  return Object.keys(await sandbox.calls()).filter((name) =>
    /\.(?:Add|Cancel|OpenTicket|Change|add|remove|set|update)/.test(name),
  )
}

test('what was accepted while the billing was down waits through read-only mode, and is carried out once afterwards', async () => {
  const order = { externalId: 'W-1', accountNumber: '100001', amount: '77.00' }
  const before = await start()
  const line = await lineTo(before)
  // Of the write alone, so that the account is found before.
  await sandbox.setFault('soap.AddPayment', { errorRate: 1 })
  await sandbox.setFault('soap.FindPayment', { errorRate: 1 })
  expect(await pay(order, line)).toMatchObject({ kind: 'answer', typename: 'PaymentPending' })
  await before.stop()
  await sandbox.clearFaults()
  await sandbox.resetCalls()

  const meanwhile = await start({ READ_ONLY: 'on' })
  await new Promise((resolve) => setTimeout(resolve, 4_000))
  const asked = await lineTo(meanwhile)
  expect(await pay(order, asked)).toEqual({ kind: 'none', code: 'READ_ONLY' })
  const held = `{ paymentByExternalId(externalId: "W-1") { externalId state } }`
  const seen = await post<object>(meanwhile.url, { query: held }, { token: asked.token })
  expect(seen.text).toContain('"state":"PENDING"')
  expect(await writes()).toEqual([])
  expect(await rowsOf('kiosk-W-1')).toEqual([])
  expect(meanwhile.output()).toContain('read only: nothing is written')

  await start()
  await expect.poll(() => rowsOf('kiosk-W-1'), { timeout: 40_000, interval: 500 }).toEqual(['77.00'])
}, 180_000)

test('a payment whose answer was lost is found in the billing while nothing is written to it', async () => {
  const order = { externalId: 'W-2', accountNumber: '100001', amount: '78.00' }
  const before = await start()
  await sandbox.resetCalls()
  const line = await lineTo(before)
  await sandbox.setFault('soap.AddPayment', { latency: 800, faults: [{ kind: 'dropAfterApplying' }] })
  const paying = pay(order, line)
  await expect.poll(async () => (await sandbox.calls())['soap.AddPayment'], { timeout: 5_000, interval: 20 }).toBe(1)
  // It was looked for once, before it was sent; from now on nobody knows.
  await sandbox.setFault('soap.FindPayment', { errorRate: 1 })
  expect(await paying).toMatchObject({ kind: 'answer', typename: 'PaymentPending' })
  await before.stop()
  await sandbox.clearFaults()
  await sandbox.resetCalls()
  const meanwhile = await start({ READ_ONLY: 'on' })
  const { token } = await lineTo(meanwhile)
  const query = `{ paymentByExternalId(externalId: "W-2") { state } }`
  const stateOf = async () => (await post<object>(meanwhile.url, { query }, { token })).text
  await expect.poll(stateOf, { timeout: 40_000, interval: 500 }).toContain('"state":"DONE"')
  expect(await writes()).toEqual([])
  expect(await rowsOf('kiosk-W-2')).toEqual(['78.00'])
}, 180_000)

test('in read-only mode people sign in and see their data, and what would be written to the billing is refused', async () => {
  const { url } = await start({ READ_ONLY: 'on' })
  await sandbox.resetCalls()
  const token = await signIn(url, { login: '100001', password: 'demo' })
  const mine = await post<{ viewer: { accounts: readonly { id: string; number: string }[] } }>(
    url,
    { query: '{ capabilities { readOnly } viewer { accounts { id number balance { amount { amount } } } } }' },
    { token },
  )
  expect(mine.errors).toEqual([])
  expect(mine.data).toMatchObject({ capabilities: { readOnly: true }, viewer: { accounts: [{ number: '100001' }] } })
  const input = { accountId: mine.data.viewer.accounts[0]?.id, category: 'FAULT', subject: 'S', text: 'T' }
  const create = `mutation ($input: CreateTicketInput!) { createTicket(input: $input) { __typename } }`
  const variables = { input: { ...input, idempotencyKey: 'read-only-ticket' } }
  const refused = await post(url, { query: create, variables }, { token, language: 'ru' })
  expect(refused.errors).toMatchObject([
    { message: expect.stringContaining('технические работы'), extensions: { code: 'READ_ONLY', retryable: true } },
  ])
  // Who may not ask hears that, and nothing of the mode.
  const nobody = await post(url, { query: create, variables }, {})
  expect(nobody.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
  const left = await post(url, { query: 'mutation { signOut { __typename } }' }, { token })
  expect(left.errors).toEqual([])
  expect(await writes()).toEqual([])
  const ready = await fetch(url.replace('/graphql', '/health/ready'))
  expect(ready.status).toBe(200)
  expect(await ready.json()).toMatchObject({ status: 'ready', readOnly: true })
}, 90_000)

test('networks of terminals hear that they may repeat, nothing is kept, and check and status go on', async () => {
  const normal = (await start()).url.replace('/graphql', '')
  const paid = { command: 'pay', txn_id: '501', account: '100001', sum: '11.00', txn_date: osmpDate() }
  expect((await askTerminal(`${normal}/terminals/osmp/osmp-net`, paid)).values).toMatchObject({ result: '0' })
  const base = (await start({ READ_ONLY: 'on' })).url.replace('/graphql', '')
  const osmp = `${base}/terminals/osmp/osmp-net`
  const ask = async (query: Record<string, string>) => (await askTerminal(osmp, query)).values['result']
  expect(await ask({ command: 'check', txn_id: '502', account: '100001' })).toBe('0')
  expect(await ask(paid)).toBe('0')
  expect(await ask({ command: 'status', txn_id: '501' })).toBe('0')
  expect(await ask({ ...paid, txn_id: '502' })).toBe('1')
  expect(await ask({ command: 'status', txn_id: '502' })).toBe('1')
  expect(await ask({ command: 'cancel', txn_id: '501' })).toBe('1')
  const sber = { ACTION: 'payment', ACCOUNT: '100001', AMOUNT: '12.00', PAY_ID: '503', PAY_DATE: sberbankDate() }
  const bank = `${base}/terminals/sberbank/sber`
  expect((await askTerminal(bank, { ACTION: 'check', ACCOUNT: '100001' })).values).toMatchObject({ CODE: '0' })
  expect((await askTerminal(bank, sber)).values).toMatchObject({ CODE: '1' })
  expect(await rowsOf('osmp-502')).toEqual([])
  const again = (await start()).url.replace('/graphql', '')
  const repeated = await askTerminal(`${again}/terminals/osmp/osmp-net`, { ...paid, txn_id: '502' })
  expect(repeated.values).toMatchObject({ result: '0' })
  expect(await rowsOf('osmp-502')).toEqual(['11.00'])
  expect(await rowsOf('osmp-501')).toEqual(['11.00'])
}, 120_000)
