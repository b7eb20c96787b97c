import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ERROR_CODES } from '../../src/graphql/error-codes.ts'
import { runScript } from '../support/partner-command.ts'
import { startPartnerGateways } from '../support/partner-gateways.ts'
import { createTemporaryFolder, openFreshSqlite } from '../support/stores.ts'

const page = readFileSync(new URL('../../docs/partners.md', import.meta.url), 'utf8')
const ANSWER = { data: { partner: { partnerId: 'kiosk', name: 'Kiosk terminals' } } }

const missing = ['openssl', 'curl'].filter((tool) => spawnSync(tool, ['version']).error !== undefined)
if (missing.length > 0)
  process.stderr.write(`The shell of docs/partners.md is not tried: ${missing.join(' and ')} missing.\n`)

function snippets(language: string): readonly string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(?<text>[\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ({ groups }) => groups?.['text'] ?? '',
  )
}

/** A partner that signs, and all that the snippets take from their environment but the token. */
async function start() {
  const gateways = await startPartnerGateways(await openFreshSqlite())
  gateways.clock.now = Date.now()
  const { secret, signingSecret } = await gateways.create({ signs: true })
  return { GATEWAY: gateways.urls[0] ?? '', PARTNER: 'kiosk', SECRET: secret, SIGNING_SECRET: signingSecret }
}

test.skipIf(missing.length > 0)('the shell of the page signs in and signs a request', async () => {
  const [signIn = '', signed = ''] = snippets('sh')
  const { code, stdout } = await runScript('sh', ['-euc', `${signIn}${signed}`], await start())
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toEqual(ANSWER)
})

test.skipIf(missing.length > 0)('the TypeScript of the page signs a request', async () => {
  const environment = await start()
  const [signIn = ''] = snippets('sh')
  const [program = ''] = snippets('ts')
  const { stdout: TOKEN } = await runScript('sh', ['-euc', `${signIn}printf %s "$TOKEN"`], environment)
  const file = join(await createTemporaryFolder(), 'ask.ts')
  await writeFile(file, program)
  const { stdout, stderr } = await runScript(process.execPath, [file], { ...environment, TOKEN })
  expect(stderr).not.toContain('Error')
  expect(JSON.parse(stdout)).toEqual(ANSWER)
})

test('the page names the status of every refusal as the catalogue has it', () => {
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \|/gm)].map(([, code, status]) => `${code} ${status}`)
  const codes = Object.entries(ERROR_CODES).filter(([code]) => /^(?:SIGNATURE|ADDRESS)_/.test(code))
  expect(rows).toHaveLength(5)
  expect(new Set(rows)).toEqual(new Set(codes.map(([code, { httpStatus }]) => `${code} ${httpStatus}`)))
})

test('every promise of the page stands in the title of a test', () => {
  const promises = [...page.matchAll(/^\| (PARTNER-\d+) \|/gm)].map(([, name = '']) => name)
  expect(promises).toHaveLength(8)
  const suites = ['api/partner-sign-in', 'api/partner-signature'].map((name) =>
    readFileSync(new URL(`../${name}.test.ts`, import.meta.url), 'utf8'),
  )
  expect(promises.filter((name) => !suites.some((text) => text.includes(`test('${name} `)))).toEqual([])
})
