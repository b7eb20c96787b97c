import { type AccountLoaders, createAccountLoaders } from './account/loaders.ts'
import { type AgreementLoaders, createAgreementLoaders } from './agreement/loaders.ts'
import { type AnnouncementLoaders, createAnnouncementLoaders } from './announcement/loaders.ts'
import { type AttachmentLoaders, createAttachmentLoaders } from './attachment/loaders.ts'
import { type BankDetailsLoaders, createBankDetailsLoaders } from './bank-details/loaders.ts'
import { type ChargeLoaders, createChargeLoaders } from './charge/loaders.ts'
import { type CompanyLoaders, createCompanyLoaders } from './company/loaders.ts'
import { createDeviceLoaders, type DeviceLoaders } from './device/loaders.ts'
import { createDocumentLoaders, type DocumentLoaders } from './document/loaders.ts'
import { createFiscalReceiptLoaders, type FiscalReceiptLoaders } from './fiscal-receipt/loaders.ts'
import { createForumLoaders, type ForumLoaders } from './forum/loaders.ts'
import { createHelpArticleLoaders, type HelpArticleLoaders } from './help-article/loaders.ts'
import { createIpAddressLoaders, type IpAddressLoaders } from './ip-address/loaders.ts'
import { createNewsLoaders, type NewsLoaders } from './news/loaders.ts'
import { createOfferingLoaders, type OfferingLoaders } from './offering/loaders.ts'
import { createOperatorLoaders, type OperatorLoaders } from './operator/loaders.ts'
import { createPaymentLoaders, type PaymentLoaders } from './payment/loaders.ts'
import { createPaymentIntentLoaders, type PaymentIntentLoaders } from './payment-intent/loaders.ts'
import { createPaymentMethodLoaders, type PaymentMethodLoaders } from './payment-method/loaders.ts'
import { createPromisedPaymentLoaders, type PromisedPaymentLoaders } from './promised-payment/loaders.ts'
import { createPromotionLoaders, type PromotionLoaders } from './promotion/loaders.ts'
import type { Reading } from './reading.ts'
import { createRegionLoaders, type RegionLoaders } from './region/loaders.ts'
import { createServiceLoaders, type ServiceLoaders } from './service/loaders.ts'
import { createServiceOrderLoaders, type ServiceOrderLoaders } from './service-order/loaders.ts'
import { createStatementLoaders, type StatementLoaders } from './statement/loaders.ts'
import { createTariffLoaders, type TariffLoaders } from './tariff/loaders.ts'
import { createTicketLoaders, type TicketLoaders } from './ticket/loaders.ts'

/** The loaders of one operation. Each takes the viewer first and answers null for what is not the viewer's. */
export interface Loaders {
  readonly accounts: AccountLoaders
  readonly agreements: AgreementLoaders
  readonly attachments: AttachmentLoaders
  readonly announcements: AnnouncementLoaders
  readonly bankDetails: BankDetailsLoaders
  readonly charges: ChargeLoaders
  readonly company: CompanyLoaders
  readonly devices: DeviceLoaders
  readonly documents: DocumentLoaders
  readonly fiscalReceipts: FiscalReceiptLoaders
  readonly forum: ForumLoaders
  readonly helpArticles: HelpArticleLoaders
  readonly ipAddresses: IpAddressLoaders
  readonly news: NewsLoaders
  readonly offerings: OfferingLoaders
  readonly operators: OperatorLoaders
  readonly paymentIntents: PaymentIntentLoaders
  readonly paymentMethods: PaymentMethodLoaders
  readonly payments: PaymentLoaders
  readonly promotions: PromotionLoaders
  readonly promisedPayments: PromisedPaymentLoaders
  readonly regions: RegionLoaders
  readonly serviceOrders: ServiceOrderLoaders
  readonly services: ServiceLoaders
  readonly statements: StatementLoaders
  readonly tariffs: TariffLoaders
  readonly tickets: TicketLoaders
}

