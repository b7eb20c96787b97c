import { Readable } from 'node:stream'
import { BillingError } from '../billing/error.ts'
import type { BillingCall, DocumentBilling, DocumentKey } from '../billing/port.ts'
import type { ReceiptKey } from '../domain/receipt.ts'
import type { StatementExport } from '../domain/statement-export.ts'
import { isUuid } from '../domain/uuid.ts'
import type { DownloadStore, ExportStore } from '../store/export-types.ts'
import type { ReportFiles } from './files.ts'
import type { DownloadLink, DownloadLinks, DownloadTarget } from './links.ts'
import { fileNameOf } from './work.ts'

/** What a link leads to, ready to be sent. Its content has to be read or destroyed. */
export interface DownloadedFile {
  readonly kind: 'file'
  /** Letters and digits of any alphabet, dots, hyphens and underscores. */
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
  /** A receipt whose bank details were replaced, at that instant in RFC 3339. */
  | { readonly kind: 'outdated'; readonly since: string }

/** Serves links. Each works once, until its time is over. */
export interface Downloads {
  /** Uses the link up. Rejects with a StoreError when nobody knows whether it was used before. */
  open(token: string, request: { readonly requestId: string; readonly signal: AbortSignal }): Promise<DownloadVerdict>
}

/** Where receipts come from. */
export interface ReceiptFiles {
  /** Whether it may still be paid by; null where there never was such a one. */
  judge(
    key: ReceiptKey,
    call: BillingCall,
  ): Promise<{ readonly kind: 'current' } | { readonly kind: 'outdated'; readonly since: string } | null>
  /** The receipt as a PDF; null when its account is there no more, `busy` when too many are asked for. Rejects with a BillingError when the billing does not answer. */
  render(
    key: ReceiptKey,
    call: BillingCall,
  ): Promise<{ readonly number: string; readonly bytes: Buffer } | 'busy' | null>
}

export interface DownloadsParts {
  readonly store: { readonly exports: ExportStore; readonly downloads: DownloadStore }
  readonly links: DownloadLinks
  readonly files: ReportFiles
  readonly documents: Pick<DocumentBilling, 'readDocument'>
  readonly receipts: ReceiptFiles
  readonly now: () => number
}

export function createDownloads(parts: DownloadsParts): Downloads {
  return {
    async open(token, request) {
      const link = parts.links.read(token)
      if (link === null) return { kind: 'not_valid' }
      if (link.expiresAt <= parts.now()) return { kind: 'expired' }
      const { target } = link
      switch (target.kind) {
        case 'export':
          return openExport(parts, { link, exportId: target.exportId }, request)
        case 'document':
          return openDocument(parts, { link, key: target }, request)
        case 'receipt':
          return openReceipt(parts, { link, key: target.key }, request)
      }
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

function openDocument(
  parts: DownloadsParts,
  { link, key }: { readonly link: DownloadLink; readonly key: DocumentKey },
  request: DownloadRequest,
): Promise<DownloadVerdict> {
  return openMade(parts, { link, request }, async () => {
    const found = await parts.documents.readDocument(key, { signal: request.signal })
    if (found === null) return { kind: 'gone' }
    const { document, bytes } = found
    return pdfFile(`${document.kind.toLowerCase()}-${safe(document.number)}.pdf`, bytes)
  })
}

/** One that must not be paid by any more leaves the link unused. */
async function openReceipt(
  parts: DownloadsParts,
  { link, key }: { readonly link: DownloadLink; readonly key: ReceiptKey },
  request: DownloadRequest,
): Promise<DownloadVerdict> {
  const call = { signal: request.signal }
  const verdict = await parts.receipts.judge(key, call)
  if (verdict?.kind !== 'current') return verdict ?? { kind: 'gone' }
  return openMade(parts, { link, request }, async () => {
    const made = await parts.receipts.render(key, call)
    if (made === 'busy') return { kind: 'unavailable' }
    return made === null ? { kind: 'gone' } : pdfFile(`receipt-${safe(made.number)}.pdf`, made.bytes)
  })
}

/** What is made of the billing's answers. The link is used up first: one that was found somewhere must not keep the billing busy. */
async function openMade(
  parts: DownloadsParts,
  { link, request }: { readonly link: DownloadLink; readonly request: DownloadRequest },
  make: () => Promise<DownloadVerdict>,
): Promise<DownloadVerdict> {
  if (!(await use(parts, link, request))) return { kind: 'used' }
  try {
    return await make()
  } catch (error) {
    if (error instanceof BillingError) return { kind: 'unavailable' }
    throw error
  }
}

function pdfFile(name: string, bytes: Uint8Array): DownloadedFile {
  return { kind: 'file', name, mediaType: MEDIA_TYPES.PDF, sizeBytes: bytes.length, content: Readable.from([bytes]) }
}

function use(
  { store }: DownloadsParts,
  { nonce, expiresAt, actor, target }: DownloadLink,
  { requestId, signal }: { readonly requestId: string; readonly signal: AbortSignal },
): Promise<boolean> {
  const note = { actor, act: 'download', object: objectOf(target), outcome: 'served', requestId }
  return store.downloads.use({ nonce, expiresAt, note }, { signal })
}

/** As the trail names it. */
function objectOf(target: DownloadTarget): string {
  switch (target.kind) {
    case 'export':
      return `export:${target.exportId}`
    case 'document':
      return `document:${target.accountId}:${target.documentId}`
    case 'receipt':
      return `receipt:${target.key.accountId}:${target.key.bankDetailsId}`
  }
}

function nameOf({ accountNumber, period: { from, to }, format }: StatementExport): string {
  return `statement-${safe(accountNumber)}-${from}-${to}.${format.toLowerCase()}`
}

function safe(text: string): string {
  return Array.from(text.replaceAll(/[^\p{L}\p{M}\p{N}_.-]/gu, '_'))
    .slice(0, MAX_NUMBER_CHARACTERS)
    .join('')
}

const MAX_NUMBER_CHARACTERS = 64

const MEDIA_TYPES = {
  CSV: 'text/csv; charset=utf-8; header=present',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  PDF: 'application/pdf',
} as const
