import type { Checkouts } from '../../src/payments/checkouts.ts'

/** For a gateway at which nothing is paid from the cabinet. */
export const NO_CHECKOUTS: Checkouts = {
  currency: 'RUB',
  offer: null,
  initiate: never,
  refund: never,
  close: never,
  find: never,
  findByKey: never,
  listOfAccount: never,
  listAttention: never,
  takeHint: never,
}

async function never(): Promise<never> {
  throw new Error('Nothing is paid from the cabinet here.')
}
