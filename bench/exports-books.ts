import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { startSandbox } from '../src/sandbox/start.ts'

const NUMBER = '100001'
const YEAR = { from: '2025-01-01', to: '2025-12-31' } as const
const FIRST_MS = Date.parse(`${YEAR.from}T00:00:00+03:00`)
const YEAR_MS = 365 * 86_400_000
/** Far beyond the records that the sandbox seeds. */
const FIRST_RECORD = 50_000_000

/** An account with a year of very many charges, in a sandbox billing that listens. */
export interface LongBooks {
  readonly url: string
  readonly accountId: string
  readonly period: typeof YEAR
  close(): Promise<void>
}

/** The rows are put beside the books, since by the billing's own ways they would take an hour. */
export async function openLongBooks(directory: string, rowCount: number): Promise<LongBooks> {
  const file = join(directory, 'books.sqlite')
  const start = () => startSandbox({ file, port: 0, accounts: 20, startAt: Date.parse('2026-01-15T12:00:00Z') })
  const seeding = await start()
  const response = await fetch(`${seeding.url}/control/accounts/${NUMBER}`)
  const { restId, soapId }: Readonly<Record<string, unknown>> = Object(await response.json())
  // What the account has by itself in that year is made when somebody asks, and taken away.
  seeding.books.statement(Number(soapId), FIRST_MS, FIRST_MS + YEAR_MS)
  // Nobody else may write into books that are open.
  await seeding.close()
  const database = new DatabaseSync(file)
  database.exec('BEGIN')
  database.prepare('DELETE FROM payments WHERE soap_id = ?').run(Number(soapId))
  database.prepare('DELETE FROM charges WHERE soap_id = ?').run(Number(soapId))
  const insert = database.prepare('INSERT INTO charges VALUES (?, ?, NULL, ?, ?, ?, ?)')
  for (let row = 0; row < rowCount; row += 1) {
    const chargedAt = FIRST_MS + Math.floor((row * YEAR_MS) / rowCount)
    const description = DESCRIPTIONS[row % DESCRIPTIONS.length] ?? ''
    insert.run(
      FIRST_RECORD + row,
      Number(soapId),
      100 + ((row * 7919) % 50_000),
      chargedAt,
      '2025-01',
      `${description} № ${row}`,
    )
  }
  database.exec('COMMIT')
  database.close()
  const sandbox = await start()
  return { url: sandbox.url, accountId: String(restId), period: YEAR, close: () => sandbox.close() }
}

const DESCRIPTIONS = [
  'Интернет «Домашний 100», абонентская плата за сутки',
  'Аренда оборудования: маршрутизатор',
  'Звонок на городской номер, посекундная тарификация, исходящий вызов через оператора дальней связи',
  'IP-адрес',
]
