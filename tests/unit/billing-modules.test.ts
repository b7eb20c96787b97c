import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadBillingModule } from '../../src/billing-modules.ts'

const folder = mkdtempSync(join(tmpdir(), 'own-billing-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

/** The gateway's own program, since module hooks belong to a process. */
async function run(program: string, module: string, options: readonly string[]) {
  return await new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const environment = { ...process.env, BILLING_MODULE: module }
    execFile(process.execPath, [program, ...options], { env: environment }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
  })
}

const runHelp = (module: string) => run('src/main.ts', module, ['--help'])

test('without a name it is the reference billing', async () => {
  expect((await loadBillingModule({})).name).toBe('reference')
  expect((await loadBillingModule({ BILLING_MODULE: '' })).name).toBe('reference')
})

test('a file outside the repository is a billing, written against the public entry', async () => {
  const file = write(
    'my-billing.ts',
    `import { assembleBilling, NO_CAPABILITIES, type BillingModule } from 'billing-gateway/billing'
     export default {
       name: 'my-billing',
       variables: [{ name: 'MY_URL', fallback: 'none', meaning: \`where it is (\${typeof assembleBilling}, \${NO_CAPABILITIES.reconcile})\` }],
       configure: () => ({ usesSandbox: false, connect: () => { throw new Error('not today') } }),
     } satisfies BillingModule`,
  )
  const { code, stdout } = await runHelp(file)
  expect(code).toBe(0)
  expect(stdout).toContain('MY_URL\n      where it is (function, none) (default: none)')
})

test.each([
  ['a word that names nothing', 'abilis', 'names neither a billing of the gateway ('],
  ['a file that is not there', './absent.ts', 'nor a file ending in .ts or .js that is there'],
  ['a folder', tmpdir(), 'nor a file'],
  ['an inherited name', 'constructor', 'names neither'],
])('%s is told as such', async (_name, module, words) => {
  await expect(loadBillingModule({ BILLING_MODULE: module })).rejects.toThrow(words)
})

test.each([
  ['no default export', 'export const name = 1', 'default export is no billing module'],
  ['a name with blanks', 'export default { name: "my billing", variables: [], configure() {} }', 'needs name'],
  ['no variables', 'export default { name: "x", configure() {} }', 'variables (a list)'],
  ['variables that explain nothing', 'export default { name: "x", variables: ["A"], configure() {} }', 'variables'],
  ['no way to configure it', 'export default { name: "x", variables: [] }', 'configure (a function)'],
  ['a mistake of the language', 'export default {', 'cannot be loaded'],
  ['an import that is not there', 'import "./nothing.ts"; export default {}', 'cannot be loaded'],
])('a file with %s is refused before anything starts', async (name, text, words) => {
  const { code, stderr } = await runHelp(write(`${name.replaceAll(' ', '-')}.ts`, text))
  expect(code).toBe(2)
  expect(stderr).toContain('BILLING_MODULE is ')
  expect(stderr).toContain(words)
})

test.each([
  ['that throws when it is configured', "configure() { throw new Error('no ink') }", 'configure fails: no ink'],
  ['that answers nothing', 'configure() {}', 'no { usesSandbox, connect }'],
  ['that answers later', 'async configure() { return { connect() {} } }', 'it may not be async'],
  [
    'that throws when it connects',
    "configure: () => ({ connect() { throw new Error('no ink') } })",
    'connect fails: no ink',
  ],
  ['that connects nothing', 'configure: () => ({ connect: () => undefined })', 'it lacks close, capabilities.'],
  [
    'that leaves a method out',
    'configure: () => ({ connect: () => ({ close() {}, capabilities: NO_CAPABILITIES, ...ABSENT_SLICES, accounts: { findAccounts() {} }, credentials: { checkCredentials() {}, findSubject() {} }, health: { ping() {} } }) })',
    'it lacks accounts.findAccountsByNumber.',
  ],
])('a module %s is named with its mistake', async (name, rest, words) => {
  const file = write(
    `${name.replaceAll(' ', '-')}.ts`,
    `import { ABSENT_SLICES, NO_CAPABILITIES } from 'billing-gateway/billing'
     void [ABSENT_SLICES, NO_CAPABILITIES]
     export default { name: 'x', variables: [], ${rest} }`,
  )
  const { code, stderr } = await run('src/doctor-command/main.ts', file, ['--account', '1'])
  expect(code).toBe(2)
  expect(stderr).toContain(`BILLING_MODULE is ${file}, whose `)
  expect(stderr).toContain(words)
})
