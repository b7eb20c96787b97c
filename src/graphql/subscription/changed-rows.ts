import type { Observed } from '../../domain/observed.ts'
import { fingerprintOf } from '../../live/fingerprint.ts'

/**
 * The rows of a watched page that are new or have changed, oldest first. The first page is what there was before: nothing of it is
 * told.
 */
export async function* changedRows<Page, Row>(
  pages: AsyncIterable<Observed<Page>>,
  { rowsOf, idOf }: { readonly rowsOf: (page: Page) => readonly Row[]; readonly idOf: (row: Row) => string },
): AsyncGenerator<Observed<Row>, void> {
  let known: ReadonlyMap<string, string> | null = null
  for await (const { value, asOf, freshness } of pages) {
    const rows = rowsOf(value)
    const before = known
    known = new Map(rows.map((row) => [idOf(row), fingerprintOf(row)]))
    if (before === null) continue
    for (const row of rows.toReversed()) {
      if (before.get(idOf(row)) !== fingerprintOf(row)) yield { value: row, asOf, freshness }
    }
  }
}
