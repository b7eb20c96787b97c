import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/**
 * Links that carry their own permission: bound to one purpose, one object and an end. Whoever holds one may use it, so that
 * they live for minutes. Replicas with one secret accept each other's.
 */
export interface SignedLinks {
  /** The last part of the link's path. `subject` names the object. */
  write(link: SignedLink): string
  /** Null for everything that `write` has not written for that purpose; one whose time is over is read, and told by it. */
  read(purpose: string, token: string): SignedLink | null
}

export interface SignedLink {
  readonly purpose: string
  readonly subject: string
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}

const MAX_TOKEN_LENGTH = 1_000

/** Keys are derived from the gateway's own secret: for links, and for each purpose a key of its own. */
export function createSignedLinks(secret: Uint8Array): SignedLinks {
  const sign = (purpose: string, payload: string) => {
    const key = new Uint8Array(hkdfSync('sha256', secret, '', `billing-gateway link: ${purpose}`, 32))
    return createHmac('sha256', key).update(payload).digest()
  }
  return {
    write({ purpose, subject, expiresAt }) {
      const payload = Buffer.from(JSON.stringify([subject, expiresAt])).toString('base64url')
      return `${payload}.${sign(purpose, payload).toString('base64url')}`
    },
    read(purpose, token) {
      if (token.length > MAX_TOKEN_LENGTH) return null
      const [payload = '', signature = '', ...more] = token.split('.')
      if (more.length > 0 || !isSame(sign(purpose, payload), signature)) return null
      const value: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
      const [subject, expiresAt]: readonly unknown[] = Array.isArray(value) ? value : []
      if (typeof subject !== 'string' || typeof expiresAt !== 'number') return null
      return { purpose, subject, expiresAt }
    },
  }
}

/** The text is compared too: base64url has several spellings of the same bytes, and a link has one. */
function isSame(expected: Buffer, given: string): boolean {
  const bytes = Buffer.from(given, 'base64url')
  return bytes.length === expected.length && timingSafeEqual(bytes, expected) && bytes.toString('base64url') === given
}
