/** What may befall one call of an operation, and what the billing has done then. */
export const FAULT_KINDS = {
  loseAnswer: 'It is written, and the connection ends without an answer.',
  loseRequest: 'The connection ends before anything is written.',
  lateWrite: 'Nothing answers, and it is written `delayMs` later.',
  noAnswer: 'Nothing ever answers; whether it is written does not matter.',
  errorAfterWriting: 'It is written, and the answer is an error that no table lists.',
  htmlPage: "A web server's page instead of an answer.",
  serverError: 'HTTP 500 with a text for programmers.',
  overloaded: 'HTTP 503, come back later.',
  emptyBody: 'HTTP 200 without a body.',
  cutAnswer: 'An answer that stops in the middle.',
  malformed: 'An answer that is not well-formed.',
  hugeAnswer: 'An answer beyond all size.',
  otherAnswer: "Another operation's answer.",
  unlistedFault: 'A fault of the billing, within HTTP 200, that means nothing listed.',
  wrongRow: "Somebody else's row instead of the one that was asked for or written.",
  missingFields: 'Rows without some of their fields.',
  brokenMoney: 'An amount that is none, such as 10,45.',
  unknownCodes: 'States and kinds that no table lists.',
  badRow: 'One row of several cannot be read, whosever it is; the others can.',
  typeFlips: 'Numbers as texts and texts as numbers, so that 000119 loses its zeros.',
  moneyNoise: 'Amounts with the noise of a double: 600.45000000000005.',
  lostDates: 'Dates such as 0000-00-00.',
  emptySuccess: 'Success about nothing: no row in the answer, and nothing is written.',
  silentSuccess: 'A perfect answer, and nothing is written.',
  doubleWrite: 'It is written twice, and answered once.',
  expiredSession: 'The session has ended; the billing looks at nothing else.',
} as const

export type FaultKind = keyof typeof FAULT_KINDS

/** The calls that a fault may befall, by the port's names. */
export type FaultOperation =
  | 'findAccounts'
  | 'listPayments'
  | 'listTickets'
  | 'postPayment'
  | 'cancelPayment'
  | 'findPostings'
  | 'listPostings'
  | 'postDebit'
  | 'findDebits'
  | 'takePromise'
  | 'listPromises'
  | 'placeOrder'
  | 'cancelOrder'
  | 'findByReference'
  | 'findCarriedOut'
  | 'openTicket'
  | 'findTicketsByReference'
  | 'postTicketMessage'
  | 'findMessagesByReference'
  | 'changeTicket'
  | 'registerDevice'
  | 'updateProfile'
  | 'changeCredentials'

export interface FaultOptions {
  /** How often, then it ends; left out, it goes on until `clear`. */
  readonly times?: number
  /** Of `lateWrite`. */
  readonly delayMs?: number
}

/** How the billing of a subject can be made to misbehave. What is not in `abilities` is shown as not applicable. */
export interface Faults {
  /** By operation. What one transport call serves for several operations befalls them all. */
  readonly abilities: Readonly<Partial<Record<FaultOperation, readonly FaultKind[]>>>
  cause(operation: FaultOperation, kind: FaultKind, options: FaultOptions): void | Promise<void>
  /** Every call is answered as usual again. */
  clear(): void | Promise<void>
}
