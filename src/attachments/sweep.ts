import type { Log } from '../observability/log.ts'
import { codeOf } from '../observability/thrown.ts'
import type { Store } from '../store/store.ts'
import type { AttachmentFiles } from './files.ts'

/** How long a file may wait for its message. */
const KEEP_UNATTACHED_MS = 86_400_000
const FILES_PER_PASS = 100

export interface SweepParts {
  readonly store: Pick<Store, 'attachments'>
  readonly files: AttachmentFiles
  readonly now: () => number
  readonly log?: Log
}

/** Deletes files that came and were attached to nothing within a day. One pass; what fails is left to the next. */
export async function sweepAttachments({ store, files, now, log }: SweepParts): Promise<void> {
  try {
    const before = now() - KEEP_UNATTACHED_MS
    for (const { id, file } of await store.attachments.discard(before, FILES_PER_PASS)) {
      if (file !== null) await files.remove(file)
      await store.attachments.delete(id)
    }
    await files.removeParts(before)
  } catch (error) {
    log?.warn({ operation: 'attachments', code: codeOf(error, 'unknown') }, 'unattached files could not be deleted')
  }
}
