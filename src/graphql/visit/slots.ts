import { BillingError } from '../../billing/error.ts'
import { formatInstant } from '../../domain/date.ts'
import { parseMoney } from '../../domain/money.ts'
import type { MutationResolvers, QueryResolvers } from '../../generated/schema.ts'
import { writeCabinetRequest } from '../cabinet.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { ClientError } from '../errors.ts'
import { readAfter, readFirst, writeConnection } from '../page.ts'
import { readRegionId } from '../region/resolvers.ts'
import { typeNameOf } from '../type-name.ts'
import { requireViewer } from '../viewer.ts'
import { readPlace, writePlace } from './places.ts'
import { refuseVisit } from './refusals.ts'

const MAX_SPAN_MS = 62 * 86_400_000

export const visitSlotQueries: Required<Pick<QueryResolvers, 'visitSlots'>> = {
  visitSlots: async (_parent, args, context) => {
    const regionId = readRegionId(args.regionId)
    const [from, to] = [Date.parse(args.from), Date.parse(args.to)]
    const list = `slots:${regionId ?? ''}:${from}:${to}`
    if (to < from || to - from > MAX_SPAN_MS) throw badSpan()
    const place = readPlace(readAfter(args.after, list))
    const after = place && { id: place.id, startsAt: place.at }
    const first = readFirst(args.first)
    // A region that is named by no id has no slots, like one that there is not.
    const page =
      regionId === null
        ? { slots: [], hasMore: false }
        : await context.cabinet.listVisitSlots({ regionId, from, to, after, first }, writeCabinetRequest(context))
    return writeConnection(page.slots, {
      list,
      positionOf: ({ id, startsAt }) => writePlace(startsAt, id),
      hasMore: page.hasMore,
      isFirstPage: place === null,
    })
  },
}

export const visitSlotMutations: Required<Pick<MutationResolvers, 'openVisitSlots' | 'removeVisitSlot'>> = {
  openVisitSlots: async (_parent, { input }, context) => {
    const regionId = readRegionId(input.regionId)
    const region = regionId === null ? null : await findRegion(regionId, context)
    if (region === 'unavailable') return refuseVisit('BILLING_UNAVAILABLE', context, { retryable: true })
    if (region === null) return refuseVisit('REGION_NOT_FOUND', context, { field: 'regionId' })
    const times = input.slots.map(({ startsAt, endsAt }) => ({
      startsAt: Date.parse(startsAt),
      endsAt: Date.parse(endsAt),
    }))
    const { minorUnits } = parseMoney(input.price, 'RUB')
    const wanted = { regionId: region.id, crew: input.crew, priceMinorUnits: minorUnits, times }
    const request = { ...writeCabinetRequest(context), viewer: requireViewer(context) }
    const verdict = await context.cabinet.openVisitSlots(wanted, request)
    if (verdict.kind === 'opened') return { __typename: 'VisitSlotsOpened', slots: verdict.slots }
    const code = verdict.kind === 'overlaps' ? 'SLOT_OVERLAPS' : 'INVALID_VALUE'
    return refuseVisit(code, context, { field: verdict.kind === 'overlaps' ? 'slots' : verdict.field })
  },
  removeVisitSlot: async (_parent, { input: { slotId } }, context) => {
    const request = { ...writeCabinetRequest(context), viewer: requireViewer(context) }
    const verdict = await context.cabinet.removeVisitSlot(slotId, request)
    if (verdict === 'booked') return refuseVisit('SLOT_BOOKED', context, { field: 'slotId' })
    // One that is not there has been taken back, by whomever.
    return { __typename: 'VisitSlotRemoved', slotId }
  },
}

export const visitSlotResolvers: Complete<'VisitSlot' | 'OpenVisitSlotsResult' | 'RemoveVisitSlotResult'> = {
  OpenVisitSlotsResult: { __resolveType: typeNameOf },
  RemoveVisitSlotResult: { __resolveType: typeNameOf },
  VisitSlot: {
    startsAt: ({ startsAt }, _args, { timeZone }) => formatInstant(startsAt, timeZone),
    endsAt: ({ endsAt }, _args, { timeZone }) => formatInstant(endsAt, timeZone),
  },
}

async function findRegion(regionId: string, { loaders }: GraphqlContext) {
  return loaders.regions.findRegion(regionId).catch((error: unknown) => {
    if (error instanceof BillingError) return 'unavailable' as const
    throw error
  })
}

function badSpan(): ClientError {
  return new ClientError('BAD_USER_INPUT', {
    en: '`to` must not be before `from`, nor more than 62 days after it.',
    ru: '`to` — не раньше `from` и не позже чем через 62 дня после него.',
  })
}
