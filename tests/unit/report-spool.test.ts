import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, type Readable, Writable } from 'node:stream'
import { expect, test } from 'vitest'
import type { Statement } from '../../src/domain/statement.ts'
import type { Draft } from '../../src/reports/files.ts'
import { spool } from '../../src/reports/spool.ts'
import { rubles } from '../support/reports.ts'
import { createTemporaryFolder } from '../support/stores.ts'

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
  await expect(spool(oneAndWait(() => {}), draftOf(output), () => {})).rejects.toThrow('ENOENT')
})

test('B4 what the billing says of a failure is told, also where the disk fails afterwards', async () => {
  const output = new Writable({ final: (done) => done(new Error('The disk is full.')) })
  async function* failing(): AsyncGenerator<Statement> {
    throw new Error('No answer.')
  }
  await expect(spool(failing(), draftOf(output), () => {})).rejects.toThrow('No answer.')
  expect(output.destroyed).toBe(true)
})
