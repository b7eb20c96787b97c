import { type Money, parseMoney } from '../../domain/money.ts'
import type { OrderAction, OrderWish } from '../../domain/service-order.ts'
import type { OrderEffective } from '../../generated/schema.ts'
import type { Expectation } from '../../payments/service-order-refusals.ts'
import { readId } from '../ids.ts'

/** What an order is about, by the ids that clients know. */
export interface WishInput {
  readonly action: OrderAction
  readonly accountId?: string | null
  readonly serviceId?: string | null
  readonly tariffId?: string | null
  readonly offeringId?: string | null
  readonly option?: OrderWish['option'] | undefined
  readonly value?: number | null
  readonly from?: string | null
  readonly until?: string | null
  readonly effective?: OrderEffective | undefined
}

/**
 * The wish, or null when one of the ids names nothing that could be meant, or they name different accounts. An account is
 * named by its own id, or by the service that the order is about.
 */
export function readWish(input: WishInput): OrderWish | null {
  const service = input.serviceId ? readId(input.serviceId) : null
  const account = input.accountId ? readId(input.accountId) : null
  const tariff = input.tariffId ? readId(input.tariffId) : null
  const offering = input.offeringId ? readId(input.offeringId) : null
  if (input.serviceId && service?.type !== 'Service') return null
  if (input.accountId && account?.type !== 'Account') return null
  if (input.tariffId && tariff?.type !== 'Tariff') return null
  if (input.offeringId && offering?.type !== OFFERING_TYPES[input.action]) return null
  const owners = [service, account].flatMap((id) => (id !== null && 'accountId' in id ? [id.accountId] : []))
  const [accountId] = owners
  if (accountId === undefined || owners.some((owner) => owner !== accountId)) return null
  return {
    accountId,
    action: input.action,
    serviceId: service?.type === 'Service' ? service.serviceId : null,
    tariffId: tariff?.type === 'Tariff' ? tariff.tariffId : null,
    offeringId: offering !== null && 'offeringId' in offering ? offering.offeringId : null,
    option: input.option ?? null,
    value: input.value ?? null,
    from: input.from ?? null,
    until: input.until ?? null,
    atNextPeriod: input.effective === 'NEXT_PERIOD',
  }
}

/** The offerings that an action is about; the others are about none. */
const OFFERING_TYPES: Readonly<Partial<Record<OrderAction, 'ServiceOffering' | 'EquipmentOffering'>>> = {
  CONNECT_SERVICE: 'ServiceOffering',
  BUY_EQUIPMENT: 'EquipmentOffering',
  SET_UP: 'EquipmentOffering',
}

/** The global id of what was ordered. */
export function offeringTypeOf(action: OrderAction | 'UNKNOWN'): 'ServiceOffering' | 'EquipmentOffering' | null {
  return action === 'UNKNOWN' ? null : (OFFERING_TYPES[action] ?? null)
}

export interface ExpectedInput {
  readonly expectedPrice?: string | null
  readonly expectedTotal?: string | null
}

export function readExpectation({ expectedPrice, expectedTotal }: ExpectedInput): Expectation {
  return { priceMinorUnits: readExpected(expectedPrice), totalMinorUnits: readExpected(expectedTotal) }
}

/** Minor units do not depend on the currency: all that the gateway knows have hundredths. */
function readExpected(text: string | null | undefined): Money['minorUnits'] | null {
  return text === null || text === undefined ? null : parseMoney(text, 'RUB').minorUnits
}
