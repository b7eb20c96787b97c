import type { PartnerPayments } from '../../src/payments/partner-payments.ts'

/** For a gateway that no partner is going to pay at. */
export const NO_PARTNER_PAYMENTS: PartnerPayments = {
  checkAccount: never,
  pay: never,
  cancelPayment: never,
  fits: () => false,
  isHeld: never,
  findPayment: never,
  readRegistryPage: never,
  summarizeRegistry: never,
  submitRegistry: never,
}

async function never(): Promise<never> {
  throw new Error('No partner pays here.')
}
