import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { createFolder, type Folder } from '../files/folder.ts'

/** A file on its way. Nobody sees it before it is kept, and it is never seen in part. */
export interface Draft {
  /** May be asked once. */
  write(): Writable
  /** What was written, for whoever writes another file of it. */
  read(): Readable
  /** Answers its size when it is on the disk under its name. */
  keep(): Promise<number>
  /** Harmless when it is kept or gone. */
  discard(): Promise<void>
}

/** Where files lie. One folder today; a store of objects has the same verbs. */
export interface ReportFiles extends Pick<Folder, 'open' | 'remove' | 'removeParts'> {
  /** `attempt` tells two processes apart that write the same file, of which one has lost its lease. */
  draft(name: string, attempt: string): Promise<Draft>
}

export function createFolderFiles(path: string): ReportFiles {
  const folder = createFolder(path)
  return {
    ...folder,
    async draft(name, attempt) {
      await folder.prepare()
      return createDraft(folder.pathOf(name), folder.partOf(`${name}.${attempt}`))
    },
  }
}

function createDraft(path: string, draftPath: string): Draft {
  return {
    // Flushed, so that an export that is called done survives a crash of the machine.
    write: () => createWriteStream(draftPath, { mode: 0o600, flush: true }),
    read: () => createReadStream(draftPath),
    async keep() {
      const { size } = await stat(draftPath)
      await rename(draftPath, path)
      return size
    },
    discard: () => rm(draftPath, { force: true }),
  }
}
