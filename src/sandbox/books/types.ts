import type { CoverageFilter, CoverageRow } from './coverageTypes.ts'
import type { DebitBooks } from './debits.ts'
import type { DeviceBooks } from './devices.ts'
import type { DocumentBooks } from './documents.ts'
import type { LoginBooks } from './loginTypes.ts'
import type { OrderBooks } from './orderTypes.ts'
import type { PromiseBooks } from './promised.ts'
import type { SettingsChange, SettingsRow } from './settingsTypes.ts'
import type { TicketBooks } from './ticketTypes.ts'

/**
 * The books of the old billing: everything it knows, durable in SQLite. Two ids per account, as the REST side and the
 * SOAP side number them differently. Money is kopecks inside; what goes over the wire is the fronts' affair.
 * Instants are milliseconds since the epoch.
 */
export interface AccountRow {
  readonly restId: number
  readonly soapId: number
  readonly number: string
  readonly type: 'P' | 'O'
  /** 0 active, 1 suspended for debt, 2 frozen, 9 terminated. */
  readonly state: number
  readonly paidTotal: bigint
  readonly chargedTotal: bigint
  readonly creditLimit: bigint
  /** The sum of the promised payment that runs; 0 for none. */
  readonly promised: bigint
  readonly regionId: number
  readonly operatorId: number
  readonly openedAt: number
  /** What a payment must at least be to end a suspension for debt; 0 when there is none to end. */
  readonly toRestore: bigint
}

export interface AgreementRow {
  readonly restId: number
  readonly number: string
  /** 1 in force, 9 ended. */
  readonly state: number
  readonly concludedOn: string
  /** yyyy-MM-dd, or null for none. */
  readonly endsOn: string | null
  /** Months of a fixed term, which is prolonged by as much when it ends; 0 for none. */
  readonly termMonths: number
  /** What was privately negotiated, or empty. */
  readonly terms: string
}

export interface ProfileRow {
  readonly restId: number
  readonly type: 'P' | 'O'
  readonly surname: string
  readonly name: string
  readonly patronymic: string
  readonly company: string
  readonly inn: string
  readonly kpp: string
  readonly phone: string
  readonly email: string
  readonly address: string
}

/** What is to be written anew; "" empties a field. */
export type ProfileChange = Partial<Omit<ProfileRow, 'restId' | 'type'>>

export interface TariffRow {
  readonly id: number
  readonly name: string
  readonly kind: number
  readonly fee: bigint
  readonly speed: number
  /** 0 for all regions. */
  readonly regionId: number
  /** restId of the account it was negotiated for, 0 for everybody. */
  readonly ownerAccount: number
  /** The kinds that a mix is made of; empty for all others. */
  readonly components: readonly number[]
  /** How many television channels. */
  readonly channels: number
  /** How to set the television up, or empty. */
  readonly guide: string
  readonly description: string
}

export interface ChannelRow {
  readonly tariffId: number
  readonly number: number
  readonly name: string
  /** Or empty: nobody ever entered it. */
  readonly genre: string
  readonly isHd: boolean
}

/** Something on offer in a region. What is offered everywhere has one row per region, with the same id. */
export interface OfferingRow {
  readonly id: number
  readonly regionId: number
  /** S service, E equipment, W work. */
  readonly type: 'S' | 'E' | 'W'
  readonly kind: number
  readonly name: string
  /** Per month, for services. */
  readonly fee: bigint
  /** Once. */
  readonly price: bigint
  readonly description: string
}

/** What a service may be changed to. */
export interface AvailableTariffRow {
  readonly serviceId: number
  readonly tariffId: number
}

export interface ServiceRow {
  readonly id: number
  readonly restId: number
  readonly tariffId: number
  readonly kind: number
  /** 0 active, 1 suspended for debt, 2 frozen, 3 pending, 9 closed. */
  readonly state: number
  readonly connectedAt: number | null
  /** Megabits per second and channels that were ordered instead of the tariff's own; 0 for those. */
  readonly speed: number
  readonly channels: number
  /** What they cost a month on top of the tariff. */
  readonly optionsFee: bigint
  /** Both null while it is not frozen; a freeze from before orders were kept has neither. */
  readonly frozenFrom: number | null
  readonly frozenUntil: number | null
}

export interface AddressRow {
  readonly serviceId: number
  readonly ip: string
  /** 0 dynamic, 1 static. */
  readonly type: 0 | 1
}

export interface DeviceRow {
  readonly id: number
  readonly restId: number
  /** Or empty, as are the next two; a MAC is spelt as whoever registered it spelt it. */
  readonly name: string
  readonly mac: string
  readonly serial: string
  readonly registeredAt: number | null
}

export interface SubjectRow {
  readonly id: number
  /** P person, O organisation, M member of an organisation, S staff. */
  readonly type: 'P' | 'O' | 'M' | 'S'
  readonly name: string
  readonly accounts: readonly number[]
}

