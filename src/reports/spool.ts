import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { addMoney, type Currency, type Money, subtractMoney, zeroMoney } from '../domain/money.ts'
import type { Statement, StatementEntry } from '../domain/statement.ts'
import { MAX_EXPORT_ENTRIES } from '../domain/statement-export.ts'
import { ReportError } from './error.ts'
import type { Draft } from './files.ts'
import type { ReportHead, ReportRow } from './report.ts'

/** The sums of a period whose entries lie on the disk. */
export type Sums = Pick<ReportHead, 'opening' | 'credited' | 'debited' | 'closing' | 'entryCount' | 'currency'>

/**
 * Puts the entries of each part on the disk as it arrives, a JSON line each, so that the sums are known before the first
 * row is written and memory holds one part at a time.
 */
export async function spool(
  slices: AsyncIterable<Statement>,
  draft: Draft,
  onSlice: (slice: Statement, entryCount: number) => void,
): Promise<Sums> {
  const output = draft.write()
  const done = finished(output)
  // Heard with each part and at the end, and until then no failure that nobody hears: the disk may fail at any time.
  done.catch(() => {})
  let sums: Sums | null = null
  try {
    for await (const slice of untilFailed(slices, done)) {
      sums = addSlice(sums, slice)
      if (sums.entryCount > MAX_EXPORT_ENTRIES) throw new ReportError('TOO_MANY_ENTRIES', { retryable: false })
      await write(output, slice.entries.map(writeEntry).join(''), done)
      onSlice(slice, sums.entryCount)
    }
    output.end()
    await done
  } catch (error) {
    output.destroy()
    await done.catch(() => {})
    throw error
  }
  if (sums === null) throw new ReportError('ACCOUNT_NOT_FOUND', { retryable: false })
  const { opening, credited, debited, closing } = sums
  if (subtractMoney(addMoney(opening, credited), debited).minorUnits !== closing.minorUnits) {
    throw new ReportError('STATEMENT_DOES_NOT_ADD_UP', { retryable: true })
  }
  return sums
}

/** The entries in their order, each with the balance after it. */
export async function* readSpool(draft: Draft, { opening, currency }: Sums): AsyncGenerator<ReportRow> {
  let balance = opening
  for await (const line of readLines(draft.read())) {
    const entry = readEntry(line, currency)
    balance = entry.kind === 'PAYMENT' ? addMoney(balance, entry.amount) : subtractMoney(balance, entry.amount)
    yield { entry, balance }
  }
}

function addSlice(sums: Sums | null, { opening, credited, debited, closing, entries }: Statement): Sums {
  const before = sums ?? {
    opening,
    credited: zeroMoney(opening.currency),
    debited: zeroMoney(opening.currency),
    entryCount: 0,
  }
  return {
    opening: before.opening,
    credited: addMoney(before.credited, credited),
    debited: addMoney(before.debited, debited),
    closing,
    entryCount: before.entryCount + entries.length,
    currency: opening.currency,
  }
}

function writeEntry({ id, kind, amount, at, description }: StatementEntry): string {
  return `${JSON.stringify([id, kind, amount.minorUnits.toString(), at, description])}\n`
}

/**
 * Split at line feeds alone, which JSON escapes in its texts: `node:readline` splits at U+2028 and U+2029 as well, which it
 * does not. Whoever reads no further closes the file.
 */
async function* readLines(input: Readable): AsyncGenerator<string> {
  try {
    let rest = ''
    for await (const chunk of input.setEncoding('utf8')) {
      const lines = (rest + String(chunk)).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
    if (rest !== '') throw unreadable()
  } finally {
    input.destroy()
  }
}

function readEntry(line: string, currency: Currency): StatementEntry {
  const [id, kind, units, at, description] = readRow(line)
  if (kind !== 'PAYMENT' && kind !== 'CHARGE') throw unreadable()
  if (typeof units !== 'string' || !/^-?\d+$/.test(units)) throw unreadable()
  const amount: Money = { minorUnits: BigInt(units), currency }
  return { id: String(id), kind, amount, at: typeof at === 'number' ? at : null, description: String(description) }
}

function readRow(line: string): readonly unknown[] {
  try {
    const row: unknown = JSON.parse(line)
    return Array.isArray(row) ? row : []
  } catch (error) {
    throw unreadable(error)
  }
}

/** What reads differently than it was written reads no better the next time. */
function unreadable(cause?: unknown): ReportError {
  return new ReportError('FILE_NOT_WRITTEN', { retryable: false, cause })
}

/** The parts as they come, and no longer than they can be written: a failure does not wait for the billing's answer. */
async function* untilFailed<Item>(items: AsyncIterable<Item>, done: Promise<void>): AsyncGenerator<Item> {
  const iterator = items[Symbol.asyncIterator]()
  for (;;) {
    const next = await Promise.race([iterator.next(), done])
    if (!next || next.done === true) return
    yield next.value
  }
}

/** Waits where the disk is slower than the billing. */
async function write(output: Writable, text: string, done: Promise<void>): Promise<void> {
  if (text !== '' && !output.write(text)) await Promise.race([once(output, 'drain'), done])
}
