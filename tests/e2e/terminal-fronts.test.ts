import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OSMP_CANCEL, OSMP_CHECK, OSMP_PAY } from '../../src/terminals/osmp-codes.ts'
import { SBERBANK_CHECK, SBERBANK_PAY } from '../../src/terminals/sberbank-codes.ts'
import { readDate } from '../../src/terminals/values.ts'
import { runPartnerCommand, runScript } from '../support/partner-command.ts'
import { type Program, startProgram } from '../support/program.ts'
import { askTerminal, osmpDate, sberbankDate } from '../support/terminal-fronts.ts'

const page = readFileSync(new URL('../../docs/terminals.md', import.meta.url), 'utf8')
const [commands = '', requests = ''] = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text)
const [osmpSample = '', sberbankSample = ''] = [...page.matchAll(/^```xml\n([\s\S]*?)^```$/gm)].map(
  ([, text = '']) => text,
)

let gateway: Program
let base: string
let secret: string

/** The partners of the page, as its commands make them; only that they call from here. */
beforeAll(async () => {
  gateway = await startProgram()
  base = gateway.url.replace(/\/graphql$/, '')
  const lines = commands.replaceAll('\\\n', ' ').trim().split('\n')
  const answers: { readonly secret: string }[] = []
  for (const line of lines) {
    const words = [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
      ([, one, two, three]) => one ?? two ?? three ?? '',
    )
    const here = words.slice(4).map((word, at, all) => (all[at - 1] === '--network' ? '127.0.0.1' : word))
    const { stdout, stderr } = await runPartnerCommand([...here, '--json'], { DATA_DIR: gateway.dataDir })
    if (stderr !== '') throw new Error(stderr)
    answers.push(JSON.parse(stdout))
  }
  secret = answers[1]?.secret ?? ''
}, 60_000)
afterAll(() => gateway.stop())

const hasCurl = spawnSync('curl', ['--version']).error === undefined

test.skipIf(!hasCurl)(
  'P6 a network of terminals goes through the page with curl, and hears what the page says',
  async () => {
    const { code, stdout } = await runScript('sh', ['-euc', requests], { GATEWAY: base })
    expect(code).toBe(0)
    const [check = '', paid = '', status = '', canceled = ''] = stdout.split(/(?=<\?xml)/)
    expect(check).toMatch(/<field1 name="fio">\S+\*{3}.*<\/field1>/)
    expect(plain(paid)).toBe(plain(osmpSample))
    expect(plain(status)).toBe(plain(osmpSample))
    expect(canceled).toContain('<result>0</result>')
    const after = await askTerminal(`${base}/terminals/osmp/kiosk-net`, { command: 'status', txn_id: '1001' })
    expect(after.values).toMatchObject({ result: '300' })
  },
)

test('P6 Sberbank pays with its credentials, and once: a copy hears of the first registration', async () => {
  const url = `${base}/terminals/sberbank/sber`
  const askedAt = Date.now()
  const order = { ACTION: 'payment', ACCOUNT: '100001', AMOUNT: '150.00', PAY_ID: '9001', PAY_DATE: sberbankDate() }
  expect((await askTerminal(url, order)).status).toBe(401)
  const headers = { authorization: `Basic ${Buffer.from(`sber:${secret}`).toString('base64')}` }
  const check = await askTerminal(url, { ACTION: 'check', ACCOUNT: '100001' }, { headers })
  expect(check.values).toMatchObject({ CODE: '0', FIO: expect.stringContaining('***') })
  const first = await askTerminal(url, order, { headers })
  expect(Object.keys(first.values)).toEqual([...sberbankSample.matchAll(/<([A-Z_]+)>/g)].map(([, name]) => name))
  expect(first.values['CODE']).toBe('0')
  // The moment and not the text: it is written in whole seconds, and one may have ended since it was asked for.
  const registeredAt = readDate(first.values['REG_DATE'] ?? null, 'dd.MM.yyyy_HH:mm:ss', 'Europe/Moscow')
  expect(registeredAt).toBeGreaterThanOrEqual(askedAt - 1000)
  expect(registeredAt).toBeLessThanOrEqual(Date.now())
  expect(Buffer.from(first.bytes).toString('latin1')).toContain('encoding="windows-1251"')
  const again = await askTerminal(url, order, { headers })
  expect({ ...again.values, MESSAGE: '' }).toEqual({ ...first.values, CODE: '8', MESSAGE: '' })
})

test('P6 a change of the command acts on a gateway that runs', async () => {
  const url = `${base}/terminals/osmp/kiosk-net`
  const order = { command: 'pay', txn_id: '1002', account: '100001', sum: '10.00', txn_date: osmpDate() }
  expect((await askTerminal(url, order)).status).toBe(200)
  await runPartnerCommand(['update', 'kiosk-net', '--network', '198.51.100.0/24'], { DATA_DIR: gateway.dataDir })
  await expect.poll(async () => (await askTerminal(url, order)).status, { timeout: 5_000 }).toBe(403)
  await runPartnerCommand(['update', 'kiosk-net', '--no-terminal'], { DATA_DIR: gateway.dataDir })
  await expect.poll(async () => (await askTerminal(url, order)).status, { timeout: 5_000 }).toBe(404)
})

test('P6 the tables of the page are those of the program', () => {
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| (\d+) \| (\d+) \|$/gm)].map(([, code = '', osmp, sberbank]) => [
    code,
    { osmp: Number(osmp), sberbank: Number(sberbank) },
  ])
  const { INVALID_VALUE: _osmp, ...osmp } = OSMP_PAY
  const { INVALID_VALUE: _sberbank, ...sberbank } = SBERBANK_PAY
  const pairs = Object.entries(osmp).map(([code, number]) => [code, { osmp: number, sberbank: Object(sberbank)[code] }])
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(pairs))
  // A check never says something else than a payment.
  expect({ ...OSMP_PAY, ...OSMP_CHECK }).toEqual({ ...OSMP_PAY, INVALID_VALUE: 4 })
  expect({ ...SBERBANK_PAY, ...SBERBANK_CHECK }).toEqual({ ...SBERBANK_PAY, INVALID_VALUE: 4 })
  const cancels = [...page.matchAll(/^\| `([A-Z_]+)` \| (\d+) \|$/gm)].map(([, code = '', number]) => [
    code,
    Number(number),
  ])
  expect(Object.fromEntries(cancels)).toEqual(OSMP_CANCEL)
})

test('P6 the page explains every code that is given, and no other', () => {
  const [, osmp = '', sberbank = ''] = page.split(/^## (?:OSMP|Sberbank)$/m)
  expect(codesOf(osmp)).toEqual([0, 1, 4, 5, 7, 8, 79, 90, 241, 242, 243, 300])
  expect(codesOf(sberbank)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
})

/** Numbers of ours differ. */
function plain(document: string): string {
  return document.replace(/<prv_txn>\d{1,19}</, '<prv_txn>N<').trim()
}

function codesOf(section: string): readonly number[] {
  const [table = ''] = section.split('\n## ')
  return [...table.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code))
}
