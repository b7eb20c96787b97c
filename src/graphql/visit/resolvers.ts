import { BillingError } from '../../billing/error.ts'
import type { CabinetRequest } from '../../cabinet/desk.ts'
import type { VisitVerdict } from '../../cabinet/visits.ts'
import { formatInstant } from '../../domain/date.ts'
import { parseMoney } from '../../domain/money.ts'
import type { Viewer } from '../../domain/viewer.ts'
import type { Visit } from '../../domain/visit.ts'
import type { MutationResolvers, QueryResolvers, ResolversTypes, VisitRefusalCode } from '../../generated/schema.ts'
import type { ViewedAccount } from '../account/loaders.ts'
import { writeCabinetRequest } from '../cabinet.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { readId, writeId } from '../ids.ts'
import { giveOrder, mayOrderFor } from '../ordering.ts'
import { seesAccount } from '../ownership.ts'
import { readAfter, readFirst, writeConnection } from '../page.ts'
import { readRegionId } from '../region/resolvers.ts'
import { findAccountById } from '../ticket/account.ts'
import { typeNameOf } from '../type-name.ts'
import { requireViewer } from '../viewer.ts'
import { readPlace, writePlace } from './places.ts'
import { refuseVisit } from './refusals.ts'

/** A visit in the hands of somebody who may see its account. */
export interface ViewedVisit extends Visit {
  readonly viewer: Viewer
}

export const visitQueries: Required<Pick<QueryResolvers, 'visit' | 'visits'>> = {
  visit: (_parent, { id }, context) => findVisit(id, context),
  visits: async (_parent, { regionId: givenRegion, date, first: given, after: cursor }, context) => {
    const viewer = requireViewer(context)
    const regionId = readRegionId(givenRegion)
    const list = `visits:${regionId ?? ''}:${date}`
    const place = readPlace(readAfter(cursor, list))
    const after = place && { id: place.id, startsAt: place.at }
    const first = readFirst(given)
    // A region that is named by no id has no visits, like one that there is not.
    const page =
      regionId === null
        ? { visits: [], hasMore: false }
        : await context.cabinet.listVisitsOfDay({ regionId, date, first, after }, requestOf(context, viewer))
    return writeConnection(
      page.visits.map((visit) => ({ ...visit, viewer })),
      {
        list,
        positionOf: ({ id, slot }) => writePlace(slot.startsAt, id),
        hasMore: page.hasMore,
        isFirstPage: place === null,
      },
    )
  },
}

export const visitMutations: Required<Pick<MutationResolvers, 'requestVisit' | 'cancelVisit'>> = {
  requestVisit: async (_parent, { input }, context) => {
    if (!context.capabilities.tickets) return refuseVisit('NOT_SUPPORTED', context)
    const id = readId(input.accountId)
    const account = id?.type === 'Account' ? await findAccountById(id.accountId, context, id.kind) : null
    if (account === 'unavailable') return refuseVisit('BILLING_UNAVAILABLE', context, { retryable: true })
    if (account === null) return refuseVisit('ACCOUNT_NOT_FOUND', context, { field: 'accountId' })
    if (!mayOrderFor(account)) return refuseVisit('NOT_ALLOWED', context)
    const { slotId, phone = null, comment = null, idempotencyKey, expectedPrice } = input
    const expectedMinorUnits = parseMoney(expectedPrice, 'RUB').minorUnits
    const readRegion = () => findRegionOf(account, context)
    const wanted = { account, readRegion, slotId, expectedMinorUnits, phone, comment, idempotencyKey }
    const { viewer } = account
    const verdict = await giveOrder(() => context.cabinet.requestVisit(wanted, requestOf(context, viewer)))
    return writeVerdict(verdict, viewer, context)
  },
  cancelVisit: async (_parent, { input: { visitId, withdrawSlot } }, context) => {
    const visit = await findVisit(visitId, context)
    if (visit === null) return refuseVisit('VISIT_NOT_FOUND', context, { field: 'visitId' })
    const { viewer } = visit
    if (!mayOrderFor({ id: visit.accountId, viewer })) return refuseVisit('NOT_ALLOWED', context)
    const wish = { visit, withdrawsSlot: withdrawSlot === true }
    const verdict = await giveOrder(() => context.cabinet.cancelVisit(wish, requestOf(context, viewer)))
    if (verdict.kind === 'too_late') return refuseVisit('TOO_LATE', context)
    if (verdict.kind === 'slot_booked') return refuseVisit('SLOT_BOOKED', context, { field: 'withdrawSlot' })
    if (verdict.kind === 'operators_only') return refuseVisit('OPERATORS_ONLY', context, { field: 'withdrawSlot' })
    return { __typename: 'VisitCancelled', visit: { ...verdict.visit, viewer } }
  },
}

