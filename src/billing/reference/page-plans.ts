import { chunk } from '../adapter/chunk.ts'
import type { PageKey } from './agreement-records.ts'
import { IDS_PER_CALL } from './capabilities.ts'
import type { AgreementEntry } from './soap-rows.ts'

/** One call and the pages that are cut from its answer. */
export interface PagePlan<K> {
  readonly entries: readonly AgreementEntry<K>[]
  /** The largest of their sizes. */
  readonly first: number
}

/**
 * The calls that pages of one place take: the pages of one agreement come from one call, whatever their sizes are, and
 * agreements with different sizes share calls where that makes fewer of them.
 */
export function planCalls<K extends PageKey>(
  entries: readonly AgreementEntry<K>[],
  rowsPerCall: number,
): readonly PagePlan<K>[] {
  const [only] = entries
  if (entries.length === 1 && only !== undefined) return [{ entries, first: largest([only.key.first]) }]
  const agreements = [...Map.groupBy(entries, ({ agreementKey }) => agreementKey).values()]
  const bySize = Map.groupBy(agreements, (agreement) => largest(agreement.map(({ key }) => key.first)))
  const apart = [...bySize].flatMap(([first, ones]) => fill(ones, first, rowsPerCall))
  const together = fill(agreements, largest([...bySize.keys()]), rowsPerCall)
  return together.length < apart.length ? together : apart
}

function fill<K>(
  agreements: readonly (readonly AgreementEntry<K>[])[],
  first: number,
  rowsPerCall: number,
): readonly PagePlan<K>[] {
  const size = Math.max(1, Math.min(IDS_PER_CALL, Math.floor(rowsPerCall / (first + 1))))
  return chunk(agreements, size).map((part) => ({ entries: part.flat(), first }))
}

function largest(sizes: readonly number[]): number {
  return Math.max(1, ...sizes)
}
