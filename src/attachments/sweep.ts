import type { Log } from '../observability/log.ts'
import { codeOf } from '../observability/thrown.ts'
import type { Store } from '../store/store.ts'
import type { AttachmentFiles } from './files.ts'

/** How long a file may wait for its message. */
const KEEP_UNATTACHED_MS = 86_400_000
const FILES_PER_PASS = 100
/** Longer than a link of an upload works, its bytes may take to come and a scanner to look at them. */
const KEEP_UNKNOWN_MS = 3_600_000
const NAMES_PER_PASS = 500

export interface SweepParts {
  readonly store: Pick<Store, 'attachments'>
  readonly files: AttachmentFiles
  readonly now: () => number
  readonly log?: Log
}

/**
 * Deletes files that came and were attached to nothing within a day, and bytes that no row names: their process has died, or
 * could not reach the store, when they had just come. One pass for each call; what fails is left to the next.
 */
export function createAttachmentSweep({ store, files, now, log }: SweepParts): () => Promise<void> {
  let seen: string | null = null
  return async () => {
    try {
      const before = now() - KEEP_UNATTACHED_MS
      for (const { id, file } of await store.attachments.discard(before, FILES_PER_PASS)) {
        if (file !== null) await files.remove(file)
        await store.attachments.delete(id)
      }
      await files.removeParts(before)
      const names = await files.list({ after: seen, limit: NAMES_PER_PASS })
      await removeUnknown({ store, files, now }, names)
      seen = names.length < NAMES_PER_PASS ? null : (names.at(-1) ?? null)
    } catch (error) {
      log?.warn({ operation: 'attachments', code: codeOf(error, 'unknown') }, 'unattached files could not be deleted')
    }
  }
}

/** A store that knows none of the files is not theirs, but one that somebody has named by mistake: they stay. */
async function removeUnknown({ store, files, now }: SweepParts, names: readonly string[]): Promise<void> {
  const known = await store.attachments.listFiles([...new Set(names.map((name) => files.ownerOf(name)))])
  if (known.size === 0) return
  for (const name of names) {
    if (known.get(files.ownerOf(name)) !== name) await files.removeUntouched(name, now() - KEEP_UNKNOWN_MS)
  }
}
