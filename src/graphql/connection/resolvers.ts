import { BillingError } from '../../billing/error.ts'
import type { ConnectionVerdict, WrittenAddress } from '../../cabinet/connection.ts'
import type {
  ConnectionAddressInput,
  ConnectionRefusalCode,
  MutationResolvers,
  QueryResolvers,
  ResolversTypes,
} from '../../generated/schema.ts'
import { writeCabinetRequest } from '../cabinet.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { readId } from '../ids.ts'
import { giveOrder } from '../ordering.ts'
import { typeNameOf } from '../type-name.ts'
import { AVAILABILITY_TEXTS, CONNECTION_TEXTS, REQUEST_PENDING, REQUESTED } from './texts.ts'

export const connectionQueries: Required<Pick<QueryResolvers, 'connectionAvailability'>> = {
  connectionAvailability: async (_parent, { address }, context) => {
    const written = readWritten(address)
    if (written === null) return refuse('UNKNOWN_REGION', context, { field: 'address.regionId' })
    const verdict = await context.cabinet.findAvailability(written, writeCabinetRequest(context))
    switch (verdict.kind) {
      case 'known': {
        const { status, plannedOn } = verdict.coverage
        const message = AVAILABILITY_TEXTS[status][context.language]
        return { __typename: 'ConnectionAvailability', status, plannedOn, message }
      }
      case 'invalid_value':
        return refuse('INVALID_VALUE', context, verdict)
      case 'too_many_tries':
        return refuse('TOO_MANY_TRIES', context, { ...verdict, retryable: true })
      case 'not_supported':
        return refuse('NOT_SUPPORTED', context)
      case 'billing_unavailable':
        return refuse('BILLING_UNAVAILABLE', context, { retryable: true })
    }
  },
}

export const connectionMutations: Required<Pick<MutationResolvers, 'requestConnection'>> = {
  requestConnection: async (_parent, { input }, context) => {
    const address = readWritten(input.address)
    const region = address && (await findRegion(address.regionId, context))
    if (region === 'unavailable') return refuse('BILLING_UNAVAILABLE', context, { retryable: true })
    if (region === null || address === null) return refuse('UNKNOWN_REGION', context, { field: 'address.regionId' })
    if (!context.capabilities.tickets) return refuse('NOT_SUPPORTED', context)
    const { name, phone, comment = null, idempotencyKey } = input
    const wanted = { address, regionName: region.name, name, phone, comment, idempotencyKey }
    const verdict = await giveOrder(() => context.cabinet.requestConnection(wanted, writeCabinetRequest(context)))
    return writeVerdict(verdict, context)
  },
}

/** Regions are kept for a while, so that this is seldom a call. */
async function findRegion(regionId: string, { loaders }: GraphqlContext) {
  return loaders.regions.findRegion(regionId).catch((error: unknown) => {
    if (error instanceof BillingError) return 'unavailable' as const
    throw error
  })
}

type RequestConnectionResult = Awaited<ResolversTypes['RequestConnectionResult']>

function writeVerdict(verdict: ConnectionVerdict, context: GraphqlContext): RequestConnectionResult {
  const { language } = context
  switch (verdict.kind) {
    case 'opened':
      return { __typename: 'ConnectionRequested', number: verdict.ticketId, message: REQUESTED[language] }
    case 'pending':
      return { __typename: 'ConnectionPending', message: REQUEST_PENDING[language], retryable: true }
    case 'conflict':
      return refuse('IDEMPOTENCY_CONFLICT', context, { field: 'idempotencyKey' })
    case 'too_many_tries':
      return refuse('TOO_MANY_TRIES', context, { ...verdict, retryable: true })
    case 'overloaded':
      return refuse('OVERLOADED', context, { retryable: true })
    case 'invalid_value':
      return refuse(verdict.field === 'phone' ? 'INVALID_PHONE' : 'INVALID_VALUE', context, verdict)
    case 'closed_by_operator':
      return refuse('CLOSED_BY_OPERATOR', context)
  }
}

export const connectionResolvers: Complete<'ConnectionAvailabilityResult' | 'RequestConnectionResult'> = {
  ConnectionAvailabilityResult: { __resolveType: typeNameOf },
  RequestConnectionResult: { __resolveType: typeNameOf },
}

interface Details {
  readonly field?: string | null
  readonly retryable?: boolean
  readonly retryAfterSeconds?: number
}

function refuse(
  code: ConnectionRefusalCode,
  { language }: GraphqlContext,
  { field = null, retryable = false, retryAfterSeconds }: Details = {},
) {
  const message = CONNECTION_TEXTS[code][language]
  return {
    __typename: 'ConnectionRefused',
    code,
    field,
    message,
    retryable,
    retryAfterSeconds: retryAfterSeconds ?? null,
  } as const
}

/** Null when the region is named by no id. */
function readWritten({ regionId, city, street, house, apartment }: ConnectionAddressInput): WrittenAddress | null {
  const region = readId(regionId)
  if (region?.type !== 'Region') return null
  return { regionId: region.regionId, city, street, house, apartment: apartment ?? null }
}
