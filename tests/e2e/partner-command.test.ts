import { generateKeyPairSync } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runPartnerCommand } from '../support/partner-command.ts'
import { post, signBody, signInPartner, tokenOf } from '../support/partner-gateways.ts'
import { startProgram } from '../support/program.ts'
import { createTemporaryFolder } from '../support/stores.ts'

const ME = '{"query":"{ partner { partnerId } }"}'

test('--help explains every command and ends with 0, and so does nothing at all', async () => {
  const help = await runPartnerCommand(['--help'], {})
  expect(help).toMatchObject({ code: 0, stderr: '' })
  for (const word of [
    'create ID',
    'update ID',
    'rotate ID',
    'block ID',
    'unblock ID',
    'list',
    'show ID',
    'Exit codes',
  ]) {
    expect(help.stdout).toContain(word)
  }
  expect(await runPartnerCommand([], {})).toEqual(help)
})

test('a mistake is told without a stack, with exit code 2', async () => {
  const environment = { DATA_DIR: await createTemporaryFolder() }
  for (const [commandLine, message] of [
    [['frobnicate'], '"frobnicate" is no command'],
    [['create', 'Bank', '--name', 'x', '--network', '10.0.0.0/33', '--new-store'], '"10.0.0.0/33" is neither'],
  ] as const) {
    const { code, stdout, stderr } = await runPartnerCommand(commandLine, environment)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
    expect(stderr).toContain('--help')
    expect(stderr).not.toContain('    at ')
  }
})

test('production needs the store and the key of the gateway, and nothing of its billing', async () => {
  const environment = { NODE_ENV: 'production', DATA_DIR: await createTemporaryFolder() }
  const bare = await runPartnerCommand(['list'], environment)
  expect(bare.code).toBe(2)
  expect(bare.stderr).toContain('STORE_URL is required')
  expect(bare.stderr).toContain('TOKEN_SIGNING_KEY is required')
  expect(bare.stderr).not.toContain('BILLING')
  const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  const STORE_URL = `sqlite:${environment.DATA_DIR}/store.sqlite`
  const complete = await runPartnerCommand(['list', '--new-store'], {
    ...environment,
    STORE_URL,
    TOKEN_SIGNING_KEY: key,
  })
  expect(complete).toEqual({ code: 0, stdout: 'There are no partners.\n', stderr: '' })
})

test('a mistyped place is no new store: nothing is listed, no secret is shown and nothing is made', async () => {
  const folder = await createTemporaryFolder()
  const typo = join(folder, 'daat')
  for (const environment of [{ DATA_DIR: typo }, { DATA_DIR: folder, STORE_URL: `sqlite:${typo}/store.sqlite` }]) {
    for (const commandLine of [['list'], ['create', 'bank', '--name', 'x', '--template', 'bank/{externalId}']]) {
      const { code, stdout, stderr } = await runPartnerCommand(commandLine, environment)
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr).toContain(`There is no store of a gateway at ${typo}`)
      expect(stderr).toContain('--new-store')
      expect(await readdir(folder)).toEqual([])
    }
  }
  const made = await runPartnerCommand(['list', '--new-store'], { DATA_DIR: typo })
  expect(made).toEqual({ code: 0, stdout: 'There are no partners.\n', stderr: '' })
  expect(await runPartnerCommand(['list'], { DATA_DIR: typo })).toEqual(made)
})

test('a signing secret is not sealed with a key that the gateway does not have', async () => {
  const folder = await createTemporaryFolder()
  const STORE_URL = `sqlite:${folder}/store.sqlite`
  await runPartnerCommand(['list', '--new-store'], { DATA_DIR: folder, STORE_URL })
  const typo = { DATA_DIR: join(folder, 'daat'), STORE_URL }
  const created = await runPartnerCommand(['create', 'bank', '--name', 'x', '--signing'], typo)
  expect(created).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('There is no signing key') })
})

test('a store that cannot be reached is told in one line, with exit code 1', async () => {
  const environment = { DATA_DIR: await createTemporaryFolder(), STORE_URL: 'postgres://nobody@127.0.0.1:1/none' }
  const { code, stderr } = await runPartnerCommand(['list'], environment)
  expect(code).toBe(1)
  expect(stderr).toContain('PostgreSQL at 127.0.0.1:1/none')
  expect(stderr).not.toContain('    at ')
})

test('PARTNER-2 PARTNER-3 what the command does acts on a gateway that runs, within five seconds', {
  timeout: 120_000,
}, async () => {
  const gateway = await startProgram()
  try {
    const run = async (...commandLine: readonly string[]) => {
      const { code, stdout, stderr } = await runPartnerCommand([...commandLine, '--json'], {
        DATA_DIR: gateway.dataDir,
      })
      if (code !== 0) throw new Error(stderr)
      return JSON.parse(stdout)
    }
    expect(gateway.output()).toMatch(/demo-terminal +demo-secret/)
    const demo = { partnerId: 'demo-terminal', secret: 'demo-secret' }
    expect(await signInPartner(gateway.url, demo)).toMatchObject({
      session: { partner: { partnerId: demo.partnerId } },
    })

    const { secret } = await run('create', 'kiosk', '--name', 'Киоск')
    const token = await tokenOf(gateway.url, { partnerId: 'kiosk', secret })
    const send = (headers: Record<string, string> = {}) =>
      post(gateway.url, ME, { authorization: `Bearer ${token}`, ...headers })
    const within = { timeout: 5_000, interval: 100 }
    expect((await send()).code).toBeNull()
    const { signingSecret } = await run('rotate', 'kiosk', '--signing')
    await expect.poll(async () => (await send()).code, within).toBe('SIGNATURE_MISSING')
    const signed = () => send(signBody(ME, { key: signingSecret, at: Date.now() }))
    expect((await signed()).code).toBeNull()
    const { secret: later } = await run('rotate', 'kiosk', '--overlap', '1h')
    for (const each of [secret, later]) await tokenOf(gateway.url, { partnerId: 'kiosk', secret: each })
    await run('block', 'kiosk')
    await expect.poll(async () => (await signed()).code, within).toBe('UNAUTHENTICATED')
    expect(await signInPartner(gateway.url, { partnerId: 'kiosk', secret: later })).toMatchObject({ session: null })
    await run('unblock', 'kiosk')
    await tokenOf(gateway.url, { partnerId: 'kiosk', secret: later })
  } finally {
    await gateway.stop()
  }
})
