import type { AccountRef } from '../../domain/account.ts'
import { isAcceptedAt, isLocal, MAX_PAYMENT_METHODS, type PaymentMethod } from '../../domain/payment-method.ts'
import type { Viewer } from '../../domain/viewer.ts'
import type { AccountLoaders } from '../account/loaders.ts'
import { assertBounded } from '../bound.ts'
import type { Reading } from '../reading.ts'

export interface PaymentMethodLoaders {
  /**
   * How an account can be paid; null when it is not the viewer's. The billing is asked for the account's region and
   * operator only when some method is not for all of them.
   */
  listAccepted(viewer: Viewer, account: Pick<AccountRef, 'id' | 'kind'>): Promise<readonly PaymentMethod[] | null>
}

export function createPaymentMethodLoaders(
  { content, call }: Reading,
  accounts: Pick<AccountLoaders, 'findAccount' | 'findState'>,
): PaymentMethodLoaders {
  let methods: Promise<readonly PaymentMethod[]> | null = null
  return {
    async listAccepted(viewer, { id, kind }) {
      const account = await accounts.findAccount(viewer, { id, kind })
      if (account === null) return null
      const all = await (methods ??= content.paymentMethods.listPaymentMethods(call))
      assertBounded(all, MAX_PAYMENT_METHODS, 'payment methods')
      const state = all.some(isLocal) ? await accounts.findState(viewer, id) : null
      const { regionId = null, operatorId = null } = state?.value ?? {}
      return all.filter((method) => isAcceptedAt(method, { kind, regionId, operatorId }))
    },
  }
}
