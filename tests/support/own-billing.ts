import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url))
const EXAMPLE = join(REPOSITORY, 'examples/own-billing')
const ADAPTER = readdirSync(EXAMPLE).filter((name) => /^my-(?!subject).*\.ts$/.test(name))

/** The adapter of the example, as a provider has it: in a folder of its own, outside the repository. */
export function copyExample(): string {
  const folder = mkdtempSync(join(tmpdir(), 'my-billing-'))
  for (const name of ADAPTER) cpSync(join(EXAMPLE, name), join(folder, name))
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: join(REPOSITORY, 'tsconfig.adapter.json') }))
  return folder
}

/** What the compiler says in a provider's folder; nothing when all is well. */
export async function checkTypes(folder: string): Promise<string> {
  const compiler = join(REPOSITORY, 'node_modules/.bin/tsc')
  const child = spawn(compiler, ['-p', folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  await once(child, 'close')
  return said
}

/** Lines of all files of the adapter. */
export function countAdapterLines(): number {
  const lines = ADAPTER.map((name) => readFileSync(join(EXAMPLE, name), 'utf8').trimEnd().split('\n').length)
  return lines.reduce((sum, count) => sum + count, 0)
}

export interface LegacyPayment {
  readonly customer: number
  readonly sum: number
  readonly docno: string
  readonly clerk: string
}

/** The small provider's old billing, as a process of its own. */
export interface Legacy {
  readonly url: string
  /** What the module reads. */
  readonly environment: Readonly<Record<string, string>>
  /** The ledger, by the billing's own word. */
  journal(): Promise<readonly LegacyPayment[]>
  /** The next deposit is booked, and its answer gets lost. */
  loseAnswer(): Promise<void>
  stop(): Promise<void>
}

export async function startLegacy(): Promise<Legacy> {
  const child = spawn(process.execPath, [join(EXAMPLE, 'legacy/main.ts'), '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface(child.stdout), 'line')
  const url = String(line).replace('listening on ', '')
  return {
    url,
    environment: { MY_BILLING_URL: url, MY_BILLING_TOKEN: 'demo-token', MY_BILLING_PASSWORD: 'demo-secret' },
    async journal() {
      const rows: unknown = await (await fetch(`${url}/desk/journal`)).json()
      if (!Array.isArray(rows)) throw new Error('The journal is no list.')
      return rows.map((row) => ({ ...Object(row) }))
    },
    async loseAnswer() {
      await fetch(`${url}/desk/mood?operation=Deposit&kind=loseAnswer&times=1`)
    },
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
