import type { PaymentKey, PaymentPageKey } from '../../billing/port.ts'
import type { Observed } from '../../domain/observed.ts'
import type { Payment, PaymentPage } from '../../domain/payment.ts'
import type { Viewer } from '../../domain/viewer.ts'
import { assertBounded } from '../bound.ts'
import { seesAccount } from '../ownership.ts'
import { assertCapable, createLoader, type Reading, writePageKey } from '../reading.ts'

export type ObservedPayment = Observed<Payment>

export interface PaymentLoaders {
  listPage(viewer: Viewer, key: PaymentPageKey): Promise<Observed<PaymentPage> | null>
  findPayment(viewer: Viewer, key: PaymentKey): Promise<ObservedPayment | null>
}

export function createPaymentLoaders(reading: Reading): PaymentLoaders {
  const { payments } = reading.billing
  const pages = createLoader(reading, payments.listPayments.bind(payments), writePageKey)
  const single = createLoader(reading, payments.findPayments.bind(payments), writePaymentKey)
  return {
    async listPage(viewer, key) {
      if (!seesAccount(viewer, key.accountId)) return null
      assertCapable(reading, 'payments')
      const page = await pages.load(key)
      if (page) assertBounded(page.value.payments, key.first, `payments of account ${key.accountId}`)
      return page
    },
    async findPayment(viewer, key) {
      if (!seesAccount(viewer, key.accountId)) return null
      assertCapable(reading, 'payments')
      return single.load(key)
    },
  }
}

function writePaymentKey({ accountId, paymentId }: PaymentKey): string {
  return `${accountId}:${paymentId}`
}
