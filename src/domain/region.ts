export type RegionId = string

/** A part of the country with tariffs and news of its own (TMF674 geographic site). */
export interface Region {
  readonly id: RegionId
  readonly name: string
}
