import type { BillingCall, BillingSystem, Reconcile } from '../../src/billing/port.ts'
import type { PostingCall } from '../../src/billing/posting-port.ts'
import type { Currency } from '../../src/domain/money.ts'
import type { OrderRefusal, OrderWish } from '../../src/domain/service-order.ts'
import type { FaultOperation, Faults } from './fault-kinds.ts'
import type {
  TrueAccount,
  TrueAgreement,
  TrueCharge,
  TrueDebit,
  TrueDevice,
  TrueHouse,
  TrueLedgerRow,
  TrueMessage,
  TrueOpenedTicket,
  TrueOrder,
  TruePayment,
  TruePromise,
  TrueService,
  TrueTariff,
  TrueTicket,
} from './truth.ts'

/** Said at once, or asked for in the billing. */
export type Told<T> = T | Promise<T>

/**
 * A billing with its adapter, met over the wire, and the billing's own word on what is true. The adapter is judged by that
 * word alone. All that is optional is what a requirement may need and a billing may not have: without it the requirement
 * is shown as not applicable, never as passed.
 */
export interface ConformanceSubject {
  readonly billing: BillingSystem
  readonly currency: Currency
  /** IANA zone of the billing's days. */
  readonly timeZone: string
  /** The billing's own clock. */
  now(): Told<number>
  readonly books: Books
  readonly office: Office
  readonly logins: Logins
  readonly samples: Samples
  readonly connections?: Connections
  readonly faults?: Faults
  readonly calls?: Calls
  /** Why something optional is not there, by its name ("books.charges", "office.expireSessions"); shown beside what needs it. */
  readonly reasons?: Readonly<Record<string, string>>
  /** Ends the billing, and every connection to it. */
  close(): Promise<void>
}

/** What is in the books. A method of what the billing has no place for is left out. */
export interface Books {
  /** All accounts that the suite may look at, the seeded ones first: best 120 or more, persons and organisations, 1000 at most. */
  accounts(): Told<readonly TrueAccount[]>
  agreement?(accountId: string): Told<TrueAgreement>
  /** In no order, as are all lists that do not say otherwise. */
  services?(accountId: string): Told<readonly TrueService[]>
  addresses?(serviceId: string): Told<readonly string[]>
  /** Newest first in the order of posting, as are charges and debits. */
  payments?(accountId: string): Told<readonly TruePayment[]>
  charges?(accountId: string): Told<readonly TrueCharge[]>
  debits?(accountId: string): Told<readonly TrueDebit[]>
  /** Payments of all accounts, oldest first in the order of posting. */
  ledger?(): Told<readonly TrueLedgerRow[]>
  /** Newest first. */
  tickets?(accountId: string): Told<readonly TrueTicket[]>
  /** Oldest first. */
  messages?(ticketId: string): Told<readonly TrueMessage[]>
  /** The tickets that carry a reference, wherever they carry it, oldest first. */
  ticketsByReference?(reference: string): Told<readonly TrueOpenedTicket[]>
  promises?(accountId: string): Told<readonly TruePromise[]>
  /** Newest first. */
  orders?(accountId: string): Told<readonly TrueOrder[]>
  /** Whether the state of the account is what was wished; for a billing that keeps no references of orders. */
  isCarriedOut?(wish: OrderWish): Told<boolean>
  devices?(accountId: string): Told<readonly TrueDevice[]>
  regions?(): Told<readonly { readonly id: string; readonly name: string }[]>
  operators?(): Told<readonly { readonly id: string; readonly name?: string; readonly inn?: string }[]>
  tariffs?(): Told<readonly TrueTariff[]>
  availableTariffs?(serviceId: string): Told<readonly string[]>
  houses?(): Told<readonly TrueHouse[]>
  /** Prices are decimal text. */
  serviceOfferings?(
    regionId: string,
  ): Told<readonly { readonly id: string; readonly monthly: string; readonly once: string }[]>
  equipmentOfferings?(regionId: string): Told<readonly { readonly id: string; readonly price: string }[]>
  /** Whether login and password let somebody in. */
  signsIn?(login: string, password: string): Told<boolean>
}

export interface OpenedAccount {
  readonly id: string
  readonly number: string
  readonly login: string
  readonly password: string
}

/** What others do in the billing itself, past the adapter. */
export interface Office {
  /** Another account at each call: a person's, with an active agreement, without money, payments, tickets or debts. */
  openAccount?(): Told<OpenedAccount>
  terminateAccount?(accountId: string): Told<void>
  /** As a cash desk does. Amounts are decimal text. */
  postPayment?(payment: {
    readonly accountId: string
    readonly amount: string
    readonly reference?: string
    readonly comment?: string
  }): Told<void>
  /** A ticket with one message of the subscriber's, of the kind FAULT. */
  openTicket?(ticket: { readonly accountId: string; readonly subject: string; readonly text: string }): Told<void>
  /** A charge of the account itself, of that much. */
  charge?(accountId: string, amount: string): Told<void>
  advanceClock?(milliseconds: number): Told<void>
  /** The billing forgets all its sessions. */
  expireSessions?(): Told<void>
}

