import type { AccountRef } from '../domain/account.ts'
import type { Role } from '../domain/viewer.ts'
import type { CodeStore, DeliveryStore } from './access-types.ts'
import type { AttachmentStore } from './attachment-types.ts'
import type { BankDetailsStore } from './bank-details-types.ts'
import type { CheckoutStore } from './checkout-types.ts'
import type { ContentStore } from './content-types.ts'
import type { DailyRunStore } from './daily-runs.ts'
import type { DownloadStore, ExportStore } from './export-types.ts'
import type { FiscalReceiptStore } from './fiscal-types.ts'
import type { ForumStore } from './forum-types.ts'
import type { IntentStore } from './intent-store.ts'
import type { MemberStore } from './member-types.ts'
import type { NoticeBoard } from './notices.ts'
import type { NotificationStore } from './notification-types.ts'
import type { PartnerStore } from './partner-types.ts'
import type { UsageStore } from './payment-usage.ts'
import type { RegisterStore } from './register-types.ts'
import type { TransferStore } from './transfer-types.ts'
import type { UndecidedStore } from './undecided.ts'
import type { VisitStore } from './visit-types.ts'
import type { WishStore } from './wishes.ts'

/** Who waits for an act of the store. */
export interface StoreCall {
  /** Ends the wait for a database that others hold. The act then rejects with the signal's reason; nothing was applied. */
  readonly signal?: AbortSignal
}

/**
 * Durable state of our own, in SQLite or PostgreSQL. Instants are milliseconds since the epoch. Every rejection is a
 * `StoreError`, or the reason of an aborted signal. What belongs into the audit trail is written in the same transaction
 * as the act itself: there is neither without the other.
 */
export interface Store {
  readonly kind: 'sqlite' | 'postgres'
  readonly sessions: SessionStore
  readonly tries: TryStore
  readonly audit: AuditStore
  readonly codes: CodeStore
  readonly deliveries: DeliveryStore
  readonly content: ContentStore
  readonly forum: ForumStore
  readonly dailyRuns: DailyRunStore
  readonly intents: IntentStore
  readonly undecided: UndecidedStore
  readonly checkouts: CheckoutStore
  readonly fiscalReceipts: FiscalReceiptStore
  readonly partners: PartnerStore
  readonly registers: RegisterStore
  readonly usage: UsageStore
  readonly members: MemberStore
  readonly attachments: AttachmentStore
  readonly visits: VisitStore
  readonly notifications: NotificationStore
  /** What replicas on the same database tell each other. */
  readonly notices: NoticeBoard
  readonly exports: ExportStore
  readonly downloads: DownloadStore
  readonly wishes: WishStore
  readonly bankDetails: BankDetailsStore
  readonly transfers: TransferStore
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
  /** When the billing last said who this is and that an agreement stands. */
  readonly confirmedAt: number
  readonly createdAt: number
  /** The session ends here unless it is refreshed. */
  readonly expiresAt: number
  readonly revokedAt: number | null
  /** A session of a one-time password may only change the password. */
  readonly scope: SessionScope
  /** A few words about the program that opened it, or null when it said nothing. */
  readonly device: string | null
  /** When it was opened or last refreshed. */
  readonly lastSeenAt: number
}

export type SessionScope = 'FULL' | 'CHANGE_PASSWORD'

/** What a refresh re-reads from the billing: agreements may have ended meanwhile. */
export type SessionSubject = Pick<SessionRow, 'displayName' | 'accounts' | 'hasMoreAccounts' | 'confirmedAt'>

export type RotateVerdict =
  | { readonly kind: 'rotated'; readonly session: SessionRow }
  /** The token was used before, and therefore this call has revoked the whole session in the same transaction. */
  | { readonly kind: 'reused'; readonly sessionId: string }
  | { readonly kind: 'unknown' }

/** Ids of persons and of staff are unique within their roles. */
export type SessionOwner = Pick<SessionRow, 'subjectId' | 'role'>

