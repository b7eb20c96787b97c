import { formatOptionalInstant } from '../../domain/date.ts'
import type { Complete } from '../complete.ts'
import { writeId } from '../ids.ts'
import { observedFields } from '../observed.ts'

export const chargeResolvers: Complete<'Charge'> = {
  Charge: {
    id: ({ value }) => writeId({ type: 'Charge', accountId: value.accountId, chargeId: value.id }),
    amount: ({ value }) => value.amount,
    chargedAt: ({ value: { chargedAt } }, _args, { timeZone }) => formatOptionalInstant(chargedAt, timeZone),
    period: ({ value }) => value.period,
    description: ({ value }) => value.description,
    service: ({ account, value: { serviceId } }, _args, { loaders }) =>
      serviceId === null ? null : loaders.services.findService(account.viewer, { accountId: account.id, serviceId }),
    ...observedFields,
  },
}
