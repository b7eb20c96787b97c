import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runPartnerCommand } from '../support/partner-command.ts'
import { type Program, startProgram } from '../support/program.ts'

const TERMINAL = fileURLToPath(new URL('../../examples/terminal/terminal.ts', import.meta.url))
const readme = readFileSync(new URL('../../examples/terminal/README.md', import.meta.url), 'utf8')

let gateway: Program

beforeAll(async () => {
  gateway = await startProgram()
})
afterAll(() => gateway.stop())

async function run(
  ...options: readonly string[]
): Promise<{ code: unknown; lines: readonly string[]; failure: string }> {
  const child = spawn(process.execPath, [TERMINAL, '--url', gateway.url, ...options])
  let [said, failure] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (failure += text))
  const [code] = await once(child, 'close')
  return { code, lines: said.trimEnd().split('\n'), failure }
}

test('P6 the example of a terminal says what its README prints, and pays once', async () => {
  const printed = /It prints:\n\n```\n(?<lines>[^`]*)\n```/.exec(readme)?.groups?.['lines']?.split('\n') ?? []
  expect(printed).toHaveLength(10)
  const { code, lines, failure } = await run('--account', '100001', '--amount', '150.00')
  expect({ code, failure }).toEqual({ code: 0, failure: '' })
  expect(lines.map(plain)).toEqual(printed.map(plain))
})

test('P6 a terminal with a wrong secret, or for an account that nobody has, ends with a message', async () => {
  expect(await run('--secret', 'wrong')).toMatchObject({ code: 1, failure: expect.stringContaining('not let in') })
  expect(await run('--account', '999999')).toMatchObject({
    code: 1,
    failure: expect.stringContaining('no such account'),
  })
})

test('P6 PARTNER-6 the example signs the requests of a partner that has to, each attempt anew', async () => {
  const line = ['create', 'bank', '--name', 'Bank', '--template', 'bank/{externalId}', '--signing', '--json']
  const { stdout } = await runPartnerCommand(line, { DATA_DIR: gateway.dataDir })
  const { secret, signingSecret } = JSON.parse(stdout)
  const signedIn = ['--partner', 'bank', '--secret', secret]
  expect(await run(...signedIn)).toMatchObject({ code: 1, failure: expect.stringContaining('SIGNATURE_MISSING') })
  const { code, lines } = await run(...signedIn, '--signing-secret', signingSecret)
  expect(code).toBe(0)
  expect(lines).toContain('repeated once more: the same answer')
  expect(lines).toContain('register: MATCHED by LEDGER')
})

test('P6 a terminal stops at once at what no repeat can mend, in one line', { timeout: 20_000 }, async () => {
  for (const [options, code, failure] of [
    [['--amount', '150'], 1, /^BAD_USER_INPUT: .*two decimals.*\n$/],
    [['--amount', '0.50'], 1, /^PaymentRefused: The amount is too small\.\n$/],
    [['--url', 'http://127.0.0.1:1/graphql'], 1, /^fetch failed \(.*\)\n$/],
    [['--amout', '5'], 2, /^Unknown option '--amout'.*\nOptions: --url, .*--signing-secret/s],
  ] as const) {
    expect(await run(...options)).toMatchObject({ code, failure: expect.stringMatching(failure) })
  }
})

/** Instants, names and what the payer owes differ from day to day. */
function plain(line: string): string {
  return line.replace(/\d{4}-\d\d-\d\dT[\d:.]+\+03:00/, 'INSTANT').replace(/: \S+\*{3}.*$/u, ': NAME')
}