export interface DemoLogin {
  readonly login: string
  readonly password: string
  /** Contract numbers in order. */
  readonly numbers: readonly string[]
}

export interface Logins {
  readonly person?: DemoLogin
  /** One person with two agreements. */
  readonly twoAgreements?: DemoLogin
  readonly organization?: DemoLogin
  /** Somebody of the provider's own people. */
  readonly operator?: DemoLogin
}

/** An order that the billing takes at once when it is placed. */
export interface SampleOrder {
  readonly wish: OrderWish
  /** What it costs once, as decimal text; left out where the billing does not say. */
  readonly price?: string
  /** Whether it waits after it has been placed, so that it can still be canceled. */
  readonly isCancelable: boolean
}

/** What can be asked of this billing. */
export interface Samples {
  /** Another one at each call, each of an account that has ordered nothing so far. */
  order?(): Told<SampleOrder>
  /** An order that is done at once, or that nobody can take back any more. */
  finalOrder?(): Told<SampleOrder>
  /** Four or more orders of one account, which can stand side by side; other ones at each call. */
  ordersOfOneAccount?(): Told<readonly OrderWish[]>
  refusedOrder?(): Told<{ readonly wish: OrderWish; readonly reason: OrderRefusal }>
  /** Another account at each call, which is offered a promised payment just now. */
  debtor?(): Told<string>
  /** Spellings of the street of a house: true where it is the same street, false where it is another or none. */
  streetSpellings?(): Told<
    readonly { readonly address: TrueHouse['address']; readonly spellings: Readonly<Record<string, boolean>> }[]
  >
  /** Systems that know the accounts under keys of their own, by the names of the identity slice. */
  readonly foreignSystems?: readonly string[]
  /** What is shaped like an id of an account, and is nobody's. */
  readonly unknownAccountId: string
  /** What is shaped like the id of a payment, charge, ticket or order, and is none. */
  readonly unknownRecordId: string
  /** The same of an order, where those have another shape. */
  readonly unknownOrderId?: string
  /** Categories that tickets can be opened with; all of them unless said otherwise. */
  readonly ticketCategories?: readonly ('FAULT' | 'CHANGE_REQUEST' | 'CONSULTATION' | 'VISIT' | 'CONNECTION')[]
  /** Whether the helpdesk takes no ticket of somebody without an account. False unless said otherwise, as are the next. */
  readonly refusesTicketsOfNobody?: boolean
  /** Whether a message for a closed ticket is taken. */
  readonly writesIntoClosedTickets?: boolean
  readonly keepsNoRatings?: boolean
  /** For how many days a payment can be canceled. */
  readonly cancelableDays?: number
  /** Whether a payment can be canceled whose money is no longer there. False unless said otherwise. */
  readonly cancelsSpentPayments?: boolean
  /** Whether this billing takes payments for an agreement that has ended. False unless said otherwise. */
  readonly paysIntoEndedAccounts?: boolean
  /** Whether a login stays as it was given, and its password alone is changed. */
  readonly keepsLogins?: boolean
  /** Whether a reference that is posted twice is refused because the adapter asks for that. False unless said otherwise. */
  readonly refusesRepeatedReference?: boolean
}

/** How a connection is set up otherwise; what is left out is as in `billing`. */
export interface ConnectionSettings {
  readonly timeoutMs?: number
  readonly reconcile?: Reconcile
  /** Whether the billing is asked to refuse a reference that it has. */
  readonly duplicateCheck?: boolean
}

export interface Connections {
  /** The settings that can be chosen. */
  readonly settings: readonly (keyof ConnectionSettings)[]
  /** Another connection to the same billing; it is closed with the subject. */
  open(settings: ConnectionSettings): Told<BillingSystem>
  /** The same adapter, where nobody listens: connections are refused. */
  openToNobody?(): Told<BillingSystem>
}

/** How often the billing was called, as it counted itself. */
export interface Calls {
  /** Requests of an operation that have arrived since the last reset, logins left out. */
  of(operation: FaultOperation): Told<number>
  /** Logins of the adapter since the last reset; left out where there are no sessions. */
  logins?(): Told<number>
  reset(): Told<void>
}

export function call(): BillingCall {
  return { signal: AbortSignal.timeout(10_000) }
}

/** A caller who waits and may start. */
export function writingCall(mayStart: () => boolean = () => true): PostingCall {
  return { signal: AbortSignal.timeout(10_000), mayStart }
}

/** What the file of a subject exports as `startSubject`. `module` is what --module names; a path is absolute. */
export type StartSubject = (options: { readonly module: string }) => Promise<ConformanceSubject>
