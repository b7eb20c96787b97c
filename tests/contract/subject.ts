import type { BillingCall, BillingSystem } from '../../src/billing/port.ts'

/** What the connected billing itself knows of an account; money is decimal text with two decimals. */
export interface TrueAccount {
  readonly id: string
  readonly number: string
  readonly kind: 'PERSON' | 'ORGANIZATION'
  readonly balance: string
  readonly credited: string
  readonly spent: string
  readonly creditLimit: string
}

export interface TruePayment {
  readonly id: string
  readonly amount: string
  readonly externalId: string | null
  /** Milliseconds since the epoch, whole seconds. */
  readonly paidAt: number
}

/** A billing with its adapter, and its own word on what is true. The adapter is judged by that word alone. */
export interface ContractSubject {
  readonly billing: BillingSystem
  /** At least 120 accounts, persons and organisations. */
  readonly accounts: readonly TrueAccount[]
  /** Newest first in the order of posting. */
  payments(accountId: string): readonly TruePayment[]
  findAccount(number: string): Promise<TrueAccount>
  createAccount(account: { number: string; login: string; password: string }): Promise<void>
  terminateAccount(number: string): Promise<void>
  /** A payment that somebody else writes, as a cash desk does. */
  postPayment(number: string, amount: string): Promise<void>
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