/** A noun's loaders are made when an operation first asks for them: most operations need two or three of all. */
export function createLoaders(reading: Reading): Loaders {
  const shelf: Shelf = Object.create(SHELF)
  shelf.reading = reading
  shelf.made = {}
  return shelf
}

/**
 * Empties the shelf of an operation that has been answered. What still runs then, below a null that was decided early, loads
 * nothing more.
 */
export function releaseLoaders(loaders: Loaders): void {
  if (!isShelf(loaders)) return
  loaders.made = {}
  loaders.reading = { ...loaders.reading, call: { signal: OVER } }
}

const OVER = AbortSignal.abort(new DOMException('The operation has been answered.', 'AbortError'))

function isShelf(loaders: Loaders): loaders is Shelf {
  return Object.getPrototypeOf(loaders) === SHELF
}

interface Shelf extends Loaders {
  reading: Reading
  made: { -readonly [Noun in keyof Loaders]?: Loaders[Noun] }
}

/** Getters on a prototype: made once for the process, and not for each operation. */
const SHELF: Loaders & ThisType<Shelf> = {
  get accounts() {
    return (this.made.accounts ??= createAccountLoaders(this.reading))
  },
  get agreements() {
    return (this.made.agreements ??= createAgreementLoaders(this.reading))
  },
  get attachments() {
    return (this.made.attachments ??= createAttachmentLoaders(this.reading))
  },
  get announcements() {
    return (this.made.announcements ??= createAnnouncementLoaders(this.reading))
  },
  get bankDetails() {
    return (this.made.bankDetails ??= createBankDetailsLoaders(this.reading))
  },
  get charges() {
    return (this.made.charges ??= createChargeLoaders(this.reading, this.accounts))
  },
  get company() {
    return (this.made.company ??= createCompanyLoaders(this.reading))
  },
  get devices() {
    return (this.made.devices ??= createDeviceLoaders(this.reading))
  },
  get documents() {
    return (this.made.documents ??= createDocumentLoaders(this.reading))
  },
  get fiscalReceipts() {
    return (this.made.fiscalReceipts ??= createFiscalReceiptLoaders(this.reading))
  },
  get forum() {
    return (this.made.forum ??= createForumLoaders(this.reading))
  },
  get helpArticles() {
    return (this.made.helpArticles ??= createHelpArticleLoaders(this.reading))
  },
  get ipAddresses() {
    return (this.made.ipAddresses ??= createIpAddressLoaders(this.reading))
  },
  get news() {
    return (this.made.news ??= createNewsLoaders(this.reading))
  },
  get offerings() {
    return (this.made.offerings ??= createOfferingLoaders(this.reading, this.regions))
  },
  get operators() {
    return (this.made.operators ??= createOperatorLoaders(this.reading))
  },
  get paymentIntents() {
    return (this.made.paymentIntents ??= createPaymentIntentLoaders(this.reading))
  },
  get paymentMethods() {
    return (this.made.paymentMethods ??= createPaymentMethodLoaders(this.reading, this.accounts))
  },
  get payments() {
    return (this.made.payments ??= createPaymentLoaders(this.reading))
  },
  get promotions() {
    return (this.made.promotions ??= createPromotionLoaders(this.reading))
  },
  get promisedPayments() {
    return (this.made.promisedPayments ??= createPromisedPaymentLoaders(this.reading))
  },
  get regions() {
    return (this.made.regions ??= createRegionLoaders(this.reading))
  },
  get serviceOrders() {
    return (this.made.serviceOrders ??= createServiceOrderLoaders(this.reading))
  },
  get services() {
    return (this.made.services ??= createServiceLoaders(this.reading))
  },
  get statements() {
    return (this.made.statements ??= createStatementLoaders(this.reading))
  },
  get tariffs() {
    return (this.made.tariffs ??= createTariffLoaders(this.reading, this.regions))
  },
  get tickets() {
    return (this.made.tickets ??= createTicketLoaders(this.reading))
  },
}
