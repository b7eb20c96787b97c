import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { environmentOf, quirkOf, readDoctor, runDoctor } from '../support/doctor.ts'
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts'

const ACCOUNT = '100001'
const WRITE = ['--write', ACCOUNT, '--no-load', '--yes'] as const

let sandbox: TestSandbox
let environment: Readonly<Record<string, string>>

beforeAll(async () => {
  sandbox = await startTestSandbox()
  environment = environmentOf(sandbox)
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.clearFaults())

async function rowsOf(reference: string | undefined) {
  const { payments } = await sandbox.ledger()
  return payments.filter(({ receipt, comment }) => [receipt, comment].includes(reference ?? ''))
}

test('a trial payment is posted, found, refused the second time and taken back, and the balance is what it was', async () => {
  const { balance } = await sandbox.findAccount(ACCOUNT)
  const { code, report } = await readDoctor(WRITE, environment)
  expect({ code, problems: report.problems }).toEqual({ code: 0, problems: [] })
  expect(report.write).toMatchObject({
    first: { kind: 'posted' },
    second: { kind: 'duplicate' },
    foundAfterFirst: 1,
    foundAfterSecond: 1,
    left: [],
  })
  expect(report.write?.canceled).toHaveLength(1)
  expect(quirkOf(report, 'Q1')).toBe('not_seen')
  expect(await rowsOf(report.write?.reference)).toMatchObject([{ amount: '0.01' }])
  expect(await sandbox.findAccount(ACCOUNT)).toMatchObject({ balance })
})

test('a billing that credits the same reference twice is found out, and both are taken back', async () => {
  const { balance } = await sandbox.findAccount(ACCOUNT)
  const unchecked = { ...environment, BILLING_DUPLICATE_CHECK: 'off' }
  const { code, report } = await readDoctor([...WRITE, '--amount', '1.25'], unchecked)
  expect(code).toBe(0)
  expect(report.write).toMatchObject({ second: { kind: 'posted' }, foundAfterSecond: 2, left: [] })
  expect(report.write?.canceled).toHaveLength(2)
  expect(quirkOf(report, 'Q1')).toBe('seen')
  expect(await rowsOf(report.write?.reference)).toMatchObject([{ amount: '1.25' }, { amount: '1.25' }])
  expect(await sandbox.findAccount(ACCOUNT)).toMatchObject({ balance })
})

test('an error that is reported after the payment was written is told as Q3', async () => {
  await sandbox.setFault('soap.AddPayment', { kind: 'errorAfterApplying', times: 1 })
  const { code, report } = await readDoctor(WRITE, environment)
  expect(code).toBe(1)
  expect(report.write).toMatchObject({ first: { kind: 'in_doubt' }, foundAfterFirst: 1, left: [] })
  expect([quirkOf(report, 'Q3'), quirkOf(report, 'Q2')]).toEqual(['seen', 'not_seen'])
})

test('a payment that was written although no answer came is told as Q2', async () => {
  await sandbox.setFault('soap.AddPayment', { kind: 'dropAfterApplying', times: 1 })
  const { code, report } = await readDoctor(WRITE, environment)
  expect(code).toBe(1)
  expect(report.write).toMatchObject({ first: { kind: 'in_doubt' }, foundAfterFirst: 1 })
  expect([quirkOf(report, 'Q2'), quirkOf(report, 'Q3')]).toEqual(['seen', 'not_seen'])
})

test('a payment in doubt that is not found is never sent again', async () => {
  await sandbox.setFault('soap.AddPayment', 'hang')
  await sandbox.resetCalls()
  const { code, report } = await readDoctor(WRITE, { ...environment, BILLING_TIMEOUT_MS: '400' })
  expect(code).toBe(1)
  expect(report.write).toMatchObject({ first: { kind: 'in_doubt' }, second: { kind: 'not_sent' }, foundAfterSecond: 0 })
  expect((await sandbox.calls())['soap.AddPayment']).toBe(1)
  expect(report.problems.join('\n')).toMatch(/look for it by its reference/)
})

test('success that is reported although nothing was written is told as Q4', async () => {
  await sandbox.setFault('soap.AddPayment', 'successWithoutApplying')
  const { code, report } = await readDoctor(WRITE, environment)
  expect(code).toBe(1)
  expect(report.write).toMatchObject({ first: { kind: 'posted' }, foundAfterFirst: 0 })
  expect(quirkOf(report, 'Q4')).toBe('seen')
  expect(await rowsOf(report.write?.reference)).toEqual([])
})

test('a payment that cannot be taken back is named, and so is what a look-up could not tell', async () => {
  await sandbox.setFault('soap.CancelPayment', 'http500')
  const blind = { ...environment, BILLING_RECONCILE: 'none' }
  const { code, output } = await runDoctor(WRITE, blind)
  expect(code).toBe(1)
  expect(output).toMatch(/taken back: +0; left in the billing: payments \d+\n/)
  expect(output).toMatch(/a look-up finds nothing: it cannot be made/)
  expect(output).toMatch(/1 of the trial payments could not be taken back: soap CancelPayment: /)
})

test.each(['statement', 'comment'])('looked up by %s a trial payment is found among those of others', async (by) => {
  await sandbox.postPayment({ number: ACCOUNT, amount: '7.00', receipt: `cash-${by}` })
  const { code, report } = await readDoctor(WRITE, { ...environment, BILLING_RECONCILE: by })
  expect({ code, problems: report.problems }).toEqual({ code: 0, problems: [] })
  expect(report.write).toMatchObject({ first: { kind: 'posted' }, foundAfterFirst: 1, left: [] })
})

test('nothing is written that nobody has said yes to, nor to an account that is not there', async () => {
  const before = (await sandbox.ledger()).payments.length
  const unasked = await runDoctor(['--write', ACCOUNT], environment)
  expect(unasked).toMatchObject({ code: 2, output: '' })
  expect(unasked.complaint).toMatch(/Two payments of 0\.01 RUB will be posted to account 100001.*\n.*add --yes/)
  const strange = await readDoctor(['--write', '999999', '--yes', '--no-load'], environment)
  expect(strange).toMatchObject({ code: 1, report: { write: null } })
  expect(strange.report.problems.join('\n')).toMatch(/nothing was written/)
  expect((await sandbox.ledger()).payments.length).toBe(before)
})

test.each([
  [['--amount', '5'], '--amount belongs to --write.'],
  [['--yes'], '--yes belongs to --write.'],
  [['--write', ACCOUNT, '--amount', '0'], '--amount must be an amount above zero such as 0.01, at most 100.'],
  [['--write', ACCOUNT, '--amount', '0,01'], '--amount must be an amount above zero such as 0.01, at most 100.'],
  [['--write', ACCOUNT, '--amount', '100.01'], '--amount must be an amount above zero such as 0.01, at most 100.'],
  [['--account', ''], '--account must be a contract number.'],
  [['--acount', ACCOUNT], "Unknown option '--acount'"],
  [[ACCOUNT], "Unexpected argument '100001'"],
] as const)('a mistake in the command line is told: %j', async (options, message) => {
  const { code, output, complaint } = await runDoctor(options, environment)
  expect({ code, output }).toEqual({ code: 2, output: '' })
  expect(complaint).toContain(message)
  expect(complaint).toContain('npm run doctor -- --help')
})

test('a mistake in the configuration is told, and the help tells the exit codes', async () => {
  const incomplete = await runDoctor([], { BILLING_REST_URL: 'http://127.0.0.1:1/rest' })
  expect(incomplete.code).toBe(2)
  expect(incomplete.complaint).toContain('BILLING_SOAP_URL is required')
  const help = await runDoctor(['--help'])
  expect(help).toMatchObject({ code: 0, complaint: '' })
  for (const code of [0, 1, 2, 3]) expect(help.output).toMatch(new RegExp(`^ {2}${code} {2}\\w`, 'm'))
})

test('without a billing it examines the sandbox of a gateway that runs, and helps where none does', async () => {
  const port = new URL(sandbox.url).port
  const running = await readDoctor(['--no-load'], { SANDBOX_PORT: port })
  expect({ code: running.code, problems: running.report.problems }).toEqual({ code: 0, problems: [] })
  const other = await startTestSandbox()
  const { port: free } = new URL(other.url)
  await other.close()
  const gone = await runDoctor([], { SANDBOX_PORT: free })
  expect(gone.code).toBe(3)
  expect(gone.complaint).toContain('start the gateway (npm start) or the sandbox (npm run sandbox)')
  expect(await runDoctor([], { SANDBOX_PORT: '0' })).toMatchObject({ code: 2, output: '' })
})

test('the date of a trial payment tells a zone that lies in the past as well', async () => {
  const { code, report } = await readDoctor(WRITE, { ...environment, BILLING_TIME_ZONE: 'Asia/Yekaterinburg' })
  expect(code).toBe(1)
  expect(report.problems).toEqual([
    expect.stringMatching(/^The trial payment is dated 2 h 0 min before it was posted: BILLING_TIME_ZONE=Asia/),
  ])
})

test('a payment that the billing refuses is told with its reason, and is not sent again', async () => {
  await sandbox.createAccount({ number: '700001', type: 'P', login: 'ended', password: 'ended-5ecret' })
  await sandbox.terminateAccount('700001')
  const { code, report } = await readDoctor(['--write', '700001', '--yes', '--no-load'], environment)
  expect(code).toBe(1)
  expect(report.write).toMatchObject({ first: { kind: 'refused' }, second: { kind: 'not_sent' }, left: [] })
  expect(report.problems).toContain('The trial payment was not posted: ACCOUNT_CLOSED')
})

test('where nothing is written to the billing, not even a trial is', async () => {
  const before = (await sandbox.ledger()).payments.length
  for (const mode of ['on', 'yes']) {
    const { code, complaint } = await runDoctor(WRITE, { ...environment, READ_ONLY: mode })
    expect(code).toBe(2)
    expect(complaint).toContain('READ_ONLY')
  }
  expect((await sandbox.ledger()).payments).toHaveLength(before)
})
