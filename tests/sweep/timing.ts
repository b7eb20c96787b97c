/** The times of a sweep: short, in the proportions of production. */
export interface Timing {
  readonly requestTimeoutMs: number
  /** The longest after which the sandbox still applies a request that was given up. */
  readonly longestLateMs: number
  /** What the gateways are told; longer than the above. */
  readonly settleMs: number
}

export const TIMING: Timing = { requestTimeoutMs: 800, longestLateMs: 2_500, settleMs: 4_000 }
