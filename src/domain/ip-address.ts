import type { ServiceId } from './service.ts'

export type IpAssignment = 'DYNAMIC' | 'STATIC' | 'UNKNOWN'

/** An address given to a service (TMF639 resource). */
export interface IpAddress {
  readonly serviceId: ServiceId
  /** IPv4 or IPv6 in its usual text. */
  readonly address: string
  readonly assignment: IpAssignment
}
