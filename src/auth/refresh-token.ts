import { createHash, randomBytes } from 'node:crypto'

/** The prefix lets secret scanners find a leaked token. */
const FORMAT = /^bgr_[A-Za-z0-9_-]{43}$/

/** 256 random bits: nothing to guess, so a plain hash protects what is stored. */
export function createRefreshToken(): { token: string; hash: string } {
  const token = `bgr_${randomBytes(32).toString('base64url')}`
  return { token, hash: hashOf(token) }
}

/** The hash under which a token is stored, or null for text that is no refresh token of ours. */
export function readRefreshToken(text: string): string | null {
  return FORMAT.test(text) ? hashOf(text) : null
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
