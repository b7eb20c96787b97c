import { BillingError } from '../billing/error.ts'
import type { Coverage, CoverageAddress } from '../domain/coverage.ts'
import { readPhone } from '../domain/phone.ts'
import { type CabinetDesk, type CabinetRequest, mask, networkSubject, takeTries } from './desk.ts'
import { isIdempotencyKey, readLine, readLines } from './text.ts'
import { MAX_SUBJECT_CHARACTERS, type OrderVerdict, orderTicket } from './tickets.ts'

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

/** The address as it can be looked for and written down, or the field that cannot. */
function readAddress(written: WrittenAddress): WrittenAddress | { readonly field: AddressField } {
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

const MAX_REQUESTS_PER_NETWORK = 10
const MAX_REQUESTS_PER_PHONE = 3

export interface ConnectionRequest {
  readonly address: WrittenAddress
  /** As the billing calls the region, for the people who read the ticket. */
  readonly regionName: string
  readonly name: string
  readonly phone: string
  readonly comment: string | null
  readonly idempotencyKey: string
}

export type ConnectionField = AddressField | 'name' | 'phone' | 'comment' | 'idempotencyKey'

export type ConnectionVerdict =
  | Exclude<OrderVerdict, { kind: 'account_not_found' }>
  | { readonly kind: 'invalid_value'; readonly field: ConnectionField }

/** A request of somebody without an account becomes a ticket of the helpdesk, whose people call back. */
export async function requestConnection(
  desk: CabinetDesk,
  wanted: ConnectionRequest,
  request: CabinetRequest,
): Promise<ConnectionVerdict> {
  const form = readForm(wanted)
  if ('field' in form) return { kind: 'invalid_value', field: form.field }
  const { name, phone, address, comment } = form
  const place = `${wanted.regionName}, ${placeOf(address)}`
  const phoneSubject = mask(desk, 'phone', phone)
  const verdict = await orderTicket(
    desk,
    {
      // Nobody is signed in: whoever has both the number and the key has asked.
      principal: `PUBLIC:${phoneSubject}`,
      account: null,
      details: {
        category: 'CONNECTION',
        subject: cut(`Подключение: ${placeOf(address)}`, MAX_SUBJECT_CHARACTERS),
        text: [`Адрес: ${place}`, `Имя: ${name}`, `Телефон: ${phone}`, ...(comment ? [comment] : [])].join('\n'),
        contact: { name, phone, address: cut(place, MAX_CONTACT_CHARACTERS) },
      },
      idempotencyKey: wanted.idempotencyKey,
      limits: [
        { act: 'connection', subject: `connection:${networkSubject(desk, request)}`, max: MAX_REQUESTS_PER_NETWORK },
        { act: 'connection', subject: `connection:${phoneSubject}`, max: MAX_REQUESTS_PER_PHONE },
      ],
    },
    request,
  )
  // Where nobody has an account, none can be missing.
  return verdict.kind === 'account_not_found' ? { kind: 'closed_by_operator' } : verdict
}

const MAX_CONTACT_CHARACTERS = 255

interface ConnectionForm {
  readonly name: string
  readonly phone: string
  readonly address: WrittenAddress
  readonly comment: string | null
}

function readForm(wanted: ConnectionRequest): ConnectionForm | { readonly field: ConnectionField } {
  if (!isIdempotencyKey(wanted.idempotencyKey)) return { field: 'idempotencyKey' }
  const address = readAddress(wanted.address)
  if ('field' in address) return address
  const name = readLine(wanted.name, { min: 2, max: 100 })
  if (name === null || !/\p{L}/u.test(name)) return { field: 'name' }
  const phone = readPhone(wanted.phone)
  if (phone === null) return { field: 'phone' }
  const isSaid = wanted.comment !== null && wanted.comment.trim() !== ''
  const comment = isSaid ? readLines(wanted.comment ?? '', { max: 1000 }) : null
  return isSaid && comment === null ? { field: 'comment' } : { name, phone, address, comment }
}

function placeOf({ city, street, house, apartment }: WrittenAddress): string {
  return `${city}, ${street}, ${house}${apartment === null ? '' : `, кв. ${apartment}`}`
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`
}
