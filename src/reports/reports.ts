import { randomUUID } from 'node:crypto'
import type { BillingCall, Capabilities } from '../billing/port.ts'
import { hidesCardNumber } from '../domain/card-number.ts'
import {
  type ExportOwner,
  type ExportWish,
  MAX_KEPT_EXPORTS,
  MAX_OPEN_EXPORTS,
  type StatementExport,
} from '../domain/statement-export.ts'
import { isUuid } from '../domain/uuid.ts'
import { rightsOn, type Viewer } from '../domain/viewer.ts'
import type { CreateExportVerdict, ExportStore } from '../store/export-types.ts'
import type { DownloadLinks, DownloadTarget } from './links.ts'

/** Who asks, and with which request. */
export interface ReportRequest {
  readonly viewer: Viewer
  readonly requestId: string
  readonly call: BillingCall
}

export type ExportVerdict =
  | CreateExportVerdict
  | { readonly kind: 'refused'; readonly reason: 'NOT_SUPPORTED' | 'INVALID_KEY' }

/** Where something can be fetched, and until when. */
export interface Download {
  /** A path of the gateway. */
  readonly path: string
  readonly expiresAt: number
}

/** Files of statements and of documents. */
export interface Reports {
  /** Whether the account may be seen is for the caller to know. */
  exportStatement(
    order: { readonly wish: ExportWish; readonly idempotencyKey: string },
    request: ReportRequest,
  ): Promise<ExportVerdict>
  /** What the viewer has ordered, of accounts that he still may see. */
  findExport(id: string, request: ReportRequest): Promise<StatementExport | null>
  /** The newest first, at most `MAX_KEPT_EXPORTS`. */
  listExports(request: ReportRequest): Promise<readonly StatementExport[]>
  /** A link that works once, for whoever may see the target: the caller has judged that. */
  writeLink(target: DownloadTarget, viewer: Viewer): Download
}

export interface ReportsParts {
  readonly store: { readonly exports: ExportStore }
  readonly capabilities: Pick<Capabilities, 'statements'>
  readonly links: DownloadLinks
  readonly linkMs: number
  readonly now: () => number
  readonly nudge: () => void
}

/** Every link's path begins with it. */
export const DOWNLOADS_PATH = '/downloads/'

/** As other keys of clients: printable, and short enough for an index. */
const KEY = /^[\x21-\x7e]{1,64}$/

export function createReports({ store, capabilities, links, linkMs, now, nudge }: ReportsParts): Reports {
  return {
    async exportStatement({ wish, idempotencyKey }, { viewer, requestId, call }) {
      if (!capabilities.statements) return { kind: 'refused', reason: 'NOT_SUPPORTED' }
      if (!KEY.test(idempotencyKey) || hidesCardNumber(idempotencyKey))
        return { kind: 'refused', reason: 'INVALID_KEY' }
      const id = randomUUID()
      const { from, to } = wish.period
      const outcome = `${wish.format} ordered: ${from} to ${to} of account ${wish.accountId}`
      const note = { actor: actorOf(viewer), act: 'statement-export', object: `export:${id}`, outcome, requestId }
      const limits = { maxOpen: MAX_OPEN_EXPORTS, maxKept: MAX_KEPT_EXPORTS, note }
      const verdict = await store.exports.create(
        { id, owner: ownerOf(viewer), wish, idempotencyKey, requestId },
        limits,
        call,
      )
      if (verdict.kind === 'created' && !verdict.isRepeat) nudge()
      return verdict
    },
    async findExport(id, { viewer, call }) {
      const found = isUuid(id) ? await store.exports.find(id, call) : null
      return found !== null && isOf(found, viewer) ? found : null
    },
    async listExports({ viewer, call }) {
      const own = await store.exports.listOfOwner(ownerOf(viewer), MAX_KEPT_EXPORTS, call)
      return own.filter((one) => isOf(one, viewer))
    },
    writeLink(target, viewer) {
      const expiresAt = now() + linkMs
      return { path: DOWNLOADS_PATH + links.write({ target, actor: actorOf(viewer), expiresAt }), expiresAt }
    },
  }
}

function isOf({ owner, accountId }: StatementExport, viewer: Viewer): boolean {
  const isOwn = owner.role === viewer.role && owner.subjectId === viewer.subjectId
  return isOwn && rightsOn(viewer, accountId).includes('VIEW')
}

function ownerOf({ role, subjectId }: Viewer): ExportOwner {
  return { role, subjectId }
}

function actorOf({ role, subjectId }: Viewer): string {
  return `${role}:${subjectId}`
}
