import { createHmac, hkdfSync } from 'node:crypto'
import type { ReceiptKey } from '../domain/receipt.ts'

/** Numbers of receipts, which say by themselves which bank details they were printed from: no receipt has to be kept. */
export interface ReceiptNumbers {
  /** The same for the same receipt. Nothing of the payer can be read from it. */
  write(key: ReceiptKey): string
  /** The version of the bank details; null for everything that `write` has not written. People may leave out hyphens and mistake O for 0. */
  read(number: string): number | null
}

/** Crockford's: no letter that looks like a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CONTENT_LETTERS = 12
const PROOF_LETTERS = 4
const NUMBER = new RegExp(
  `^(?<id>\\d{1,9})(?<content>[${ALPHABET}]{${CONTENT_LETTERS}})(?<proof>[${ALPHABET}]{${PROOF_LETTERS}})$`,
)
const MAX_LENGTH = 40

/** The key is derived from the gateway's own secret; replicas with one secret know each other's numbers. */
export function createReceiptNumbers(secret: Uint8Array): ReceiptNumbers {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'billing-gateway receipt numbers', 32))
  const letters = (text: string, count: number) => {
    const bytes = createHmac('sha256', key).update(text).digest().subarray(0, count)
    return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('')
  }
  const prove = (id: number, content: string) => letters(`proof:${id}:${content}`, PROOF_LETTERS)
  return {
    write({ accountId, minorUnits, month, bankDetailsId }) {
      const content = letters(
        `content:${JSON.stringify([accountId, String(minorUnits), month, bankDetailsId])}`,
        CONTENT_LETTERS,
      )
      const groups = content.match(/.{4}/g) ?? []
      return [bankDetailsId, ...groups, prove(bankDetailsId, content)].join('-')
    },
    read(number) {
      if (number.length > MAX_LENGTH) return null
      const plain = number.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
      const { id = '', content = '', proof } = NUMBER.exec(plain)?.groups ?? {}
      return proof !== undefined && prove(Number(id), content) === proof ? Number(id) : null
    },
  }
}
