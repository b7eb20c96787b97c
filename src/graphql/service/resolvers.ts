import type { Complete } from '../complete.ts'
import { writeId } from '../ids.ts'
import { observedFields } from '../observed.ts'

export const serviceResolvers: Complete<'Service'> = {
  Service: {
    id: ({ value }) => writeId({ type: 'Service', accountId: value.accountId, serviceId: value.id }),
    kind: ({ value }) => value.kind,
    status: ({ value }) => value.status,
    tariff: ({ value, viewer }, _args, { loaders }) => loaders.tariffs.findTariff(viewer, value.tariffId),
    availableTariffs: async ({ value: { accountId, id }, viewer }, _args, { loaders }) =>
      (await loaders.tariffs.listAvailableTariffs(viewer, { accountId, serviceId: id }))?.rows ?? null,
    hasMoreAvailableTariffs: async ({ value: { accountId, id }, viewer }, _args, { loaders }) =>
      (await loaders.tariffs.listAvailableTariffs(viewer, { accountId, serviceId: id }))?.hasMore ?? null,
    ipAddresses: ({ value: { accountId, id }, viewer }, _args, { loaders }) =>
      loaders.ipAddresses.listIpAddresses(viewer, { accountId, serviceId: id }),
    connectedOn: ({ value }) => value.connectedOn,
    options: ({ value }) => value.options,
    optionsFee: ({ value }) => value.optionsFee,
    adjustableOptions: async ({ value: { accountId, id }, viewer }, _args, { loaders }) =>
      (await loaders.serviceOrders.findTerms(viewer, accountId))?.options.filter(({ serviceId }) => serviceId === id) ??
      null,
    freeze: ({ value }) => value.freeze,
    freezeTerms: async ({ value: { accountId }, viewer }, _args, { loaders }) =>
      (await loaders.serviceOrders.findTerms(viewer, accountId))?.freeze ?? null,
    ...observedFields,
  },
}