export interface SessionStore {
  /**
   * Opens a session. Of its subject at most `maxPerSubject` are kept, this one included: ended ones go first, then those
   * that were not refreshed for longest. Answers the ids of open ones that had to go. Of several calls at once each may
   * leave one more; the next call sees to it. Null, and nothing is opened, when the credentials were changed after they were
   * checked.
   */
  create(opening: Opening, call?: StoreCall): Promise<readonly string[] | null>
  find(id: string): Promise<SessionRow | null>
  /** The session of an unused, unexpired refresh token, without using it up. */
  findByRefreshToken(refreshTokenHash: string, now: number, call?: StoreCall): Promise<SessionRow | null>
  /** Uses up one refresh token and stores the next, atomically: of two at once one is `rotated` and one `reused`. */
  rotate(change: Rotation, call?: StoreCall): Promise<RotateVerdict>
  /** True when this call ended it, which is then audited; false when it had ended before or never was. */
  revoke(end: { id: string; now: number; audit: AuditEntry | null }, call?: StoreCall): Promise<boolean>
  /** The open ones of one person, the latest first; at most 100. */
  listOpen(subject: SessionOwner, now: number, call?: StoreCall): Promise<readonly SessionRow[]>
  /**
   * Ends all of one person but one, and with `isChange` also those whose credentials are being checked just now. Each with its row of the trail; answers the ids of those that this call ended.
   */
  revokeOfSubject(
    end: {
      readonly owner: SessionOwner
      readonly exceptId: string | null
      readonly now: number
      /** True when login or password are others now. */
      readonly isChange?: boolean
      readonly audit: (id: string) => AuditEntry
    },
    call?: StoreCall,
  ): Promise<readonly string[]>
  /** Deletes what expired or was revoked before `before`; answers how many. */
  deleteEnded(before: number): Promise<number>
}

export interface Opening {
  readonly session: Omit<SessionRow, 'revokedAt' | 'scope' | 'device' | 'lastSeenAt'> &
    Partial<Pick<SessionRow, 'scope' | 'device'>>
  readonly refreshTokenHash: string
  /** When the check of the credentials began; left out where none was made. */
  readonly checkedAt?: number
  readonly maxPerSubject: number
  readonly audit: AuditEntry | null
  /** The row of the trail for an open session that had to go. Asked inside the transaction, so perhaps more than once. */
  readonly displacedAudit: (id: string) => AuditEntry | null
}

export interface Rotation {
  readonly refreshTokenHash: string
  readonly nextRefreshTokenHash: string
  /** Null keeps what is stored. */
  readonly subject: SessionSubject | null
  readonly now: number
  readonly expiresAt: number
  /** The row of the trail for what came of it. Asked inside the transaction, so perhaps more than once. */
  readonly audit: (verdict: RotateVerdict) => AuditEntry | null
}

/** Counts tries per subject in a sliding window, across connections, replicas and restarts. */
export interface TryStore {
  /**
   * Records one try and answers how many there were in the window, this one included, and the instant of the oldest.
   * Counting and recording are one transaction. Tries beyond `max` are counted in the answer and not kept, so that a
   * subject has at most `max` of them, and is free again when the oldest leaves the window. A subject has one window.
   *
   * Only the first try beyond `max` in a window is audited: a trail must not grow with every request. With null none is, and
   * the next one with an entry is the first.
   */
  record(
    attempt: {
      subject: string
      /** Under which of the names that are counted as this subject it was tried. */
      spelling?: string
      /** Each spelling is counted once: an earlier try of this one is replaced. */
      isOncePerSpelling?: boolean
      now: number
      windowMs: number
      max: number
      audit: AuditEntry | null
    },
    call?: StoreCall,
  ): Promise<{ count: number; oldestAt: number }>
  /**
   * Takes back one try of each subject that names its instant, those under one spelling where only that is named, and
   * everything that is known of the others.
   */
  forget(
    tries: readonly { readonly subject: string; readonly spelling?: string; readonly triedAt?: number }[],
    call?: StoreCall,
  ): Promise<void>
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

export interface AuditRow extends AuditEntry {
  /** Grows in the order of writing. */
  readonly id: number
}

/** What to look for in the trail; null where it does not matter. Texts are compared as a whole. */
export interface AuditQuery {
  readonly actor: string | null
  readonly act: string | null
  readonly object: string | null
  /** Half-open, in milliseconds since the epoch. */
  readonly from: number | null
  readonly to: number | null
  /** Only rows before this one, which is the last of the page before. */
  readonly before: Pick<AuditRow, 'at' | 'id'> | null
  readonly limit: number
}

/** Append-only: one row per sensitive act. `append` is for acts that change nothing else in the store. */
export interface AuditStore {
  append(entry: AuditEntry, call?: StoreCall): Promise<void>
  list(page: { afterId: number; limit: number }): Promise<readonly AuditRow[]>
  /** The newest first, by the instant at which it happened. */
  search(query: AuditQuery, call?: StoreCall): Promise<readonly AuditRow[]>
  /** The newest `limit` rows of each object, oldest first; an object without any is absent. */
  listByObjects(
    objects: readonly string[],
    options: { readonly limit: number },
    call?: StoreCall,
  ): Promise<ReadonlyMap<string, readonly AuditRow[]>>
}
