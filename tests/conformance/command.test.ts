import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readArguments } from './command/arguments.ts'
import { hasFailed, type Report, type Result, writeTable } from './command/report.ts'
import { REQUIREMENTS } from './suite.ts'

const folder = mkdtempSync(join(tmpdir(), 'own-billing-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('what is asked for', () => {
  test.each([
    [[], '--module is missing'],
    [['--module', 'nothing'], 'no subject of "nothing"'],
    [['--module', './not-there.ts'], 'no file ./not-there.ts'],
    [['--module', 'reference', '--subject', './not-there.ts'], 'no file ./not-there.ts'],
    [['--modul', 'reference'], "Unknown option '--modul'"],
    [['--module', 'reference', 'more'], 'more'],
    [['--module', 'reference', '--json', './nowhere/out.json'], 'no folder'],
  ])('%j cannot begin: %s', (words, text) => {
    expect(readArguments(words, folder)).toEqual({ kind: 'mistake', text: expect.stringContaining(text) })
  })

  test('a billing of your own needs a subject, by a path from where one stands', () => {
    for (const name of ['billing.ts', 'subject.ts']) writeFileSync(join(folder, name), '')
    expect(readArguments(['--module', './billing.ts'], folder)).toMatchObject({
      kind: 'mistake',
      text: expect.stringContaining('--subject'),
    })
    const words = ['--module', './billing.ts', '--subject', 'subject.ts', '--json', 'out.json', '--only', 'CALLS']
    expect(readArguments(words, folder)).toEqual({
      kind: 'run',
      chosen: {
        module: join(folder, 'billing.ts'),
        subjectPath: join(folder, 'subject.ts'),
        jsonPath: join(folder, 'out.json'),
        only: 'CALLS',
      },
    })
  })

  test.each(['--help', '--list'])('%s needs nothing else', (word) => {
    expect(readArguments([word], folder)).toEqual({ kind: word.slice(2) })
  })
})

test('the table tells each requirement, how many of each, and what was wrong', () => {
  const [one, two, three, four] = REQUIREMENTS
  if (!one || !two || !three || !four) throw new Error('too few')
  const results: readonly Result[] = [
    { requirement: one, verdict: { kind: 'passed', note: 'with a note' } },
    { requirement: two, verdict: { kind: 'refused', capability: 'tickets' } },
    { requirement: three, verdict: { kind: 'not_applicable', reason: 'nothing to prove it with' } },
    { requirement: four, verdict: { kind: 'failed', reason: 'expected 1\nto be 2' } },
  ]
  const report: Report = { module: 'mine', results, errors: [] }
  const table = writeTable(report)
  expect(table).toMatch(new RegExp(`${one.id} +passed .*\\(with a note\\)`))
  expect(table).toMatch(new RegExp(`${two.id} +refused by capability .*\\(tickets\\)`))
  expect(table).toMatch(new RegExp(`${three.id} +not applicable .*\\(nothing to prove it with\\)`))
  expect(table).toMatch(new RegExp(`${four.id} +FAILED .*\\n +expected 1\\n +to be 2`))
  expect(table).toMatch(/\nall +1 +1 +1 +1\n/)
  expect([hasFailed(report), hasFailed({ ...report, results: results.slice(0, 3) })]).toEqual([true, false])
  // A run that has proved nothing, or broke down, is no success.
  expect(hasFailed({ ...report, results: [] })).toBe(true)
  expect(hasFailed({ ...report, results: results.slice(0, 3), errors: ['it broke'] })).toBe(true)
})

describe('the command, over a billing outside the repository', () => {
  beforeAll(() => {
    writeFileSync(
      join(folder, 'billing.ts'),
      `import { ABSENT_SLICES, assembleBilling, NO_CAPABILITIES } from 'billing-gateway/billing'
       const nothing = async () => new Map()
       const accounts = { findAccounts: nothing, findAccountsByNumber: nothing }
       const stranger = async () => ({ kind: 'refused', reason: 'WRONG_CREDENTIALS' })
       const credentials = { checkCredentials: stranger, findSubject: stranger }
       const slices = { ...ABSENT_SLICES, accounts, credentials, health: { ping: async () => {} } }
       const connect = () => assembleBilling({ name: 'mine', capabilities: NO_CAPABILITIES, slices, shared: [] })
       export default { name: 'mine', variables: [], configure: () => ({ usesSandbox: false, connect }) }`,
    )
    writeFileSync(
      join(folder, 'subject.ts'),
      `import { connectModule, type StartSubject } from 'billing-gateway/conformance'
       export const startSubject: StartSubject = async ({ module }) => ({
         billing: await connectModule(module, {}, { timeZone: 'UTC', currency: 'RUB', timeoutMs: 100, maxConcurrency: 1 }),
         currency: 'RUB', timeZone: 'UTC', now: () => Date.now(), office: {}, logins: {},
         books: { accounts: () => [{ id: '1', number: '1', kind: 'PERSON', balance: '0.00' }] },
         samples: { unknownAccountId: '9', unknownRecordId: '9' },
         close: async () => {},
       })`,
    )
    writeFileSync(join(folder, 'broken.ts'), "export const startSubject = () => { throw new Error('no double') }")
  })

  test('prints what came of each requirement, and ends with 1 when one failed', async () => {
    const words = ['--module', './billing.ts', '--subject', './subject.ts', '--json', 'report.json']
    const { code, stdout } = await run([...words, '--only', 'ACCOUNTS'])
    expect(stdout).toMatch(/ACCOUNTS-1 +FAILED/)
    expect(stdout).toMatch(/ACCOUNTS-7 +not applicable .*120 accounts: the books have 1/)
    const report: { totals: Record<string, number>; requirements: readonly object[] } = JSON.parse(
      readFileSync(join(folder, 'report.json'), 'utf8'),
    )
    expect([code, report.requirements.length]).toEqual([1, 9])
    expect(report.requirements[0]).toMatchObject({ id: 'ACCOUNTS-1', kind: 'failed', reason: expect.any(String) })
  })

  test('ends with 0 where all that could be proved was', async () => {
    const { code, stdout } = await run(['--module', './billing.ts', '--subject', './subject.ts', '--only', 'TICKETS'])
    expect(stdout).toMatch(/TICKETS-1 +refused by capability/)
    expect(code).toBe(0)
  })

  test('a subject that does not start is an error, and proves nothing', async () => {
    const { code, stdout } = await run(['--module', './billing.ts', '--subject', './broken.ts', '--only', 'CALLS-1'])
    expect(stdout).toContain('no double')
    expect(code).toBe(1)
  })

  test('what cannot begin ends with 2 and says how to', async () => {
    const { code, stderr } = await run(['--module', 'nothing'])
    expect(stderr).toContain('--subject FILE')
    expect(code).toBe(2)
  })
})

function run(words: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const program = new URL('./main.ts', import.meta.url).pathname
  return new Promise((resolve) => {
    const env = { ...process.env, INIT_CWD: folder }
    execFile(process.execPath, [program, ...words], { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
  })
}
