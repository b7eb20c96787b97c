import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { codeOf } from '../observability/thrown.ts'

/** A file that is there whole. */
export interface StoredFile {
  readonly sizeBytes: number
  /** Opened already: it can be read to its end although it is deleted meanwhile. */
  readonly content: Readable
}

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
export interface ReportFiles {
  /** `attempt` tells two processes apart that write the same file, of which one has lost its lease. */
  draft(name: string, attempt: string): Promise<Draft>
  open(name: string): Promise<StoredFile | null>
  remove(name: string): Promise<void>
  /** Deletes drafts that nobody has touched for so long: their process has died. */
  sweep(olderThanMs: number): Promise<void>
}

const DRAFT_END = '.part'

/** Files in a folder that replicas share, each readable by this user alone. */
export function createFolderFiles(folder: string, now: () => number): ReportFiles {
  return {
    async draft(name, attempt) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      return createDraft(join(folder, name), `${join(folder, name)}.${attempt}${DRAFT_END}`)
    },
    async open(name) {
      const handle = await open(join(folder, name)).catch(ignoreAbsence)
      if (!handle) return null
      const { size } = await handle.stat()
      return { sizeBytes: size, content: handle.createReadStream() }
    },
    remove: (name) => rm(join(folder, name), { force: true }),
    async sweep(olderThanMs) {
      const names = (await readdir(folder).catch(ignoreAbsence)) ?? []
      for (const name of names.filter((one) => one.endsWith(DRAFT_END))) {
        const found = await stat(join(folder, name)).catch(ignoreAbsence)
        if (found && now() - found.mtimeMs > olderThanMs) await rm(join(folder, name), { force: true })
      }
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

function ignoreAbsence(error: unknown): null {
  if (codeOf(error, 'unknown') === 'ENOENT') return null
  throw error
}
