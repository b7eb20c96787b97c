import type { ReceiptContact } from './checkout.ts'
import { readEmail } from './email.ts'
import { readPhone } from './phone.ts'

/** A receipt has room for no longer address of its buyer (format of fiscal data, tag 1008), whoever registers it. */
export const MAX_CONTACT_CHARACTERS = 64

/** Where a fiscal receipt can be sent, of what a person has written; null when it is neither an e-mail address nor a telephone number. */
export function readReceiptContact(text: string): ReceiptContact | null {
  const email = readEmail(text)
  if (email !== null) return email.length > MAX_CONTACT_CHARACTERS ? null : { kind: 'EMAIL', value: email }
  const phone = readPhone(text)
  return phone === null ? null : { kind: 'PHONE', value: phone }
}
