import type { Attachments } from '../attachments/attachments.ts'
import type { Access } from '../auth/access.ts'
import type { Auth, Authentication, Caller } from '../auth/auth.ts'
import type { ContentBilling } from '../billing/content-port.ts'
import type { BillingCall, Capabilities } from '../billing/port.ts'
import type { Cabinet } from '../cabinet/cabinet.ts'
import type { Live } from '../live/live.ts'
import type { Checkouts } from '../payments/checkouts.ts'
import type { FiscalReceipts } from '../payments/fiscal-receipts.ts'
import type { PartnerPayments } from '../payments/partner-payments.ts'
import type { PromisedPayments } from '../payments/promised-payments.ts'
import type { ServiceOrders } from '../payments/service-orders.ts'
import type { PaymentSupervision } from '../payments/supervision.ts'
import type { TransferSupervision } from '../payments/transfer-supervision.ts'
import type { Transfers } from '../payments/transfers.ts'
import type { Receipts } from '../receipts/receipts.ts'
import type { Reports } from '../reports/reports.ts'
import type { DeviceChanges } from './device/changes.ts'
import type { Language } from './language.ts'
import type { Loaders } from './loaders.ts'

export type { Language } from './language.ts'

/** What every resolver of one operation receives. Billing data is reached through the loaders only. */
export interface GraphqlContext {
  readonly authentication: Authentication
  readonly caller: Caller
  readonly language: Language
  /** The operation's deadline and the client's presence in one signal. */
  readonly call: BillingCall
  readonly capabilities: Capabilities
  /** Whether nothing is written to the billing and the acquirer just now. */
  readonly readOnly: boolean
  readonly auth: Auth
  /** Codes, changes of login and password, sessions. */
  readonly access: Access
  readonly loaders: Loaders
  /** Makes links to files that the viewer has been given. */
  readonly attachments: Pick<Attachments, 'linkTo'>
  /** What can be watched, for subscriptions. Who may see it is asked first. */
  readonly live: Live
  readonly promisedPayments: PromisedPayments
  /** For whoever may pay from the account: resolvers ask that first. */
  readonly transfers: Transfers
  /** Changes of what subscribers have registered. */
  readonly deviceChanges: DeviceChanges
  /** For partners alone: the rules let nobody else come so far. */
  readonly partnerPayments: PartnerPayments
  /** Payments begun in the cabinet. Whether the account may be seen or paid for is asked first. */
  readonly checkouts: Checkouts
  /** For operators, who see to those that come to nothing. */
  readonly fiscalReceipts: FiscalReceipts
  /** For whoever may see the account: resolvers ask that first. */
  readonly serviceOrders: ServiceOrders
  /** What people do by themselves. */
  readonly cabinet: Cabinet
  /** Files of statements and documents. */
  readonly reports: Reports
  /** Receipts for cash desks, and the bank details on them. */
  readonly receipts: Receipts
  /** For those who edit it; it is read through the loaders. */
  readonly content: ContentBilling
  /** For operators, who decide what the payment engine cannot. */
  readonly supervision: PaymentSupervision
  readonly transferSupervision: TransferSupervision
  /** The IANA zone in which instants are shown. */
  readonly timeZone: string
}
