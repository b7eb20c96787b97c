import type { Complete } from '../complete.ts'
import { writeId } from '../ids.ts'

export const operatorResolvers: Complete<'Operator'> = {
  Operator: {
    bankDetails: ({ id }, _args, { loaders }) => loaders.bankDetails.findOf(id),
    id: ({ id }) => writeId({ type: 'Operator', operatorId: id }),
  },
}
