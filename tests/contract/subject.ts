import type { BillingCall, BillingSystem } from '../../src/billing/port.ts'
import type { CoverageAddress } from '../../src/domain/coverage.ts'

/** What the connected billing itself knows of an account; money is decimal text with two decimals. */
export interface TrueAccount {
  readonly id: string
  readonly number: string
  readonly kind: 'PERSON' | 'ORGANIZATION'
  readonly balance: string
  readonly credited: string
  readonly spent: string
  readonly creditLimit: string
  readonly regionId: string | null
  readonly operatorId: string | null
  /** What ends a suspension for debt, or null. */
  readonly amountToRestore: string | null
}

export interface TruePayment {
  readonly id: string
  /** A canceled payment counts nowhere and is in no statement. */
  readonly status: 'DONE' | 'CANCELED'
  readonly amount: string
  readonly externalId: string | null
  /** Milliseconds since the epoch, whole seconds. */
  readonly paidAt: number
}

export interface TrueCharge {
  readonly id: string
  /** Null for what no service is charged for. */
  readonly serviceId: string | null
  readonly amount: string
  /** Milliseconds since the epoch, whole seconds. */
  readonly chargedAt: number
  /** yyyy-MM */
  readonly period: string
  readonly description: string
}

export interface TrueTicket {
  readonly id: string
  readonly subject: string
  readonly status: string
  readonly category: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly rating: number | null
}

export interface TrueMessage {
  readonly id: string
  readonly author: string
  readonly authorName: string | null
  readonly text: string
  readonly createdAt: number
  readonly reference: string | null
}

export interface TrueTariff {
  readonly id: string
  /** Null for all regions. */
  readonly regionId: string | null
  readonly ownerAccountId: string | null
  readonly components: number
  readonly channels: readonly { readonly number: number; readonly name: string }[]
}

export interface TrueDevice {
  readonly id: string
  /** Twelve hexadecimal digits in small letters, or empty. */
  readonly hardwareDigits: string
  readonly serial: string
}

/** What the billing offers and to whom; all lists by id. */
export interface TrueCatalogue {
  readonly regions: readonly { readonly id: string; readonly name: string }[]
  readonly operators: readonly { readonly id: string; readonly name: string; readonly inn: string }[]
  readonly tariffs: readonly TrueTariff[]
  /** Houses of all kinds, in the billing's own spelling of the streets. */
  readonly houses: readonly {
    readonly address: CoverageAddress
    readonly status: string
    readonly plannedOn: string | null
  }[]
  /** Prices are decimal text. */
  serviceOfferings(regionId: string): readonly { id: string; monthly: string; once: string }[]
  equipmentOfferings(regionId: string): readonly { id: string; price: string }[]
  /** By id. */
  availableTariffs(serviceId: string): readonly string[]
}

/** A billing with its adapter, and its own word on what is true. The adapter is judged by that word alone. */
export interface ContractSubject {
  readonly billing: BillingSystem
  /** At least 120 accounts, persons and organisations. */
  readonly accounts: readonly TrueAccount[]
  /** Newest first in the order of posting. */
  payments(accountId: string): readonly TruePayment[]
  /** Newest first in the order of posting. */
  charges(accountId: string): readonly TrueCharge[]
  /** Newest first. */
  tickets(accountId: string): readonly TrueTicket[]
  /** Oldest first. */
  messages(ticketId: string): readonly TrueMessage[]
  /** Newest first. */
  promises(accountId: string): readonly { readonly id: string; readonly status: 'ACTIVE' | 'PAID' | 'EXPIRED' }[]
  /** By id. */
  devices(accountId: string): readonly TrueDevice[]
  addresses(serviceId: string): readonly string[]
  readonly catalogue: TrueCatalogue
  /** The billing's own clock, milliseconds since the epoch. */
  now(): number
  findAccount(number: string): Promise<TrueAccount>
  createAccount(account: { number: string; login: string; password: string }): Promise<void>
  terminateAccount(number: string): Promise<void>
  /** A payment that somebody else writes, as a cash desk does. */
  postPayment(number: string, amount: string): Promise<void>
  /** A ticket that somebody opens in the old system itself, with one message. */
  openTicket(number: string, subject: string, text: string): Promise<void>
  readonly logins: {
    readonly person: DemoLogin
    /** One person with two agreements. */
    readonly twoAgreements: DemoLogin
    readonly organization: DemoLogin
    readonly operator: DemoLogin
  }
  close(): Promise<void>
}

export interface DemoLogin {
  readonly login: string
  readonly password: string
  /** Contract numbers in order. */
  readonly numbers: readonly string[]
}

export function call(): BillingCall {
  return { signal: AbortSignal.timeout(10_000) }
}
