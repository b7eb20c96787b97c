import { createHash, timingSafeEqual } from 'node:crypto'

export interface StoredPassword {
  readonly salt: Uint8Array
  readonly hash: Uint8Array
}

/** One salted SHA-256, as old billings do; the gateway in front has to slow guessing down. */
export function hashPassword(password: string, salt: Uint8Array): StoredPassword {
  return { salt, hash: createHash('sha256').update(salt).update(password, 'utf8').digest() }
}

/** Takes as long for a wrong password as for the right one. */
export function isPassword(password: string, stored: StoredPassword): boolean {
  return timingSafeEqual(hashPassword(password, stored.salt).hash, stored.hash)
}
