import type { Observed } from '../../domain/observed.ts'
import { fingerprintOf } from '../../live/fingerprint.ts'

/**
 * The rows of a watched page as they are, then each one that is new or has changed; oldest first. Whoever watches learns all of the
 * page before anything of it changes, so that nothing falls between what he has read and what he is told, nor between two
 * connections.
 */
export async function* changedRows<Page, Row>(
  pages: AsyncIterable<Observed<Page>>,
  { rowsOf, idOf }: { readonly rowsOf: (page: Page) => readonly Row[]; readonly idOf: (row: Row) => string },
): AsyncGenerator<Observed<Row>, void> {
  let known: ReadonlyMap<string, string> = new Map()
  for await (const { value, asOf, freshness } of pages) {
    const rows = rowsOf(value)
    const before = known
    known = new Map(rows.map((row) => [idOf(row), fingerprintOf(row)]))
    for (const row of rows.toReversed()) {
      if (before.get(idOf(row)) !== fingerprintOf(row)) yield { value: row, asOf, freshness }
    }
  }
}
