import type { Account, AccountId, AccountRef, Agreement, Profile } from '../domain/account.ts'
import type { Charge, ChargeId, ChargePage } from '../domain/charge.ts'
import type { Coverage, CoverageAddress } from '../domain/coverage.ts'
import type { IpAddress } from '../domain/ip-address.ts'
import type { EquipmentOffering, ServiceOffering } from '../domain/offering.ts'
import type { Operator, OperatorId } from '../domain/operator.ts'
import type { Payment, PaymentId, PaymentPage } from '../domain/payment.ts'
import type { ProfileChange } from '../domain/profile.ts'
import type { Region, RegionId } from '../domain/region.ts'
import type { Service, ServiceId } from '../domain/service.ts'
import type { AccountSettings, SettingsChange } from '../domain/settings.ts'
import type { Period, Statement } from '../domain/statement.ts'
import type { Tariff, TariffId, TvChannel } from '../domain/tariff.ts'
import type {
  Ticket,
  TicketHistoryPage,
  TicketId,
  TicketMessagePage,
  TicketPage,
  TicketStatus,
} from '../domain/ticket.ts'
import type { Role } from '../domain/viewer.ts'
import type { Capabilities } from './capabilities.ts'
import type { DeviceBilling } from './device-port.ts'
import type { DocumentBilling } from './document-port.ts'
import type { BillingError } from './error.ts'
import type { LoginBilling } from './login-port.ts'
import type { OrderBilling } from './order-port.ts'
import type { PostingBilling } from './posting-port.ts'
import type { PromisedPaymentBilling } from './promised-payment-port.ts'
import type { TicketOpening, TicketQueueBilling, TicketWriting } from './ticket-port.ts'

export type * from './capabilities.ts'
export type * from './device-port.ts'
export type * from './document-port.ts'

/**
 * What the gateway needs from a billing system, in slices per noun. A slice may be served by any system; `BillingSystem`
 * is the assembly of all of them.
 *
 * Rules for every method:
 * - reads are bulk: many keys in, a map out; a key that the billing does not know is absent from the map; a key of which
 *   the answer holds something that cannot be read has a `BillingError` as its value, and the other keys their values;
 * - a rejection is always a `BillingError`, and says that nothing of the answer could be read; business refusals are values;
 * - the call ends when `signal` aborts, also while it waits for a connection.
 */
export interface BillingCall {
  readonly signal: AbortSignal
  /**
   * While it waits for a connection: before most others, since money waits for it and somebody for that; or after most others,
   * since nobody does.
   */
  readonly turn?: 'EARLY' | 'USUAL' | 'LATE'
}

/** The answer of a bulk read, key by key. The error says why a key's value cannot be read; its outcome is `not_applied`. */
export type Bulk<K, V> = ReadonlyMap<K, V | BillingError>

export interface AccountBilling {
  findAccounts(ids: readonly AccountId[], call: BillingCall): Promise<Bulk<AccountId, Account>>
  /** By contract number, exactly as subscribers know it: "007123" is not "7123". */
  findAccountsByNumber(numbers: readonly string[], call: BillingCall): Promise<Bulk<string, Account>>
}

export interface RegionBilling {
  /** All regions by id; fewer than 100. */
  listRegions(call: BillingCall): Promise<ReadonlyMap<RegionId, Region>>
}

export interface OperatorBilling {
  findOperators(ids: readonly OperatorId[], call: BillingCall): Promise<Bulk<OperatorId, Operator>>
}

export interface AgreementBilling {
  /** The agreement in force, or the last one, of each account. */
  findAgreements(ids: readonly AccountId[], call: BillingCall): Promise<Bulk<AccountId, Agreement>>
}

export interface ProfileBilling {
  findProfiles(ids: readonly AccountId[], call: BillingCall): Promise<Bulk<AccountId, Profile>>
  findSettings(ids: readonly AccountId[], call: BillingCall): Promise<Bulk<AccountId, AccountSettings>>
  /**
   * Sets the fields named, and leaves the others. Sending it twice does no harm. `accepted` says that the system took the
   * request, not that it changed anything: old ones report success and keep what they had, so that the profile is read again.
   */
  updateProfile(accountId: AccountId, change: ProfileChange, call: BillingCall): Promise<UpdateVerdict>
  /** As `updateProfile`. */
  updateSettings(accountId: AccountId, change: SettingsChange, call: BillingCall): Promise<UpdateVerdict>
}

export type UpdateVerdict =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly reason: 'ACCOUNT_NOT_FOUND' }

export interface CoverageBilling {
  /** By the key object itself; every key has an answer. A house is looked for by its number alone. */
  findCoverage(addresses: readonly CoverageAddress[], call: BillingCall): Promise<Bulk<CoverageAddress, Coverage>>
}

export interface TariffBilling {
  findTariffs(ids: readonly TariffId[], call: BillingCall): Promise<Bulk<TariffId, Tariff>>
  /** What anybody may choose in each region, private tariffs left out; what is the same everywhere is in every list. */
  listTariffs(regionIds: readonly RegionId[], call: BillingCall): Promise<Bulk<RegionId, readonly Tariff[]>>
  /** What each service may be changed to, its owner's private tariffs included and its present one left out. */
  listAvailableTariffs(
    serviceIds: readonly ServiceId[],
    call: BillingCall,
  ): Promise<Bulk<ServiceId, readonly TariffId[]>>
  /** The channels of each tariff that has any, by their numbers. */
  listChannels(tariffIds: readonly TariffId[], call: BillingCall): Promise<Bulk<TariffId, readonly TvChannel[]>>
}

