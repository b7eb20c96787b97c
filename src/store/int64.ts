/**
 * A 64-bit integer of either database: a number while that is exact, a bigint beyond 2^53. Both databases answer by this
 * rule, so a query has one result; money columns take both and become bigint.
 */
export function readInt64(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value
}
