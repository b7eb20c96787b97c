import type { AccountId } from './account.ts'
import type { TicketId } from './ticket.ts'

/**
 * - `AWAITING`: announced, and its bytes have not come yet;
 * - `STORED`: kept, and in no message yet;
 * - `ATTACHED`: part of a message;
 * - `DELETING`: nobody's any more, its bytes are about to go.
 */
export type AttachmentState = 'AWAITING' | 'STORED' | 'ATTACHED' | 'DELETING'

/** A file of a ticket. Its bytes are outside the database, under `file`. Instants are milliseconds since the epoch. */
export interface Attachment {
  readonly id: string
  readonly accountId: AccountId
  readonly ticketId: TicketId
  /** Who has announced it, as the audit trail names people. */
  readonly actor: string
  /** As the client calls it; no path. */
  readonly fileName: string
  /** As announced; what comes must have exactly this size. */
  readonly sizeBytes: number
  readonly state: AttachmentState
  /** Judged by the bytes; null while there are none. */
  readonly mediaType: MediaType | null
  readonly file: string | null
  /** The reference of the message that it belongs to. */
  readonly reference: string | null
  readonly createdAt: number
}

export const MEDIA_TYPES = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
] as const

export type MediaType = (typeof MEDIA_TYPES)[number]

export const MAX_ATTACHMENT_BYTES = 10 * 1024 * 1024
export const MAX_ATTACHMENTS_PER_MESSAGE = 5

const EXTENSIONS: Readonly<Record<MediaType, readonly string[]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  'text/plain': ['txt', 'log', 'csv', 'md'],
}

/** The name under which it is saved: with an ending of its own type, so that nothing else opens it. */
export function savedNameOf(fileName: string, mediaType: MediaType): string {
  const extensions = EXTENSIONS[mediaType]
  const given = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase()
  return given !== undefined && extensions.includes(given) ? fileName : `${fileName}.${extensions[0]}`
}