export interface ServiceBilling {
  /** All services of each account, terminated ones included. An account without services has an empty list. */
  listServices(ids: readonly AccountId[], call: BillingCall): Promise<Bulk<AccountId, readonly Service[]>>
  /** The addresses of each service; a service without any has an empty list. */
  listIpAddresses(ids: readonly ServiceId[], call: BillingCall): Promise<Bulk<ServiceId, readonly IpAddress[]>>
}

export interface OfferingBilling {
  listServiceOfferings(
    regionIds: readonly RegionId[],
    call: BillingCall,
  ): Promise<Bulk<RegionId, readonly ServiceOffering[]>>
  listEquipmentOfferings(
    regionIds: readonly RegionId[],
    call: BillingCall,
  ): Promise<Bulk<RegionId, readonly EquipmentOffering[]>>
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
  listPayments(keys: readonly PaymentPageKey[], call: BillingCall): Promise<Bulk<PaymentPageKey, PaymentPage>>
  /** Payments by id, by the key object itself; one that belongs to another account than its key says is absent. */
  findPayments(keys: readonly PaymentKey[], call: BillingCall): Promise<Bulk<PaymentKey, Payment>>
}

/** One page of one account's charges. */
export interface ChargePageKey {
  readonly accountId: AccountId
  /** 1–100. */
  readonly first: number
  /** Only charges posted before this one; null for the newest. */
  readonly before: ChargeId | null
}

export interface ChargeKey {
  readonly accountId: AccountId
  readonly chargeId: ChargeId
}

/** As `PaymentBilling`, for money that goes. Ids of payments and charges grow together in the order of posting. */
export interface ChargeBilling {
  listCharges(keys: readonly ChargePageKey[], call: BillingCall): Promise<Bulk<ChargePageKey, ChargePage>>
  findCharges(keys: readonly ChargeKey[], call: BillingCall): Promise<Bulk<ChargeKey, Charge>>
}

export interface StatementKey {
  readonly accountId: AccountId
  readonly period: Period
}

export interface StatementBilling {
  /** By the key object itself. One call per account and period is what most systems offer. */
  readStatements(keys: readonly StatementKey[], call: BillingCall): Promise<Bulk<StatementKey, Statement>>
}

/** One page of one account's tickets. */
export interface TicketPageKey {
  readonly accountId: AccountId
  /** 1–100. */
  readonly first: number
  /** Only tickets opened before this one; null for the newest. */
  readonly before: TicketId | null
  /** Only tickets in these states; null for all. */
  readonly statuses: readonly TicketStatus[] | null
}

export interface TicketKey {
  readonly accountId: AccountId
  readonly ticketId: TicketId
}

export interface TicketMessagePageKey extends TicketKey {
  /** 1–100. */
  readonly first: number
  /** Only what was written after this one; null for the oldest. */
  readonly after: string | null
}

export interface TicketBilling extends TicketOpening, TicketWriting, TicketQueueBilling {
  listTickets(keys: readonly TicketPageKey[], call: BillingCall): Promise<Bulk<TicketPageKey, TicketPage>>
  findTickets(keys: readonly TicketKey[], call: BillingCall): Promise<Bulk<TicketKey, Ticket>>
  /** A ticket that belongs to another account than its key says is absent. */
  listMessages(
    keys: readonly TicketMessagePageKey[],
    call: BillingCall,
  ): Promise<Bulk<TicketMessagePageKey, TicketMessagePage>>
  /** Whether a message can have this id: what somebody has made up is refused, and not waited behind. No call is made. */
  isMessageId(id: string): boolean
  /** As `listMessages`, for the states that a ticket has had. */
  listHistory(
    keys: readonly TicketMessagePageKey[],
    call: BillingCall,
  ): Promise<Bulk<TicketMessagePageKey, TicketHistoryPage>>
}

/** Why a login was not let in. A client hears one answer for all of them but the last. */
export type CredentialRefusal = 'WRONG_CREDENTIALS' | 'NO_ACTIVE_AGREEMENT' | 'NOT_SUPPORTED'

export type CredentialVerdict =
  | {
      readonly kind: 'accepted'
      readonly subjectId: string
      readonly role: Extract<Role, 'SUBSCRIBER' | 'MEMBER' | 'OPERATOR'>
      readonly displayName: string
      /** Accounts of active agreements, at most 50, in a stable order, with their keys in the other systems. */
      readonly accounts: readonly AccountRef[]
      /** Also when an account cannot be read at present, so that nobody knows whether it belongs to the list. */
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
  findForeignKeys(system: string, ids: readonly AccountId[], call: BillingCall): Promise<Bulk<AccountId, string>>
  /**
   * Hears of accounts that somebody knows with their keys, such as those of a session that another process has opened, so
   * that nobody has to be asked for them. Keys that cannot be are passed over.
   */
  remember(accounts: readonly Pick<AccountRef, 'id' | 'keys'>[]): void
}

/** Whether the connected system can be reached and lets the gateway in; rejects with a BillingError when not. */
export interface HealthBilling {
  ping(call: BillingCall): Promise<void>
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
  readonly postings: PostingBilling
  readonly charges: ChargeBilling
  readonly statements: StatementBilling
  readonly tickets: TicketBilling
  readonly orders: OrderBilling
  readonly promisedPayments: PromisedPaymentBilling
  readonly devices: DeviceBilling
  readonly documents: DocumentBilling
  readonly offerings: OfferingBilling
  readonly regions: RegionBilling
  readonly coverage: CoverageBilling
  readonly operators: OperatorBilling
  readonly credentials: CredentialBilling
  readonly logins: LoginBilling
  readonly identity: IdentityBilling
  readonly health: HealthBilling
  /** Ends sessions and closes connections; calls made afterwards reject. */
  close(): Promise<void>
}
