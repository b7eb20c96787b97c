import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { AccountId } from '../domain/account.ts'
import { type Attachment, MAX_ATTACHMENT_BYTES, type MediaType } from '../domain/attachment.ts'
import type { TicketId } from '../domain/ticket.ts'
import type { SignedLinks } from '../files/signed-links.ts'
import type { Log } from '../observability/log.ts'
import { codeOf } from '../observability/thrown.ts'
import type { Store, StoreCall } from '../store/store.ts'
import type { AttachmentFiles } from './files.ts'
import type { Scanner } from './scanner.ts'

export const UPLOAD_PATH = '/attachments/upload/'
export const DOWNLOAD_PATH = '/attachments/download/'

/** Time to choose the file again, and no more: the link is used once. */
const UPLOAD_MS = 15 * 60_000
const DOWNLOAD_MS = 5 * 60_000
const SCAN_MS = 60_000
const MAX_NAME_CHARACTERS = 120

export interface AttachmentParts {
  readonly store: Pick<Store, 'attachments' | 'audit'>
  readonly files: AttachmentFiles
  readonly scanner: Scanner
  readonly links: SignedLinks
  readonly log: Log
  readonly now: () => number
}

export interface NewAttachment {
  readonly accountId: AccountId
  readonly ticketId: TicketId
  readonly actor: string
  readonly fileName: string
  readonly sizeBytes: number
}

export type AnnounceVerdict =
  | { readonly kind: 'announced'; readonly id: string; readonly path: string; readonly expiresAt: number }
  | { readonly kind: 'invalid_value'; readonly field: 'fileName' | 'sizeBytes' }

export type UploadVerdict =
  | { readonly kind: 'stored'; readonly id: string; readonly mediaType: MediaType; readonly sizeBytes: number }
  | { readonly kind: 'not_valid' | 'expired' | 'used' | 'wrong_size' | 'wrong_type' | 'infected' }
  /** Nobody can tell whether it harms, or the disk does not take it. */
  | { readonly kind: 'not_scanned' | 'not_written' }

export type DownloadVerdict =
  | {
      readonly kind: 'file'
      readonly fileName: string
      readonly mediaType: MediaType
      readonly sizeBytes: number
      readonly content: Readable
    }
  | { readonly kind: 'not_valid' | 'expired' | 'gone' }

export interface Arrival {
  readonly requestId: string
  readonly signal: AbortSignal
}

/** Files of tickets: announced over GraphQL, sent and fetched by links that are signed. */
export interface Attachments {
  /** Whether the ticket may be written into is for the caller to know. */
  announce(wanted: NewAttachment, call: StoreCall): Promise<AnnounceVerdict>
  /** How many bytes a link of an upload may bring; null for no such link. */
  sizeOf(token: string): Promise<number | null>
  receive(token: string, body: AsyncIterable<Uint8Array>, arrival: Arrival): Promise<UploadVerdict>
  /** The files of messages by their references; a reference without any is absent. */
  listOfMessages(references: readonly string[], call: StoreCall): Promise<ReadonlyMap<string, readonly Attachment[]>>
  /** The path of a link to a file, for whoever may see its ticket. */
  linkTo(attachment: Pick<Attachment, 'id'>): string
  open(token: string, arrival: Arrival): Promise<DownloadVerdict>
}

