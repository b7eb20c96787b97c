import { randomBytes } from 'node:crypto'
import type { ReceiptKey } from '../domain/receipt.ts'
import type { SignedLinks } from '../files/signed-links.ts'

/** What a link leads to. Keys are texts without line breaks. */
export type DownloadTarget =
  | { readonly kind: 'export'; readonly exportId: string }
  | { readonly kind: 'document'; readonly accountId: string; readonly documentId: string }
  /** Nothing of a receipt is kept: the link says all that it is made of. */
  | { readonly kind: 'receipt'; readonly key: ReceiptKey }

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
      return links.write({
        purpose: PURPOSE,
        subject: JSON.stringify([nonce, actor, target.kind, ...partsOf(target)]),
        expiresAt,
      })
    },
    read(token) {
      const link = links.read(PURPOSE, token)
      return link && readSubject(link.subject, link.expiresAt)
    },
  }
}

function partsOf(target: DownloadTarget): readonly (string | number | null)[] {
  switch (target.kind) {
    case 'export':
      return [target.exportId]
    case 'document':
      return [target.accountId, target.documentId]
    case 'receipt': {
      const { accountId, minorUnits, month, bankDetailsId } = target.key
      return [accountId, String(minorUnits), month, bankDetailsId]
    }
  }
}

/** Written by this program or an older one; what another one means is not guessed. */
function readSubject(subject: string, expiresAt: number): DownloadLink | null {
  const value: unknown = JSON.parse(subject)
  const [nonce, actor, kind, first, second, third, fourth]: readonly unknown[] = Array.isArray(value) ? value : []
  if (typeof nonce !== 'string' || typeof actor !== 'string' || typeof first !== 'string') return null
  if (kind === 'export') return { target: { kind, exportId: first }, actor, expiresAt, nonce }
  if (typeof second !== 'string') return null
  if (kind === 'receipt') {
    const key = readReceiptKey([first, second], third, fourth)
    return key && { target: { kind, key }, actor, expiresAt, nonce }
  }
  if (kind !== 'document') return null
  return { target: { kind, accountId: first, documentId: second }, actor, expiresAt, nonce }
}

function readReceiptKey(
  [accountId, minorUnits]: readonly [string, string],
  month: unknown,
  bankDetailsId: unknown,
): ReceiptKey | null {
  if (!/^\d{1,18}$/.test(minorUnits) || typeof bankDetailsId !== 'number') return null
  if (month !== null && typeof month !== 'string') return null
  return { accountId, minorUnits: BigInt(minorUnits), month, bankDetailsId }
}
