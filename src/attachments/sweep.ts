import type { Log } from '../observability/log.ts'
import { codeOf } from '../observability/thrown.ts'
import type { Store } from '../store/store.ts'
import type { AttachmentFiles } from './files.ts'

/** How long a file may wait for its message. */
const KEEP_UNATTACHED_MS = 86_400_000
const FILES_PER_PASS = 100
/** Longer than a link of an upload works, its bytes may take to come and a scanner to look at them. */
const KEEP_UNNAMED_MS = 3_600_000
const NAMES_PER_PASS = 500

export interface SweepParts {
  readonly store: Pick<Store, 'attachments'>
  readonly files: AttachmentFiles
  readonly now: () => number
  readonly log?: Log
}

/**
 * Deletes files that came and were attached to nothing within a day, and bytes that their row does not name: their process has died,
 * or could not reach the store, when they had just come. One pass for each call; what fails is left to the next.
 */
export function createAttachmentSweep({ store, files, now, log }: SweepParts): () => Promise<void> {
  let seen: string | null = null
  return async () => {
    try {
      const before = now() - KEEP_UNATTACHED_MS
      const names = await files.list({ after: seen, limit: NAMES_PER_PASS })
      await removeUnnamed({ store, files, now }, names)
      seen = names.length < NAMES_PER_PASS ? null : (names.at(-1) ?? null)
      for (const { id, file } of await store.attachments.discard(before, FILES_PER_PASS)) {
        if (file !== null) await files.remove(file)
        await store.attachments.delete(id)
      }
      await files.removeParts(before)
    } catch (error) {
      log?.warn({ operation: 'attachments', code: codeOf(error, 'unknown') }, 'unattached files could not be deleted')
    }
  }
}

/**
 * Bytes come after their row, and go before it. So a file without a row is another store's, which somebody has named by mistake or has
 * restored from an older copy: it stays.
 */
async function removeUnnamed({ store, files, now }: SweepParts, names: readonly string[]): Promise<void> {
  const known = await store.attachments.listFiles([...new Set(names.map((name) => files.ownerOf(name)))])
  for (const name of names) {
    const owner = files.ownerOf(name)
    if (known.has(owner) && known.get(owner) !== name) await files.removeUntouched(name, now() - KEEP_UNNAMED_MS)
  }
}
