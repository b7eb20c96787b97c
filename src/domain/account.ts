import type { MemberRight } from './member.ts'
import type { Money } from './money.ts'
import type { OperatorId } from './operator.ts'
import type { RegionId } from './region.ts'

/** The key of an account in the system that serves the accounts slice. Text, because systems disagree about digits. */
export type AccountId = string

export type AccountKind = 'PERSON' | 'ORGANIZATION'

/** What is known of an account without asking: it is fixed when the agreement is concluded and travels in the session. */
export interface AccountRef {
  readonly id: AccountId
  readonly kind: AccountKind
  /** The contract number that subscribers know and pay to: "100001", "007123". */
  readonly number: string
  /** The keys of the same account in the other systems of the billing, by the system's name; they never change. */
  readonly keys: Readonly<Record<string, string>>
  /** What somebody who acts for the holder may do; absent for the holder. Never a part of what is stored in a session. */
  readonly rights?: readonly MemberRight[]
}

/** TMF666 account states; a code that no table lists reads as UNKNOWN. */
export type AccountStatus = 'ACTIVE' | 'SUSPENDED_FOR_DEBT' | 'FROZEN' | 'TERMINATED' | 'UNKNOWN'

export interface Balance {
  /** credited − spent, where those are known; negative is debt. */
  readonly amount: Money
  /** How far below zero the balance may go before services are suspended. Never negative. */
  readonly creditLimit: Money
  /** Everything paid in since the agreement began; null where the billing keeps no such total. */
  readonly credited: Money | null
  /** Everything charged since the agreement began; null where the billing keeps no such total. */
  readonly spent: Money | null
}

/** A billing account (TMF666). */
export interface Account extends AccountRef {
  readonly status: AccountStatus
  readonly balance: Balance
  readonly regionId: RegionId | null
  readonly operatorId: OperatorId | null
  /** What must be paid to end a suspension for debt; null when nothing is suspended for debt. */
  readonly amountToRestore: Money | null
}

export type AgreementStatus = 'ACTIVE' | 'TERMINATED' | 'UNKNOWN'

/** The contract behind an account (TMF651). */
export interface Agreement {
  readonly accountId: AccountId
  readonly number: string
  readonly status: AgreementStatus
  /** A day, yyyy-MM-dd, in the billing's zone; null when the billing has lost it. */
  readonly concludedOn: string | null
  /** The last day of a fixed term; null when the agreement has no end. */
  readonly endsOn: string | null
  /** Length of the fixed term; null when the agreement has no end. */
  readonly termMonths: number | null
  /** Privately negotiated terms, in words; null for the standard ones. */
  readonly terms: string | null
}

export interface PersonProfile {
  readonly kind: 'PERSON'
  readonly accountId: AccountId
  readonly lastName: string
  readonly firstName: string
  readonly middleName: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly address: string | null
}

export interface OrganizationProfile {
  readonly kind: 'ORGANIZATION'
  readonly accountId: AccountId
  readonly legalName: string
  /** Tax number, 10 digits for a company and 12 for a sole trader. Text: it may begin with a zero. */
  readonly inn: string
  /** Reason code of tax registration; sole traders have none. */
  readonly kpp: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly address: string | null
}

/** The holder of an account (TMF632 party). */
export type Profile = PersonProfile | OrganizationProfile
