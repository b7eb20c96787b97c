export type BooksErrorCode =
  /** The options cannot be used: number of accounts, start instant. */
  | 'INVALID_OPTIONS'
  /** Not a database, of another program or version, or seeded with another number of accounts. */
  | 'UNUSABLE_FILE'
  | 'UNKNOWN_ACCOUNT'
  | 'UNKNOWN_TICKET'
  /** No such payment, or another agreement, amount or receipt than its own. */
  | 'UNKNOWN_PAYMENT'
  | 'PAYMENT_CANCELED'
  | 'PAYMENT_TOO_OLD'
  /** Taking the money back would leave the account below minus its credit limit. */
  | 'PAYMENT_SPENT'
  | 'ORDER_REFUSED'
  /** No such order of that agreement. */
  | 'UNKNOWN_ORDER'
  /** It is carried out, canceled, failed, or too far for that. */
  | 'ORDER_NOT_CANCELABLE'
  | 'INVALID_AMOUNT'
  /** A value outside its range, such as a limit of 0 or an unknown payment class. */
  | 'INVALID_VALUE'
  | 'ACCOUNT_CLOSED'
  | 'ACCOUNT_FROZEN'
  /** The account does not own as much; its credit limit is no money to give away. */
  | 'NOT_ENOUGH_MONEY'
  /** No promised payment, or not of that amount. */
  | 'PROMISE_REFUSED'
  | 'UNKNOWN_DEVICE'
  /** Neither a MAC nor a serial number, or one that is none. */
  | 'INVALID_DEVICE'
  /** Somebody has registered it. */
  | 'DEVICE_TAKEN'
  | 'TOO_MANY_DEVICES'
  | 'NUMBER_TAKEN'
  | 'LOGIN_TAKEN'
  | 'UNKNOWN_SUBJECT'

/** Why the books refuse an operation; nothing has been written. The message is for engineers. */
export class BooksError extends Error {
  override readonly name = 'BooksError'
  readonly code: BooksErrorCode

  constructor(code: BooksErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
