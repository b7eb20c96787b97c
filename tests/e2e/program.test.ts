import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runProgram, startProgram } from '../support/program.ts'

test('--help explains every variable and ends with 0', async () => {
  const { code, output } = await runProgram(['--help'])
  expect(code).toBe(0)
  expect(output).toContain('BILLING_SOAP_URL')
})

test('an unknown option ends with 2 and a hint', async () => {
  const { code, output } = await runProgram(['--prot', '1'])
  expect(code).toBe(2)
  expect(output).toContain('Unknown option --prot')
})

test('all mistakes of the configuration are reported together, with exit code 2', async () => {
  const { code, output } = await runProgram([], { PORT: 'x', LOG_LEVEL: 'loud' })
  expect(code).toBe(2)
  expect(output).toContain('PORT must be a whole number')
  expect(output).toContain('LOG_LEVEL must be one of')
  expect(output).toContain('--help')
  expect(output).not.toContain('    at ')
})

test('production refuses to start on defaults and tells everything that is missing', async () => {
  const { code, output } = await runProgram([], { NODE_ENV: 'production' })
  expect(code).toBe(2)
  for (const name of [
    'STORE_URL',
    'BILLING_REST_URL',
    'BILLING_SOAP_URL',
    'BILLING_REST_KEY',
    'BILLING_SOAP_LOGIN',
    'BILLING_SOAP_PASSWORD',
    'TOKEN_SIGNING_KEY',
  ]) {
    expect(output).toContain(`${name} is required`)
  }
})

test('a port that is taken is told in one line, with exit code 1', async () => {
  const occupant = createServer().listen(0, '127.0.0.1')
  await once(occupant, 'listening')
  const address = occupant.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const taken = await startProgram({ PORT: `${port}` }).then(
    () => 'it started',
    (error: unknown) => String(error),
  )
  occupant.close()
  expect(taken).toContain('ended with code 1')
  expect(taken).toContain(`${port} is already in use`)
  expect(taken).not.toContain('    at ')
})

test('SIGTERM ends the gateway and its sandbox with exit code 0; keys and store are for the owner only', async () => {
  const gateway = await startProgram()
  const sandboxUrl = /"url":"(?<url>[^"]+)"[^\n]*sandbox/.exec(gateway.output())?.groups?.['url'] ?? ''
  expect((await fetch(`${sandboxUrl}/rest/openapi.json`)).status).toBe(200)
  const modes = await Promise.all(
    ['gateway.sqlite', 'signing-key.pem'].map(async (file) => (await stat(join(gateway.dataDir, file))).mode & 0o777),
  )
  expect(modes).toEqual([0o600, 0o600])
  expect(await gateway.stop()).toBe(0)
  await expect(fetch(`${sandboxUrl}/rest/openapi.json`)).rejects.toThrow('fetch failed')
})

test('a session survives a restart of the gateway', async () => {
  const first = await startProgram()
  const { dataDir } = first
  const token = await signIn(first.url)
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  const second = await startProgram({ DATA_DIR: dataDir })
  const answer = await fetch(second.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ viewer { accounts { number balance { amount { amount } } } } }' }),
  })
  expect(await answer.json()).toEqual({
    data: { viewer: { accounts: [{ number: '100001', balance: { amount: { amount: '650.00' } } }] } },
  })
  await second.stop()
  await first.stop()
})

async function signIn(url: string): Promise<string> {
  const query = 'mutation { signIn(input: { login: "100001", password: "demo" }) { session { accessToken } } }'
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return /"accessToken":"(?<token>[^"]+)"/.exec(await answer.text())?.groups?.['token'] ?? ''
}
