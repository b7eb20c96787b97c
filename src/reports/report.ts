import type { Writable } from 'node:stream'
import type { Currency, Money } from '../domain/money.ts'
import type { Operator } from '../domain/operator.ts'
import type { Period, StatementEntry } from '../domain/statement.ts'
import type { ExportLanguage } from '../domain/statement-export.ts'

/** What stands above the table, and below it. */
export interface ReportHead {
  readonly language: ExportLanguage
  readonly accountNumber: string
  readonly holder: string | null
  /** The legal entity that receives the money; null when the billing names none. */
  readonly payee: Operator | null
  readonly period: Period
  readonly currency: Currency
  readonly opening: Money
  readonly credited: Money
  readonly debited: Money
  readonly closing: Money
  readonly entryCount: number
  /** Milliseconds since the epoch. */
  readonly madeAt: number
  /** The IANA zone of all dates. */
  readonly timeZone: string
}

/** An entry with the balance after it. */
export interface ReportRow {
  readonly entry: StatementEntry
  readonly balance: Money
}

/** All of a statement without ever holding all of it: rows can be read more than once, each time from the disk. */
export interface Report {
  readonly head: ReportHead
  readonly rows: () => AsyncIterable<ReportRow>
}

/** Writes a report and ends the output. Holds no more than a few rows or a page at a time. */
export type Renderer = (report: Report, output: Writable) => Promise<void>
