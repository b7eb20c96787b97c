import { hash, randomUUID } from 'node:crypto'
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { LRUCache } from 'lru-cache'
import type { SigningKeys } from './keys.ts'

/** What an access token says. It is believed only together with the session that it names. */
interface AccessClaims {
  readonly subjectId: string
  readonly sessionId: string
  readonly role: string
}

type TokenVerdict =
  | { readonly kind: 'valid'; readonly claims: AccessClaims }
  | { readonly kind: 'expired' }
  | { readonly kind: 'invalid' }

interface Verified {
  readonly claims: AccessClaims
  readonly expiresAt: number
}

export interface AccessTokens {
  issue(claims: AccessClaims): Promise<{ token: string; expiresAt: number }>
  /** At once for a token that was verified before. Never rejects. */
  verify(token: string): Promise<TokenVerdict> | TokenVerdict
}

/** RFC 9068: the header's type says that this is an access token and no other kind of JWT. */
const TYPE = 'at+jwt'
const ALGORITHM = 'EdDSA'
const MAX_TOKEN_CHARACTERS = 4_096
const MAX_CACHED_TOKENS = 10_000
const CLOCK_TOLERANCE_MS = 2_000

/**
 * Ed25519-signed access tokens. The key is found by `kid` among our own; a key or an address of a key inside a token
 * (`jwk`, `jku`, `x5u`, `x5c`) is never looked at. A token that was verified once is remembered by its hash until it
 * expires: verifying costs more than a small operation.
 */
export function createAccessTokens(options: {
  keys: SigningKeys
  issuer: string
  audience: string
  now: () => number
  ttlMs: number
}): AccessTokens {
  const { keys, issuer, audience, now, ttlMs } = options
  const verified = new LRUCache<string, Verified>({ max: MAX_CACHED_TOKENS })

  async function readToken(token: string): Promise<Verified | null> {
    const { payload } = await jwtVerify(token, ({ kid }) => findKey(keys, kid), {
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer,
      audience,
      requiredClaims: ['iss', 'aud', 'sub', 'sid', 'role', 'iat', 'exp', 'jti'],
      currentDate: new Date(now()),
      clockTolerance: CLOCK_TOLERANCE_MS / 1000,
    })
    const claims = readClaims(payload)
    return claims && payload.exp !== undefined ? { claims, expiresAt: payload.exp * 1000 } : null
  }

  function isOver({ expiresAt }: Verified): boolean {
    return expiresAt + CLOCK_TOLERANCE_MS <= now()
  }

  async function verifyAnew(token: string, fingerprint: string): Promise<TokenVerdict> {
    try {
      const found = await readToken(token)
      if (!found) return { kind: 'invalid' }
      if (isOver(found)) return { kind: 'expired' }
      verified.set(fingerprint, found)
      return { kind: 'valid', claims: found.claims }
    } catch (error) {
      return { kind: error instanceof errors.JWTExpired ? 'expired' : 'invalid' }
    }
  }

  return {
    issue: async ({ subjectId, sessionId, role }) => {
      const issuedAtSeconds = Math.floor(now() / 1000)
      const expiresAtSeconds = issuedAtSeconds + Math.floor(ttlMs / 1000)
      const token = await new SignJWT({ sid: sessionId, role })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: keys.kid })
        .setSubject(subjectId)
        .setIssuer(issuer)
        .setAudience(audience)
        .setJti(randomUUID())
        .setIssuedAt(issuedAtSeconds)
        .setExpirationTime(expiresAtSeconds)
        .sign(keys.privateKey)
      return { token, expiresAt: expiresAtSeconds * 1000 }
    },
    verify(token) {
      if (token.length > MAX_TOKEN_CHARACTERS) return { kind: 'invalid' }
      const fingerprint = hash('sha256', token, 'base64')
      const known = verified.get(fingerprint)
      if (known === undefined) return verifyAnew(token, fingerprint)
      if (!isOver(known)) return { kind: 'valid', claims: known.claims }
      verified.delete(fingerprint)
      return { kind: 'expired' }
    },
  }
}

function findKey(keys: SigningKeys, kid: string | undefined) {
  const key = kid === undefined ? undefined : keys.publicKeys.get(kid)
  if (!key) throw new errors.JWKSNoMatchingKey()
  return key
}

function readClaims(payload: JWTPayload): AccessClaims | null {
  const { sub, sid, role } = payload
  if (typeof sub !== 'string' || typeof sid !== 'string' || typeof role !== 'string') return null
  return { subjectId: sub, sessionId: sid, role }
}
