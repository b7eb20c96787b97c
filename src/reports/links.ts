import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

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

const MAX_TOKEN_LENGTH = 1_000
const NONCE_BYTES = 16

/** Replicas with one secret accept each other's links. */
export function createDownloadLinks(secret: Uint8Array): DownloadLinks {
  const key = createHmac('sha256', secret).update('billing-gateway downloads').digest()
  const sign = (payload: string) => createHmac('sha256', key).update(payload).digest()
  return {
    write({ target, actor, expiresAt }) {
      const nonce = randomBytes(NONCE_BYTES).toString('base64url')
      const parts = target.kind === 'export' ? [target.exportId] : [target.accountId, target.documentId]
      const payload = Buffer.from(JSON.stringify([nonce, expiresAt, actor, target.kind, ...parts])).toString(
        'base64url',
      )
      return `${payload}.${sign(payload).toString('base64url')}`
    },
    read(token) {
      if (token.length > MAX_TOKEN_LENGTH) return null
      const [payload = '', signature = '', ...more] = token.split('.')
      if (more.length > 0 || !isSame(sign(payload), signature)) return null
      return readPayload(payload)
    },
  }
}

/** The text is compared too: base64url has several spellings of the same bytes, and a link has one. */
function isSame(expected: Buffer, given: string): boolean {
  const bytes = Buffer.from(given, 'base64url')
  return bytes.length === expected.length && timingSafeEqual(bytes, expected) && bytes.toString('base64url') === given
}

/** Written by this program or an older one; what another one means is not guessed. */
function readPayload(payload: string): DownloadLink | null {
  const value: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
  const [nonce, expiresAt, actor, kind, first, second]: readonly unknown[] = Array.isArray(value) ? value : []
  if (typeof nonce !== 'string' || typeof expiresAt !== 'number' || typeof actor !== 'string') return null
  if (typeof first !== 'string') return null
  if (kind === 'export') return { target: { kind, exportId: first }, actor, expiresAt, nonce }
  if (kind !== 'document' || typeof second !== 'string') return null
  return { target: { kind, accountId: first, documentId: second }, actor, expiresAt, nonce }
}
