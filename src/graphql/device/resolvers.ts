import type { Complete } from '../complete.ts'
import { writeId } from '../ids.ts'

export const deviceResolvers: Complete<'Device'> = {
  Device: {
    id: ({ id, accountId }) => writeId({ type: 'Device', accountId, deviceId: id }),
  },
}
