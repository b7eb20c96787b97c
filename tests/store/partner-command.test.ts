import { expect, test } from 'vitest'
import { createPartnerAdmin } from '../../src/auth/partner-admin.ts'
import { readCommandLine } from '../../src/partner-command/command-line.ts'
import { runCommand } from '../../src/partner-command/run.ts'
import { KEYS } from '../support/auth.ts'
import { NOW } from '../support/partners.ts'
import { describeStores, type FreshDatabase, openFreshSqlite } from '../support/stores.ts'

interface Told {
  readonly kind: 'done' | 'refused' | 'mistaken'
  /** What people read. */
  readonly text: string
  /** What programs read. */
  readonly json: unknown
}

/** The command as the program runs it, over a store that is open already. */
async function commandOver(database: FreshDatabase) {
  const store = await database.open()
  const admin = createPartnerAdmin({ store: store.partners, keys: KEYS, now: () => NOW })
  return async (...commandLine: readonly string[]): Promise<Told> => {
    const command = readCommandLine(commandLine)
    if (command.kind === 'help') throw new Error('Only help is asked for.')
    if (command.kind === 'mistake') return { kind: 'mistaken', text: command.message, json: null }
    const outcome = await runCommand(command, { admin, currency: 'RUB' })
    if (outcome.kind === 'done') return { kind: 'done', ...outcome.answer }
    return {
      kind: outcome.kind,
      text: 'message' in outcome ? outcome.message : outcome.mistakes.join('\n'),
      json: null,
    }
  }
}

const BANK = ['create', 'bank', '--name', 'x', '--network', '192.0.2.7']

test.each([
  [['frobnicate'], '"frobnicate" is no command'],
  [['--json'], 'A command is missing'],
  [['show'], '"show" needs the id of a partner'],
  [['list', 'bank'], '"list" does not know what to do with "bank"'],
  [['show', 'bank', 'kiosk'], '"show" does not know what to do with "kiosk"'],
  [['block', 'bank', '--name', 'x'], '"block" has no option --name'],
  [['block', 'bank', '--froce'], "Unknown option '--froce'"],
  [['rotate', 'bank', '--overlap', '1w'], '--overlap is 0 or a time'],
  [['rotate', 'bank', '--overlap', '31d'], '--overlap is 0 or a time'],
  [['create', 'bank'], '--name is missing'],
  [['create', 'bank', '--name', ' '], 'The name has 1 to 100'],
  [['create', 'Bank', '--name', 'x'], 'small letters'],
  [['create', 'bank', '--name', 'x', '--max', '1,50'], '--max is an amount such as 1500.00, not "1,50"'],
  [['create', 'bank', '--name', 'x', '--min', '0'], 'more than zero'],
  [['create', 'bank', '--name', 'x', '--min', '10', '--max', '9.99'], 'The largest amount is not below the smallest'],
  [['create', 'bank', '--name', 'x', '--per-day', '9.99'], 'The sum of a day is not below'],
  [['create', 'bank', '--name', 'x', '--per-minute', '0'], 'a whole number from 1'],
  [['create', 'bank', '--name', 'x', '--per-minute', '1.5'], '--per-minute is a whole number'],
  [['create', 'bank', '--name', 'x', '--misses', '0'], 'The misses of an hour are a whole number from 1'],
  [['create', 'bank', '--name', 'x', '--misses', 'many'], '--misses is a whole number'],
  [['create', 'bank', '--name', 'x', '--network', '10.0.0.0/33'], '"10.0.0.0/33" is neither'],
  [['create', 'bank', '--name', 'x', '--template', 'bank'], 'The template is {externalId}'],
  [['create', 'bank', '--name', 'x', '--method', 'GOLD'], '--method is one of CASH'],
  [['create', 'demo-terminal', '--name', 'x'], 'demo-terminal is the demo partner'],
  [[...BANK, '--terminal', 'cyberplat'], '--terminal is osmp or sberbank'],
  [['create', 'bank', '--name', 'x', '--terminal', 'osmp'], 'needs its --network'],
  [[...BANK, '--terminal', 'osmp', '--signing'], 'cannot use a terminal protocol'],
  [[...BANK, '--terminal', 'osmp', '--charset', 'koi8-r'], '--charset is one of utf-8, windows-1251'],
  [[...BANK, '--terminal', 'osmp', '--zone', 'Europe/Moskau'], '"Europe/Moskau" is no IANA time zone'],
  [[...BANK, '--terminal', 'osmp', '--answer-within', '46s'], 'within 1 to 45 seconds'],
  [[...BANK, '--terminal', 'osmp', '--answer-within', '10'], '--answer-within is a time such as 10s'],
  [[...BANK, '--charset', 'utf-8'], '--terminal is missing'],
  [[...BANK, '--no-terminal'], '"create" has no option --no-terminal'],
])('%j is a mistake that is explained, and changes nothing', async (commandLine, message) => {
  const database = await openFreshSqlite()
  const command = await commandOver(database)
  expect(await command(...commandLine)).toMatchObject({ kind: 'mistaken', text: expect.stringContaining(message) })
  expect(await database.query('select id from partners')).toEqual([])
})

