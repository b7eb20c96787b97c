/** The houses of a street, from one number to another, and whether the network reaches them. */
export interface CoverageRow {
  readonly id: number
  readonly regionId: number
  readonly city: string
  readonly street: string
  readonly from: number
  readonly to: number
  /** 0 all houses, 1 odd ones, 2 even ones. */
  readonly side: 0 | 1 | 2
  /** 1 built, 2 planned, 3 not planned. */
  readonly state: 1 | 2 | 3
  /** yyyy-MM-dd, or null for none. */
  readonly plannedOn: string | null
}

/** Whatever is left out is not looked at; a street may be a part of its name, in letters of any size. */
export interface CoverageFilter {
  readonly regionId: number
  readonly city: string
  readonly street: string
}
