import type { Complete } from '../complete.ts'
import { writeId } from '../ids.ts'

export const operatorResolvers: Complete<'Operator'> = {
  Operator: {
    id: ({ id }) => writeId({ type: 'Operator', operatorId: id }),
  },
}
