const BATCH_ROWS = 1_000

/**
 * Deletes by thousands until nothing is left: one statement over a million rows would hold its locks for minutes and
 * run into the statement timeout. Answers how many rows went.
 */
export async function deleteInBatches(
  deleteSome: (limit: number) => Promise<{ numDeletedRows: bigint }>,
): Promise<number> {
  let total = 0
  for (;;) {
    const deleted = Number((await deleteSome(BATCH_ROWS)).numDeletedRows)
    total += deleted
    if (deleted < BATCH_ROWS) return total
  }
}
