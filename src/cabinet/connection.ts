import { BillingError } from '../billing/error.ts'
import type { Coverage, CoverageAddress } from '../domain/coverage.ts'
import { networkOf } from '../domain/network.ts'
import { type CabinetDesk, type CabinetRequest, mask, takeTries } from './desk.ts'
import { readLine } from './text.ts'

const MAX_QUESTIONS_PER_HOUR = 60

/** An address as somebody has written it, with the region's own key. */
export interface WrittenAddress extends CoverageAddress {
  readonly apartment: string | null
}

export type AddressField = 'address.city' | 'address.street' | 'address.house' | 'address.apartment'

export type AvailabilityVerdict =
  | { readonly kind: 'known'; readonly coverage: Coverage }
  | { readonly kind: 'invalid_value'; readonly field: AddressField }
  | { readonly kind: 'too_many_tries'; readonly retryAfterSeconds: number }
  | { readonly kind: 'not_supported' }
  | { readonly kind: 'billing_unavailable' }

/** Whether the network reaches an address. Each question costs a call of the billing, so that they are counted. */
export async function findAvailability(
  desk: CabinetDesk,
  written: WrittenAddress,
  request: CabinetRequest,
): Promise<AvailabilityVerdict> {
  const { billing } = desk
  if (!billing.capabilities.coverage) return { kind: 'not_supported' }
  const address = readAddress(written)
  if ('field' in address) return { kind: 'invalid_value', field: address.field }
  const subject = `availability:${networkSubject(desk, request)}`
  const take = await takeTries(desk, request, [{ act: 'availability', subject, max: MAX_QUESTIONS_PER_HOUR }])
  if (take.kind === 'too_many_tries') return take
  try {
    const coverage = (await billing.coverage.findCoverage([address], request.call)).get(address)
    if (coverage === undefined || coverage instanceof BillingError) return { kind: 'billing_unavailable' }
    return { kind: 'known', coverage }
  } catch (error) {
    if (error instanceof BillingError) return { kind: 'billing_unavailable' }
    throw error
  }
}

export function networkSubject(desk: CabinetDesk, { address }: CabinetRequest): string {
  return mask(desk, 'network', networkOf(address))
}

/** The address as it can be looked for and written down, or the field that cannot. */
export function readAddress(written: WrittenAddress): WrittenAddress | { readonly field: AddressField } {
  const city = readLine(written.city, { min: 2, max: 80 })
  if (city === null) return { field: 'address.city' }
  const street = readLine(written.street, { min: 2, max: 120 })
  if (street === null) return { field: 'address.street' }
  const house = readLine(written.house, { max: 20 })
  if (house === null) return { field: 'address.house' }
  const apartment = written.apartment === null ? null : readLine(written.apartment, { max: 20 })
  if (written.apartment !== null && apartment === null) return { field: 'address.apartment' }
  return { regionId: written.regionId, city, street, house, apartment }
}
