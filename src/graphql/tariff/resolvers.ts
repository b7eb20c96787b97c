import type { QueryResolvers } from '../../generated/schema.ts'
import { assertBounded } from '../bound.ts'
import type { Complete } from '../complete.ts'
import { writeId } from '../ids.ts'
import { observedFields } from '../observed.ts'
import { compareKeys } from '../order.ts'
import { readAfter, readFirst, writeConnection } from '../page.ts'
import { MAX_TARIFF_COMPONENTS } from '../policies.ts'
import { readRegionId } from '../region/resolvers.ts'

export const tariffQueries: Pick<QueryResolvers, 'tariffs'> = {
  tariffs: async (_parent, { regionId: text, kind, first, after }, { loaders }) => {
    const regionId = readRegionId(text)
    const list = `tariffs:${regionId}:${kind ?? ''}`
    const size = readFirst(first)
    const position = readAfter(after, list)
    const tariffs = regionId === null ? null : await loaders.tariffs.listTariffs(regionId)
    if (tariffs === null) return null
    const rest = tariffs
      .filter(({ value }) => kind === null || kind === undefined || value.kind === kind)
      .filter(({ value }) => position === null || compareKeys(value.id, position) > 0)
    return writeConnection(rest.slice(0, size), {
      list,
      positionOf: ({ value }) => value.id,
      hasMore: rest.length > size,
      isFirstPage: position === null,
    })
  },
}

export const tariffResolvers: Complete<'Tariff' | 'TvPackage'> = {
  Tariff: {
    id: ({ value }) => writeId({ type: 'Tariff', tariffId: value.id }),
    name: ({ value }) => value.name,
    kind: ({ value }) => value.kind,
    monthlyFee: ({ value }) => value.monthlyFee,
    components: ({ value }) => assertBounded(value.components, MAX_TARIFF_COMPONENTS, `components of ${value.id}`),
    tvPackage: ({ value: { id, tvPackage } }) => (tvPackage === null ? null : { tariffId: id, tvPackage }),
    description: ({ value }) => value.description,
    isPrivate: ({ value }) => value.ownerAccountId !== null,
    speedMbps: ({ value }) => value.speedMbps,
    ...observedFields,
  },
  TvPackage: {
    channels: (television, _args, { loaders }) => loaders.tariffs.listChannels(television),
    channelCount: ({ tvPackage }) => tvPackage.channelCount,
    setUpGuide: ({ tvPackage }) => tvPackage.setUpGuide,
  },
}
