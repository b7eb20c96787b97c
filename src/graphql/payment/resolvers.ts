import { formatOptionalInstant } from '../../domain/date.ts'
import type { QueryResolvers, ResolversTypes } from '../../generated/schema.ts'
import type { ViewedAccount } from '../account/loaders.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { readId, writeId } from '../ids.ts'
import { observedFields } from '../observed.ts'
import { noPage, readAfter, readFirst, writeConnection } from '../page.ts'
import { requireViewer } from '../viewer.ts'

export const paymentQueries: Pick<QueryResolvers, 'payment'> = {
  payment: (_parent, { id: text }, context) => {
    const id = readId(text)
    return id?.type === 'Payment' ? context.loaders.payments.findPayment(requireViewer(context), id) : null
  },
}

type PaymentConnection = Awaited<ResolversTypes['PaymentConnection']>

/** The payments of an account, newest first. Every payment is as old as its page. */
export async function listPayments(
  { id: accountId, viewer }: ViewedAccount,
  args: { readonly first: number; readonly after?: string | null },
  { loaders }: GraphqlContext,
): Promise<PaymentConnection | null> {
  const list = `payments:${accountId}`
  const before = readAfter(args.after, list)
  const page = await loaders.payments.listPage(viewer, { accountId, first: readFirst(args.first), before })
  if (page === null) return noPage(before)
  const { value, asOf, freshness } = page
  const nodes = value.payments.map((payment) => ({ value: payment, asOf, freshness }))
  return writeConnection(nodes, {
    list,
    positionOf: (payment) => payment.value.id,
    hasMore: value.hasMore,
    isFirstPage: before === null,
  })
}

export const paymentResolvers: Complete<'Payment'> = {
  Payment: {
    id: ({ value }) => writeId({ type: 'Payment', accountId: value.accountId, paymentId: value.id }),
    amount: ({ value }) => value.amount,
    status: ({ value }) => value.status,
    method: ({ value }) => value.method,
    paidAt: ({ value }, _args, { timeZone }) => formatOptionalInstant(value.paidAt, timeZone),
    externalId: ({ value }) => value.externalId,
    fiscalReceipt: ({ value }, _args, { loaders }) => loaders.fiscalReceipts.findOfPayment(value),
    ...observedFields,
  },
}
