import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { runPartnerCommand } from '../support/partner-command.ts'
import { post, signBody, signInPartner, tokenOf } from '../support/partner-gateways.ts'
import { startProgram } from '../support/program.ts'
import { createTemporaryFolder, describeStores, type FreshDatabase } from '../support/stores.ts'

const ME = '{"query":"{ partner { partnerId } }"}'

/** The command over a database of the test's own. */
async function commandOver({ url }: Pick<FreshDatabase, 'url'>) {
  const environment = { DATA_DIR: await createTemporaryFolder(), STORE_URL: url }
  return (...commandLine: readonly string[]) => runPartnerCommand(commandLine, environment)
}

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

test.each([
  [['frobnicate'], '"frobnicate" is no command'],
  [['--json'], 'A command is missing'],
  [['show'], '"show" needs the id of a partner'],
  [['list', 'bank'], '"list" does not know what to do with "bank"'],
  [['block', 'bank', '--name', 'x'], '"block" has no option --name'],
  [['block', 'bank', '--froce'], "Unknown option '--froce'"],
  [['rotate', 'bank', '--overlap', '1w'], '--overlap is 0 or a time'],
  [['rotate', 'bank', '--overlap', '31d'], '--overlap is 0 or a time'],
  [['create', 'bank'], '--name is missing'],
  [['create', 'Bank', '--name', 'x'], 'small letters'],
  [['create', 'bank', '--name', 'x', '--max', '1,50'], '--max is an amount such as 1500.00, not "1,50"'],
  [['create', 'bank', '--name', 'x', '--min', '10', '--max', '9.99'], 'The largest amount is not below the smallest'],
  [['create', 'bank', '--name', 'x', '--network', '10.0.0.0/33'], '"10.0.0.0/33" is neither'],
  [['create', 'bank', '--name', 'x', '--template', 'bank'], 'The template is {externalId}'],
  [['create', 'bank', '--name', 'x', '--method', 'GOLD'], '--method is one of CASH'],
  [['create', 'demo-terminal', '--name', 'x'], 'demo-terminal is the demo partner'],
])('%j is a mistake, told without a stack, with exit code 2', async (commandLine, message) => {
  const { code, stdout, stderr } = await runPartnerCommand(commandLine, { DATA_DIR: await createTemporaryFolder() })
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(message)
  expect(stderr).toContain('--help')
  expect(stderr).not.toContain('    at ')
})

test('production needs the store and the key of the gateway, and nothing of its billing', async () => {
  const environment = { NODE_ENV: 'production', DATA_DIR: await createTemporaryFolder() }
  const bare = await runPartnerCommand(['list'], environment)
  expect(bare.code).toBe(2)
  expect(bare.stderr).toContain('STORE_URL is required')
  expect(bare.stderr).toContain('TOKEN_SIGNING_KEY is required')
  expect(bare.stderr).not.toContain('BILLING')
  const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const STORE_URL = `sqlite:${environment.DATA_DIR}/store.sqlite`
  const complete = await runPartnerCommand(['list'], { ...environment, STORE_URL, TOKEN_SIGNING_KEY: key })
  expect(complete).toEqual({ code: 0, stdout: 'There are no partners.\n', stderr: '' })
})

test('a store that cannot be reached is told in one line, with exit code 1', async () => {
  const command = await commandOver({ url: 'postgres://nobody@127.0.0.1:1/none' })
  const { code, stderr } = await command('list')
  expect(code).toBe(1)
  expect(stderr).toContain('PostgreSQL at 127.0.0.1:1/none')
  expect(stderr).not.toContain('    at ')
})

describeStores((openFresh) => {
  test('a partner is made, shown, changed, blocked and let in again, each act in the trail as done by the cli', async () => {
    const database = await openFresh()
    const command = await commandOver(database)
    const options = ['--network', '192.0.2.7', '--network', '2001:db8::/32', '--max', '99.50', '--signing', '--json']
    const created = await command('create', 'bank', '--name', 'Банк', '--template', 'bank/{externalId}', ...options)
    expect(created).toMatchObject({ code: 0, stderr: '' })
    const { secret, signingSecret, partner } = JSON.parse(created.stdout)
    expect([secret, signingSecret]).toEqual([expect.stringMatching(/^bgp_/), expect.stringMatching(/^bgk_/)])
    expect(partner).toMatchObject({
      id: 'bank',
      name: 'Банк',
      state: 'ACTIVE',
      networks: ['192.0.2.7', '2001:db8::/32'],
      limits: { currency: 'RUB', minAmount: '1.00', maxAmount: '99.50', maxAmountPerDay: '1000000.00' },
      referenceTemplate: 'bank/{externalId}',
      paymentMethod: 'TERMINAL',
    })
    expect(await command('create', 'bank', '--name', 'x')).toMatchObject({ code: 1, stdout: '' })
    const twin = await command('create', 'twin', '--name', 'x', '--template', 'bank/x{externalId}')
    expect(twin).toMatchObject({ code: 1, stderr: expect.stringContaining("--template 'twin/{externalId}'") })
    expect(await command('update', 'bank', '--any-network', '--per-minute', '7')).toMatchObject({ code: 0 })
    expect(await command('update', 'bank', '--min', '100')).toMatchObject({ code: 2 })
    expect(await command('block', 'bank')).toMatchObject({ code: 0, stdout: expect.stringContaining('BLOCKED') })
    expect(await command('unblock', 'bank')).toMatchObject({ code: 0 })
    expect(await command('block', 'absent')).toMatchObject({ code: 1, stderr: expect.stringContaining('"absent"') })
    const shown = await command('show', 'bank')
    expect(shown.stdout).toMatch(/^networks +any$/m)
    expect(shown.stdout).toMatch(/^a minute +at most 7 payments$/m)
    expect(shown.stdout).not.toMatch(/bg[pk]_/)
    expect((await command('list')).stdout).toBe('bank  ACTIVE   Банк\n')
    expect(JSON.parse((await command('list', '--json')).stdout)).toMatchObject([{ id: 'bank', state: 'ACTIVE' }])
    const trail = await database.query(`select act, actor, object from audit order by id`)
    expect(trail.map(({ act }) => act)).toEqual([
      'create-partner',
      'update-partner',
      'block-partner',
      'unblock-partner',
    ])
    expect(trail.every(({ actor, object }) => actor === 'cli' && object === 'partner:bank')).toBe(true)
    const stored = JSON.stringify(await database.query('select material from partner_secrets'))
    for (const text of [secret, signingSecret]) expect(stored).not.toContain(text.slice(4))
  })
})

test('PARTNER-2 PARTNER-3 what the command does acts on a gateway that runs, within five seconds', async () => {
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
