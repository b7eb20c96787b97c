import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkTypes, copyExample, startLegacy } from '../support/own-billing.ts'
import { runScript } from '../support/partner-command.ts'
import { startProgram } from '../support/program.ts'

const page = readFileSync(new URL('../../docs/connect-your-billing.md', import.meta.url), 'utf8')

async function ask(url: string, query: string, token?: string) {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) })
  return Object(await response.json())
}

/** The operation that the page sends by curl, as the shell would. */
function operationsOf(text: string): readonly string[] {
  return [...text.matchAll(/-d '(\{"query".*?\})'$/gm)].map(([, body]) => Object(JSON.parse(body ?? '')).query)
}

test('the first module of the page fits the toolbox, starts, and lets somebody in', { timeout: 60_000 }, async () => {
  const text = /<!-- test: my-billing\.ts -->\n```ts\n(?<code>.*?)\n```/s.exec(page)?.groups?.['code'] ?? ''
  const folder = copyExample()
  for (const name of ['my-office.ts', 'my-kassa.ts']) rmSync(join(folder, name))
  const file = join(folder, 'my-billing.ts')
  writeFileSync(file, text)
  expect(await checkTypes(folder)).toBe('')

  const legacy = await startLegacy()
  onTestFinished(() => legacy.stop())
  const gateway = await startProgram({ ...legacy.environment, BILLING_MODULE: file })
  onTestFinished(async () => void (await gateway.stop()))
  const [signIn = '', cabinet = ''] = operationsOf(page)
  const { data } = await ask(gateway.url, signIn)
  const seen = await ask(gateway.url, cabinet, data.signIn.session.accessToken)
  expect(seen).toMatchObject({
    data: {
      viewer: {
        displayName: 'Рябинина Анна Петровна',
        accounts: [
          { number: '007123', balance: { amount: { amount: '50.60' } } },
          { number: '100200', amountToRestore: { amount: '350.00' } },
        ],
      },
      capabilities: { payments: false, services: false },
    },
  })
  // What the page does not serve yet is refused by its capability, and blanks nothing beside it.
  const rest = '{ viewer { accounts { number services { id } } } regions { id } }'
  const refused = await ask(gateway.url, rest, data.signIn.session.accessToken)
  const codes = refused.errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code)
  expect(new Set(codes)).toEqual(new Set(['NOT_SUPPORTED_BY_BILLING']))
  expect(refused.data).toMatchObject({
    viewer: { accounts: [{ number: '007123' }, { number: '100200' }] },
    regions: [],
  })
  expect(gateway.output()).toContain('money_noise')
  expect(gateway.output()).not.toMatch(/breaks a rule|call failed/)
})

test('the conformance suite proves the adapter of the example, and the page tells how far', {
  timeout: 120_000,
}, async () => {
  const command = ['tests/conformance/main.ts', '--module', 'examples/own-billing/my-billing.ts']
  const subject = ['--subject', 'examples/own-billing/my-subject.ts']
  const { code, stdout } = await runScript(process.execPath, [...command, ...subject], {})
  const printed = /^all +\d+ +\d+ +\d+ +\d+$/m.exec(page)?.[0]
  expect(stdout.split('\n').find((line) => line.startsWith('all '))).toBe(printed)
  expect(code).toBe(0)
})
