import type { AccountId } from '../domain/account.ts'
import type { PaymentId } from '../domain/payment.ts'
import { ClientError } from './errors.ts'
import { MAX_PAGE_SIZE } from './policies.ts'

/** A cursor names its list as well as its position, so that it fits nowhere else. */
const CURSOR = /^payments:(?<accountId>[^:]+):(?<paymentId>[A-Za-z0-9][A-Za-z0-9._-]{0,63})$/
const MAX_CURSOR_LENGTH = 256

export function readFirst(first: number): number {
  if (first >= 1 && first <= MAX_PAGE_SIZE) return first
  throw new ClientError('BAD_USER_INPUT', {
    en: `\`first\` must be a whole number from 1 to ${MAX_PAGE_SIZE}.`,
    ru: `\`first\` — целое число от 1 до ${MAX_PAGE_SIZE}.`,
  })
}

export function writeCursor(accountId: AccountId, paymentId: PaymentId): string {
  return Buffer.from(`payments:${accountId}:${paymentId}`).toString('base64url')
}

/** The payment after which the page begins, or null for the first page. Only cursors of the same list are taken. */
export function readAfter(after: string | null | undefined, accountId: AccountId): PaymentId | null {
  if (after === null || after === undefined) return null
  const text = after.length <= MAX_CURSOR_LENGTH ? Buffer.from(after, 'base64url').toString() : ''
  const groups = CURSOR.exec(text)?.groups
  const paymentId = groups?.['accountId'] === accountId ? groups['paymentId'] : undefined
  if (paymentId !== undefined && writeCursor(accountId, paymentId) === after) return paymentId
  throw badCursor()
}

/** Also for a cursor that is well-formed and names a payment that cannot be. */
export function badCursor(): ClientError {
  return new ClientError('BAD_USER_INPUT', {
    en: '`after` must be a cursor from another page of the same list, exactly as it was given.',
    ru: '`after` — курсор с другой страницы того же списка, в точности как он был получен.',
  })
}
