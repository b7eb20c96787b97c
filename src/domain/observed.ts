/** How old an answer is: straight from the billing, from a short-lived cache, or kept from before the billing failed. */
export type Freshness = 'LIVE' | 'CACHED' | 'STALE'

/** A value that came from the billing, with the instant (milliseconds since the epoch) at which the billing said so. */
export interface Observed<T> {
  readonly value: T
  readonly asOf: number
  readonly freshness: Freshness
}
