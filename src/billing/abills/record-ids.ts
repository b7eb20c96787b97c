import { malformed } from '../transport/answer.ts'
import { isId } from './context.ts'

/** What a record is. Of one second, money that came goes before money that went. */
const KINDS = { payments: '1', fees: '2' } as const

const SECOND_DIGITS = 10
const ROW_DIGITS = 10

/**
 * The billing counts payments and fees apart, so that neither number tells which was first. An id that the port can sort by
 * is the second of registration, the kind and the number in the billing, each in as many digits as it ever takes.
 */
export function writeRecordId(noun: keyof typeof KINDS, rowId: string, registeredAt: number): string {
  const seconds = String(Math.floor(registeredAt / 1000))
  if (seconds.length !== SECOND_DIGITS) throw malformed('regDate: not of this age')
  return seconds + KINDS[noun] + rowId.padStart(ROW_DIGITS, '0')
}

/** What is shaped like an id of a payment or a charge. */
export function isRecordId(text: string): boolean {
  return /^\d{10}[12]\d{10}$/.test(text)
}

/** The number in the billing; null for what was never made here. */
export function readRowId(noun: keyof typeof KINDS, recordId: string): string | null {
  if (recordId.length !== SECOND_DIGITS + 1 + ROW_DIGITS || recordId[SECOND_DIGITS] !== KINDS[noun]) return null
  const rowId = recordId.slice(SECOND_DIGITS + 1).replace(/^0+/, '')
  return isId(rowId) ? rowId : null
}
