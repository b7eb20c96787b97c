import { type AccountLoaders, createAccountLoaders } from './account/loaders.ts'
import { type AgreementLoaders, createAgreementLoaders } from './agreement/loaders.ts'
import { createPaymentLoaders, type PaymentLoaders } from './payment/loaders.ts'
import type { Reading } from './reading.ts'
import { createServiceLoaders, type ServiceLoaders } from './service/loaders.ts'
import { createTariffLoaders, type TariffLoaders } from './tariff/loaders.ts'

/** The loaders of one operation. Each takes the viewer first and answers null for what is not the viewer's. */
export interface Loaders {
  readonly accounts: AccountLoaders
  readonly agreements: AgreementLoaders
  readonly payments: PaymentLoaders
  readonly services: ServiceLoaders
  readonly tariffs: TariffLoaders
}

export function createLoaders(reading: Reading): Loaders {
  return {
    accounts: createAccountLoaders(reading),
    agreements: createAgreementLoaders(reading),
    payments: createPaymentLoaders(reading),
    services: createServiceLoaders(reading),
    tariffs: createTariffLoaders(reading),
  }
}