export function createAttachments(parts: AttachmentParts): Attachments {
  const { store, links, now } = parts
  return {
    async announce(wanted, call) {
      const fileName = readFileName(wanted.fileName)
      if (fileName === null) return { kind: 'invalid_value', field: 'fileName' }
      const { sizeBytes } = wanted
      if (sizeBytes < 1 || sizeBytes > MAX_ATTACHMENT_BYTES) return { kind: 'invalid_value', field: 'sizeBytes' }
      const id = randomUUID()
      const createdAt = now()
      const fresh = { state: 'AWAITING', mediaType: null, file: null, reference: null, createdAt } as const
      await store.attachments.insert({ ...wanted, ...fresh, id, fileName }, call)
      const expiresAt = createdAt + UPLOAD_MS
      return {
        kind: 'announced',
        id,
        expiresAt,
        path: UPLOAD_PATH + links.write({ purpose: 'upload', subject: id, expiresAt }),
      }
    },
    async sizeOf(token) {
      const link = links.read('upload', token)
      return link === null ? null : ((await store.attachments.find(link.subject))?.sizeBytes ?? null)
    },
    receive: (token, body, arrival) => receive(parts, { token, body }, arrival),
    listOfMessages: (references, call) => store.attachments.listOfMessages(references, call),
    linkTo: ({ id }) =>
      DOWNLOAD_PATH + links.write({ purpose: 'download', subject: id, expiresAt: now() + DOWNLOAD_MS }),
    open: (token, arrival) => openFile(parts, token, arrival),
  }
}

async function receive(
  { store, files, scanner, links, log, now }: AttachmentParts,
  { token, body }: { readonly token: string; readonly body: AsyncIterable<Uint8Array> },
  { requestId, signal }: Arrival,
): Promise<UploadVerdict> {
  const link = links.read('upload', token)
  if (link === null) return { kind: 'not_valid' }
  if (link.expiresAt <= now()) return { kind: 'expired' }
  const awaited = await store.attachments.find(link.subject, { signal })
  if (awaited === null) return { kind: 'expired' }
  if (awaited.state !== 'AWAITING') return { kind: 'used' }
  let isUnknown = false
  const isClean = async (path: string) => {
    const limited = { signal: AbortSignal.any([signal, AbortSignal.timeout(SCAN_MS)]) }
    const verdict = await scanner.scan(path, limited).catch(() => 'unknown' as const)
    isUnknown = verdict === 'unknown'
    return verdict === 'clean'
  }
  const received = await files
    .receive(body, { id: awaited.id, sizeBytes: awaited.sizeBytes, isClean })
    .catch((error: unknown) => {
      if (!isSystemError(error)) throw error
      log.warn({ operation: 'attachments', requestId, code: codeOf(error, 'unknown') }, 'a file could not be written')
      return { kind: 'not_written' } as const
    })
  const outcome = received.kind === 'infected' && isUnknown ? 'not_scanned' : received.kind
  const { id, actor, accountId, ticketId, sizeBytes } = awaited
  const object = `ticket:${accountId}:${ticketId}`
  await store.audit.append({ at: now(), actor, act: 'attachment-upload', object, outcome, requestId })
  if (received.kind !== 'received') return { kind: outcome === 'received' ? 'wrong_type' : outcome }
  const { file, mediaType } = received
  if (await store.attachments.store({ id, file, mediaType })) return { kind: 'stored', id, mediaType, sizeBytes }
  await files.remove(file)
  return { kind: 'used' }
}

/** A disk that is full or away, and not a body that has ended early. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

async function openFile(
  { store, files, links, now }: AttachmentParts,
  token: string,
  { signal }: Arrival,
): Promise<DownloadVerdict> {
  const link = links.read('download', token)
  if (link === null) return { kind: 'not_valid' }
  if (link.expiresAt <= now()) return { kind: 'expired' }
  const found = await store.attachments.find(link.subject, { signal })
  if (found?.state !== 'ATTACHED' || found.file === null || found.mediaType === null) return { kind: 'gone' }
  const opened = await files.open(found.file)
  if (opened === null) return { kind: 'gone' }
  return { kind: 'file', fileName: found.fileName, mediaType: found.mediaType, ...opened }
}

/** What others will save it as: the last part of a path, without what steers a terminal, a shell or the direction of a text. */
function readFileName(text: string): string | null {
  const name = text
    .split(/[\\/]/)
    .at(-1)
    ?.replaceAll(/["'<>|:*?`$;&%]/g, '_')
    .trim()
  if (!name || name.length > MAX_NAME_CHARACTERS || name.startsWith('.')) return null
  return UNUSABLE.test(name) ? null : name
}

const UNUSABLE = /[\p{Cc}\p{Cs}\p{Cf}\u2028\u2029]/u
