/**
 * Whether the network reaches a house: it does, it will, it does not and nobody plans it, or there is no such address in
 * the list.
 */
export type CoverageStatus = 'COVERED' | 'PLANNED' | 'NOT_COVERED' | 'UNKNOWN_ADDRESS'

export interface Coverage {
  readonly status: CoverageStatus
  /** The day, yyyy-MM-dd, for which it is planned; null where none is told. */
  readonly plannedOn: string | null
}

export interface CoverageAddress {
  readonly regionId: string
  readonly city: string
  readonly street: string
  readonly house: string
}
