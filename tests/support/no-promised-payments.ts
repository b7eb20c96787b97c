import type { PromisedPaymentBilling } from '../../src/billing/promised-payment-port.ts'
import type { PromisedPayments } from '../../src/payments/promised-payments.ts'

/** For a gateway at which nobody is going to promise anything. */
export const NO_PROMISED_PAYMENTS: PromisedPayments = { take: never }

/** For a billing that nobody is going to promise anything to. */
export const NO_PROMISE_BILLING: PromisedPaymentBilling = {
  findPromiseOffers: never,
  listPromises: never,
  takePromise: never,
}

async function never(): Promise<never> {
  throw new Error('Nobody promises anything here.')
}
