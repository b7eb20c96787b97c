import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const MAIN = fileURLToPath(new URL('../../src/sandbox/main.ts', import.meta.url))

let directory: string
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'sandbox-program-'))
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

function environment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env
  return {
    PATH,
    HOME,
    SANDBOX_PORT: '0',
    SANDBOX_ACCOUNTS: '30',
    SANDBOX_FILE: join(directory, 'a', 'b.sqlite'),
    ...more,
  }
}

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

async function run(commandLine: string[], more: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, ...commandLine], { env: environment(more) })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  await once(child, 'close')
  return { code: child.exitCode, out, err }
}

/** The first line of the output that is JSON. */
async function listening(child: ChildProcess): Promise<{ out: string; url: string; port: number }> {
  let out = ''
  for await (const chunk of child.stdout ?? []) {
    out += String(chunk)
    const line = out.split('\n').find((candidate) => candidate.startsWith('{') && candidate.endsWith('}'))
    if (line !== undefined) return { out, ...JSON.parse(line).listening }
  }
  throw new Error(`no address in: ${out}`)
}

test('--help tells every setting and its default, and starts nothing', async () => {
  const { code, out } = await run(['--help'], { SANDBOX_PORT: 'nonsense' })
  expect(code).toBe(0)
  for (const name of [
    'HOST',
    'PORT',
    'ACCOUNTS',
    'FILE',
    'START_AT',
    'REST_KEY',
    'SOAP_LOGIN',
    'SOAP_PASSWORD',
    'SESSION_TTL_MS',
  ]) {
    expect(out).toContain(`SANDBOX_${name}`)
  }
  expect(out).toContain('Default: 4100')
})

test('all mistakes are told together, with exit code 2, and nothing is written', async () => {
  const { code, out, err } = await run(['--verbose'], {
    SANDBOX_PORT: '70000',
    SANDBOX_ACCOUNTS: 'many',
    SANDBOX_START_AT: 'tomorrow',
    SANDBOX_REST_KEY: '',
    SANDBOX_SESSION_TTL_MS: '0',
    SANDBOX_PROT: '1',
  })
  expect([code, out]).toEqual([2, ''])
  expect(err.trim().split('\n')).toEqual([
    'The sandbox cannot start:',
    '- --verbose is no option; --help lists the settings.',
    '- SANDBOX_PROT is not known; --help lists the settings.',
    '- SANDBOX_PORT=70000 must be a whole number from 0 to 65535.',
    expect.stringMatching(/^- SANDBOX_ACCOUNTS=many must be a whole number from \d+ to 1000000\.$/),
    '- SANDBOX_START_AT=tomorrow must be an instant like 2026-11-22T10:00:00Z.',
    '- SANDBOX_REST_KEY is empty.',
    '- SANDBOX_SESSION_TTL_MS=0 must be a whole number from 1 to 86400000.',
  ])
  expect(existsSync(join(directory, 'a'))).toBe(false)
})

test('production refuses the sandbox', async () => {
  const { code, err } = await run([], { NODE_ENV: 'production' })
  expect(code).toBe(2)
  expect(err).toContain('refuses to run in production')
})

test('it prints its addresses and demo logins, stops on SIGTERM, and goes on where it left off', async () => {
  const env = environment({ SANDBOX_START_AT: '2026-11-22T10:00:00Z' })
  const child = spawn(process.execPath, [MAIN], { env })
  const { out, url, port } = await listening(child)
  expect(url).toBe(`http://127.0.0.1:${port}`)
  expect(out).toContain(`${url}/soap?wsdl`)
  expect(out).toContain('100001 / demo')
  await fetch(`${url}/control/payments`, {
    method: 'POST',
    body: '{"number":"100001","amount":"7.77","receipt":"KEPT"}',
  })
  await fetch(`${url}/control/clock`, { method: 'POST', body: '{"advanceDays":2}' })
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
  const again = spawn(process.execPath, [MAIN], { env })
  const { url: next } = await listening(again)
  expect(await (await fetch(`${next}/control/ledger?limit=10000`)).text()).toContain('"receipt":"KEPT"')
  expect(await (await fetch(`${next}/control/clock`)).text()).toContain('2026-11-24T10:00')
  again.kill('SIGINT')
  expect(await once(again, 'exit')).toEqual([0, null])
})

test('SIGTERM lets a running call finish', async () => {
  const child = spawn(process.execPath, [MAIN], { env: environment() })
  const { url } = await listening(child)
  const headers = { 'x-api-key': 'sandbox-key' }
  await fetch(`${url}/control/faults/rest.ping`, { method: 'PUT', body: '{"latency":2000}' })
  const answered = fetch(`${url}/rest/ping`, { headers }).then((response) => response.text())
  await expect.poll(async () => (await fetch(`${url}/control/in-flight`)).json()).toMatchObject({ inFlight: 1 })
  child.kill('SIGTERM')
  expect(await answered).toBe('pong\n')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('started by a fork it tells its address by message and ends with its parent', async () => {
  const child = fork(MAIN, { env: environment(), stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  const [message] = await once(child, 'message')
  expect(message).toMatchObject({ type: 'listening', url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) })
  expect((await fetch(`${message.url}/control/clock`)).status).toBe(200)
  child.disconnect()
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('a port that is taken is told, with exit code 1', async () => {
  const child = spawn(process.execPath, [MAIN], { env: environment() })
  const { port } = await listening(child)
  const { code, err } = await run([], { SANDBOX_PORT: String(port), SANDBOX_FILE: join(directory, 'other.sqlite') })
  expect(code).toBe(1)
  expect(err).toMatch(/^The sandbox cannot start: port \d+ is already in use/)
  child.kill('SIGTERM')
  await once(child, 'exit')
})
