import { BillingError } from '../../billing/error.ts'
import { compareKeys } from '../order.ts'

/** What a merged page is made of: a row with the key under which it was posted. */
interface Posted {
  readonly value: { readonly id: string }
}

/**
 * The newest `first` rows of two pages of the same account, each newest first. Keys of both grow together, so that the
 * first N of both hold the first N of the whole. Two rows with one key would make a cursor mean two places: that is an
 * answer that cannot be used.
 */
export function mergeNewestFirst<A extends Posted, B extends Posted>(
  one: readonly A[],
  other: readonly B[],
  first: number,
): { readonly rows: readonly (A | B)[]; readonly hasMore: boolean } {
  const rows: (A | B)[] = [...one, ...other]
  rows.sort((left, right) => compareKeys(right.value.id, left.value.id))
  if (rows.some(({ value }, index) => value.id === rows[index + 1]?.value.id)) {
    throw new BillingError('BILLING_MALFORMED_ANSWER', 'A payment and a charge were posted under one key.', {
      outcome: 'not_applied',
    })
  }
  return { rows: rows.slice(0, first), hasMore: rows.length > first }
}
