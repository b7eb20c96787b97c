import type { ExportFailure, ExportOwner, ExportWish, StatementExport } from '../domain/statement-export.ts'
import type { AuditNote } from './intent-store.ts'
import type { StoreCall } from './store.ts'

/** Somebody's order. The same key of the same owner is the same order, or a conflict. */
export interface NewExport {
  readonly id: string
  readonly owner: ExportOwner
  readonly wish: ExportWish
  readonly idempotencyKey: string
  readonly requestId: string
}

export type CreateExportVerdict =
  /** `isRepeat` when the key has made it before. */
  | { readonly kind: 'created'; readonly export: StatementExport; readonly isRepeat: boolean }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'too_many_open' }
  | { readonly kind: 'too_many_kept' }

/** An export that this process alone works on until its lease ends. */
export interface ClaimedExport extends StatementExport {
  readonly claim: number
  /** How often it was begun before. */
  readonly attempts: number
  readonly requestId: string
}

export type ExportKey = Pick<ClaimedExport, 'id' | 'claim'>

export type ExportEnd =
  | { readonly state: 'DONE'; readonly sizeBytes: number; readonly entryCount: number }
  | { readonly state: 'FAILED'; readonly failure: ExportFailure }

/** Exports with their files' names; everything is on the database's own clock, so that replicas agree. */
export interface ExportStore {
  create(
    order: NewExport,
    limits: { readonly maxOpen: number; readonly maxKept: number; readonly note: AuditNote },
    call?: StoreCall,
  ): Promise<CreateExportVerdict>
  find(id: string, call?: StoreCall): Promise<StatementExport | null>
  /** The newest first. */
  listOfOwner(owner: ExportOwner, limit: number, call?: StoreCall): Promise<readonly StatementExport[]>
  /** The one that has waited longest; another process cannot claim it until `leaseMs` have passed. */
  claim(leaseMs: number): Promise<ClaimedExport | null>
  /** Tells how far it is and takes a new lease. False when another process has claimed it meanwhile. */
  renew(
    key: ExportKey,
    now: { readonly progress: number; readonly entryCount: number; readonly leaseMs: number },
  ): Promise<boolean>
  /** Another try later. False as above. `counts` is false for a process that leaves: that is no failed try. */
  postpone(key: ExportKey, pause: { readonly delayMs: number; readonly counts: boolean }): Promise<boolean>
  /** Ends it with its row of the trail. False as above. */
  finish(
    key: ExportKey,
    end: { readonly end: ExportEnd; readonly keepMs: number; readonly note: AuditNote },
  ): Promise<boolean>
  /** Those whose time is over, so that their files can go before they do. */
  listExpired(limit: number): Promise<readonly Pick<StatementExport, 'id' | 'format'>[]>
  remove(ids: readonly string[]): Promise<void>
}

export interface DownloadStore {
  /** True for the first who brings the nonce, with the row of the trail; false for everybody after. */
  use(
    download: { readonly nonce: string; readonly expiresAt: number; readonly note: AuditNote },
    call?: StoreCall,
  ): Promise<boolean>
  deleteExpired(before: number): Promise<number>
}
