/**
 * What a billing itself knows, told by the subject and never read through the adapter. Money is decimal text with two
 * decimals, instants are milliseconds since the epoch in whole seconds. A field that is left out is not compared, so leave out
 * only what this billing has no place for.
 */
export interface TrueAccount {
  readonly id: string
  readonly number: string
  readonly kind: 'PERSON' | 'ORGANIZATION'
  readonly balance: string
  readonly creditLimit?: string
  readonly credited?: string
  readonly spent?: string
  readonly regionId?: string | null
  readonly operatorId?: string | null
  /** What ends a suspension for debt, or null. */
  readonly amountToRestore?: string | null
}

export interface TrueAgreement {
  readonly number: string
  /** Days, yyyy-MM-dd. */
  readonly concludedOn?: string | null
  readonly endsOn?: string | null
  readonly termMonths?: number | null
  readonly terms?: string | null
}

export interface TrueService {
  readonly id: string
  readonly tariffId: string
  /** As the domain spells them; left out where the billing has no such thing. */
  readonly kind?: string
  readonly status?: string
}

export interface TruePayment {
  readonly id: string
  /** A canceled payment counts nowhere and is in no statement. */
  readonly status: 'DONE' | 'CANCELED'
  readonly amount: string
  /** The reference that it carries, wherever the billing keeps it; null without one. */
  readonly externalId: string | null
  readonly paidAt?: number
  /** As the domain spells it. */
  readonly method?: string
  /** Where it stands beside the reference. */
  readonly comment?: string | null
}

/** A row of the ledger over all accounts. */
export interface TrueLedgerRow extends TruePayment {
  readonly accountId: string
  readonly postedAt: number
}

export interface TrueCharge {
  readonly id: string
  /** Null for what no service is charged for. */
  readonly serviceId?: string | null
  readonly amount: string
  readonly chargedAt?: number
  /** yyyy-MM */
  readonly period?: string | null
  readonly description?: string
}

/** Money that was taken from an account for another one. */
export interface TrueDebit {
  readonly id: string
  readonly amount: string
  readonly reference: string | null
  readonly description?: string
}

export interface TrueTicket {
  readonly id: string
  readonly subject: string
  readonly status: string
  readonly category?: string
  readonly createdAt?: number
  readonly updatedAt?: number
  readonly rating?: number | null
}

export interface TrueMessage {
  readonly id: string
  readonly author: string
  readonly authorName?: string | null
  /** As a subscriber reads it: what the adapter hides in it, such as a reference in the last line, is taken off. */
  readonly text: string
  readonly createdAt?: number
  readonly reference?: string | null
}

/** A ticket by the reference that it was opened with. */
export interface TrueOpenedTicket {
  readonly id: string
  readonly accountId: string | null
  readonly category?: string
  readonly subject: string
  /** The first message, as `TrueMessage` has it. */
  readonly text: string
  /** Whom to call where there is no account, in whatever form; left out where it stands in the text. */
  readonly contact?: string | null
}

export interface TruePromise {
  /** Left out where a promise has no number of its own. */
  readonly id?: string
  readonly status: 'ACTIVE' | 'PAID' | 'EXPIRED'
  readonly amount?: string
}

export interface TrueOrder {
  readonly id: string
  readonly status: string
  readonly reference?: string | null
  readonly price?: string
}

export interface TrueTariff {
  readonly id: string
  /** Null for all regions. */
  readonly regionId?: string | null
  readonly ownerAccountId?: string | null
  /** How many parts a mixed one has. */
  readonly components?: number
  readonly monthlyFee?: string
  readonly channels?: readonly { readonly number: number; readonly name: string }[]
}

export interface TrueDevice {
  readonly id: string
  /** Twelve hexadecimal digits in small letters, or empty. */
  readonly hardwareDigits: string
  readonly serial: string
}

export interface TrueHouse {
  readonly address: {
    readonly regionId: string
    readonly city: string
    readonly street: string
    readonly house: string
  }
  readonly status: string
  readonly plannedOn: string | null
}
