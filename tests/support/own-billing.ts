import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const EXAMPLE = fileURLToPath(new URL('../../examples/own-billing/', import.meta.url))

/** The adapter of the example, as a provider has it: in a folder of its own, outside the repository. */
export function copyExample(): string {
  const folder = mkdtempSync(join(tmpdir(), 'my-billing-'))
  for (const { name, isFile } of exampleFiles()) if (isFile) cpSync(join(EXAMPLE, name), join(folder, name))
  return folder
}

/** Lines of all files of the adapter. */
export function countAdapterLines(): number {
  const files = exampleFiles().filter(({ name }) => name.endsWith('.ts'))
  return files.reduce(
    (sum, { name }) => sum + readFileSync(join(EXAMPLE, name), 'utf8').trimEnd().split('\n').length,
    0,
  )
}

function exampleFiles() {
  return readdirSync(EXAMPLE, { withFileTypes: true }).map((entry) => ({ name: entry.name, isFile: entry.isFile() }))
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
      await fetch(`${url}/desk/lose-answer`, { method: 'POST' })
    },
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
