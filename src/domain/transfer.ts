import type { AccountId } from './account.ts'
import type { Money } from './money.ts'
import type { IntentRefusal } from './payment-intent.ts'
import { writeReference } from './reference-template.ts'

export type TransferId = string

/** To another subscriber, or between accounts of whoever asks. */
export type TransferKind = 'TOP_UP' | 'OWN'

/**
 * How far money has come on its way from one account to another.
 *
 * - `DEBITING`: it is being taken from the payer; nothing is known to have moved;
 * - `CREDITING`: it was taken, and is being given to the recipient;
 * - `RETURNING`: the billing has refused to give it to the recipient, and it is being given back to the payer;
 * - `DONE`: taken and given; `REFUSED`: never taken; `RETURNED`: taken, and given back. These are final;
 * - `OPERATOR`: taken, and neither given nor given back: a person must see to it.
 */
export type TransferState = 'DEBITING' | 'CREDITING' | 'RETURNING' | 'DONE' | 'REFUSED' | 'RETURNED' | 'OPERATOR'

/** Why it did not come to the recipient, in the billing's words; or that the reference of a step is somebody else's. */
export type TransferRefusal = IntentRefusal | 'REFERENCE_TAKEN'

/** What a person has decided about one that was in `OPERATOR`. */
export type TransferResolution = 'GIVE_BACK_AGAIN' | 'GIVEN_BACK_BY_HAND' | 'RECIPIENT_HAS_IT'

/** Money on its way from one account to another. Instants are milliseconds of the store's clock. */
export interface Transfer {
  readonly id: TransferId
  readonly kind: TransferKind
  /** Who ordered it. */
  readonly principal: string
  /** The orderer's own key; unique for a principal. */
  readonly externalId: string
  /** Tells whether a repeat asks for the same. */
  readonly fingerprint: string
  readonly fromAccountId: AccountId
  readonly fromAccountNumber: string
  readonly toAccountId: AccountId
  readonly toAccountNumber: string
  readonly amount: Money

  readonly state: TransferState
  /** Counts claims. Who wants to write must hold the last one. */
  readonly fence: number
  /** How often it was begun to give the money back. */
  readonly returns: number
  readonly acceptedAt: number
  readonly changedAt: number
  /** When recovery may look at it again; null when never. */
  readonly dueAt: number | null
  readonly refusal: TransferRefusal | null
  /** What a person has decided last; null when nobody has. */
  readonly resolution: TransferResolution | null
}

/** The three orders that a transfer can give the engine. */
export type TransferStep = 'debit' | 'credit' | 'return'

/** What its orders are called among all orders: the same for every replica, so that none is ever given twice. */
export function stepIdOf({ id, returns }: Pick<Transfer, 'id' | 'returns'>, step: TransferStep): string {
  switch (step) {
    case 'debit':
      return id
    case 'credit':
      return `${id}:credit`
    case 'return':
      return `${id}:return:${returns}`
  }
}

/** How references of transfers are made. Partners cannot have templates that make the same. */
export const TRANSFER_TEMPLATES = {
  debit: 'transfer/{externalId}',
  credit: 'transfer/{externalId}',
  return: 'transfer-back/{externalId}',
} as const satisfies Readonly<Record<TransferStep, string>>

/** Debits and payments are known by references of their own, so that both legs can carry the same one. */
export function transferReferenceOf(id: TransferId, step: TransferStep): string {
  return writeReference(TRANSFER_TEMPLATES[step], id)
}

/** Of the longest of them: "transfer-back/" and a UUID. */
export const TRANSFER_REFERENCE_LENGTH = 50

/** What a payer's own books show of a recipient: enough to know a number again, and not to find one out. */
export function maskNumber(number: string): string {
  const shown = number.length >= 6 ? 2 : number.length >= 4 ? 1 : 0
  const tail = shown === 0 ? '' : number.slice(-1)
  return `${number.slice(0, shown)}${'*'.repeat(Math.max(4, number.length - shown - tail.length))}${tail}`
}