describeStores((openFresh) => {
  test('a partner is made, shown, changed, blocked and let in again, each act in the trail as done by the cli', async () => {
    const database = await openFresh()
    const command = await commandOver(database)
    const options = ['--network', '192.0.2.7', '--network', '2001:db8::/32', '--max', '99.50', '--signing']
    const created = await command('create', 'bank', '--name', 'Банк', '--template', 'bank/{externalId}', ...options)
    const { secret, signingSecret } = readSecrets(created.json)
    expect([secret, signingSecret]).toEqual([expect.stringMatching(/^bgp_/), expect.stringMatching(/^bgk_/)])
    expect(created.text).toContain(secret)
    expect(created.json).toMatchObject({
      partner: {
        id: 'bank',
        name: 'Банк',
        state: 'ACTIVE',
        networks: ['192.0.2.7', '2001:db8::/32'],
        limits: {
          currency: 'RUB',
          minAmount: '1.00',
          maxAmount: '99.50',
          maxAmountPerDay: '1000000.00',
          maxMissesPerHour: 200,
        },
        referenceTemplate: 'bank/{externalId}',
        paymentMethod: 'TERMINAL',
      },
    })
    expect(await command('create', 'bank', '--name', 'x')).toMatchObject({ kind: 'refused' })
    const twin = await command('create', 'twin', '--name', 'x', '--template', 'bank/x{externalId}')
    expect(twin).toMatchObject({ kind: 'refused', text: expect.stringContaining("--template 'twin/{externalId}'") })
    expect(await command('update', 'bank')).toMatchObject({ kind: 'mistaken' })
    expect(await command('update', 'bank', '--any-network', '--per-minute', '7', '--misses', '900')).toMatchObject({
      kind: 'done',
    })
    expect(await command('update', 'bank', '--min', '100')).toMatchObject({ kind: 'mistaken' })
    expect(await command('block', 'bank')).toMatchObject({ kind: 'done', json: { state: 'BLOCKED' } })
    expect(await command('unblock', 'bank')).toMatchObject({ kind: 'done', json: { state: 'ACTIVE' } })
    const shown = await command('show', 'bank')
    expect(shown.text).toMatch(/^networks +any$/m)
    expect(shown.text).toMatch(/^a minute +at most 7 payments$/m)
    expect(shown.text).toMatch(/^an hour +at most 900 numbers that nobody has/m)
    expect(JSON.stringify(shown)).not.toMatch(/bg[pk]_/)
    expect(await command('list')).toMatchObject({ text: 'bank  ACTIVE   Банк', json: [{ id: 'bank' }] })
    for (const name of ['update', 'rotate', 'block', 'unblock', 'show']) {
      expect(await command(name, 'absent')).toMatchObject({
        kind: 'refused',
        text: expect.stringContaining('"absent"'),
      })
    }
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

describeStores((openFresh) => {
  test('P6 a partner gets a terminal protocol, changes it and loses it; its addresses and no signatures stay with it', async () => {
    const database = await openFresh()
    const command = await commandOver(database)
    const terminal = { protocol: 'SBERBANK', charset: 'windows-1251', timeZone: 'Asia/Omsk', answerWithinMs: 20_000 }
    const options = ['--charset', 'windows-1251', '--zone', 'Asia/Omsk', '--answer-within', '20s', '--password']
    const created = await command(...BANK, '--terminal', 'sberbank', ...options)
    expect(created.json).toMatchObject({ partner: { terminal: { ...terminal, needsPassword: true } } })
    expect(created.text).toContain(
      'terminals       /terminals/sberbank/bank, windows-1251, Asia/Omsk, within 20 s, known by address, id and secret',
    )
    const changed = await command('update', 'bank', '--terminal', 'osmp', '--charset', 'utf-8', '--no-password')
    expect(changed.json).toMatchObject({
      terminal: { ...terminal, protocol: 'OSMP', charset: 'utf-8', needsPassword: false },
    })
    expect((await command('update', 'bank', '--max', '500.00')).json).toMatchObject({
      terminal: { protocol: 'OSMP', answerWithinMs: 20_000 },
    })
    for (const line of [
      ['update', 'bank', '--any-network'],
      ['rotate', 'bank', '--signing'],
      ['update', 'bank', '--no-terminal', '--zone', 'Asia/Omsk'],
      ['update', 'bank', '--password', '--no-password'],
    ]) {
      expect(await command(...line)).toMatchObject({ kind: 'mistaken' })
    }
    expect((await command('update', 'bank', '--no-terminal', '--any-network')).json).toMatchObject({
      terminal: null,
      networks: [],
    })
    expect((await command('show', 'bank')).text).toContain('no terminal protocol')
    await database.query(`update partners set terminal = '{"protocol":"CYBERPLAT"}' where id = 'bank'`)
    await expect(command('show', 'bank')).rejects.toMatchObject({ code: 'STORE_CORRUPT' })
  })
})

test('a rotation shows the new secret once, and a third one has to wait', async () => {
  const command = await commandOver(await openFreshSqlite())
  await command('create', 'bank', '--name', 'x')
  const rotated = await command('rotate', 'bank', '--overlap', '90s')
  expect(rotated.text).toContain(`an earlier one works until ${new Date(NOW + 90_000).toISOString()}`)
  expect(rotated.text).toContain(readSecrets(rotated.json).secret)
  expect(await command('rotate', 'bank')).toMatchObject({
    kind: 'refused',
    text: expect.stringContaining('--overlap 0'),
  })
  expect((await command('rotate', 'bank', '--overlap', '0')).text).toContain('an earlier one has ended')
  const signing = await command('rotate', 'bank', '--signing')
  expect(readSecrets(signing.json)).toMatchObject({ secret: '', signingSecret: expect.stringMatching(/^bgk_/) })
})

function readSecrets(json: unknown): { secret: string; signingSecret: string } {
  const { secret = '', signingSecret = '' }: Record<string, string> = Object(json)
  return { secret, signingSecret }
}
