import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { StatementEntry } from '../../src/domain/statement.ts'
import type { Renderer, Report, ReportHead, ReportRow } from '../../src/reports/report.ts'

export const rubles = (minorUnits: bigint) => ({ minorUnits, currency: 'RUB' }) as const

/** A small statement: what is left out is ordinary. */
export function makeReport(entries: readonly Partial<StatementEntry>[], head: Partial<ReportHead> = {}): Report {
  let balance = 0n
  const rows: readonly ReportRow[] = entries.map((given, at) => {
    const entry: StatementEntry = {
      id: String(at),
      kind: 'CHARGE',
      amount: rubles(1000n),
      at: Date.parse('2026-03-29T10:00:05+03:00'),
      description: 'Интернет',
      ...given,
    }
    balance += entry.kind === 'PAYMENT' ? entry.amount.minorUnits : -entry.amount.minorUnits
    return { entry, balance: rubles(balance) }
  })
  const sumOf = (kind: StatementEntry['kind']) =>
    rows.reduce((sum, { entry }) => sum + (entry.kind === kind ? entry.amount.minorUnits : 0n), 0n)
  return {
    head: {
      language: 'ru',
      accountNumber: '007123',
      holder: 'Щукина Зоя Игоревна',
      payee: { id: '1', name: 'ООО «Кабельные сети Оки»', inn: '4028019369', kpp: '402801001' },
      period: { from: '2026-03-01', to: '2026-03-31' },
      currency: 'RUB',
      opening: rubles(0n),
      credited: rubles(sumOf('PAYMENT')),
      debited: rubles(sumOf('CHARGE')),
      closing: rubles(balance),
      entryCount: rows.length,
      madeAt: Date.parse('2026-04-01T12:00:00+03:00'),
      timeZone: 'Europe/Moscow',
      ...head,
    },
    async *rows() {
      yield* rows
    },
  }
}

export async function render(renderer: Renderer, report: Report): Promise<Buffer> {
  const output = new PassThrough()
  const bytes = buffer(output)
  // What the renderer says of a failure comes first.
  bytes.catch(() => {})
  await renderer(report, output)
  return bytes
}
