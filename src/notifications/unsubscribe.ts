import { createHmac, timingSafeEqual } from 'node:crypto'
import { deriveKey } from '../auth/sealing.ts'

/** The proof that somebody has got one of our e-mails: it ends them, and does nothing else. It never expires. */
export interface UnsubscribeTokens {
  write(notificationId: string): string
  /** Whose e-mails end; null for what was not written here. */
  read(token: string): string | null
}

const ID_LENGTH = 36

export function createUnsubscribeTokens(secret: Uint8Array): UnsubscribeTokens {
  const key = deriveKey(secret, 'billing-gateway unsubscribe')
  const write = (id: string) => `${id}${createHmac('sha256', key).update(id).digest('base64url')}`
  return {
    write,
    read(token) {
      const id = token.slice(0, ID_LENGTH)
      const given = Buffer.from(token.slice(0, 200))
      const right = Buffer.from(write(id))
      return given.length === right.length && timingSafeEqual(given, right) ? id : null
    },
  }
}
