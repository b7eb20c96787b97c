import type { AccountId } from './account.ts'
import type { Money } from './money.ts'
import type { ServiceOptionName } from './service-order.ts'
import type { TariffId, TariffKind } from './tariff.ts'

export type ServiceId = string

export type ServiceStatus = 'ACTIVE' | 'SUSPENDED_FOR_DEBT' | 'FROZEN' | 'PENDING' | 'TERMINATED' | 'UNKNOWN'

/** A connected service (TMF637 product). */
export interface Service {
  readonly id: ServiceId
  readonly accountId: AccountId
  readonly kind: TariffKind
  readonly status: ServiceStatus
  readonly tariffId: TariffId
  /** A day, yyyy-MM-dd, in the billing's zone; null when the billing has lost it. */
  readonly connectedOn: string | null
  /** What was ordered instead of the tariff's own speed and channels. */
  readonly options: readonly ServiceOption[]
  /** What the options cost a month on top of the tariff; null where there are none. */
  readonly optionsFee: Money | null
  /** The hold in force; null when there is none, or the billing does not say from when until when. */
  readonly freeze: ServiceFreeze | null
}

export interface ServiceOption {
  readonly option: ServiceOptionName
  /** Megabits per second, or a number of channels. */
  readonly value: number
}

/** Days, yyyy-MM-dd, in the billing's zone. */
export interface ServiceFreeze {
  readonly from: string
  /** The day on which the service is given again. */
  readonly until: string
}
