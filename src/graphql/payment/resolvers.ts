import { formatInstant } from '../../domain/date.ts'
import type { QueryResolvers, Resolvers } from '../../generated/schema.ts'
import { readId, writeId } from '../ids.ts'
import { observedFields } from '../observed.ts'
import { requireViewer } from '../viewer.ts'

export const paymentQueries: Pick<QueryResolvers, 'payment'> = {
  payment: (_parent, { id: text }, context) => {
    const id = readId(text)
    return id?.type === 'Payment' ? context.loaders.payments.findPayment(requireViewer(context), id) : null
  },
}

export const paymentResolvers: Pick<Resolvers, 'Payment'> = {
  Payment: {
    id: ({ value }) => writeId({ type: 'Payment', accountId: value.accountId, paymentId: value.id }),
    amount: ({ value }) => value.amount,
    status: ({ value }) => value.status,
    method: ({ value }) => value.method,
    paidAt: ({ value }, _args, { timeZone }) => (value.paidAt === null ? null : formatInstant(value.paidAt, timeZone)),
    externalId: ({ value }) => value.externalId,
    ...observedFields,
  },
}