export interface PaymentRow {
  readonly recordId: number
  readonly soapId: number
  /** 1 counts, 2 canceled (does not count). */
  readonly status: number
  readonly amount: bigint
  /** 1 cash, 2 bank card, 3 terminal, 4 bank transfer, 5 mobile, 6 e-wallet, 7 SBP, 8 transfer from another agreement. */
  readonly classId: number
  readonly paidAt: number
  readonly postedAt: number
  readonly receipt: string | null
  readonly comment: string | null
  readonly manager: string | null
}

export interface ChargeRow {
  readonly recordId: number
  readonly soapId: number
  /** Null for what no service of the account is charged for. */
  readonly serviceId: number | null
  readonly amount: bigint
  readonly chargedAt: number
  /** yyyy-MM, or empty for what is charged once. */
  readonly period: string
  readonly description: string
}

export interface Statement {
  readonly soapId: number
  readonly opening: bigint
  readonly credits: bigint
  readonly debits: bigint
  readonly closing: bigint
  readonly payments: readonly PaymentRow[]
  readonly charges: readonly ChargeRow[]
}

export interface NewPayment {
  readonly soapId: number
  readonly amount: bigint
  readonly classId: number
  readonly paidAt?: number
  readonly receipt?: string
  readonly comment?: string
  readonly manager?: string
}

/** The payment that is meant, by all that the caller knows of it. */
export interface Cancellation {
  readonly recordId: number
  readonly soapId: number
  readonly amount?: bigint
  readonly receipt?: string
}

/** Payments of all accounts by the instant of posting, from inclusive, to exclusive; oldest first. */
export interface RegistryPage {
  readonly from: number
  readonly to: number
  readonly afterId: number
  readonly limit: number
}

export interface NewAccount {
  readonly number: string
  readonly type: 'P' | 'O'
  readonly login: string
  readonly password: string
}

export interface RowFilter {
  readonly soapIds?: readonly number[]
  readonly recordIds?: readonly number[]
  readonly receipt?: string
  readonly from?: number
  readonly to?: number
  readonly beforeId?: number
  /** Rows per account. */
  readonly limit: number
}

export interface Books
  extends LoginBooks,
    TicketBooks,
    DeviceBooks,
    DocumentBooks,
    OrderBooks,
    PromiseBooks,
    DebitBooks {
  /** The billing's own clock, which the control interface may advance. */
  now(): number
  /** Moves the clock on, and does all that falls due on the way: monthly charges, suspensions, orders, ends of promises. */
  advance(milliseconds: number): void

  findAccounts(restIds: readonly number[]): AccountRow[]
  findAccountsBySoapId(soapIds: readonly number[]): AccountRow[]
  findAccountByNumber(number: string): AccountRow | null
  findAccountsByNumber(numbers: readonly string[]): AccountRow[]
  listAccounts(page: { limit: number; offset: number }): AccountRow[]
  findAgreements(restIds: readonly number[]): AgreementRow[]
  findProfiles(restIds: readonly number[]): ProfileRow[]
  findTariffs(ids: readonly number[]): TariffRow[]
  listTariffs(regionId: number | null): TariffRow[]
  listServices(restIds: readonly number[]): ServiceRow[]
  listAvailableTariffs(serviceIds: readonly number[]): AvailableTariffRow[]
  listAddresses(serviceIds: readonly number[]): AddressRow[]
  listDevices(restIds: readonly number[]): DeviceRow[]
  findSubjects(ids: readonly number[]): SubjectRow[]
  checkCredentials(login: string, password: string): SubjectRow | null
  listRegions(): { id: number; name: string }[]
  listOperators(): { id: number; name: string; inn: string; kpp: string }[]
  /** By their numbers; null for all tariffs. */
  listChannels(tariffIds: readonly number[] | null): ChannelRow[]
  /** Null for all regions. */
  listOfferings(regionIds: readonly number[] | null): OfferingRow[]
  listCoverage(filter: CoverageFilter): CoverageRow[]
  findSettings(restIds: readonly number[]): SettingsRow[]

  listPayments(filter: RowFilter): PaymentRow[]
  listCharges(filter: RowFilter): ChargeRow[]
  listRegistry(page: RegistryPage): PaymentRow[]
  /** from inclusive, to exclusive. */
  statement(soapId: number, from: number, to: number): Statement | null

  /** Writes a row whatever the receipt; whoever wants uniqueness looks first. Restores services when the debt is paid. */
  addPayment(payment: NewPayment): PaymentRow
  /** Marks the payment as canceled and takes the money back; its receipt stays used. */
  cancelPayment(cancellation: Cancellation): PaymentRow
  /** What does not fit its column stays as it was. */
  updateProfile(restId: number, change: ProfileChange): void
  updateSettings(restId: number, change: SettingsChange): void
  /** What the work would answer: whatever it writes is undone. */
  rehearse<T>(work: () => T): T
  createAccount(account: NewAccount): AccountRow
  terminateAccount(number: string): AccountRow | null
  /** Every payment and charge row, in order of posting, page by page: what tests judge by. */
  ledger(page: { afterId: number; limit: number }): { payments: PaymentRow[]; charges: ChargeRow[] }
  close(): void
}
