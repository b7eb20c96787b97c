import type { AccountId } from './account.ts'
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
}
