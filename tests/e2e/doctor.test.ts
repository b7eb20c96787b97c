import { once } from 'node:events'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { environmentOf, quirkOf, readDoctor, runDoctor, sliceOf } from '../support/doctor.ts'
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts'

const ACCOUNT = '100001'
const QUICK = ['--account', ACCOUNT, '--no-load'] as const

let sandbox: TestSandbox
let environment: Readonly<Record<string, string>>

beforeAll(async () => {
  sandbox = await startTestSandbox()
  environment = environmentOf(sandbox)
  // An amount that a double cannot hold.
  await sandbox.postPayment({ number: ACCOUNT, amount: '600.45' })
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.clearFaults())

test('a billing that is well is read slice by slice, and the command ends with 0', async () => {
  const { code, report, output } = await readDoctor([...QUICK, '--sign-in', ACCOUNT], environment, 'demo\n')
  expect(report.problems).toEqual([])
  expect({ code, exitCode: report.exitCode }).toEqual({ code: 0, exitCode: 0 })
  expect(report.signIn.state).toBe('ok')
  expect(report.samples).toBe('number')
  expect(report.slices.filter(({ state }) => state !== 'ok' && state !== 'empty')).toEqual([])
  expect(sliceOf(report, 'credentials')).toBe('ok')
  for (const slice of ['accounts', 'profile', 'services', 'payments', 'charges', 'statement', 'tickets', 'regions']) {
    expect([slice, sliceOf(report, slice)]).toEqual([slice, 'ok'])
  }
  expect(report.rows.every(({ state }) => state === 'works')).toBe(true)
  expect(Math.abs(report.clock.hostOffsetMs ?? Number.NaN)).toBeLessThan(5_000)
  // Sessions are by a cookie here, and the password goes in the body of the login.
  expect([quirkOf(report, 'Q16'), quirkOf(report, 'Q17')]).toEqual(['seen', 'seen'])
  expect(['Q5', 'Q6', 'Q7', 'Q8', 'Q10', 'Q12'].map((id) => quirkOf(report, id))).toEqual(
    Array.from({ length: 6 }, () => 'not_seen'),
  )
  expect(['Q1', 'Q2', 'Q3', 'Q4', 'Q14'].map((id) => quirkOf(report, id))).toEqual(
    Array.from({ length: 5 }, () => 'cannot_be_seen'),
  )
  expect(output).not.toMatch(/\p{Script=Cyrillic}/u)
  expect(output).not.toContain(ACCOUNT)
})

test('reading changes nothing in the billing, and without an account one is found in its lists', async () => {
  const { paidTotal, balance } = await sandbox.findAccount(ACCOUNT)
  const paymentsBefore = (await sandbox.ledger()).payments.length
  await sandbox.resetCalls()
  const { code, report } = await readDoctor(['--no-load'], environment)
  expect({ code, problems: report.problems }).toEqual({ code: 0, problems: [] })
  expect(['ledger', 'tickets']).toContain(report.samples)
  expect(sliceOf(report, 'payments')).toMatch(/^(?:ok|empty)$/)
  const writes = Object.keys(await sandbox.calls()).filter((name) =>
    /\.(?:Add|Cancel|Open|Change|update|add|remove|setCredentials)/.test(name),
  )
  expect(writes).toEqual([])
  expect((await sandbox.ledger()).payments.length).toBe(paymentsBefore)
  expect(await sandbox.findAccount(ACCOUNT)).toMatchObject({ paidTotal, balance })
})

test('what people read has no secret and nobody in it, and says what is wrong at its end', async () => {
  await sandbox.setFault('soap.GetPayments', 'html')
  const { code, output, complaint } = await runDoctor(QUICK, environment)
  expect(code).toBe(1)
  expect(output).toMatch(/ {2}payments +failed +\S+ ms {2}BILLING_FAILED: soap GetPayments: an HTML page/)
  expect(output).toMatch(/ {2}Q5 +SEEN +HTML pages with HTTP 200/)
  expect(output).toMatch(/ {2}P7 +FAILING +The list of payments, and one of them \(payments\)/)
  expect(output).toMatch(/What is wrong\n {2}payments: failed \(BILLING_FAILED\)/)
  expect(complaint).toContain('reading payments…')
  const printed = output + complaint
  expect(printed).not.toMatch(/\p{Script=Cyrillic}|sandbox-key|sessnum=/u)
  expect(printed).not.toContain(ACCOUNT)
})

test('windows-1251 that is declared as utf-8 is told as such, with the fields that nobody can read', async () => {
  await sandbox.setFault('soap.GetTickets', 'wrongCharset')
  await sandbox.setFault('rest.profiles', 'wrongCharset')
  const { code, report } = await readDoctor(QUICK, environment)
  expect(code).toBe(1)
  expect(quirkOf(report, 'Q7')).toBe('seen')
  const { signs } = report.quirks.find(({ id }) => id === 'Q7') ?? { signs: [] }
  expect(signs.map(({ what }) => what)).toContainEqual(
    expect.stringMatching(/^rest \w+: utf-8 is declared, and it is another$/),
  )
  expect(report.slices.filter(({ state }) => state === 'unreadable').map(({ slice }) => slice)).toContain('profile')
  expect(report.rows.find(({ id }) => id === 'S8')).toMatchObject({ state: 'failing', because: ['profile'] })
})

test.each([
  ['rest.accounts', 'empty', 'Q8'],
  ['soap.GetPayments', 'faultWith200', 'Q8'],
  ['soap.GetPayments', 'notWellFormed', 'Q6'],
  ['soap.GetPayments', 'moneyAsDoubles', 'Q9'],
  ['rest.services', 'zeroDates', 'Q11'],
  ['rest.services', 'faultWith200', 'Q12'],
  ['soap.GetPayments', 'foreignRows', 'Q13'],
  ['rest.services', 'http500', 'Q5'],
  ['soap.GetPayments', 'faultWith200', 'Q18'],
] as const)('of %s with %s the doctor sees %s', async (operation, kind, quirk) => {
  await sandbox.setFault(operation, kind)
  const { report } = await readDoctor(QUICK, environment)
  const call = operation.replace('.', ' ')
  const { state, signs } = report.quirks.find(({ id }) => id === quirk) ?? { state: '', signs: [] }
  expect(state).toBe('seen')
  expect(signs.map(({ what }) => what).join('\n')).toMatch(new RegExp(`${call}|payments\\.`))
})

test('an account of which one field cannot be read is told by that field', async () => {
  await sandbox.setFault('rest.devices', 'missingFields')
  const { code, report } = await readDoctor(QUICK, environment)
  expect(code).toBe(1)
  const devices = report.slices.find(({ slice }) => slice === 'devices')
  expect(devices).toMatchObject({ state: 'unreadable', failure: { code: 'BILLING_MALFORMED_ANSWER' } })
  expect(devices?.failure?.message).toMatch(/^rest devices: \w+: /)
})

test('a wrong key and a wrong password are told from an address where nothing answers', async () => {
  const key = await readDoctor(QUICK, { ...environment, BILLING_REST_KEY: 'not-the-key' })
  expect(key.code).toBe(1)
  expect(key.report.signIn.state).toBe('wrong_credentials')
  expect(key.report.problems[0]).toMatch(/login, password or key is refused/)
  expect(key.output).not.toContain('not-the-key')
  const password = await readDoctor(QUICK, { ...environment, BILLING_SOAP_PASSWORD: 'not-the-password' })
  expect(password).toMatchObject({ code: 1, report: { signIn: { state: 'wrong_credentials' } } })
  const stranger = createServer().listen(0, '127.0.0.1')
  await once(stranger, 'listening')
  const { port } = Object(stranger.address())
  // Nobody listens on it any more.
  await new Promise((resolve) => stranger.close(resolve))
  const nobody = {
    BILLING_REST_URL: `http://127.0.0.1:${port}/rest`,
    BILLING_SOAP_URL: `http://127.0.0.1:${port}/soap`,
  }
  const gone = await readDoctor(QUICK, { ...environment, ...nobody })
  expect(gone).toMatchObject({ code: 3, report: { exitCode: 3, signIn: { state: 'unreachable' } } })
})

test('a session that the billing forgets at once is told from wrong credentials', async () => {
  await sandbox.setFault('soap.GetServerTime', 'expiredSession')
  const { code, report } = await readDoctor(QUICK, environment)
  expect(code).toBe(1)
  expect(report.signIn.state).toBe('session_not_kept')
  expect(quirkOf(report, 'Q16')).toBe('seen')
})

test('a slow billing that works on two calls at once is recommended two', async () => {
  await sandbox.setCapacity({ concurrent: 2, serviceTimeMs: 150 })
  try {
    const { code, report } = await readDoctor(['--account', ACCOUNT], environment)
    expect({ code, problems: report.problems }).toEqual({ code: 0, problems: [] })
    expect(report.load?.levels.map(({ parallel }) => parallel).slice(0, 3)).toEqual([1, 2, 4])
    expect(report.load).toMatchObject({ end: 'saturated', isFlat: true, recommended: { maxConcurrency: 2 } })
    expect(report.load?.recommended.timeoutMs).toBeGreaterThanOrEqual(1_000)
    expect(quirkOf(report, 'Q14')).toBe('seen')
  } finally {
    await sandbox.setCapacity(null)
  }
})

test('a billing that fails when it is asked more is left alone at the first error', async () => {
  await sandbox.setFault('rest.accounts', { faults: [{ kind: 'unavailable', rate: 0.02 }] })
  const { report } = await readDoctor(['--account', ACCOUNT], environment)
  expect(report.load?.end).toBe('error')
  const last = report.load?.levels.at(-1)
  expect(last?.failed).toBeGreaterThan(0)
  // Each of those who asked at once may have failed once.
  expect(last?.failed).toBeLessThanOrEqual(last?.parallel ?? 0)
  expect(report.load?.levels.slice(0, -1).every(({ failed }) => failed === 0)).toBe(true)
})

test('BILLING_MAX_CONCURRENCY is never exceeded', async () => {
  const { report } = await readDoctor(['--account', ACCOUNT], { ...environment, BILLING_MAX_CONCURRENCY: '2' })
  expect(Math.max(...(report.load?.levels ?? []).map(({ parallel }) => parallel))).toBeLessThanOrEqual(2)
})

test('payments in the future say that the zone or the clock is wrong', async () => {
  await sandbox.postPayment({ number: '100002', amount: '10.00' })
  const west = { ...environment, BILLING_TIME_ZONE: 'America/New_York' }
  const { code, report } = await readDoctor(['--account', '100002', '--no-load'], west)
  expect(code).toBe(1)
  expect(report.clock.futureMs).toBeGreaterThan(3 * 3_600_000)
  expect(report.problems.join('\n')).toMatch(/in the future: BILLING_TIME_ZONE=America\/New_York is not the zone/)
})

test('a subscriber who is not let in is told, and without a login nothing is said of it', async () => {
  const wrong = await readDoctor(['--sign-in', '100002', '--no-load'], environment, 'not-his-password\n')
  expect(wrong.code).toBe(1)
  expect(wrong.report.problems).toEqual(['credentials: failed: The subscriber is not let in: WRONG_CREDENTIALS.'])
  expect(wrong.output).not.toContain('not-his-password')
  const nobody = await readDoctor(QUICK, environment)
  expect(sliceOf(nobody.report, 'credentials')).toBe('skipped')
  expect(nobody.report.rows.find(({ id }) => id === 'A2')).toMatchObject({
    state: 'unproven',
    because: ['credentials'],
  })
  expect(await runDoctor(['--sign-in', ACCOUNT], environment)).toMatchObject({ code: 2, output: '' })
})

test('an account that is not there, and a module that cannot connect, are told', async () => {
  const { code, report } = await readDoctor(['--account', '999999', '--no-load'], environment)
  expect(code).toBe(1)
  expect(report.problems).toEqual(['The billing has no account of the number that was given.'])
  expect([sliceOf(report, 'payments'), sliceOf(report, 'regions')]).toEqual(['skipped', 'ok'])
  const folder = await mkdtemp(join(tmpdir(), 'doctor-'))
  const file = join(folder, 'own.ts')
  const connect = "connect: () => { throw new TypeError('no address to connect to') }"
  await writeFile(
    file,
    `export default { name: 'own', variables: [], configure: () => ({ usesSandbox: false, ${connect} }) }`,
  )
  const broken = await runDoctor([], { BILLING_MODULE: file })
  expect(broken).toMatchObject({ code: 2, output: '' })
  expect(broken.complaint).toContain(`BILLING_MODULE is ${file}, whose connect fails: no address to connect to.`)
})
