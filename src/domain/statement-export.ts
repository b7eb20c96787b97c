import type { AccountId, AccountKind } from './account.ts'
import type { Period } from './statement.ts'
import type { Role } from './viewer.ts'

export type ExportFormat = 'CSV' | 'XLSX' | 'PDF'

export const EXPORT_FORMATS: readonly ExportFormat[] = ['CSV', 'XLSX', 'PDF']

export type ExportState = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED'

/** Why an export came to nothing. */
export type ExportFailure =
  /** The billing did not answer, however often it was asked. */
  | 'BILLING_UNAVAILABLE'
  /** The billing knows no such account any more. */
  | 'ACCOUNT_NOT_FOUND'
  /** A single day has more entries than the billing can answer, or the period more than a file may hold. */
  | 'TOO_MANY_ENTRIES'
  /** The closing balance of one part of the period is not the opening balance of the next. */
  | 'STATEMENT_DOES_NOT_ADD_UP'
  /** The file could not be written. */
  | 'FILE_NOT_WRITTEN'

/** The languages in which a file can be written. */
export type ExportLanguage = 'ru' | 'en'

/** Whose an export is: ids of persons and of staff are unique within their roles. */
export interface ExportOwner {
  readonly role: Role
  readonly subjectId: string
}

/** What somebody wants to have as a file. */
export interface ExportWish {
  readonly accountId: AccountId
  readonly accountKind: AccountKind
  readonly accountNumber: string
  readonly period: Period
  readonly format: ExportFormat
  readonly language: ExportLanguage
}

/** A statement on its way to a file. Instants are milliseconds since the epoch. */
export interface StatementExport extends ExportWish {
  readonly id: string
  readonly owner: ExportOwner
  readonly state: ExportState
  /** Of a hundred. */
  readonly progress: number
  /** Written so far; all of them when it is done. */
  readonly entryCount: number
  readonly createdAt: number
  readonly finishedAt: number | null
  /** When the file is deleted; null while there is none. */
  readonly expiresAt: number | null
  readonly sizeBytes: number | null
  readonly failure: ExportFailure | null
}

/** Longer than any books are kept, and the most days that one file may tell of. */
export const MAX_EXPORT_DAYS = 3_660

/** More rows than any spreadsheet takes. */
export const MAX_EXPORT_ENTRIES = 1_000_000

/** Of one person at once: what waits or is being written. */
export const MAX_OPEN_EXPORTS = 3

/** Of one person, with those that are there to be downloaded. */
export const MAX_KEPT_EXPORTS = 20

/** A file is there so long, and no longer. */
export const KEEP_EXPORT_MS = 24 * 3_600_000
