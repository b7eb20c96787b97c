/** What is wrong with the database, as an engineer would look for it. */
export type StoreErrorCode =
  /** The URL names no database that this program can use. */
  | 'STORE_BAD_URL'
  /** There is no store yet, and none was to be made. */
  | 'STORE_ABSENT'
  /** No connection, or it was lost; whether a running write was applied is unknown. */
  | 'STORE_UNREACHABLE'
  /** The server answers and does not let us in: login, rights or the database's name. */
  | 'STORE_ACCESS_DENIED'
  /** The file or its folder cannot be created or written. */
  | 'STORE_UNWRITABLE'
  /** Others held the database longer than we wait. Nothing was applied. */
  | 'STORE_BUSY'
  /** The server does not write to the disk before it answers. */
  | 'STORE_NOT_DURABLE'
  /** A row that may be there once is there already. Nothing was applied. */
  | 'STORE_DUPLICATE'
  /** A newer program has changed the tables. */
  | 'STORE_NEWER'
  /** The tables were made by other migrations than ours. */
  | 'STORE_FOREIGN'
  /** Something in the database cannot be read, or the file is no database. */
  | 'STORE_CORRUPT'
  | 'STORE_CLOSED'
  | 'STORE_FAILED'

/**
 * The only error of its own that the store rejects with. The message ends with a hint at what to do; neither ever holds a password
 * or a stored value. The database's own error is the `cause`.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}
