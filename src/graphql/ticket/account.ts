import { BillingError } from '../../billing/error.ts'
import type { AccountKind } from '../../domain/account.ts'
import type { ViewedAccount } from '../account/loaders.ts'
import type { GraphqlContext } from '../context.ts'
import { requireViewer } from '../viewer.ts'

/** Only an operator's account has to be asked for. */
export async function findAccountById(
  id: string,
  context: GraphqlContext,
  kind?: AccountKind,
): Promise<ViewedAccount | null | 'unavailable'> {
  const key = kind === undefined ? { id } : { id, kind }
  return context.loaders.accounts.findAccount(requireViewer(context), key).catch((error: unknown) => {
    if (error instanceof BillingError) return 'unavailable' as const
    throw error
  })
}
