import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createReferenceBilling } from '../src/billing/reference/index.ts'
import { EXPORT_FORMATS, type ExportFormat } from '../src/domain/statement-export.ts'
import { createFolderFiles } from '../src/reports/files.ts'
import { makeFile } from '../src/reports/work.ts'
import { RENDERERS } from '../src/running-reports.ts'
import { openLongBooks } from './exports-books.ts'

// What a long statement costs as a file: time, size, and the most memory that its process ever held, over the reference
// billing on the wire. Each format has a process of its own. `npm run bench:exports -- 100000` says how many rows; a folder
// behind it keeps the files. The exit code is 1 when a format takes more memory than is promised.

const MAX_MEMORY_MB = 150
const [rowsText = '100000', folder = '', url = '', accountId = '', from = '', to = '', format = ''] =
  process.argv.slice(2)

if (isFormat(format)) await measure(format)
else await compare()

async function compare(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'exports-'))
  const books = await openLongBooks(directory, Number(rowsText))
  process.stdout.write(`${rowsText} rows\nformat   seconds    MB   memory before, MB   peak, MB\n`)
  try {
    for (const one of EXPORT_FORMATS) {
      const { period } = books
      const given = [
        rowsText,
        folder === '' ? directory : folder,
        books.url,
        books.accountId,
        period.from,
        period.to,
        one,
      ]
      const execArgv = ['--max-semi-space-size=8']
      const [code] = await once(fork(fileURLToPath(import.meta.url), given, { execArgv }), 'exit')
      if (code !== 0) process.exitCode = 1
    }
  } finally {
    await books.close()
    await rm(directory, { recursive: true, force: true })
  }
}

async function measure(format: ExportFormat): Promise<void> {
  const beforeMb = readMb('VmRSS')
  const startedAt = performance.now()
  const billing = createReferenceBilling({
    restUrl: `${url}/rest`,
    soapUrl: `${url}/soap`,
    restKey: 'sandbox-key',
    soapLogin: 'gateway',
    soapPassword: 'gateway',
    timeZone: 'Europe/Moscow',
    currency: 'RUB',
    timeoutMs: 30_000,
    maxConcurrency: 8,
  })
  const files = createFolderFiles(folder)
  const parts = { billing, files, renderers: RENDERERS, timeZone: 'Europe/Moscow', now: () => Date.UTC(2026, 0, 15) }
  const job = {
    id: `statement-${rowsText}`,
    owner: { role: 'SUBSCRIBER', subjectId: '1' },
    accountId,
    accountKind: 'PERSON',
    accountNumber: '100001',
    period: { from, to },
    format,
    language: 'ru',
    state: 'RUNNING',
    progress: 0,
    entryCount: 0,
    createdAt: 0,
    finishedAt: null,
    expiresAt: null,
    sizeBytes: null,
    failure: null,
    claim: 1,
    attempts: 0,
    requestId: 'bench',
  } as const
  const work = { job, pulse: { progress: 0, entryCount: 0 } }
  const { sizeBytes, entryCount } = await makeFile(parts, work, { signal: new AbortController().signal })
  if (entryCount !== Number(rowsText)) throw new Error(`${entryCount} rows were written.`)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const peakMb = readMb('VmHWM')
  const columns = [format.padEnd(6), seconds.padStart(9), (sizeBytes / 1e6).toFixed(1).padStart(5)]
  process.stdout.write(`${columns.join(' ')} ${beforeMb.toFixed(0).padStart(19)} ${peakMb.toFixed(0).padStart(10)}\n`)
  await billing.close()
  process.exitCode = peakMb - beforeMb > MAX_MEMORY_MB ? 1 : 0
}

function isFormat(text: string): text is ExportFormat {
  return EXPORT_FORMATS.some((known) => known === text)
}

/** Of this program alone: what `getrusage` tells begins with the program that has started it. */
function readMb(name: 'VmRSS' | 'VmHWM'): number {
  const line = readFileSync('/proc/self/status', 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${name}:`))
  return Number(line?.replaceAll(/\D/g, '')) / 1024
}
