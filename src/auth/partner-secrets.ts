import {
  argon2,
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { promisify } from 'node:util'
import { StoreError } from '../store/error.ts'
import type { SigningKeys } from './keys.ts'

/** 256 random bits each. The prefixes let secret scanners find a leaked one and tell which kind it is. */
export function createSignInSecret(): string {
  return `bgp_${randomBytes(32).toString('base64url')}`
}

/** Its text is the key, so that any tool can sign with it without decoding. */
export function createSigningSecret(): string {
  return `bgk_${randomBytes(32).toString('base64url')}`
}

export function createSalt(): string {
  return randomBytes(16).toString('base64url')
}

export interface SecretHasher {
  /** The hash of a secret as it is stored, or null when so many wait already that nobody else may. */
  hash(secret: string, salt: string): Promise<string | null>
}

// The least that OWASP recommends for argon2id: 19 MiB, two passes, one lane. A hash takes some 40 ms and a thread of the
// pool, in which files and names are looked up too: so two at once, and a short queue.
const ARGON2 = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 } as const
const MAX_RUNNING = 2
const MAX_WAITING = 32

/** The bulkhead around argon2id: however many sign in at once, the rest of the process goes on. */
export function createSecretHasher(): SecretHasher {
  const waiting: (() => void)[] = []
  let running = 0
  return {
    async hash(secret, salt) {
      if (running >= MAX_RUNNING) {
        if (waiting.length >= MAX_WAITING) return null
        await new Promise<void>((resolve) => waiting.push(resolve))
      } else running += 1
      try {
        return await hash(secret, salt)
      } finally {
        // The place goes straight to whoever has waited longest, so that nobody can slip in between.
        const next = waiting.shift()
        if (next) next()
        else running -= 1
      }
    },
  }
}

async function hash(secret: string, salt: string): Promise<string> {
  const tag = await promisify(argon2)('argon2id', {
    ...ARGON2,
    message: secret,
    nonce: Buffer.from(salt, 'base64url'),
  })
  return `v1.${tag.toString('base64url')}`
}

/** In a time that does not tell how much of both is equal. */
export function isSameHash(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Encrypts a signing secret for the store. It opens for the same partner only. */
export function sealSigningSecret(secret: string, partnerId: string, keys: SigningKeys): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, findKey(keys, keys.kid, partnerId), nonce).setAAD(Buffer.from(partnerId))
  const sealed = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `v1.${keys.kid}.${sealed.toString('base64url')}`
}

/** The HMAC key behind a sealed secret. Rejects with STORE_CORRUPT when no key of ours opens it. */
export function openSigningSecret(material: string, partnerId: string, keys: SigningKeys): KeyObject {
  const [version, kid = '', text = ''] = material.split('.')
  const sealed = Buffer.from(text, 'base64url')
  if (version !== 'v1' || sealed.length <= NONCE_BYTES + TAG_BYTES) throw unreadable(partnerId)
  const decipher = createDecipheriv(CIPHER, findKey(keys, kid, partnerId), sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(partnerId))
    .setAuthTag(sealed.subarray(-TAG_BYTES))
  try {
    return createSecretKey(Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]))
  } catch (error) {
    throw unreadable(partnerId, error)
  }
}

function findKey(keys: SigningKeys, kid: string, partnerId: string): Uint8Array {
  const key = keys.sealingKeys.get(kid)
  if (!key) throw unreadable(partnerId)
  return key
}

function unreadable(partnerId: string, cause?: unknown): StoreError {
  return new StoreError(
    'STORE_CORRUPT',
    `The signing secret of the partner ${partnerId} was sealed with another key than those in TOKEN_SIGNING_KEY. ` +
      `Add the former key there, or run: npm run partner -- rotate ${partnerId} --signing --overlap 0`,
    { cause },
  )
}
