import DataLoader from 'dataloader'
import type { CheckoutId } from '../../domain/checkout.ts'
import type { FiscalOperation, FiscalReceipt } from '../../domain/fiscal-receipt.ts'
import type { Payment } from '../../domain/payment.ts'
import type { PaymentKey } from '../../store/fiscal-types.ts'
import type { Reading } from '../reading.ts'

/**
 * Receipts of what the viewer holds already: payments and checkouts, which their own loaders give nobody else. Those of a page
 * are one question to the gateway's own store.
 */
export interface FiscalReceiptLoaders {
  findOfPayment(payment: Pick<Payment, 'accountId' | 'id'>): Promise<FiscalReceipt | null>
  findOfCheckout(id: CheckoutId, operation: FiscalOperation): Promise<FiscalReceipt | null>
}

export function createFiscalReceiptLoaders({ fiscalReceipts, call }: Reading): FiscalReceiptLoaders {
  const ofPayments = new DataLoader<PaymentKey, FiscalReceipt | null, string>(
    async (keys) => {
      const found = await fiscalReceipts.listOfPayments(keys, call)
      const byPayment = new Map(found.map((receipt) => [textOf(receipt.accountId, receipt.paymentId), receipt]))
      return keys.map(({ accountId, paymentId }) => byPayment.get(textOf(accountId, paymentId)) ?? null)
    },
    { cacheKeyFn: ({ accountId, paymentId }) => textOf(accountId, paymentId) },
  )
  const ofCheckouts = new DataLoader<CheckoutId, readonly FiscalReceipt[]>(async (ids) => {
    const byCheckout = Map.groupBy(await fiscalReceipts.listOfCheckouts(ids, call), ({ checkoutId }) => checkoutId)
    return ids.map((id) => byCheckout.get(id) ?? [])
  })
  return {
    findOfPayment: ({ accountId, id }) => ofPayments.load({ accountId, paymentId: id }),
    async findOfCheckout(id, wanted) {
      const receipts = await ofCheckouts.load(id)
      return receipts.find(({ operation }) => operation === wanted) ?? null
    },
  }
}

function textOf(accountId: string, paymentId: string | null): string {
  return JSON.stringify([accountId, paymentId])
}
