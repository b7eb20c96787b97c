import type { BillingCall, StatementBilling } from '../billing/port.ts'
import type { Statement } from '../domain/statement.ts'
import type { ExportFormat } from '../domain/statement-export.ts'
import type { ClaimedExport } from '../store/export-types.ts'
import type { ReportFiles } from './files.ts'
import { type HeadingBilling, readHeading } from './heading.ts'
import type { Renderer, ReportRow } from './report.ts'
import { readSlices } from './slices.ts'
import { readSpool, type Sums, spool } from './spool.ts'

export interface WorkParts {
  readonly billing: HeadingBilling & { readonly statements: StatementBilling }
  readonly files: ReportFiles
  readonly renderers: Readonly<Record<ExportFormat, Renderer>>
  readonly timeZone: string
  readonly now: () => number
}

/** How far one export is, told to the store from time to time. */
export interface Pulse {
  progress: number
  entryCount: number
}

/** Reading is the first half; the second begins when the sums are known. */
const READ_SHARE = 50
const ALMOST_DONE = 99

/** The name of an export's file. */
export function fileNameOf({ id, format }: { readonly id: string; readonly format: ExportFormat }): string {
  return `${id}.${format.toLowerCase()}`
}

/** Reads a statement part by part and writes its file. Answers what became of it; leaves nothing half done behind. */
export async function makeFile(
  { billing, files, renderers, timeZone, now }: WorkParts,
  { job, pulse }: { readonly job: ClaimedExport; readonly pulse: Pulse },
  call: BillingCall,
): Promise<{ readonly sizeBytes: number; readonly entryCount: number }> {
  const { accountId, accountNumber, period, format, language } = job
  const attempt = String(job.claim)
  const over = new AbortController()
  const signal = AbortSignal.any([call.signal, over.signal])
  const lines = await files.draft(`${job.id}.lines`, attempt)
  const file = await files.draft(fileNameOf(job), attempt)
  try {
    const heading = await readHeading(billing, accountId, call)
    const onSlice = ({ period: { to } }: Statement, entryCount: number) => {
      pulse.progress = Math.floor((READ_SHARE * daysBetween(period.from, to)) / daysBetween(period.from, period.to))
      pulse.entryCount = entryCount
    }
    const sums = await spool(readSlices(billing.statements, { accountId, period }, { ...call, signal }), lines, onSlice)
    const head = { ...sums, ...heading, language, accountNumber, period, timeZone, madeAt: now() }
    const rows = () => watch(readSpool(lines, sums), { sums, pulse, signal: call.signal })
    await renderers[format]({ head, rows }, file.write())
    return { sizeBytes: await file.keep(), entryCount: sums.entryCount }
  } finally {
    // A part that is still asked for when the disk has failed.
    over.abort()
    await lines.discard()
    await file.discard()
  }
}

/** Counts rows as they are taken, lets other requests have their turn, and ends when nobody wants the file any more. */
async function* watch(
  rows: AsyncIterable<ReportRow>,
  { sums, pulse, signal }: { readonly sums: Sums; readonly pulse: Pulse; readonly signal: AbortSignal },
): AsyncGenerator<ReportRow> {
  let count = 0
  for await (const row of rows) {
    count += 1
    if (count % ROWS_BETWEEN_LOOKS === 0) {
      signal.throwIfAborted()
      const written = READ_SHARE + Math.floor(((ALMOST_DONE - READ_SHARE) * count) / sums.entryCount)
      pulse.progress = Math.max(pulse.progress, Math.min(written, ALMOST_DONE))
      await new Promise((resolve) => setImmediate(resolve))
    }
    yield row
  }
}

const ROWS_BETWEEN_LOOKS = 200

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
}
