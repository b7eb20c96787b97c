import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps what a message is made of from whoever reads the store. */
export interface Sealer<T> {
  seal(order: T, id: string): string
  /** Null for what this key has not sealed, or for another message. */
  open(sealed: string, id: string): T | null
}

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Replicas with one signing key open what the others have sealed for the same purpose. What is sealed has to be JSON. */
export function createSealer<T>(secret: Uint8Array, purpose: string): Sealer<T> {
  const key = deriveKey(secret, purpose)
  return {
    seal(order, id) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(id))
      const sealed = [nonce, cipher.update(JSON.stringify(order), 'utf8'), cipher.final(), cipher.getAuthTag()]
      return Buffer.concat(sealed).toString('base64url')
    },
    open(text, id) {
      const sealed = Buffer.from(text, 'base64url')
      if (sealed.length <= NONCE_BYTES + TAG_BYTES) return null
      const nonce = sealed.subarray(0, NONCE_BYTES)
      const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(id))
        .setAuthTag(sealed.subarray(-TAG_BYTES))
      try {
        const plain = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
        // What the tag fits was written above.
        const order: T = JSON.parse(plain.toString('utf8'))
        return order
      } catch {
        return null
      }
    },
  }
}

export function deriveKey(secret: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', purpose, 32))
}
