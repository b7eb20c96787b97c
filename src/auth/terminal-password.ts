import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Caller } from './auth.ts'
import { isUsable, MAX_PASSWORD_CHARACTERS } from './credentials.ts'
import type { Desk } from './desk.ts'
import type { KnownPartner } from './partner-known.ts'
import { isSameHash } from './partner-secrets.ts'

export type PasswordVerdict =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly retryAfterSeconds: number | null }

export interface TerminalPasswords {
  check(
    known: KnownPartner,
    given: { readonly authorization: string | undefined; readonly caller: Caller },
  ): Promise<PasswordVerdict>
}

/** As many as there can be partners. */
const MAX_PROVEN = 1_000
const WRONG: PasswordVerdict = { kind: 'wrong', retryAfterSeconds: null }
const RIGHT: PasswordVerdict = { kind: 'right' }

/**
 * A partner's id and sign-in secret as HTTP Basic credentials. A network sends them with every request, and a hash takes some
 * 40 ms: what was right once is remembered by its SHA-256, which of 256 random bits tells nothing, for as long as the secret
 * that it matched is valid. Requests at the same moment share one hash and one try.
 */
export function createTerminalPasswords(desk: Desk): TerminalPasswords {
  const proven = new LRUCache<string, string>({ max: MAX_PROVEN })
  const running = new Map<string, Promise<PasswordVerdict>>()
  return {
    check(known, { authorization, caller }) {
      const credentials = readBasic(authorization)
      // Nothing was guessed yet: a client may wait to be asked.
      if (credentials === null) return Promise.resolve(WRONG)
      const digest = createHash('sha256')
        .update(JSON.stringify([known.partner.id, credentials]))
        .digest('base64url')
      const material = proven.get(digest)
      const valid = materialsOf(known, desk.options.now())
      if (material !== undefined && valid.includes(material)) return Promise.resolve(RIGHT)
      const same = running.get(digest)
      if (same !== undefined) return same
      const trial = tryOut(desk, known, { credentials, caller, onMatch: (match) => proven.set(digest, match) })
      running.set(digest, trial)
      return trial.finally(() => running.delete(digest))
    },
  }
}

interface Trial {
  readonly credentials: Credentials
  readonly caller: Caller
  readonly onMatch: (material: string) => void
}

/** Counted as a sign-in is, and without the client's signal: nobody keeps a guess out of the trail by leaving. */
async function tryOut(desk: Desk, known: KnownPartner, trial: Trial): Promise<PasswordVerdict> {
  const { credentials, caller, onMatch } = trial
  const { limits, hasher, options } = desk
  const { id } = known.partner
  const take = await limits.takePartnerSignIn({ partnerId: id, isFromThere: true, caller, now: options.now() }, {})
  if (take.kind === 'too_many_tries') return { kind: 'wrong', retryAfterSeconds: take.retryAfterSeconds }
  const hash = await hasher.hash(credentials.secret, known.salt)
  if (hash === null) {
    await take.giveBack({})
    return { kind: 'wrong', retryAfterSeconds: 1 }
  }
  const match = materialsOf(known, options.now()).find((material) => isSameHash(material, hash))
  if (match !== undefined && credentials.id === id) {
    await take.takeBack({})
    onMatch(match)
    return RIGHT
  }
  const entry = { actor: 'anonymous', act: 'partner-sign-in', object: `partner:${id}`, outcome: 'wrong-secret' }
  await options.store.audit.append(desk.entry(entry, caller))
  return WRONG
}

function materialsOf({ signInSecrets }: KnownPartner, now: number): readonly string[] {
  return signInSecrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > now).map(({ material }) => material)
}

interface Credentials {
  readonly id: string
  readonly secret: string
}

// RFC 7617; the scheme's name is case-insensitive.
const BASIC = /^basic +(?<text>[A-Za-z0-9+/]{1,1000}={0,2})$/i

function readBasic(authorization: string | undefined): Credentials | null {
  const text = BASIC.exec(authorization ?? '')?.groups?.['text']
  if (text === undefined) return null
  const pair = Buffer.from(text, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  const secret = pair.slice(colon + 1)
  return colon > 0 && isUsable(secret, MAX_PASSWORD_CHARACTERS) ? { id: pair.slice(0, colon), secret } : null
}
