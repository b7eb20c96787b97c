import { BillingError } from '../../billing/error.ts'
import { isLengthAllowed, type OrderTerms } from '../../domain/order-terms.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { writeId } from '../ids.ts'
import type { RefusedParent } from './verdicts.ts'

/** What could have been chosen instead is asked of the billing only where the answer shows it. */
export const refusedResolvers: Complete<'ServiceOrderRefused'> = {
  ServiceOrderRefused: {
    field: (parent, _args, context) => (parent.code === 'PERIOD_NOT_ALLOWED' ? nameDay(parent, context) : parent.field),
    allowedValues: async (parent, _args, context) => {
      if (parent.code !== 'VALUE_NOT_ALLOWED' || parent.wish === null) return null
      const { serviceId, option } = parent.wish
      const terms = await findTerms(parent, context)
      return terms?.options.find((each) => each.serviceId === serviceId && each.option === option) ?? null
    },
    allowedPeriod: async (parent, _args, context) =>
      parent.code === 'PERIOD_NOT_ALLOWED' ? ((await findTerms(parent, context))?.freeze ?? null) : null,
    placedOrderId: ({ placed }) => placed && writeId({ type: 'ServiceOrder', ...placed }),
    placedOrder: ({ placed, viewer }, _args, { loaders }) => placed && loaders.serviceOrders.findOrder(viewer, placed),
  },
}

async function findTerms({ wish, viewer }: RefusedParent, { loaders }: GraphqlContext): Promise<OrderTerms | null> {
  return wish && (await loaders.serviceOrders.findTerms(viewer, wish.accountId))
}

/** The billing says only that the days cannot be: where the length can be had, it is where the hold begins. */
async function nameDay(parent: RefusedParent, context: GraphqlContext): Promise<'from' | 'until'> {
  const { from = null, until = null } = parent.wish ?? {}
  if (from === null || until === null) return from === null ? 'from' : 'until'
  const terms = await findTerms(parent, context).catch((error: unknown) => {
    if (error instanceof BillingError) return null
    throw error
  })
  if (!terms?.freeze) return until > from ? 'from' : 'until'
  return isLengthAllowed({ from, until }, terms.freeze) ? 'from' : 'until'
}
