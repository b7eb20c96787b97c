import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Readable, Writable } from 'node:stream'
import { expect, test } from 'vitest'
import type { Statement } from '../../src/domain/statement.ts'
import { renderCsv } from '../../src/reports/csv.ts'
import type { Draft } from '../../src/reports/files.ts'
import { createFolderFiles } from '../../src/reports/files.ts'
import { renderPdf } from '../../src/reports/pdf.ts'
import type { Renderer, ReportRow } from '../../src/reports/report.ts'
import { readSpool, type Sums, spool } from '../../src/reports/spool.ts'
import { renderXlsx } from '../../src/reports/xlsx.ts'
import { makeReport, render, rubles } from '../support/reports.ts'
import { createTemporaryFolder } from '../support/stores.ts'
import { readArchive } from '../support/zip.ts'

function draftOf(output: Writable, input: Readable = new PassThrough()): Draft {
  return { write: () => output, read: () => input, keep: async () => 0, discard: async () => {} }
}

function statement(descriptions: readonly string[] = ['Интернет']): Statement {
  const spent = rubles(100n * BigInt(descriptions.length))
  return {
    accountId: '17',
    period: { from: '2026-01-01', to: '2026-01-31' },
    opening: spent,
    credited: rubles(0n),
    debited: spent,
    closing: rubles(0n),
    entries: descriptions.map((description, at) => ({
      id: String(at),
      kind: 'CHARGE',
      amount: rubles(100n),
      at: null,
      description,
    })),
  }
}

/** A part, and then a billing that is asked for the next one and never answers. */
async function* oneAndWait(onWait: () => void): AsyncGenerator<Statement> {
  yield statement()
  onWait()
  await new Promise(() => {})
}

test('B4 a disk that fails while the billing is asked for the next part ends the export, and not the gateway', async () => {
  const output = new Writable({ write: (_chunk, _encoding, done) => done() })
  const full = () => setImmediate(() => output.destroy(new Error('The disk is full.')))
  await expect(spool(oneAndWait(full), draftOf(output), () => {})).rejects.toThrow('The disk is full.')
})

test('B4 a file that cannot be opened ends the export before the billing has answered', async () => {
  const output = createWriteStream(join(await createTemporaryFolder(), 'absent', 'a.lines'))
  await expect(
    spool(
      oneAndWait(() => {}),
      draftOf(output),
      () => {},
    ),
  ).rejects.toThrow('ENOENT')
})

test('B4 what the billing says of a failure is told, also where the disk fails afterwards', async () => {
  const output = new Writable({ final: (done) => done(new Error('The disk is full.')) })
  const failing = new Readable({ objectMode: true }).destroy(new Error('No answer.'))
  await expect(spool(failing, draftOf(output), () => {})).rejects.toThrow('No answer.')
  expect(output.destroyed).toBe(true)
})

const HOSTILE = [
  'a\u2028b',
  'a\u2029b',
  'a\u0085b',
  'a\nb\r\nc\rd',
  '\u2028',
  '"\\',
  '\ud800',
  '\0',
  '\uFEFFa',
  '💙'.repeat(40_000),
]

async function spoolAndRead(descriptions: readonly string[]): Promise<readonly ReportRow[]> {
  const draft = await createFolderFiles(await createTemporaryFolder()).draft('a.lines', '1')
  const sums = await spool(Readable.from([statement(descriptions)]), draft, () => {})
  return Array.fromAsync(readSpool(draft, sums))
}

test('B4 descriptions come back from the disk as the billing has told them, whatever is in them', async () => {
  const rows = await spoolAndRead(HOSTILE)
  expect(rows.map(({ entry: { description } }) => description)).toEqual(HOSTILE)
  expect(rows.at(-1)?.balance).toEqual(rubles(0n))
})

const SHOWN: readonly (readonly [string, Renderer, (bytes: Buffer, description: string) => boolean])[] = [
  ['CSV', renderCsv, (bytes, description) => bytes.includes(description)],
  [
    'XLSX',
    renderXlsx,
    (bytes, description) => readArchive(bytes).get('xl/worksheets/sheet1.xml')?.includes(description) ?? false,
  ],
  ['PDF', renderPdf, (bytes) => bytes.includes('%%EOF')],
]

test.each(SHOWN)(
  'B4 %s: separators of lines that JSON leaves as they are do not break a file',
  async (_name, renderer, isShown) => {
    const descriptions = ['a\u2028b', 'a\u2029b']
    const rows = await spoolAndRead(descriptions)
    const bytes = await render(renderer, { ...makeReport([{}, {}]), rows: () => Readable.from(rows) })
    expect(descriptions.filter((description) => !isShown(bytes, description))).toEqual([])
  },
)

const SUMS: Sums = {
  opening: rubles(0n),
  credited: rubles(0n),
  debited: rubles(0n),
  closing: rubles(0n),
  entryCount: 1,
  currency: 'RUB',
}

test.each(['{', '["1"]', '["1","CHARGE","1","x"', '["1","CHARGE","one",1,""]'])(
  'B4 a line %j that nobody has written ends the export for good',
  async (line) => {
    const draft = draftOf(new PassThrough(), Readable.from([`${line}\n`]))
    await expect(Array.fromAsync(readSpool(draft, SUMS))).rejects.toMatchObject({
      failure: 'FILE_NOT_WRITTEN',
      retryable: false,
    })
  },
)

test('B4 whoever reads no further closes the file', async () => {
  const line = '["1","CHARGE","100",null,"x"]\n'
  const input = Readable.from(Array.from({ length: 10_000 }, () => line))
  for await (const _row of readSpool(draftOf(new PassThrough(), input), SUMS)) break
  expect(input.destroyed).toBe(true)
})
