import { type AccountLoaders, createAccountLoaders } from './account/loaders.ts'
import { type AgreementLoaders, createAgreementLoaders } from './agreement/loaders.ts'
import { type AnnouncementLoaders, createAnnouncementLoaders } from './announcement/loaders.ts'
import { type ChargeLoaders, createChargeLoaders } from './charge/loaders.ts'
import { type CompanyLoaders, createCompanyLoaders } from './company/loaders.ts'
import { createDeviceLoaders, type DeviceLoaders } from './device/loaders.ts'
import { createHelpArticleLoaders, type HelpArticleLoaders } from './help-article/loaders.ts'
import { createIpAddressLoaders, type IpAddressLoaders } from './ip-address/loaders.ts'
import { createNewsLoaders, type NewsLoaders } from './news/loaders.ts'
import { createOfferingLoaders, type OfferingLoaders } from './offering/loaders.ts'
import { createOperatorLoaders, type OperatorLoaders } from './operator/loaders.ts'
import { createPaymentLoaders, type PaymentLoaders } from './payment/loaders.ts'
import { createPaymentMethodLoaders, type PaymentMethodLoaders } from './payment-method/loaders.ts'
import { createPromotionLoaders, type PromotionLoaders } from './promotion/loaders.ts'
import type { Reading } from './reading.ts'
import { createRegionLoaders, type RegionLoaders } from './region/loaders.ts'
import { createServiceLoaders, type ServiceLoaders } from './service/loaders.ts'
import { createStatementLoaders, type StatementLoaders } from './statement/loaders.ts'
import { createTariffLoaders, type TariffLoaders } from './tariff/loaders.ts'
import { createTicketLoaders, type TicketLoaders } from './ticket/loaders.ts'

/** The loaders of one operation. Each takes the viewer first and answers null for what is not the viewer's. */
export interface Loaders {
  readonly accounts: AccountLoaders
  readonly agreements: AgreementLoaders
  readonly announcements: AnnouncementLoaders
  readonly charges: ChargeLoaders
  readonly company: CompanyLoaders
  readonly devices: DeviceLoaders
  readonly helpArticles: HelpArticleLoaders
  readonly ipAddresses: IpAddressLoaders
  readonly news: NewsLoaders
  readonly offerings: OfferingLoaders
  readonly operators: OperatorLoaders
  readonly paymentMethods: PaymentMethodLoaders
  readonly payments: PaymentLoaders
  readonly promotions: PromotionLoaders
  readonly regions: RegionLoaders
  readonly services: ServiceLoaders
  readonly statements: StatementLoaders
  readonly tariffs: TariffLoaders
  readonly tickets: TicketLoaders
}

export function createLoaders(reading: Reading): Loaders {
  const accounts = createAccountLoaders(reading)
  const regions = createRegionLoaders(reading)
  return {
    accounts,
    agreements: createAgreementLoaders(reading),
    announcements: createAnnouncementLoaders(reading),
    charges: createChargeLoaders(reading, accounts),
    company: createCompanyLoaders(reading),
    devices: createDeviceLoaders(reading),
    helpArticles: createHelpArticleLoaders(reading),
    ipAddresses: createIpAddressLoaders(reading),
    news: createNewsLoaders(reading),
    offerings: createOfferingLoaders(reading, regions),
    operators: createOperatorLoaders(reading),
    paymentMethods: createPaymentMethodLoaders(reading, accounts),
    payments: createPaymentLoaders(reading),
    promotions: createPromotionLoaders(reading),
    regions,
    services: createServiceLoaders(reading),
    statements: createStatementLoaders(reading),
    tariffs: createTariffLoaders(reading, regions),
    tickets: createTicketLoaders(reading),
  }
}
