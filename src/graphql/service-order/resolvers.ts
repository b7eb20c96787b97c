import { formatOptionalInstant } from '../../domain/date.ts'
import { isCancelable } from '../../domain/service-order.ts'
import type { QueryResolvers, ResolversTypes } from '../../generated/schema.ts'
import { refuseOrder, totalOf } from '../../payments/service-order-refusals.ts'
import type { ViewedAccount } from '../account/loaders.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { readId, writeId } from '../ids.ts'
import { observedFields } from '../observed.ts'
import { noPage, readAfter, readFirst, writeConnection } from '../page.ts'
import { typeNameOf } from '../type-name.ts'
import { requireViewer } from '../viewer.ts'
import { compareQueries, compareResolvers } from './compare.ts'
import { refusedResolvers } from './refused.ts'
import { writeQuoteRefusal, writeRefusal } from './verdicts.ts'
import { offeringTypeOf, readWish } from './wishes.ts'

export const serviceOrderQueries: Pick<QueryResolvers, 'compareTariffs' | 'serviceOrder' | 'serviceOrderQuote'> = {
  ...compareQueries,
  serviceOrder: (_parent, { id: text }, context) => {
    const id = readId(text)
    return id?.type === 'ServiceOrder' ? context.loaders.serviceOrders.findOrder(requireViewer(context), id) : null
  },
  serviceOrderQuote: async (_parent, { input: { action, ...input } }, context) => {
    const { loaders, language } = context
    const viewer = requireViewer(context)
    const wish = action === 'UNKNOWN' ? null : readWish({ ...input, action, option: input.option ?? undefined })
    const [verdict] = wish === null ? [] : await loaders.serviceOrders.quote(viewer, [wish])
    if (!verdict) return writeRefusal(refuseOrder('NOT_FOUND'), { viewer, language })
    if (verdict.kind === 'refused') return writeQuoteRefusal(verdict, { viewer, language, wish })
    return { __typename: 'ServiceOrderQuote' as const, ...verdict.quote }
  },
}

type ServiceOrderConnection = Awaited<ResolversTypes['ServiceOrderConnection']>

/** The orders of an account, newest first. */
export async function listServiceOrders(
  { id: accountId, viewer }: ViewedAccount,
  args: { readonly first: number; readonly after?: string | null },
  { loaders }: GraphqlContext,
): Promise<ServiceOrderConnection | null> {
  const list = `orders:${accountId}`
  const before = readAfter(args.after, list)
  const page = await loaders.serviceOrders.listPage(viewer, { accountId, first: readFirst(args.first), before })
  if (page === null) return noPage(before)
  return writeConnection(page.orders, {
    list,
    positionOf: ({ value }) => value.id,
    hasMore: page.hasMore,
    isFirstPage: before === null,
  })
}

export const serviceOrderResolvers: Complete<
  | 'CancelServiceOrderResult'
  | 'ServiceOrder'
  | 'ServiceOrderAccepted'
  | 'ServiceOrderBecameTicket'
  | 'ServiceOrderCancelled'
  | 'ServiceOrderQuote'
  | 'ServiceOrderQuoteResult'
  | 'ServiceOrderRefused'
  | 'ServiceOrderResult'
  | 'TariffComparison'
> = {
  ...compareResolvers,
  ServiceOrderResult: { __resolveType: typeNameOf },
  ServiceOrderQuoteResult: { __resolveType: typeNameOf },
  CancelServiceOrderResult: { __resolveType: typeNameOf },
  ServiceOrderAccepted: {
    orderId: ({ key }) => writeId({ type: 'ServiceOrder', ...key }),
    order: ({ key, viewer }, _args, { loaders }) => loaders.serviceOrders.findOrder(viewer, key),
  },
  ServiceOrderBecameTicket: {
    number: ({ ticketId }) => ticketId,
    ticket: ({ accountId, ticketId, viewer }, _args, { loaders }) =>
      loaders.tickets.findTicket(viewer, { accountId, ticketId }),
  },
  ServiceOrderCancelled: {
    order: ({ key, viewer }, _args, { loaders }) => loaders.serviceOrders.findOrder(viewer, key),
  },
  ...refusedResolvers,
  ServiceOrderQuote: {
    accruedCharge: ({ accrued }) => accrued,
    total: totalOf,
    dueAt: ({ dueAt }, _args, { timeZone }) => formatOptionalInstant(dueAt, timeZone),
  },
  ServiceOrder: {
    id: ({ value: { accountId, id } }) => writeId({ type: 'ServiceOrder', accountId, orderId: id }),
    number: ({ value }) => value.id,
    action: ({ value }) => value.action,
    status: ({ value }) => value.status,
    service: ({ value: { accountId, serviceId }, viewer }, _args, { loaders }) =>
      serviceId === null ? null : loaders.services.findService(viewer, { accountId, serviceId }),
    tariff: ({ value: { tariffId }, viewer }, _args, { loaders }) =>
      tariffId === null ? null : loaders.tariffs.findTariff(viewer, tariffId),
    offeringId: ({ value: { action, offeringId } }) => {
      const type = offeringTypeOf(action)
      return type === null || offeringId === null ? null : writeId({ type, offeringId })
    },
    option: ({ value }) => value.option,
    value: ({ value }) => value.value,
    from: ({ value }) => value.from,
    until: ({ value }) => value.until,
    placedAt: ({ value }, _args, { timeZone }) => formatOptionalInstant(value.placedAt, timeZone),
    dueAt: ({ value }, _args, { timeZone }) => formatOptionalInstant(value.dueAt, timeZone),
    closedAt: ({ value }, _args, { timeZone }) => formatOptionalInstant(value.closedAt, timeZone),
    price: ({ value }) => value.price,
    accruedCharge: ({ value }) => value.accrued,
    monthlyFee: ({ value }) => value.monthlyFee,
    isCancelable: ({ value }) => isCancelable(value),
    failure: ({ value }) => value.failure,
    ...observedFields,
  },
}
