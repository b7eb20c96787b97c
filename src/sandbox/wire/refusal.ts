import { BooksError } from '../books/error.ts'

/**
 * The old billing says no. `text` is the plain body of a REST answer and the detail of a SOAP fault; a fault whose
 * meaning stands in its faultstring instead carries that.
 */
export class RefusalError extends Error {
  override readonly name = 'RefusalError'
  readonly status: number
  readonly text: string
  readonly faultString: string | null

  constructor(status: number, text: string, faultString: string | null = null) {
    super(text)
    this.status = status
    this.text = text
    this.faultString = faultString
  }
}

/** What the books refused, in the words of the fronts; null when it is another error. */
export function asRefusal(error: unknown): RefusalError | null {
  if (error instanceof RefusalError) return error
  if (!(error instanceof BooksError)) return null
  const status = STATUS_BY_CODE.get(error.code)
  if (status === undefined) return null
  return new RefusalError(status, error.code === 'INVALID_AMOUNT' ? 'Invalid amount' : error.message)
}

/** Refusals that the caller brought about; all others are failures of the sandbox. */
const STATUS_BY_CODE: ReadonlyMap<string, number> = new Map([
  ['UNKNOWN_ACCOUNT', 404],
  ['UNKNOWN_TICKET', 404],
  ['UNKNOWN_PAYMENT', 404],
  ['PAYMENT_CANCELED', 409],
  ['PAYMENT_TOO_OLD', 409],
  ['PAYMENT_SPENT', 409],
  ['ORDER_REFUSED', 409],
  ['UNKNOWN_ORDER', 404],
  ['ORDER_NOT_CANCELABLE', 409],
  ['INVALID_AMOUNT', 400],
  ['INVALID_VALUE', 400],
  ['ACCOUNT_CLOSED', 409],
  ['ACCOUNT_FROZEN', 409],
  ['NOT_ENOUGH_MONEY', 409],
  ['PROMISE_REFUSED', 409],
  ['UNKNOWN_DEVICE', 404],
  ['INVALID_DEVICE', 400],
  ['DEVICE_TAKEN', 409],
  ['TOO_MANY_DEVICES', 409],
  ['NUMBER_TAKEN', 409],
  ['LOGIN_TAKEN', 409],
  ['UNKNOWN_SUBJECT', 404],
])
