import type { ExportFailure } from '../domain/statement-export.ts'

/** Why a file came to nothing; `retryable` when the next try may have more luck. */
export class ReportError extends Error {
  override readonly name = 'ReportError'
  readonly failure: ExportFailure
  readonly retryable: boolean

  constructor(failure: ExportFailure, options: { readonly retryable: boolean; readonly cause?: unknown }) {
    super(`An export failed: ${failure}.`, 'cause' in options ? { cause: options.cause } : undefined)
    this.failure = failure
    this.retryable = options.retryable
  }
}
