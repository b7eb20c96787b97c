import type { Resolvers } from '../../generated/schema.ts'
import { writeId } from '../ids.ts'

export const operatorResolvers: Pick<Resolvers, 'Operator'> = {
  Operator: {
    id: ({ id }) => writeId({ type: 'Operator', operatorId: id }),
  },
}
