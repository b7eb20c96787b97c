import type { Resolvers } from '../../generated/schema.ts'
import { writeId } from '../ids.ts'
import { observedFields } from '../observed.ts'

export const tariffResolvers: Pick<Resolvers, 'Tariff'> = {
  Tariff: {
    id: ({ value }) => writeId({ type: 'Tariff', tariffId: value.id }),
    name: ({ value }) => value.name,
    kind: ({ value }) => value.kind,
    monthlyFee: ({ value }) => value.monthlyFee,
    speedMbps: ({ value }) => value.speedMbps,
    ...observedFields,
  },
}
