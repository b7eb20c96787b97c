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
  /** Names of files that are whole, in their order, behind one of them or from the beginning. */
  list(page: { readonly after: string | null; readonly limit: number }): Promise<readonly string[]>
  /** Deletes a file that nobody has written to since. */
  removeUntouched(name: string, before: number): Promise<void>
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
    async list({ after, limit }) {
      const names = (await listNames(folder)).filter((name) => !name.endsWith(PART) && (after === null || name > after))
      return names.toSorted().slice(0, limit)
    },
    removeUntouched: (name, before) => removeUntouched(join(folder, name), before),
    async removeParts(before) {
      for (const name of await listNames(folder)) {
        if (name.endsWith(PART)) await removeUntouched(join(folder, name), before)
      }
    },
  }
}

async function listNames(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(ignoreAbsence)) ?? []
}

async function removeUntouched(path: string, before: number): Promise<void> {
  const found = await stat(path).catch(ignoreAbsence)
  if (found && found.mtimeMs < before) await rm(path, { force: true })
}

function ignoreAbsence(error: unknown): null {
  if (codeOf(error, 'unknown') === 'ENOENT') return null
  throw error
}
