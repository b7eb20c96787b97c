import type { Account, AccountId, AccountRef, Agreement, Profile } from '../domain/account.ts'
import type { Payment, PaymentId, PaymentPage } from '../domain/payment.ts'
import type { Service } from '../domain/service.ts'
import type { Tariff, TariffId } from '../domain/tariff.ts'
import type { Role } from '../domain/viewer.ts'

/**
 * What the gateway needs from a billing system, in slices per noun. A slice may be served by any system; `BillingSystem`
 * is the assembly of all of them.
 *
 * Rules for every method:
 * - reads are bulk: many keys in, a map out; a key that the billing does not know is absent from the map;
 * - a rejection is always a `BillingError`; business refusals are values;
 * - the call ends when `signal` aborts, also while it waits for a connection.
 */
export interface BillingCall {
  readonly signal: AbortSignal
}

export interface AccountBilling {
  findAccounts(ids: readonly AccountId[], call: BillingCall): Promise<ReadonlyMap<AccountId, Account>>
}

export interface AgreementBilling {
  /** The agreement in force, or the last one, of each account. */
  findAgreements(ids: readonly AccountId[], call: BillingCall): Promise<ReadonlyMap<AccountId, Agreement>>
}

export interface ProfileBilling {
  findProfiles(ids: readonly AccountId[], call: BillingCall): Promise<ReadonlyMap<AccountId, Profile>>
}

export interface TariffBilling {
  findTariffs(ids: readonly TariffId[], call: BillingCall): Promise<ReadonlyMap<TariffId, Tariff>>
}

export interface ServiceBilling {
  /** All services of each account, terminated ones included. An account without services has an empty list. */
  listServices(ids: readonly AccountId[], call: BillingCall): Promise<ReadonlyMap<AccountId, readonly Service[]>>
}

/** One page of one account's payments. */
export interface PaymentPageKey {
  readonly accountId: AccountId
  /** 1–100. */
  readonly first: number
  /** Only payments posted before this one; null for the newest. */
  readonly before: PaymentId | null
}

export interface PaymentKey {
  readonly accountId: AccountId
  readonly paymentId: PaymentId
}

export interface PaymentBilling {
  /**
   * The pages asked for, by the key object itself. Keys that differ only in the account share one legacy call where
   * the system has a bulk call. An account without payments has an empty page.
   */
  listPayments(keys: readonly PaymentPageKey[], call: BillingCall): Promise<ReadonlyMap<PaymentPageKey, PaymentPage>>
  /** Payments by id, by the key object itself; one that belongs to another account than its key says is absent. */
  findPayments(keys: readonly PaymentKey[], call: BillingCall): Promise<ReadonlyMap<PaymentKey, Payment>>
}

/** Why a login was not let in. A client hears one answer for all of them but the last. */
export type CredentialRefusal = 'WRONG_CREDENTIALS' | 'NO_ACTIVE_AGREEMENT' | 'NOT_SUPPORTED'

export type CredentialVerdict =
  | {
      readonly kind: 'accepted'
      readonly subjectId: string
      readonly role: Extract<Role, 'SUBSCRIBER' | 'MEMBER' | 'OPERATOR'>
      readonly displayName: string
      /** Accounts of active agreements, at most 50, in a stable order. */
      readonly accounts: readonly AccountRef[]
      readonly hasMoreAccounts: boolean
    }
  | { readonly kind: 'refused'; readonly reason: CredentialRefusal }

export interface CredentialBilling {
  checkCredentials(credentials: { login: string; password: string }, call: BillingCall): Promise<CredentialVerdict>
  /**
   * The same person again without a password, for the refresh of a session: agreements may have ended meanwhile.
   * `refused` when no active agreement is left.
   */
  findSubject(subject: { subjectId: string; role: Role }, call: BillingCall): Promise<CredentialVerdict>
}

/**
 * Joins systems that know the same account under different keys. The gateway's own key is the one of the accounts
 * slice; `system` names another side, e.g. "soap".
 */
export interface IdentityBilling {
  findForeignKeys(system: string, ids: readonly AccountId[], call: BillingCall): Promise<ReadonlyMap<AccountId, string>>
}

/** Whether the connected system can be reached and lets the gateway in; rejects with a BillingError when not. */
export interface HealthBilling {
  ping(call: BillingCall): Promise<void>
}

/** How a payment of unknown outcome is looked up, surest first. */
export type Reconcile = 'exact' | 'comment' | 'statement' | 'none'

/** What the connected system can do. Clients see it as `capabilities` and hide what is not there. */
export interface Capabilities {
  /** Most ids in one bulk read; the adapter splits larger batches itself. */
  readonly idsPerCall: number
  /** Most calls at once that the system's owner allows. */
  readonly maxConcurrency: number
  /** Who checks a password. */
  readonly credentialAuthority: 'billing' | 'gateway'
  /** Whether the system refuses the same external id twice by itself. */
  readonly honoursExternalId: boolean
  readonly reconcile: Reconcile
  readonly payments: boolean
  readonly services: boolean
  readonly tariffs: boolean
}

export interface BillingSystem {
  readonly name: string
  readonly capabilities: Capabilities
  readonly accounts: AccountBilling
  readonly agreements: AgreementBilling
  readonly profiles: ProfileBilling
  readonly tariffs: TariffBilling
  readonly services: ServiceBilling
  readonly payments: PaymentBilling
  readonly credentials: CredentialBilling
  readonly identity: IdentityBilling
  readonly health: HealthBilling
  /** Ends sessions and closes connections; calls made afterwards reject. */
  close(): Promise<void>
}
