import type { AccountRef } from '../domain/account.ts'
import type { Role } from '../domain/viewer.ts'
import type { ContentStore } from './content-types.ts'

/**
 * Durable state of our own, in SQLite or PostgreSQL. Instants are milliseconds since the epoch. Every rejection is a
 * `StoreError`.
 */
export interface Store {
  readonly kind: 'sqlite' | 'postgres'
  readonly sessions: SessionStore
  readonly tries: TryStore
  readonly audit: AuditStore
  readonly content: ContentStore
  /** Rejects when the database does not answer a trivial query. */
  ping(): Promise<void>
  close(): Promise<void>
}

export interface SessionRow {
  readonly id: string
  readonly subjectId: string
  readonly role: Role
  readonly displayName: string
  readonly accounts: readonly AccountRef[]
  readonly hasMoreAccounts: boolean
  readonly createdAt: number
  /** The session ends here unless it is refreshed. */
  readonly expiresAt: number
  readonly revokedAt: number | null
}

/** What a refresh re-reads from the billing: agreements may have ended meanwhile. */
export type SessionSubject = Pick<SessionRow, 'displayName' | 'accounts' | 'hasMoreAccounts'>

export type RotateVerdict =
  | { readonly kind: 'rotated'; readonly session: SessionRow }
  /** The token was used before: the whole session has been revoked in the same transaction. */
  | { readonly kind: 'reused'; readonly sessionId: string }
  | { readonly kind: 'unknown' }

export interface SessionStore {
  create(session: Omit<SessionRow, 'revokedAt'>, refreshTokenHash: string): Promise<void>
  find(id: string): Promise<SessionRow | null>
  /** The session of an unused, unexpired refresh token, without using it up. */
  findByRefreshToken(refreshTokenHash: string, now: number): Promise<SessionRow | null>
  /** Uses up one refresh token and stores the next, atomically: of two at once one is `rotated` and one `reused`. */
  rotate(change: {
    refreshTokenHash: string
    nextRefreshTokenHash: string
    /** Null keeps what is stored. */
    subject: SessionSubject | null
    now: number
    expiresAt: number
  }): Promise<RotateVerdict>
  /** True when this call ended it, false when it had ended before or never was. */
  revoke(id: string, now: number): Promise<boolean>
  /** Deletes what expired or was revoked before `before`; answers how many. */
  deleteEnded(before: number): Promise<number>
}

/** Counts tries per subject in a sliding window, across connections, replicas and restarts. */
export interface TryStore {
  /**
   * Records one try and answers how many there were in the window, this one included, and the instant of the oldest.
   * Counting and recording are one transaction. Tries beyond `max` are counted in the answer and not kept, so that a
   * subject has at most `max` rows, and is free again when the oldest leaves the window. A subject has one window.
   */
  record(attempt: {
    subject: string
    now: number
    windowMs: number
    max: number
  }): Promise<{ count: number; oldestAt: number }>
  forget(subject: string): Promise<void>
  deleteBefore(before: number): Promise<number>
}

export interface AuditEntry {
  readonly at: number
  /** Who: role and subject id, or "anonymous". */
  readonly actor: string
  /** What: a short stable word such as "sign-in". */
  readonly act: string
  /** To whom or what; never personal data. */
  readonly object: string
  readonly outcome: string
  readonly requestId: string
}

/** Append-only: one row per sensitive act. */
export interface AuditStore {
  append(entry: AuditEntry): Promise<void>
  list(page: { afterId: number; limit: number }): Promise<readonly (AuditEntry & { readonly id: number })[]>
}
