import type { QueryResolvers, Resolvers } from '../../generated/schema.ts'
import { accountTypeName, readId } from '../ids.ts'
import { requireViewer } from '../viewer.ts'

export const nodeQueries: Pick<QueryResolvers, 'node'> = {
  node: async (_parent, { id: text }, context) => {
    const id = readId(text)
    const { accounts, payments, services, tariffs } = context.loaders
    const viewer = requireViewer(context)
    if (id === null) return null
    if (id.type === 'Payment') return payments.findPayment(viewer, id)
    if (id.type === 'Service') return services.findService(viewer, id)
    if (id.type === 'Tariff') return tariffs.findTariff(viewer, id.tariffId)
    return accounts.findAccount(viewer, { id: id.accountId, kind: id.kind })
  },
}

export const nodeResolvers: Pick<Resolvers, 'Node'> = {
  Node: {
    __resolveType: (object) => {
      if (!('value' in object)) return accountTypeName(object.kind)
      if ('tariffId' in object.value) return 'Service'
      return 'monthlyFee' in object.value ? 'Tariff' : 'Payment'
    },
  },
}
