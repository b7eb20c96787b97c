import type { AccountId } from '../../domain/account.ts'
import type { Observed } from '../../domain/observed.ts'
import type { PaymentPage } from '../../domain/payment.ts'
import type { ResolversTypes } from '../../generated/schema.ts'
import { writeCursor } from '../page.ts'

type PaymentConnection = Awaited<ResolversTypes['PaymentConnection']>

/** A page as a Relay connection. Every payment is as old as its page. */
export function writePaymentConnection(
  { value, asOf, freshness }: Observed<PaymentPage>,
  { accountId, isFirstPage }: { readonly accountId: AccountId; readonly isFirstPage: boolean },
): PaymentConnection {
  const nodes = value.payments.map((payment) => ({ value: payment, asOf, freshness }))
  const edges = nodes.map((node) => ({ cursor: writeCursor(accountId, node.value.id), node }))
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: value.hasMore,
      hasPreviousPage: !isFirstPage,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}
