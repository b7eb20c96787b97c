import type { Resolvers } from '../../generated/schema.ts'
import { writeId } from '../ids.ts'

export const deviceResolvers: Pick<Resolvers, 'Device'> = {
  Device: {
    id: ({ id, accountId }) => writeId({ type: 'Device', accountId, deviceId: id }),
  },
}