export const visitResolvers: Complete<'Visit' | 'RequestVisitResult' | 'CancelVisitResult'> = {
  RequestVisitResult: { __resolveType: typeNameOf },
  CancelVisitResult: { __resolveType: typeNameOf },
  Visit: {
    id: ({ id }) => writeId({ type: 'Visit', visitId: id }),
    ticket: ({ ticketId, accountId, viewer }, _args, { loaders }) =>
      ticketId === null ? null : loaders.tickets.findTicket(viewer, { accountId, ticketId }),
    createdAt: ({ createdAt }, _args, { timeZone }) => formatInstant(createdAt, timeZone),
  },
}

type VisitConnection = Awaited<ResolversTypes['VisitConnection']>

/** The visits of an account, newest first. */
export async function listVisits(
  { id: accountId, viewer }: ViewedAccount,
  args: { readonly first: number; readonly after?: string | null },
  context: GraphqlContext,
): Promise<VisitConnection> {
  const list = `visits:${accountId}`
  const place = readPlace(readAfter(args.after, list))
  const before = place && { id: place.id, createdAt: place.at }
  const page = await context.cabinet.listVisits(
    { accountId, first: readFirst(args.first), before },
    requestOf(context, viewer),
  )
  return writeConnection(
    page.visits.map((visit) => ({ ...visit, viewer })),
    {
      list,
      positionOf: ({ id, createdAt }) => writePlace(createdAt, id),
      hasMore: page.hasMore,
      isFirstPage: place === null,
    },
  )
}

async function findRegionOf({ id, viewer }: ViewedAccount, { loaders }: GraphqlContext) {
  try {
    return { regionId: (await loaders.accounts.findState(viewer, id))?.value.regionId ?? null }
  } catch (error) {
    if (error instanceof BillingError) return 'unavailable'
    throw error
  }
}

async function findVisit(text: string, context: GraphqlContext): Promise<ViewedVisit | null> {
  const viewer = requireViewer(context)
  const id = readId(text)
  if (id?.type !== 'Visit') return null
  const visit = await context.cabinet.findVisit(id.visitId, writeCabinetRequest(context))
  return visit !== null && seesAccount(viewer, visit.accountId) ? { ...visit, viewer } : null
}

function requestOf(context: GraphqlContext, viewer: Viewer): CabinetRequest & { readonly viewer: Viewer } {
  return { ...writeCabinetRequest(context), viewer }
}

const CODES = {
  conflict: ['IDEMPOTENCY_CONFLICT', 'idempotencyKey'],
  no_slot: ['SLOT_NOT_FOUND', 'slotId'],
  other_region: ['SLOT_OF_OTHER_REGION', 'slotId'],
  taken: ['SLOT_TAKEN', 'slotId'],
  price_changed: ['PRICE_CHANGED', 'expectedPrice'],
  too_many: ['TOO_MANY_VISITS', null],
} as const satisfies Readonly<Record<string, readonly [VisitRefusalCode, string | null]>>

function writeVerdict(
  verdict: VisitVerdict,
  viewer: Viewer,
  context: GraphqlContext,
): Awaited<ResolversTypes['RequestVisitResult']> {
  switch (verdict.kind) {
    case 'booked':
      return { __typename: 'VisitRequested', visit: { ...verdict.visit, viewer } }
    case 'invalid_value':
      return refuseVisit('INVALID_VALUE', context, verdict)
    case 'too_many_tries':
      return refuseVisit('TOO_MANY_TRIES', context, { ...verdict, retryable: true })
    case 'unavailable':
      return refuseVisit('BILLING_UNAVAILABLE', context, { retryable: true })
    case 'conflict':
    case 'no_slot':
    case 'other_region':
    case 'taken':
    case 'price_changed':
    case 'too_many': {
      const [code, field] = CODES[verdict.kind]
      return refuseVisit(code, context, { field })
    }
  }
}
