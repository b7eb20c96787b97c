import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { codeOf } from '../observability/thrown.ts'

/** A file that is there whole. */
export interface StoredFile {
  readonly sizeBytes: number
  /** Opened already: it can be read to its end although it is deleted meanwhile. */
  readonly content: Readable
}

/** Files in one folder that replicas share, each readable by this user alone. Names are the gateway's own. */
export interface Folder {
  /** Makes the folder when it is not there. */
  prepare(): Promise<void>
  pathOf(name: string): string
  /** Where a file stands that is not whole yet. */
  partOf(name: string): string
  open(name: string): Promise<StoredFile | null>
  remove(name: string): Promise<void>
  /** Deletes what is not whole and was touched by nobody since: its process has died. */
  removeParts(before: number): Promise<void>
}

/** How the names of files end that are not whole yet. */
const PART = '.part'

export function createFolder(folder: string): Folder {
  return {
    prepare: async () => void (await mkdir(folder, { recursive: true, mode: 0o700 })),
    pathOf: (name) => join(folder, name),
    partOf: (name) => join(folder, name + PART),
    async open(name) {
      const handle = await open(join(folder, name)).catch(ignoreAbsence)
      if (!handle) return null
      const { size } = await handle.stat()
      return { sizeBytes: size, content: handle.createReadStream() }
    },
    remove: (name) => rm(join(folder, name), { force: true }),
    async removeParts(before) {
      const names = (await readdir(folder).catch(ignoreAbsence)) ?? []
      for (const name of names.filter((one) => one.endsWith(PART))) {
        const found = await stat(join(folder, name)).catch(ignoreAbsence)
        if (found && found.mtimeMs < before) await rm(join(folder, name), { force: true })
      }
    },
  }
}

function ignoreAbsence(error: unknown): null {
  if (codeOf(error, 'unknown') === 'ENOENT') return null
  throw error
}
