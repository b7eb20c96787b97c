export interface BooksOptions {
  /** A file, or ":memory:". */
  readonly file: string
  readonly accounts: number
  /** The clock at the first start, milliseconds since the epoch; later starts continue where the file left off. */
  readonly startAt: number
  /** Time that passes by itself since the start, in milliseconds; the process's monotonic clock. */
  readonly elapsed: () => number
  /** Up to this many accounts are written at the first start, 20,000 by default; beyond it each on first touch. */
  readonly eagerAccounts?: number
}
