import type { AccountId } from '../../domain/account.ts'
import type { PromisedPayment, PromisedPaymentId, PromisedPaymentOffer } from '../../domain/promised-payment.ts'
import type { Viewer } from '../../domain/viewer.ts'
import { seesAccount } from '../ownership.ts'
import { assertCapable, createLoader, type Reading } from '../reading.ts'

export interface PromisedPaymentLoaders {
  /** What the account may promise just now; null when it is absent or not the viewer's. */
  findOffer(viewer: Viewer, accountId: AccountId): Promise<PromisedPaymentOffer | null>
  /** The one that runs, if any. */
  findActive(viewer: Viewer, accountId: AccountId): Promise<PromisedPayment | null>
  /** One of the account's newest. */
  find(viewer: Viewer, key: { accountId: AccountId; promiseId: PromisedPaymentId }): Promise<PromisedPayment | null>
}

export function createPromisedPaymentLoaders(reading: Reading): PromisedPaymentLoaders {
  const { promisedPayments } = reading.billing
  const offers = createLoader(reading, promisedPayments.findPromiseOffers.bind(promisedPayments))
  const promises = createLoader(reading, promisedPayments.listPromises.bind(promisedPayments))

  async function list(viewer: Viewer, accountId: AccountId): Promise<readonly PromisedPayment[]> {
    if (!seesAccount(viewer, accountId)) return []
    assertCapable(reading, 'promisedPayments')
    return (await promises.load(accountId))?.value.map(({ promise }) => promise) ?? []
  }

  return {
    async findOffer(viewer, accountId) {
      if (!seesAccount(viewer, accountId)) return null
      assertCapable(reading, 'promisedPayments')
      return (await offers.load(accountId))?.value ?? null
    },
    async findActive(viewer, accountId) {
      return (await list(viewer, accountId)).find(({ status }) => status === 'ACTIVE') ?? null
    },
    async find(viewer, { accountId, promiseId }) {
      return (await list(viewer, accountId)).find(({ id }) => id === promiseId) ?? null
    },
  }
}
