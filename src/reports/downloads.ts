import type { Readable } from 'node:stream'
import type { StatementExport } from '../domain/statement-export.ts'
import type { DownloadStore, ExportStore } from '../store/export-types.ts'
import type { ReportFiles } from './files.ts'
import type { DownloadLink, DownloadLinks } from './links.ts'
import { isExportId } from './reports.ts'
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

/** Serves links. Each works once, until its time is over. */
export interface Downloads {
  /** Uses the link up. Rejects with a StoreError when nobody knows whether it was used before. */
  open(token: string, request: { readonly requestId: string; readonly signal: AbortSignal }): Promise<DownloadVerdict>
}

export interface DownloadsParts {
  readonly store: { readonly exports: ExportStore; readonly downloads: DownloadStore }
  readonly links: DownloadLinks
  readonly files: ReportFiles
  readonly now: () => number
}

export function createDownloads(parts: DownloadsParts): Downloads {
  return {
    async open(token, { requestId, signal }) {
      const link = parts.links.read(token)
      if (link === null) return { kind: 'not_valid' }
      if (link.expiresAt <= parts.now()) return { kind: 'expired' }
      const file = await find(parts, link, signal)
      if (file === null) return { kind: 'gone' }
      try {
        const isFirst = await use(parts, link, { requestId, signal })
        if (isFirst) return file
      } catch (error) {
        file.content.destroy()
        throw error
      }
      file.content.destroy()
      return { kind: 'used' }
    },
  }
}

async function find(
  { store, files }: DownloadsParts,
  { target }: DownloadLink,
  signal: AbortSignal,
): Promise<DownloadedFile | null> {
  if (target.kind !== 'export' || !isExportId(target.exportId)) return null
  const found = await store.exports.find(target.exportId, { signal })
  if (found?.state !== 'DONE') return null
  const stored = await files.open(fileNameOf(found))
  return stored && { kind: 'file', name: nameOf(found), mediaType: MEDIA_TYPES[found.format], ...stored }
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
