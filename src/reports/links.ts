import { randomBytes } from 'node:crypto'
import type { SignedLinks } from '../files/signed-links.ts'

/** What a link leads to. Keys are texts without line breaks. */
export type DownloadTarget =
  | { readonly kind: 'export'; readonly exportId: string }
  | { readonly kind: 'document'; readonly accountId: string; readonly documentId: string }

/** A link that was given out: bound to its target, to the person, to its end, and to one use. */
export interface DownloadLink {
  readonly target: DownloadTarget
  /** Whom it was given to, as the trail names people. */
  readonly actor: string
  readonly expiresAt: number
  readonly nonce: string
}

export interface DownloadLinks {
  /** The last part of the link's path. */
  write(link: Pick<DownloadLink, 'target' | 'actor' | 'expiresAt'>): string
  /** Null for everything that `write` has not written; an expired link is read, and told by its time. */
  read(token: string): DownloadLink | null
}

const PURPOSE = 'report'
const NONCE_BYTES = 16

/** What a link of a report says beside its end, over links that are signed. */
export function createDownloadLinks(links: SignedLinks): DownloadLinks {
  return {
    write({ target, actor, expiresAt }) {
      const nonce = randomBytes(NONCE_BYTES).toString('base64url')
      const parts = target.kind === 'export' ? [target.exportId] : [target.accountId, target.documentId]
      return links.write({
        purpose: PURPOSE,
        subject: JSON.stringify([nonce, actor, target.kind, ...parts]),
        expiresAt,
      })
    },
    read(token) {
      const link = links.read(PURPOSE, token)
      return link && readSubject(link.subject, link.expiresAt)
    },
  }
}

/** Written by this program or an older one; what another one means is not guessed. */
function readSubject(subject: string, expiresAt: number): DownloadLink | null {
  const value: unknown = JSON.parse(subject)
  const [nonce, actor, kind, first, second]: readonly unknown[] = Array.isArray(value) ? value : []
  if (typeof nonce !== 'string' || typeof actor !== 'string' || typeof first !== 'string') return null
  if (kind === 'export') return { target: { kind, exportId: first }, actor, expiresAt, nonce }
  if (kind !== 'document' || typeof second !== 'string') return null
  return { target: { kind, accountId: first, documentId: second }, actor, expiresAt, nonce }
}
