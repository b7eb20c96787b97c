import { Readable } from 'node:stream'
import { BillingError } from '../billing/error.ts'
import type { DocumentBilling, DocumentKey } from '../billing/port.ts'
import type { StatementExport } from '../domain/statement-export.ts'
import { isUuid } from '../domain/uuid.ts'
import type { DownloadStore, ExportStore } from '../store/export-types.ts'
import type { ReportFiles } from './files.ts'
import type { DownloadLink, DownloadLinks } from './links.ts'
import { fileNameOf } from './work.ts'

/** What a link leads to, ready to be sent. Its content has to be read or destroyed. */
export interface DownloadedFile {
  readonly kind: 'file'
  /** ASCII, safe in a header. */
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly content: Readable
}

export type DownloadVerdict =
  | DownloadedFile
  /** `not_valid`: no link of ours. `gone`: what it led to is there no more. */
  | { readonly kind: 'not_valid' | 'expired' | 'used' | 'gone' }
  /** The billing does not hand the document out just now; the link is used up. */
  | { readonly kind: 'unavailable' }

/** Serves links. Each works once, until its time is over. */
export interface Downloads {
  /** Uses the link up. Rejects with a StoreError when nobody knows whether it was used before. */
  open(token: string, request: { readonly requestId: string; readonly signal: AbortSignal }): Promise<DownloadVerdict>
}

export interface DownloadsParts {
  readonly store: { readonly exports: ExportStore; readonly downloads: DownloadStore }
  readonly links: DownloadLinks
  readonly files: ReportFiles
  readonly documents: Pick<DocumentBilling, 'readDocument'>
  readonly now: () => number
}

export function createDownloads(parts: DownloadsParts): Downloads {
  return {
    async open(token, request) {
      const link = parts.links.read(token)
      if (link === null) return { kind: 'not_valid' }
      if (link.expiresAt <= parts.now()) return { kind: 'expired' }
      const { target } = link
      return target.kind === 'export'
        ? openExport(parts, { link, exportId: target.exportId }, request)
        : openDocument(parts, { link, key: target }, request)
    },
  }
}

interface DownloadRequest {
  readonly requestId: string
  readonly signal: AbortSignal
}

/** A file that is gone leaves the link unused. */
async function openExport(
  parts: DownloadsParts,
  { link, exportId }: { readonly link: DownloadLink; readonly exportId: string },
  request: DownloadRequest,
): Promise<DownloadVerdict> {
  const file = await findFile(parts, exportId, request)
  if (file === null) return { kind: 'gone' }
  try {
    if (await use(parts, link, request)) return file
  } catch (error) {
    file.content.destroy()
    throw error
  }
  file.content.destroy()
  return { kind: 'used' }
}

async function findFile(
  { store, files }: DownloadsParts,
  exportId: string,
  { signal }: DownloadRequest,
): Promise<DownloadedFile | null> {
  const found = isUuid(exportId) ? await store.exports.find(exportId, { signal }) : null
  if (found?.state !== 'DONE') return null
  const stored = await files.open(fileNameOf(found))
  return stored && { kind: 'file', name: nameOf(found), mediaType: MEDIA_TYPES[found.format], ...stored }
}

/** The link is used up first: one that was found somewhere must not keep the billing busy. */
async function openDocument(
  parts: DownloadsParts,
  { link, key }: { readonly link: DownloadLink; readonly key: DocumentKey },
  request: DownloadRequest,
): Promise<DownloadVerdict> {
  if (!(await use(parts, link, request))) return { kind: 'used' }
  try {
    const found = await parts.documents.readDocument(key, { signal: request.signal })
    if (found === null) return { kind: 'gone' }
    const { document, bytes } = found
    const name = `${document.kind.toLowerCase()}-${safe(document.number)}.pdf`
    const content = Readable.from([bytes])
    return { kind: 'file', name, mediaType: MEDIA_TYPES.PDF, sizeBytes: bytes.length, content }
  } catch (error) {
    if (error instanceof BillingError) return { kind: 'unavailable' }
    throw error
  }
}

function use(
  { store }: DownloadsParts,
  { nonce, expiresAt, actor, target }: DownloadLink,
  { requestId, signal }: { readonly requestId: string; readonly signal: AbortSignal },
): Promise<boolean> {
  const object =
    target.kind === 'export' ? `export:${target.exportId}` : `document:${target.accountId}:${target.documentId}`
  const note = { actor, act: 'download', object, outcome: 'served', requestId }
  return store.downloads.use({ nonce, expiresAt, note }, { signal })
}

function nameOf({ accountNumber, period: { from, to }, format }: StatementExport): string {
  return `statement-${safe(accountNumber)}-${from}-${to}.${format.toLowerCase()}`
}

function safe(text: string): string {
  return text.replaceAll(/[^\w.-]/g, '_').slice(0, 64)
}

const MEDIA_TYPES = {
  CSV: 'text/csv; charset=utf-8; header=present',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  PDF: 'application/pdf',
} as const
