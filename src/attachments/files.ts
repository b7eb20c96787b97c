import { randomUUID } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import type { MediaType } from '../domain/attachment.ts'
import { createFolder, type Folder } from '../files/folder.ts'
import { findMediaType, isPlainText, MAX_TEXT_BYTES } from './media-type.ts'

const HEAD_BYTES = 16

export type Received =
  | { readonly kind: 'received'; readonly file: string; readonly mediaType: MediaType }
  | { readonly kind: 'wrong_size' }
  | { readonly kind: 'wrong_type' }
  | { readonly kind: 'infected' }

/** The bytes of attachments, in one folder that all replicas share. No name of a client's is ever part of a path. */
export interface AttachmentFiles extends Pick<Folder, 'open' | 'remove' | 'list' | 'removeUntouched' | 'removeParts'> {
  /** The id of the attachment that a file was received for. */
  ownerOf(file: string): string
  /** Reads no more than it was told to expect. What is not whole and clean leaves nothing behind. */
  receive(
    body: AsyncIterable<Uint8Array>,
    expected: { readonly id: string; readonly sizeBytes: number; readonly isClean: (path: string) => Promise<boolean> },
  ): Promise<Received>
}

export function createAttachmentFiles(path: string): AttachmentFiles {
  const folder = createFolder(path)
  return {
    ...folder,
    ownerOf: (file) => file.split('.', 1)[0] ?? '',
    async receive(body, { id, sizeBytes, isClean }) {
      await folder.prepare()
      const file = `${id}.${randomUUID()}`
      const part = folder.partOf(file)
      try {
        if (!(await writeExactly(body, part, sizeBytes))) return { kind: 'wrong_size' }
        const mediaType = await judge(part, sizeBytes)
        if (mediaType === null) return { kind: 'wrong_type' }
        if (!(await isClean(part))) return { kind: 'infected' }
        await rename(part, folder.pathOf(file))
        return { kind: 'received', file, mediaType }
      } finally {
        await rm(part, { force: true })
      }
    },
  }
}

/** On the disk before it counts. */
async function writeExactly(body: AsyncIterable<Uint8Array>, path: string, sizeBytes: number): Promise<boolean> {
  const handle = await open(path, 'wx', 0o600)
  try {
    let written = 0
    for await (const chunk of body) {
      written += chunk.length
      if (written > sizeBytes) return false
      await handle.appendFile(chunk)
    }
    await handle.sync()
    return written === sizeBytes
  } finally {
    await handle.close()
  }
}

async function judge(path: string, sizeBytes: number): Promise<MediaType | null> {
  const handle = await open(path, 'r')
  const head = Buffer.alloc(HEAD_BYTES)
  try {
    const { bytesRead } = await handle.read(head, 0, HEAD_BYTES, 0)
    const byMagic = findMediaType(head.subarray(0, bytesRead))
    if (byMagic !== null) return byMagic
  } finally {
    await handle.close()
  }
  return sizeBytes <= MAX_TEXT_BYTES && isPlainText(await readFile(path)) ? 'text/plain' : null
}
