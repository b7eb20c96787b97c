import type { Money } from './money.ts'
import type { TariffKind } from './tariff.ts'

export type OfferingId = string

/** An extra service that can be connected (TMF620 product offering). */
export interface ServiceOffering {
  readonly id: OfferingId
  readonly name: string
  readonly kind: TariffKind
  readonly monthlyFee: Money
  /** What connecting costs, once. */
  readonly connectionFee: Money
  readonly description: string | null
}

export type EquipmentOfferingKind = 'EQUIPMENT' | 'SET_UP' | 'UNKNOWN'

/** Equipment to buy, or work to order. */
export interface EquipmentOffering {
  readonly id: OfferingId
  readonly name: string
  readonly kind: EquipmentOfferingKind
  readonly price: Money
  readonly description: string | null
}
