import type { WrittenAddress } from '../../cabinet/connection.ts'
import type { ConnectionAddressInput, ConnectionRefusalCode, QueryResolvers } from '../../generated/schema.ts'
import { writeCabinetRequest } from '../cabinet.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { readId } from '../ids.ts'
import { typeNameOf } from '../type-name.ts'
import { AVAILABILITY_TEXTS, CONNECTION_TEXTS } from './texts.ts'

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

export const connectionResolvers: Complete<'ConnectionAvailabilityResult'> = {
  ConnectionAvailabilityResult: { __resolveType: typeNameOf },
}

interface Details {
  readonly field?: string | null
  readonly retryable?: boolean
  readonly retryAfterSeconds?: number
}

export function refuse(
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
export function readWritten({
  regionId,
  city,
  street,
  house,
  apartment,
}: ConnectionAddressInput): WrittenAddress | null {
  const region = readId(regionId)
  if (region?.type !== 'Region') return null
  return { regionId: region.regionId, city, street, house, apartment: apartment ?? null }
}
