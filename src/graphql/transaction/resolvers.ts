import type { ResolversTypes } from '../../generated/schema.ts'
import type { ViewedAccount } from '../account/loaders.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { noPage, readAfter, readFirst, writeConnection } from '../page.ts'
import { mergeNewestFirst } from './merge.ts'

type TransactionConnection = Awaited<ResolversTypes['TransactionConnection']>

/** Payments and charges of an account in one list: the two pages are asked for at the same time. */
export async function listTransactions(
  account: ViewedAccount,
  args: { readonly first: number; readonly after?: string | null },
  { loaders }: GraphqlContext,
): Promise<TransactionConnection | null> {
  const list = `transactions:${account.id}`
  const first = readFirst(args.first)
  const before = readAfter(args.after, list)
  const key = { accountId: account.id, first, before }
  const [payments, charges] = await Promise.all([
    loaders.payments.listPage(account.viewer, key),
    loaders.charges.listPage(account.viewer, key),
  ])
  if (payments === null || charges === null) return noPage(before)
  const { rows, hasMore } = mergeNewestFirst(
    payments.value.payments.map((value) => ({ value, asOf: payments.asOf, freshness: payments.freshness })),
    charges.value.charges.map((value) => ({ value, asOf: charges.asOf, freshness: charges.freshness, account })),
    first,
  )
  return writeConnection(rows, {
    list,
    positionOf: ({ value }) => value.id,
    hasMore: hasMore || payments.value.hasMore || charges.value.hasMore,
    isFirstPage: before === null,
  })
}

export const transactionResolvers: Complete<'Transaction'> = {
  Transaction: {
    __resolveType: (transaction) => ('account' in transaction ? 'Charge' : 'Payment'),
  },
}
